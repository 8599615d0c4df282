//! Which column of a sheet is which field: by its name, by what people call it, or as an editor says.

use std::collections::BTreeMap;

use super::cells::Cells;
use super::column::Column;
use super::dates::DateOrder;
use super::directory::follows;
use super::sheet::Sheet;
use super::synonyms;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::node::{Marked, Node};
use crate::entry::{Kind, parse_yaml};
use crate::nearest::{is_slip, nearest, only};
use crate::slug::slug;
use crate::source::{SourcePath, Span};

/// What an editor has said: fields by the names of columns, values that every row takes, and what cells mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// By the name of the column; an empty field leaves it out.
    pub columns: BTreeMap<String, String>,
    /// By the name of the field.
    pub each: BTreeMap<String, String>,
    /// What is meant by a cell, by what it says.
    pub values: BTreeMap<String, String>,
    /// Which number of a date is the day.
    pub dates: Option<DateOrder>,
}

/// The field of each column, where it has one.
#[derive(Debug)]
pub struct Mapping {
    pub columns: Vec<Option<Column>>,
    /// Columns that somebody has decided about, so that nobody need be asked.
    pub decided: Vec<bool>,
}

/// Why what an editor has said cannot be done.
#[derive(Debug, PartialEq, Eq)]
pub struct Misfit {
    pub why: String,
    pub help: String,
}

impl Misfit {
    fn new(why: String, help: String) -> Misfit {
        Misfit { why, help }
    }
}

/// Finds the field of every column: first what an editor has said, then names that leave no doubt, then equal names, then
/// other words for them, then names with a slip. A field is given once.
pub fn propose(sheet: &Sheet, kind: Kind, answers: &Answers) -> Result<Mapping, Misfit> {
    let width = sheet.header.cells.len();
    let mut mapping = Mapping { columns: vec![None; width], decided: vec![false; width] };
    for (name, field) in &answers.columns {
        let column = find(sheet, name)?;
        mapping.decided[column] = true;
        if !field.is_empty() {
            mapping.columns[column] = Some(field_named(kind, field)?);
        }
    }
    for guess in [by_sure_name, by_name, by_word, by_slip] {
        for column in 0..width {
            let name = sheet.name(column);
            if mapping.decided[column] || mapping.columns[column].is_some() || name.is_empty() {
                continue;
            }
            let free = |field: &Column| !mapping.has(&field.to_string());
            mapping.columns[column] = guess(kind, name).into_iter().find(free);
        }
    }
    for (decided, field) in mapping.decided.iter_mut().zip(&mapping.columns) {
        *decided |= field.is_some();
    }
    Ok(mapping)
}

fn by_name(kind: Kind, name: &str) -> Vec<Column> {
    let same = |column: &Column| slug(&column.to_string()) == slug(name);
    let exact = Column::named(kind, name.trim());
    exact.into_iter().chain(Column::all(kind).into_iter().filter(same)).collect()
}

fn by_sure_name(kind: Kind, name: &str) -> Vec<Column> {
    synonyms::sure(kind, &slug(name)).and_then(|field| Column::named(kind, field)).into_iter().collect()
}

fn by_word(kind: Kind, name: &str) -> Vec<Column> {
    synonyms::meant(kind, &slug(name)).filter_map(|field| Column::named(kind, field)).collect()
}

fn by_slip(kind: Kind, name: &str) -> Vec<Column> {
    let typed = slug(name);
    let columns = Column::all(kind);
    let names: Vec<(String, String)> =
        columns.iter().map(|column| (slug(&column.to_string()), column.to_string())).collect();
    let words = synonyms::all(kind).filter(|(_, field)| Column::named(kind, field).is_some());
    let all: Vec<(&str, &str)> = names
        .iter()
        .map(|(word, field)| (&**word, &**field))
        .chain(words.map(|(word, field): (&str, &str)| (word, field)))
        .collect();
    // Short words are near to too many others.
    let Some(near) = only(&typed, all.iter().map(|(word, _)| *word))
        .filter(|near| near.len() > 4 && is_slip(&typed, near) && typed != format!("{near}s"))
    else {
        return vec![];
    };
    let fields = all.iter().filter(|(word, _)| *word == near).map(|(_, field)| *field);
    fields.filter_map(|field| Column::named(kind, field)).collect()
}

