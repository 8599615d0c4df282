//! Links that are none: turned, apart, open, without an address.

use std::ops::Range;

use super::piece::{FAR, Piece, before, behind, near, start};
use crate::diagnostic::catalogue::{Foreign, Pasted, Stray};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::address::{flaw, whole};
use crate::prose::Link;
use crate::source::Span;

type Found = (Range<usize>, Diagnostic);

/// What may be wrong with the bracket at a place.
type Slip = fn(&Piece<'_>, &str, usize) -> Option<Found>;

/// Beyond doubt first.
const SQUARE: [Slip; 8] = [wiki, note, shortcode, apart, spaced, undefined, mark_of_a_note, open_link];

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !piece.bytes().contains(&b'[') {
        return;
    }
    let text = piece.text();
    let (mut from, mut told) = (0, Vec::new());
    while let Some(at) = text[from..].find(['[', '(']).map(|at| from + at) {
        let found = match text.as_bytes()[at] {
            b'(' => turned(piece, &text, at),
            _ => SQUARE.iter().find_map(|slip| slip(piece, &text, at)),
        };
        from = at + 1;
        if let Some((range, finding)) = found {
            diagnostics.push(finding);
            from = range.end;
            told.push(range);
        }
    }
    told.into_iter().for_each(|range| piece.hide(range));
    unclosed(piece, &piece.text(), diagnostics);
}

/// Links without a blank between them, so that their words run together.
pub(super) fn touching(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = &*piece.block.text;
    for two in piece.block.links.windows(2) {
        let (one, other) = (&text[two[0].words.clone()], &text[two[1].words.clone()]);
        let typed = |link: &Link| piece.passage.text.get(link.span.clone()).unwrap_or("");
        // An address that is a link by itself may stand in `<` and `>` behind its words.
        let are_typed = typed(&two[0]).starts_with('[') && typed(&two[1]).starts_with('[');
        let is_whole = two[0].span.end == two[1].span.start && two[0].words.end == two[1].words.start;
        if are_typed && is_whole && one.ends_with(char::is_alphanumeric) && other.starts_with(char::is_alphanumeric) {
            let at = Span::new(piece.passage.path, two[0].span.start..two[1].span.end);
            let fix = Fix::new(at.clone(), format!("{} {}", typed(&two[0]), typed(&two[1])));
            diagnostics
                .push(catalogue::stray_mark(at, Stray::LinksTouch(&format!("{one}{other}"))).maybe_fix(Some(fix)));
        }
    }
}

/// `[words]` that begins at a place: the range of its words.
fn words(text: &str, at: usize) -> Option<Range<usize>> {
    let end = near(text, at + 1, "]")?;
    let inside = &text[at + 1..end];
    (!inside.is_empty() && !inside.contains('[')).then_some(at + 1..end)
}

/// `(address)` that begins at a place: the range of its inside.
fn round(text: &str, at: usize) -> Option<Range<usize>> {
    text[at..].starts_with('(').then_some(())?;
    let end = near(text, at + 1, ")")?;
    Some(at + 1..end)
}

/// Whether words may be an address: the words of a sentence are none.
fn is_address(typed: &str) -> bool {
    let typed = typed.trim();
    let has_file = [".md", ".html", ".pdf", ".docx", ".jpg", ".jpeg", ".png", ".svg", ".webp"];
    let lower = typed.to_ascii_lowercase();
    let path = lower.split(['#', '?']).next().unwrap_or("");
    let starts = ["http:", "https:", "www.", "mailto:", "tel:", "../", "./", "/", "#"];
    starts.iter().any(|start| lower.starts_with(start)) && typed.len() > 1
        || has_file.iter().any(|end| path.ends_with(end))
        || typed.contains('@') && typed.contains('.') && !typed.contains(' ')
}

/// A picture's mark stands before its bracket.
fn start_of(text: &str, at: usize) -> (usize, bool) {
    let is_picture = before(text, at) == '!';
    (at - usize::from(is_picture), is_picture)
}

