//! The page of a form as it would be if the form were saved: asked for while somebody types, and nothing is written.
//!
//! It is made by the same stages as the site, with one file exchanged. What was judged for the findings is not judged again.
//! The page is for a frame in which no script runs: what it says comes from a text that nobody has judged to be safe.

use std::sync::Arc;

use serde::Serialize;

use super::super::Desk;
use super::super::judgement::Judgement;
use super::super::phrases;
use super::file::{Edited, EditedFile};
use super::unsaved::typed;
use crate::entry::kinds::Shown;
use crate::output::OutputPath;
use crate::permalink::{self, Permalink};
use crate::pipeline::Judged;
use crate::refactor::{Value, set_common};
use crate::serve::posted::Posted;
use crate::serve::reply::Reply;
use crate::serve::safety;
use crate::snapshot::Snapshot;

/// A longer page is not shown: a browser would be busy with it at each pause.
const LONGEST: usize = 4 << 20;

/// Fields for which an entry is not on the site, though nothing is wrong with it.
const HIDING: [&str; 3] = ["draft", "publish_from", "expires"];

/// What is answered.
#[derive(Debug, Default, Serialize)]
struct Answer {
    /// Whether a newer question has taken the place of this one.
    is_old: bool,
    /// Whether it has no page, and will have none as long as only this form changes.
    is_nowhere: bool,
    /// The whole page.
    html: Option<String>,
    /// The part of it that the form is about.
    anchor: Option<String>,
    /// What must be known of it.
    note: Option<&'static str>,
    /// Why it cannot be shown.
    cannot: Option<&'static str>,
}

/// Where a record is shown.
enum Where {
    At(Permalink),
    Nowhere,
    /// It could not be read, or it is not on the site.
    Missing,
}

/// Whether a form may have a page beside it.
pub fn may_have_page(file: &EditedFile) -> bool {
    let Edited::Entry(entry) = &file.what else { return true };
    match entry.kind.spec().shown {
        Shown::Page { .. } | Shown::Part { .. } => true,
        // It does its work, and nobody sees it.
        Shown::Behind { .. } => false,
    }
}

impl Desk {
    /// The page as it would be if a form were saved. Who may ask has been judged.
    pub fn preview_form(&self, name: &str, posted: &Posted, judgement: &Judgement) -> Reply {
        let answer = self.preview(name, posted, judgement);
        Reply::file("page.json", serde_json::to_vec(&answer).unwrap_or_default().into())
    }

    fn preview(&self, name: &str, posted: &Posted, judgement: &Judgement) -> Answer {
        let Some(file) = EditedFile::open(name, &self.root, judgement).ok() else { return Answer::cannot() };
        let Ok(after) = typed(&file, posted) else { return Answer::cannot() };
        // Findings are a question of their own.
        let turn_name = format!("{name} as a page");
        let turn = self.unsaved.begin(&turn_name);
        let look = |file: &EditedFile| {
            if judgement.is_of(file.path(), file.text.as_bytes()) {
                return Some(self.page(judgement.judged(), judgement.snapshot(), file, judgement));
            }
            let looked = self.unsaved.look(turn, file, judgement)?;
            Some(self.page(&looked.judged, &looked.snapshot, file, judgement))
        };
        let page = look(&after);
        let is_missing = page.as_ref().is_some_and(|page| page.cannot.is_some());
        match is_missing.then(|| shown(&after)).flatten() {
            // It is not on the site for now, and it is written to be.
            Some(shown) => {
                let note = "It is not on the site for now. It will look like this once it is.";
                look(&shown).map(|page| Answer { note: page.html.as_ref().map(|_| note), ..page })
            }
            None => page,
        }
        .unwrap_or(Answer { is_old: true, ..Answer::default() })
    }

    fn page(&self, judged: &Judged, snapshot: &Snapshot, file: &EditedFile, judgement: &Judgement) -> Answer {
        let link = match place(judged, file) {
            Where::At(link) => link,
            Where::Nowhere => return Answer { is_nowhere: true, ..Answer::default() },
            Where::Missing => return Answer::cannot(),
        };
        let address = permalink::output_path(judged.config.addresses, &link.path);
        let html = self.unsaved.rendering(|memo| {
            let site = judged.clone().site_in_part(snapshot, memo).0.ok()?;
            let page = site.file(&address)?.ok()?;
            let known = judgement.judged().theme().map(|theme| theme.hash);
            let colours = (known != Some(site.theme.hash)).then(|| site.theme.colours_as_css());
            Some((page.bytes, colours))
        });
        match html {
            Some((html, _)) if html.len() > LONGEST => {
                Answer { cannot: Some("It is too long to be shown beside the form."), ..Answer::default() }
            }
            Some((html, colours)) => Answer {
                html: Some(framed(&String::from_utf8_lossy(&html), &address, colours.as_deref())),
                anchor: link.anchor.map(|anchor| anchor.to_string()),
                ..Answer::default()
            },
            None => Answer::cannot(),
        }
    }
}

