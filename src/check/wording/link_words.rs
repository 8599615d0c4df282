//! The words of a link say where it leads, and what kind of file it is if it is no page.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};

/// Words that lead everywhere, as they stand between blanks, in small letters.
const VAGUE: [&str; 36] = [
    "a link",
    "article",
    "click",
    "click here",
    "click this link",
    "continue",
    "details",
    "download",
    "find out more",
    "find out more here",
    "follow this link",
    "found here",
    "go",
    "go here",
    "here",
    "info",
    "information",
    "learn more",
    "link",
    "linked here",
    "more",
    "more details",
    "more info",
    "more information",
    "page",
    "read more",
    "read more here",
    "see here",
    "see link",
    "see more",
    "this",
    "this article",
    "this link",
    "this page",
    "this website",
    "website",
];

/// Words behind a link that say what it opens stand not further away, in bytes.
const FAR: usize = 120;

/// Endings of files that open in another program, and what people call them.
const DOCUMENTS: [(&[&str], &str); 5] = [
    (&["pdf"], "PDF"),
    (&["doc", "docx"], "Word"),
    (&["xls", "xlsx"], "Excel"),
    (&["ppt", "pptx"], "PowerPoint"),
    (&["odt", "ods"], "OpenDocument"),
];

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks {
        for link in &block.links {
            let words = block.text[link.words.clone()].trim();
            // A link around a picture is named by the picture's words.
            if words.is_empty() {
                continue;
            }
            let at = || passage.at(block, link.words.clone());
            if is_vague(words) {
                let is_example = is_example(&link.target) && is_address_of_a_page(&words.to_lowercase());
                diagnostics.push(catalogue::vague_link(at(), words, is_example));
            }
            let next = block.links.iter().map(|other| other.words.start).find(|start| *start >= link.words.end);
            let after = behind(&block.text[..next.unwrap_or(block.text.len())], link.words.end);
            let around = || format!("{words} {after}");
            let is_told = |document: &&str| says(words, document) || says(&around(), document);
            if let Some(document) = document(&link.target).filter(|document| !is_told(document)) {
                let (names_kind, has_size) = (names_kind(&around(), document), has_size(&around()));
                diagnostics.push(catalogue::document_link(at(), document, names_kind, has_size));
            }
        }
    }
}

/// The words behind a link that still speak of it: up to the end of the first brackets, within its sentence.
fn behind(text: &str, end: usize) -> &str {
    let rest = &text[end..text.floor_char_boundary(text.len().min(end + FAR))];
    let stop = rest.find(['.', '?', '!', '\n']).filter(|stop| !rest[..*stop].contains('('));
    match rest.find(')') {
        Some(close) if rest[..close].contains('(') && stop.is_none() => &rest[..close],
        _ => "",
    }
}

fn is_vague(words: &str) -> bool {
    let lower = words.to_lowercase();
    let plain: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let plain = plain.join(" ");
    VAGUE.contains(&plain.trim()) || is_address_of_a_page(&lower)
}

/// Whether words in small letters are an address. That of a whole website is its name.
fn is_address_of_a_page(lower: &str) -> bool {
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let is_address = rest.is_some() || lower.starts_with("www.");
    is_address && rest.unwrap_or(lower).trim_end_matches('/').contains(['/', '?', '#', ':'])
}

/// Whether an address leads nowhere and is meant to: it shows how one is written
/// (<https://www.rfc-editor.org/rfc/rfc2606>).
fn is_example(target: &str) -> bool {
    let host = target.split_once("://").map_or(target, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or("").to_ascii_lowercase();
    let is_reserved = |name: &str| matches!(name, "example" | "invalid" | "localhost" | "test");
    let mut names = host.rsplit('.');
    names.next().is_some_and(is_reserved)
        || host.split_once("example.").is_some_and(|(before, end)| {
            (before.is_empty() || before.ends_with('.')) && matches!(end, "com" | "net" | "org")
        })
}

/// What people call the file that a link leads to, if it is no page.
fn document(target: &str) -> Option<&'static str> {
    let lower = target.to_ascii_lowercase();
    if lower.starts_with("mailto:") || lower.starts_with("tel:") {
        return None;
    }
    let path = lower.split(['?', '#']).next().unwrap_or(&lower);
    // The end of a name of a website is no ending of a file.
    let (is_web, path) = match path.split_once("://") {
        Some((_, rest)) => (true, rest.split_once('/')?),
        None => (false, ("", path)),
    };
    let (host, path) = path;
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let document = DOCUMENTS.iter().find(|(endings, _)| endings.contains(&ending)).map(|(_, name)| *name)?;
    (!is_web || !is_page_of_a_file(host, path)).then_some(document)
}

