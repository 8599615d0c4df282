//! Pages that do not begin with their fields: what stands there instead, and what to do about it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::source::{Lines, SourcePath, Span};

/// Fields begin in one of the first lines, if anything at all stands before them.
const NEAR: usize = 12;

/// What to tell of a text whose first line is not `---`.
pub(super) fn false_start(path: &SourcePath, text: &str, start: usize) -> Diagnostic {
    let lines: Vec<Range<usize>> = Lines::from(text, start).take(NEAR).collect();
    let typed = |line: &Range<usize>| text[line.clone()].trim();
    let at = |range: Range<usize>| Span::new(path, range);
    let first = lines.first().cloned().unwrap_or(start..start);
    let first_words = lines.iter().find(|line| !typed(line).is_empty()).unwrap_or(&first);
    let opening = typed(first_words);
    let lower = opening.to_ascii_lowercase();
    if let Some(program) =
        [("{\\rtf", "a file of a word processor (RTF)"), ("<!doctype html", "a web page"), ("<html", "a web page")]
            .iter()
            .find_map(|(sign, program)| lower.starts_with(sign).then_some(program))
    {
        return catalogue::other_file(at(first), program);
    }
    let is_field = |line: &Range<usize>| typed(line).starts_with("title:");
    let fields = lines.iter().position(is_field);
    let dashes = lines.iter().position(|line| typed(line) == "---");
    match (dashes, fields) {
        (Some(dashes), Some(fields)) if dashes < fields => {
            let before = start..lines[dashes].start;
            let above = text[before.clone()].trim();
            // Blank lines and blanks say nothing, so nothing is lost with them.
            let fix = above.is_empty().then(|| Fix::new(at(before.clone()), ""));
            let told = if above.is_empty() { lines[dashes].clone() } else { first_words.clone() };
            catalogue::before_front_matter(at(told)).maybe_fix(fix)
        }
        (_, Some(1)) if is_nearly_dashes(opening) => {
            catalogue::nearly_dashes(at(first.clone())).maybe_fix(Some(Fix::new(at(first), "---")))
        }
        _ if opening == "+++" => catalogue::other_fields(at(first), "TOML"),
        _ if opening.starts_with('{') => catalogue::other_fields(at(first), "JSON"),
        _ => catalogue::no_front_matter(at(first)),
    }
}

/// What to tell of fields that no line `---` ends.
pub(super) fn open(path: &SourcePath, text: &str, first: Range<usize>, yaml: usize) -> Diagnostic {
    let nearly = Lines::from(text, yaml).find(|line| is_nearly_dashes(text[line.clone()].trim()));
    match nearly {
        Some(line) => {
            let fix = Fix::new(Span::new(path, line.clone()), "---");
            catalogue::nearly_dashes(Span::new(path, line)).maybe_fix(Some(fix))
        }
        None => catalogue::open_front_matter(Span::new(path, first)),
    }
}

/// `--`, `----`, `–––`, `***`, `___`: a line of signs that is not the line `---`.
fn is_nearly_dashes(line: &str) -> bool {
    let is_sign = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '*' | '_');
    let has_many = line.chars().count() > 1 || matches!(line, "\u{2014}" | "\u{2013}");
    has_many && line.chars().all(is_sign) && line != "---"
}
