//! A record of a file in its parts, for whoever changes one of them and nothing else: an entry, or all that the file says.

use std::ops::Range;
use std::sync::Arc;

use super::fields::Map;
use super::form::{self, Cells, Form, Table};
use super::kinds::Kind;
use super::locate::Step;
use super::node::{Marked, Node, Style};
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Which entry is meant: a page, or a row of a table by its number, from 0.
#[derive(Debug, Clone, Copy)]
pub struct EntryPlace<'a> {
    pub path: &'a SourcePath,
    pub kind: Kind,
    pub row: Option<u32>,
}

/// Which record of a file is meant.
#[derive(Debug, Clone, Copy)]
pub enum RecordPlace<'a> {
    Entry(EntryPlace<'a>),
    /// All that a file of YAML says.
    Whole(&'a SourcePath),
}

impl<'a> From<EntryPlace<'a>> for RecordPlace<'a> {
    fn from(place: EntryPlace<'a>) -> Self {
        RecordPlace::Entry(place)
    }
}

/// What a record says in its fields, where they stand, and where its text does.
#[derive(Debug, Clone)]
pub struct RecordParts {
    /// In the author's order; one that is written twice comes twice. Those that every row of a table takes come last.
    pub fields: Vec<(Arc<str>, Marked)>,
    /// So many of them are its own.
    own: usize,
    /// How its fields are written.
    style: Style,
    /// Byte range of its own fields in the file.
    pub range: Range<usize>,
    /// Byte range of the text below them; only a page has one.
    pub body: Range<usize>,
    pub row: Option<u32>,
    around: Around,
}

/// What else is in the file.
#[derive(Debug, Clone)]
enum Around {
    /// Nothing but its fields and its text.
    Nothing,
    Table(Table),
    Cells(Cells),
}

/// A group of fields: the record's own, or one inside it.
#[derive(Debug, Clone, Copy)]
pub struct Group<'p> {
    pub own: Map<'p>,
    /// What every row of a table says for it.
    pub taken: Map<'p>,
    pub style: Style,
    /// Where it stands, and where its last field ends.
    pub start: usize,
    pub end: usize,
    /// Whether it, or something around it, is written in brackets.
    pub in_brackets: bool,
}

