//! What is said of each object beside its bytes: its type, how long it may be kept, and where a page leads on that has a
//! new address.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use crate::disk::Built;
use crate::error::Error;
use crate::host;

/// What is said of one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub kind: &'static str,
    pub keep: &'static str,
    /// Where a website of the store leads on to, in place of showing the page.
    pub moved_to: Option<String>,
}

impl Head {
    /// The names by which a store knows all this.
    pub fn headers(&self) -> Vec<(&'static str, &str)> {
        let moved = self.moved_to.as_deref().map(|to| ("x-amz-website-redirect-location", to));
        [("cache-control", self.keep), ("content-type", self.kind)].into_iter().chain(moved).collect()
    }

    /// By which it is known whether an object must be sent anew although its bytes are the same.
    pub fn hash(&self) -> u64 {
        let text: String = self.headers().iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        xxh3_64(text.as_bytes())
    }
}

/// Every file of a site with what is said of it. It is read on the way, so that one which was altered is told at once.
pub(super) fn heads(built: &Built, from: &Path, root: &str) -> Result<BTreeMap<String, Head>, Error> {
    let one = |(path, file): (&String, &crate::disk::PublishedFile)| {
        let bytes = built.bytes(from, path, file)?;
        let moved_to = path.ends_with(".html").then(|| leads_to(&bytes)).flatten();
        let moved_to = moved_to.and_then(|href| resolved(path, &href)).map(|inside| format!("{root}{inside}"));
        Ok((path.clone(), Head { kind: host::type_of(path), keep: host::keep(path, file.hash), moved_to }))
    };
    built.files.par_iter().map(one).collect::<Vec<_>>().into_iter().collect()
}

/// The link of a page that only leads on, as the page marks it.
fn leads_to(page: &[u8]) -> Option<String> {
    let page = std::str::from_utf8(page).ok()?;
    let mark = page.find(" data-moved-to")?;
    let tag = page.get(page[..mark].rfind('<')?..)?;
    let tag = tag.get(..tag.find('>')?)?;
    let (_, href) = tag.split_once(" href=\"")?;
    Some(href.get(..href.find('"')?)?.replace("&amp;", "&"))
}

/// The address from the site's root that a link of a page leads to, if it stays on the site.
fn resolved(page: &str, href: &str) -> Option<String> {
    if href.contains(':') || href.starts_with('/') {
        return None;
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    let mut rest = href;
    while let Some(above) = rest.strip_prefix("../") {
        folders.pop()?;
        rest = above;
    }
    let rest = rest.strip_prefix("./").unwrap_or(rest);
    folders.push(rest);
    Some(folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_has_moved_says_where_to() {
        let page =
            "<p><a class=\"go\" href=\"../roles/a.html?x&amp;y#z\" data-moved-to>Go on</a> <a href=\"b\">b</a></p>";
        let href = leads_to(page.as_bytes()).unwrap();
        assert_eq!(href, "../roles/a.html?x&y#z");
        assert_eq!(resolved("routes/old.html", &href).as_deref(), Some("roles/a.html?x&y#z"));
        assert_eq!(resolved("old/index.html", "../new/").as_deref(), Some("new/"));
        assert_eq!(resolved("old.html", "./new.html").as_deref(), Some("new.html"));
        for outside in ["../../x.html", "https://example.org/", "/x.html", "javascript:x"] {
            assert_eq!(resolved("a/b.html", outside), None, "{outside}");
        }
        assert_eq!(leads_to(b"<p>data-moved-to</p>"), None);
    }

    #[test]
    fn an_object_whose_type_has_changed_is_another() {
        let head = Head { kind: "text/html", keep: "no-cache", moved_to: None };
        let others = [
            Head { kind: "text/plain", ..head.clone() },
            Head { keep: "no-store", ..head.clone() },
            Head { moved_to: Some("/a".into()), ..head.clone() },
        ];
        assert!(others.iter().all(|other| other.hash() != head.hash()));
    }
}
