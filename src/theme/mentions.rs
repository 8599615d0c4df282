//! Where styles, scripts and pages name static files of the theme, so that each can be named as it is published.
//!
//! What is read whole is written anew. A name that is put together while a script runs, or that is looked for in an address,
//! cannot be: then the file that it may mean keeps its plain name, and all goes on working.

use std::ops::Range;

use memchr::memmem;

use crate::css;
use crate::lasting::{FOLDER, LONGEST, is_of_name, name_at};
use crate::source;

/// A file that is named, and where the last part of its name stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub at: Range<usize>,
    pub file: String,
}

/// What a file says of other files.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mentions {
    pub named: Vec<Named>,
    /// Files that it may mean in a way that cannot be written anew.
    pub kept: Vec<String>,
}

/// Which files there are, by name.
pub(super) trait Files {
    fn has(&self, name: &str) -> bool;
    fn all(&self) -> impl Iterator<Item = &str>;
}

/// What a static file of this name says of others.
pub(super) fn of(name: &str, text: &str, files: &impl Files) -> Mentions {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => in_sheet(name, text, files),
        "js" | "mjs" => in_script(name, text, files),
        "svg" | "json" | "html" | "htm" | "xml" | "txt" | "webmanifest" => in_other(name, text, files),
        _ => Mentions::default(),
    }
}

/// The last part of a name that ends at a place.
fn last(end: usize, name: &str, file: String) -> Named {
    let length = name.len() - name.rfind('/').map_or(0, |at| at + 1);
    Named { at: end - length..end, file }
}

/// Browsers read an address in a stylesheet from where the sheet is.
fn in_sheet(name: &str, text: &str, files: &impl Files) -> Mentions {
    let mut mentions = Mentions::default();
    for address in css::addresses(text) {
        let Some(file) = joined(name, &address.text).filter(|file| files.has(file)) else { continue };
        let written = &text[address.at.clone()];
        let path = written.split(['?', '#']).next().unwrap_or("");
        match written == address.text && path.ends_with(file.rsplit('/').next().unwrap_or("")) {
            true => mentions.named.push(last(address.at.start + path.len(), &file.clone(), file)),
            false => mentions.kept.push(file),
        }
    }
    mentions
}

/// Where an address leads, read from another file; nothing if it leads elsewhere.
fn joined(from: &str, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or("");
    if path.starts_with('/') || path.contains(':') {
        return None;
    }
    source::follow(from.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// Scripts name a file from the site's root (`base + "assets/extra.svg"`), or from where they are (`import "./part.js"`).
fn in_script(name: &str, text: &str, files: &impl Files) -> Mentions {
    let mut mentions = Mentions::default();
    for (at, _) in text.match_indices("assets") {
        let rest = &text[at + "assets".len()..];
        if text[..at].bytes().next_back().is_some_and(|byte| is_of_name(byte) && byte != b'/') {
            continue;
        }
        if let Some(pattern) = rest.strip_prefix("\\/") {
            // What looks for a name in an address knows it without a mark.
            let near = pattern.floor_char_boundary(2 * LONGEST);
            let named = pattern[..near].replace('\\', "");
            mentions.kept.extend(longest(&named, files).map(str::to_string));
        } else if let Some(rest) = rest.strip_prefix('/') {
            from_root(rest, at + FOLDER.len(), text, files, &mut mentions);
        }
    }
    for (at, word) in words(text) {
        let is_way = word.starts_with("./") || word.starts_with("../");
        let file = if is_way { joined(name, word) } else { Some(word.to_string()) };
        match file.filter(|file| files.has(file)) {
            Some(file) if is_way => mentions.named.push(last(at + word.len(), &file.clone(), file)),
            Some(file) => mentions.kept.push(file),
            None => {}
        }
    }
    mentions
}

/// What stands behind `assets/` in a script.
fn from_root(rest: &str, at: usize, text: &str, files: &impl Files, mentions: &mut Mentions) {
    let (name, after) = rest.split_at(name_at(rest).len());
    if files.has(name) {
        if !is_elsewhere(&text[..at]) {
            mentions.named.push(last(at + name.len(), name, name.to_string()));
        }
        return;
    }
    let after = &after[..after.floor_char_boundary(2 * LONGEST)];
    // What the name ends with, where a part of it is filled in: `assets/${name}.js`.
    let end = match after.strip_prefix("${").and_then(|filled| filled.split_once('}')) {
        Some((_, end)) => name_at(end),
        None if after.starts_with(['"', '\'', '`']) => "",
        None => return,
    };
    let may_be = |file: &&str| file.starts_with(name) && file.ends_with(end);
    mentions.kept.extend(files.all().filter(may_be).map(str::to_string));
}

/// Whether what ends here is the beginning of a whole address, which leads to another website.
fn is_elsewhere(before: &str) -> bool {
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let before = &before[near..];
    let start = before.bytes().rposition(|byte| !is_of_name(byte) && byte != b':').map_or(0, |at| at + 1);
    before[start..].contains("//")
}

/// The longest name of a file that a text begins with.
fn longest<'f>(text: &str, files: &'f impl Files) -> Option<&'f str> {
    files.all().filter(|file| text.starts_with(file)).max_by_key(|file| file.len())
}

