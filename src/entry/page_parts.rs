//! A page in its two parts, for whoever changes one of them and nothing else.

use std::ops::Range;
use std::sync::Arc;

use super::form::{self, Form};
use super::kinds::Kind;
use super::node::{Marked, Node};
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// What a page says in its fields, where they stand, and where its text does.
#[derive(Debug, Clone)]
pub struct PageParts {
    /// In the author's order; one that is written twice comes twice.
    pub fields: Vec<(Arc<str>, Marked)>,
    /// Byte range of the fields in the file.
    pub yaml: Range<usize>,
    /// Byte range of the text below them.
    pub body: Range<usize>,
}

impl PageParts {
    /// The parts of a page, or why they cannot be told apart.
    pub fn of(path: &SourcePath, kind: Kind, bytes: &[u8]) -> Result<PageParts, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let Some(text) = form::text(path, bytes, &mut diagnostics) else { return Err(diagnostics) };
        if Form::of(path, kind, &mut diagnostics) != Some(Form::Page) {
            return Err(diagnostics);
        }
        let row = Form::Page.rows(path, text, &mut diagnostics).into_iter().next();
        let Some((row, (yaml, body))) = row.zip(form::parts(text)) else { return Err(diagnostics) };
        // A character that may not be there leaves the fields readable, and is no less a fault.
        if let Node::Map(fields) = row.whole.node
            && diagnostics.is_empty()
        {
            return Ok(PageParts { fields, yaml, body });
        }
        Err(diagnostics)
    }
}