/// `[[page]]`, and a picture of that kind.
fn wiki(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    text[at..].starts_with("[[").then_some(())?;
    let end = near(text, at + 2, "]]")?;
    let name = &piece.block.text[at + 2..end];
    (!name.trim().is_empty() && !name.contains('[')).then_some(())?;
    let (start, is_picture) = start_of(text, at);
    let form =
        if is_picture { Foreign::WikiPicture } else { Foreign::Wiki(name.split(['|', '#']).next().unwrap_or(name)) };
    let range = start..end + 2;
    let typed = &piece.block.text[range.clone()];
    Some((range.clone(), catalogue::foreign_mark(piece.at(range.clone()), form, typed)))
}

/// `[^1]` without the note.
fn note(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = words(text, at)?;
    let name = text[words.clone()].strip_prefix('^')?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(())?;
    let range = at..words.end + 1;
    Some((range.clone(), catalogue::stray_mark(piece.at(range), Stray::NoNote(name))))
}

/// `[gallery ids="1"]` and `[/caption]`.
fn shortcode(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = words(text, at)?;
    let inside = &text[words.clone()];
    let name =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let closes = inside.strip_prefix('/').is_some_and(name);
    let has_values = || {
        let (first, rest) = inside.split_once(' ').or_else(|| inside.split_once('=')).unwrap_or((inside, ""));
        name(first)
            && (rest.contains("=\"") || rest.contains("='") || rest.contains("=\u{201c}") || inside.starts_with("url="))
    };
    (closes || has_values()).then_some(())?;
    let range = at..words.end + 1;
    let typed = &piece.block.text[range.clone()];
    Some((range.clone(), catalogue::foreign_mark(piece.at(range), Foreign::Shortcode, typed)))
}

/// `[words] (address)`.
fn apart(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = words(text, at)?;
    let gap = words.end + 1..text.len() - text[words.end + 1..].trim_start().len();
    let address = (!gap.is_empty()).then(|| round(text, gap.end))??;
    is_address(&piece.block.text[address.clone()]).then_some(())?;
    let range = start_of(text, at).0..address.end + 1;
    let fix = piece.fix(gap, "");
    Some((range.clone(), catalogue::stray_mark(piece.at(range), Stray::LinkApart).maybe_fix(fix)))
}

/// `(words)[address]`.
fn turned(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = round(text, at)?;
    text[words.end + 1..].starts_with('[').then_some(())?;
    let end = near(text, words.end + 2, "]")?;
    let address = words.end + 2..end;
    is_address(&piece.block.text[address.clone()]).then_some(())?;
    let range = at..end + 1;
    let right = format!("[{}]({})", piece.typed(words), piece.typed(address));
    let fix = piece.fix(range.clone(), right);
    Some((range.clone(), catalogue::stray_mark(piece.at(range), Stray::LinkTurned).maybe_fix(fix)))
}

/// `[words](an address with blanks)`, also of a picture, and curly quotes behind an address.
fn spaced(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    // A picture may have no words, so a bracket may be empty here.
    let end = near(text, at + 1, "]")?;
    let inside = round(text, end + 1)?;
    let typed = piece.block.text[inside.clone()].trim();
    let (start, is_picture) = start_of(text, at);
    let range = start..inside.end + 1;
    let told = |slip: Stray<'_>, fix: Option<Fix>| {
        Some((range.clone(), catalogue::stray_mark(piece.at(range.clone()), slip).maybe_fix(fix)))
    };
    let curly = |c: char| matches!(c, '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}');
    if let Some((address, title)) = typed.split_once(char::is_whitespace)
        && title.trim_start().starts_with(curly)
    {
        let right = format!("{address} \"{}\"", title.trim().trim_matches(curly));
        return told(Stray::CurlyQuotes, piece.fix(inside.clone(), right));
    }
    typed.contains(char::is_whitespace).then_some(())?;
    let whole = whole(typed);
    (is_picture || is_address(typed) || whole.is_some()).then_some(())?;
    let right = without_blanks(typed, whole);
    told(Stray::AddressBlanks { is_picture }, right.and_then(|right| piece.fix(inside.clone(), right)))
}

