//! What every page of the desk looks at, and the parts that many of them show.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::{Desk, Judgement, phrases};
use crate::diagnostic::{Diagnostic, Severity, report};
use crate::entry::{Entry, Kind};
use crate::find::Survey;
use crate::graph::NodeId;
use crate::permalink;
use crate::serve::editor::At;
use crate::snapshot::Snapshot;
use crate::source::{self, LineIndex, SourcePath, Span};
use crate::theme;

/// Letters that an excerpt shows before and after what it is about.
const AROUND: usize = 60;
/// Letters of what an excerpt is about.
const MARKED: usize = 120;

/// The site, and how its files are opened.
pub struct DeskContext<'a> {
    pub desk: &'a Desk,
    pub judgement: &'a Judgement,
    /// Whether who looks may change files.
    pub may_write: bool,
    pub survey: Survey<'a>,
    /// The site's files, and those of the default theme in which something was found.
    texts: Cow<'a, Snapshot>,
    on_site: FxHashMap<*const Entry, NodeId>,
    /// Pages that hold one entry, by path.
    pages: FxHashMap<SourcePath, u32>,
}

/// A link to an entry's page of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct EntryLink {
    pub title: String,
    pub kind: &'static str,
    pub name: String,
    pub href: String,
    pub is_on_site: bool,
}

/// A place in a file, and how it is opened.
#[derive(Debug, Clone, Serialize)]
pub struct LocationView {
    pub path: String,
    pub line: usize,
    /// A link that opens it.
    pub href: Option<String>,
    /// Where to send a form that opens it.
    pub action: Option<String>,
    /// What to type in a terminal.
    pub typed: Option<String>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct FindingView {
    pub level: &'static str,
    pub code: &'static str,
    pub about: &'static str,
    pub explained: String,
    pub message: String,
    pub help: Option<String>,
    pub place: LocationView,
    pub excerpt: Option<Excerpt>,
    pub beside: Vec<Beside>,
}

/// A second place that helps to understand a finding.
#[derive(Debug, Serialize)]
pub struct Beside {
    pub place: LocationView,
    pub text: String,
}

/// The line that a finding points at, in three parts.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    pub before: String,
    pub marked: String,
    pub after: String,
}

