//! The fields that every kind takes.

use jiff::civil::Date;

use super::super::moment::digits;
use super::super::part_date::PartDate;
use super::super::record::{choice, record};
use super::super::values::{Address, Extra, Text};

choice! {
    /// How sure we are of a fact.
    Confidence {
        /// An official or professional source supports it.
        High = "high",
        /// Weaker, older or single sources support it.
        Medium = "medium",
        /// Partly worked out by the writer.
        Low = "low",
    }
}

choice! {
    /// The state of the thing itself, in the world.
    Status {
        Open = "open",
        Changing = "changing",
        CheckLocally = "check-locally",
        Closing = "closing",
        Closed = "closed",
    }
    default Open
}

record! {
    /// The copy in which a fact was read, where the publisher's own page could not be opened.
    ReadIn {
        /// the web address of the copy
        url: Address where web_page(),
        /// the day you read it there
        seen: Date where done(),
    }
}

record! {
    /// Where a fact was found.
    Source {
        /// the name of the page or document
        title: Text,
        /// its web address, that of whoever publishes the fact
        url: Option<Address> where reachable(),
        /// when it was published, such as `May 2025`
        published: Option<Text> where past(1900),
        /// the day you looked at it
        seen: Date where done(); not_before("published"),
        /// the copy in which you read it, if you could not open the page itself; visitors do not see this
        read_in: Option<ReadIn<P>>,
        /// what to bear in mind
        note: Option<Text>,
    }
}

record! {
    /// What every entry says about itself.
    Common {
        /// the name that visitors read first
        title: Text,
        /// one sentence of at most 25 words that says what it is
        summary: Text,
        /// where the facts come from
        sources: Vec<Source<P>>,
        /// the day someone last checked the whole page
        reviewed: Date where done(),
        /// how long it stays good, such as `6 months`
        review_every: Option<Period>,
        /// who looks after it, as a person or a team; visitors see it unless `owner_public` in `site.yaml` says `false`
        owner: Option<Text>,
        /// how sure we are
        confidence: Option<Confidence>,
        /// how new the facts are, such as `2025-10`
        as_of: Option<PartDate> where past(1900),
        /// its state in the world
        status: Status,
        /// what to know about its state
        status_note: Option<Text>,
        /// old names, such as `old/page`, and old addresses from the root of the site, such as `/careers/page.html`; all go on working
        former_ids: Vec<Text>,
        /// `true` keeps it off the site
        draft: Option<bool>,
        /// the first day on which it is on the site
        publish_from: Option<Date> where planned(),
        /// the last day on which it is on the site
        expires: Option<Date> where planned(); not_before("publish_from"),
        /// anything that your own theme wants to know
        extra: Extra,
    }
}

/// A length of time in whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub months: u32,
}

impl Period {
    /// The longest, in months or in years.
    pub const MOST: u32 = 120;

    /// Reads `6 months`, `1 year` and the like.
    pub fn parse(text: &str) -> Option<Period> {
        let (number, unit) = text.split_once(' ')?;
        let number: u32 = digits(number, number.len()).filter(|number| (1..=Period::MOST).contains(number))?;
        match unit.trim_start_matches(' ') {
            "month" | "months" => Some(Period { months: number }),
            "year" | "years" => Some(Period { months: number * 12 }),
            _ => None,
        }
    }
}

impl super::super::fields::Field for Period {
    fn read(node: &super::super::node::Node, reader: &mut super::super::fields::Reader) -> Option<Self> {
        let text = node.scalar_text().unwrap_or_default();
        Period::parse(&text).or_else(|| {
            reader.invalid(
                format!("`{text}` is not a length of time"),
                Some("write it like `6 months` or `1 year`".into()),
            );
            None
        })
    }

    fn shape() -> super::super::fields::Shape {
        super::super::fields::Shape::Period
    }
}

super::super::phase::same_in_every_phase!(Period);
