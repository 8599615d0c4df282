//! One field of a form: how it is edited follows from its shape.

use serde::Serialize;

use super::file::{EditedFile, hash};
use super::way::Way;
use crate::entry::csv_cells::value;
use crate::entry::fields::{FieldInfo, Shape};
use crate::entry::node::{Marked, Style};
use crate::refactor::Value;
use crate::serve::desk::phrases;
use crate::serve::posted::Posted;
use crate::source::{LineIndex, line_end, line_start};

/// Letters that fit into one line of a form.
const LINE: usize = 60;

/// A field of a form.
#[derive(Debug, Serialize)]
pub struct Control {
    /// The part of the page that it is.
    pub id: String,
    /// The name of the field, in the file and in the form.
    pub name: String,
    pub label: String,
    pub help: String,
    /// `line`, `area`, `number`, `date`, `choice`, `group`, `groups` or `written`.
    pub look: &'static str,
    pub value: String,
    /// What tells whether it was changed.
    pub was: String,
    /// The groups of it, or the one that it is.
    pub groups: Vec<GroupView>,
    pub rows: usize,
    pub options: Vec<Choice>,
    /// The list of names to choose from.
    pub names: Option<&'static str>,
    pub is_list: bool,
    /// What may stand in the lines of a list.
    pub known: Vec<String>,
    /// Whether its lines are colours by their names, which the theme knows.
    #[serde(skip)]
    pub is_coloured: bool,
    pub findings: Vec<Note>,
    /// What the file says, where an unsaved form says something else.
    pub theirs: Option<String>,
    /// The line that it stands in.
    pub line: Option<usize>,
}

/// A group of fields in a form.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// The part of the page that it is.
    pub id: String,
    pub name: String,
    /// What it says, in short.
    pub title: String,
    /// Where it stands in its list, counted from 1.
    pub place: usize,
    /// Which one of the file it is; none if it is new.
    pub from: Option<usize>,
    /// Whether it is there to be filled in.
    pub is_spare: bool,
    pub is_open: bool,
    pub controls: Vec<Control>,
    /// Fields that say nothing yet.
    pub more: Vec<Control>,
    pub findings: Vec<Note>,
}

/// Something found about a field.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    pub level: &'static str,
    pub message: String,
    pub help: Option<String>,
    /// The line of the text that it is about.
    pub line: Option<usize>,
}

#[derive(Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub words: String,
    pub is_chosen: bool,
}

/// What a field is called in a form.
pub fn label(name: &str) -> String {
    let own = name.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(name);
    phrases::capital(&own.replace('_', " "))
}

/// The part of a form's page that is about a field.
pub fn id(name: &str) -> String {
    format!("field-{}", name.replace('.', "-"))
}

/// What tells a value from another.
pub fn mark(typed: &str) -> String {
    hash(typed.as_bytes())[..16].to_string()
}

/// What a form holds for a field that was changed in it; nothing for one that was let be.
pub fn changed<'p>(posted: &'p Posted, name: &str, way: &Way) -> Option<&'p str> {
    let typed = posted.get(&format!("f.{name}"))?;
    let now = match way.value(typed) {
        Value::One(text) => text,
        Value::List(lines) => lines.join("\n"),
    };
    (posted.get(&format!("was.{name}")) != Some(&*mark(&now))).then_some(typed)
}

/// The text of a form, if it was changed in it.
pub fn changed_body(posted: &Posted) -> Option<&str> {
    let typed = posted.get("body")?;
    let now = typed.replace("\r\n", "\n");
    (posted.get("was") != Some(&*mark(now.trim_matches('\n')))).then_some(typed)
}

/// A field as the file has it, or as an unsaved form has.
pub fn control(field: &'static FieldInfo, file: &EditedFile, unsaved: Option<&Posted>) -> Control {
    let way = Way::of(&(field.shape)());
    let written = file.parts.field(|name| field.is_called(name));
    let typed = way.typed(file, field);
    let mine = unsaved.and_then(|posted| changed(posted, field.name, &way)).filter(|_| typed.is_some());
    let value = mine.map(str::to_string).or_else(|| typed.clone()).unwrap_or_default();
    let theirs = mine.and(typed.clone()).filter(|theirs| way.value(theirs) != way.value(&value));
    let look = typed.as_ref().map_or("written", |_| look(&way, &value, written));
    let value = match (&typed, written) {
        (None, Some(written)) => as_written(file, field.name, written),
        _ => value,
    };
    let own = leaf(field, &way, field.name, value);
    Control {
        help: own.help.clone() + if way == Way::ByHand { "" } else { beside(field, file) },
        look,
        was: mark(typed.as_deref().unwrap_or_default()),
        theirs,
        line: written.map(|written| line(file, written)),
        ..own
    }
}