/// What stands between quotation marks, if it could be the name of a file.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let quotes = text.match_indices(['"', '\'', '`']);
    quotes.filter_map(|(at, quote)| {
        let rest = &text[at + 1..];
        let length = rest.bytes().position(|byte| !is_of_name(byte))?;
        let word = &rest[..length];
        (rest[length..].starts_with(quote) && word.contains('.')).then_some((at + 1, word))
    })
}

/// In other files a name may be read from anywhere, so what they name stays.
fn in_other(name: &str, text: &str, files: &impl Files) -> Mentions {
    let mut mentions = Mentions::default();
    for (_, word) in words(text) {
        let word = word.rsplit_once(FOLDER).map_or(word, |(_, inside)| inside);
        let candidates = [joined(name, word), Some(word.to_string())];
        mentions.kept.extend(candidates.into_iter().flatten().find(|file| files.has(file)));
    }
    mentions
}

/// Where tags of a page name files of the theme. `roots` are the ways from the page to the site's root.
pub(super) fn in_page(html: &str, roots: &[&str], files: &impl Files) -> Vec<Named> {
    let mut named = Vec::new();
    let (mut is_tag, mut looked) = (false, 0);
    for at in memmem::find_iter(html.as_bytes(), FOLDER) {
        if let Some(found) = html[looked..at].rfind(['<', '>']) {
            is_tag = html[looked + found..].starts_with('<');
        }
        looked = at;
        let start = at + FOLDER.len();
        let rest = &html[start..];
        let (name, after) = rest.split_at(name_at(rest).len());
        let ends =
            after.is_empty() || after.starts_with(['"', '\'', '?', '#', ')', ',', '>', '&', ' ', '\n', '\t', '\r']);
        if ends && files.has(name) && roots.iter().any(|root| begins(&html[..at], root, is_tag)) {
            named.push(last(start + name.len(), name, name.to_string()));
        }
    }
    named
}

