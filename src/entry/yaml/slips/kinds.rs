//! Slips that people make in YAML, one a function: what in a line may be one, and what the line would be without it.

use super::line::{Line, is_name};
use super::{Edit, Slip};
use crate::characters::is_odd_blank;

/// What may be wrong in the line of this number.
pub(super) type Kind = fn(&[Line<'_>], usize) -> Vec<Slip>;

/// All kinds, those that can be mistaken for nothing else first.
pub(super) const ALL: [Kind; 13] = [
    odd_blanks,
    wide_colon,
    tab_after_colon,
    lonely_name,
    bullets,
    tabs,
    no_blank_after_colon,
    no_blank_after_hyphen,
    curly_quotes,
    quotes,
    brackets,
    second_colon,
    wrapped,
];

/// Kinds that people make in many lines at once.
pub(super) const IN_MANY: [Kind; 3] = [odd_blanks, bullets, tabs];

const BULLETS: [char; 14] = ['•', '·', '▪', '▫', '◦', '‣', '●', '○', '■', '□', '\u{f0b7}', '–', '—', '*'];

fn odd_blanks(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let text = line.text;
    let after = match line.name {
        Some(name) => line.words + name + 1,
        None if text[line.indent..].starts_with('-') => line.indent + 1,
        None => line.indent,
    };
    let behind = text[after..].len() - text[after..].trim_start_matches(|c| c == ' ' || is_odd_blank(c)).len();
    let odd = |from: usize, to: usize| {
        text[from..to].char_indices().filter(|(_, c)| is_odd_blank(*c)).map(move |(at, c)| (from + at, c))
    };
    let found: Vec<(usize, char)> = odd(0, line.indent).chain(odd(after, after + behind)).collect();
    let Some((first, letter)) = found.first().copied() else { return Vec::new() };
    let is_wide = |c: char| c.is_whitespace();
    let edit = |(at, c): (usize, char)| Edit::new(line.range(at..at + c.len_utf8()), if is_wide(c) { " " } else { "" });
    let what = match letter {
        '\u{a0}' | '\u{202f}' => "a no-break space stands where a blank belongs",
        c if is_wide(c) => "a wide blank stands where an ordinary one belongs",
        _ => "a character that nobody can see stands where a blank belongs",
    };
    let place = line.range(first..first + letter.len_utf8());
    let help = "type an ordinary blank in its place; programs such as Word put others";
    vec![Slip::new(what, help, place, found.into_iter().map(edit).collect()).sure()]
}

/// `title：Open days`, with a colon of another script.
fn wide_colon(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let words = &line.text[line.words..];
    let found =
        words.char_indices().find(|(_, c)| matches!(c, '\u{ff1a}' | '\u{fe55}' | '\u{a789}' | '\u{2236}' | ':'));
    let Some((colon, sign)) = found.filter(|(colon, sign)| *sign != ':' && is_name(&words[..*colon])) else {
        return Vec::new();
    };
    let start = line.words + colon;
    let end = start + sign.len_utf8();
    let behind = line.text[end..].len() - line.text[end..].trim_start().len();
    let edit = Edit::new(line.range(start..end + behind), ": ");
    let help = format!("write an ordinary colon and a blank: `{}: `", &words[..colon]);
    vec![
        Slip::new(format!("`{sign}` is not the colon that ends a name"), help, line.range(start..end), vec![edit])
            .sure(),
    ]
}

fn tab_after_colon(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(name) = line.name else { return Vec::new() };
    let colon = line.words + name + 1;
    let gap = line.text[colon..].len() - line.text[colon..].trim_start_matches([' ', '\t']).len();
    if !line.text[colon..colon + gap].contains('\t') || colon + gap == line.text.len() {
        return Vec::new();
    }
    let place = line.range(colon..colon + gap);
    let edit = Edit::new(place.clone(), " ");
    vec![Slip::new("a tab stands behind the colon", "write a blank in its place", place, vec![edit]).sure()]
}

/// `title: &more jobs`, `title: ? Jobs`: signs that mean something to programs at the start of a value.
fn lonely_name(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(value) = line.value().filter(|_| line.name.is_some()) else { return Vec::new() };
    let typed = line.text[value..].trim_end();
    let sign = typed.chars().next().unwrap_or(' ');
    if sign != '&' && !typed.starts_with("? ") || typed.contains(" #") {
        return Vec::new();
    }
    let edit = Edit::new(line.from(value), quoted(typed));
    let reason = format!("`{sign}` at the start of a value means something else: its first word would be lost");
    vec![Slip::new(reason, "put the text between double quotes", line.from(value), vec![edit]).sure()]
}

fn bullets(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let words = &line.text[line.indent..];
    let Some(bullet) = words.chars().next().filter(|first| BULLETS.contains(first)) else { return Vec::new() };
    let rest = &words[bullet.len_utf8()..];
    let item = rest.trim_start_matches(|c: char| c.is_whitespace() || is_odd_blank(c));
    if item.is_empty() || item.len() == rest.len() && matches!(bullet, '*' | '–' | '—') {
        return Vec::new();
    }
    let typed = line.range(line.indent..line.text.len() - item.len());
    let place = line.range(line.indent..line.indent + bullet.len_utf8());
    let reason = format!("`{bullet}` does not begin an item of a list");
    vec![
        Slip::new(reason, "begin each item with a hyphen and a blank: `- `", place, vec![Edit::new(typed, "- ")])
            .sure(),
    ]
}

fn tabs(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let indent = &line.text[..line.indent];
    if !indent.contains('\t') || line.is_blank() {
        return Vec::new();
    }
    let above = above(lines, at).map_or(0, |above| above.indent);
    let blanks = |tab: usize| indent.chars().map(|c| if c == '\t' { tab } else { 1 }).sum::<usize>();
    let slip = |width: usize| {
        let edit = Edit::new(line.range(0..line.indent), " ".repeat(width));
        let help = "indent with blanks, two for each step inwards; a tab means nothing here";
        Slip::new("this line begins with a tab", help, line.range(0..line.indent), vec![edit]).sure()
    };
    [blanks(2), blanks(4), above, above + 2].map(slip).into()
}

fn no_blank_after_colon(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(name) = line.name else { return Vec::new() };
    let colon = line.words + name;
    let behind = &line.text[colon + 1..];
    if behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace()) || behind.starts_with("//") {
        return Vec::new();
    }
    let typed = &line.text[line.words..=colon];
    let edit = Edit::new(line.range(colon + 1..colon + 1), " ");
    let help = format!("write a blank after `{typed}`");
    vec![Slip::new("there is no blank after the colon", help, line.from(line.words), vec![edit]).sure()]
}

fn no_blank_after_hyphen(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let words = &line.text[line.words..];
    let is_glued =
        words.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '"'));
    if !is_glued {
        return Vec::new();
    }
    let edit = Edit::new(line.range(line.words + 1..line.words + 1), " ");
    let help = "begin each item with a hyphen and a blank: `- `";
    vec![Slip::new("there is no blank after the hyphen", help, line.from(line.words), vec![edit]).sure()]
}

