//! A view and a theme to bytes: a pure function.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::theme::Theme;
use crate::view::PageView;

/// Renders one page.
///
/// The error is a finding that points into the template.
pub fn page(view: &PageView, template: &str, theme: &Theme) -> Result<Arc<[u8]>, Box<Diagnostic>> {
    theme.render(template, &context(&view.page, &view.view)).map(|html| html.into_bytes().into())
}

/// What a template sees.
pub fn context(page: &impl Serialize, view: &impl Serialize) -> tera::Context {
    let mut context = tera::Context::new();
    context.insert_value("page", Value::from_serializable(page));
    context.insert_value("view", Value::from_serializable(view));
    context
}