impl Answer {
    fn cannot() -> Answer {
        Answer { cannot: Some("It cannot be shown as it is now."), ..Answer::default() }
    }
}

/// Where what a form is about is shown on a site.
fn place(judged: &Judged, file: &EditedFile) -> Where {
    // What is said of the site as a whole is seen on its first page.
    let Edited::Entry(entry) = &file.what else { return Where::At(Permalink::page(permalink::INDEX)) };
    let mut entries = judged.contents.entries.iter();
    let own = entries.find(|one| one.kind == entry.kind && one.id == entry.id);
    let node = own.and_then(|own| judged.graph.nodes().find(|(_, node)| Arc::ptr_eq(&node.entry, own)));
    match node {
        Some((id, node)) if judged.graph.has_page(id) => Where::At(permalink::of_node(node)),
        Some(_) => Where::Nowhere,
        None => Where::Missing,
    }
}

/// The file without what keeps it off the site for now; none if that is not so.
fn shown(file: &EditedFile) -> Option<EditedFile> {
    let Edited::Entry(entry) = &file.what else { return None };
    let values = HIDING.map(|name| (name, Value::One(String::new())));
    let text = set_common(file.place_of(entry), &file.text, &values).ok().filter(|text| *text != file.text)?;
    file.with(text)
}

/// A page for a frame beside a form: it loads from this server alone and runs nothing. Its links would open a window, which
/// such a frame may not. `colours` come after those that the server has in its style sheet.
fn framed(html: &str, address: &OutputPath, colours: Option<&str>) -> String {
    let nonce = colours.map(|_| safety::secret());
    let styles = nonce.as_ref().map(|nonce| format!(" 'nonce-{nonce}'")).unwrap_or_default();
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'{styles}; \
         img-src 'self'; font-src 'self'; media-src 'self'; base-uri 'self'; form-action 'none'\">\
         <base href=\"/{}\" target=\"_blank\">",
        phrases::encoded(address.as_str())
    );
    let style = nonce.zip(colours).map(|(nonce, css)| format!("<style nonce=\"{nonce}\">{css}</style>"));
    let start = head_start(html).unwrap_or(0);
    let end = html.find("</head>").filter(|end| *end >= start).unwrap_or(start);
    [&html[..start], &head, &html[start..end], style.as_deref().unwrap_or_default(), &html[end..]].concat()
}

/// Where the head of a page begins to say something.
fn head_start(html: &str) -> Option<usize> {
    let is_head = |at: &usize| html[at + "<head".len()..].starts_with(['>', ' ', '\n', '\t']);
    let at = html.match_indices("<head").map(|(at, _)| at).find(is_head)?;
    Some(at + html[at..].find('>')? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_binds_the_frame_comes_before_all_that_the_page_says() {
        let address = OutputPath::new("roles/a \"b\".html");
        let page = "<!DOCTYPE html>\n<html><head><title>x</title></head><body><a href=\"y.html\">y</a></body></html>";
        let plain = framed(page, &address, None);
        assert!(
            plain.starts_with("<!DOCTYPE html>\n<html><head><meta http-equiv=\"Content-Security-Policy\""),
            "{plain}"
        );
        assert!(plain.contains("<base href=\"/roles/a%20%22b%22.html\" target=\"_blank\"><title>"), "{plain}");
        assert!(!plain.contains("nonce") && !plain.contains("unsafe") && !plain.contains("script"), "{plain}");
        let coloured = framed(page, &address, Some(":root{--brand:#123456;}"));
        let nonce = coloured.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        let style = format!("<style nonce=\"{nonce}\">:root{{--brand:#123456;}}</style></head>");
        assert!(coloured.contains(&style), "{coloured}");
        for odd in ["", "no head", "</head><head>", "<header>x</header>", "<head", "<head lang=cy>x"] {
            assert!(framed(odd, &address, Some("")).contains("default-src 'none'"), "{odd}");
        }
    }
}