fn curly_quotes(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(value) = line.value() else { return Vec::new() };
    let typed = line.text[value..].trim_end();
    let is_curly = |c: char| matches!(c, '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}' | '«' | '»');
    let Some(inside) = typed.strip_prefix(is_curly) else { return Vec::new() };
    let inside = inside.strip_suffix(is_curly).unwrap_or(inside);
    let edit = Edit::new(line.from(value), quoted(inside));
    let help = "put straight ones around the value, as the key for them types: `\"`";
    let slip = Slip::new("curly quotation marks are letters here", help, line.from(value), vec![edit]);
    vec![if inside.contains(['\\', '"']) { slip } else { slip.sure() }]
}

fn quotes(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(value) = line.value() else { return Vec::new() };
    let typed = line.text[value..].trim_end();
    let Some(quote) = typed.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return Vec::new() };
    let Some(whole) = super::super::quoted(typed) else {
        let end = line.from(value).end;
        let help = format!("put a `{quote}` behind the last word of the text, too");
        let edit = Edit::new(end..end, quote.to_string());
        return vec![Slip::new("a quotation mark is opened and never closed", help, line.from(value), vec![edit])];
    };
    let rest = typed[whole.len()..].trim_start();
    if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
        return Vec::new();
    }
    let inside = typed[1..].strip_suffix(quote).unwrap_or(typed);
    let edit = Edit::new(line.from(value), quoted(inside));
    let (reason, help) = match quote {
        '\'' => ("the apostrophe inside ends this text", "put the text between double quotation marks: `\"`"),
        _ => (
            "words stand behind the closing quotation mark",
            "put the whole text between single quotation marks, or take the double ones out",
        ),
    };
    vec![Slip::new(reason, help, line.from(value), vec![edit])]
}

