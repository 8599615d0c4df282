//! Findings as HTML: over a page, or alone if there is none. Whatever comes from files is escaped.

use annotate_snippets::Renderer;
use pulldown_cmark_escape::escape_html;

use crate::diagnostic::{Diagnostic, report};
use crate::output::OutputPath;
use crate::snapshot::Snapshot;
use crate::theme;

/// Findings shown; of more, only the number is told.
const MOST_SHOWN: usize = 20;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;color:#111;padding:1rem}";

/// What stands in the way of the newest content, ready to be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    pub errors: usize,
    pub warnings: usize,
    /// Safe HTML.
    pub html: String,
    /// Addresses of the pages in whose own files the findings stand.
    pub pages: Vec<OutputPath>,
    pub freshness: Freshness,
}

/// How much of the newest content is served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Freshness {
    /// All of it.
    #[default]
    New,
    /// All but files with errors, which count as they were.
    InPart,
    /// Nothing: it is the last site without errors.
    Old,
}

impl Freshness {
    /// The word by which scripts know it.
    pub fn word(self) -> &'static str {
        match self {
            Freshness::New => "new",
            Freshness::InPart => "in part",
            Freshness::Old => "old",
        }
    }
}

/// What stands in the way, ready to be shown. Errors hide warnings: first things first.
pub fn problems(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Problems {
    let errors = diagnostics.iter().filter(|finding| finding.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let shown: Vec<&Diagnostic> = diagnostics.iter().filter(|finding| finding.is_error() || errors == 0).collect();
    let snapshot = theme::with_default_texts(diagnostics, snapshot);
    let mut html = String::new();
    for finding in shown.iter().take(MOST_SHOWN) {
        let code = finding.code;
        html.push_str("<article><pre>");
        push(&mut html, &report::human(finding, &snapshot, &Renderer::plain()));
        html.push_str(&format!(
            "</pre><p><a href=\"/_trellis/explain/{code}\" target=\"_blank\">What <code>{code}</code> means</a></p></article>"
        ));
    }
    if shown.len() > MOST_SHOWN {
        html.push_str(&format!("<p>and {} more</p>", shown.len() - MOST_SHOWN));
    }
    Problems { errors, warnings, html, ..Problems::default() }
}

/// Trouble with the machine, in the place of findings.
pub fn trouble(message: &str) -> Problems {
    let mut html = String::from("<article><pre>");
    push(&mut html, message);
    html.push_str("</pre></article>");
    Problems { errors: 1, html, freshness: Freshness::Old, ..Problems::default() }
}

/// A page that its template cannot show.
pub fn failure(finding: &Diagnostic) -> Problems {
    problems(std::slice::from_ref(finding), &Snapshot::default())
}

/// A page of its own for findings, while there is no good page yet.
pub fn alone(problems: &Problems) -> String {
    let desk = "<p><a href=\"/_trellis/\">See everything at the desk</a></p>";
    page("The site cannot be built yet", &format!("{}{desk}", problems.html))
}

/// A page for visitors who asked for what is not there.
pub fn plain(message: &str) -> String {
    page(message, "")
}

fn page(title: &str, body: &str) -> String {
    let mut html = String::from("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
    push(&mut html, title);
    html.push_str("</title><style>");
    html.push_str(STYLE);
    html.push_str("</style></head><body><main><h1>");
    push(&mut html, title);
    html.push_str("</h1>");
    html.push_str(body);
    html.push_str("</main></body></html>\n");
    html
}

fn push(html: &mut String, text: &str) {
    escape_html(html, text).expect("a String takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::catalogue;
    use crate::source::{SourcePath, Span};

    #[test]
    fn names_messages_and_lines_are_escaped() {
        let path = SourcePath::new("content/<img src=x onerror=alert(1)>.md");
        let snapshot: Snapshot = [(path.as_str(), &b"<script>alert(1)</script>"[..])].into_iter().collect();
        let finding = catalogue::template(Span::new(&path, 0..8), "<b>bad</b>".into());
        let problems = problems(&[finding], &snapshot);
        assert_eq!(problems.errors, 1);
        for raw in ["<img", "<script", "<b>"] {
            assert!(!problems.html.contains(raw), "{}", problems.html);
        }
        assert!(problems.html.contains("&lt;script&gt;") && problems.html.contains("/_trellis/explain/"));
    }
}
