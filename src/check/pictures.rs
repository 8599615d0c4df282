//! Every picture below `content/` can be shown, also those that no text shows yet: all of them are published.

use rustc_hash::FxHashSet;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::graph::LinkTarget;
use crate::source::{SourcePath, Span};

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let pictures = subject.graph.pictures.iter();
    let bad: Vec<_> = pictures.filter_map(|(path, file)| Some((path, *file.picture.as_ref().err()?))).collect();
    if bad.is_empty() {
        return;
    }
    // Where a text shows a picture, the finding stands there already.
    let links = subject.graph.nodes().flat_map(|(_, node)| &node.links);
    let shown: FxHashSet<&SourcePath> = links.filter_map(shown).collect();
    for (path, trouble) in bad.into_iter().filter(|(path, _)| !shown.contains(path)) {
        diagnostics.push(catalogue::picture_trouble(Span::file(path), path.file_name(), trouble));
    }
}

fn shown(link: &LinkTarget) -> Option<&SourcePath> {
    match link {
        LinkTarget::Picture(path, _) => Some(path),
        _ => None,
    }
}
