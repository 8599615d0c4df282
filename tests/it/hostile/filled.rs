//! A site in which every field of every kind, and every setting, says something: made from the tables of fields, so that
//! a new kind or field is in it by itself.

use std::collections::BTreeSet;
use std::ops::Range;

use trellis::config::SiteFile;
use trellis::entry::fields::{FieldInfo, Record, Shape};
use trellis::entry::node::Node;
use trellis::entry::rule::Rule;
use trellis::entry::{self, Common, FileRole, Kind, role_of};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::spec;

/// A place for a single value.
pub struct Leaf {
    /// Its kind and the fields on the way to it.
    pub name: String,
    pub file: usize,
    /// Whether any words may stand there.
    pub is_words: bool,
    /// What stands there when nothing hostile does.
    pub quiet: Node,
}

/// What a field holds: one of the places, or what is the same in every round.
#[derive(Clone)]
enum Value {
    Leaf(usize),
    Fixed(Node),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

struct FilledFile {
    path: SourcePath,
    fields: Vec<(String, Value)>,
    /// The text below the fields, of pages.
    body: Option<String>,
}

/// The site, with the places into which anything can be put.
pub struct Filled {
    files: Vec<FilledFile>,
    /// Files that are as they are.
    plain: Vec<(SourcePath, String)>,
    pub leaves: Vec<Leaf>,
    /// Entries of each kind, by their ids, and the one that is being written.
    ids: Vec<(Kind, String)>,
    own: String,
}

/// A site as it is written, and where each place is.
pub struct Written {
    pub snapshot: Snapshot,
    /// For each place, the lines that it stands in.
    lines: Vec<Range<usize>>,
}

/// How deep records are filled that stand in records.
const DEEP: usize = 4;

impl Filled {
    pub fn new() -> Filled {
        let mut filled =
            Filled { files: Vec::new(), plain: Vec::new(), leaves: Vec::new(), ids: Vec::new(), own: String::new() };
        let base: Vec<(SourcePath, String)> = spec::base()
            .into_iter()
            .map(|(path, bytes)| (SourcePath::new(&*path), String::from_utf8(bytes).unwrap()))
            .collect();
        // Two of each, where the base site has no table of them: an entry may refer to another of its kind.
        let has_table =
            |kind: &Kind| base.iter().any(|(path, _)| path.as_str() == format!("content/{}.yaml", kind.folder()));
        let made: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| !has_table(kind)).collect();
        let said = Kind::ALL.iter().filter_map(|kind| Some((*kind, id_in(&base, *kind)?)));
        filled.ids = said.chain(made.iter().map(|kind| (*kind, "one".to_string()))).collect();
        for (path, text) in &base {
            filled.own = path.as_str().rsplit('/').next().unwrap().split('.').next().unwrap().into();
            // What a figure is drawn from is no entry.
            if path.as_str().ends_with(".csv") {
                filled.plain.push((path.clone(), text.clone()));
                continue;
            }
            filled.take(path, text);
        }
        filled.own = "one".into();
        for kind in made {
            filled.make(kind);
        }
        filled
    }

    fn take(&mut self, path: &SourcePath, text: &str) {
        let (yaml, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
            Some((yaml, body)) => (yaml.to_string() + "\n", Some(body.to_string())),
            None => (text.to_string(), None),
        };
        let Node::Map(said) = entry::yaml_marks(&yaml, 0).node else { panic!("{path} is a group of fields") };
        let (name, tables, one_of) = match role_of(path) {
            FileRole::Entries(kind) => (kind.folder(), [Common::FIELDS, kind.fields()], kind.one_of()),
            _ => ("site.yaml", [SiteFile::FIELDS, &[]], &[][..]),
        };
        self.files.push(FilledFile { path: path.clone(), fields: Vec::new(), body });
        let fields = if said.iter().any(|(field, _)| &**field == "entries") {
            let each = said.iter().find(|(field, _)| &**field == "each").map_or(&[][..], |(_, each)| map(each));
            let (_, rows) = said.iter().find(|(field, _)| &**field == "entries").unwrap();
            let rows = rows.items().iter().map(|row| {
                let row: Vec<_> = map(row).iter().chain(each).cloned().collect();
                Value::Map(self.record(name, &tables, &row, one_of, 0))
            });
            vec![("entries".to_string(), Value::List(rows.collect()))]
        } else {
            self.record(name, &tables, &said, one_of, 0)
        };
        self.files.last_mut().unwrap().fields = fields;
    }

