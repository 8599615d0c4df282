//! Pictures outside of texts: a logo, drawings of professions, and files that are published though nothing shows them.
//! All of them go online, so all of them must be pictures.

use rustc_hash::FxHashSet;

use super::Subject;
use crate::config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Profession;
use crate::entry::{self, locate::Step, picture_path};
use crate::graph::LinkTarget;
use crate::nearest::nearest;
use crate::picture::{Active, Motion};
use crate::source::{SourcePath, Span};

pub(super) fn logo(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(logo) = subject.config.brand.as_ref().and_then(|brand| brand.logo.as_ref()) else { return };
    let at = || {
        let text = subject.snapshot.text(&config::path()).unwrap_or("");
        let steps = ["brand", "logo"].map(|step| Step::Field(step.into()));
        Span::new(&config::path(), entry::yaml_marks(text, 0).find(&steps).value.clone())
    };
    diagnostics.extend(judge(subject, logo, at));
}

pub(super) fn drawings(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for profession in subject.graph.all::<Profession>() {
        for (field, picture) in profession.fields.pictures() {
            let at = || subject.at(&profession.node.entry, &[Step::Field(field.into())]);
            diagnostics.extend(judge(subject, picture, at));
        }
    }
}

/// What is wrong with a picture that is named as `typed`, at the place where it is named.
fn judge(subject: &Subject<'_>, typed: &str, at: impl Fn() -> Span) -> Option<Diagnostic> {
    let Some(file) = subject.graph.pictures.get(&picture_path(typed)) else {
        let names = subject.graph.pictures.keys().filter_map(|path| path.as_str().strip_prefix("content/"));
        return Some(catalogue::missing_image(at(), typed, nearest(typed, names)));
    };
    match &file.picture {
        Ok(picture) => (picture.motion == Motion::Moving).then(|| catalogue::moving_image(at(), typed)),
        Err(trouble) => Some(catalogue::picture_trouble(at(), typed, *trouble)),
    }
}

pub(super) fn all(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let pictures = subject.graph.pictures.iter().filter(|(path, _)| subject.graph.publishes(path));
    let bad: Vec<_> = pictures.filter_map(|(path, file)| Some((path, *file.picture.as_ref().err()?))).collect();
    if bad.is_empty() {
        return;
    }
    // Where a picture is shown, the finding stands there already.
    let links = subject.graph.nodes().flat_map(|(_, node)| &node.links);
    let shown: FxHashSet<&SourcePath> = links.filter_map(shown).collect();
    let logo = subject.config.brand.as_ref().and_then(|brand| brand.logo.as_deref());
    let professions = subject.graph.all::<Profession>();
    let pictures = professions.flat_map(|one| one.fields.pictures().map(|(_, picture)| &**picture));
    let named: FxHashSet<SourcePath> = logo.into_iter().chain(pictures).map(picture_path).collect();
    for (path, trouble) in bad.into_iter().filter(|(path, _)| !shown.contains(path) && !named.contains(*path)) {
        diagnostics.push(catalogue::picture_trouble(Span::file(path), path.file_name(), trouble));
    }
}

/// What drawings that go online do when somebody opens them by themselves.
pub(super) fn active(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (path, file) in subject.graph.pictures.iter().filter(|(path, _)| subject.graph.publishes(path)) {
        let told = |active: &Active| catalogue::active_drawing(Span::new(path, active.at.clone()), &active.deed);
        diagnostics.extend(file.active.iter().map(told));
    }
}

fn shown(link: &LinkTarget) -> Option<&SourcePath> {
    if let LinkTarget::Picture(path, _) = link { Some(path) } else { None }
}
