//! No text says until when people can apply if that day has passed.
//!
//! What is found in words is kept by the words alone, and lasts for longer than a day. So every last day is found, and those
//! to come are dropped in the end.

use std::ops::Range;

use super::Passage;
use super::phrases::Phrases;
use crate::check::Subject;
use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::entry::Kind;
use crate::prose::days::{Day, days};
use crate::prose::sentence::sentences;
use crate::prose::{Block, BlockKind};

/// Words before a day that is the last.
const LEADS: [&str; 26] = [
    "applications by",
    "apply before",
    "apply by",
    "book before",
    "book by",
    "close on",
    "closes",
    "closing",
    "deadline",
    "enrol before",
    "enrol by",
    "entries by",
    "last day",
    "no later than",
    "nominations by",
    "on or before",
    "register before",
    "register by",
    "reply by",
    "return before",
    "return by",
    "send it by",
    "sign up before",
    "sign up by",
    "submissions by",
    "submit by",
];
/// The last day of anything, unless these words say that people can do something.
const UNTIL: [&str; 1] = ["until"];
const ACTS: [&str; 8] = ["apply", "applications", "book", "open", "register", "sign up", "join", "available"];
/// They tell of what was.
const PAST: [&str; 6] = ["had", "passed", "until then", "was", "were", "since"];
/// A day and the words that make it the last stand not further apart, in bytes.
const NEAR: usize = 60;

/// Words that make a day the last.
#[derive(Debug, PartialEq)]
pub(super) struct LastDays {
    leads: Phrases,
    until: Phrases,
    acts: Phrases,
    past: Phrases,
}

impl LastDays {
    pub fn new() -> LastDays {
        LastDays {
            leads: Phrases::new(LEADS),
            until: Phrases::new(UNTIL),
            acts: Phrases::new(ACTS),
            past: Phrases::new(PAST),
        }
    }

    /// Whether words make the day behind them the last on which somebody can do something.
    fn are_before(&self, words: &str) -> bool {
        let near = &words[words.ceil_char_boundary(words.len().saturating_sub(NEAR))..];
        let is_until = || self.until.are_words_of(near) && self.acts.are_words_of(words);
        (self.leads.are_words_of(near) || is_until()) && !self.past.are_words_of(near)
    }
}

/// Every last day, also one to come; `before` is what stands between the day and the one before it.
pub(super) fn judge(passage: &Passage<'_>, block: &Block, before: Range<usize>, day: &Day) -> Option<Diagnostic> {
    // A story tells of what was, and others speak for themselves.
    let is_ours = passage.kind != Kind::CaseStudy && block.kind != BlockKind::Quote;
    if !is_ours || day.year.is_none() || !passage.vocabulary.last_days.are_before(&block.text[before.clone()]) {
        return None;
    }
    // Only now, as it is seldom asked: what an earlier sentence says is of another day.
    let sentence = sentences(&block.text).into_iter().rev().find(|sentence| sentence.start <= day.range.start);
    let before = sentence.map_or(before.start, |sentence| sentence.start.max(before.start))..day.range.start;
    let is_last = day.date().is_some() && passage.vocabulary.last_days.are_before(&block.text[before]);
    let at = || passage.at(block, day.range.clone());
    is_last.then(|| catalogue::past_deadline(at(), &block.text[day.range.clone()]))
}

/// Drops the days that have not passed yet.
pub(super) fn drop_those_to_come(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let has_passed = |finding: &Diagnostic| {
        let text = subject.snapshot.text(&finding.span.path)?;
        // Signs of Markdown may stand among the words.
        let typed = text.get(finding.span.start..finding.span.end)?.replace("&nbsp;", " ");
        let words = typed.replace(|c: char| !c.is_alphanumeric() && c != ',', " ");
        let day = days(&words).first()?.date()?;
        Some(day < subject.today)
    };
    diagnostics.retain(|finding| finding.code != Code::PastDeadline || has_passed(finding) == Some(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_a_day_make_it_the_last() {
        let words = LastDays::new();
        for before in [
            "Closes: ",
            "The closing date is ",
            "Complete the form on or before ",
            "Apply by midnight on ",
            "Sign up before ",
            "Send your entries by ",
            "The deadline for the course that begins in autumn is ",
            "Applications are open until ",
        ] {
            assert!(words.are_before(before), "{before}");
        }
        for before in [
            "It opens on ",
            "The deadline was ",
            "The old wing was closed on ",
            "She worked here until ",
            "Enclosing ",
            "The deadline is the day on which all of us go home, and that is long after the end of the week of ",
        ] {
            assert!(!words.are_before(before), "{before}");
        }
    }
}