fn brackets(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(value) = line.value().filter(|value| line.text[*value..].starts_with(['[', '{'])) else {
        return Vec::new();
    };
    let (mut open, mut quote) = (Vec::new(), None);
    for c in line.text[value..].chars() {
        match (quote, c) {
            (Some(mark), c) => quote = Some(mark).filter(|_| c != mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => drop(open.pop()),
            (None, _) => {}
        }
    }
    let missing: String = open.into_iter().rev().collect();
    if missing.is_empty() || quote.is_some() {
        return Vec::new();
    }
    let end = line.from(value).end;
    let reason = "a bracket is opened and never closed, or a comma is missing";
    let help = format!("put a `{missing}` behind the last word, and a comma between any two");
    vec![Slip::new(reason, help, line.from(value), vec![Edit::new(end..end, missing)])]
}

fn second_colon(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(value) = line.value().filter(|_| line.name.is_some()) else { return Vec::new() };
    let typed = line.text[value..].trim_end();
    let colon = typed.find(": ").or_else(|| typed.strip_suffix(':').map(str::len));
    let Some(colon) = colon.filter(|_| !typed.starts_with(['"', '\'', '[', '{'])) else { return Vec::new() };
    let edit = Edit::new(line.from(value), quoted(typed));
    let help = "if the text itself has a colon, put the whole text between double quotes";
    let slip = Slip::new("a second `: ` on one line", help, line.from(value + colon), vec![edit]);
    vec![if typed.contains(['\\', '"', '#']) { slip } else { slip.sure() }]
}

fn wrapped(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    let Some(above) = above(lines, at) else { return Vec::new() };
    if line.is_blank() || line.is_comment() || line.is_item() || line.name.is_some() {
        return Vec::new();
    }
    let edit = Edit::new(line.range(0..line.indent), " ".repeat(above.indent + 2));
    let help = "begin it with two blanks more than the line above if it goes on from there; if it is a field, write its \
                name, a colon and a blank";
    vec![Slip::new(
        "this line is no field, and nothing shows that it goes on from the line above",
        help,
        line.from(line.indent),
        vec![edit],
    )]
}

/// A line that is pushed in, or not far enough. Nearly every line could be meant, so it comes last.
pub(super) fn askew(lines: &[Line<'_>], at: usize) -> Vec<Slip> {
    let line = &lines[at];
    if line.is_blank() || line.is_comment() {
        return Vec::new();
    }
    let mut widths: Vec<usize> =
        lines[..at].iter().rev().filter(|line| !line.is_blank()).take(8).map(|line| line.indent).collect();
    widths.dedup();
    let slip = |width: usize| {
        let edit = Edit::new(line.range(0..line.indent), " ".repeat(width));
        let help = match width {
            0 => "begin it at the very beginning of the line, without blanks".to_string(),
            1 => "begin it with 1 blank, as the lines above do that it belongs to".to_string(),
            width => format!("begin it with {width} blanks, as the lines above do that it belongs to"),
        };
        Slip::new("this line does not line up with those above it", help, line.from(line.indent), vec![edit])
    };
    widths.into_iter().filter(|width| *width != line.indent).map(slip).collect()
}

/// The line above that is neither blank nor a comment.
fn above<'l, 'a>(lines: &'l [Line<'a>], at: usize) -> Option<&'l Line<'a>> {
    lines[..at].iter().rev().find(|line| !line.is_blank() && !line.is_comment())
}

/// A text between double quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
