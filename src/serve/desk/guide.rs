//! How pages are written, every field of each kind, and how the site is put online: the guides of this very version.

use serde::Serialize;

use super::context::DeskContext;
use super::documentation::{self, SectionLink};
use super::examples;
use super::page::DeskPage;

#[derive(Debug, Serialize)]
struct View {
    lede: &'static str,
    sections: Vec<SectionLink>,
    /// Safe HTML.
    html: String,
}

/// How pages are written.
pub fn writing() -> DeskPage {
    let lede = "How to write pages, mend what Trellis finds, and keep the site good.";
    made("How to write pages", lede, include_str!("../../../docs/authoring.md"))
}

/// Every field, kind by kind, each with an example of this site.
pub fn fields(look: &DeskContext<'_>) -> DeskPage {
    let lede = "What each kind of page may say of itself, and how your site says it.";
    made("Every field", lede, &examples::added(include_str!("../../../docs/fields.md"), look))
}

/// How the site comes to its visitors.
pub fn hosting() -> DeskPage {
    let lede = "How the site comes to its visitors, host by host, for those who run a website.";
    made("Hosting", lede, include_str!("../../../docs/hosting.md"))
}

fn made(title: &str, lede: &'static str, text: &str) -> DeskPage {
    let documentation::Documentation { html, sections } = documentation::read(text);
    DeskPage::new(title, "", "guide.html", &View { lede, sections, html })
}
