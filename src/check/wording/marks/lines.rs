//! Lines that begin with a mark which makes nothing here.

use super::piece::{Piece, behind, is_odd_blank, start};
use crate::diagnostic::catalogue::{Foreign, Stray};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::prose::BlockKind;

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !piece.has_marks() || matches!(piece.block.kind, BlockKind::Cell | BlockKind::Alt) {
        return;
    }
    let text = piece.text();
    let lines: Vec<&str> = piece.lines.iter().map(|line| &text[line.clone()]).collect();
    let is_heading = piece.block.kind == BlockKind::Heading;
    let items = if is_heading { Vec::new() } else { items(&lines, piece.block.kind == BlockKind::Item) };
    for (number, words) in lines.iter().enumerate() {
        let start = piece.lines[number].start;
        if !is_heading && heading(piece, start, words, diagnostics) {
            continue;
        }
        if let Some(mark) = items.get(number).copied().flatten() {
            item(piece, start, words, mark, diagnostics);
            continue;
        }
        let Some((form, length)) = foreign(piece, number, words) else { continue };
        let range = start..start + length;
        let typed = &piece.block.text[range.clone()];
        diagnostics.push(catalogue::foreign_mark(piece.at(range.clone()), form, typed));
        piece.hide(range);
    }
    attributes(piece, diagnostics);
}

/// `##Heading`, and a heading behind a no-break space.
fn heading(piece: &mut Piece<'_>, start: usize, words: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let signs = words.bytes().take_while(|b| *b == b'#').count();
    let next = behind(words, signs);
    let is_odd = is_odd_blank(next);
    if !(1..=6).contains(&signs) || !is_odd && (signs == 1 || next.is_whitespace() || next == '\u{1}') {
        return false;
    }
    let end = signs + if is_odd { next.len_utf8() } else { 0 };
    let range = start..start + end;
    // `##Times##`: signs at the end are none of its words.
    let whole = start..start + words.trim_end().len();
    let title = piece.block.text[range.end..whole.end].trim_end_matches('#').trim_end();
    let fix = match whole.len() > range.len() && words.trim_end().ends_with('#') && !title.is_empty() {
        true => piece.fix(whole, format!("{} {title}", &words[..signs])),
        false => piece.fix(range.clone(), format!("{} ", &words[..signs])),
    };
    let told = if is_odd { start..start + signs } else { range.clone() };
    diagnostics.push(catalogue::stray_mark(piece.at(told), Stray::Heading).maybe_fix(fix));
    piece.hide(range);
    true
}

/// For each line, the length of its mark if it was to be an item. One line alone may begin with such a mark by chance, but
/// not below an item.
fn items(lines: &[&str], is_in_item: bool) -> Vec<Option<usize>> {
    let marks: Vec<Option<(usize, bool)>> = lines.iter().map(|line| glued(line)).collect();
    let is_list = marks.iter().flatten().count() > 1;
    let begins_well = |at: usize| {
        let beside = |other: Option<usize>| other.and_then(|other| marks.get(other)).is_some_and(Option::is_some);
        let is_next = is_in_item && lines[at].starts_with('-') && behind(lines[at], 1).is_uppercase();
        at == 0 || is_next || lines[at - 1].trim_end().ends_with(':') || beside(Some(at - 1)) || beside(Some(at + 1))
    };
    let item = |(at, mark): (usize, &Option<(usize, bool)>)| {
        mark.filter(|(_, is_sure)| begins_well(at) && (*is_sure || is_list)).map(|(length, _)| length)
    };
    marks.iter().enumerate().map(item).collect()
}

/// `-item`, `1.Item`, and a hyphen with a no-break space behind it.
fn item(piece: &mut Piece<'_>, start: usize, words: &str, mark: usize, diagnostics: &mut Vec<Diagnostic>) {
    let odd = behind(words, mark);
    let end = mark + if is_odd_blank(odd) { odd.len_utf8() } else { 0 };
    let range = start..start + end;
    let fix = piece.fix(range.clone(), format!("{} ", &words[..mark]));
    diagnostics.push(catalogue::stray_mark(piece.at(start..start + mark), Stray::Item).maybe_fix(fix));
    // What follows may not be one of a row of bullets as well.
    piece.hide(range);
}

/// The length of a mark at the start of a line that touches its words, and whether it is one beyond doubt.
fn glued(line: &str) -> Option<(usize, bool)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) && line[digits..].starts_with(['.', ')']) {
        let next = behind(line, digits + 1);
        return (next.is_alphabetic() || is_odd_blank(next)).then_some((digits + 1, is_odd_blank(next)));
    }
    let next = behind(line, usize::from(line.starts_with(['-', '*', '+'])));
    match line.bytes().next()? {
        b'-' | b'*' | b'+' if is_odd_blank(next) => Some((1, true)),
        b'-' if next.is_alphabetic() => Some((1, true)),
        b'*' if next.is_uppercase() => Some((1, false)),
        _ => None,
    }
}

/// Boxes to tick.
const BOXES: [&str; 4] = ["[ ]", "[x]", "[X]", "[]"];

