//! Bold words that are not bold, and words marked as other programs mark them.

use std::ops::Range;

use super::piece::{Piece, before, behind, near, places, start};
use crate::diagnostic::catalogue::{Foreign, Stray};
use crate::diagnostic::{Diagnostic, catalogue};

/// A row of more stars is no slip.
const MOST: usize = 4;

/// So many stars behind a word, or before the first, are the sign of a note where one and two are taken.
const NOTE: usize = 3;

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if piece.bytes().contains(&b'*') {
        stars(piece, diagnostics);
    }
}

/// Words between marks of other programs.
pub(super) fn marked(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (mark, form) in [("==", Foreign::Highlight), ("%%", Foreign::HiddenNote)] {
        between(piece, mark, form, diagnostics);
    }
}

/// Every run of two stars or more, but for rows of stars that part texts.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in places(text, "*") {
        match runs.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += 1,
            None => runs.push(at..at + 1),
        }
    }
    runs.retain(|run| (2..=MOST).contains(&run.len()));
    runs
}

fn stars(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let runs = runs(&text);
    let mut at = 0;
    while let Some(open) = runs.get(at) {
        let close = runs.get(at + 1).filter(|close| close.len() == open.len());
        let finding = match close {
            Some(close) => pair(piece, &text, open, close),
            None => None,
        };
        match finding {
            Some(finding) => {
                diagnostics.push(finding);
                at += 2;
            }
            None => {
                let touches_nothing_before = before(&text, open.start).is_whitespace() && open.start > 0;
                let is_note = open.len() == NOTE && !touches_nothing_before;
                let touches = |c: char| !c.is_whitespace() && c != '*';
                if !is_note && (touches(before(&text, open.start)) || touches(behind(&text, open.end))) {
                    diagnostics.push(catalogue::stray_mark(piece.at(open.clone()), Stray::StarsOpen));
                }
                at += 1;
            }
        }
    }
}

/// Two runs of stars that stand around words, and why they are not bold.
fn pair(piece: &Piece<'_>, text: &str, open: &Range<usize>, close: &Range<usize>) -> Option<Diagnostic> {
    let inside = &text[open.end..close.start];
    let words = inside.trim();
    (!words.is_empty()).then_some(())?;
    let whole = open.start..close.end;
    let stars = &text[open.clone()];
    if words.len() < inside.len() {
        let begins_apart = before(text, open.start).is_whitespace() || open.start == 0;
        begins_apart.then_some(())?;
        let glued = behind(text, close.end).is_alphanumeric();
        let typed = piece.typed(open.end..close.start).trim();
        let right = format!("{stars}{typed}{stars}{}", if glued { " " } else { "" });
        let fix = piece.fix(whole.clone(), right);
        return Some(catalogue::stray_mark(piece.at(whole), Stray::StarsApart).maybe_fix(fix));
    }
    let (left, right) = (before(text, open.start).is_alphanumeric(), behind(text, close.end).is_alphanumeric());
    (left || right).then_some(())?;
    let blank = |is_there: bool| if is_there { " " } else { "" };
    let mended = format!("{}{}{}", blank(left), piece.typed(whole.clone()), blank(right));
    let fix = piece.fix(whole.clone(), mended);
    Some(catalogue::stray_mark(piece.at(whole), Stray::StarsGlued).maybe_fix(fix))
}

/// Words between two marks that touch them.
fn between(piece: &mut Piece<'_>, mark: &str, form: Foreign<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut from = 0;
    while let Some(at) = text[from..].find(mark).map(|at| from + at) {
        from = at + mark.len();
        let Some(end) = near(&text, from, mark) else { continue };
        let inside = &text[from..end];
        let is_word = |c: char| !c.is_whitespace() && !mark.starts_with(c);
        if inside.starts_with(is_word) && inside.ends_with(is_word) && !before(&text, at).is_alphanumeric() {
            let range = at..end + mark.len();
            diagnostics.push(catalogue::foreign_mark(piece.at(range.clone()), form, &piece.block.text[range.clone()]));
            from = range.end;
            piece.hide(range);
        }
    }
}

/// `&nbsp;` that is still there when Markdown has been read: it was escaped twice.
pub(super) fn entities(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = &piece.block.text;
    let mut from = 0;
    while let Some(range) = next_entity(text, from) {
        from = range.end;
        if !piece.block.is_code(range.start) && piece.bytes()[range.end - 1] == b';' {
            diagnostics.push(catalogue::stray_mark(piece.at(range.clone()), Stray::Entity(&text[range])));
        }
    }
}

/// Names of characters that people meet in texts.
const NAMES: [&str; 24] = [
    "amp", "apos", "bull", "copy", "eacute", "euro", "gt", "hellip", "laquo", "ldquo", "lsquo", "lt", "mdash",
    "middot", "nbsp", "ndash", "pound", "quot", "raquo", "rdquo", "reg", "rsquo", "shy", "trade",
];

/// The next `&amp;` or `&#8211;` from a place on.
pub(super) fn next_entity(text: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    loop {
        let at = from + text.get(from..)?.find('&')?;
        from = at + 1;
        // No name is longer.
        let Some((name, _)) = start(&text[from..], 9).split_once(';') else { continue };
        let is_number = name.strip_prefix('#').is_some_and(|rest| {
            let digits = rest.trim_start_matches(['x', 'X']);
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit())
        });
        if is_number || NAMES.contains(&name) {
            return Some(at..from + name.len() + 1);
        }
    }
}
