//! An owner's logo is a picture of the site.

use super::Subject;
use crate::config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::{self, FileRole, locate::Step};
use crate::nearest::nearest;
use crate::source::{SourcePath, Span};

const PICTURES: [&str; 6] = ["svg", "png", "webp", "jpg", "jpeg", "avif"];

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(logo) = subject.config.brand.as_ref().and_then(|brand| brand.logo.as_ref()) else { return };
    let is_picture =
        |path: &SourcePath| PICTURES.contains(&path.extension().as_str()) && entry::role_of(path) == FileRole::Asset;
    if is_picture(&config::brand::logo_path(logo)) && subject.snapshot.get(&config::brand::logo_path(logo)).is_some() {
        return;
    }
    let pictures = || subject.snapshot.below("content").map(|(path, _)| path).filter(|path| is_picture(path));
    let near = nearest(logo, pictures().filter_map(|path| path.as_str().strip_prefix("content/")));
    let text = subject.snapshot.text(&config::path()).unwrap_or("");
    let steps = ["brand", "logo"].map(|step| Step::Field(step.into()));
    let place = entry::yaml_marks(text, 0).find(&steps).value.clone();
    diagnostics.push(catalogue::missing_image(Span::new(&config::path(), place), logo, near));
}
