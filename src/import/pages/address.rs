//! Where a page was, and what it is called from now on.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::front::{Values, single, texts};
use super::old::{Ending, Manner, stem};
use super::told::Told;
use crate::slug::{LONGEST_ID, is_reserved, slug};

/// A page's old addresses and its new name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its name with its sections.
    pub id: String,
    /// From the root of the site, beginning with a slash; the first is the one it had.
    pub old: Vec<String>,
    /// The day in the name of its file.
    pub day: Option<Date>,
}

/// What the first page of the old site is called.
pub const FIRST: &str = "start-page";

/// Longest part of a name.
const LONGEST_PART: usize = 100;

/// Works out the place of a page from its path below the folder of pages.
pub fn place(path: &str, values: &Values, manner: &Manner, told: &mut Told) -> Place {
    let whole = stem(path).unwrap_or(path);
    let (folder, name) = whole.rsplit_once('/').unwrap_or(("", whole));
    let folder = without_marks(folder, manner);
    let (day, name) = dated(name);
    let is_index = matches!(name.to_ascii_lowercase().as_str(), "index" | "_index" | "readme");
    let own =
        values.get("slug").and_then(single).filter(|own| !own.contains(['{', ':'])).map(|own| own.replace('/', "-"));
    let named = if is_index { "" } else { own.as_deref().unwrap_or(name) };
    let old_path = [&*folder, named].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    if old_path.is_empty() {
        told.changed(format!("it was the first page, of which Trellis has one of its own: it is called `{FIRST}`"));
    }
    let id = id(if old_path.is_empty() { FIRST } else { &old_path }, told);
    let said = ["permalink", "url"].iter().find_map(|field| values.get(*field).and_then(single));
    let pattern = said.clone().or_else(|| manner.pattern.clone().filter(|_| day.is_some() && path.contains("_posts/")));
    let pattern = pattern.or_else(|| (day.is_some() && path.contains("_posts/")).then(|| DATED.to_string()));
    let words = Words { folder: &folder, name: named, day, values };
    let mut old: Vec<String> = match pattern.as_deref().map(|pattern| words.fill(pattern)) {
        Some(Some(address)) => vec![address],
        Some(None) => {
            told.dropped(format!("the address `{}`, which another program works out", pattern.unwrap_or_default()));
            Vec::new()
        }
        None => usual(&old_path, is_index, manner.ending),
    };
    for more in ["aliases", "redirect_from", "old_paths"].iter().filter_map(|field| values.get(*field)) {
        old.extend(texts(more).into_iter().map(|address| rooted(&address)));
    }
    old.dedup();
    Place { id, old, day }
}

/// How Jekyll addresses what has a day, if nobody says otherwise.
const DATED: &str = "/:categories/:year/:month/:day/:title.html";

fn usual(path: &str, is_index: bool, ending: Ending) -> Vec<String> {
    let folder = format!("/{path}/").replace("//", "/");
    match ending {
        _ if path.is_empty() => Vec::new(),
        _ if is_index => vec![folder],
        Ending::Files => vec![format!("/{path}.html")],
        Ending::Folders => vec![folder],
        Ending::Both => vec![format!("/{path}.html"), folder],
    }
}

/// The folders of a path without those that are no part of an address.
fn without_marks(folder: &str, manner: &Manner) -> String {
    let parts = folder.split('/').filter(|part| !matches!(*part, "" | "_posts" | "_pages" | "_drafts"));
    let is_posts = folder.split('/').any(|part| part == "_posts");
    let own = |part: &'_ str| {
        part.strip_prefix('_').filter(|name| manner.collections.iter().any(|own| own == name)).is_some()
    };
    let parts: Vec<&str> = parts.map(|part| if own(part) { &part[1..] } else { part }).collect();
    if is_posts && parts.is_empty() { "posts".into() } else { parts.join("/") }
}

/// `2020-01-02-our-team` as a day and a name.
fn dated(name: &str) -> (Option<Date>, &str) {
    let day = name.get(..10).and_then(|day| day.parse::<Date>().ok());
    let rest = name.get(10..).and_then(|rest| rest.strip_prefix('-')).filter(|rest| !rest.is_empty());
    match (day, rest) {
        (Some(day), Some(rest)) => (Some(day), rest),
        _ => (None, name),
    }
}

/// A name that a page of the site can have.
fn id(path: &str, told: &mut Told) -> String {
    let part = |part: &str| {
        let made = slug(part);
        let made = made.get(..LONGEST_PART).unwrap_or(&made).trim_end_matches('-').to_string();
        match made.as_str() {
            "" => "page".to_string(),
            name if is_reserved(name) => format!("{name}-page"),
            _ => made,
        }
    };
    let mut parts: Vec<String> = path.split('/').map(part).collect();
    while parts.len() > 1 && parts.join("/").len() > LONGEST_ID {
        parts.remove(0);
    }
    let id = parts.join("/");
    if id != path {
        told.changed(format!("its name `{path}` is `{id}`"));
    }
    id
}

struct Words<'a> {
    folder: &'a str,
    name: &'a str,
    day: Option<Date>,
    values: &'a Values,
}

