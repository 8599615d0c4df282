//! What people write in cells, as the fields want it. What is clear is put right; what is not is left as it is, for the
//! readers of fields to report, or is a [`Doubt`].

use std::borrow::Cow;

use jiff::civil::Date;

use super::cells::Cells;
use super::column::Column;
use super::times::day_and_time;
use super::titles::{Meaning, Titles};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::Kind;
use crate::entry::csv_cells::{is_failed, item, items, list};
use crate::entry::fields::Shape;
use crate::entry::part_date::PartDate;
use crate::formatting::month_called;
use crate::slug::slug;
use crate::source::Span;

/// Which number of a date such as 03/04/2026 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Why a cell cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Doubt {
    Unknown { kind: Kind, found: String },
    Several { found: String, choices: Vec<String> },
    DateOrder(String),
    Failed(String),
}

/// Whether a cell only says that there is nothing to say, or nothing yet.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 10] = ["n/a", "na", "n.a.", "tbc", "tba", "tbd", "-", "–", "—", "?"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
}

/// Cells of one column.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub column: &'a Column,
    pub titles: &'a Titles,
    /// What an editor has said of whole cells and of items of lists.
    pub values: &'a Cells,
    /// ExistingEntry because an editor said so or the column's other dates leave no doubt.
    pub order: Option<DateOrder>,
}

impl Reading<'_> {
    /// The cell as the table should hold it.
    pub fn cell(&self, text: &str) -> Result<String, Doubt> {
        if is_failed(text) {
            return Err(Doubt::Failed(text.trim().to_string()));
        }
        if !self.column.is_list() {
            return self.single(text);
        }
        let parts = text.split(['\n', '\r']).flat_map(|line| items(line).map(move |range| item(&line[range])));
        let parts: Result<Vec<String>, Doubt> = parts.map(|part| self.single(&part)).collect();
        parts.map(list)
    }

    fn single(&self, text: &str) -> Result<String, Doubt> {
        let said = self.values.iter().find(|(says, _)| says.eq_ignore_ascii_case(text.trim()));
        if let Some((_, meant)) = said {
            return Ok(meant.clone());
        }
        match self.column.item_shape() {
            Shape::Reference(kind) => self.reference(kind, text),
            Shape::Date => self.date(text, ""),
            Shape::PartDate if PartDate::parse(text.trim()).is_none() => self.date(text, ""),
            Shape::PartDate => Ok(text.to_string()),
            Shape::Moment => {
                let (day, time) = day_and_time(text);
                self.date(day, time.as_deref().unwrap_or(""))
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
            Shape::Text
            | Shape::Whole
            | Shape::Number
            | Shape::Language
            | Shape::Period
            | Shape::Form(_)
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

    fn date(&self, text: &str, time: &str) -> Result<String, Doubt> {
        let with_time = |date: &dyn std::fmt::Display| match time {
            "" => date.to_string(),
            time => format!("{date}T{time}"),
        };
        if let Some([first, second, year]) = slashed(text) {
            let order = match (first, second) {
                (13.., _) => Some(DateOrder::DayFirst),
                (_, 13..) => Some(DateOrder::MonthFirst),
                (first, second) if first == second => Some(DateOrder::DayFirst),
                _ => self.order,
            };
            let Some(order) = order else { return Err(Doubt::DateOrder(text.to_string())) };
            let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
            return Ok(date(year, month, day).map_or_else(|| text.to_string(), |date| with_time(&date)));
        }
        Ok(in_words(text)
            .map_or_else(|| if time.is_empty() { text.into() } else { with_time(&text) }, |date| with_time(&date)))
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
        }
    }
}

/// The order in which a column writes its dates, if one of them leaves no doubt and none contradicts it.
pub fn date_order<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let mut found = None;
    for [first, second, _] in texts.filter_map(|text| slashed(day_and_time(text).0)) {
        let order = match (first > 12, second > 12) {
            (true, false) => DateOrder::DayFirst,
            (false, true) => DateOrder::MonthFirst,
            _ => continue,
        };
        if found.is_some_and(|other| other != order) {
            return None;
        }
        found = Some(order);
    }
    found
}

/// The numbers of a date such as 14/03/2026, 14.3.26 or 14-03-2026.
fn slashed(text: &str) -> Option<[i32; 3]> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() <= 2);
    let year = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Some([number(first)?, number(second)?, year])
}

/// A date such as `14 March 2026` or `14-Mar-26`.
pub(super) fn in_words(text: &str) -> Option<Date> {
    let words: Vec<String> =
        text.split([' ', '-', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let [day, month, year] = words.as_slice() else { return None };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
    let month = month_called(month.trim_end_matches('.'))?;
    let year: i32 = year.parse().ok()?;
    date(if year < 100 { year + 2000 } else { year }, month.into(), day)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
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
        Reading { column: &column, titles: &Titles::default(), values: &Cells::new(), order }.cell(text)
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
        ] {
            assert_eq!(read("reviewed", text, None).as_deref(), Ok("2026-03-14"), "{text}");
        }
        assert_eq!(read("reviewed", "03/04/2026", None), Err(Doubt::DateOrder("03/04/2026".into())));
        assert_eq!(read("reviewed", "03/04/2026", Some(DateOrder::DayFirst)).as_deref(), Ok("2026-04-03"));
        assert_eq!(read("reviewed", "03/04/2026", Some(DateOrder::MonthFirst)).as_deref(), Ok("2026-03-04"));
        for text in ["soon", "31/02/2026", "2026", "May 2026"] {
            assert_eq!(read("reviewed", text, None).as_deref(), Ok(text), "left for the readers of fields to report");
        }
    }

    #[test]
    fn one_clear_date_tells_how_the_others_are_meant() {
        assert_eq!(date_order(["03/04/2026", "14/03/2026"].into_iter()), Some(DateOrder::DayFirst));
        assert_eq!(date_order(["03/04/2026", "03/14/2026 10:00"].into_iter()), Some(DateOrder::MonthFirst));
        assert_eq!(date_order(["14/03/2026", "03/14/2026"].into_iter()), None);
        assert_eq!(date_order(["03/04/2026"].into_iter()), None);
    }

    #[test]
    fn times_addresses_choices_and_lists_are_put_right() {
        let column = Column::named(Kind::Event, "starts").unwrap();
        let (titles, values) = (Titles::default(), Cells::from([("Twilight".into(), "2026-03-14T17:30".into())]));
        let reading = Reading { column: &column, titles: &titles, values: &values, order: Some(DateOrder::DayFirst) };
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
    }
}
