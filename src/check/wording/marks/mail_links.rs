//! Addresses between `<` and `>` behind what they belong to, as mail programs write links into plain text:
//! `a@b.org<mailto:a@b.org>`, `our website<https://b.org>`.

use std::ops::Range;

use super::piece::{Piece, near};
use crate::diagnostic::catalogue::Pasted;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::source::Span;

const MAIL: &str = "mailto:";

/// In texts, Markdown has made links of such addresses.
pub(super) fn in_texts(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for link in &piece.block.links {
        let typed = piece.passage.text.get(link.span.clone()).unwrap_or("");
        let Some(inside) = typed.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { continue };
        let before = &piece.block.text[..link.words.start];
        let Some(right) = Slip::of(before, inside) else { continue };
        let at = Span::new(piece.passage.path, link.span.clone());
        let fix = right.text(inside, |address| format!("<{address}>")).map(|text| Fix::new(at.clone(), text));
        diagnostics.push(catalogue::pasted_text(at, Pasted::MailLink).maybe_fix(fix));
    }
}

/// In fields there are no links, so the page shows all of it.
pub(super) fn in_fields(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let begins = |rest: &str| ["mailto:", "https://", "http://"].iter().any(|scheme| rest.starts_with(scheme));
    for (at, _) in text.match_indices('<').filter(|(at, _)| begins(&text[at + 1..])) {
        let Some(end) = near(&text, at, ">") else { continue };
        let inside = &text[at + 1..end];
        let Some(right) = Slip::of(&text[..at], inside) else { continue };
        let range: Range<usize> = at..end + 1;
        let fix = right.text(inside, str::to_string).and_then(|words| piece.fix(range.clone(), words));
        diagnostics.push(catalogue::pasted_text(piece.at(range.clone()), Pasted::MailLink).maybe_fix(fix));
        piece.hide(range);
    }
}

/// What an address between `<` and `>` is to what stands before it.
enum Slip {
    /// It says once more what stands there.
    Again,
    /// It belongs to the words there.
    Behind,
    /// It stands alone, and says `mailto:` to people.
    Alone,
}

impl Slip {
    fn of(before: &str, inside: &str) -> Option<Slip> {
        let address = inside.strip_prefix(MAIL).unwrap_or(inside);
        let bare = |text: &str| {
            let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
            text.trim_end_matches('/').to_lowercase()
        };
        let word = before.trim_end().rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | ',')).next().unwrap_or("");
        match () {
            () if !word.is_empty() && bare(word) == bare(address) => Some(Slip::Again),
            () if before.ends_with(char::is_alphanumeric) => Some(Slip::Behind),
            () => inside.starts_with(MAIL).then_some(Slip::Alone),
        }
    }

    /// What to write in its place, if one thing alone can be meant.
    fn text(&self, inside: &str, alone: impl Fn(&str) -> String) -> Option<String> {
        match self {
            Slip::Again => Some(String::new()),
            Slip::Behind => None,
            Slip::Alone => inside.strip_prefix(MAIL).filter(|address| !address.contains('?')).map(alone),
        }
    }
}
