//! A value as something that can be compared.

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

use crate::entry::fields::Shape;
use crate::entry::moment::{Moment, day};
use crate::entry::node::Node;
use crate::entry::number::{number, whole};
use crate::entry::part_date::PartDate;

/// What a value says, as far as it can be compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    Number(f64),
    /// A stretch of time: a day, a month, a year, or an instant.
    Time {
        begins: DateTime,
        is_over: DateTime,
        is_instant: bool,
    },
}

impl Measure {
    /// What a value of this shape says; none if it says nothing that can be compared.
    pub fn of(shape: &Shape, node: &Node) -> Option<Measure> {
        match shape {
            Shape::Whole => whole(node).map(|number| Measure::Number(number.into())),
            Shape::Number => number(node).map(Measure::Number),
            Shape::Date => day(&node.scalar_text()?).map(|day| Measure::days(day, day)),
            Shape::Moment => Moment::parse(&node.scalar_text()?).map(|moment| Measure::Time {
                begins: moment.begins(),
                is_over: moment.is_over(),
                is_instant: matches!(moment, Moment::Time(_)),
            }),
            Shape::PartDate | Shape::Text => PartDate::parse(node.scalar_text()?.trim()).map(Measure::of_part_date),
            Shape::TrueFalse
            | Shape::Period
            | Shape::Address
            | Shape::Form(_)
            | Shape::Language
            | Shape::Colour
            | Shape::Anything
            | Shape::Choice(_)
            | Shape::Reference(_)
            | Shape::AnyReference
            | Shape::List(_)
            | Shape::Record { .. }
            | Shape::Group { .. } => None,
        }
    }

    /// What is roughly known may be a year earlier or later.
    fn of_part_date(date: PartDate) -> Measure {
        let roughly = Span::new().years(i64::from(date.is_about));
        Measure::days(date.begins().saturating_sub(roughly), date.ends().saturating_add(roughly))
    }

    fn days(first: Date, last: Date) -> Measure {
        let (begins, is_over) = (first.to_datetime(Time::midnight()), last.to_datetime(Time::MAX));
        Measure::Time { begins, is_over, is_instant: false }
    }

    /// Whether the whole of it is smaller or earlier than the whole of another.
    pub(super) fn is_below(self, other: Measure) -> bool {
        match (self, other) {
            (Measure::Number(own), Measure::Number(other)) => own < other,
            (Measure::Time { is_over, .. }, Measure::Time { begins, .. }) => is_over < begins,
            (Measure::Number(_), Measure::Time { .. }) | (Measure::Time { .. }, Measure::Number(_)) => false,
        }
    }

    /// Whether it is over when another begins, or sooner.
    pub(super) fn is_over_before(self, other: Measure) -> bool {
        match (self, other) {
            (Measure::Time { is_over, .. }, Measure::Time { begins, .. }) => is_over <= begins,
            (Measure::Number(_), _) | (_, Measure::Number(_)) => false,
        }
    }

    /// The day on which it begins.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Measure::Time { begins, .. } => Some(begins.date()),
            Measure::Number(_) => None,
        }
    }
}
