//! What time has made wrong: the words of what can be wrong.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

pub fn future_date(at: Span, day: Date, today: Date) -> Diagnostic {
    let message = format!("this day is still to come: {day}");
    Diagnostic::new(Code::FutureDate, at, message)
        .help(format!("write the day on which it was so, up to today, {today}: is a digit of the year wrong?"))
}

/// `late` says that the owner's time of grace is over too, which makes it an error.
pub fn review_overdue(at: Span, due: Date, late: bool) -> Diagnostic {
    let mut finding = Diagnostic::new(Code::ReviewOverdue, at, format!("this should have been looked at by {due}"))
        .help("check every fact against its source, mend what has changed, then write today's date here");
    if late {
        finding.severity = Severity::Error;
    }
    finding
}

pub fn closed_offer(at: Span, id: &str, since: Option<Date>) -> Diagnostic {
    let message = match since {
        Some(day) => format!("`{id}` closed on {day}, but is offered here"),
        None => format!("`{id}` is closed, but is offered here"),
    };
    Diagnostic::new(Code::ClosedOffer, at, message).help("take it out, or name what people can do instead")
}

pub fn lapsed_consent(at: Span, until: Date) -> Diagnostic {
    Diagnostic::new(Code::LapsedConsent, at, format!("the people in this story agreed to be shown until {until}"))
        .help("ask them again and write the new day, or take the story off the site with `draft: true`")
}

/// A day up to which people could do something, as it is typed.
pub fn past_deadline(at: Span, day: &str) -> Diagnostic {
    Diagnostic::new(Code::PastDeadline, at, format!("`{day}` has passed"))
        .help("write the next day, or say what people can do instead: somebody may plan for what is over")
}

pub fn past_event(at: Span, day: Date) -> Diagnostic {
    Diagnostic::new(Code::PastEvent, at, format!("this event was on {day}"))
        .help(format!("write `expires: {day}` so that events leave by themselves, or delete the file"))
}

pub fn old_pay(at: Span, until: Date) -> Diagnostic {
    Diagnostic::new(Code::OldPay, at, format!("this amount held until {until}"))
        .help("look up the new figures, and change year, days and every figure together")
}

/// Pay and wage in pounds an hour; `since` is the first day on which both are said to hold.
pub fn pay_below_minimum(at: Span, pay: f64, wage: &str, minimum: f64, since: Date) -> Diagnostic {
    let message = format!("£{pay:.2} an hour is less than the law allows: £{minimum:.2} from {since} ({wage})");
    Diagnostic::new(Code::PayBelowMinimum, at, message)
        .help("look up both figures: one of them is of another year, or a day in `from` or `until` is wrong")
}