/// Whether an address is that of a page about a file: in a wiki, in a store of source texts, in a shared folder.
fn is_page_of_a_file(host: &str, path: &str) -> bool {
    let host = host.trim_start_matches("www.");
    let mut parts = path.split('/');
    let is_in_store = path.split('/').any(|part| matches!(part, "blob" | "blame" | "wiki"));
    let is_named = path.rsplit('/').next().is_some_and(|name| name.contains(':') || name.contains("%3a"));
    let is_shared = parts.next().is_some_and(|first| first.starts_with(':')) || host == "dropbox.com";
    is_in_store || is_named || is_shared
}

/// Whether words name the kind of file and its size.
fn says(words: &str, document: &str) -> bool {
    names_kind(words, document) && has_size(words)
}

fn names_kind(words: &str, document: &str) -> bool {
    let lower = words.to_lowercase();
    let kind = DOCUMENTS.iter().find(|(_, name)| *name == document).map_or(&[][..], |(endings, _)| endings);
    kind.iter().any(|ending| lower.contains(ending)) || lower.contains(&document.to_lowercase())
}

/// Whether there is a size in words, such as `200 KB`, `1.5MB` or `36 pages`.
fn has_size(words: &str) -> bool {
    let lower = words.to_lowercase();
    const UNITS: [&str; 12] =
        ["kb", "mb", "gb", "kib", "mib", "bytes", "kilobytes", "megabytes", "page", "pages", "pg", "pgs"];
    const NUMBERS: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let counts = |before: &str| {
        before.ends_with(|c: char| c.is_ascii_digit())
            || before.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(|word| NUMBERS.contains(&word))
    };
    UNITS.iter().any(|unit| {
        lower.match_indices(unit).any(|(at, _)| {
            let ends = !lower[at + unit.len()..].starts_with(char::is_alphanumeric);
            ends && counts(lower[..at].trim_end_matches(|c: char| c.is_whitespace() || c == '-'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lead_everywhere_are_vague() {
        for words in ["Here", "click here.", "Read more…", "https://www.hcpc-uk.org/check", "www.nhs.uk/jobs"] {
            assert!(is_vague(words), "{words}");
        }
        for words in
            ["here for you", "Read more about feet", "apply by post", "nhs.uk", "www.nhs.uk", "https://www.nhs.uk/"]
        {
            assert!(!is_vague(words), "{words}");
        }
    }

    #[test]
    fn addresses_of_nobody_are_examples() {
        for target in
            ["https://your.site.example/?a", "http://localhost:4000/x", "https://www.example.com", "https://a.test"]
        {
            assert!(is_example(target), "{target}");
        }
        for target in ["https://an-example.com/x", "https://example.com.uk/x", "https://nhs.uk/example", "../a.md"] {
            assert!(!is_example(target), "{target}");
        }
    }

    #[test]
    fn words_behind_a_link_may_speak_of_it() {
        for (text, after) in [
            ("x (PDF, 1.5 MB)", " (PDF, 1.5 MB"),
            ("x, of the trust (PDF, 2 pgs).", ", of the trust (PDF, 2 pgs"),
            ("x. It is long (PDF, 2 pages)", ""),
            ("x", ""),
        ] {
            assert_eq!(behind(text, 1), after, "{text}");
        }
    }

    #[test]
    fn documents_say_what_they_are_and_how_large() {
        assert_eq!(document("../files/Form.DOCX?x=1.5#page"), Some("Word"));
        for page in [
            "https://a.uk/pdf",
            "https://www.word.doc",
            "https://en.wikipedia.example/wiki/File:Form.pdf",
            "https://github.com/a/b/blob/main/form.pdf",
            "https://trust.sharepoint.com/:b:/r/form.pdf",
            "https://www.dropbox.com/s/abc/form.pdf?dl=0",
            "https://a.uk/form.pdf/",
            "mailto:me@hospital.doc",
        ] {
            assert_eq!(document(page), None, "{page}");
        }
        assert_eq!(document("https://a.uk/form.pdf?x#y"), Some("PDF"));
        assert!(says("36-page PDF", "PDF") && says("A PDF of two pages", "PDF"));
        assert!(says("Form (Word document, 1.5 MB)", "Word") && says("form.docx, 20KB", "Word"));
        assert!(says("Form (PDF, 36 pages)", "PDF") && !says("36 pages of PDF paged", "Word"));
        assert!(!says("Form (Word)", "Word") && !says("Form, 20 KB", "Word") && !says("PDF for mbs", "PDF"));
    }
}