impl Words<'_> {
    /// An address with the words of the page in it; nothing if it has words that only the other program knows.
    fn fill(&self, pattern: &str) -> Option<String> {
        if pattern.contains(['{', '}', '<', '>']) || pattern == "false" {
            return None;
        }
        let number = |number: Option<i16>, width: usize| number.map(|number| format!("{number:0width$}"));
        let categories = || {
            let all = ["categories", "category"].iter().filter_map(|field| self.values.get(*field)).flat_map(texts);
            all.map(|name| slug(&name)).collect::<Vec<_>>().join("/")
        };
        let fill = |part: &str| {
            let (word, end) = part.strip_prefix(':')?.split_once('.').unwrap_or((part.get(1..)?, ""));
            let value = match word {
                "title" | "slug" | "basename" | "name" | "filename" => self.name.to_string(),
                "year" => number(self.day.map(Date::year), 4)?,
                "month" => number(self.day.map(|day| i16::from(day.month())), 2)?,
                "day" => number(self.day.map(|day| i16::from(day.day())), 2)?,
                "categories" => categories(),
                "path" | "sections" | "section" => self.folder.to_string(),
                "output_ext" => ".html".to_string(),
                _ => return None,
            };
            Some(if end.is_empty() { value } else { format!("{value}.{end}") })
        };
        let part = |part: &str| {
            if part.contains(':') { fill(&part.replace(":output_ext", ".html")) } else { Some(part.into()) }
        };
        let parts: Vec<String> = pattern.trim_matches('/').split('/').map(part).collect::<Option<_>>()?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let end = if pattern.ends_with('/') && !parts.is_empty() { "/" } else { "" };
        Some(format!("/{}{end}", parts.join("/")))
    }
}

/// An address from the root of the site, whatever stood before it.
pub fn rooted(address: &str) -> String {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    format!("/{}", path.trim_start_matches('/'))
}

/// What is the same of all ways to write one address: `/a/b/`, `a/b.html` and `/a/b/index.html` are one.
pub fn key(address: &str) -> String {
    let path = address.trim_matches('/');
    let path = stem(path).unwrap_or(path);
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let path = if matches!(&*last, "index" | "_index" | "readme") { &path[..path.len() - last.len()] } else { path };
    path.trim_matches('/').to_string()
}

/// Gives a name that is free: the one that is wanted, or that with a number.
pub fn free<T>(wanted: &str, taken: &BTreeMap<String, T>) -> String {
    if !taken.contains_key(wanted) {
        return wanted.to_string();
    }
    let numbered = (2_u32..).map(|number| format!("{wanted}-{number}"));
    numbered.into_iter().find(|name| !taken.contains_key(name)).unwrap_or_else(|| wanted.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::old::Maker;
    use super::*;

    fn placed(path: &str, values: serde_json::Value, ending: Ending) -> (String, Vec<String>) {
        let manner = Manner {
            maker: Some(Maker::Hugo),
            ending,
            pattern: None,
            base: String::new(),
            host: None,
            collections: vec!["guides".into()],
            said: BTreeMap::new(),
        };
        let values = values.as_object().cloned().unwrap_or_default();
        let place = place(path, &values, &manner, &mut Told::default());
        (place.id, place.old)
    }

    #[test]
    fn a_page_has_the_address_that_its_program_gave_it() {
        for (path, values, ending, id, old) in [
            ("about.md", json!({}), Ending::Files, "about", &["/about.html"][..]),
            ("a/Our Team.md", json!({}), Ending::Folders, "a/our-team", &["/a/Our Team/"]),
            ("a/_index.md", json!({}), Ending::Folders, "a", &["/a/"]),
            ("a/b.md", json!({"slug": "c"}), Ending::Folders, "a/c", &["/a/c/"]),
            ("x.md", json!({"permalink": "/a/b.html"}), Ending::Folders, "x", &["/a/b.html"]),
            (
                "x.md",
                json!({"aliases": ["/y/", "https://o.example/z/"]}),
                Ending::Files,
                "x",
                &["/x.html", "/y/", "/z/"],
            ),
            ("_posts/2020-01-02-x.md", json!({}), Ending::Files, "posts/x", &["/2020/01/02/x.html"]),
            ("_guides/g.md", json!({}), Ending::Files, "guides/g", &["/guides/g.html"]),
            ("x.md", json!({"permalink": "/{{ y }}/"}), Ending::Files, "x", &[]),
            ("index.md", json!({}), Ending::Both, FIRST, &[]),
            ("con.md", json!({}), Ending::Files, "con-page", &["/con.html"]),
            ("x.md", json!({}), Ending::Both, "x", &["/x.html", "/x/"]),
        ] {
            assert_eq!(
                placed(path, values, ending),
                (id.into(), old.iter().map(|old| old.to_string()).collect()),
                "{path}"
            );
        }
    }

    #[test]
    fn an_address_has_many_spellings() {
        for address in ["/a/b/", "a/b.html", "/a/b", "a/b/index.html", "a/b.md", "/a/b/_index.md", "a/b.html.md.erb"] {
            assert_eq!(key(address), "a/b", "{address}");
        }
        assert_eq!(key("/"), "");
    }
}
