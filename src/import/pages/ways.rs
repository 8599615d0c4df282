//! Where an old address leads now: to a page that is taken over, to one that the site has, to a file that is brought
//! along, or nowhere.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::address::key;
use super::old::{Manner, OldSite};
use crate::slug::slug;
use crate::source::{follow, way};

/// All that addresses may lead to.
#[derive(Debug)]
pub struct Ways<'a> {
    pub site: &'a OldSite,
    pub manner: &'a Manner,
    /// New files of pages by their old addresses, in one spelling.
    pub addresses: BTreeMap<String, String>,
    /// New files of pages by their old files.
    pub sources: BTreeMap<String, String>,
}

/// Where a page is and was.
#[derive(Debug, Clone, Copy)]
pub struct Here<'a> {
    /// Its old file, from the root of the old site.
    pub source: &'a str,
    /// Its old address, if it is known.
    pub address: &'a str,
    /// Its new file.
    pub path: &'a str,
}

/// Where a target leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Led {
    /// It stays as it is.
    Same,
    /// What is to be written now.
    To(String),
    /// To a file of the old site, with what stands behind it.
    File(String),
    /// There is no such page or file.
    Nowhere,
}

/// Folders in which programs look for files that pages name from the root.
const ROOTS: &[&str] = &["static", "public", "source", "src", "assets"];

impl Ways<'_> {
    /// Finds out where a target of a page leads.
    pub fn led(&self, target: &str, here: Here<'_>) -> Led {
        if let Some(mended) = mended(target) {
            return Led::To(mended);
        }
        let Some(path) = self.inside(target) else { return Led::Same };
        let at = path.find(['#', '?']).unwrap_or(path.len());
        let (path, rest) = path.split_at(at);
        if path.is_empty() {
            return Led::Same;
        }
        let rest = rest.find('#').map_or("", |at| &rest[at..]);
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        if let Some(new) = self.page(&path, here) {
            return Led::To(format!("{}{rest}", way(folder(here.path), new)));
        }
        self.file(&path, here).map_or(Led::Nowhere, Led::File)
    }

    /// The path of an address of the old site; nothing if it is another's.
    fn inside<'t>(&self, target: &'t str) -> Option<&'t str> {
        let rest = target.strip_prefix("https:").or_else(|| target.strip_prefix("http:")).unwrap_or(target);
        if let Some(rest) = rest.strip_prefix("//") {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let is_own = self.manner.host.as_deref().is_some_and(|host| rest[..end].eq_ignore_ascii_case(host));
            return is_own.then(|| if rest[end..].starts_with('/') { &rest[end..] } else { "/" });
        }
        let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        });
        (!scheme).then_some(target)
    }

    fn page(&self, path: &str, here: Here<'_>) -> Option<&String> {
        let by_address = |address: &str| self.addresses.get(&key(address));
        if let Some(from_root) = path.strip_prefix('/') {
            let below_base = from_root.strip_prefix(&*self.manner.base).filter(|_| !self.manner.base.is_empty());
            let source =
                |path: &str| self.sources.get(&joined(&self.site.pages, path)).or_else(|| self.sources.get(path));
            let found = || source(from_root).or_else(|| by_address(from_root));
            return below_base.and_then(by_address).or_else(found);
        }
        let beside = || self.sources.get(&follow(folder(here.source), path)?);
        // A browser counts from the address: `/a/b/` is a folder.
        let seen = || by_address(&follow(here.address.rsplit_once('/').map_or("", |(folder, _)| folder), path)?);
        let of_file = || {
            let own = here.source.strip_prefix(&*self.site.pages).unwrap_or(here.source);
            by_address(&follow(folder(own.trim_start_matches('/')), path)?)
        };
        beside().or_else(seen).or_else(of_file).or_else(|| self.sources.get(&joined(&self.site.pages, path)))
    }

    fn file(&self, path: &str, here: Here<'_>) -> Option<String> {
        let is_there = |path: &String| self.site.files.contains(path);
        let from_root = path.strip_prefix('/').unwrap_or(path);
        let below_base = from_root.strip_prefix(&*self.manner.base).filter(|_| !self.manner.base.is_empty());
        let beside = || follow(folder(here.source), path).filter(|_| !path.starts_with('/')).filter(is_there);
        let in_roots = |path: &str| {
            let path = follow("", path)?;
            let roots = [&*self.site.pages, ""].into_iter().chain(ROOTS.iter().copied());
            roots.map(|root| joined(root, &path)).find(is_there)
        };
        beside().or_else(|| below_base.and_then(in_roots)).or_else(|| in_roots(from_root))
    }
}