impl RecordParts {
    /// The parts of a record, or why they cannot be told apart.
    pub fn of<'a>(place: impl Into<RecordPlace<'a>>, bytes: &[u8]) -> Result<RecordParts, Vec<Diagnostic>> {
        match place.into() {
            RecordPlace::Entry(place) => RecordParts::read(place.path, place.kind, bytes, |ids| match place.row {
                Some(row) => ids.get(row as usize).map(|_| row),
                None => Some(0),
            }),
            RecordPlace::Whole(path) => {
                let mut diagnostics = Vec::new();
                let parts =
                    form::text(path, bytes, &mut diagnostics).and_then(|text| whole(path, text, &mut diagnostics));
                parts.filter(|_| diagnostics.is_empty()).ok_or(diagnostics)
            }
        }
    }

    /// The parts of the one row that is called so; none if there is none, or more than one.
    pub fn called(path: &SourcePath, kind: Kind, bytes: &[u8], id: &str) -> Result<RecordParts, Vec<Diagnostic>> {
        RecordParts::read(path, kind, bytes, |ids| {
            let mut found = (0..).zip(ids).filter(|(_, own)| ***own == *id).map(|(row, _)| row);
            found.next().filter(|_| found.next().is_none())
        })
    }

    fn read(
        path: &SourcePath,
        kind: Kind,
        bytes: &[u8],
        pick: impl Fn(&[Arc<str>]) -> Option<u32>,
    ) -> Result<RecordParts, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let Some(text) = form::text(path, bytes, &mut diagnostics) else { return Err(diagnostics) };
        let parts = match Form::of(path, kind, &mut diagnostics) {
            Some(Form::Page) => page(path, text, &mut diagnostics),
            Some(Form::YamlTable) => row(path, text, pick, &mut diagnostics),
            Some(Form::CsvTable(_)) => cells(text, kind, pick),
            None => None,
        };
        // A character that may not be there leaves the fields readable, and is no less a fault.
        parts.filter(|_| diagnostics.is_empty()).ok_or(diagnostics)
    }

    /// The value of a field of these names, the entry's own before what every row takes.
    pub fn field(&self, is_called: impl Fn(&str) -> bool) -> Option<&Marked> {
        self.fields.iter().find(|(name, _)| is_called(name)).map(|(_, value)| value)
    }

    /// Whether a field is what every row of the table takes, and none of its own.
    pub fn is_taken(&self, is_called: impl Fn(&str) -> bool) -> bool {
        let is_there = |fields: Map<'_>| fields.iter().any(|(name, _)| is_called(name));
        !is_there(&self.fields[..self.own]) && is_there(&self.fields[self.own..])
    }

    /// The cells, if it is a row of a CSV table.
    pub fn cells(&self) -> Option<&Cells> {
        if let Around::Cells(cells) = &self.around { Some(cells) } else { None }
    }

    /// Whether a place in the file is one of this record: in its fields, in what it takes from its table, or in its text.
    pub fn holds(&self, at: usize) -> bool {
        let taken = self.fields[self.own..].iter();
        self.row.is_none()
            || (self.range.start..=self.range.end).contains(&at)
            || taken.into_iter().any(|(_, value)| (value.key.start..=value.value.end).contains(&at))
    }

    /// The group of fields at the end of a way through its own fields; the whole, if there is no step.
    pub fn group(&self, within: &[Step]) -> Option<Group<'_>> {
        let own = &self.fields[..self.own];
        // Also what the row says otherwise.
        let taken: Map<'_> = if let Around::Table(table) = &self.around { table.each() } else { &[] };
        let (start, end) = (self.range.start, self.range.end);
        let whole = Group { own, taken, style: self.style, start, end, in_brackets: self.style == Style::Brackets };
        let Some((Step::Field(first), rest)) = within.split_first() else {
            return within.is_empty().then_some(whole);
        };
        let mut value = own.iter().find(|(name, _)| **name == **first).map(|(_, value)| value)?;
        let mut in_brackets = whole.in_brackets;
        for step in rest {
            in_brackets |= value.style == Style::Brackets;
            value = value.get(std::slice::from_ref(step))?;
        }
        let Node::Map(own) = &value.node else { return None };
        let style = value.style;
        in_brackets |= style == Style::Brackets;
        Some(Group { own, taken: &[], style, start: value.value.start, end: value.value.end, in_brackets })
    }

    /// Whether all in another reading of the file but this entry is the same, each with its text.
    pub fn is_rest_same(&self, text: &str, other: &RecordParts, other_text: &str) -> bool {
        match (&self.around, &other.around) {
            (Around::Nothing, Around::Nothing) => true,
            (Around::Table(one), Around::Table(other)) => self.row.is_some_and(|row| one.is_same_but(other, row)),
            (Around::Cells(one), Around::Cells(other)) => {
                let own = self.row.map(|row| row as usize + 1);
                let same = |(at, (one, other)): (usize, (&Range<usize>, &Range<usize>))| {
                    Some(at) == own || text.get(one.clone()) == other_text.get(other.clone())
                };
                one.lines.len() == other.lines.len() && one.lines.iter().zip(&other.lines).enumerate().all(same)
            }
            (Around::Nothing | Around::Table(_) | Around::Cells(_), _) => false,
        }
    }

    /// Its own fields, without those that every row takes.
    pub fn own(&self) -> Map<'_> {
        &self.fields[..self.own]
    }

    /// What every row of its table says for it.
    pub fn taken(&self) -> Map<'_> {
        &self.fields[self.own..]
    }

    /// Whether another reading of the file, a page or a YAML table, says the same but for a field of one group.
    pub fn is_same_but(&self, other: &RecordParts, within: &[Step], is_field: &dyn Fn(&str) -> bool) -> bool {
        let is_around_same = match (&self.around, &other.around) {
            (Around::Nothing, Around::Nothing) => true,
            (Around::Table(one), Around::Table(other)) => self.row.is_some_and(|row| one.is_same_but(other, row)),
            (Around::Nothing | Around::Table(_) | Around::Cells(_), _) => false,
        };
        is_around_same && are_same_but(&self.fields, &other.fields, within, is_field)
    }
}

