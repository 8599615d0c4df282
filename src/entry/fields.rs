//! Reads fields out of a YAML tree, reporting every problem of a file at once.
//!
//! A [`Field`] knows how to read itself, what it means when it is absent, and its [`Shape`], from which schemas,
//! skeletons and the authoring guide are made. Records are declared once, with `record!`, and with them what must hold
//! of their values ([`Rule`]).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::kinds::Kind;
use super::locate::{FieldPath, Step};
use super::node::{Marked, Node};
use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::nearest::{nearest, only};
use crate::source::{SourcePath, Span};

/// Of more unknown fields in one place nobody is told before these are mended: what stands there are no fields.
const MOST_UNKNOWN: usize = 100;

/// What a field holds, for people and for editors' tools.
#[derive(Debug, Clone)]
pub enum Shape {
    Text,
    /// A whole number from 0.
    Whole,
    /// A number that may have a fraction.
    Number,
    TrueFalse,
    Date,
    /// A day, a month or a year.
    PartDate,
    /// A day, or a day and a time.
    Moment,
    /// A length of time in months or years.
    Period,
    Address,
    /// A text of a known form.
    Form(&'static Form),
    /// A language, such as `en-GB`.
    Language,
    Colour,
    /// A free group of fields that only themes read.
    Anything,
    Choice(&'static [&'static str]),
    Reference(Kind),
    AnyReference,
    List(Box<Shape>),
    Record {
        fields: &'static [FieldInfo],
        /// Fields of which exactly one must be there; empty if there is no such choice.
        one_of: &'static [&'static str],
    },
    /// A group of fields whose names are chosen by the author: any, or one of some.
    Group {
        names: Option<Vec<&'static str>>,
        each: Box<Shape>,
    },
}

/// The form of a text that says one thing, such as a postcode.
#[derive(Debug)]
pub struct Form {
    /// What it is, in an editor's words.
    pub about: &'static str,
    pub sample: &'static str,
    /// As a regular expression (ECMA 262), as far as one can say it.
    pub pattern: &'static str,
    /// How it should be written, of what people write; none where nobody can know.
    pub meant: fn(&str) -> Option<String>,
}

/// A form is known by what it is.
impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.about == other.about
    }
}

impl Eq for Form {}

/// One field of a record, as an editor meets it.
#[derive(Debug)]
pub struct FieldInfo {
    pub name: &'static str,
    /// What it was called once.
    pub former: &'static [&'static str],
    /// A phrase that finishes "add `name:` – …".
    pub about: &'static str,
    pub required: bool,
    pub shape: fn() -> Shape,
    /// What must hold of its value.
    pub rules: &'static [Rule],
}

impl FieldInfo {
    /// Whether a name is its own, now or once.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.former.contains(&name)
    }

    /// Its name and value in a mapping, as they are written there.
    pub fn written<'n>(&self, map: Map<'n>) -> Option<(&'n str, &'n Node)> {
        let found = map.iter().find(|(name, _)| self.is_called(name));
        found.map(|(name, value)| (&**name, &value.node))
    }

    /// A name of its own, as the way to its value is kept.
    fn step(&self, name: &str) -> Cow<'static, str> {
        let own = std::iter::once(&self.name).chain(self.former).find(|own| **own == name);
        own.map_or_else(|| Cow::Owned(name.to_string()), |own| Cow::Borrowed(*own))
    }
}

/// A value that can be read from front matter.
pub trait Field: Sized {
    const REQUIRED: bool = true;

    /// Reads the value; `None` means that a problem was reported.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What leaving the field out means; `None` means it must be there.
    fn absent() -> Option<Self> {
        None
    }

    fn shape() -> Shape;
}

/// A group of named fields. Implemented by `record!`.
pub trait Record: Field {
    const FIELDS: &'static [FieldInfo];
    /// Fields of which exactly one must be there.
    const ONE_OF: &'static [&'static str] = &[];

    /// Takes this record's fields out of a mapping, without judging the others that stand there.
    fn take(map: &Map<'_>, reader: &mut Reader) -> Option<Self>;
}

/// The fields of one mapping.
pub type Map<'n> = &'n [(Arc<str>, Marked)];

/// Which half of `name: value` a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldPart {
    Name,
    Value,
    /// Where the value would stand, if it were there.
    Gap,
}

