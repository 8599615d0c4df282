//! The files of a site that another program makes: which of them are pages, and how that program addresses them.

use std::collections::{BTreeMap, BTreeSet};

use super::front::{Values, single};
use super::told::LeftOut;

/// A site as it lies in its folder. Paths are counted from the folder that holds its settings.
#[derive(Debug, Default)]
pub struct OldSite {
    /// What may be pages, and the settings.
    pub texts: BTreeMap<String, Vec<u8>>,
    /// Every file that a page may show or link to.
    pub files: BTreeSet<String>,
    /// The folder of the pages; empty where that is the folder of the site.
    pub pages: String,
    /// What could not be read.
    pub left_out: Vec<LeftOut>,
}

/// How addresses of pages end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As files do: `/about.html`.
    Files,
    /// As folders do: `/about/`.
    Folders,
    /// Nobody knows, so both are led on.
    Both,
}

/// A program that makes websites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    Hugo,
    Jekyll,
    Eleventy,
    Middleman,
    MkDocs,
}

/// Files by which the folder of a site is known, whose site that is, and where its pages lie then.
const SETTINGS: &[(&str, Maker, &str)] = &[
    ("hugo.toml", Maker::Hugo, "content"),
    ("hugo.yaml", Maker::Hugo, "content"),
    ("hugo.yml", Maker::Hugo, "content"),
    ("hugo.json", Maker::Hugo, "content"),
    ("config.toml", Maker::Hugo, "content"),
    ("config.yaml", Maker::Hugo, "content"),
    ("config.yml", Maker::Hugo, "content"),
    ("_config.yml", Maker::Jekyll, ""),
    ("_config.yaml", Maker::Jekyll, ""),
    (".eleventy.js", Maker::Eleventy, "src"),
    (".eleventy.cjs", Maker::Eleventy, "src"),
    ("eleventy.config.js", Maker::Eleventy, "src"),
    ("eleventy.config.mjs", Maker::Eleventy, "src"),
    ("eleventy.config.cjs", Maker::Eleventy, "src"),
    ("config.rb", Maker::Middleman, "source"),
    ("mkdocs.yml", Maker::MkDocs, "docs"),
    ("mkdocs.yaml", Maker::MkDocs, "docs"),
];

/// Names of files that say that a folder is that of a site.
pub fn settings() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|(name, ..)| *name)
}

/// The folder below that of a site in which its pages lie, by the names of its settings.
pub fn folder_of_pages(settings: &str) -> &'static str {
    SETTINGS.iter().find(|(name, ..)| *name == settings).map_or("", |(.., folder)| folder)
}

impl Maker {
    pub fn name(self) -> &'static str {
        match self {
            Maker::Hugo => "Hugo",
            Maker::Jekyll => "Jekyll",
            Maker::Eleventy => "Eleventy",
            Maker::Middleman => "Middleman",
            Maker::MkDocs => "MkDocs",
        }
    }

    fn ending(self) -> Ending {
        match self {
            Maker::Hugo | Maker::Eleventy | Maker::MkDocs => Ending::Folders,
            Maker::Jekyll | Maker::Middleman => Ending::Files,
        }
    }
}

/// What the settings of a site say that its pages do not.
#[derive(Debug)]
pub struct Manner {
    pub maker: Option<Maker>,
    pub ending: Ending,
    /// How addresses are put together, such as `/:year/:title/`.
    pub pattern: Option<String>,
    /// The part of each address that is the site's own, such as `/handbook`; or nothing.
    pub base: String,
    /// The name of its host, in small letters.
    pub host: Option<String>,
    /// Folders of pages that begin with `_`, without it: the collections of Jekyll that have pages.
    pub collections: Vec<String>,
    /// What else they say in a word or a sentence, by its name.
    pub said: BTreeMap<String, String>,
}

/// Folders above the one that is named in which the settings of its site are looked for.
pub const FOLDERS_ABOVE: usize = 3;
/// A page of more bytes is none that anybody reads.
const LONGEST_PAGE: u64 = 2_000_000;
/// A file of more bytes is none that a page should bring.
pub const LARGEST_FILE: u64 = 50_000_000;
/// Why it does not come along.
pub const TOO_LARGE: &str = "a file of more than 50 MB, which is not brought along";

/// What programs keep for themselves, and what they have made.
pub fn is_aside(name: &str, is_folder: bool) -> bool {
    name.starts_with('.') || is_folder && matches!(name, "node_modules" | "_site" | "vendor" | "__MACOSX")
}