/// Whether the address of a file of the theme, with this way to the root, stands in a tag or in a rule of style.
fn begins(before: &str, root: &str, is_tag: bool) -> bool {
    let Some(before) = before.strip_suffix(root) else { return false };
    if ["url(", "url(\"", "url('"].iter().any(|open| before.ends_with(open)) {
        return true;
    }
    let opens = ['"', '\'', '=', ',', ' ', '\n', '\t', '\r'];
    is_tag && (before.ends_with(opens) || before.ends_with("&quot;"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Known(&'static [&'static str]);

    impl Files for Known {
        fn has(&self, name: &str) -> bool {
            self.0.contains(&name)
        }

        fn all(&self) -> impl Iterator<Item = &str> {
            self.0.iter().copied()
        }
    }

    const KNOWN: Known = Known(&["a.svg", "icons/b.svg", "icons/c.svg", "part.js", "near.js", "theme.css"]);

    /// The files that are named, with the part that is written anew in brackets; then those that stay.
    fn said(name: &str, text: &str) -> (String, Vec<String>) {
        let Mentions { mut named, kept } = of(name, text, &KNOWN);
        named.sort_by_key(|named| std::cmp::Reverse(named.at.start));
        let mut shown = text.to_string();
        for named in named {
            shown.insert(named.at.end, ']');
            shown.insert(named.at.start, '[');
        }
        (shown, kept)
    }

    fn anew(name: &str, text: &str, shown: &str) {
        assert_eq!(said(name, text), (shown.to_string(), vec![]));
    }

    fn stays(name: &str, text: &str, kept: &[&str]) {
        assert_eq!(said(name, text), (text.to_string(), kept.iter().map(|file| file.to_string()).collect()));
    }

    #[test]
    fn sheets_name_files_from_where_they_are() {
        anew(
            "theme.css",
            "p{background:url(icons/b.svg#x) url('a.svg')}",
            "p{background:url(icons/[b.svg]#x) url('[a.svg]')}",
        );
        anew(
            "icons/x.css",
            "@import '../theme.css';p{background:url(c.svg)}",
            "@import '../[theme.css]';p{background:url([c.svg])}",
        );
        anew(
            "theme.css",
            "p{background:url(https://x.org/a.svg) url(/a.svg) url(../a.svg)}/* a.svg */",
            "p{background:url(https://x.org/a.svg) url(/a.svg) url(../a.svg)}/* a.svg */",
        );
        stays("theme.css", r"p{background:url(\61.svg)}", &["a.svg"]);
    }

    #[test]
    fn scripts_name_files_from_the_root_or_from_where_they_are() {
        anew(
            "x.js",
            "base + \"assets/a.svg\"; `${base}assets/icons/b.svg?x`",
            "base + \"assets/[a.svg]\"; `${base}assets/icons/[b.svg]?x`",
        );
        anew("icons/x.js", "import '../part.js'; import './b.svg'", "import '../[part.js]'; import './[b.svg]'");
        anew(
            "x.js",
            "'https://x.org/assets/a.svg' + base + 'assets/near-data.js'",
            "'https://x.org/assets/a.svg' + base + 'assets/near-data.js'",
        );
    }

    #[test]
    fn what_a_script_puts_together_stays() {
        stays("x.js", "base + 'assets/icons/' + name", &["icons/b.svg", "icons/c.svg"]);
        stays("x.js", "`${base}assets/${name}.js`", &["part.js", "near.js"]);
        stays("x.js", "const names = ['part.js']", &["part.js"]);
    }

    #[test]
    fn a_script_that_looks_for_a_name_in_an_address_finds_it() {
        stays("near.js", r#"src.replace(/assets\/near\.js.*/, "")"#, &["near.js"]);
        stays("near.js", r#"src.replace(/assets\/near\.[^/]*$/, "")"#, &[]);
    }

    #[test]
    fn what_other_files_name_stays() {
        stays("data.json", "{\"x\": \"icons/b.svg\", \"y\": \"assets/a.svg\"}", &["icons/b.svg", "a.svg"]);
        stays("icons/x.svg", "<image href=\"c.svg\"/>", &["icons/c.svg"]);
    }

    /// Both would take hours if each name were looked for from the beginning, or to the end.
    #[test]
    fn long_texts_are_read_once() {
        let word = "assets/".repeat(200_000);
        let names = " assets/theme.css".repeat(100_000);
        assert!(page(&format!("<p>{word}</p><p>{names}</p>"), "").is_empty());
        assert_eq!(said("x.js", &word), (word.clone(), vec![]));
    }

    fn page(html: &str, root: &str) -> Vec<String> {
        in_page(html, &[root], &KNOWN).into_iter().map(|named| html[named.at].to_string()).collect()
    }

    #[test]
    fn tags_of_pages_name_files_by_the_way_to_the_root() {
        assert_eq!(
            page(
                "<link href=\"../assets/theme.css\"><img srcset=\"../assets/a.svg 1x, ../assets/icons/b.svg 2x\">",
                "../"
            ),
            ["theme.css", "a.svg", "b.svg"]
        );
        assert_eq!(page("<script src=assets/part.js></script><a href='assets/a.svg#x'>", ""), ["part.js", "a.svg"]);
        assert_eq!(page("<style>p{background:url(/careers/assets/a.svg)}</style>", "/careers/"), ["a.svg"]);
    }

    #[test]
    fn words_and_other_addresses_are_left_alone() {
        for html in [
            "<p>It is in \"../assets/theme.css\", see ../assets/a.svg </p>",
            "<img src=\"https://x.org/../assets/a.svg\"><img src=\"../../assets/a.svg\"><img src=\"assets/a.svg\">",
            "<img src=\"../assets/a.svgz\"><img src=\"../assets/other.svg\"><img src=\"../my-assets/a.svg\">",
        ] {
            assert!(page(html, "../").is_empty(), "{html}");
        }
    }
}
