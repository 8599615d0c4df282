//! The template engine, set up for a theme.

use std::sync::Arc;

use tera::Tera;

use super::strings::Strings;
use super::{Templates, circles, failures, filters, is_default};
use crate::diagnostic::Diagnostic;

/// An engine that knows what templates may do, and no template yet.
pub(super) fn new(strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::default();
    filters::register(&mut tera, strings);
    tera.set_fallback_prefixes(["site/", "default/"]).expect("no template has been added yet");
    tera
}

/// An engine with all templates of a theme, or none where one of them has a fault.
pub(super) fn compile(
    templates: &Templates,
    strings: &Arc<Strings>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    let told_before = diagnostics.len();
    // The default theme alone is held by a test, and is read with every command.
    if templates.values().any(|template| !is_default(&template.path)) {
        circles::tell(templates, diagnostics);
    }
    if diagnostics.len() > told_before {
        return None;
    }
    let mut tera = new(strings);
    match tera.add_raw_templates(templates.iter().map(|(name, template)| (name, &*template.text))) {
        Ok(()) => Some(tera),
        Err(error) => {
            diagnostics.extend(failures::compiling(&error, templates));
            None
        }
    }
}
