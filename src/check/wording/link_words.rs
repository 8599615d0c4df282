//! The words of a link say where it leads, and what kind of file it is if it is no page.

use super::Passage;
use crate::diagnostic::{Diagnostic, catalogue};

/// Words that lead everywhere, as they stand between blanks, in small letters.
const VAGUE: [&str; 33] = [
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
    "go",
    "go here",
    "here",
    "info",
    "information",
    "learn more",
    "link",
    "more",
    "more details",
    "more info",
    "more information",
    "page",
    "read more",
    "read more here",
    "see here",
    "see more",
    "this",
    "this article",
    "this link",
    "this page",
    "this website",
    "website",
];

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
                diagnostics.push(catalogue::vague_link(at(), words));
            }
            if let Some(document) = document(&link.target).filter(|document| !says(words, document)) {
                diagnostics.push(catalogue::document_link(at(), document, has_size(words)));
            }
        }
    }
}

fn is_vague(words: &str) -> bool {
    let lower = words.to_lowercase();
    let plain: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let plain = plain.join(" ");
    let is_address = ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start));
    VAGUE.contains(&plain.trim()) || is_address
}

/// What people call the file that a link leads to, if it is no page.
fn document(target: &str) -> Option<&'static str> {
    let path = target.split(['?', '#']).next().unwrap_or(target);
    let (_, ending) = path.rsplit('/').next()?.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    DOCUMENTS.iter().find(|(endings, _)| endings.contains(&&*ending)).map(|(_, name)| *name)
}

/// Whether words name the kind of file and its size.
fn says(words: &str, document: &str) -> bool {
    let lower = words.to_lowercase();
    let kind = DOCUMENTS.iter().find(|(_, name)| *name == document).map_or(&[][..], |(endings, _)| endings);
    let names_kind = kind.iter().any(|ending| lower.contains(ending)) || lower.contains(&document.to_lowercase());
    names_kind && has_size(words)
}

/// Whether there is a size in words, such as `200 KB`, `1.5MB` or `36 pages`.
fn has_size(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["kb", "mb", "gb", "page", "pages"].iter().any(|unit| {
        lower.match_indices(unit).any(|(at, _)| {
            let ends = !lower[at + unit.len()..].starts_with(char::is_alphanumeric);
            ends && lower[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lead_everywhere_are_vague() {
        for words in ["Here", "click here.", "Read more…", "https://www.hcpc-uk.org/check", "www.nhs.uk"] {
            assert!(is_vague(words), "{words}");
        }
        for words in ["here for you", "Read more about feet", "apply by post", "nhs.uk"] {
            assert!(!is_vague(words), "{words}");
        }
    }

    #[test]
    fn documents_say_what_they_are_and_how_large() {
        assert_eq!(document("../files/Form.DOCX?x=1.5#page"), Some("Word"));
        assert_eq!(document("https://a.uk/pdf"), None);
        assert!(says("Form (Word document, 1.5 MB)", "Word") && says("form.docx, 20KB", "Word"));
        assert!(says("Form (PDF, 36 pages)", "PDF") && !says("36 pages of PDF paged", "Word"));
        assert!(!says("Form (Word)", "Word") && !says("Form, 20 KB", "Word") && !says("PDF for mbs", "PDF"));
    }
}