impl OldSite {
    /// Takes in a file of so many bytes. What may be a page is read, and of all others only the name is kept.
    pub fn take<E>(&mut self, path: String, length: u64, read: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<(), E> {
        let is_below =
            self.pages.is_empty() || path.strip_prefix(&*self.pages).is_some_and(|rest| rest.starts_with('/'));
        let is_page = is_below && stem(&path).is_some();
        if is_page && length > LONGEST_PAGE {
            self.left_out.push(LeftOut::new(path, "it is longer than any page: more than 2 MB"));
        } else if is_page || settings().any(|name| name == path) {
            let bytes = read()?;
            self.texts.insert(path, bytes);
        } else {
            self.files.insert(path);
        }
        Ok(())
    }

    fn settings(&self) -> Option<(&[u8], &'static str, Maker)> {
        SETTINGS.iter().find_map(|(name, maker, _)| Some((&**self.texts.get(*name)?, *name, *maker)))
    }

    /// The settings, if nobody can read them.
    pub fn unread_settings(&self) -> Option<&'static str> {
        self.settings().filter(|(bytes, name, _)| values(name, bytes).is_none()).map(|(_, name, _)| name)
    }

    /// Who makes the site, and in which manner.
    pub fn manner(&self) -> Manner {
        let found = self.settings();
        let values = found.and_then(|(bytes, name, _)| values(name, bytes)).unwrap_or_default();
        let text = |names: &[&str]| names.iter().find_map(|name| values.get(*name).and_then(single));
        let (mut ending, mut pattern) =
            (found.map_or(Ending::Both, |(_, _, maker)| maker.ending()), text(&["permalink"]));
        match pattern.as_deref() {
            Some("pretty") => {
                (ending, pattern) = (Ending::Folders, Some("/:categories/:year/:month/:day/:title/".into()))
            }
            Some("date") => pattern = None,
            Some("none") => pattern = Some("/:categories/:title.html".into()),
            Some(_) | None => {}
        }
        if values.get("use_directory_urls").is_some_and(|value| *value == false) {
            ending = Ending::Files;
        }
        if values.get("uglyURLs").or_else(|| values.get("uglyurls")).is_some_and(|value| *value == true) {
            ending = Ending::Files;
        }
        let address = text(&["baseURL", "baseurl", "base_url", "site_url"]).filter(|address| address.contains("://"));
        let address = address.or_else(|| text(&["url"])).unwrap_or_default();
        let rest = address.split_once("://").map_or("", |(_, rest)| rest).trim_end_matches('/');
        let (host, folder) = rest.split_once('/').unwrap_or((rest, ""));
        let own = text(&["baseurl"]).filter(|base| !base.contains("://"));
        let base = own.unwrap_or_else(|| folder.to_string());
        Manner {
            maker: found.map(|(.., maker)| maker),
            ending,
            pattern,
            base: base.trim_matches('/').to_string(),
            host: (!host.is_empty()).then(|| host.to_ascii_lowercase()),
            collections: collections(&values),
            said: values.iter().filter_map(|(name, value)| Some((name.clone(), single(value)?))).collect(),
        }
    }
}

/// Collections that become pages.
fn collections(values: &Values) -> Vec<String> {
    let all = values.get("collections").and_then(|all| all.as_object()).into_iter().flatten();
    all.filter(|(_, says)| says.get("output").is_some_and(|output| *output == true))
        .map(|(name, _)| name.clone())
        .collect()
}

/// What settings say, if they can be read: those of programs say nothing here.
fn values(name: &str, bytes: &[u8]) -> Option<Values> {
    let text = String::from_utf8_lossy(bytes);
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        _ if text.trim().is_empty() => Some(Values::default()),
        "toml" => super::front::read(&format!("+++\n{text}\n+++\n")).map(|front| front.values).ok(),
        "yml" | "yaml" => serde_yaml::from_str(&text).ok(),
        "json" => serde_json::from_str(&text).ok(),
        _ => Some(Values::default()),
    }
}

/// Ends of the names of files that are pages in Markdown.
const MARKDOWN: &[&str] = &[".html.md.erb", ".html.markdown", ".html.md", ".md.erb", ".md", ".markdown", ".mdown"];

/// The name of a page without what says that it is one.
pub fn stem(path: &str) -> Option<&str> {
    let small = path.to_ascii_lowercase();
    let end = MARKDOWN.iter().find(|end| small.ends_with(**end))?;
    path.get(..path.len() - end.len()).filter(|stem| !stem.is_empty() && !stem.ends_with('/'))
}

