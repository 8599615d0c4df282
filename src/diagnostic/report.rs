//! One finding, several faces. Each takes the snapshot to show the lines that a finding points at.
//!
//! Of many findings, [`LineIndexes`] reads each file once, however many of them point into it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_128;

use super::alike::{Alike, in_lines};
use super::{Code, Diagnostic, Severity};
use crate::characters::{in_json, shown, shown_with_colours};
use crate::formatting::count;
use crate::snapshot::Snapshot;
use crate::source::{self, LineIndex, SourcePath, Span};

/// What the path of a URI must not hold as it is.
const URI_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The full face, as on a terminal: message, file, line with carets, help. No closing newline.
pub fn human(diagnostic: &Diagnostic, snapshot: &Snapshot, renderer: &Renderer) -> String {
    human_noted(diagnostic, None, snapshot, renderer)
}

/// The full face of findings that are alike: the first, and where the others are.
pub fn human_alike(alike: &Alike<'_>, places: &LineIndexes<'_>, renderer: &Renderer) -> String {
    let lines: Vec<usize> = alike.others.iter().map(|other| places.start(&other.span).0).collect();
    let note = (!lines.is_empty())
        .then(|| format!("the same {}: {}", count(lines.len(), "more time", "more times"), in_lines(&lines)));
    human_noted(alike.first, note.as_deref(), places.snapshot, renderer)
}

fn human_noted(diagnostic: &Diagnostic, note: Option<&str>, snapshot: &Snapshot, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(shown(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let places = std::iter::once((&diagnostic.span, AnnotationKind::Primary, None))
        .chain(diagnostic.labels.iter().map(|label| (&label.span, AnnotationKind::Context, Some(&*label.text))));
    for (span, kind, label) in places {
        let text = snapshot.readable_text(&span.path);
        let range = shown_range(span, text);
        let mut annotation = kind.span(range);
        if let Some(label) = label {
            annotation = annotation.label(shown(label));
        }
        group = group.element(Snippet::source(text).path(shown(span.path.as_str())).annotation(annotation));
    }
    if let Some(help) = diagnostic.command_help() {
        group = group.element(Level::HELP.message(shown(help)));
    }
    if let Some(note) = note {
        group = group.element(Level::NOTE.message(note));
    }
    // What the author typed is in it: only colours of ours reach the terminal.
    shown_with_colours(&renderer.render(&[group]))
}

/// Lines and columns of the findings of one site.
pub struct LineIndexes<'a> {
    snapshot: &'a Snapshot,
    known: RefCell<BTreeMap<SourcePath, Rc<LineIndex<'a>>>>,
}

impl<'a> LineIndexes<'a> {
    pub fn new(snapshot: &'a Snapshot) -> Self {
        LineIndexes { snapshot, known: RefCell::default() }
    }

    fn lines(&self, path: &SourcePath) -> Rc<LineIndex<'a>> {
        if let Some(lines) = self.known.borrow().get(path) {
            return lines.clone();
        }
        let lines = Rc::new(LineIndex::new(self.snapshot.readable_text(path)));
        self.known.borrow_mut().insert(path.clone(), lines.clone());
        lines
    }

    /// Line and column, both from 1, where a span starts.
    pub fn start(&self, span: &Span) -> (usize, usize) {
        self.lines(&span.path).line_column(span.start)
    }

    /// Lines and columns, all from 1, where a span starts and ends.
    fn ends(&self, span: &Span) -> [(usize, usize); 2] {
        let lines = self.lines(&span.path);
        [lines.line_column(span.start), lines.line_column(span.end)]
    }
}

/// Line and column, both from 1, where one span starts.
pub fn position(span: &Span, snapshot: &Snapshot) -> (usize, usize) {
    LineIndexes::new(snapshot).start(span)
}

/// One line: `path:line:column: severity[code]: message`, which editors can follow.
pub fn short_at(diagnostic: &Diagnostic, places: &LineIndexes<'_>) -> String {
    let (line, column) = places.start(&diagnostic.span);
    let Diagnostic { severity, code, message, span, .. } = diagnostic;
    shown(&format!("{}:{line}:{column}: {severity}[{code}]: {message}", span.path)).into_owned()
}

/// One JSON object on one line: severity, code, path, start and end as line, column and byte, message, help, labels,
/// and what mends it.
pub fn json(diagnostic: &Diagnostic, places: &LineIndexes<'_>) -> String {
    let Diagnostic { severity, code, message, span, labels, fix, .. } = diagnostic;
    let help = diagnostic.command_help();
    let place = |span: &Span| {
        let [start, end] = places.ends(span).map(|(line, column)| json!({ "line": line, "column": column }));
        json!({ "path": span.path.as_str(), "start": start, "end": end, "bytes": [span.start, span.end] })
    };
    let labels: Vec<Value> =
        labels.iter().map(|label| json!({ "at": place(&label.span), "text": label.text })).collect();
    let fixes: Vec<Value> = fix.iter().map(|fix| json!({ "at": place(&fix.span), "text": fix.text })).collect();
    let finding = json!({
        "severity": severity.as_str(),
        "code": code.as_str(),
        "message": message,
        "help": help,
        "at": place(span),
        "labels": labels,
        "fixes": fixes,
    });
    in_json(&finding.to_string()).into_owned()
}

