//! What people write in cells, as the fields want it. What is clear is put right; what is not is left as it is, for the
//! readers of fields to report, or is a [`Doubt`].

use std::borrow::Cow;

use jiff::civil::Date;

use super::cell_text::{is_number, plain_blanks, points_elsewhere, without_bullet};
use super::cells::Cells;
use super::column::Column;
use super::dates::{self, DateOrder, Said};
use super::times::{day_and_times, times_of_day};
use super::titles::{Meaning, Titles};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Kind;
use crate::entry::csv_cells::{is_failed, item, items, list};
use crate::entry::fields::Shape;
use crate::entry::part_date::PartDate;
use crate::slug::slug;
use crate::source::Span;

/// Why a cell cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Doubt {
    Unknown {
        kind: Kind,
        found: String,
    },
    Several {
        found: String,
        choices: Vec<String>,
    },
    DateOrder(String),
    Failed(String),
    /// It says that it is as another cell.
    Elsewhere(String),
    /// A number where words belong.
    Number(String),
}

/// Cells of one column.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub column: &'a Column,
    /// Whether the sheet calls the column as the field is called.
    pub is_named: bool,
    pub titles: &'a Titles,
    /// What an editor has said of whole cells and of items of lists.
    pub values: &'a Cells,
    /// Whether a cell may name several entries, of which others belong into another field.
    pub may_name_several: bool,
    /// Known because an editor said so or the column's other dates leave no doubt.
    pub order: Option<DateOrder>,
}