impl<'a> DeskContext<'a> {
    pub fn new(desk: &'a Desk, judgement: &'a Judgement, may_write: bool) -> DeskContext<'a> {
        let survey = judgement.survey();
        let texts = theme::with_default_texts(&survey.judged.diagnostics, survey.snapshot);
        let on_site = survey.graph().nodes().map(|(id, node)| (Arc::as_ptr(&node.entry), id)).collect();
        let numbered = (0..).zip(&survey.contents.entries);
        let pages = numbered.filter(|(_, entry)| entry.row.is_none());
        let pages = pages.map(|(number, entry)| (entry.path.clone(), number)).collect();
        DeskContext { desk, judgement, may_write, survey, texts, on_site, pages }
    }

    pub fn node(&self, number: u32) -> Option<NodeId> {
        self.on_site.get(&Arc::as_ptr(self.survey.entry(number))).copied()
    }

    /// The one entry of a file, if it holds one.
    pub fn page(&self, path: &SourcePath) -> Option<u32> {
        self.pages.get(path).copied()
    }

    pub fn title(&self, number: u32) -> String {
        let entry = self.survey.entry(number);
        entry.common.as_ref().map_or_else(|| entry.id.to_string(), |common| common.title.to_string())
    }

    pub fn link(&self, number: u32) -> EntryLink {
        let name = self.survey.name(number);
        EntryLink {
            title: self.title(number),
            kind: self.survey.entry(number).kind.one(),
            href: phrases::entry_address(&name),
            name,
            is_on_site: self.node(number).is_some(),
        }
    }

    /// The link for an entry on the site.
    pub fn node_link(&self, node: NodeId) -> EntryLink {
        let node = self.survey.graph().node(node);
        let name = node.kind().full_name(node.id());
        EntryLink {
            title: node.title().to_string(),
            kind: node.kind().one(),
            href: phrases::entry_address(&name),
            name,
            is_on_site: true,
        }
    }

    /// Where an entry is shown on the site.
    pub fn address(&self, number: u32) -> Option<String> {
        let node = self.node(number)?;
        if !self.survey.graph().has_page(node) {
            return None;
        }
        let entry = self.survey.entry(number);
        let link = permalink::of(entry.kind, &entry.id);
        let path = permalink::public_path(self.survey.config().addresses, &link.path);
        let anchor = link.anchor.map(|anchor| format!("#{}", phrases::encoded(&anchor))).unwrap_or_default();
        Some(format!("/{}{anchor}", phrases::encoded(&path)))
    }

    /// The entry of a kind and an id.
    pub fn number(&self, kind: Kind, id: &str) -> Option<u32> {
        let mut entries = (0..).zip(&self.survey.contents.entries);
        entries.find(|(_, entry)| entry.kind == kind && *entry.id == *id).map(|(number, _)| number)
    }

    /// Where an entry is edited in a form, if who looks may.
    pub fn form(&self, number: u32) -> Option<String> {
        self.may_write.then(|| phrases::edit_address(&self.survey.name(number)))
    }

    pub fn place(&self, span: &Span) -> LocationView {
        let (line, column) = report::position(span, &self.texts);
        self.place_at(&span.path, line, column)
    }

    pub fn place_at(&self, path: &SourcePath, line: usize, column: usize) -> LocationView {
        let is_own = self.survey.snapshot.get(path).is_some();
        let file = self.desk.root.join(path.as_str());
        let at = At { file: &file, line, column };
        let editor = &self.desk.editor;
        let action = || self.desk.opens(path, line, column);
        LocationView {
            path: path.to_string(),
            line,
            href: is_own.then(|| editor.link(at)).flatten(),
            action: is_own.then(action).flatten(),
            typed: is_own.then(|| editor.typed(at)).flatten(),
        }
    }

    pub fn finding(&self, finding: &Diagnostic) -> FindingView {
        let text = self.texts.readable_text(&finding.span.path);
        let (line, column) = LineIndex::new(text).line_column(finding.span.start);
        let beside = finding.labels.iter();
        FindingView {
            level: finding.severity.as_str(),
            code: finding.code.as_str(),
            about: finding.code.title(),
            explained: phrases::code_address(finding.code),
            message: phrases::capital(&finding.message),
            help: finding.help.as_deref().map(phrases::capital),
            place: self.place_at(&finding.span.path, line, column),
            excerpt: excerpt(text, &finding.span),
            beside: beside.map(|label| Beside { place: self.place(&label.span), text: label.text.clone() }).collect(),
        }
    }

    /// How many errors and how many warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let all = &self.survey.judged.diagnostics;
        let errors = all.iter().filter(|finding| finding.severity == Severity::Error).count();
        (errors, all.len() - errors)
    }

    /// Files in which something was found.
    pub fn files_with_findings(&self) -> usize {
        self.survey.judged.diagnostics.iter().map(|finding| &finding.span.path).collect::<FxHashSet<_>>().len()
    }
}

/// The line around a span; none if the span is the start of the file, which says nothing.
fn excerpt(text: &str, span: &Span) -> Option<Excerpt> {
    if span.end == 0 {
        return None;
    }
    let Range { start, end } = source::inside(text, span.start..span.end);
    let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    let end = end.min(line_end);
    Some(Excerpt {
        before: last(text[line_start..start].trim_start(), AROUND),
        marked: first(&text[start..end], MARKED),
        after: first(text[end..line_end].trim_end(), AROUND),
    })
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

fn last(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most - 1) {
        Some((at, _)) if at > 0 => format!("…{}", &text[at..]),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, range: std::ops::Range<usize>) -> Option<(String, String, String)> {
        let span = Span::new(&SourcePath::new("a.md"), range);
        excerpt(text, &span).map(|excerpt| (excerpt.before, excerpt.marked, excerpt.after))
    }

    fn parts(before: &str, marked: &str, after: &str) -> Option<(String, String, String)> {
        Some((before.into(), marked.into(), after.into()))
    }

    #[test]
    fn an_excerpt_is_the_line_in_three_parts() {
        assert_eq!(shown("one\n  stage: foo\ntwo", 13..16), parts("stage: ", "foo", ""));
        assert_eq!(shown("a b\nc", 0..5), parts("", "a b", ""));
        assert_eq!(shown("a ŵŵ b", 3..4), parts("a ", "ŵ", "ŵ b"));
        assert_eq!(shown("anything", 0..0), None);
        assert_eq!(shown("short", 90..99), parts("short", "", ""));
        let long = "x".repeat(500);
        let (before, marked, after) = shown(&long, 200..400).unwrap();
        assert_eq!([before, marked, after].map(|part| part.chars().count()), [61, 121, 61]);
    }
}