/// Whether two groups are the same but for one field, which stands in a group at the end of a way.
fn are_same_but(one: Map<'_>, other: Map<'_>, within: &[Step], is_field: &dyn Fn(&str) -> bool) -> bool {
    let Some((Step::Field(first), rest)) = within.split_first() else {
        let others = |map: &'_ [(Arc<str>, Marked)]| -> Vec<(Arc<str>, Node)> {
            let others = map.iter().filter(|(name, _)| !is_field(name));
            others.map(|(name, value)| (name.clone(), value.node.clone())).collect()
        };
        return within.is_empty() && others(one) == others(other);
    };
    let names = |map: &'_ [(Arc<str>, Marked)]| map.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let values = one.iter().zip(other).map(|((name, one), (_, other))| (**name == **first, one, other));
    let mut same = values.map(|(is_on_way, one, other)| match is_on_way {
        true => is_value_same_but(one, other, rest, is_field),
        false => one == other,
    });
    names(one) == names(other) && same.all(|is_same| is_same)
}

fn is_value_same_but(one: &Node, other: &Node, within: &[Step], is_field: &dyn Fn(&str) -> bool) -> bool {
    match (one, other, within.split_first()) {
        (Node::Map(one), Node::Map(other), _) => are_same_but(one, other, within, is_field),
        (Node::List(one), Node::List(other), Some((Step::Item(number), rest))) => {
            let same = |(at, (one, other)): (usize, (&Marked, &Marked))| {
                if at == *number { is_value_same_but(one, other, rest, is_field) } else { one == other }
            };
            one.len() == other.len() && one.iter().zip(other).enumerate().all(same)
        }
        _ => false,
    }
}

fn page(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<RecordParts> {
    let row = Form::Page.rows(path, text, diagnostics).into_iter().next()?;
    let (yaml, body) = form::parts(text)?;
    let Node::Map(fields) = row.whole.node else { return None };
    let (own, style) = (fields.len(), row.whole.style);
    Some(RecordParts { fields, own, style, range: yaml, body, row: None, around: Around::Nothing })
}

/// A file that says nothing yet is a record without fields.
fn whole(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<RecordParts> {
    let whole = form::whole_yaml(path, text, diagnostics)?;
    let (fields, style) = match whole.node {
        Node::Map(fields) => (fields, whole.style),
        Node::Null => (Vec::new(), Style::Lines),
        Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) | Node::List(_) => return None,
    };
    let (own, end) = (fields.len(), text.len());
    let (range, body) = (form::bom(text)..end, end..end);
    // In brackets a field is put behind the first of them.
    let range = if style == Style::Brackets { whole.value } else { range };
    Some(RecordParts { fields, own, style, range, body, row: None, around: Around::Nothing })
}

fn row(
    path: &SourcePath,
    text: &str,
    pick: impl Fn(&[Arc<str>]) -> Option<u32>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RecordParts> {
    let table = form::yaml_table(path, text, diagnostics)?;
    let row = pick(&table.ids())?;
    let Marked { node: Node::Map(own), value: range, style, .. } = table.own(row)? else { return None };
    let (own, range, style) = (own.len(), range.clone(), *style);
    let Node::Map(fields) = table.row(row).node else { return None };
    let body = text.len()..text.len();
    Some(RecordParts { fields, own, style, range, body, row: Some(row), around: Around::Table(table) })
}

fn cells(text: &str, kind: Kind, pick: impl Fn(&[Arc<str>]) -> Option<u32>) -> Option<RecordParts> {
    let all = form::csv_rows(text, kind);
    let row = pick(&all.ids)?;
    let (cells, whole) = all.row(row)?;
    let Node::Map(fields) = whole.node else { return None };
    let (own, body) = (fields.len(), text.len()..text.len());
    let (range, row) = (whole.value, Some(row));
    Some(RecordParts { fields, own, style: Style::Lines, range, body, row, around: Around::Cells(cells) })
}