/// Folders whose files are parts of pages, or pages already made.
const PARTS: &[&str] = &[
    "layouts",
    "partials",
    "includes",
    "archetypes",
    "node_modules",
    "vendor",
    "themes",
    "data",
    "bower_components",
    "assets",
    "static",
    "public",
    "build",
    "dist",
];
/// Folders with a line in front whose files are pages.
const PAGES: &[&str] = &["_posts", "_pages", "_drafts"];
/// Pages about the folder, for those who work on it. Other pages have such names too, but not in capitals.
const NOTES: &[&str] = &["readme", "contributing", "license", "licence", "changelog", "code_of_conduct", "security"];

/// Whether a page at the top is about the folder, by its name.
fn is_note(stem: &str) -> bool {
    let is_marked =
        stem.contains('_') || !stem.contains(|c: char| c.is_lowercase()) || stem.eq_ignore_ascii_case("readme");
    is_marked && NOTES.contains(&&*stem.to_ascii_lowercase().replace('-', "_"))
}

/// Why a file below the folder of pages is no page; nothing if it may be one.
pub fn is_part(path: &str, has_fields: bool, manner: &Manner) -> Option<String> {
    let mut folders: Vec<&str> = path.split('/').collect();
    let name = folders.pop().unwrap_or("");
    for folder in &folders {
        let is_collection =
            || folder.strip_prefix('_').is_some_and(|name| manner.collections.iter().any(|own| own == name));
        let is_part = PARTS.contains(folder) || folder.starts_with('_') && !PAGES.contains(folder) && !is_collection();
        if is_part {
            return Some(format!("`{folder}` is a folder of parts, not of pages"));
        }
    }
    let own = stem(name).unwrap_or(name);
    if name.starts_with('_') && !own.eq_ignore_ascii_case("_index") {
        return Some("its name begins with `_`, so it is a part of pages".into());
    }
    let is_note = folders.is_empty() && !has_fields && is_note(own);
    is_note.then(|| "it is about the folder, for those who work on it".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manner(name: &str, settings: &str) -> Manner {
        OldSite { texts: [(name.to_string(), settings.as_bytes().to_vec())].into(), ..OldSite::default() }.manner()
    }

    #[test]
    fn settings_say_how_pages_are_addressed() {
        let hugo = manner("hugo.toml", "baseURL = 'https://Old.example/guide/'\n");
        assert_eq!((hugo.ending, &*hugo.base, hugo.host.as_deref()), (Ending::Folders, "guide", Some("old.example")));
        let jekyll = manner("_config.yml", "permalink: pretty\nbaseurl: /team\nurl: https://old.example\n");
        assert_eq!((jekyll.ending, &*jekyll.base), (Ending::Folders, "team"));
        let collected = manner("_config.yml", "collections: {guides: {output: true}, parts: {output: false}}\n");
        assert_eq!(collected.collections, ["guides"]);
        assert!(
            is_part("_guides/a.md", true, &collected).is_none() && is_part("_parts/a.md", true, &collected).is_some()
        );
        let said = manner("_config.yml", "email: a@old.example\nsince: 1990\nauthor: {name: x}\n").said;
        assert_eq!(said.into_values().collect::<Vec<_>>(), ["a@old.example", "1990"]);
        let docs = manner("mkdocs.yml", "site_url: https://old.example/book/\n");
        assert_eq!((docs.ending, &*docs.base), (Ending::Folders, "book"));
        assert_eq!(manner("config.rb", "set :x, 1").ending, Ending::Files);
        assert_eq!(manner("other.txt", "").ending, Ending::Both);
        let site = |settings: &str| OldSite {
            texts: [("_config.yml".to_string(), settings.as_bytes().to_vec())].into(),
            ..OldSite::default()
        };
        assert_eq!(site("plugins:\n- name: x\n  - a\n").unread_settings(), Some("_config.yml"));
        assert_eq!(site("title: x\n").unread_settings().or(site("").unread_settings()), None);
    }

    #[test]
    fn pages_are_told_from_their_parts() {
        assert_eq!(stem("a/our-team.html.md.erb"), Some("a/our-team"));
        assert_eq!((stem("a/b.png"), stem(".md")), (None, None));
        for path in
            ["_includes/x.md", "docs/_nav.md", "layouts/a.md", "README.md", "CODE_OF_CONDUCT.md", "Code_of_conduct.md"]
        {
            assert!(is_part(path, false, &manner("", "")).is_some(), "{path}");
        }
        for path in ["_posts/2020-01-02-x.md", "a/_index.md", "docs/README.md", "code-of-conduct.md", "Security.md"] {
            assert_eq!(is_part(path, false, &manner("", "")), None, "{path}");
        }
    }
}
