//! Lists as word processors write them, and lines that were lines of their own there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::piece::{Piece, is_odd_blank};
use crate::diagnostic::catalogue::Pasted;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose::sentence::leaves_open;
use crate::prose::{Block, BlockKind};
use crate::source::Span;

/// Signs that begin an item and nothing else.
const SURE: [char; 15] =
    ['•', '·', '▪', '▫', '◦', '‣', '●', '○', '■', '□', '➢', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}'];
/// Signs that also begin other lines: a dash before who said it, a paragraph's number.
const LIKELY: [char; 5] = ['–', '—', 'o', '§', 'Ø'];
/// Signs of a list in a list.
const INNER: [char; 10] = ['o', '◦', '○', '▪', '▫', '§', '–', '—', '\u{f0a7}', 'Ø'];
/// Nobody writes lists in lists in lists in lists.
const MOST_DEPTHS: usize = 3;
/// Lines of an address are short.
const SHORT: usize = 40;

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
        return;
    }
    let text = piece.text();
    if let Some(found) = list(piece, &text) {
        diagnostics.extend(found);
    } else if let Some(range) = letters(piece, &text) {
        diagnostics.push(catalogue::pasted_text(piece.at(range), Pasted::Letters));
    } else if let Some(bullet) = in_line(&text) {
        let at = text.find(bullet).unwrap_or(0);
        let name = bullet.to_string();
        diagnostics.push(catalogue::pasted_text(piece.at(at..text.len()), Pasted::BulletsInLine(&name)));
    } else if is_address(piece, &text) {
        let range = 0..text.trim_end().len();
        diagnostics.push(catalogue::pasted_text(piece.at(range), Pasted::Lines).maybe_fix(kept_lines(piece)));
    }
}

/// The sign that begins a line as an item, and how much is its mark.
fn bullet(line: &str, is_likely: bool) -> Option<(char, usize)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || is_odd_blank(c));
    let gap = &rest[..rest.len() - words.len()];
    let by_tab = gap.contains('\t') || gap.contains(is_odd_blank) || gap.len() > 2;
    let is_one = SURE.contains(&first) && (!gap.is_empty() || words.starts_with(char::is_alphabetic))
        || LIKELY.contains(&first) && !gap.is_empty() && (by_tab || is_likely);
    (is_one && !words.is_empty()).then(|| (first, line.len() - words.len()))
}

/// A sign at the start of a line: where it is, the sign, and how much is its mark.
type Marked = (usize, char, usize);

fn marks(piece: &Piece<'_>, text: &str) -> Vec<Marked> {
    let of = |is_likely: bool| {
        let mark = |line: &Range<usize>| {
            bullet(&text[line.clone()], is_likely).map(|(sign, length)| (line.start, sign, length))
        };
        piece.lines.iter().filter_map(mark).collect::<Vec<_>>()
    };
    // One line that begins with a dash says who spoke; two are a list.
    let likely = of(true);
    if likely.len() > 1 { likely } else { of(false) }
}

/// Lines that begin with a sign. A list over several paragraphs is told once, with its first.
fn list(piece: &Piece<'_>, text: &str) -> Option<Option<Diagnostic>> {
    let first = marks(piece, text);
    let &(at, sign, length) = first.first()?;
    let blocks = piece.passage.blocks;
    let is_same = |other: &Block| other.kind == piece.block.kind && bullet(&other.text, false).is_some();
    if at == 0 && piece.number.checked_sub(1).is_some_and(|number| is_same(&blocks[number])) {
        return Some(None);
    }
    let mut found: Vec<(Range<usize>, char)> = Vec::new();
    let mut add = |block: &Block, marks: &[Marked]| {
        found.extend(marks.iter().map(|(at, sign, length)| (block.locate(*at..at + length), *sign)));
    };
    add(piece.block, &first);
    for (number, block) in blocks.iter().enumerate().skip(piece.number + 1).take_while(|(_, block)| is_same(block)) {
        if let Some(piece) = Piece::new(piece.passage, block, number) {
            add(block, &marks(&piece, &piece.text()));
        }
    }
    let end = at + text[at..at + length].trim_end().len().max(sign.len_utf8());
    let name = sign.to_string();
    let finding = catalogue::pasted_text(piece.at(at..end), Pasted::Bullets(&name));
    Some(Some(finding.maybe_fix(hyphens(piece, &found))))
}

