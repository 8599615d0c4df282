//! The file that a form is about: one of the site's pages, by the name that the linker knows.

use std::path::Path;
use std::sync::Arc;

use super::super::judgement::Judgement;
use crate::disk;
use crate::entry::fields::{FieldInfo, Record};
use crate::entry::{Common, Entry, Kind, PageParts};
use crate::error::Error;
use crate::source::SourcePath;

/// A page as it is on disk now.
pub struct EditedFile {
    pub entry: Arc<Entry>,
    pub text: String,
    pub parts: PageParts,
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

/// The entry that has a file of its own and this full name, such as `roles/podiatrist`. What the request says is only
/// looked up among the names of the site.
pub fn named(name: &str, judgement: &Judgement) -> Option<Arc<Entry>> {
    let (kind, id) = Kind::in_full(name)?;
    judgement.page(kind, id)
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
        let parts = PageParts::of(&entry.path, entry.kind, &bytes);
        match parts.ok().zip(String::from_utf8(bytes).ok()) {
            Some((parts, text)) => Ok(EditedFile { hash: hash(text.as_bytes()), entry, text, parts }),
            None => Err(Unopened::Unreadable(entry)),
        }
    }

    pub fn path(&self) -> &SourcePath {
        &self.entry.path
    }

    pub fn kind(&self) -> Kind {
        self.entry.kind
    }

    /// The same file with another text, if that can be read.
    pub fn with(&self, text: String) -> Option<EditedFile> {
        let parts = PageParts::of(self.path(), self.kind(), text.as_bytes()).ok()?;
        Some(EditedFile { entry: self.entry.clone(), hash: hash(text.as_bytes()), text, parts })
    }
}

/// Every field that a page of a kind may have, in the order in which they are shown and written.
pub fn fields(kind: Kind) -> Vec<&'static FieldInfo> {
    Common::FIELDS.iter().chain(kind.fields()).collect()
}

/// What tells one text from another.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(bytes))
}