type Say = Box<dyn FnOnce(Span) -> Diagnostic + Send>;

/// A reference as typed, before anyone knows whether it leads anywhere.
#[derive(Debug, Clone, PartialEq)]
pub struct RefSite {
    /// The kind that the field asks for; `None` where any entry will do.
    pub wants: Option<Kind>,
    pub text: Arc<str>,
}

impl RefSite {
    /// The id that it names if it means an entry of a kind; none if it can mean none of that kind. A name that begins
    /// with the folder of a kind is a full one, whatever else is called so.
    pub fn id_of(&self, kind: Kind) -> Option<&str> {
        match (self.wants, Kind::in_full(&self.text)) {
            (Some(wanted), _) => (wanted == kind).then_some(&*self.text),
            (None, Some((named, id))) => (named == kind).then_some(id),
            (None, None) => Some(&self.text),
        }
    }

    /// Whether it says of which kind the entry is.
    pub fn is_full(&self) -> bool {
        self.wants.is_none() && Kind::in_full(&self.text).is_some()
    }
}

/// Keeps track of where reading is, and of what was wrong.
#[derive(Default)]
pub struct Reader {
    path: FieldPath,
    problems: Vec<(FieldPath, FieldPart, Say)>,
    /// All references met so far, in reading order.
    pub refs: Vec<RefSite>,
    /// Where each reference stands; kept only when asked for, when one of them is to be pointed at.
    pub ref_paths: Option<Vec<FieldPath>>,
    /// The latest of the days that must have come, as far as was read.
    pub latest: Option<Date>,
    /// Where each of these days stands; kept only when asked for, as above.
    past_days: Option<Vec<(FieldPath, Date)>>,
}

impl Reader {
    /// A reader that also keeps where each reference stands, and each day that must have come.
    pub fn recording() -> Self {
        Reader { ref_paths: Some(Vec::new()), past_days: Some(Vec::new()), ..Reader::default() }
    }

    /// Reports a problem with the value that is being read.
    pub fn problem(&mut self, part: FieldPart, say: impl FnOnce(Span) -> Diagnostic + Send + 'static) {
        self.problems.push((self.path.clone(), part, Box::new(say)));
    }

    /// Reports that the value is not what the field takes.
    pub fn invalid(&mut self, message: impl Into<String>, help: Option<String>) {
        let message = message.into();
        self.problem(FieldPart::Value, move |at| catalogue::invalid_value(at, message, help));
    }

    /// Reports that another kind of value was expected.
    pub fn expected<T>(&mut self, what: &str, found: &Node, help: &str) -> Option<T> {
        self.invalid(format!("expected {what}, found {}", found.describe()), Some(help.to_string()));
        None
    }

    /// Notes a reference and returns its place in the file's list of them.
    pub fn reference(&mut self, wants: Option<Kind>, text: Arc<str>) -> u32 {
        self.refs.push(RefSite { wants, text });
        if let Some(paths) = &mut self.ref_paths {
            paths.push(self.path.clone());
        }
        (self.refs.len() - 1) as u32
    }

    /// Notes that the value which is being read says of a day that it has come. Whether it has, only the day tells.
    pub fn claim_past(&mut self, day: Date) {
        self.latest = self.latest.max(Some(day));
        if let Some(days) = &mut self.past_days {
            days.push((self.path.clone(), day));
        }
    }

    /// Every day that must have come, and where it stands.
    pub fn past_days(self) -> Vec<(FieldPath, Date)> {
        self.past_days.unwrap_or_default()
    }

    /// Runs `read` some steps deeper.
    pub fn along<T>(&mut self, steps: &[Step], read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.extend_from_slice(steps);
        let result = read(self);
        self.path.truncate(self.path.len() - steps.len());
        result
    }

