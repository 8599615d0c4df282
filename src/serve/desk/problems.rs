//! Everything that was found, file by file.

use serde::Serialize;

use super::context::{DeskContext, EntryLink, FindingView, LocationView};
use super::page::DeskPage;
use super::paging::{self, Paging};
use super::phrases;
use crate::diagnostic::{Code, Diagnostic};
use crate::serve::safety;
use crate::source::Span;

const HERE: &str = "/_trellis/problems";

#[derive(Debug, Serialize)]
struct View {
    /// How many findings there are, in words.
    total: String,
    has_any: bool,
    shown: String,
    asked: Asked,
    is_narrowed: bool,
    codes: Vec<CodeChoice>,
    files: Vec<FileView>,
    paging: Paging,
}

/// What somebody wants to see.
#[derive(Debug, Default, Serialize)]
struct Asked {
    q: String,
    level: String,
    code: String,
}

#[derive(Debug, Serialize)]
struct CodeChoice {
    code: &'static str,
    number: String,
}

/// One file with what was found in it.
#[derive(Debug, Serialize)]
struct FileView {
    file: LocationView,
    entry: Option<EntryLink>,
    findings: Vec<FindingView>,
}

pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    let all = &look.survey.judged.diagnostics;
    let asked = Asked::read(target);
    let fits: Vec<&Diagnostic> = all.iter().filter(|finding| asked.fits(finding, look)).collect();
    let shown = phrases::count(fits.len(), "finding", "findings");
    let fields = [("q", &*asked.q), ("level", &*asked.level), ("code", &*asked.code)];
    let (part, paging) = paging::part(fits, target, HERE, &fields);
    let view = View {
        total: phrases::count(all.len(), "finding", "findings"),
        has_any: !all.is_empty(),
        shown,
        is_narrowed: fields.iter().any(|(_, value)| !value.is_empty()),
        codes: codes(all),
        files: by_file(&part, look),
        paging,
        asked,
    };
    DeskPage::new("Problems", HERE, "problems.html", &view)
}

impl Asked {
    fn read(target: &str) -> Asked {
        let field = |name| safety::query_text(target, name).unwrap_or_default();
        Asked { q: field("q"), level: field("level"), code: field("code") }
    }

    fn fits(&self, finding: &Diagnostic, look: &DeskContext<'_>) -> bool {
        let q = self.q.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&q);
        let title = || look.page(&finding.span.path).map(|number| look.title(number)).unwrap_or_default();
        (self.level.is_empty() || self.level == finding.severity.as_str())
            && (self.code.is_empty() || self.code == finding.code.as_str())
            && (q.is_empty() || has(finding.span.path.as_str()) || has(&finding.message) || has(&title()))
    }
}

/// The codes of findings, each with how many there are.
fn codes(all: &[Diagnostic]) -> Vec<CodeChoice> {
    let number = |code: Code| all.iter().filter(|finding| finding.code == code).count();
    let numbered = Code::ALL.iter().map(|&code| (code, number(code))).filter(|(_, number)| *number > 0);
    numbered.map(|(code, number)| CodeChoice { code: code.as_str(), number: phrases::grouped(number) }).collect()
}

/// Findings stand in path order, so those of one file stand together.
fn by_file(findings: &[&Diagnostic], look: &DeskContext<'_>) -> Vec<FileView> {
    let files = findings.chunk_by(|one, other| one.span.path == other.span.path);
    files
        .map(|findings| {
            let path = &findings[0].span.path;
            FileView {
                file: look.place(&Span::file(path)),
                entry: look.page(path).map(|number| look.link(number)),
                findings: findings.iter().map(|finding| look.finding(finding)).collect(),
            }
        })
        .collect()
}