    /// A file with one entry of a kind, nothing in which was written by hand.
    fn make(&mut self, kind: Kind) {
        let tables = [Common::FIELDS, kind.fields()];
        let data = kind.is_data();
        let path =
            if data { format!("content/{}.yaml", kind.folder()) } else { format!("content/{}/one.md", kind.folder()) };
        let body = (!data).then(|| "\n## More\n\nSome words about it, in a sentence.\n".to_string());
        self.files.push(FilledFile { path: SourcePath::new(path), fields: Vec::new(), body });
        let id = ("id".into(), Node::Text("one".into()).into());
        let said: &[_] = if data { &[id] } else { &[] };
        let record = self.record(kind.folder(), &tables, said, kind.one_of(), 0);
        self.files.last_mut().unwrap().fields = match data {
            true => vec![("entries".into(), Value::List(vec![Value::Map(record)]))],
            false => record,
        };
    }

    /// What a record says, and beside it all that its table knows.
    fn record(
        &mut self,
        name: &str,
        tables: &[&'static [FieldInfo]],
        said: &Fields,
        one_of: &[&str],
        deep: usize,
    ) -> Vec<(String, Value)> {
        let mut made = Vec::new();
        let infos: Vec<&'static FieldInfo> = tables.iter().flat_map(|table| *table).collect();
        for (field, value) in said {
            let value = match infos.iter().find(|info| info.is_called(field)) {
                Some(info) if TIED.contains(&format!("{name}.{}", info.name).as_str()) => {
                    Value::Fixed(value.node.clone())
                }
                Some(info) => self.said(&format!("{name}.{}", info.name), &(info.shape)(), value),
                None => Value::Fixed(value.node.clone()),
            };
            made.push((field.to_string(), value));
        }
        let is_chosen = said.iter().any(|(field, _)| one_of.contains(&&**field));
        let mut choices = one_of.iter().filter(|_| !is_chosen);
        let choice = choices.next();
        for info in infos {
            let is_said = said.iter().any(|(field, _)| info.is_called(field));
            let is_other_choice = one_of.contains(&info.name) && choice != Some(&info.name);
            let is_tied = TIED.contains(&format!("{name}.{}", info.name).as_str());
            if is_said || is_other_choice || is_tied || HIDING.contains(&info.name) {
                continue;
            }
            if let Some(value) = self.made(&format!("{name}.{}", info.name), info, &(info.shape)(), deep) {
                made.push((info.name.to_string(), value));
            }
        }
        made
    }

    fn said(&mut self, name: &str, shape: &Shape, node: &Node) -> Value {
        match (shape, node) {
            (Shape::List(item), Node::List(items)) => {
                Value::List(items.iter().map(|value| self.said(name, item, &value.node)).collect())
            }
            (Shape::Record { fields, one_of }, Node::Map(said)) => {
                Value::Map(self.record(name, &[fields], said, one_of, 1))
            }
            (Shape::Text, Node::Text(_)) => self.leaf(name, true, Node::Text(quiet(self.leaves.len()).into())),
            (_, Node::List(_) | Node::Map(_)) => Value::Fixed(node.clone()),
            _ => self.leaf(name, false, node.clone()),
        }
    }

    fn made(&mut self, name: &str, info: &FieldInfo, shape: &Shape, deep: usize) -> Option<Value> {
        let number =
            info.rules.iter().find_map(|rule| if let Rule::Within(least, _) = rule { Some(*least) } else { None });
        let text = |text: &str| Node::Text(text.into());
        let node = match shape {
            Shape::Text => return Some(self.leaf(name, true, Node::Text(quiet(self.leaves.len()).into()))),
            Shape::Whole | Shape::Number => Node::Int(i64::from(number.unwrap_or(1))),
            Shape::TrueFalse => Node::Bool(true),
            Shape::Date if info.rules.iter().any(|rule| matches!(rule, Rule::Past(_))) => text("2026-11-23"),
            Shape::Date => text("2027-12-24"),
            Shape::PartDate => text("2026-10"),
            Shape::Moment => text("2027-12-24T10:00"),
            Shape::Period => text("12 months"),
            Shape::Address => text(&format!("https://a.example/{}", self.leaves.len())),
            Shape::Form(form) => text(form.sample),
            Shape::Language => text("en-GB"),
            Shape::Colour => text("#114136"),
            Shape::Choice(names) => text(names[0]),
            Shape::Reference(kind) => text(&self.ids.iter().find(|(own, id)| own == kind && *id != self.own)?.1),
            Shape::AnyReference => text("pages/about"),
            Shape::Anything => {
                return Some(Value::Map(vec![(
                    "words".into(),
                    self.leaf(&format!("{name}.words"), true, text("Quiet words")),
                )]));
            }
            Shape::List(item) => return Some(Value::List(vec![self.made(name, info, item, deep)?])),
            Shape::Record { .. } if deep == DEEP => return None,
            Shape::Record { fields, one_of } => {
                return Some(Value::Map(self.record(name, &[fields], &[], one_of, deep + 1)));
            }
            Shape::Group { .. } => return None,
        };
        Some(self.leaf(name, false, node))
    }

    fn leaf(&mut self, name: &str, is_words: bool, quiet: Node) -> Value {
        self.leaves.push(Leaf { name: name.to_string(), file: self.files.len() - 1, is_words, quiet });
        Value::Leaf(self.leaves.len() - 1)
    }

    pub fn path(&self, file: usize) -> &SourcePath {
        &self.files[file].path
    }

    /// The site with what each place is to hold; nothing for one that is to be left out.
    pub fn write(&self, holds: &dyn Fn(usize) -> Option<Node>) -> Written {
        let plain = self.plain.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
        let mut written = Written { snapshot: plain.collect(), lines: vec![0..0; self.leaves.len()] };
        for file in &self.files {
            let mark = if file.body.is_some() { "---\n" } else { "" };
            let mut writer = Writer { out: mark.to_string(), holds, lines: &mut written.lines };
            for (name, value) in &file.fields {
                writer.line(0, &format!("{name}:"), value);
            }
            let text = writer.out + mark + file.body.as_deref().unwrap_or_default();
            written.snapshot.insert(file.path.clone(), File::new(text.into_bytes()));
        }
        written
    }
}

impl Written {
    /// The places that a finding of a file can be about.
    pub fn at<'w>(
        &'w self,
        filled: &'w Filled,
        path: &'w SourcePath,
        span: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'w {
        (0..self.lines.len()).filter(move |leaf| {
            let lines = &self.lines[*leaf];
            filled.path(filled.leaves[*leaf].file) == path
                && lines.start < span.end.max(span.start + 1)
                && span.start < lines.end
        })
    }
}