/// The same lines with hyphens. A sign that word processors write before the items of an inner list is a list in the list.
fn hyphens(piece: &Piece<'_>, marks: &[(Range<usize>, char)]) -> Option<Fix> {
    let (first, last) = (marks.first()?, marks.last()?);
    let mut signs: Vec<char> = Vec::new();
    // A list of many signs has one for each item.
    let is_few = marks.iter().map(|(_, sign)| sign).collect::<BTreeSet<_>>().len() <= MOST_DEPTHS;
    let (mut text, mut from) = (String::new(), first.0.start);
    for (range, sign) in marks {
        text.push_str(piece.passage.text.get(from..range.start)?);
        let is_lower = INNER.contains(sign) && is_few;
        let depth = signs.iter().position(|other| other == sign).unwrap_or(if is_lower { signs.len() } else { 0 });
        signs.truncate(depth);
        signs.push(*sign);
        if piece.block.kind != BlockKind::Item {
            text.push_str(&"  ".repeat(depth));
            text.push_str("- ");
        }
        from = range.end;
    }
    Some(Fix::new(Span::new(piece.passage.path, first.0.start..last.0.end), text))
}

/// Two lines or more that begin with `a)` and `b)`, or `i.` and `ii.`.
fn letters(piece: &Piece<'_>, text: &str) -> Option<Range<usize>> {
    let mark = |line: &Range<usize>| {
        let words = text[line.clone()].trim_start_matches('(');
        let (name, rest) = words.split_once([')', '.'])?;
        let is_name = (1..=4).contains(&name.len())
            && (name.len() == 1 && name.bytes().all(|b| b.is_ascii_alphabetic())
                || name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')));
        (is_name && rest.starts_with(|c: char| c.is_whitespace())).then(|| name.to_lowercase())
    };
    let names: Vec<String> = piece.lines.iter().filter_map(mark).collect();
    let is_row = names.windows(2).any(|two| matches!((&*two[0], &*two[1]), ("a", "b") | ("i", "ii")));
    is_row.then_some(())?;
    let first = piece.lines.iter().find(|line| mark(line).is_some())?;
    Some(first.start..text.trim_end().len())
}

/// A sign that stands between the items of a list in one line.
fn in_line(text: &str) -> Option<char> {
    let sure = ['•', '▪', '●', '■', '\u{f0b7}', '\u{f0a7}'];
    sure.into_iter().find(|sign| text.matches(*sign).count() > 1)
}

/// Three short lines or more, none of which ends a sentence, and each beginning large or with a number.
fn is_address(piece: &Piece<'_>, text: &str) -> bool {
    let lines = &piece.lines;
    let is_line = |line: &Range<usize>| {
        let words = text[line.clone()].trim();
        let starts = words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        starts && words.chars().count() <= SHORT && !words.ends_with(['.', ':', ';', '!', '?'])
    };
    let begins = |line: &Range<usize>| text[line.clone()].trim_end().ends_with(':');
    // A line that is kept ends with a backslash or two blanks already.
    let is_kept = || {
        let typed = piece.typed(0..text.len());
        typed.lines().rev().skip(1).any(|line| line.ends_with("  ") || line.ends_with('\\') || line.ends_with('>'))
    };
    // `Ask one or` is no line of an address: the next goes on with it.
    let goes_on = |line: &Range<usize>| leaves_open(text[line.clone()].trim_end().rsplit(' ').next().unwrap_or(""));
    piece.block.kind == BlockKind::Paragraph
        && !lines.iter().rev().skip(1).any(goes_on)
        && lines.len() >= 3
        && (is_line(&lines[0]) || begins(&lines[0]))
        && lines[1..].iter().all(is_line)
        && !is_kept()
}

fn kept_lines(piece: &Piece<'_>) -> Option<Fix> {
    let span = piece.at(0..piece.block.text.trim_end().len());
    let typed = piece.passage.text.get(span.start..span.end)?;
    let lines: Vec<&str> = typed.lines().map(str::trim_end).collect();
    (lines.len() == piece.lines.len()).then(|| Fix::new(span, lines.join("\\\n")))
}