/// A field with a value, by the name that it has in the form.
pub fn leaf(field: &'static FieldInfo, way: &Way, name: &str, value: String) -> Control {
    Control {
        id: id(name),
        name: name.to_string(),
        label: label(name),
        help: help(field, way),
        look: look(way, &value, None),
        rows: rows(&value, matches!(way, Way::Lines(_) | Way::Pairs(_))),
        was: String::new(),
        groups: Vec::new(),
        options: options(way, &value),
        names: way.names(),
        is_list: way.is_list(),
        known: match way {
            Way::Lines(item) => options(item, "").into_iter().skip(1).map(|choice| choice.value).collect(),
            Way::Pairs(names) => names.iter().map(|name| name.to_string()).collect(),
            Way::Words
            | Way::Number
            | Way::Day
            | Way::YesNo
            | Way::Choice(_)
            | Way::Reference(_)
            | Way::Group
            | Way::Groups
            | Way::ByHand => Vec::new(),
        },
        is_coloured: is_coloured(&(field.shape)()),
        findings: Vec::new(),
        theirs: None,
        line: None,
        value,
    }
}

/// The line that a field begins in.
pub fn line(file: &EditedFile, field: &Marked) -> usize {
    let start = if file.parts.cells().is_some() { file.parts.range.start } else { field.key.start };
    LineIndex::new(&file.text).line_column(start).0
}

/// A field as it stands in the file: its lines, or its cells.
pub fn as_written(file: &EditedFile, name: &str, field: &Marked) -> String {
    let text = &file.text;
    let Some(row) = file.parts.cells() else {
        let end = line_end(text, field.value.end.max(field.key.end));
        return text[line_start(text, field.key.start)..end].trim_end().replace('\r', "");
    };
    let cells = row.columns.iter().zip(&row.cells);
    let own = cells.filter(|(column, _)| column.split('.').next() == Some(name));
    let said = own.map(|(column, cell)| (column, value(text, cell.clone()))).filter(|(_, said)| !said.is_empty());
    said.map(|(column, said)| format!("{column}: {said}")).collect::<Vec<_>>().join("\n")
}

/// What must be known of a field of a row.
pub fn beside(field: &FieldInfo, file: &EditedFile) -> &'static str {
    let is_called = |name: &str| field.is_called(name);
    match file.parts.cells() {
        Some(row) if row.column(&[], is_called).is_none() => {
            " The table has no column for this yet. It gets one when you save."
        }
        None if file.parts.is_taken(is_called) => {
            " Every row of this table says this. What you write here counts for this row alone."
        }
        Some(_) | None => "",
    }
}

fn look(way: &Way, value: &str, written: Option<&Marked>) -> &'static str {
    let is_block = written.is_some_and(|written| matches!(written.style, Style::Literal | Style::Folded));
    match way {
        Way::Lines(_) | Way::Pairs(_) => "area",
        Way::Words if is_block || value.contains('\n') || value.chars().count() > LINE => "area",
        Way::Number => "number",
        // A browser shows nothing where the day is none.
        Way::Day if value.is_empty() || value.parse::<jiff::civil::Date>().is_ok() && value.len() == 10 => "date",
        Way::YesNo | Way::Choice(_) => "choice",
        Way::Group => "group",
        Way::Groups => "groups",
        Way::Words | Way::Day | Way::Reference(_) | Way::ByHand => "line",
    }
}

fn rows(value: &str, is_list: bool) -> usize {
    let wrapped = |line: &str| line.chars().count() / 70 + 1;
    let rows: usize = value.lines().map(wrapped).sum();
    (rows + usize::from(is_list)).clamp(2, 16)
}

/// What to choose from; a word that may not stand there stays a choice, so that it is not lost.
fn options(way: &Way, value: &str) -> Vec<Choice> {
    let known: Vec<(&str, String)> = match way {
        Way::YesNo => vec![("true", "Yes".into()), ("false", "No".into())],
        Way::Choice(words) => words.iter().map(|word| (*word, phrases::capital(&word.replace('-', " ")))).collect(),
        Way::Words
        | Way::Number
        | Way::Day
        | Way::Reference(_)
        | Way::Lines(_)
        | Way::Group
        | Way::Groups
        | Way::Pairs(_)
        | Way::ByHand => return Vec::new(),
    };
    let is_odd = !value.is_empty() && !known.iter().any(|(word, _)| *word == value);
    let odd = is_odd.then(|| (value, value.to_string()));
    let all = std::iter::once(("", "Not said".to_string())).chain(known).chain(odd);
    all.map(|(word, words)| Choice { value: word.into(), words, is_chosen: word == value }).collect()
}

pub fn help(field: &FieldInfo, way: &Way) -> String {
    let about = phrases::capital(field.about.trim_end_matches('.'));
    if let Way::Pairs(names) = way {
        return match names.first() {
            Some(name) => format!("{about}. One on each line, such as `{name}: {}`.", sample(&(field.shape)())),
            None => format!("{about}. One on each line, as `name: value`."),
        };
    }
    if !way.is_list() {
        return format!("{about}.");
    }
    // Examples are written as in a file; here a list has lines and no brackets.
    format!("{}. One on each line.", about.replace("`[", "`").replace("]`", "`"))
}

fn is_coloured(shape: &Shape) -> bool {
    matches!(shape, Shape::Group { names: None, each } if matches!(**each, Shape::Colour))
}

/// A value that a group of names may have.
fn sample(shape: &Shape) -> &'static str {
    if let Shape::Group { each, .. } = shape {
        return sample(each);
    }
    if let Shape::Choice([first, ..]) = shape {
        return first;
    }
    if matches!(shape, Shape::Period) { "12 months" } else { "value" }
}
