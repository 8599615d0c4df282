//! How static files of a theme are named where they are published: with a mark of their bytes, so that browsers may keep
//! them for a year, or plainly, where `lasting` or another file of the theme says so.
//!
//! A file's bytes hold the names of those that it names, so those are named first. Files that name each other in a circle
//! keep their plain names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mentions::{self, Files, Mentions, Named};
use crate::lasting::{self, FOLDER};
use crate::output::{FileClass, OutputFile};
use crate::picture::PictureFile;
use crate::source::SourcePath;

/// A static file as it is published.
#[derive(Debug, Clone)]
pub struct Static {
    /// Below the site's root, such as `assets/theme.3f2a91c4.css`.
    pub address: String,
    pub file: OutputFile,
}

/// All static files of a theme, by their plain names.
#[derive(Debug, Default)]
pub struct Statics(BTreeMap<String, Static>);

impl Statics {
    /// The plain names, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The file of a plain name.
    pub fn get(&self, name: &str) -> Option<&Static> {
        self.0.get(name)
    }

    /// Every file with its plain name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Static)> {
        self.0.iter().map(|(name, one)| (name.as_str(), one))
    }

    /// Where the file of a plain name is, from the site's root.
    pub fn address(&self, name: &str) -> String {
        self.get(name).map_or_else(|| format!("{FOLDER}{name}"), |one| one.address.clone())
    }

    /// What to write anew in a page, so that it names the files as they are published: where, and the name. `root` is the
    /// way from the page to the site's root, and `base` the address of the site.
    pub(crate) fn edits<'s>(
        &'s self,
        html: &str,
        root: &str,
        base: Option<&str>,
    ) -> Vec<(std::ops::Range<usize>, &'s str)> {
        let roots: Vec<&str> = std::iter::once(root).chain(base).collect();
        let named = mentions::in_page(html, &roots, &Marked(&self.0));
        let name = |named: Named| Some((named.at, last_part(&self.0.get(&named.file)?.address)));
        named.into_iter().filter_map(name).collect()
    }
}

/// Files whose names have a mark.
struct Marked<'s>(&'s BTreeMap<String, Static>);

impl Files for Marked<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|one| one.address.len() > FOLDER.len() + name.len())
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Files for BTreeMap<String, Arc<[u8]>> {
    fn has(&self, name: &str) -> bool {
        self.contains_key(name)
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.keys().map(String::as_str)
    }
}

