//! The first sentence of a text, where there is room for no more.

use std::sync::Arc;

/// What a text says first.
pub(crate) fn first_sentence(text: &str) -> Arc<str> {
    text.find(". ").map_or(text, |end| &text[..=end]).into()
}
