//! What an entry was called before: an old id, or the whole address that it had on another site.
//!
//! Sites that were made with other programs had addresses of other forms. One that begins with a slash, or ends as the
//! file of a page does, is counted from the root of the site; every other is an id of the entry's own kind.

use super::kinds::Kind;
use crate::slug::{is_id, is_reserved};

/// One of `former_ids`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormerName<'a> {
    Id(&'a str),
    /// Where the page was: a file from the root of the site, such as `careers/podiatry.html`, or a folder, such as
    /// `careers/podiatry`.
    File(&'a str),
    Folder(&'a str),
}

impl<'a> FormerName<'a> {
    /// What was typed, or why it cannot go on working.
    pub fn read(kind: Kind, typed: &'a str) -> Result<Self, &'static str> {
        let is_file = |text: &str| text.ends_with(".html") || text.ends_with(".htm");
        if typed.contains("://") {
            return Err("names a website; write what stands behind its name, from the slash on");
        }
        if !typed.starts_with('/') && !is_file(typed) {
            let is_whole = kind.takes_id(typed) || kind.has_own_pages() && is_id(typed);
            return if is_whole { Ok(FormerName::Id(typed)) } else { Err("cannot be part of an address") };
        }
        let path = typed.trim_start_matches('/').trim_end_matches('/');
        match path {
            "" | "index.html" | "index.htm" => Err("is the address of the first page"),
            _ if typed.contains(['?', '#']) => Err("asks a question of a server, which only your host can lead on"),
            _ if !path.split('/').all(is_part) => Err("cannot be an address of this site"),
            _ if is_file(path) && !typed.ends_with('/') => Ok(FormerName::File(path)),
            _ if has_ending(path) => Err("is no page but another file, which only your host can lead on"),
            _ => Ok(FormerName::Folder(path)),
        }
    }

    /// The address from the root of the site, if it is one.
    pub fn address(&self) -> Option<&'a str> {
        match self {
            FormerName::Id(_) => None,
            FormerName::File(path) | FormerName::Folder(path) => Some(path),
        }
    }
}

/// Whether a part of an address can be the name of a file or folder on every system, and is the same when it is encoded.
fn is_part(part: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    let stem = part.split('.').next().unwrap_or(part);
    !part.is_empty()
        && part.len() <= 200
        && !part.starts_with('.')
        && !part.ends_with('.')
        && part.bytes().all(is_plain)
        && !is_reserved(stem)
}

/// Whether the last part ends as a file of another kind does: `.php`, `.aspx`, `.pdf`. Other dots are those of a number.
fn has_ending(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, end)| end.starts_with(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_whole_addresses_are_told_apart() {
        let read = |typed| FormerName::read(Kind::Page, typed);
        assert_eq!(read("project-choice"), Ok(FormerName::Id("project-choice")));
        assert_eq!(read("old/site/page"), Ok(FormerName::Id("old/site/page")));
        assert_eq!(read("careers/podiatry.html"), Ok(FormerName::File("careers/podiatry.html")));
        assert_eq!(read("/Careers/Our_team.htm"), Ok(FormerName::File("Careers/Our_team.htm")));
        assert_eq!(read("/careers/podiatry/"), Ok(FormerName::Folder("careers/podiatry")));
        assert_eq!(read("/careers/v1.2"), Ok(FormerName::Folder("careers/v1.2")));
    }

    #[test]
    fn what_no_page_can_answer_is_refused() {
        for typed in [
            "",
            "/",
            "//",
            "index.html",
            "/index.html",
            "../old/about",
            "/../a.html",
            "/a//b.html",
            "/a.php",
            "a.php",
            "/a.html?b=c",
            "/a?b",
            "/con/a.html",
            "/a/nul.html",
            "/.hidden/a.html",
            "/a b.html",
            "/a%20b.html",
            "https://old.example/a.html",
            "Old Name",
            "a\\b.html",
            "/files/a.pdf",
            "/a\0.html",
        ] {
            assert!(FormerName::read(Kind::Page, typed).is_err(), "{typed:?}");
        }
    }
}
