//! Words that stand in for others which somebody has still to write.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::piece::{Piece, before, behind, near};
use crate::check::wording::Passage;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::csv_cells::is_failed;
use crate::prose::BlockKind;
use crate::skeleton::FILL_IN;
use crate::source::Span;

/// Words that nobody writes for visitors, in small letters.
const PHRASES: [&str; 13] = [
    "lorem ipsum",
    "dolor sit amet",
    "your text here",
    "text goes here",
    "your name here",
    "click here to enter text",
    "click or tap here to enter",
    "add your text",
    "details to follow",
    "image to be added",
    "photo to be added",
    "placeholder text",
    "dummy text",
];
/// Single words that say the same, as they are typed.
const WORDS: [&str; 8] = ["TBA", "TBC", "TBD", "TODO", "ToDo", "FIXME", "TKTK", "XXX"];
/// How words in brackets begin that tell somebody what to write there.
const BEGINNINGS: [&str; 11] =
    ["insert", "add", "enter", "your", "type", "fill in", "write", "replace", "todo", "tbc", "placeholder"];
/// Words in brackets that stand for a fact.
const FACTS: [&str; 14] = [
    "address",
    "amount",
    "date",
    "email",
    "link",
    "location",
    "name",
    "number",
    "phone",
    "phone number",
    "place",
    "time",
    "title",
    "url",
];
/// Signs of money before a sum that nobody knows yet.
const SUMS: [&str; 6] = ["\u{a3}x", "\u{a3}?", "$x", "$?", "\u{20ac}x", "\u{20ac}?"];
/// A text of fewer words is none.
const FEWEST: usize = 5;

/// Of whatever this rule tells, one of these is a part.
pub(super) fn signs() -> impl Iterator<Item = &'static str> {
    PHRASES.into_iter().chain(WORDS).chain(SUMS).chain(["[", "xx/x", "xxxx", " x ", "INSERT ", "_"])
}

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    in_brackets(piece, &text, &mut found);
    phrases(&text, &mut found);
    // The reminder in the place of a picture's words is told by the rule that asks for them.
    if piece.block.kind != BlockKind::Alt {
        words(&text, &mut found);
    }
    crosses(&text, &mut found);
    unknown_numbers(&text, &mut found);
    names_of_values(piece, &text, &mut found);
    if text.starts_with("INSERT ") && !text.contains(char::is_lowercase) {
        found.push(0..text.trim_end().len());
    }
    found.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in found {
        if range.start >= end {
            end = range.end;
            diagnostics.push(catalogue::placeholder(piece.at(range.clone()), &piece.block.text[range.clone()]));
            piece.hide(range);
        }
    }
}

/// What a spreadsheet shows where it has no value.
pub(super) fn failed(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = &piece.block.text;
    if is_failed(text) && is_failed(&piece.text()) {
        let whole = 0..text.len();
        diagnostics.push(catalogue::placeholder(piece.at(whole.clone()), text));
        piece.hide(whole);
    }
}

/// `[insert number]` and `[date]`, but no link, and no words of somebody who is quoted.
fn in_brackets(piece: &Piece<'_>, text: &str, found: &mut Vec<Range<usize>>) {
    let shown = OnceCell::new();
    for (at, _) in text.match_indices('[') {
        let Some(end) = near(text, at, "]") else { continue };
        let inside = text[at + 1..end].trim().to_lowercase();
        let begins = BEGINNINGS.iter().any(|start| {
            inside.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
        });
        // What somebody left out of another's words stands in brackets, too.
        let is_quoted = || {
            let near = &text[text.floor_char_boundary(at.saturating_sub(400))..at];
            piece.block.kind == BlockKind::Quote || near.contains(['"', '\u{201c}', '\u{2018}'])
        };
        let is_fact = FACTS.contains(&&*inside) && !is_quoted();
        let is_left_out = inside.bytes().all(|b| b == b'.') && is_quoted();
        // `"[XX]" is where the source goes`: a sign that the page explains.
        let is_shown = || shown.get_or_init(|| shown_signs(piece)).contains(&text[at..=end]);
        let is_crosses = !is_left_out
            && inside.len() > 1
            && inside.bytes().all(|b| matches!(b, b'x' | b'.' | b'?'))
            && !(inside.bytes().all(|b| b == b'x') && is_shown());
        let is_link = text[end + 1..].trim_start().starts_with(['(', '[', ':']);
        if (begins || is_fact || is_crosses) && !is_link && before(text, at) != '!' {
            found.push(at..end + 1);
        }
    }
}

/// So many texts before and behind one may explain a sign in it.
const TEXTS_AROUND: usize = 40;

/// What stands in brackets behind a quotation mark in the texts around: signs that the page explains.
fn shown_signs(piece: &Piece<'_>) -> BTreeSet<String> {
    let first = piece.number.saturating_sub(TEXTS_AROUND);
    let around = piece.passage.blocks.iter().skip(first).take(2 * TEXTS_AROUND + 1);
    let of_block = |text: &'_ str| -> Vec<String> {
        let quoted = text.match_indices('[').filter(|(at, _)| text[..*at].ends_with(['"', '\u{201c}']));
        quoted.filter_map(|(at, _)| near(text, at, "]").map(|end| text[at..=end].to_string())).collect()
    };
    around.flat_map(|block| of_block(&block.text)).collect()
}

