//! Two texts in one file: versions that were never joined, and a second page below the first.

use std::ops::Range;

use super::lost::Text;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Span;

/// Adds a finding where another text begins.
pub(super) fn check(text: Text<'_>, problems: &mut Vec<Diagnostic>) {
    if text.markdown.contains("<<<<<<<") {
        versions(text, problems);
    }
    if text.markdown.contains("---") {
        second_page(text, problems);
    }
}

/// The lines of a text with their bytes, without their ends.
fn lines(markdown: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut from = 0;
    markdown.split('\n').map(move |line| {
        let start = from;
        from += line.len() + 1;
        let line = line.trim_end_matches('\r');
        (start..start + line.len(), line)
    })
}

/// What programs that keep versions write around two of them. All three lines together can be nothing else.
fn versions(text: Text<'_>, problems: &mut Vec<Diagnostic>) {
    let at = |range: &Range<usize>| Span::new(text.path, text.base + range.start..text.base + range.end);
    let is =
        |line: &str, sign: &str| line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let (mut first, mut middle) = (None, None);
    for (range, line) in lines(text.markdown) {
        if is(line, "<<<<<<<") {
            (first, middle) = (Some(range), None);
        } else if is(line, "=======") && first.is_some() {
            middle = Some(range);
        } else if is(line, ">>>>>>>")
            && let (Some(first), Some(middle)) = (first.take(), middle.take())
        {
            problems.push(catalogue::unjoined_versions(at(&first), Some(at(&middle))));
        }
    }
}

/// A line of dashes, then fields, then dashes again.
fn second_page(text: Text<'_>, problems: &mut Vec<Diagnostic>) {
    let mut fence: Option<&str> = None;
    let mut opened: Option<(Range<usize>, usize, bool)> = None;
    for (range, line) in lines(text.markdown) {
        let typed = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| typed.starts_with(mark));
        fence = match (fence, mark) {
            (None, Some(mark)) => Some(mark),
            (Some(open), Some(mark)) if open == mark => None,
            (fence, _) => fence,
        };
        if fence.is_some() {
            continue;
        }
        if line.trim_end() == "---" {
            if let Some((first, fields, true)) = opened.take().filter(|(_, fields, _)| *fields > 1) {
                let _ = fields;
                let at = Span::new(text.path, text.base + first.start..text.base + first.end);
                problems.push(catalogue::second_page(at));
                return;
            }
            opened = Some((range, 0, false));
        } else if let Some((_, fields, has_title)) = &mut opened {
            let name = line.split_once(':').map_or("", |(name, _)| name);
            let is_field = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            *has_title |= name == "title";
            *fields += usize::from(is_field);
            // Between fields stand only items, what they hold and notes.
            if !is_field && !line.is_empty() && !line.starts_with([' ', '-', '#']) {
                opened = None;
            }
        }
    }
}