impl Reading<'_> {
    /// The cell as the table should hold it.
    pub fn cell(&self, text: &str) -> Result<String, Doubt> {
        // In words an odd blank is its author's; where there is one right way to write it, it is nobody's.
        let is_words = matches!(self.column.item_shape(), Shape::Text | Shape::Anything);
        let text = &*if is_words { Cow::Borrowed(text) } else { plain_blanks(text) };
        if is_failed(text) {
            return Err(Doubt::Failed(text.trim().to_string()));
        }
        if !self.column.is_list() {
            return match self.single(text) {
                Err(Doubt::Unknown { .. }) if self.may_name_several => self.several(text),
                one => one,
            };
        }
        let is_list = text.trim_start().starts_with('•') || text.contains('\n');
        let lines = text.split(['\n', '\r']).map(|line| if is_list { without_bullet(line) } else { line });
        let parts = lines.flat_map(|line| items(line).map(move |range| item(&line[range])));
        let parts: Result<Vec<String>, Doubt> = parts.map(|part| self.single(&part)).collect();
        parts.map(list)
    }

    fn single(&self, text: &str) -> Result<String, Doubt> {
        let said = self.values.iter().find(|(says, _)| says.eq_ignore_ascii_case(text.trim()));
        if let Some((_, meant)) = said {
            return Ok(meant.clone());
        }
        if points_elsewhere(text) {
            return Err(Doubt::Elsewhere(text.trim().to_string()));
        }
        match self.column.item_shape() {
            Shape::Reference(kind) => self.reference(kind, text),
            Shape::Date => self.date(text, ""),
            Shape::PartDate if PartDate::parse(text.trim()).is_none() => self.date(text, ""),
            Shape::PartDate => Ok(text.to_string()),
            // A time alone is put to its day later.
            Shape::Moment if times_of_day(text).is_some() => Ok(text.to_string()),
            Shape::Moment => {
                let (day, times) = day_and_times(text);
                if let Some((first, last)) = dates::days(day, self.order) {
                    let times = times.map(|times| format!("T{times}")).unwrap_or_default();
                    return Ok(format!("{first}/{last}{times}"));
                }
                self.date(day, &times.map(|times| times.to_string()).unwrap_or_default())
            }
            Shape::Address => Ok(address(text).into_owned()),
            Shape::Choice(words) => {
                let same = words.iter().find(|word| slug(word) == slug(text));
                Ok(same.map_or(text, |word| word).to_string())
            }
            Shape::TrueFalse => Ok(match slug(text).as_str() {
                "yes" | "y" | "true" | "1" => "true".into(),
                "no" | "n" | "false" | "0" => "false".into(),
                _ => text.to_string(),
            }),
            // A price or a number of places is no word for visitors.
            Shape::Text if !self.is_named && self.column.is_for_words() && is_number(text) => {
                Err(Doubt::Number(text.to_string()))
            }
            Shape::Form(form) => Ok((form.meant)(text).unwrap_or_else(|| text.to_string())),
            Shape::Text
            | Shape::Whole
            | Shape::Number
            | Shape::Language
            | Shape::Period
            | Shape::Colour
            | Shape::Anything
            | Shape::AnyReference
            | Shape::List(_)
            | Shape::Record { .. }
            | Shape::Group { .. } => Ok(text.to_string()),
        }
    }

    fn reference(&self, kind: Kind, text: &str) -> Result<String, Doubt> {
        match self.titles.find(kind, text) {
            Meaning::One(id) => Ok(id.to_string()),
            Meaning::Several(ids) => {
                Err(Doubt::Several { found: text.to_string(), choices: ids.into_iter().map(str::to_string).collect() })
            }
            Meaning::Nothing => Err(Doubt::Unknown { kind, found: text.to_string() }),
        }
    }

    /// Names of several entries that stand in one cell, each as it should be; the first that is none is told.
    fn several(&self, text: &str) -> Result<String, Doubt> {
        let mut names: Vec<String> = Vec::new();
        for part in text.split([';', ',', '/', '|', '\n', '\r']).map(str::trim).filter(|part| !part.is_empty()) {
            names.extend(self.joined(part.strip_prefix("and ").unwrap_or(part))?);
        }
        Ok(list(names))
    }

    /// Names with “and” between them, of which some have an “and” of their own.
    fn joined(&self, text: &str) -> Result<Vec<String>, Doubt> {
        let mut doubt = match self.single(text) {
            Ok(one) => return Ok(vec![one]),
            Err(doubt) => doubt,
        };
        let cuts = [" and ", " & "].into_iter().flat_map(|word| text.match_indices(word));
        for (at, word) in cuts {
            let Ok(first) = self.single(&text[..at]) else { continue };
            match self.joined(&text[at + word.len()..]) {
                Ok(rest) => return Ok([vec![first], rest].concat()),
                // What stands behind a name is nearer to one than the whole is.
                Err(nearer) => doubt = nearer,
            }
        }
        Err(doubt)
    }

    /// A day, with the time that stands beside it.
    fn date(&self, text: &str, time: &str) -> Result<String, Doubt> {
        match dates::read(text, self.order) {
            Said::Day(day) if time.is_empty() => Ok(day.to_string()),
            Said::Day(day) => Ok(format!("{day}T{time}")),
            Said::TwoWays => Err(Doubt::DateOrder(text.to_string())),
            Said::Nothing => Ok(whole(text, time)),
        }
    }
}

impl Doubt {
    pub fn finding(&self, at: Span, titles: &Titles) -> Diagnostic {
        match self {
            Doubt::Unknown { kind, found } => {
                catalogue::unknown_title(at, kind.one(), found, titles.nearest(*kind, found), &titles.some(*kind))
            }
            Doubt::Several { found, choices } => catalogue::ambiguous_reference(at, found, choices),
            Doubt::DateOrder(text) => catalogue::date_order(at, text),
            Doubt::Failed(text) => catalogue::failed_cell(at, text),
            Doubt::Elsewhere(text) => catalogue::as_elsewhere(at, text),
            Doubt::Number(text) => catalogue::only_a_number(at, text),
        }
    }
}

/// What nobody can read, as it was.
fn whole(day: &str, time: &str) -> String {
    match time {
        "" => day.into(),
        // A day as it should be written.
        time if day.parse::<Date>().is_ok() => format!("{day}T{time}"),
        time => format!("{day} {}", time.replace('/', " to ")),
    }
}