/// Fields that keep an entry off the site, or send its page elsewhere, and those that say how the site is made.
const HIDING: [&str; 7] = ["draft", "publish_from", "expires", "raw_html", "addresses", "theme", "levels"];

/// Fields that must say what a table of numbers says. What is wrong with them is told by `figure-table`.
const TIED: [&str; 3] = ["data/datasets.table", "data/figures.shows", "data/figures.rows"];

type Fields = [(std::sync::Arc<str>, entry::node::Marked)];

fn map(node: &Node) -> &Fields {
    if let Node::Map(fields) = node { fields } else { &[] }
}

fn id_in(files: &[(SourcePath, String)], kind: Kind) -> Option<String> {
    let (path, text) = files.iter().find(|(path, _)| matches!(role_of(path), FileRole::Entries(own) if own == kind))?;
    if !kind.is_data() {
        return Some(path.as_str().rsplit('/').next()?.split('.').next()?.to_string());
    }
    let id = text.lines().find_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("id: "))?;
    Some(id.trim_matches(['\'', '"']).to_string())
}

/// Words that stand nowhere else.
pub fn quiet(leaf: usize) -> String {
    format!("Quiet words {}", mark(leaf))
}

/// The word by which a place is known on a page.
pub fn mark(leaf: usize) -> String {
    let digits = format!("{leaf:04}");
    format!("zq{}zq", digits.bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>())
}

