//! A sentence has at most 25 words.

use std::cell::OnceCell;
use std::ops::Range;

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::sentence::{leaves_open, sentences, words};
use crate::prose::{Block, BlockKind};

/// GOV.UK asks its writers to look at every sentence of more than 25 words, and to split it
/// (<https://www.gov.uk/guidance/content-design/writing-for-gov-uk>).
const MOST_WORDS: usize = 25;

/// More of these are the cells of a table.
const MOST_BARS: usize = 3;

/// A quotation of fewer words is a name or a term.
const FEWEST_QUOTED: usize = 8;

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
        let (ends, quoted) = (ends(block), OnceCell::new());
        for range in sentences(&block.text).into_iter().flat_map(|range| lines(range, &ends)) {
            let range = range.start + label(block, &range)..range.end;
            if words(&block.text[range.clone()]).nth(MOST_WORDS).is_none() {
                continue;
            }
            let count = own_words(&block.text, &range, quoted.get_or_init(|| quotations(&block.text)));
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
        let goes_on = line.ends_with([',', ';', '-', '&', '\u{2013}']) || leaves_open(&last.to_lowercase());
        !goes_on && words(line).count() <= SHORT_LINE
    };
    // In a text that is only wrapped, hardly every line begins with a capital.
    let are_all = block.lines.len() > 1 && block.lines.iter().all(|end| begins(*end));
    let is_clause = |end: &usize| block.text[*end..].split_whitespace().next().is_some_and(is_clause_number);
    let own = starts
        .zip(&block.lines)
        .filter(|(start, end)| are_all || is_clause(end) || begins(**end) && is_short((*start, **end)));
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

/// How many bytes of a sentence are a label: one word or two, or bold words at its start, before a colon.
fn label(block: &Block, sentence: &Range<usize>) -> usize {
    let text = &block.text[sentence.clone()];
    let next = block.bold.partition_point(|bold| bold.end <= sentence.start);
    let bold = block.bold.get(next).filter(|bold| bold.start <= sentence.start && bold.end < sentence.end);
    let of_bold = bold.and_then(|bold| {
        let colon = block.text[..bold.end].trim_end().ends_with(':') || block.text[bold.end..].starts_with(':');
        colon.then(|| bold.end - sentence.start)
    });
    of_bold.unwrap_or_else(|| short_label(text))
}

fn short_label(sentence: &str) -> usize {
    let near = &sentence[..sentence.floor_char_boundary(LONGEST_LABEL)];
    let end = near.find(": ").filter(|end| words(&near[..*end]).count() < 3);
    end.map_or(0, |end| end + 2)
}

/// `10.4.1`: what clauses of rules are called by.
fn is_clause_number(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split('.').collect();
    parts.len() > 2 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How many words a sentence has of its own: what somebody else has said is as long as it is, and the number of a clause is
/// none.
fn own_words(text: &str, sentence: &Range<usize>, quoted: &[Range<usize>]) -> usize {
    let last = |at: usize| quoted.partition_point(|quotation| quotation.start <= at).checked_sub(1);
    let is_quoted = |at: usize| last(at).is_some_and(|last| quoted[last].contains(&at));
    let own = words(&text[sentence.clone()])
        .filter(|word| !is_quoted(word.as_ptr() as usize - text.as_ptr() as usize) && !is_clause_number(word));
    own.count()
}

/// Where a text has somebody else's words between quotation marks: more than a few, so that no name and no term is one. A
/// quotation may go on from the paragraph before, or into the next.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '\u{201c}' | '\u{201d}');
    let (mut found, mut open, mut is_first) = (Vec::new(), None, true);
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '"' | '\u{201c}' | '\u{201d}')) {
        let before = text[..at].chars().next_back();
        // `12" wide`.
        if mark == '"' && before.is_some_and(|c| c.is_ascii_digit()) {
            continue;
        }
        let may_open = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '\u{2013}' | '\u{2014}'));
        let opens = mark == '\u{201c}' || mark == '"' && may_open && open.is_none();
        match open.take() {
            _ if opens => open = Some(at),
            Some(start) => found.push(start..at + mark.len_utf8()),
            None if is_first && text[at..].chars().all(is_sign) => found.push(0..at + mark.len_utf8()),
            None => {}
        }
        is_first = false;
    }
    found.extend(open.filter(|start| text[..*start].chars().all(is_sign)).map(|start| start..text.len()));
    found.retain(|range| words(&text[range.clone()]).count() >= FEWEST_QUOTED);
    found
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
            assert_eq!(&text[short_label(text)..], rest);
        }
    }

    #[test]
    fn the_words_of_others_and_numbers_of_clauses_do_not_count() {
        let count = |text: &str| own_words(text, &(0..text.len()), &quotations(text));
        for (text, own) in [
            ("She said: \"I was glad to be one of the team there\" and left", 4),
            ("\u{201c}I was glad to be one of the team\u{201d}, he says", 2),
            ("\u{201c}I was glad to be one of the team", 0),
            ("I was glad to be one of the team\"", 0),
            ("Ask for the \"green form\" at the desk", 8),
            ("The board by the door for all of you is 12\" wide", 12),
            ("The board by the door\" for all of you is wide and so on", 14),
            ("Ask for the \"board by the door for all of you here", 12),
            ("10.2.2 Ask us. 1.5 hours", 4),
        ] {
            assert_eq!(count(text), own, "{text}");
        }
    }
}
