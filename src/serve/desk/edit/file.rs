//! What a form is about: a page, or a row of a table, by the name that the linker knows.

use std::path::Path;
use std::sync::Arc;

use super::super::judgement::Judgement;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::entry::fields::{FieldInfo, Record};
use crate::entry::node::Node;
use crate::entry::{Common, Entry, EntryParts, EntryPlace, Kind};
use crate::error::Error;
use crate::source::{LineIndex, SourcePath};

/// An entry as it is on disk now.
pub struct EditedFile {
    pub entry: Arc<Entry>,
    /// The whole file.
    pub text: String,
    pub parts: EntryParts,
    /// What tells it from another version.
    pub hash: String,
}

/// Why a file cannot be edited in a form.
pub enum Unopened {
    /// No entry is called so.
    NoSuchEntry,
    /// It is there, and its file cannot be read or changed.
    Trouble(Error),
    /// Its fields cannot be told apart.
    Unreadable(Arc<Entry>),
}

/// The entry of this full name, such as `roles/podiatrist`. What the request says is only looked up among the names of the
/// site.
pub fn named(name: &str, judgement: &Judgement) -> Option<Arc<Entry>> {
    let (kind, id) = Kind::in_full(name)?;
    judgement.entry(kind, id)
}

/// Whether there is a file for the page of a name that no entry has yet.
pub fn is_new(name: &str, root: &Path) -> bool {
    let page = Kind::in_full(name).filter(|(kind, id)| kind.takes_id(id));
    page.is_some_and(|(kind, id)| disk::read_one(root, &SourcePath::new(kind.page_path(id))).is_ok())
}

impl EditedFile {
    pub fn open(name: &str, root: &Path, judgement: &Judgement) -> Result<EditedFile, Unopened> {
        let entry = named(name, judgement).ok_or(Unopened::NoSuchEntry)?;
        let bytes = disk::read_one(root, &entry.path).map_err(Unopened::Trouble)?;
        let parts = match entry.row {
            None => EntryParts::of(EntryPlace { path: &entry.path, kind: entry.kind, row: None }, &bytes),
            // Rows may have been added above it meanwhile.
            Some(_) => EntryParts::called(&entry.path, entry.kind, &bytes, &entry.id),
        };
        match parts.ok().zip(String::from_utf8(bytes).ok()) {
            Some((parts, text)) => Ok(EditedFile { hash: mark(&parts, &text), entry, text, parts }),
            None => Err(Unopened::Unreadable(entry)),
        }
    }

    pub fn path(&self) -> &SourcePath {
        &self.entry.path
    }

    pub fn kind(&self) -> Kind {
        self.entry.kind
    }

    pub fn place(&self) -> EntryPlace<'_> {
        EntryPlace { path: self.path(), kind: self.kind(), row: self.parts.row }
    }

    /// Whether it says that it is a draft, also where other fields cannot be read.
    pub fn is_draft(&self) -> bool {
        self.parts.field(|name| name == "draft").is_some_and(|value| value.node == Node::Bool(true))
    }

    pub fn is_row(&self) -> bool {
        self.parts.row.is_some()
    }

    /// The line that it begins in.
    pub fn first_line(&self) -> usize {
        if self.is_row() { LineIndex::new(&self.text).line_column(self.parts.range.start).0 } else { 1 }
    }

    /// Whether a finding is about what is edited.
    pub fn is_about(&self, finding: &Diagnostic) -> bool {
        finding.span.path == *self.path() && self.parts.holds(finding.span.start)
    }

    /// The same file with another text, if that can be read.
    pub fn with(&self, text: String) -> Option<EditedFile> {
        let parts = EntryParts::of(self.place(), text.as_bytes()).ok()?;
        Some(EditedFile { entry: self.entry.clone(), hash: mark(&parts, &text), text, parts })
    }
}

/// Every field that an entry of a kind may have, in the order in which they are shown and written.
pub fn fields(kind: Kind) -> Vec<&'static FieldInfo> {
    Common::FIELDS.iter().chain(kind.fields()).collect()
}

/// What tells what is edited from another version of it. Other rows of a table may change meanwhile.
fn mark(parts: &EntryParts, text: &str) -> String {
    match parts.row {
        None => hash(text.as_bytes()),
        Some(_) => {
            let taken = parts.taken().iter().map(|(name, value)| format!("\0{name}\0{}", &text[value.value.clone()]));
            hash((text[parts.range.clone()].to_string() + &taken.collect::<String>()).as_bytes())
        }
    }
}

/// What tells one text from another.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(bytes))
}
