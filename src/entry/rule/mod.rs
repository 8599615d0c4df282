//! What must hold of a field's value, and between the fields of one record.
//!
//! A record says it beside the field (`record!`). Here is what each kind of rule means, once: the reader of fields asks
//! what is wrong, and schemas, skeletons and the list of fields ask what may be written. What only the day can tell
//! is noted down while reading, and judged where the day is known (`check`).

mod judge;
mod measure;
mod wording;

pub use judge::judge;
pub use measure::Measure;

/// One thing that must hold of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A number from the one to the other.
    Within(u32, u32),
    /// A day in one of these years.
    Years(i16, i16),
    /// It has happened: not before this year, and not after today. Words are let be.
    Past(i16),
    /// Neither smaller nor earlier than another field of the same record.
    NotBelow(&'static str),
    /// Later than another field of the same record, and a time or a whole day as that is.
    After(&'static str),
    /// A list whose items go up in this field; the first item's is known where it must be one number.
    Rises { part: &'static str, first: Option<u32> },
    /// The address of a web page.
    WebPage,
    /// The address of a web page, a letter box or a telephone.
    Reachable,
    /// The address below which a whole site is.
    SiteAddress,
    /// A code of a known form, in which `0` stands for any digit.
    Code(&'static str),
}

impl Rule {
    /// The last year in which a day makes sense.
    pub const LAST_YEAR: i16 = FAR;
}

/// The first year in which anybody can have looked at a page of the web.
const WEB: i16 = 1990;
/// The last year for which anybody plans.
const FAR: i16 = 2100;

// The words in which records declare their rules.

pub const fn within(least: u32, most: u32) -> Rule {
    Rule::Within(least, most)
}

/// A day for which somebody plans, or planned since there have been websites.
pub const fn planned() -> Rule {
    Rule::Years(WEB, FAR)
}

/// A day since the one year.
pub const fn since(year: i16) -> Rule {
    Rule::Years(year, FAR)
}

/// A day on which somebody did something about a page of the web.
pub const fn done() -> Rule {
    Rule::Past(WEB)
}

/// A day, a month or a year that has come, since the one year.
pub const fn past(since: i16) -> Rule {
    Rule::Past(since)
}

pub const fn not_below(field: &'static str) -> Rule {
    Rule::NotBelow(field)
}

pub const fn not_before(field: &'static str) -> Rule {
    Rule::NotBelow(field)
}

pub const fn after(field: &'static str) -> Rule {
    Rule::After(field)
}

pub const fn rises(part: &'static str) -> Rule {
    Rule::Rises { part, first: None }
}

pub const fn rises_from(part: &'static str, first: u32) -> Rule {
    Rule::Rises { part, first: Some(first) }
}

pub const fn web_page() -> Rule {
    Rule::WebPage
}

pub const fn reachable() -> Rule {
    Rule::Reachable
}

pub const fn site_address() -> Rule {
    Rule::SiteAddress
}

pub const fn code(form: &'static str) -> Rule {
    Rule::Code(form)
}