/// A text with the new names in it.
pub(crate) fn renamed(text: &str, edits: &[(std::ops::Range<usize>, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len() * 12);
    let mut from = 0;
    for (at, name) in edits {
        out.push_str(&text[from..at.start]);
        out.push_str(name);
        from = at.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Names all static files, and has each name the others as they are named.
pub(super) fn publish(files: &BTreeMap<String, Arc<[u8]>>) -> Statics {
    let texts = files.iter().filter_map(|(name, bytes)| Some((name.as_str(), std::str::from_utf8(bytes).ok()?)));
    let mut mentions: BTreeMap<&str, Mentions> =
        texts.map(|(name, text)| (name, mentions::of(name, text, files))).collect();
    for said in mentions.values_mut() {
        said.named.sort_by_key(|named| named.at.start);
        said.named.dedup_by_key(|named| named.at.start);
    }
    let kept = mentions.values().flat_map(|said| said.kept.iter().map(String::as_str));
    let mut plain: BTreeSet<&str> = kept.collect();
    plain.extend(files.keys().map(String::as_str).filter(|name| !lasting::takes_mark(name)));
    let needs =
        |name: &str| mentions.get(name).into_iter().flat_map(|said| said.named.iter().map(|one| one.file.as_str()));
    let mut done = Statics::default();
    let mut left: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    while !left.is_empty() {
        let is_ready = |name: &&str| needs(name).all(|other| plain.contains(other) || done.0.contains_key(other));
        let ready: Vec<&str> = left.iter().copied().filter(is_ready).collect();
        if ready.is_empty() {
            plain.extend(left.iter().copied().filter(|name| reaches(name, &left, &needs)).collect::<Vec<_>>());
        }
        for name in ready {
            left.remove(name);
            let named = mentions.get(name).map_or(&[][..], |said| &said.named);
            let one = one(name, &files[name], named, &plain, &done);
            done.0.insert(name.to_string(), one);
        }
    }
    done
}

/// Whether a file names itself, by whatever others among these.
fn reaches<'f, I: Iterator<Item = &'f str>>(name: &str, among: &BTreeSet<&str>, needs: &impl Fn(&str) -> I) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = needs(name).collect();
    while let Some(next) = open.pop() {
        if next == name {
            return true;
        }
        if among.contains(next) && seen.insert(next) {
            open.extend(needs(next));
        }
    }
    false
}

fn one(name: &str, bytes: &Arc<[u8]>, named: &[Named], plain: &BTreeSet<&str>, done: &Statics) -> Static {
    let edits: Vec<_> = named
        .iter()
        .filter(|named| !plain.contains(named.file.as_str()))
        .filter_map(|named| Some((named.at.clone(), last_part(&done.get(&named.file)?.address))))
        .collect();
    let bytes = match std::str::from_utf8(bytes) {
        Ok(text) if !edits.is_empty() => renamed(text, &edits).into_bytes().into(),
        _ => bytes.clone(),
    };
    let file = OutputFile::new(FileClass::Asset, bytes);
    // Of pictures, only the picture is published.
    let picture = PictureFile::read(&SourcePath::new(name), &file.bytes, file.hash);
    let file = picture.map_or(file, |picture| picture.published);
    let published = if plain.contains(name) { name.to_string() } else { lasting::marked(name, file.hash) };
    Static { address: format!("{FOLDER}{published}"), file }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(files: &[(&str, &str)]) -> Statics {
        publish(&files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().into())).collect())
    }

    fn text<'s>(statics: &'s Statics, name: &str) -> &'s str {
        std::str::from_utf8(&statics.get(name).unwrap().file.bytes).unwrap()
    }

    #[test]
    fn a_name_changes_with_what_the_file_names() {
        let files = |drawing| {
            [("theme.css", "p{background:url(a.woff2)}"), ("part.css", "@import 'theme.css'"), ("a.woff2", drawing)]
        };
        let (one, other) = (published(&files("1")), published(&files("2")));
        for name in ["theme.css", "part.css", "a.woff2"] {
            assert!(lasting::plain(&one.address(name)).is_some(), "{name}");
            assert_ne!(one.address(name), other.address(name));
        }
        assert_eq!(text(&one, "theme.css"), format!("p{{background:url({})}}", last_part(&one.address("a.woff2"))));
        assert_eq!(text(&one, "part.css"), format!("@import '{}'", last_part(&one.address("theme.css"))));
    }

    #[test]
    fn files_that_name_each_other_in_a_circle_keep_their_names() {
        let statics =
            published(&[("a.js", "import './b.js'"), ("b.js", "import './a.js'"), ("c.js", "import './a.js'")]);
        assert_eq!([statics.address("a.js"), statics.address("b.js")], ["assets/a.js", "assets/b.js"]);
        assert!(lasting::plain(&statics.address("c.js")).is_some());
        assert_eq!(text(&statics, "c.js"), "import './a.js'");
        assert_eq!(published(&[("a.js", "import './a.js'")]).address("a.js"), "assets/a.js");
    }

    #[test]
    fn a_page_names_files_as_they_are_published() {
        let statics = published(&[("theme.css", "p{}"), ("favicon.ico", "x")]);
        let html = "<link href=\"../assets/theme.css\"><link href=\"https://x.org/assets/theme.css\"><link href=\"../assets/favicon.ico\">";
        let made = renamed(html, &statics.edits(html, "../", Some("https://x.org/")));
        let now = statics.address("theme.css");
        assert_eq!(
            made,
            format!("<link href=\"../{now}\"><link href=\"https://x.org/{now}\"><link href=\"../assets/favicon.ico\">")
        );
    }
}
