//! What people write in cells, as the fields want it. What is clear is put right; what is not is left as it is, for the
//! readers of fields to report, or is a [`Doubt`].

use std::borrow::Cow;

use jiff::civil::{Date, Weekday};

use super::cells::Cells;
use super::column::Column;
use super::times::{day_and_times, times_of_day};
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

impl DateOrder {
    /// As files of answers have it.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "day-first",
            DateOrder::MonthFirst => "month-first",
        }
    }

    pub fn named(name: &str) -> Option<DateOrder> {
        [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| order.name() == name)
    }
}

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

/// Whether a cell only says that there is nothing to say, or nothing yet.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "n/a",
        "na",
        "tbc",
        "tba",
        "tbd",
        "?",
        "none",
        "nil",
        "null",
        "unknown",
        "notknown",
        "notapplicable",
        "tobeconfirmed",
        "tobeannounced",
        "tofollow",
        "pending",
        "blank",
        "(blank)",
        "xxx",
        "notyetknown",
        "tbctba",
    ];
    let text: String = plain_blanks(text).chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    let is_line = text.chars().all(|c| matches!(c, '-' | '–' | '—' | '?' | '_'));
    is_line && !text.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(&text))
}

/// Whether a cell says to look at another.
fn points_elsewhere(text: &str) -> bool {
    const WORDS: [&str; 6] = ["ditto", "as above", "same", "same as above", "\"", "〃"];
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
}

/// Whether it is a number and nothing else.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// The text with plain blanks in the place of those that only look like them.
fn plain_blanks(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| matches!(c, '\u{a0}' | '\u{2002}'..='\u{200b}' | '\u{202f}' | '\u{3000}' | '\u{feff}');
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let plain: String = text.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect();
    Cow::Owned(plain.trim().to_string())
}

/// A line of a list without the sign or the number before it.
fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    let behind_sign =
        line.strip_prefix(['•', '·', '▪', '●', '*', '–', '-']).filter(|rest| rest.starts_with([' ', '\t']));
    let number = line.find(|c: char| !c.is_ascii_digit()).filter(|at| (1..=2).contains(at));
    let behind_number = || {
        let rest = line[number?..].strip_prefix(['.', ')'])?;
        rest.starts_with([' ', '\t']).then_some(rest)
    };
    behind_sign.or_else(behind_number).map_or(line, str::trim)
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
    /// ExistingEntry because an editor said so or the column's other dates leave no doubt.
    pub order: Option<DateOrder>,
}

