//! New entries to fill in, made from the same tables of fields that read them.
//!
//! A skeleton can be read as it is, so that an unfinished draft stops nobody from publishing. What its author has to
//! write bears the mark [`FILL_IN`], also after a value that only stands in for another; `check` refuses to publish a
//! page on which the mark is left.

mod adding;
mod stand_in;
pub mod table;

pub use adding::{CannotAdd, add, judge_name};
pub use stand_in::stand_ins;

use jiff::civil::Date;

use crate::entry::fields::{FieldInfo, Record, Shape};
use crate::entry::kinds::Mark;
use crate::entry::rule::Rule;
use crate::entry::{Common, Kind};
use crate::names::Names;

/// What stands where an author has to write something.
pub const FILL_IN: &str = "FILL IN";

/// Names of entries that a comment offers; of more, only that there are more is told.
const OFFERED: usize = 8;

/// An entry to be made.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub kind: Kind,
    pub id: &'a str,
    pub title: &'a str,
    pub today: Date,
    /// Names of the site, to choose references from.
    pub names: &'a Names,
}

/// A new entry, and what its author has to fill in.
#[derive(Debug, PartialEq, Eq)]
pub struct Skeleton {
    pub text: String,
    pub to_fill: Vec<&'static str>,
}

/// The site has no entry of a kind that the new entry must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NothingToName(pub Kind);

type Lines = Result<Vec<String>, NothingToName>;

/// A page of Markdown with front matter.
pub fn page(wanted: Wanted<'_>) -> Result<Skeleton, NothingToName> {
    let (needed, to_fill) = wanted.needed(&[])?;
    let mut lines = vec!["---".to_string(), format!("# {}", wanted.kind.about())];
    lines.push(format!("# Write over each {FILL_IN}. Then take out the line `draft: true`: the page is on the site."));
    lines.push(format!("title: {}", scalar(wanted.title)));
    lines.push("draft: true".into());
    lines.extend(needed);
    lines.push(String::new());
    lines.push("# What follows may be left out. Take the first # from the lines that you need.".into());
    lines.extend(wanted.optional(wanted.kind.fields()));
    lines.extend(wanted.optional(Common::FIELDS));
    lines.push(String::new());
    lines.push("# Below the next line is room for more, in Markdown. Headings there start with ##.".into());
    lines.push("---".into());
    Ok(Skeleton { text: lines.join("\n") + "\n", to_fill })
}

/// A row for the `entries:` of a YAML table, as an item whose dash stands `indent` columns in. `shared` are the fields
/// that the table's `each:` holds for all rows.
pub fn row(wanted: Wanted<'_>, shared: &[&str], indent: usize) -> Result<Skeleton, NothingToName> {
    let (needed, to_fill) = wanted.needed(shared)?;
    let mut lines = vec![format!("id: {}", scalar(wanted.id)), format!("title: {}", scalar(wanted.title))];
    lines.push("draft: true".into());
    lines.extend(needed);
    lines.extend(wanted.optional(wanted.kind.fields()));
    let margin = " ".repeat(indent);
    let lines: Vec<String> = item(lines).into_iter().map(|line| format!("{margin}{line}")).collect();
    Ok(Skeleton { text: lines.join("\n") + "\n", to_fill })
}