/// The number of the column that is called so.
fn find(sheet: &Sheet, name: &str) -> Result<usize, Misfit> {
    let names = || (0..sheet.header.cells.len()).map(|column| sheet.name(column));
    let wanted = slug(name);
    let same = names().position(|other| other == name.trim());
    let like = || names().position(|other| !wanted.is_empty() && slug(other) == wanted);
    same.or_else(like).ok_or_else(|| {
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("its columns are: {}", names().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", "))
            }
        };
        Misfit::new(format!("the table has no column `{name}`"), help)
    })
}

/// The column of a table that is meant by what an editor has typed.
pub fn field_named(kind: Kind, typed: &str) -> Result<Column, Misfit> {
    let by_any = || by_name(kind, typed).into_iter().chain(by_word(kind, typed)).next();
    Column::named(kind, typed).or_else(by_any).ok_or_else(|| {
        let names: Vec<String> = Column::all(kind).iter().map(Column::to_string).collect();
        let help = match nearest(typed, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the fields are: {}", names.join(", ")),
        };
        Misfit::new(format!("{} have no field `{typed}`", kind.many()), help)
    })
}

impl Mapping {
    pub fn has(&self, field: &str) -> bool {
        self.columns.iter().flatten().any(|column| column.to_string() == field)
    }

    /// Columns that have a name or values and are not taken over.
    pub fn left_out<'s>(&'s self, sheet: &'s Sheet) -> impl Iterator<Item = usize> + 's {
        (0..self.columns.len())
            .filter(|column| self.columns[*column].is_none())
            .filter(|column| !sheet.name(*column).is_empty() || !sheet.samples(*column, 1).is_empty())
    }

    /// What must be there and is neither a column nor a value for every row, nor follows from the others. An id can be made
    /// of the title.
    pub fn missing(&self, kind: Kind, each: &Cells) -> Vec<Column> {
        let has = |column: &Column| self.has(&column.to_string()) || each.contains_key(&column.to_string());
        Column::all(kind)
            .into_iter()
            .filter(|column| column.is_required() && column.field() != "id" && !has(column))
            .filter(|column| !follows(kind, column.field()))
            .collect()
    }

    /// Reports fields that two columns are to be, and those that no column is.
    pub fn judge(&self, sheet: &Sheet, kind: Kind, each: &Cells) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, column) in self.columns.iter().enumerate() {
            let Some(name) = column.as_ref().map(Column::to_string) else { continue };
            let place = |column: usize| sheet.span(&sheet.header.cells[column].place);
            match seen.get(&name) {
                Some(first) => findings.push(catalogue::two_columns(place(at), &name, place(*first))),
                None => drop(seen.insert(name, at)),
            }
        }
        let free: Vec<String> = self.left_out(sheet).map(|column| format!("`{}`", sheet.name(column))).collect();
        for column in self.missing(kind, each) {
            let at = sheet.span(&sheet.header.place);
            findings.push(catalogue::no_column(at, &column.to_string(), column.about(), &free));
        }
        findings
    }
}

impl Answers {
    /// Reads what [`Answers::text`] has written.
    pub fn parse(path: &SourcePath, text: &str) -> Result<Answers, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut answers = Answers::default();
        let parts = match parse_yaml(path, text, 0, &mut findings).map(|whole| whole.node) {
            Some(Node::Map(parts)) => parts,
            Some(_) => {
                findings.push(catalogue::front_matter_not_fields(Span::file(path)));
                Vec::new()
            }
            None => Vec::new(),
        };
        for (name, node) in parts {
            match (&*name, node.node) {
                ("columns", Node::Map(fields)) => answers.columns = texts(fields),
                ("each", Node::Map(fields)) => answers.each = texts(fields),
                ("values", Node::Map(fields)) => answers.values = texts(fields),
                ("dates", Node::Text(order)) if DateOrder::named(&order).is_some() => {
                    answers.dates = DateOrder::named(&order);
                }
                (other, _) => {
                    let near = nearest(other, ["columns", "each", "values", "dates"]);
                    let known = "columns, each, values, dates";
                    findings.push(catalogue::unknown_field(Span::file(path), other, near, known));
                }
            }
        }
        if findings.is_empty() { Ok(answers) } else { Err(findings) }
    }

    /// The answers as a file, to be used again.
    pub fn text(&self) -> String {
        let group = |about: &str, name: &str, fields: &BTreeMap<String, String>| {
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            let line = |(name, value): (&String, &String)| format!("  {}: {}\n", quoted(name), quoted(value));
            let lines: String = fields.iter().map(line).collect();
            if lines.is_empty() { String::new() } else { format!("# {about}\n{name}:\n{lines}") }
        };
        let columns = group("Their column: our field. An empty one is left out.", "columns", &self.columns);
        let each = group("What every row takes where its own cell is empty.", "each", &self.each);
        let values = group("What their cells say: our word for it.", "values", &self.values);
        let dates = self.dates.map(|dates| format!("# What stands first in a date.\ndates: {}\n", dates.name()));
        columns + &each + &values + &dates.unwrap_or_default()
    }
}