/// A web address in full: browsers take `www.hill.ac.uk` for `https://www.hill.ac.uk`.
fn address(text: &str) -> Cow<'_, str> {
    let lower = text.to_lowercase();
    let host = lower.split(['/', '?', '#']).next().unwrap_or("");
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        && host.rsplit('.').next().is_some_and(|end| end.chars().all(|c| c.is_ascii_alphabetic()));
    let mail = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains([':', '/', ' ']));
    if is_host {
        Cow::Owned(format!("https://{text}"))
    } else if mail {
        Cow::Owned(format!("mailto:{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &str, text: &str, order: Option<DateOrder>) -> Result<String, Doubt> {
        let column = Column::named(Kind::Partner, field).unwrap();
        let (titles, values) = (&Titles::default(), &Cells::new());
        Reading { column: &column, is_named: false, titles, values, may_name_several: false, order }.cell(text)
    }

    #[test]
    fn dates_are_put_right_where_they_are_clear() {
        for text in [
            "2026-03-14",
            "14/03/2026",
            "14.3.26",
            "14-03-2026",
            "3/14/2026",
            "14 March 2026",
            "14th Mar 2026",
            "14-Mar-26",
            "14th of March 2026",
            "March 14, 2026",
            "2026/03/14",
            "Sat 14 March 2026",
            "Saturday, 14/03/2026",
        ] {
            assert_eq!(read("reviewed", text, None).as_deref(), Ok("2026-03-14"), "{text}");
        }
        assert_eq!(read("reviewed", "03/04/2026", None), Err(Doubt::DateOrder("03/04/2026".into())));
        assert_eq!(read("reviewed", "03/04/2026", Some(DateOrder::DayFirst)).as_deref(), Ok("2026-04-03"));
        assert_eq!(read("reviewed", "03/04/2026", Some(DateOrder::MonthFirst)).as_deref(), Ok("2026-03-04"));
        for text in ["soon", "31/02/2026", "2026", "May 2026", "Sun 14 March 2026", "Saturdays"] {
            assert_eq!(read("reviewed", text, None).as_deref(), Ok(text), "left for the readers of fields to report");
        }
    }

    #[test]
    fn times_addresses_choices_and_lists_are_put_right() {
        let column = Column::named(Kind::Event, "starts").unwrap();
        let (titles, values) = (Titles::default(), Cells::from([("Twilight".into(), "2026-03-14T17:30".into())]));
        let order = Some(DateOrder::DayFirst);
        let (titles, values) = (&titles, &values);
        let reading = Reading { column: &column, is_named: false, titles, values, may_name_several: false, order };
        assert_eq!(reading.cell("14/03/2026 9:30").as_deref(), Ok("2026-03-14T09:30"));
        assert_eq!(reading.cell("twilight").as_deref(), Ok("2026-03-14T17:30"));
        assert_eq!(reading.cell("14/03/2026, 17:30").as_deref(), Ok("2026-03-14T17:30"));
        assert_eq!(reading.cell("2026-03-14T09:30").as_deref(), Ok("2026-03-14T09:30"));
        for (text, address) in [
            ("www.hill.ac.uk", "https://www.hill.ac.uk"),
            ("hill.ac.uk/courses?x=1", "https://hill.ac.uk/courses?x=1"),
            ("http://hill.ac.uk", "http://hill.ac.uk"),
            ("info@hill.ac.uk", "mailto:info@hill.ac.uk"),
            ("ask at reception", "ask at reception"),
            ("version 2.0", "version 2.0"),
        ] {
            assert_eq!(read("website", text, None).as_deref(), Ok(address));
        }
        assert_eq!(read("status", "Check locally", None).as_deref(), Ok("check-locally"));
        assert_eq!(read("draft", "Yes", None).as_deref(), Ok("true"));
        assert_eq!(read("offers", "Courses\nAdvice; Visits", None).as_deref(), Ok("Courses; Advice; Visits"));
        assert_eq!(read("offers", "• Talks\n- Tours\n2. Advice", None).as_deref(), Ok("Talks; Tours; Advice"));
        assert_eq!(read("postcode", "ha14qs", None).as_deref(), Ok("HA1 4QS"));
        assert_eq!(read("phone", "(020) 7946 0101", None).as_deref(), Ok("020 7946 0101"));
        assert_eq!(read("postcode", "UB1\u{a0}3HB", None).as_deref(), Ok("UB1 3HB"));
        assert_eq!(read("visits", "4", None), Err(Doubt::Number("4".into())));
        assert_eq!(read("town", "as above", None), Err(Doubt::Elsewhere("as above".into())));
    }
}
