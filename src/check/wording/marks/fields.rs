//! Marks in fields, which hold plain words.

use std::ops::Range;

use super::piece::{Piece, before, behind, near};
use super::stars::next_entity;
use crate::diagnostic::catalogue::FieldMark;
use crate::diagnostic::{Diagnostic, catalogue};

/// Tags that people write into words.
const TAGS: [&str; 22] = [
    "a", "b", "br", "code", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "img", "li", "ol", "p", "span", "strong",
    "sub", "sup", "u", "ul",
];
/// Of these only the words are left when they are taken out.
const STRESS: [&str; 7] = ["b", "em", "i", "span", "strong", "u", "font"];
/// What entities stand for that mean something in a field's value or nothing at all.
const MEANT: [(&str, &str); 12] = [
    ("&amp;", "&"),
    ("&nbsp;", " "),
    ("&rsquo;", "\u{2019}"),
    ("&lsquo;", "\u{2018}"),
    ("&ldquo;", "\u{201c}"),
    ("&rdquo;", "\u{201d}"),
    ("&ndash;", "\u{2013}"),
    ("&mdash;", "\u{2014}"),
    ("&hellip;", "\u{2026}"),
    ("&pound;", "\u{a3}"),
    ("&eacute;", "\u{e9}"),
    ("&#8217;", "\u{2019}"),
];

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !piece.bytes().iter().any(|b| matches!(b, b'&' | b'<' | b'*' | b'_' | b'`' | b'[' | b'#' | b'~' | b'=')) {
        return;
    }
    entities(piece, diagnostics);
    html(piece, diagnostics);
    for (mark, kind) in [
        ("**", FieldMark::Stress),
        ("__", FieldMark::Stress),
        ("~~", FieldMark::Stress),
        ("==", FieldMark::Stress),
        ("`", FieldMark::Code),
        ("*", FieldMark::Stress),
        ("_", FieldMark::Stress),
    ] {
        between(piece, mark, kind, diagnostics);
    }
    links(piece, diagnostics);
    let text = piece.text();
    let signs = text.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&signs) && text[signs..].starts_with(' ') {
        let fix = piece.fix(0..signs + 1, "");
        diagnostics.push(catalogue::mark_in_field(piece.at(0..signs), FieldMark::Heading).maybe_fix(fix));
    }
}

fn entities(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut from = 0;
    while let Some(range) = next_entity(&text, from) {
        from = range.end;
        let code = &text[range.clone()];
        let meant = MEANT.iter().find(|(name, _)| *name == code).map(|(_, letter)| *letter);
        let mark = meant.map_or(FieldMark::Entity(code), |letter| FieldMark::Meant(code, letter));
        let fix = meant.and_then(|letter| piece.fix(range.clone(), letter));
        diagnostics.push(catalogue::mark_in_field(piece.at(range.clone()), mark).maybe_fix(fix));
    }
}

/// The first tag of a value stands for all; words that are only stressed are mended.
fn html(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let tags: Vec<(Range<usize>, &str)> = text.match_indices('<').filter_map(|(at, _)| tag(&text, at)).collect();
    let (Some((first, _)), Some((last, _))) = (tags.first(), tags.last()) else { return };
    let whole = first.start..last.end;
    let is_stress = tags.iter().all(|(_, name)| STRESS.contains(name));
    let mut words = String::new();
    let mut from = whole.start;
    for (range, _) in &tags {
        words.push_str(&text[from..range.start]);
        from = range.end;
    }
    let fix = if is_stress && !words.trim().is_empty() { piece.fix(whole.clone(), words) } else { None };
    let finding = catalogue::mark_in_field(piece.at(first.clone()), FieldMark::Html(&text[first.clone()]));
    diagnostics.push(finding.maybe_fix(fix));
    piece.hide(whole);
}

/// A tag that begins at a place, and its name.
fn tag(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let end = near(text, at, ">")?;
    let inside = text[at + 1..end].trim_start_matches('/').trim_end_matches('/').trim();
    let name = inside.split([' ', '\t']).next().unwrap_or("").to_ascii_lowercase();
    let known = TAGS.iter().find(|tag| **tag == name)?;
    Some((at..end + 1, known))
}

/// Words between two marks that touch them, and that other words do not touch from outside.
fn between(piece: &mut Piece<'_>, mark: &str, kind: FieldMark<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut from = 0;
    while let Some(at) = text[from..].find(mark).map(|at| from + at) {
        from = at + mark.len();
        let Some(end) = near(&text, from, mark) else { return };
        let inside = &text[from..end];
        let range = at..end + mark.len();
        let is_word = |c: char| !c.is_whitespace() && !mark.starts_with(c) && c != '\u{1}';
        let stands_free = !before(&text, at).is_alphanumeric() && !behind(&text, range.end).is_alphanumeric();
        if inside.starts_with(is_word) && inside.ends_with(is_word) && stands_free {
            let fix = piece.fix(range.clone(), inside);
            diagnostics.push(catalogue::mark_in_field(piece.at(range.clone()), kind).maybe_fix(fix));
            from = range.end;
            piece.hide(range);
        }
    }
}

/// `[words](address)`, `![words](address)` and `[[page]]`.
fn links(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let mut from = 0;
    while let Some(at) = text[from..].find('[').map(|at| from + at) {
        from = at + 1;
        let wiki = text[at..].starts_with("[[").then(|| near(&text, at, "]]").map(|end| end + 2)).flatten();
        let link = near(&text, at, "](").and_then(|middle| near(&text, middle, ")")).map(|end| end + 1);
        if let Some(end) = wiki.or(link) {
            let is_picture = text[..at].ends_with('!');
            let (at, mark) = if is_picture { (at - 1, FieldMark::Picture) } else { (at, FieldMark::Link) };
            diagnostics.push(catalogue::mark_in_field(piece.at(at..end), mark));
            from = end;
        }
    }
}