/// `[words][name]` where nothing says where `name` leads.
fn undefined(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = words(text, at)?;
    text[words.end + 1..].starts_with('[').then_some(())?;
    let end = near(text, words.end + 2, "]")?;
    let name = &piece.block.text[words.end + 2..end];
    let name = if name.is_empty() { &piece.block.text[words] } else { name };
    (!name.contains('[')).then_some(())?;
    let range = start_of(text, at).0..end + 1;
    Some((range.clone(), catalogue::stray_mark(piece.at(range), Stray::NoAddress(name))))
}

/// An address as it was meant, without the blanks in it; nothing if nobody knows. `whole` is it with the beginning that was
/// missing.
fn without_blanks(typed: &str, whole: Option<String>) -> Option<String> {
    let has_scheme = |scheme: &str| typed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let closed: String = typed.split_whitespace().collect();
    if let Some(number) = whole.filter(|whole| whole.starts_with("tel:")) {
        return Some(number);
    }
    if has_scheme("tel:") {
        return Some(closed);
    }
    // `mailto: jo@trust.example`; what other blanks in it stand for, nobody knows.
    if has_scheme("mailto:") {
        let is_one = typed["mailto:".len()..].split_whitespace().count() == 1;
        return Some(closed).filter(|address| is_one && flaw(address).is_none());
    }
    Some(format!("<{typed}>"))
}

/// What names in programs have and words do not.
const NAME: [char; 7] = ['.', '_', '(', '[', '/', '=', '$'];

/// `word[1]` or `word.[citation needed]`, as web pages and shared documents mark their notes.
fn mark_of_a_note(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let words = words(text, at)?;
    let inside = &text[words.clone()];
    let touches = !before(text, at).is_whitespace() && !matches!(before(text, at), '(' | '[' | '\u{1}' | '/');
    // `list[0]`, `process.argv[2]`, `http[s]`: a name with a bracket of its own.
    let is_name = || {
        let mut word = text[..at].chars().rev().take(FAR).take_while(|c| !c.is_whitespace());
        let ends = |c: &char| c.is_alphanumeric() || *c == '_';
        matches!(inside, "0" | "s") || word.by_ref().skip_while(|c| !ends(c)).any(|c| NAME.contains(&c))
    };
    let is_number = (1..=2).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
    let is_letter = inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase());
    let is_known = matches!(inside, "edit" | "citation needed" | "note 1");
    let goes_on = behind(text, words.end + 1).is_alphanumeric();
    (touches && !goes_on && (is_number || is_letter || is_known) && !is_name()).then_some(())?;
    let range = at..words.end + 1;
    let mark = &text[range.clone()];
    Some((range.clone(), catalogue::pasted_text(piece.at(range.clone()), Pasted::NoteMark(mark))))
}

/// `[words](address` without its end.
fn open_link(piece: &Piece<'_>, text: &str, at: usize) -> Option<Found> {
    let end = near(text, at + 1, "]")?;
    let rest = text[end + 1..].strip_prefix('(')?;
    let address = start(rest, FAR).split(char::is_whitespace).next().unwrap_or("");
    let is_open = address.matches(')').count() <= address.matches('(').count();
    (is_open && is_address(address.trim_end_matches(['.', ',']))).then_some(())?;
    let range = start_of(text, at).0..end + 2 + address.len();
    Some((range.clone(), catalogue::stray_mark(piece.at(range), Stray::LinkOpen)))
}

/// A bracket that nothing closes, told once a piece.
fn unclosed(piece: &Piece<'_>, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '[' | ']')) {
        match c {
            '[' => open.push(at),
            _ => drop(open.pop()),
        }
    }
    let stands_before_words = |at: &usize| !behind(text, at + 1).is_whitespace();
    if let Some(at) = open.into_iter().find(stands_before_words) {
        diagnostics.push(catalogue::stray_mark(piece.at(at..at + 1), Stray::Bracket));
    }
}
