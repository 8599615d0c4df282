//! Words of a text that come to no page: cells without a column, titles of links, lines that define what nothing names.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::catalogue::{Foreign, Lost, Stray};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose::MARKDOWN;
use crate::source::{SourcePath, Span};

/// A text of one file, and where in the file it begins.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub path: &'a SourcePath,
    pub markdown: &'a str,
    pub base: usize,
}

impl Text<'_> {
    fn at(&self, range: Range<usize>) -> Span {
        Span::new(self.path, self.base + range.start..self.base + range.end)
    }
}

/// What stands in a row behind its last column.
pub(super) fn cells(text: Text<'_>, rest: Range<usize>) -> Option<Diagnostic> {
    let typed = text.markdown.get(rest.clone())?;
    let words = typed.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let start = rest.start + typed.find(words)?;
    words
        .contains(char::is_alphanumeric)
        .then(|| catalogue::lost_words(text.at(start..start + words.len()), Lost::Cell))
}

/// Where the words in quotation marks stand behind the address of a link or a picture.
pub(super) fn title(text: Text<'_>, link: Range<usize>, title: &str, lost: Lost<'_>) -> Option<Diagnostic> {
    let typed = text.markdown.get(link.clone())?;
    let is_defined_here = typed.ends_with(')');
    let behind = typed.rsplit_once("](").filter(|_| is_defined_here).map_or("", |(_, behind)| behind);
    if is_said(typed, title) {
        return None;
    }
    let at = match behind.rfind(title).map(|at| link.end - behind.len() + at) {
        Some(at) => at..at + title.len(),
        // Typed with backslashes or codes, or a caption that is defined elsewhere: the whole stands for its words.
        None if is_defined_here || matches!(lost, Lost::Caption) => link,
        // Of a link, words that stand where its name is defined are told there.
        None => return None,
    };
    title.contains(char::is_alphanumeric).then(|| catalogue::lost_words(text.at(at), lost))
}

/// Whether a link or a picture, as it is typed, says what its title says.
fn is_said(typed: &str, title: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(&words_of(typed)).contains(&plain(title))
}

/// The words of a link or a picture without its address, or the name of one.
fn words_of(typed: &str) -> String {
    let mut words = String::new();
    let mut rest = typed;
    while let Some(at) = rest.find("](").into_iter().chain(rest.find("][")).min() {
        words.push_str(&rest[..at]);
        let end = if rest[at + 1..].starts_with('(') { ')' } else { ']' };
        rest = rest[at + 2..].split_once(end).map_or("", |(_, rest)| rest);
    }
    words + rest
}

/// Words behind the backticks that begin code, beside the name of its language.
pub(super) fn fence(text: Text<'_>, code: Range<usize>, info: &str) -> Option<Diagnostic> {
    let line = text.markdown.get(code.clone())?.lines().next().unwrap_or("");
    let at = code.start + line.find(info.trim())?;
    if info.starts_with('{') {
        let whole = text.at(code.start..code.start + line.trim_end().len());
        return Some(catalogue::foreign_mark(whole, Foreign::Container, info.trim()));
    }
    (info.split_whitespace().count() > 1)
        .then(|| catalogue::lost_words(text.at(at..code.start + line.trim_end().len()), Lost::Fence))
}

/// A note for editors that nothing ends before the text does.
pub(super) fn open_note(text: Text<'_>, block: Range<usize>) -> Option<Diagnostic> {
    let typed = text.markdown.get(block.clone())?;
    let at = block.start + typed.rfind("<!--")?;
    let line = text.markdown[at..].lines().next().unwrap_or("").trim_end();
    Some(catalogue::lost_words(text.at(at..at + line.len()), Lost::OpenNote))
}

/// Code that nothing ends before the text, or what it stands in, does.
pub(super) fn open_code(text: Text<'_>, code: Range<usize>) -> Option<Diagnostic> {
    let typed = text.markdown.get(code.clone())?.trim_end();
    let sign = typed.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let count = typed.chars().take_while(|c| *c == sign).count();
    let end = typed.rsplit(['\n', '\r']).next()?.trim_start_matches([' ', '\t', '>']);
    let is_closed = typed.contains(['\n', '\r']) && end.len() >= count && end.chars().all(|c| c == sign);
    let first = typed.lines().next().unwrap_or("").trim_end();
    // Code without a line is nothing that anybody would miss.
    (!is_closed && typed.len() > first.len())
        .then(|| catalogue::stray_mark(text.at(code.start..code.start + first.len()), Stray::CodeOpen))
}

