//! Asks people which field a column is, and what every row is to have that no column holds.
//!
//! Questions go to one place and answers come from another, so that a test can be the person.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::entry::Kind;
use crate::entry::fields::Shape;
use crate::import::{self, Answers, Column, Mapping, Sheet, letters};

/// A conversation.
pub struct Talk<'a, R, W> {
    pub from: &'a mut R,
    pub to: &'a mut W,
}

/// Values shown of each column.
const SAMPLES: usize = 3;
/// Letters shown of each value.
const SHOWN: usize = 60;

impl<R: BufRead, W: Write> Talk<'_, R, W> {
    /// Asks about everything that is open, and puts what is said into the answers. Gives the file that they are to be
    /// saved in, if any.
    pub fn about(
        &mut self,
        sheet: &Sheet,
        kind: Kind,
        mapping: &Mapping,
        answers: &mut Answers,
        today: Date,
    ) -> io::Result<Option<PathBuf>> {
        let open: Vec<usize> = mapping.left_out(sheet).filter(|column| !mapping.decided[*column]).collect();
        let mut taken: Vec<String> = mapping.columns.iter().flatten().map(Column::to_string).collect();
        for at in open {
            let field = self.column(sheet, kind, at, &taken)?;
            taken.extend(field.clone());
            answers.columns.insert(sheet.name(at).to_string(), field.unwrap_or_default());
        }
        let missing = mapping.missing(kind, &answers.each);
        for column in missing.iter().filter(|column| !taken.contains(&column.to_string())) {
            if let Some(value) = self.every_row(column, today)? {
                answers.each.insert(column.to_string(), value);
            }
        }
        let path = self.ask("Save these answers for the next time? The name of a file, or Enter for no: ")?;
        Ok(path.map(PathBuf::from))
    }

    /// The field of one column, or nothing if it is to be left out.
    fn column(&mut self, sheet: &Sheet, kind: Kind, at: usize, taken: &[String]) -> io::Result<Option<String>> {
        let free: Vec<Column> =
            Column::all(kind).into_iter().filter(|column| !taken.contains(&column.to_string())).collect();
        writeln!(self.to, "\nColumn {} `{}` holds:", letters(at), sheet.name(at))?;
        for sample in sheet.samples(at, SAMPLES) {
            let line: String = sample.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN).collect();
            writeln!(self.to, "  {line}{}", if sample.chars().count() > SHOWN { "…" } else { "" })?;
        }
        loop {
            let Some(typed) = self.ask("Which field is it? Its name, ? for a list, or Enter to leave it out: ")? else {
                return Ok(None);
            };
            if typed == "?" {
                for column in &free {
                    writeln!(self.to, "  {column}: {}", column.about())?;
                }
                continue;
            }
            match import::field_named(kind, &typed) {
                Ok(column) if taken.contains(&column.to_string()) => {
                    writeln!(self.to, "Another column is `{column}` already.")?;
                }
                Ok(column) => return Ok(Some(column.to_string())),
                Err(misfit) => writeln!(self.to, "{}: {}", misfit.why, misfit.help)?,
            }
        }
    }

    /// A value that every row takes, if there is one.
    fn every_row(&mut self, column: &Column, today: Date) -> io::Result<Option<String>> {
        writeln!(self.to, "\nNo column holds `{column}`: {}.", column.about())?;
        let is_date = matches!(column.shape(), Shape::Date);
        let hint = if is_date { ", such as today" } else { "" };
        let value = self.ask(&format!("One value for every row{hint}, or Enter for none: "))?;
        Ok(value.map(|value| if is_date && value == "today" { today.to_string() } else { value }))
    }

    /// What is typed on the next line; nothing if it is empty or there is none.
    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        write!(self.to, "{question}")?;
        self.to.flush()?;
        let mut line = String::new();
        self.from.read_line(&mut line)?;
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Encoding;
    use crate::source::SourcePath;

    fn talk(table: &str, typed: &str) -> (Answers, Option<PathBuf>, String) {
        let sheet = import::read(&SourcePath::new("list.csv"), table.as_bytes(), Encoding::Detected, None).value;
        let mut answers = Answers::default();
        let mapping = import::propose(&sheet, Kind::Partner, &answers).unwrap();
        let mut said = Vec::new();
        let mut talk = Talk { from: &mut typed.as_bytes(), to: &mut said };
        let saved = talk.about(&sheet, Kind::Partner, &mapping, &mut answers, "2026-11-23".parse().unwrap()).unwrap();
        (answers, saved, String::from_utf8(said).unwrap())
    }

    const TABLE: &str = "Name,Home,Fax\nHill College,www.hill.example,123\nLake College,www.lake.example,\n";

    #[test]
    fn each_column_that_nobody_knows_is_asked_about() {
        let (answers, saved, said) = talk(TABLE, "wbsite\n?\nwebsite\n\ncollege\ntoday\nmine.yaml\n");
        let columns = [("Home", "website"), ("Fax", "")].map(|(name, field)| (name.to_string(), field.to_string()));
        assert_eq!(answers.columns, columns.into());
        let each: Vec<_> = answers.each.iter().map(|(field, value)| format!("{field}={value}")).collect();
        assert_eq!(each, ["kind=college", "reviewed=2026-11-23"], "what follows from these is not asked");
        assert_eq!(saved, Some("mine.yaml".into()));
        for words in
            ["Column B `Home` holds:\n  www.hill.example\n  www.lake.example\n", "did you mean `website`?", "  area: "]
        {
            assert!(said.contains(words), "{words:?} is not in {said}");
        }
    }

    #[test]
    fn whoever_only_presses_enter_leaves_everything_out() {
        let (answers, saved, _) = talk(TABLE, "");
        assert_eq!(answers.columns.values().collect::<Vec<_>>(), ["", ""]);
        assert!(answers.each.is_empty() && saved.is_none());
    }
}
