//! The search index: what visitors may look for, as one classic script that the browser loads on first use.
//!
//! A page opened from a folder may load a classic script and nothing else, so the index is one. It holds only what
//! visible pages show, and the words of `content/data/synonyms.yaml`. The file is the same for the same site.

mod asks;
mod documents;
mod index;
mod notes;
mod own;
mod strengths;
pub mod text;

use crate::entry::kinds::NEAR;
use crate::output::{FileClass, OutputFile, OutputPath};
use crate::permalink::Permalink;
use crate::view::Context;

pub use asks::{Ask, Language};
pub use documents::Document;
pub use index::index;
pub use notes::Note;

/// Where the index is on the site.
pub const PATH: &str = "assets/search-data.js";

/// What it is made from.
pub const SOURCE: &str = "every page: the words that people can search for";

/// The words of the theme for a key, if it has them.
pub type Words<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Everything that can be found, in the order of addresses, and what to say to certain words.
pub fn documents(context: &Context<'_>, words: Words<'_>) -> (Vec<Document>, Vec<Note>) {
    let mut documents = documents::documents(context, words);
    let notes = notes::notes(context, &mut documents);
    (documents, notes)
}

/// The index as a file of the site.
pub fn file(context: &Context<'_>, words: Words<'_>) -> (OutputPath, OutputFile) {
    let (documents, notes) = documents(context, words);
    let near = context.has_overview(NEAR.path).then(|| documents::href(context, &Permalink::page(NEAR.path)));
    let script = index(&documents, &notes, &Language { near, ..Language::of(words) });
    (OutputPath::new(PATH), OutputFile::new(FileClass::Asset, script.into_bytes()))
}