impl Wanted<'_> {
    /// Fields that must be there, each below a comment, and the names of those that the author has to look at.
    fn needed(&self, shared: &[&str]) -> Result<(Vec<String>, Vec<&'static str>), NothingToName> {
        let (mut lines, mut to_fill) = (Vec::new(), Vec::new());
        let fields = Common::FIELDS.iter().chain(self.kind.fields()).filter(|field| self.needs(field));
        for field in fields.filter(|field| field.name != "title" && !shared.contains(&field.name)) {
            lines.push(format!("## {}", field.about));
            if field.name == "reviewed" {
                lines.push(format!("reviewed: {}", self.today));
            } else {
                lines.extend(self.field(field, true)?);
                to_fill.push(field.name);
            }
        }
        Ok((lines, to_fill))
    }

    /// Whether a page without the field would be refused or found fault with.
    fn needs(&self, field: &FieldInfo) -> bool {
        let is_first_choice = self.kind.one_of().first() == Some(&field.name);
        field.required || is_first_choice || field.name == "sources" && self.kind.has(Mark::StatesFacts)
    }

    /// Fields that may be left out, as comments.
    fn optional(&self, fields: &[FieldInfo]) -> Vec<String> {
        let mut lines = Vec::new();
        for field in fields.iter().filter(|field| !self.needs(field) && field.name != "draft") {
            let Ok(field_lines) = self.field(field, false) else { continue };
            if !field_lines.is_empty() {
                lines.push(format!("## {}", field.about));
                lines.extend(field_lines.into_iter().map(|line| format!("# {line}")));
            }
        }
        lines
    }

    fn field(&self, field: &FieldInfo, needed: bool) -> Lines {
        let name = field.name;
        let shape = (field.shape)();
        Ok(match shape {
            Shape::List(inner) => {
                let items = item(self.item(&inner, needed)?).into_iter().map(|line| format!("  {line}"));
                std::iter::once(format!("{name}:")).chain(items).collect()
            }
            Shape::Record { fields, one_of } => {
                let parts = self.record(fields, one_of, needed)?.into_iter().map(|line| format!("  {line}"));
                std::iter::once(format!("{name}:")).chain(parts).collect()
            }
            Shape::Anything | Shape::Group { .. } => Vec::new(),
            Shape::Text
            | Shape::Whole
            | Shape::Number
            | Shape::TrueFalse
            | Shape::Date
            | Shape::PartDate
            | Shape::Moment
            | Shape::Language
            | Shape::Period
            | Shape::Address
            | Shape::Form(_)
            | Shape::Colour
            | Shape::Choice(_)
            | Shape::Reference(_)
            | Shape::AnyReference => vec![format!("{name}: {}", self.value(&shape, field.rules, None, needed)?)],
        })
    }

    fn item(&self, shape: &Shape, needed: bool) -> Lines {
        if let Shape::Record { fields, one_of } = shape {
            return self.record(fields, one_of, needed);
        }
        Ok(vec![self.value(shape, &[], None, needed)?])
    }

    /// The parts of a group: those that must be there first, the others as comments.
    fn record(&self, fields: &[FieldInfo], one_of: &[&str], needed: bool) -> Lines {
        let chosen = fields.iter().find(|field| one_of.contains(&field.name) && self.part(field, true).is_ok());
        let first_choice = fields.iter().find(|field| one_of.contains(&field.name));
        // Where nothing must be there, something is: a group without a field is none.
        let first = || fields.first().filter(|_| !fields.iter().any(|field| field.required));
        let chosen = chosen.or(first_choice).or_else(first).map(|field| field.name);
        let must = |field: &&FieldInfo| field.required || Some(field.name) == chosen;
        let mut lines = Vec::new();
        for field in fields.iter().filter(must) {
            lines.extend(self.part(field, needed)?);
        }
        for field in fields.iter().filter(|field| !must(field)) {
            lines.extend(self.part(field, false)?.into_iter().map(|line| format!("# {line}")));
        }
        Ok(lines)
    }

    /// A field of a group, on as few lines as it takes.
    fn part(&self, field: &FieldInfo, needed: bool) -> Lines {
        let shape = (field.shape)();
        if let Shape::List(inner) = &shape
            && !matches!(**inner, Shape::Record { .. })
        {
            let items = item(self.item(inner, needed)?).into_iter().map(|line| format!("  {line}"));
            return Ok(std::iter::once(format!("{}:  # {}", field.name, field.about)).chain(items).collect());
        }
        if matches!(shape, Shape::List(_) | Shape::Record { .. }) {
            return self.field(field, needed);
        }
        Ok(vec![format!("{}: {}", field.name, self.value(&shape, field.rules, Some(field.about), needed)?)])
    }

    /// A value and the comment behind it.
    fn value(&self, shape: &Shape, rules: &[Rule], about: Option<&str>, needed: bool) -> Result<String, NothingToName> {
        let (value, choice) = match shape {
            Shape::Whole | Shape::Number => (least(rules).to_string(), None),
            Shape::TrueFalse => ("false".into(), Some("true or false".into())),
            Shape::Date | Shape::PartDate => (self.today.to_string(), None),
            // Whatever is later than something else takes an hour.
            Shape::Moment if rules.iter().any(|rule| matches!(rule, Rule::After(_))) => {
                (format!("{}T10:00", self.today), None)
            }
            Shape::Moment => (format!("{}T09:00", self.today), None),
            Shape::Language => ("en-GB".into(), None),
            Shape::Period => ("12 months".into(), None),
            Shape::Colour => ("'#000000'".into(), None),
            Shape::Address => ("https://www.example.org/".into(), None),
            Shape::Form(form) => (form.sample.into(), None),
            Shape::Choice(words) => (words[0].into(), Some(offer(words.iter().copied(), words.len()))),
            Shape::Reference(kind) => match self.names.all(*kind).next() {
                Some(first) => (scalar(first), Some(offer(self.names.all(*kind), OFFERED))),
                None if needed => return Err(NothingToName(*kind)),
                None => (FILL_IN.into(), None),
            },
            Shape::Text
            | Shape::Anything
            | Shape::AnyReference
            | Shape::List(_)
            | Shape::Record { .. }
            | Shape::Group { .. } => (FILL_IN.into(), None),
        };
        let mark = if value == FILL_IN { None } else { Some(FILL_IN) };
        let choice = choice.or_else(|| told(shape, rules));
        let told: Vec<&str> = about.into_iter().chain(choice.as_deref()).collect();
        Ok(match (mark, told.join("; ")) {
            (None, told) if told.is_empty() => value,
            (None, told) => format!("{value}  # {told}"),
            (Some(mark), told) if told.is_empty() => format!("{value}  # {mark}"),
            (Some(mark), told) => format!("{value}  # {mark}: {told}"),
        })
    }
}

/// The least number that rules let stand.
fn least(rules: &[Rule]) -> u32 {
    let least = rules.iter().find_map(|rule| if let Rule::Within(least, _) = rule { Some(*least) } else { None });
    least.unwrap_or_default()
}

/// What rules let be written, where a glance at the value does not tell it.
fn told(shape: &Shape, rules: &[Rule]) -> Option<String> {
    let is_news = |rule: &&Rule| matches!(rule, Rule::Within(..) | Rule::NotBelow(_) | Rule::After(_) | Rule::Code(_));
    let words: Vec<String> = rules.iter().filter(is_news).map(|rule| rule.words(shape)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Lines as an item of a list.
fn item(lines: Vec<String>) -> Vec<String> {
    let with_dash = |(at, line)| if at == 0 { format!("- {line}") } else { format!("  {line}") };
    lines.into_iter().enumerate().map(with_dash).collect()
}

/// `one of a, b, c`, and that there are more.
fn offer<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> String {
    let words: Vec<&str> = words.collect();
    let more = if words.len() > most { " and others" } else { "" };
    format!("one of {}{more}", words[..words.len().min(most)].join(", "))
}

/// A text as YAML: plain where that cannot be taken for anything else, between double quotes otherwise.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 8] = ["true", "false", "null", "yes", "no", "on", "off", "y"];
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | ',' | '/' | '(' | ')' | '\'' | '’'))
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if plain { text.into() } else { serde_json::Value::from(text).to_string() }
}
