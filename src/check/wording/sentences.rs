//! A sentence has at most 25 words.

use std::ops::Range;

use super::Passage;
use super::spelled_out::MINOR;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::sentence::{sentences, words};
use crate::prose::{Block, BlockKind};

/// GOV.UK asks its writers to look at every sentence of more than 25 words, and to split it
/// (<https://www.gov.uk/guidance/content-design/writing-for-gov-uk>).
const MOST_WORDS: usize = 25;

/// More of these are the cells of a table.
const MOST_BARS: usize = 3;

/// A line of at most so many words may be a heading, or a line of an address.
const SHORT_LINE: usize = 9;

/// A label before a sentence is no part of it: `Note: ...`. Longer ones are, in bytes.
const LONGEST_LABEL: usize = 20;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A summary has a rule of its own, and a name is as long as it is.
    let is_judged = |field: &str| !matches!(field, "title" | "summary");
    for block in passage.blocks {
        if !matches!(block.kind, BlockKind::Field | BlockKind::Paragraph | BlockKind::Item) || !is_judged(&block.field)
        {
            continue;
        }
        // A table without its second line is told as one.
        if block.text.bytes().filter(|byte| *byte == b'|').nth(MOST_BARS).is_some() {
            continue;
        }
        // So few words make no long sentence.
        if block.text.split_whitespace().nth(MOST_WORDS).is_none() {
            continue;
        }
        let ends = ends(block);
        for range in sentences(&block.text).into_iter().flat_map(|range| lines(range, &ends)) {
            let range = range.start + label(&block.text[range.clone()])..range.end;
            let count = words(&block.text[range.clone()]).count();
            if count > MOST_WORDS {
                diagnostics.push(catalogue::long_sentence(passage.at(block, range), count));
            }
        }
    }
}

/// Where lines end that stand for themselves: those that their author has broken, and those of a list without its signs, of
/// an address or a heading, which the page runs together.
fn ends(block: &Block) -> Vec<usize> {
    let begins = |at: usize| {
        let next = block.text[at..].trim_start().trim_start_matches(['*', '_', '(', '"', '\u{201c}']);
        next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    let starts = std::iter::once(0).chain(block.lines.iter().copied());
    let is_short = |(start, end): (usize, usize)| {
        let line = block.text[start..end].trim();
        let last = line.rsplit(' ').next().unwrap_or("");
        let goes_on = line.ends_with([',', ';', '-', '\u{2013}']) || MINOR.contains(&last.to_lowercase().as_str());
        !goes_on && words(line).count() <= SHORT_LINE
    };
    // In a text that is only wrapped, hardly every line begins with a capital.
    let are_all = block.lines.len() > 1 && block.lines.iter().all(|end| begins(*end));
    let own = starts.zip(&block.lines).filter(|(start, end)| are_all || begins(**end) && is_short((*start, **end)));
    let mut ends: Vec<usize> = own.map(|(_, end)| *end).chain(block.breaks.iter().copied()).collect();
    ends.sort_unstable();
    ends
}

/// The lines of a sentence: where its author has broken it, as in a table of times, a reader stops as well.
fn lines(sentence: Range<usize>, breaks: &[usize]) -> impl Iterator<Item = Range<usize>> {
    let next = |place: usize| breaks.partition_point(|at| *at < place);
    let inside = breaks[next(sentence.start)..next(sentence.end)].iter().copied();
    let starts = std::iter::once(sentence.start).chain(inside.clone());
    starts.zip(inside.chain([sentence.end])).map(|(start, end)| start..end)
}

/// How many bytes of a sentence are a label of one word or two.
fn label(sentence: &str) -> usize {
    let near = &sentence[..sentence.floor_char_boundary(LONGEST_LABEL)];
    let end = near.find(": ").filter(|end| words(&near[..*end]).count() < 3);
    end.map_or(0, |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_sentences() {
        for (text, rest) in [
            ("Note: it is free.", "it is free."),
            ("Please note: it is free", "it is free"),
            ("Ask: it is", "it is"),
            ("This is what we say: it is free", "This is what we say: it is free"),
            ("It is at 9:30: come", "It is at 9:30: come"),
            ("Free", "Free"),
        ] {
            assert_eq!(&text[label(text)..], rest);
        }
    }
}
