//! One finding, several faces. Each takes the snapshot to show the lines that a finding points at.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::snapshot::Snapshot;
use crate::source::{LineIndex, Span};

/// The full face, as on a terminal: message, file, line with carets, help. No closing newline.
pub fn human(diagnostic: &Diagnostic, snapshot: &Snapshot, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let places = std::iter::once((&diagnostic.span, AnnotationKind::Primary, None))
        .chain(diagnostic.labels.iter().map(|label| (&label.span, AnnotationKind::Context, Some(&*label.text))));
    for (span, kind, label) in places {
        let text = snapshot.readable_text(&span.path);
        let range = shown_range(span, text);
        let mut annotation = kind.span(range);
        if let Some(label) = label {
            annotation = annotation.label(label);
        }
        group = group.element(Snippet::source(text).path(span.path.as_str()).annotation(annotation));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(&**help));
    }
    renderer.render(&[group])
}

/// One line: `path:line:column: severity[code]: message`, which editors can follow.
pub fn short(diagnostic: &Diagnostic, snapshot: &Snapshot) -> String {
    let (line, column) = position(&diagnostic.span, snapshot);
    let Diagnostic { severity, code, message, span, .. } = diagnostic;
    format!("{}:{line}:{column}: {severity}[{code}]: {message}", span.path)
}

/// Line and column, both from 1, where a span starts.
pub fn position(span: &Span, snapshot: &Snapshot) -> (usize, usize) {
    LineIndex::new(snapshot.readable_text(&span.path)).line_column(span.start)
}

/// The span clamped to the text and to its first line, so that a caret never fills a screen.
fn shown_range(span: &Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line_end = text[start..end].find('\n').map_or(end, |at| start + at);
    start..line_end
}