    /// Runs `read` one step deeper.
    pub fn at<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = read(self);
        self.path.pop();
        result
    }

    /// Reports fields that nobody knows and fields that are written twice.
    pub fn judge_names(&mut self, map: Map<'_>, known: &[&'static [FieldInfo]]) {
        let fields = || known.iter().flat_map(|fields| fields.iter());
        let names = || fields().map(|field| field.name);
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        let used: BTreeSet<&str> = map.iter().map(|(name, _)| &**name).collect();
        let free: Vec<&str> = names().filter(|name| !used.contains(name)).collect();
        let mut unknown = 0;
        for (name, _) in map.iter() {
            let met = times.entry(name).or_default();
            let earlier = std::mem::replace(met, *met + 1);
            let renamed = fields().find(|field| field.former.contains(&&**name));
            if let Some(field) = renamed.filter(|_| earlier == 0) {
                self.judge_former_name(field, map, name);
            } else if earlier == 1 {
                let name = name.to_string();
                self.at(Step::Again(name.clone().into(), earlier), |reader| {
                    reader.problem(FieldPart::Name, move |at| catalogue::duplicate_field(at, &name));
                });
            } else if earlier == 0 && !names().any(|known| known == &**name) && unknown < MOST_UNKNOWN {
                unknown += 1;
                let (near, only) = (nearest(name, free.iter().copied()), only(name, free.iter().copied()));
                let list = names().collect::<Vec<_>>().join(", ");
                let name = name.to_string();
                self.at(Step::Field(name.clone().into()), |reader| {
                    reader.problem(FieldPart::Name, move |at| {
                        // A name between quotation marks, or a part of a column's name, is longer or shorter.
                        let is_plain = at.end - at.start == name.len();
                        let fix = only.filter(|_| is_plain).map(|only| Fix::new(at.clone(), only));
                        catalogue::unknown_field(at, &name, near, &list).maybe_fix(fix)
                    });
                });
            }
        }
    }

    /// Reports a field by a name that it no longer has.
    fn judge_former_name(&mut self, field: &'static FieldInfo, map: Map<'_>, name: &Arc<str>) {
        let is_there_too = map.iter().any(|(other, _)| &**other == field.name);
        let name = name.to_string();
        self.at(Step::Field(name.clone().into()), |reader| {
            reader.problem(FieldPart::Name, move |at| {
                if is_there_too {
                    return catalogue::field_under_both_names(at, &name, field.name);
                }
                let is_plain = at.end - at.start == name.len();
                let fix = is_plain.then(|| Fix::new(at.clone(), field.name));
                catalogue::renamed_field(at, &name, field.name).maybe_fix(fix)
            });
        });
    }

    /// Reads one field of a mapping.
    pub fn field<T: Field>(&mut self, map: Map<'_>, info: &'static FieldInfo) -> Option<T> {
        let found = info.written(map);
        let name = found.map_or(Cow::Borrowed(info.name), |(name, _)| info.step(name));
        match found {
            Some((_, node)) if *node != Node::Null => self.at(Step::Field(name), |reader| T::read(node, reader)),
            blank => T::absent().or_else(|| {
                let say = move |at| catalogue::missing_field(at, info.name, info.about);
                let part = if blank.is_some() { FieldPart::Name } else { FieldPart::Gap };
                self.at(Step::Field(name), |reader| reader.problem(part, say));
                None
            }),
        }
    }

    /// Reports it unless exactly one of these fields is there.
    pub fn judge_choice(&mut self, map: Map<'_>, one_of: &[&'static str]) {
        let written = |name: &&str| map.iter().any(|(own, node)| &**own == *name && *node != Node::Null);
        if !one_of.is_empty() && one_of.iter().filter(|name| written(name)).count() != 1 {
            let names = one_of.iter().map(|name| format!("`{name}:`")).collect::<Vec<_>>().join(", ");
            self.invalid("exactly one of these fields must be here", Some(format!("write one of: {names}")));
        }
    }

    /// Turns the problems into findings, by looking up where their values stand.
    pub fn findings(self, path: &SourcePath, marks: &Marked) -> Vec<Diagnostic> {
        let say = |(at, part, say): (FieldPath, FieldPart, Say)| {
            let range = match part {
                FieldPart::Name => &marks.find(&at).key,
                FieldPart::Value => &marks.find(&at).value,
                FieldPart::Gap => marks.get(&at).map_or_else(|| &marks.find(&at).key, |empty| &empty.value),
            };
            say(Span::new(path, range.clone()))
        };
        self.problems.into_iter().map(say).collect()
    }

    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }
}

/// A field's name as written by authors: Rust's `r#where` is their `where`.
pub const fn plain(name: &'static str) -> &'static str {
    let bytes = name.as_bytes();
    if bytes.len() > 2 && bytes[0] == b'r' && bytes[1] == b'#' { name.split_at(2).1 } else { name }
}