/// The places whose marks are in a text.
pub fn marks(text: &str) -> BTreeSet<usize> {
    let number = |at: usize| {
        let letters = text.as_bytes().get(at + 2..at + 6)?;
        let is_mark = letters.iter().all(|letter| matches!(letter, b'a'..=b'j'));
        let digits = letters.iter().map(|letter| usize::from(letter - b'a'));
        (is_mark && text[at + 6..].starts_with("zq")).then(|| digits.fold(0, |number, digit| number * 10 + digit))
    };
    text.match_indices("zq").filter_map(|(at, _)| number(at)).collect()
}

/// A file as it is written.
struct Writer<'w> {
    out: String,
    holds: &'w dyn Fn(usize) -> Option<Node>,
    lines: &'w mut [Range<usize>],
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, head: &str, value: &Value) {
        let start = self.out.len();
        self.out.push_str(&format!("{:indent$}{head}", ""));
        match value {
            Value::Fixed(node) => self.out.push_str(&format!(" {}\n", flow(node))),
            Value::Leaf(leaf) => match (self.holds)(*leaf) {
                Some(node) => {
                    self.out.push_str(&format!(" {}\n", flow(&node)));
                    self.lines[*leaf] = start..self.out.len();
                }
                None => self.out.truncate(start),
            },
            Value::List(items) => {
                self.below(start, |writer| items.iter().for_each(|item| writer.line(indent + 2, "-", item)));
            }
            Value::Map(fields) => self.below(start, |writer| {
                fields.iter().for_each(|(name, value)| writer.line(indent + 2, &format!("{name}:"), value));
            }),
        }
    }

    /// What stands below a head; a head below which nothing stands is left out with it.
    fn below(&mut self, start: usize, write: impl FnOnce(&mut Self)) {
        self.out.push('\n');
        let inside = self.out.len();
        write(self);
        if self.out.len() == inside {
            self.out.truncate(start);
        }
    }
}

/// A value on one line, as JSON has it and YAML reads it.
fn flow(node: &Node) -> String {
    match node {
        Node::Null => "null".into(),
        Node::Bool(value) => value.to_string(),
        Node::Int(value) => value.to_string(),
        Node::Float(value) => value.to_string(),
        Node::Text(text) => quoted(text),
        Node::List(items) => format!("[{}]", items.iter().map(|item| flow(item)).collect::<Vec<_>>().join(", ")),
        Node::Map(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| format!("{}: {}", serde_json::to_string(&**name).unwrap(), flow(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Words between quotation marks, with escapes for what cannot be seen: so each is told where it stands, and not once for
/// its file.
fn quoted(text: &str) -> String {
    let is_seen =
        |c: char| matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}' | '\u{300}'..='\u{1fff}' | '\u{3041}'..='\u{fefe}');
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if is_seen(c) => out.push(c),
            _ => out.push_str(&format!("\\U{:08x}", u32::from(c))),
        }
    }
    out + "\""
}