impl Reading<'_> {
    /// The cell as the table should hold it.
    pub fn cell(&self, text: &str) -> Result<String, Doubt> {
        // In words an odd blank is its author's; where there is one right way to write it, it is nobody's.
        let is_words = matches!(self.column.item_shape(), Shape::Text | Shape::Anything);
        let text = &*if is_words { Cow::Borrowed(text) } else { plain_blanks(text) };
        if points_elsewhere(text) {
            return Err(Doubt::Elsewhere(text.trim().to_string()));
        }
        if is_failed(text) {
            return Err(Doubt::Failed(text.trim().to_string()));
        }
        if !self.column.is_list() {
            return self.single(text);
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
        match self.column.item_shape() {
            Shape::Reference(kind) => self.reference(kind, text),
            Shape::Date => self.date(text, ""),
            Shape::PartDate if PartDate::parse(text.trim()).is_none() => self.date(text, ""),
            Shape::PartDate => Ok(text.to_string()),
            // A time alone is put to its day later.
            Shape::Moment if times_of_day(text).is_some() => Ok(text.to_string()),
            Shape::Moment => {
                let (day, times) = day_and_times(text);
                if let Some((first, last)) = self.days(day) {
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

    /// The first and the last of some days: `12-16 July 2027`, `Mon 1 - Fri 5 March 2027`, `14/03/2027 to 15/03/2027`.
    fn days(&self, text: &str) -> Option<(Date, Date)> {
        let (first, last) = [" - ", " – ", " to ", "-", "–"].iter().find_map(|sign| {
            let (first, last) = text.split_once(sign)?;
            Some((first.trim(), last.trim()))
        })?;
        let day = |text: &str| self.date(text, "").ok()?.parse::<Date>().ok();
        let until = day(last)?;
        let whole = day(first);
        // What the first leaves out is as in the last.
        let month = || {
            let number: i8 = without_weekday(first)?.0.trim_end_matches(char::is_alphabetic).parse().ok()?;
            Date::new(until.year(), until.month(), number).ok()
        };
        let year = || in_words(&format!("{} {}", without_weekday(first)?.0, until.year()));
        let from = whole.or_else(month).or_else(year)?;
        (from < until).then_some((from, until))
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
        let with_time = |date: &Date| match time {
            "" => date.to_string(),
            time => format!("{date}T{time}"),
        };
        // A weekday that does not fit is for a person to mend.
        let Some((said, weekday)) = without_weekday(text) else { return Ok(text.into()) };
        let fits = |date: &Date| weekday.is_none_or(|weekday| weekday == date.weekday());
        let with_time = |date: &Date| if fits(date) { with_time(date) } else { text.to_string() };
        if let Some([first, second, year]) = slashed(said) {
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
        let date = in_words(said).or_else(|| year_first(said));
        Ok(date.map_or_else(|| whole(text, time), |date| with_time(&date)))
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

/// The order in which a column writes its dates, if one of them leaves no doubt and none contradicts it.
pub fn date_order<'a>(texts: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let mut found = None;
    for [first, second, _] in texts.filter_map(|text| slashed(without_weekday(day_and_times(text).0)?.0)) {
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

/// What nobody can read, as it was.
fn whole(day: &str, time: &str) -> String {
    match time {
        "" => day.into(),
        // A day as it should be written.
        time if day.parse::<Date>().is_ok() => format!("{day}T{time}"),
        time => format!("{day} {}", time.replace('/', " to ")),
    }
}

/// A date without the weekday before it, and that; none where the first word is none that can stand there.
fn without_weekday(text: &str) -> Option<(&str, Option<Weekday>)> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (first, rest) = text.trim().split_once([' ', ',']).unwrap_or((text.trim(), ""));
    let word = first.trim_end_matches(['.', ',']).to_lowercase();
    let at = DAYS.iter().position(|day| word.len() > 2 && (day.starts_with(&word) || word == format!("{day}s")));
    match at.and_then(|at| Weekday::from_monday_zero_offset(at as i8).ok()) {
        Some(weekday) if !rest.is_empty() => Some((rest.trim_start_matches([' ', ',']), Some(weekday))),
        Some(_) => None,
        None => Some((text.trim(), None)),
    }
}

/// `2027/03/14` or `2027.03.14`.
fn year_first(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    (year.len() == 4).then(|| date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// A date such as `14 March 2026`, `14th of March 2026`, `March 14, 2026` or `14-Mar-26`.
pub(super) fn in_words(text: &str) -> Option<Date> {
    let words: Vec<String> =
        text.split([' ', '-', ',']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "of").collect();
    let [day, month, year] = words.as_slice() else { return None };
    let (day, month) = if month_called(day.trim_end_matches('.')).is_some() { (month, day) } else { (day, month) };
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
        let (titles, values) = (&Titles::default(), &Cells::new());
        Reading { column: &column, is_named: false, titles, values, order }.cell(text)
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
        let order = Some(DateOrder::DayFirst);
        let reading = Reading { column: &column, is_named: false, titles: &titles, values: &values, order };
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

    #[test]
    fn some_words_say_nothing() {
        for text in ["N/A", "n / a", "Not known", "to be confirmed", "--", "None", "(blank)", "TBC."] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["", "No fee", "Nona", "A - B"] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
