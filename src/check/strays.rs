//! Nothing lies in `content/` that is not used: what no page, field or setting refers to is not published, and told.

use super::Subject;
use crate::config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::{self, locate::Step};
use crate::nearest::nearest;
use crate::source::{SourcePath, Span};

pub(super) fn files(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // A page that could not be read may refer to many.
    if !subject.graph.is_complete {
        return;
    }
    let strays = &subject.graph.strays;
    diagnostics.extend(strays.iter().map(|stray| catalogue::stray_file(&stray.path, stray.hidden.as_ref())));
}

/// Settings that name files which are not there.
pub(super) fn settings(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let graph = subject.graph;
    let all = || graph.assets.iter().chain(graph.strays.iter().map(|stray| &stray.path)).filter_map(inside);
    let published = subject.config.publish.iter().enumerate();
    let published = published.map(|(at, pattern)| (vec![Step::Field("publish".into()), Step::Item(at)], pattern));
    let editor = subject.config.editor.iter().map(|pattern| (vec![Step::Field("editor".into())], pattern));
    for (steps, pattern) in published.chain(editor) {
        let named: Vec<&str> = all().filter(|path| pattern.fits(path)).collect();
        let is_junk = |path: &&str| entry::maker(path.rsplit('/').next().unwrap_or(path)).is_some();
        if named.iter().any(|path| !is_junk(path)) {
            continue;
        }
        let text = subject.snapshot.text(&config::path()).unwrap_or("");
        let at = Span::new(&config::path(), entry::yaml_marks(text, 0).find(&steps).value.clone());
        diagnostics.push(match named.first() {
            Some(junk) => catalogue::publishes_junk(at, junk),
            None => catalogue::publishes_nothing(at, &pattern.0, nearest(&pattern.0, all())),
        });
    }
}

fn inside(path: &SourcePath) -> Option<&str> {
    path.as_str().strip_prefix("content/")
}
