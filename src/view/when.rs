//! When something was, as far as anybody knows.

use std::sync::Arc;

use serde::Serialize;

use crate::entry::part_date::{PartDate, Precision};

/// A day, a month, a year, or an author's own words: a template can show each without asking what it is.
#[derive(Debug, Clone, Default, Serialize, Hash)]
pub struct When {
    /// Such as `2025-10-23`.
    pub day: Option<String>,
    /// From 1 to 12, if the day is not known.
    pub month: Option<i8>,
    /// If the day is not known.
    pub year: Option<i16>,
    pub is_about: bool,
    /// Words that are no date, such as `no date shown`.
    pub words: Option<Arc<str>>,
}

impl When {
    pub fn of(date: PartDate) -> When {
        let when = When { is_about: date.is_about, ..When::default() };
        match date.precision {
            Precision::Day(day) => When { day: Some(day.to_string()), ..when },
            Precision::Month(year, month) => When { month: Some(month), year: Some(year), ..when },
            Precision::Year(year) => When { year: Some(year), ..when },
        }
    }

    /// The date that some words are, or the words.
    pub fn said(words: &Arc<str>) -> When {
        match PartDate::parse(words) {
            Some(date) => When::of(date),
            None => When { words: Some(words.clone()), ..When::default() },
        }
    }
}