/// A line of words right below a table, which Markdown takes for one more row.
pub(super) fn below_table(text: Text<'_>, row: Range<usize>) -> Option<Diagnostic> {
    let line = text.markdown.get(row.clone())?.trim_end();
    let is_at_start = row.start == 0 || text.markdown[..row.start].ends_with(['\n', '\r']);
    let words = line.split_whitespace().count();
    (!line.contains('|') && words > 1).then(|| {
        let at = text.at(row.start..row.start + line.len());
        let first = line.chars().next().map_or(0, char::len_utf8);
        let fix = is_at_start.then(|| Fix::new(text.at(row.start..row.start + first), format!("\n{}", &line[..first])));
        catalogue::stray_mark(at, Stray::BelowTable).maybe_fix(fix)
    })
}

/// Where the notes for editors end that a line begins with; none if it begins with something else.
pub(super) fn after_notes(line: &str) -> Option<usize> {
    let mut end = None;
    while let rest = &line[end.unwrap_or(0)..]
        && let Some(note) = rest.trim_start().strip_prefix("<!--")
    {
        end = Some(line.len() - note.len() + note.find("-->")? + "-->".len());
    }
    end
}

/// Tells words behind a note for editors, which are not read as Markdown.
pub(super) fn behind_note(text: Text<'_>, line: Range<usize>, note: usize) -> Diagnostic {
    let typed = text.markdown.get(line.clone()).unwrap_or("");
    let rest = typed.get(note..).unwrap_or("");
    let words = line.start + note + (rest.len() - rest.trim_start().len());
    let at = text.at(words..line.start + typed.trim_end().len());
    let fix = Fix::new(text.at(line.start + note..words), "\n\n");
    catalogue::stray_mark(at, Stray::AfterComment).maybe_fix(Some(fix))
}

/// A whole sentence over a line of dashes that makes a heading of it.
pub(super) fn underlined(text: Text<'_>, heading: Range<usize>) -> Option<Diagnostic> {
    let typed = text.markdown.get(heading.clone())?.trim_end();
    let (words, line) = typed.rsplit_once('\n')?;
    let words = words.trim_end();
    let is_sentence = words.ends_with(['.', '!', '?', ':']) || words.contains('\n');
    let is_line = line.trim().len() > 1 && line.trim().bytes().all(|b| b == b'-');
    (is_sentence && is_line && !typed.starts_with('#')).then(|| {
        let end = heading.start + words.len();
        let fix = Fix::new(text.at(end..end + 1), "\n\n");
        catalogue::stray_mark(text.at(heading.start..end), Stray::Underlined)
            .maybe_fix(text.markdown[end..].starts_with('\n').then_some(fix))
    })
}

/// Lines `[name]: address` whose name nothing uses, if what they say may be words.
pub(super) fn definitions(text: Text<'_>, problems: &mut Vec<Diagnostic>) {
    if !text.markdown.contains("]:") {
        return;
    }
    let mut parser = Parser::new_ext(text.markdown, MARKDOWN).into_offset_iter();
    let mut by_links: FxHashMap<String, &str> = FxHashMap::default();
    let mut by_pictures = FxHashSet::default();
    for (event, range) in parser.by_ref() {
        match event {
            Event::Start(Tag::Link { id, .. }) => {
                let typed = text.markdown.get(range).unwrap_or("");
                by_links.entry(id.to_lowercase()).or_insert(typed);
            }
            Event::Start(Tag::Image { id, .. }) => drop(by_pictures.insert(id.to_lowercase())),
            _ => {}
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for (name, definition) in parser.reference_definitions().iter() {
        let is_address = definition.dest.contains(['/', '.', '#', ':']) || definition.dest.is_empty();
        let title = definition.title.as_deref().filter(|title| title.contains(char::is_alphanumeric));
        let is_note = matches!(name, "//" | "comment" | "#");
        let of_link = by_links.get(&name.to_lowercase());
        let is_used = of_link.is_some() || by_pictures.contains(&name.to_lowercase());
        let at = text.at(definition.span.start..definition.span.end);
        if !is_used && !is_note && (!is_address || title.is_some()) {
            found.push(catalogue::lost_words(at, Lost::Definition(name)));
        } else if of_link.zip(title).is_some_and(|(link, title)| !is_said(link, title)) {
            found.push(catalogue::lost_words(at, Lost::LinkTitle));
        }
    }
    found.sort_by_key(|finding| finding.span.start);
    problems.extend(found);
}
