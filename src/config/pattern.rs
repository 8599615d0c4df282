//! Files that an owner names without naming each.

use crate::entry::fields::{Field, Reader, Shape};
use crate::entry::node::Node;
use crate::entry::phase::same_in_every_phase;
use crate::entry::values::Text;

/// The path of a file or a folder below `content`, in which `*` stands for any letters between two slashes. A star in the
/// last name means files, unless a slash follows, which means all that lies there, however deep: `downloads/*` is what lies
/// directly in that folder, and `downloads/*/` whatever is below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(pub Text);

impl Pattern {
    /// Whether a path below `content` is named, or lies in a folder that is.
    pub fn fits(&self, inside: &str) -> bool {
        let mut parts = inside.split('/');
        let mut wanted = self.0.trim_matches('/').split('/');
        let fits = wanted.by_ref().all(|wanted| parts.next().is_some_and(|part| matches(wanted, part)));
        let means_files = !self.0.ends_with('/') && self.0.rsplit('/').next().is_some_and(|last| last.contains('*'));
        fits && !(means_files && parts.next().is_some())
    }
}

/// Whether a name is what a pattern with stars says.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(start) else { return false };
    let (between, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in between.split('*').filter(|piece| !piece.is_empty()) {
        let Some((_, after)) = left.split_once(piece) else { return false };
        left = after;
    }
    left.ends_with(end)
}

impl Field for Pattern {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let text = text.strip_prefix("content/").map(Text::from).unwrap_or(text);
        if text.trim_matches('/').is_empty() {
            reader.invalid("this names no file", Some("write a path below `content`, such as `downloads/`".into()));
            return None;
        }
        Some(Pattern(text))
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

same_in_every_phase!(Pattern);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_one_by_one_by_folder_or_by_star() {
        let fits = |pattern: &str, path: &str| Pattern(pattern.into()).fits(path);
        assert!(fits("downloads", "downloads/a/b.pdf") && fits("downloads/", "downloads/b.pdf"));
        assert!(fits("downloads/*.pdf", "downloads/b.pdf") && fits("*", "b.pdf"));
        assert!(fits("*/", "downloads/a/b.pdf") && fits("downloads/*/", "downloads/a/b.pdf"));
        assert!(!fits("*", "downloads/b.pdf") && !fits("downloads/*", "downloads/a/b.pdf"), "a star means one level");
        assert!(fits("google*.html", "google1f.html") && fits("a*b*c*d", "a1b2c3d"));
        assert!(!fits("downloads", "downloads.pdf") && !fits("downloads/*.pdf", "downloads/a/b.pdf"));
        assert!(!fits("a*b*c", "acb") && !fits("*.pdf", "list.xlsx") && !fits("a/b", "a"));
        assert!(!fits("ab*ba", "aba"), "no letter is counted twice");
    }
}
