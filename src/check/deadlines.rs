//! No text says until when people can apply if that day has passed.

use jiff::civil::Date;

use super::Subject;
use super::remember::{FileNodes, Remembered};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::{self, Kind};
use crate::prose::days::days;
use crate::prose::sentence::sentences;
use crate::prose::{Block, BlockKind};
use crate::source::{SourcePath, Span};

/// Words before a day that is the last, in small letters.
const LEADS: [&str; 16] = [
    "apply before",
    "apply by",
    "applications by",
    "book by",
    "close on",
    "closes",
    "closing",
    "deadline",
    "last day",
    "no later than",
    "on or before",
    "register by",
    "return by",
    "send it by",
    "sign up by",
    "until",
];
/// They tell of what was.
const PAST: [&str; 6] = ["had", "passed", "until then", "was", "were", "since"];
/// They speak of people who can still do something; `until` alone may tell of anything.
const ACTS: [&str; 8] = ["apply", "applications", "book", "open", "register", "sign up", "join", "available"];
/// A day and the words that make it the last stand not further apart, in bytes.
const NEAR: usize = 60;
/// The same with the day itself and with signs of Markdown between.
const FAR: usize = 160;

/// A last day, and where it is written.
#[derive(Debug, Clone)]
struct Deadline {
    row: Option<u32>,
    day: Date,
    at: Span,
    typed: String,
}

/// The last days in each file that was searched last time.
#[derive(Debug, Clone, Default)]
pub struct Memo(Remembered<(), Vec<Deadline>>);

pub(super) fn check(subject: &Subject<'_>, files: &[FileNodes<'_>], memo: &mut Memo) -> Vec<Diagnostic> {
    let search = |file: &FileNodes<'_>, (): &()| {
        let text = subject.snapshot.text(file.path()).unwrap_or("");
        if may_have_some(text) { deadlines(file.path(), file.first().kind(), text) } else { Vec::new() }
    };
    let mut diagnostics = Vec::new();
    for (file, found) in files.iter().zip(memo.0.renew(files, (), search)) {
        let is_over = |deadline: &&Deadline| deadline.day < subject.today && file.row(deadline.row).is_some();
        // A story tells of what was.
        let tells = file.first().kind() == Kind::CaseStudy;
        let over = found.iter().filter(is_over).filter(|_| !tells);
        diagnostics.extend(over.map(|deadline| catalogue::past_deadline(deadline.at.clone(), &deadline.typed)));
    }
    diagnostics
}

/// Whether words of a last day stand before a year anywhere in a file. Most have none, and are read no further.
fn may_have_some(text: &str) -> bool {
    let years = ["19", "20"].iter().flat_map(|century| text.match_indices(century)).map(|(at, _)| at);
    let mut whole = years.filter(|&at| {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        digits == 4 && text[..at].ends_with([' ', '\u{a0}', '\n']) && !text[at + 4..].starts_with('-')
    });
    whole.any(|at| {
        let small = text[text.ceil_char_boundary(at.saturating_sub(FAR))..at].to_ascii_lowercase();
        LEADS.iter().any(|lead| small.contains(lead))
    })
}

fn deadlines(path: &SourcePath, kind: Kind, text: &str) -> Vec<Deadline> {
    let blocks = entry::visitor_text(path, kind, text);
    let ours = blocks.iter().filter(|block| block.kind != BlockKind::Quote);
    ours.flat_map(|block| of_block(path, block)).collect()
}

fn of_block(path: &SourcePath, block: &Block) -> Vec<Deadline> {
    let all = days(&block.text);
    let sentences = if all.is_empty() { Vec::new() } else { sentences(&block.text) };
    let mut end = 0;
    let mut found = Vec::new();
    for day in all {
        let from = sentences.iter().rev().find(|sentence| sentence.start <= day.range.start).map_or(0, |one| one.start);
        let before = &block.text[from.max(end).min(day.range.start)..day.range.start];
        let date = day.date().filter(|_| day.year.is_some() && !block.is_code(day.range.start));
        end = day.range.end;
        if let Some(date) = date.filter(|_| is_last(before)) {
            let typed = block.text[day.range.clone()].to_string();
            found.push(Deadline { row: block.row, day: date, at: Span::new(path, block.locate(day.range)), typed });
        }
    }
    found
}

/// Whether words make the day behind them the last on which somebody can do something.
fn is_last(before: &str) -> bool {
    let small = before.to_lowercase();
    let near = &small[small.ceil_char_boundary(small.len().saturating_sub(NEAR))..];
    let has = |words: &[&str]| words.iter().any(|word| contains(near, word));
    let acts = !contains(near, "until") || ACTS.iter().any(|word| contains(&small, word));
    has(&LEADS) && !has(&PAST) && acts
}

/// Whether whole words stand in a text.
fn contains(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_letter = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(is_letter) && !text[at + words.len()..].starts_with(is_letter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_without_such_a_day_are_read_no_further() {
        for text in [
            "**Closes:** 18 October 2019",
            "apply\u{a0}by, or\u{2019}s deadline: May 4,\n2026 é",
            "Apply by 1 May 1999.",
        ] {
            assert!(may_have_some(text), "{text}");
        }
        for text in ["reviewed: 2026-01-02\ncloses_on: 2026-05-01", "It opens on 1 May 2026", "Deadline: 20261"] {
            assert!(!may_have_some(text), "{text}");
        }
    }

    #[test]
    fn words_before_a_day_make_it_the_last() {
        for before in [
            "Closes: ",
            "The closing date is ",
            "Complete the form on or before ",
            "Apply by midnight on ",
            "The deadline for the course that begins in autumn is ",
            "Applications are open until ",
        ] {
            assert!(is_last(before), "{before}");
        }
        for before in [
            "It opens on ",
            "The deadline was ",
            "The old wing was closed on ",
            "She worked here until ",
            "Enclosing ",
            "The deadline is the day on which all of us go home, and that is long after the end of the week of ",
        ] {
            assert!(!is_last(before), "{before}");
        }
    }
}