/// What is clear of a target that is written in a wrong way.
fn mended(target: &str) -> Option<String> {
    let target = target.trim();
    let (before, host) = target.split_once('@').unwrap_or(("", ""));
    let is_mail = !before.is_empty() && host.contains('.') && !target.contains(['/', ':', ' ', '?', '#']);
    match target {
        _ if is_mail => Some(format!("mailto:{target}")),
        _ if target.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) => {
            Some(format!("https://{target}"))
        }
        _ => target.strip_prefix("mailto: ").map(|mail| format!("mailto:{}", mail.trim())),
    }
}

/// The folder of a path.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path in a folder, which may be the root.
pub fn joined(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_string() } else { format!("{folder}/{path}") }
}

/// Ends of the names of pictures.
pub const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Where a file of the old site is to lie, if nothing is in its way.
pub fn new_place(old: &str, taken: &BTreeSet<String>) -> String {
    let (whole, end) = old.rsplit_once('.').unwrap_or((old, ""));
    let end = slug(end);
    let top = if PICTURES.contains(&&*end) { "images" } else { "files" };
    let mut parts: Vec<String> = whole.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    let is_usual = |part: &str| {
        ROOTS.contains(&part) || matches!(part, "images" | "image" | "img" | "files" | "content" | "media")
    };
    while parts.len() > 1 && is_usual(&parts[0]) {
        parts.remove(0);
    }
    let name = if parts.is_empty() { "file".to_string() } else { parts.join("/") };
    let end = if end.is_empty() { end } else { format!(".{end}") };
    let wanted = format!("content/{top}/{name}{end}");
    let numbered = (2_u32..).map(|number| format!("content/{top}/{name}-{number}{end}"));
    std::iter::once(wanted.clone()).chain(numbered).find(|path| !taken.contains(path)).unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::super::old::Ending;
    use super::*;

    fn led(target: &str) -> Led {
        let files = ["static/img/foot.png", "content/a/leaf.pdf"].map(String::from).into();
        let site = OldSite { files, pages: "content".into(), ..OldSite::default() };
        let manner = Manner {
            maker: None,
            ending: Ending::Folders,
            pattern: None,
            base: "team".into(),
            host: Some("old.example".into()),
            collections: Vec::new(),
            said: BTreeMap::new(),
        };
        let pages = [("a/b", "content/pages/a/b.md"), ("a", "content/pages/a.md"), ("", "content/pages/home.md")];
        let ways = Ways {
            site: &site,
            manner: &manner,
            addresses: pages.iter().map(|(key, path)| (key.to_string(), path.to_string())).collect(),
            sources: [("content/a/b.md".to_string(), "content/pages/a/b.md".to_string())].into(),
        };
        ways.led(target, Here { source: "content/a/c.md", address: "/a/c/", path: "content/pages/a/c.md" })
    }

    #[test]
    fn every_way_to_write_a_link_leads_to_the_page() {
        for target in
            ["b.md", "/a/b/", "../b/", "/a/b.html", "https://old.example/team/a/b/", "/team/a/b", "/a/b.md", "b.html"]
        {
            assert_eq!(led(target), Led::To("b.md".into()), "{target}");
        }
        assert_eq!(led("/a/b/?x=1#part"), Led::To("b.md#part".into()));
        assert_eq!(led("/"), Led::To("../home.md".into()));
        assert_eq!(led("../"), Led::To("../a.md".into()));
    }

    #[test]
    fn files_are_found_where_programs_look_for_them() {
        assert_eq!(led("/img/foot.png"), Led::File("static/img/foot.png".into()));
        assert_eq!(led("leaf.pdf"), Led::File("content/a/leaf.pdf".into()));
        assert_eq!(led("../../../../etc/passwd"), Led::Nowhere);
        assert_eq!(new_place("static/img/My Foot.PNG", &BTreeSet::new()), "content/images/my-foot.png");
        let taken = ["content/files/a/leaf.pdf".to_string()].into();
        assert_eq!(new_place("content/a/leaf.pdf", &taken), "content/files/a/leaf-2.pdf");
    }

    #[test]
    fn what_is_no_address_of_the_site_stays_or_is_mended() {
        for target in ["https://other.example/a/b/", "mailto:a@b.uk", "tel:1", "#part", "//other.example/"] {
            assert_eq!(led(target), Led::Same, "{target}");
        }
        assert_eq!(led("a@b.uk"), Led::To("mailto:a@b.uk".into()));
        assert_eq!(led("www.b.uk"), Led::To("https://www.b.uk".into()));
        assert_eq!(led("gone.md"), Led::Nowhere);
    }
}
