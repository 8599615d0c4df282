//! The one reader of YAML says what serde_yaml says, of every shipped file and of whatever else can be written.

use std::fmt::{self, Write};
use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use trellis::entry;
use trellis::entry::node::Node;
use trellis::source::SourcePath;

/// A value as serde_yaml reads it, both copies of a doubled field with it.
#[derive(Debug)]
#[expect(dead_code, reason = "they are compared as they are shown")]
enum Plain {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Plain>),
    Map(Vec<(String, Plain)>),
}

impl Plain {
    fn of(node: &Node) -> Plain {
        match node {
            Node::Null => Plain::Null,
            Node::Bool(value) => Plain::Bool(*value),
            Node::Int(number) => Plain::Int(*number),
            Node::Float(number) => Plain::Float(*number),
            Node::Text(text) => Plain::Text(text.to_string()),
            Node::List(items) => Plain::List(items.iter().map(|item| Plain::of(item)).collect()),
            Node::Map(fields) => {
                Plain::Map(fields.iter().map(|(name, value)| (name.to_string(), Plain::of(value))).collect())
            }
        }
    }

    /// A field's name: text, or a plain value read as text.
    fn name(self) -> Option<String> {
        match self {
            Plain::Text(text) => Some(text),
            Plain::Int(number) => Some(number.to_string()),
            Plain::Bool(value) => Some(value.to_string()),
            Plain::Null | Plain::Float(_) | Plain::List(_) | Plain::Map(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        deserializer.deserialize_any(Listener)
    }
}

struct Listener;

impl<'de> Visitor<'de> for Listener {
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Plain, E> {
        Ok(Plain::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Plain, E> {
        Ok(Plain::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Plain, E> {
        Ok(i64::try_from(value).map_or(Plain::Float(value as f64), Plain::Int))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Plain, E> {
        Ok(Plain::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Plain, E> {
        Ok(Plain::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Plain, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Plain, A::Error> {
        let mut map = Vec::new();
        while let Some((name, value)) = fields.next_entry::<Plain, Plain>()? {
            map.push((name.name().ok_or_else(|| de::Error::custom("no plain word"))?, value));
        }
        Ok(Plain::Map(map))
    }
}

fn ours(text: &str) -> Option<String> {
    let whole = entry::parse_yaml(&SourcePath::new("x.yaml"), text, 0, &mut Vec::new())?;
    Some(format!("{:?}", Plain::of(&whole)))
}

fn theirs(text: &str) -> Option<String> {
    serde_yaml::from_str::<Plain>(text).ok().map(|told| format!("{told:?}"))
}

#[test]
fn every_shipped_file_says_the_same_to_both() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for folder in ["content", "themes", "site.yaml", "tests/search"] {
        for file in walkdir::WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap) {
            let name = file.file_name().to_str().unwrap();
            let yaml = match name.rsplit_once('.') {
                Some((_, "yaml")) => std::fs::read_to_string(file.path()).unwrap(),
                Some((_, "md")) => {
                    let text = std::fs::read_to_string(file.path()).unwrap();
                    let Some(yaml) = text.strip_prefix("---\n").and_then(|rest| rest.split("\n---\n").next()) else {
                        continue;
                    };
                    yaml.to_string()
                }
                _ => continue,
            };
            assert!(ours(&yaml).is_some(), "{}", file.path().display());
            assert_eq!(ours(&yaml), theirs(&yaml), "{}", file.path().display());
            read += 1;
        }
    }
    assert!(read > 200, "only {read} files");
}

#[test]
fn values_are_handed_to_serde() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Colour {
        Red,
    }
    #[derive(Debug, PartialEq, Deserialize)]
    struct Made {
        name: String,
        size: Option<u8>,
        none: Option<u8>,
        colours: Vec<Colour>,
        rate: f64,
    }
    let text = "{name: It, size: 2, none: ~, colours: [red], rate: 1}";
    let whole = entry::parse_yaml(&SourcePath::new("x"), text, 0, &mut Vec::new()).unwrap();
    let made = Made { name: "It".into(), size: Some(2), none: None, colours: vec![Colour::Red], rate: 1.0 };
    assert_eq!(Made::deserialize(&whole.node).unwrap(), made);
    assert_eq!(
        serde_yaml::Value::deserialize(&whole.node).unwrap(),
        serde_yaml::from_str::<serde_yaml::Value>(text).unwrap()
    );
    let wrong = entry::parse_yaml(&SourcePath::new("x"), "{name: [a]}", 0, &mut Vec::new()).unwrap();
    assert!(Made::deserialize(&wrong.node).unwrap_err().to_string().contains("expected a string"));
}

/// Plain values that mean something, or nearly.
const PLAIN: [&str; 56] = [
    "~",
    "null",
    "Null",
    "NULL",
    "nULL",
    "true",
    "True",
    "TRUE",
    "tRUE",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "y",
    "0",
    "00",
    "08",
    "-0",
    "+0",
    "-00",
    "+12",
    "12",
    "0x1F",
    "-0x1F",
    "0x",
    "0o17",
    "0o8",
    "017",
    "0b11",
    "1e3",
    "1E-3",
    "1e",
    "1.",
    "1.5",
    ".5",
    "-.5",
    "+.5",
    ".inf",
    "-.inf",
    "+.inf",
    ".Inf",
    "inf",
    ".nan",
    "nan",
    "1_000",
    "12:30",
    "2026-11-23",
    "2026-11-3",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1.5.2",
    "<<",
    "---a",
    "it's",
];

#[derive(Debug, Clone)]
enum Wanted {
    /// As it stands.
    Plain(String),
    Quoted(char, String),
    /// `|` or `>` with what may stand behind it, and lines.
    Block(&'static str, Vec<String>),
    List(bool, Vec<Wanted>),
    Map(bool, Vec<(String, Wanted)>),
    Anchored(Box<Wanted>),
    /// Whatever had the nth anchor so far.
    Repeated(usize),
    Tagged(&'static str, Box<Wanted>),
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let words = "[a-zŵ🙂][a-zŵ🙂 '\"#:,é-]{0,12}[a-z🙂]";
    let quoted = "[a-zŵ🙂'\"\\\\ \t\u{a0}\u{85}\u{2028}:#é\n-]{0,16}";
    let lines = prop::collection::vec("[ ]{0,2}[a-zŵ🙂:#'-]{0,8}( [a-z#]{1,4})?", 0..5);
    let leaf = prop_oneof![
        prop::sample::select(PLAIN.to_vec()).prop_map(|text| Wanted::Plain(text.into())),
        words.prop_map(|text| Wanted::Plain(text.replace(": ", ":").replace(" #", "#"))),
        (prop::sample::select(vec!['"', '\'']), quoted).prop_map(|(quote, text)| Wanted::Quoted(quote, text)),
        (prop::sample::select(vec!["|", ">", "|-", ">-", "|+", ">+", "|2", ">1-"]), lines)
            .prop_map(|(head, lines)| Wanted::Block(head, lines)),
        (0usize..4).prop_map(Wanted::Repeated),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let name = prop_oneof![
            prop::sample::select(vec![
                "a",
                "b",
                "<<",
                "true",
                "12",
                "\"hours\"",
                "'it''s'",
                "!!str c",
                "\"\\x41\"",
                "ŵ"
            ])
            .prop_map(str::to_string),
            "[a-z]{1,6}",
        ];
        let field = (name, inner.clone());
        prop_oneof![
            (any::<bool>(), prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(flow, items)| Wanted::List(flow, items)),
            (any::<bool>(), prop::collection::vec(field, 0..4)).prop_map(|(flow, fields)| Wanted::Map(flow, fields)),
            inner.clone().prop_map(|value| Wanted::Anchored(Box::new(value))),
            (prop::sample::select(vec!["!!str", "!!int", "!!float", "!!null", "!!bool"]), inner)
                .prop_map(|(tag, value)| Wanted::Tagged(tag, Box::new(value))),
        ]
    })
}

/// Writes a value behind a name or a hyphen.
struct Writer {
    out: String,
    anchors: usize,
}

impl Writer {
    /// A name that nothing repeats is taken for a slip, so each is repeated.
    fn repeat_all(&mut self) {
        let names: Vec<String> = (0..self.anchors).map(|number| format!("*n{number} ")).collect();
        write!(self.out, "\nrepeated: [{}]", names.join(", ")).unwrap();
    }

    fn put(&mut self, value: &Wanted, indent: usize, in_brackets: bool) {
        match value {
            Wanted::Plain(text) => self.out.push_str(&if in_brackets { text.replace(',', ";") } else { text.clone() }),
            Wanted::Quoted('"', text) => {
                self.out.push('"');
                for c in text.chars() {
                    match c {
                        '"' | '\\' => self.out.extend(['\\', c]),
                        '\n' => self.out.push_str("\\n"),
                        '\u{85}' => self.out.push_str("\\N"),
                        '\u{2028}' => self.out.push_str("\\u2028"),
                        'é' => self.out.push_str("\\xe9"),
                        '🙂' => self.out.push_str("\\U0001F642"),
                        c => self.out.push(c),
                    }
                }
                self.out.push('"');
            }
            Wanted::Quoted(_, text) => {
                let plain = text.replace(['\n', '\u{85}', '\u{2028}'], " ").replace('\'', "''");
                write!(self.out, "'{plain}'").unwrap();
            }
            Wanted::Block(_, lines) if in_brackets => {
                self.put(&Wanted::Quoted('"', lines.join("\n")), indent, true);
            }
            Wanted::Block(head, lines) => {
                write!(self.out, "{head}  # é").unwrap();
                for line in lines {
                    write!(self.out, "\n{}{line}", " ".repeat(indent + 2)).unwrap();
                }
            }
            Wanted::List(flow, items) if *flow || in_brackets || items.is_empty() => {
                self.out.push('[');
                for item in items {
                    self.put(item, indent, true);
                    self.out.push_str(", ");
                }
                self.out.push(']');
            }
            Wanted::List(_, items) => {
                for item in items {
                    write!(self.out, "\n{}- ", " ".repeat(indent)).unwrap();
                    self.put(item, indent + 2, false);
                }
            }
            Wanted::Map(flow, fields) if *flow || in_brackets || fields.is_empty() => {
                self.out.push('{');
                for (name, value) in fields {
                    write!(self.out, "{name}: ").unwrap();
                    self.put(value, indent, true);
                    self.out.push_str(" , ");
                }
                self.out.push('}');
            }
            Wanted::Map(_, fields) => {
                for (name, value) in fields {
                    write!(self.out, "\n{}{name}: ", " ".repeat(indent)).unwrap();
                    self.put(value, indent + 2, false);
                }
            }
            Wanted::Anchored(value) => match **value {
                Wanted::Repeated(_) | Wanted::Anchored(_) | Wanted::Tagged(..) => self.put(value, indent, in_brackets),
                _ => {
                    write!(self.out, "&n{} ", self.anchors).unwrap();
                    self.anchors += 1;
                    self.put(value, indent, in_brackets);
                }
            },
            Wanted::Repeated(number) if self.anchors > 0 => {
                write!(self.out, "*n{} ", number % self.anchors).unwrap();
            }
            Wanted::Repeated(_) => self.out.push_str("''"),
            Wanted::Tagged(tag, value) => match **value {
                Wanted::Plain(_) | Wanted::Quoted(..) => {
                    write!(self.out, "{tag} ").unwrap();
                    self.put(value, indent, in_brackets);
                }
                _ => self.put(value, indent, in_brackets),
            },
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    /// Whatever both can read says the same to both.
    #[test]
    fn whatever_can_be_written_says_the_same_to_both(fields in prop::collection::vec(("[a-z]{1,3}", wanted()), 1..5)) {
        let mut writer = Writer { out: String::from("# é"), anchors: 0 };
        writer.put(&Wanted::Map(false, fields), 0, false);
        writer.repeat_all();
        writer.out.push('\n');
        let text = writer.out;
        if let (Some(ours), Some(theirs)) = (ours(&text), theirs(&text)) {
            prop_assert_eq!(ours, theirs, "\n{}", text);
        }
    }

    /// Words thrown together: mostly no YAML, but where it is, the same.
    #[test]
    fn what_nobody_would_write_says_the_same_to_both(pieces in prop::collection::vec(prop::sample::select(vec![
        "a", "b: ", "c:", "- ", "\n", "\n  ", "\n    ", "'", "\"", "x y", "[", "]", "{", "}", ", ", "# é", "&a ", "*a", "|\n", ">-\n",
        "!!str ", "? ", "é", "12", "~", "\\n", ":", " ", "...", "true",
    ]), 1..14)) {
        let text = pieces.concat() + "\n";
        // Front matter is a group, and so is a table; of a file that is one long text the two think differently.
        let read = (ours(&text), theirs(&text));
        if let (Some(ours), Some(theirs)) = read && !ours.starts_with("Text") {
            prop_assert_eq!(ours, theirs, "\n{}", text);
        }
    }
}

/// What is written as people write it is read by both; the property above would not notice if nothing were.
#[test]
fn most_of_what_can_be_written_is_read() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut read, mut unread) = (0, 0);
    for _ in 0..300 {
        let value = wanted().new_tree(&mut runner).unwrap().current();
        let mut writer = Writer { out: String::new(), anchors: 0 };
        writer.put(&Wanted::Map(false, vec![("a".into(), value)]), 0, false);
        writer.repeat_all();
        match (ours(&writer.out), theirs(&writer.out)) {
            (Some(_), Some(_)) => read += 1,
            _ => unread += 1,
        }
    }
    assert!(read > 4 * unread, "{read} read, {unread} not");
}