fn phrases(text: &str, found: &mut Vec<Range<usize>>) {
    let lower = text.to_ascii_lowercase();
    // All of a run of Latin is one finding.
    for phrase in PHRASES {
        if let Some(at) = lower.find(phrase)
            && !found.iter().any(|other| other.start <= at)
        {
            found.push(at..at + phrase.len());
            return;
        }
    }
}

fn words(text: &str, found: &mut Vec<Range<usize>>) {
    for word in WORDS {
        for (at, _) in text.match_indices(word) {
            let end = at + word.len();
            let stands_free = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '/' | '\u{1}');
            if stands_free(before(text, at)) && stands_free(behind(text, end)) {
                found.push(at..end);
            }
        }
    }
}

/// `XXXX`, `£XX`, `xx/xx/xxxx`, `£??`.
fn crosses(text: &str, found: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(at) = text[from..].find(['X', 'x', '?']).map(|at| from + at) {
        let first = text.as_bytes()[at];
        let length = text.bytes().skip(at).take_while(|b| *b == first).count();
        let (end, previous) = (at + length, before(text, at));
        from = end;
        let after = behind(text, end);
        let is_word = !previous.is_alphanumeric() && !after.is_alphanumeric();
        let is_sum = matches!(previous, '\u{a3}' | '$' | '\u{20ac}') && length > 1 && !after.is_alphabetic();
        let is_date =
            first != b'?' && length == 2 && is_word && after == '/' && matches!(behind(text, end + 1), 'x' | 'X');
        let is_row = first != b'?' && length > 3 && is_word;
        if is_sum || is_date || is_row {
            let rest = text[end..].find(|c: char| !matches!(c, 'X' | 'x' | '/' | ',')).unwrap_or(text.len() - end);
            let end = if is_date { end + rest } else { end };
            let start = if is_sum { at - previous.len_utf8() } else { at };
            found.push(start..end);
            from = end;
        }
    }
}

/// `about x weeks`: a number that nobody has put in yet. `2 x hours` has one.
fn unknown_numbers(text: &str, found: &mut Vec<Range<usize>>) {
    const COUNTED: [&str; 10] =
        ["weeks", "days", "months", "years", "hours", "minutes", "people", "places", "pounds", "miles"];
    for (at, _) in text.match_indices(" x ") {
        let rest = &text[at + 3..];
        let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let is_number = before(text, at).is_ascii_digit();
        if COUNTED.contains(&next) && !is_number {
            found.push(at + 1..at + 3 + next.len());
        }
    }
}

/// `GRANT_CLOSING_DATE`: what a program was to put a value in the place of.
fn names_of_values(piece: &Piece<'_>, text: &str, found: &mut Vec<Range<usize>>) {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let mut from = 0;
    while let Some(at) = text[from..].find('_').map(|at| from + at) {
        let start = from + text[from..at].trim_end_matches(is_part).len();
        let end = text.len() - text[at..].trim_start_matches(is_part).len();
        from = end;
        let name = &text[start..end];
        let is_whole = !before(text, start).is_alphanumeric() && !behind(text, end).is_alphanumeric();
        let parts = name.split('_').filter(|part| part.len() > 1).count();
        let is_told = found.iter().any(|other| other.contains(&start));
        let next = behind(text, end);
        let has_end = next == '.' && behind(text, end + 1).is_alphanumeric();
        let is_file = has_end || next == '/' || matches!(before(text, start), '/' | '.' | '\u{1}');
        if is_whole && parts > 2 && !is_told && !is_file && !piece.block.is_code(start) {
            found.push(start..end);
        }
    }
}

/// A text of a few words below the fields of a page.
pub(super) fn few_words(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut blocks = passage.blocks.iter().filter(|block| block.field.is_empty()).peekable();
    let Some(first) = blocks.peek() else { return };
    let (start, mut end, mut count, mut items) = (first.span.start, first.span.end, 0, 0);
    for block in blocks {
        let says_more = !block.links.is_empty()
            || matches!(block.kind, BlockKind::Alt | BlockKind::Cell | BlockKind::Heading)
            || !block.code.is_empty();
        count += block.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        // Things that are listed need no sentence.
        items += usize::from(block.kind == BlockKind::Item);
        if says_more || count >= FEWEST || items > 1 {
            return;
        }
        end = end.max(block.span.end);
    }
    let typed = passage.text.get(start..end).unwrap_or("").trim_end();
    // Pictures, tables and HTML may say what no block says.
    let whole = passage.body().map_or(start, |body| body.start);
    let rest = passage.text.get(whole..).unwrap_or("");
    if count == 0 || rest.replace("<!--", "").contains(['<', '`', '!']) || rest.contains(FILL_IN) {
        return;
    }
    // Whoever mends what is told of them reads them anyway.
    let is_told = diagnostics.iter().any(|finding| finding.span.start >= start);
    if !is_told {
        diagnostics.push(catalogue::few_words(Span::new(passage.path, start..start + typed.len()), count));
    }
}
