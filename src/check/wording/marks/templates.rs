//! Template tags of other programs: nobody fills them in here.

use std::ops::Range;

use super::piece::{Piece, near, start};
use crate::diagnostic::catalogue::Foreign;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Span;

/// What begins a tag, and what ends it.
const TAGS: [(&str, &str); 6] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<%", "%>"), ("${", "}"), ("#{", "}")];

/// Names of fields are no longer, in bytes. A mark that is not closed is not looked for to the end of the text.
const LONGEST_NAME: usize = 59;

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !piece.bytes().iter().any(|byte| matches!(byte, b'{' | b'$' | b'%' | b'\xc2')) {
        return;
    }
    let text = piece.text();
    let mut from = 0;
    while let Some((at, range)) = next(&text, from) {
        // A sign may be more than one byte.
        from = text.ceil_char_boundary(at + 1);
        let Some(range) = range else { continue };
        from = range.end;
        let typed = &piece.block.text[range.clone()];
        diagnostics.push(catalogue::foreign_mark(piece.at(range.clone()), Foreign::Template, typed));
        piece.hide(range);
    }
}

/// `mailto:{{site.email}}`: a tag in the address of a link, where its words say nothing of it.
pub(super) fn in_targets(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for link in &piece.block.links {
        let has_scheme = ["mailto:", "tel:", "http:", "https:"].iter().any(|scheme| link.target.starts_with(scheme));
        let mark = link.target.find("{{").and_then(|at| Some(at..at + link.target[at..].find("}}")? + 2));
        let is_told = |mark: &Range<usize>| piece.block.text[link.words.clone()].contains(&link.target[mark.clone()]);
        if let Some(mark) = mark.filter(|mark| has_scheme && !is_told(mark)) {
            let at = Span::new(piece.passage.path, link.span.clone());
            diagnostics.push(catalogue::foreign_mark(at, Foreign::Template, &link.target[mark]));
        }
    }
}

/// The next sign that may begin a tag, and the tag.
fn next(text: &str, from: usize) -> Option<(usize, Option<Range<usize>>)> {
    let at = from + text[from..].find(['{', '<', '$', '#', '\u{ab}'])?;
    for (open, close) in TAGS {
        if text[at..].starts_with(open)
            && let Some(end) = near(text, at + open.len(), close)
            && !text[at + open.len()..end].trim().is_empty()
        {
            return Some((at, Some(at..end + close.len())));
        }
    }
    // One over several lines is cut where its end looks like a quotation.
    if ["{{<", "{{%"].iter().any(|open| text[at..].starts_with(open)) {
        return Some((at, Some(at..text.trim_end().len())));
    }
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
    };
    // `$name$`, and the merge fields of letters, `«First_Name»`.
    let pairs = [("$", "$", false), ("\u{ab}", "\u{bb}", true)];
    let found = pairs.into_iter().find_map(|(open, close, needs_mark)| {
        let inside = text[at..].strip_prefix(open)?;
        let name = &inside[..start(inside, LONGEST_NAME + close.len()).find(close)?];
        let is_meant = is_name(name) && (!needs_mark || name.contains('_'));
        is_meant.then(|| at..at + open.len() + name.len() + close.len())
    });
    Some((at, found))
}