/// A command that GitHub Actions shows beside the changed line
/// (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).
pub fn github(diagnostic: &Diagnostic, places: &LineIndexes<'_>) -> String {
    let Diagnostic { severity, code, message, span, .. } = diagnostic;
    let help = diagnostic.command_help();
    let [(line, column), (end_line, _)] = places.ends(span);
    let text = help.map_or_else(|| message.clone(), |help| format!("{message}\nhelp: {help}"));
    let path = github_property(span.path.as_str());
    let at = format!("file={path},line={line},endLine={end_line},col={column},title={code}");
    shown(&format!("::{severity} {at}::{}", github_text(&text))).into_owned()
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

/// All findings as one report of code quality, which GitLab shows in a merge request
/// (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).
pub fn gitlab(diagnostics: &[Diagnostic], places: &LineIndexes<'_>) -> Value {
    let mut alike: BTreeMap<(&str, Code, &str), usize> = BTreeMap::new();
    let finding = |diagnostic: &Diagnostic, which: usize| {
        let Diagnostic { severity, code, message, span, .. } = diagnostic;
        let help = diagnostic.command_help();
        let text = help.map_or_else(|| message.clone(), |help| format!("{message}\nhelp: {help}"));
        // A finding is the same one while its file, its code and its words are, wherever its line has moved.
        let name = format!("{}\0{code}\0{message}\0{which}", span.path);
        json!({
            "description": text,
            "check_name": code.as_str(),
            "fingerprint": format!("{:032x}", xxh3_128(name.as_bytes())),
            "severity": match severity { Severity::Error => "critical", Severity::Warning => "minor" },
            "location": { "path": span.path.as_str(), "lines": { "begin": places.start(span).0 } },
        })
    };
    let findings = diagnostics.iter().map(|diagnostic| {
        let which = alike.entry((diagnostic.span.path.as_str(), diagnostic.code, &diagnostic.message)).or_default();
        *which += 1;
        finding(diagnostic, *which)
    });
    findings.collect()
}

/// All findings as one SARIF 2.1.0 log, which code hosts and editors read
/// (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>). A result is made when it is written, so that
/// the log never stands in memory as a whole.
pub struct Sarif<'a> {
    pub diagnostics: &'a [Diagnostic],
    pub places: &'a LineIndexes<'a>,
}

struct SarifRun<'a, 'b>(&'a Sarif<'b>);
struct SarifResults<'a, 'b>(&'a Sarif<'b>);

impl Serialize for Sarif<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut log = serializer.serialize_map(None)?;
        log.serialize_entry("$schema", "https://json.schemastore.org/sarif-2.1.0.json")?;
        log.serialize_entry("version", "2.1.0")?;
        log.serialize_entry("runs", &[SarifRun(self)])?;
        log.end()
    }
}

impl Serialize for SarifRun<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let codes: BTreeSet<Code> = self.0.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        let rules: Vec<Value> = codes.iter().map(|code| sarif_rule(*code)).collect();
        let driver = json!({ "name": "Trellis", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
        let mut run = serializer.serialize_map(None)?;
        run.serialize_entry("tool", &json!({ "driver": driver }))?;
        run.serialize_entry("columnKind", "unicodeCodePoints")?;
        run.serialize_entry("results", &SarifResults(self.0))?;
        run.end()
    }
}

impl Serialize for SarifResults<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.diagnostics.iter().map(|diagnostic| sarif_result(diagnostic, self.0.places)))
    }
}

fn sarif_rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.title() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": code.default_severity().as_str() },
    })
}

fn sarif_result(diagnostic: &Diagnostic, places: &LineIndexes<'_>) -> Value {
    let Diagnostic { severity, code, message, span, labels, fix, .. } = diagnostic;
    let help = diagnostic.command_help();
    let place = |span: &Span| {
        let [(line, column), (end_line, end_column)] = places.ends(span);
        let uri = utf8_percent_encode(span.path.as_str(), URI_PATH).to_string();
        let region = json!({
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        });
        json!({ "artifactLocation": { "uri": uri }, "region": region })
    };
    let related: Vec<Value> = labels
        .iter()
        .map(|label| json!({ "physicalLocation": place(&label.span), "message": { "text": label.text } }))
        .collect();
    let text = help.map_or_else(|| message.clone(), |help| format!("{message}; {help}"));
    let mut result = json!({
        "ruleId": code.as_str(),
        "level": severity.as_str(),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place(span) }],
        "relatedLocations": related,
    });
    if let Some(fix) = fix {
        let Value::Object(at) = place(&fix.span) else { return result };
        let replacement = json!({ "deletedRegion": at["region"], "insertedContent": { "text": fix.text } });
        let change = json!({ "artifactLocation": at["artifactLocation"], "replacements": [replacement] });
        let description = help.unwrap_or(message);
        result["fixes"] = json!([{ "description": { "text": description }, "artifactChanges": [change] }]);
    }
    result
}

/// The span clamped to the text and to its first line, so that a caret never fills a screen.
fn shown_range(span: &Span, text: &str) -> Range<usize> {
    let Range { start, end } = source::inside(text, span.start..span.end);
    let line_end = text[start..end].find('\n').map_or(end, |at| start + at);
    start..line_end
}
