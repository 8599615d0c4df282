//! What findings mean: the pages of `docs/diagnostics/` as HTML.

use serde::Serialize;

use super::context::DeskContext;
use super::page::DeskPage;
use super::{documentation, phrases};
use crate::diagnostic::{Code, Severity};

#[derive(Debug, Serialize)]
struct View {
    code: &'static str,
    level: &'static str,
    /// Safe HTML.
    html: String,
    /// Where the findings of this code are listed, and how many there are now.
    found: Option<String>,
    listed: String,
}

#[derive(Debug, Serialize)]
struct Codes {
    codes: Vec<CodeView>,
}

#[derive(Debug, Serialize)]
struct CodeView {
    code: &'static str,
    about: &'static str,
    href: String,
    level: &'static str,
}

/// The page of one code.
pub fn made(code: Code, look: Option<&DeskContext<'_>>) -> DeskPage {
    let here =
        |look: &DeskContext<'_>| look.survey.judged.diagnostics.iter().filter(|finding| finding.code == code).count();
    let found = look.map_or(0, here);
    let view = View {
        code: code.as_str(),
        level: level(code.default_severity()),
        html: documentation::read(code.explanation()).html,
        found: (found > 0).then(|| phrases::count(found, "finding", "findings")),
        listed: format!("/_trellis/problems?code={code}"),
    };
    DeskPage::new(code.title(), "", "explained.html", &view)
}

/// A list of all codes.
pub fn all() -> DeskPage {
    let code = |code: &Code| CodeView {
        code: code.as_str(),
        about: code.title(),
        href: phrases::code_address(*code),
        level: level(code.default_severity()),
    };
    DeskPage::new("What findings mean", "", "codes.html", &Codes { codes: Code::ALL.iter().map(code).collect() })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error: nothing new is published while it stands",
        Severity::Warning => "a warning: it stops nothing",
    }
}
