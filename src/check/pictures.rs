//! The pictures that an owner names, outside of texts, are pictures of the site: a logo, and drawings of professions.

use super::Subject;
use crate::config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Profession;
use crate::entry::{self, FileRole, locate::Step};
use crate::nearest::nearest;
use crate::picture;
use crate::source::{SourcePath, Span};

const PICTURES: [&str; 6] = ["svg", "png", "webp", "jpg", "jpeg", "avif"];

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
        let Some(drawing) = &profession.drawing else { continue };
        let at = || subject.at(&profession.node.entry, &[Step::Field("drawing".into())]);
        diagnostics.extend(judge(subject, drawing, at));
    }
}

/// What is wrong with a picture that is named as `typed`, at the place where it is named.
fn judge(subject: &Subject<'_>, typed: &str, at: impl Fn() -> Span) -> Option<Diagnostic> {
    let path = entry::picture_path(typed);
    let Some(file) = subject.snapshot.get(&path).filter(|_| is_picture(&path)) else {
        let pictures = subject.snapshot.below("content").map(|(path, _)| path).filter(|path| is_picture(path));
        let near = nearest(typed, pictures.filter_map(|path| path.as_str().strip_prefix("content/")));
        return Some(catalogue::missing_image(at(), typed, near));
    };
    let extension = path.extension();
    let unreadable = picture::size(&extension, &file.bytes).is_err();
    unreadable.then(|| catalogue::unreadable_image(at(), typed, &extension))
}

fn is_picture(path: &SourcePath) -> bool {
    PICTURES.contains(&path.extension().as_str()) && entry::role_of(path) == FileRole::Asset
}