fn texts(fields: Vec<(std::sync::Arc<str>, Marked)>) -> BTreeMap<String, String> {
    let text = |node: &Node| node.scalar_text().map(|text| text.to_string()).unwrap_or_default();
    fields.iter().map(|(name, node)| (name.to_string(), text(node))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::decode::Encoding;
    use crate::import::sheet;

    fn fields(header: &str, answers: &Answers) -> Vec<String> {
        let sheet = sheet::read(&SourcePath::new("list.csv"), header.as_bytes(), Encoding::Detected, None).value;
        let mapping = propose(&sheet, Kind::Partner, answers).unwrap();
        mapping.columns.iter().map(|column| column.as_ref().map_or("-".into(), Column::to_string)).collect()
    }

    #[test]
    fn columns_are_known_by_many_names() {
        let header = "Organisation name,Type,Borough,Web address,What they offer,Last checked,Summry,Fax,Reviewed";
        let expected = ["title", "kind", "area", "website", "offers", "checked_on", "summary", "-", "reviewed"];
        assert_eq!(fields(header, &Answers::default()), expected);
    }

    #[test]
    fn a_field_is_given_once_and_the_surest_name_gets_it() {
        assert_eq!(fields("Name,Title,College", &Answers::default()), ["-", "title", "-"]);
    }

    #[test]
    fn another_word_is_no_slip() {
        assert_eq!(fields("Religion,OTHER_NAMES,Borogh", &Answers::default()), ["-", "-", "area"]);
        assert_eq!(fields("Title,Name,Org,Lead", &Answers::default()), ["-", "-", "title", "-"], "a person's are not");
        let each = Answers { each: [("kind".into(), "college".into())].into(), ..Answers::default() };
        assert_eq!(fields("Kind,Name", &each), ["kind", "title"], "what is for empty cells takes no column away");
    }

    #[test]
    fn beside_a_day_other_columns_are_its_times() {
        let events = |header: &str| {
            let sheet = sheet::read(&SourcePath::new("list.csv"), header.as_bytes(), Encoding::Detected, None).value;
            let mapping = propose(&sheet, Kind::Event, &Answers::default()).unwrap();
            let names = mapping.columns.iter().map(|column| column.as_ref().map_or("-".into(), Column::to_string));
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(events("What,Start,Finish,Date,Employer"), "title starts.time ends starts -");
        assert_eq!(events("Name,Starts,Ends,Places"), "title starts ends -");
        assert_eq!(events("Event,When,Time,Where"), "title starts starts.time place");
        assert_eq!(events("Starts,Date,Title"), "starts.time starts title");
    }

    #[test]
    fn what_an_editor_says_comes_first() {
        let columns = [("name".to_string(), String::new()), ("College".to_string(), "title".to_string())];
        let answers = Answers { columns: columns.into(), ..Answers::default() };
        assert_eq!(fields("Name,College,Web", &answers), ["-", "title", "website"]);
    }

    #[test]
    fn what_nobody_knows_is_answered_with_what_is_like_it() {
        let sheet = sheet::read(&SourcePath::new("list.csv"), b"Name,Web", Encoding::Detected, None).value;
        let said = |column: &str, field: &str| {
            let answers = Answers { columns: [(column.into(), field.into())].into(), ..Answers::default() };
            propose(&sheet, Kind::Partner, &answers).map(drop).unwrap_err()
        };
        assert_eq!(said("Nmae", "title").help, "did you mean `Name`?");
        assert_eq!(said("Name", "tilte").help, "did you mean `title`?");
    }

    #[test]
    fn answers_read_back_as_they_were() {
        let answers = Answers {
            columns: [("Web: \"site\"".into(), "website".into()), ("Notes".into(), String::new())].into(),
            each: [("kind".into(), "college".into()), ("reviewed".into(), "2026-11-23".into())].into(),
            values: [("FE College".into(), "college".into())].into(),
            dates: Some(DateOrder::MonthFirst),
        };
        assert_eq!(Answers::parse(&SourcePath::new("map.yaml"), &answers.text()).unwrap(), answers);
    }
}
