//! A view and a theme to bytes: a pure function.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::Diagnostic;
use crate::theme::{Theme, renamed};
use crate::view::PageView;

/// A page as bytes.
#[derive(Debug)]
pub struct Rendered {
    pub bytes: Arc<[u8]>,
    /// A hash of the page before it names the theme's files as they are published: it stays when only these change.
    pub said: u128,
}

/// Renders one page. Templates give the theme's files plain names; the page names them as they are published.
///
/// The error is a finding that points into the template.
pub fn page(view: &PageView, template: &str, theme: &Theme) -> Result<Rendered, Box<Diagnostic>> {
    let html = theme.render(template, &context(&view.page, &view.view))?;
    let said = xxh3_128(html.as_bytes());
    let edits = theme.statics.edits(&html, &view.page.root, view.page.site.base_url.as_deref());
    Ok(Rendered { bytes: renamed(&html, &edits).into_bytes().into(), said })
}

/// What a template sees.
pub fn context(page: &impl Serialize, view: &impl Serialize) -> tera::Context {
    let mut context = tera::Context::new();
    context.insert_value("page", Value::from_serializable(page));
    context.insert_value("view", Value::from_serializable(view));
    context
}