/// A form of another program at the start of a line, and how much of it is its mark.
fn foreign(piece: &Piece<'_>, number: usize, words: &str) -> Option<(Foreign<'static>, usize)> {
    let first = words.split_whitespace().next().unwrap_or("");
    let is_first = number == 0;
    let in_quote = piece.block.kind == BlockKind::Quote;
    let has_word = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic());
    if is_first && in_quote && words.starts_with("[!") {
        return words.find(']').map(|end| (Foreign::Callout, end + 1));
    }
    let box_of_task = BOXES.iter().find(|mark| words.strip_prefix(**mark).is_some_and(|rest| rest.starts_with(' ')));
    if let Some(mark) = box_of_task
        && is_first
        && piece.block.kind == BlockKind::Item
        && !follows_box(piece)
    {
        return Some((Foreign::Task, mark.len()));
    }
    if first.starts_with(":::") && words.trim().len() > first.trim_end_matches(|c: char| c != ':').len() {
        return Some((Foreign::Container, words.trim_end().len()));
    }
    let slashes = first.len() > 2 && first.bytes().all(|b| b == b'/');
    if slashes && has_word(words[first.len()..].trim_start()) {
        return Some((Foreign::Container, words.trim_end().len()));
    }
    if matches!(first, "!!!" | "???" | "???+") && has_word(words[first.len()..].trim_start()) {
        return Some((Foreign::Callout, words.trim_end().len()));
    }
    let is_tab = first == "===" && words[first.len()..].trim_start().starts_with('"');
    if is_tab || words.starts_with("--8<--") {
        return Some((Foreign::Container, words.trim_end().len()));
    }
    if let Some(form) = whole_line(words.trim()) {
        return Some((form, words.trim_end().len()));
    }
    let imports =
        first == "import" && words.contains(" from ") && words.trim_end().trim_end_matches(';').ends_with(['"', '\'']);
    if imports || words.starts_with("*[") && words.contains("]: ") {
        return Some((Foreign::Template, words.trim_end().len()));
    }
    if !is_first && words.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t'])) {
        return Some((Foreign::Meaning, 1));
    }
    if matches!(words.trim(), "[TOC]" | "[toc]" | "[[_TOC_]]" | "[[TOC]]" | "{:toc}" | "\\newpage" | "\\pagebreak") {
        return Some((Foreign::Contents, words.trim_end().len()));
    }
    let signs = first.bytes().take_while(|b| *b == b'=').count();
    if (2..=6).contains(&signs) && signs == first.len() && has_word(words[signs..].trim_start()) {
        return Some((Foreign::Heading, signs));
    }
    let is_tag = |word: &str| word.strip_prefix('#').is_some_and(has_word);
    let all_tags = !words.trim().is_empty() && words.split_whitespace().all(is_tag);
    all_tags.then(|| (Foreign::Tags, words.trim_end().len()))
}

/// A mark that is all of its line: a note for editors, the name of a place, what opens or closes a block.
fn whole_line(words: &str) -> Option<Foreign<'static>> {
    let inside = |open: &str, close: &str| words.strip_prefix(open)?.strip_suffix(close);
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    if words.starts_with("[//]:") || words.starts_with("[comment]:") {
        return Some(Foreign::HiddenNote);
    }
    if inside("(", ")=").is_some_and(is_name) {
        return Some(Foreign::Label);
    }
    let block = inside("{", "}").map(|name| name.strip_prefix('/').unwrap_or(name));
    block.is_some_and(is_name).then_some(Foreign::Container)
}

/// Whether the item before is a box to tick as well: a list is told once.
fn follows_box(piece: &Piece<'_>) -> bool {
    let before = piece.number.checked_sub(1).map(|number| &piece.passage.blocks[number]);
    before.is_some_and(|block| block.kind == BlockKind::Item && BOXES.iter().any(|mark| block.text.starts_with(mark)))
}

/// In bytes, with their braces.
const LONGEST_ATTRIBUTES: usize = 80;

/// The end of `{ref}` before code, which says what is to be made of it.
fn role(text: &str, at: usize) -> Option<usize> {
    let name = &text[at + 1..];
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')).count();
    (length > 1 && name[length..].starts_with("}\u{1}")).then_some(at + length + 2)
}

/// `{.lead}` and `{: #id}` behind words, and `:smile:` among them.
fn attributes(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    for (at, _) in text.match_indices('{') {
        let begins = [".", "#", ":"].iter().any(|mark| text[at + 1..].starts_with(mark));
        if let Some(end) = role(&text, at) {
            let typed = &piece.block.text[at..end];
            diagnostics.push(catalogue::foreign_mark(piece.at(at..end), Foreign::Role, typed));
            piece.hide(at..end);
            continue;
        }
        // One that is not closed is not looked for to the end of the text.
        let end = start(&text[at..], LONGEST_ATTRIBUTES).find('}').filter(|_| begins);
        let Some(end) = end.map(|length| at + length + 1).filter(|end| !text[at..*end].contains('\u{1}')) else {
            continue;
        };
        let typed = &piece.block.text[at..end];
        diagnostics.push(catalogue::foreign_mark(piece.at(at..end), Foreign::Attributes, typed));
        piece.hide(at..end);
    }
    // What stands below `:::` belongs to it.
    if piece.block.text.starts_with(":::") {
        return;
    }
    let mut from = 0;
    for word in text.split(' ') {
        let at = from;
        from += word.len() + 1;
        let name = word.strip_prefix(':').and_then(|rest| rest.strip_suffix(':'));
        if name.is_some_and(|name| name.len() > 2 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) {
            let range = at..at + word.len();
            diagnostics.push(catalogue::foreign_mark(piece.at(range.clone()), Foreign::Emoji, word));
            piece.hide(range);
        }
    }
}
