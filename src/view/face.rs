//! A template and what it shows: one never goes without the other.

use std::fmt;

use super::{Context, PageView};

/// How a page is shown: its template, and what makes the view that the template expects.
pub struct Face<'p> {
    /// The name of the template.
    pub template: &'static str,
    view: Box<dyn Fn(&Context<'_>) -> PageView + 'p>,
}

impl<'p> Face<'p> {
    pub(crate) fn new(template: &'static str, view: impl Fn(&Context<'_>) -> PageView + 'p) -> Face<'p> {
        Face { template, view: Box::new(view) }
    }

    /// Everything that the page shows.
    pub fn view(&self, context: &Context<'_>) -> PageView {
        (self.view)(context)
    }
}

impl fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.template)
    }
}
