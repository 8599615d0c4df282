//! What a form is about: a record in a file, and the fields that it may have. It is an entry, by the name that the linker
//! knows, a page or a row of a table; or the site's settings.

use std::path::Path;
use std::sync::Arc;

use super::super::judgement::Judgement;
use crate::config::{self, SiteFile};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::entry::fields::{FieldInfo, Record};
use crate::entry::node::Node;
use crate::entry::{Common, Entry, EntryPlace, Kind, RecordParts, RecordPlace};
use crate::error::Error;
use crate::source::{LineIndex, SourcePath};

/// A record as it is on disk now.
pub struct EditedFile {
    pub what: Edited,
    path: SourcePath,
    /// The whole file.
    pub text: String,
    pub parts: RecordParts,
    /// What tells it from another version.
    pub hash: String,
    /// Whether there is no file yet.
    pub is_new: bool,
}

/// What a record is.
#[derive(Debug, Clone)]
pub enum Edited {
    Entry(Arc<Entry>),
    Settings,
}

/// Why a file cannot be edited in a form.
pub enum Unopened {
    /// No entry is called so.
    NoSuchEntry,
    /// It is there, and its file cannot be read or changed.
    Trouble(Error),
    /// Its fields cannot be told apart.
    Unreadable(SourcePath),
}

/// The entry of this full name, such as `roles/podiatrist`. What the request says is only looked up among the names of the
/// site.
pub fn named(name: &str, judgement: &Judgement) -> Option<Arc<Entry>> {
    let (kind, id) = Kind::in_full(name)?;
    judgement.entry(kind, id)
}

/// The name of the settings among those of entries, which have a folder.
pub fn settings_name() -> String {
    config::path().to_string()
}

/// What is on disk of the record of a name: its file, if one is known, and what that holds.
pub fn on_disk(name: &str, root: &Path, judgement: &Judgement) -> Option<(SourcePath, Option<Vec<u8>>)> {
    if name == settings_name() {
        return Some((config::path(), disk::read_settings(root).ok()?));
    }
    let entry = named(name, judgement)?;
    Some((entry.path.clone(), Some(disk::read_one(root, &entry.path).ok()?)))
}

/// Whether there is a file for the page of a name that no entry has yet.
pub fn is_new(name: &str, root: &Path) -> bool {
    let page = Kind::in_full(name).filter(|(kind, id)| kind.takes_id(id));
    page.is_some_and(|(kind, id)| disk::read_one(root, &SourcePath::new(kind.page_path(id))).is_ok())
}

impl EditedFile {
    /// The record of a name.
    pub fn open(name: &str, root: &Path, judgement: &Judgement) -> Result<EditedFile, Unopened> {
        if name == settings_name() {
            return EditedFile::settings(root);
        }
        EditedFile::entry(name, root, judgement).map(|(_, file)| file)
    }

    /// The entry of a name.
    pub fn entry(name: &str, root: &Path, judgement: &Judgement) -> Result<(Arc<Entry>, EditedFile), Unopened> {
        let entry = named(name, judgement).ok_or(Unopened::NoSuchEntry)?;
        let bytes = disk::read_one(root, &entry.path).map_err(Unopened::Trouble)?;
        let parts = match entry.row {
            None => RecordParts::of(EntryPlace { path: &entry.path, kind: entry.kind, row: None }, &bytes),
            // Rows may have been added above it meanwhile.
            Some(_) => RecordParts::called(&entry.path, entry.kind, &bytes, &entry.id),
        };
        match parts.ok().zip(String::from_utf8(bytes).ok()) {
            Some((parts, text)) => {
                Ok((entry.clone(), EditedFile::new(Edited::Entry(entry.clone()), entry.path.clone(), text, parts)))
            }
            None => Err(Unopened::Unreadable(entry.path.clone())),
        }
    }

    fn settings(root: &Path) -> Result<EditedFile, Unopened> {
        let path = config::path();
        let bytes = disk::read_settings(root).map_err(Unopened::Trouble)?;
        let is_new = bytes.is_none();
        let bytes = bytes.unwrap_or_default();
        let parts = RecordParts::of(RecordPlace::Whole(&path), &bytes).ok();
        match parts.zip(String::from_utf8(bytes).ok()) {
            Some((parts, text)) => Ok(EditedFile { is_new, ..EditedFile::new(Edited::Settings, path, text, parts) }),
            None => Err(Unopened::Unreadable(path)),
        }
    }

    pub fn new(what: Edited, path: SourcePath, text: String, parts: RecordParts) -> EditedFile {
        EditedFile { hash: mark(&parts, &text), what, path, text, parts, is_new: false }
    }

    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// Every field that it may have, in the order in which they are shown and written.
    pub fn fields(&self) -> Vec<&'static FieldInfo> {
        let [own, common] = self.tables();
        common.iter().chain(own).collect()
    }

    /// The fields that are its own, and those that it has in common with others.
    pub fn tables(&self) -> [&'static [FieldInfo]; 2] {
        match &self.what {
            Edited::Entry(entry) => [entry.kind.fields(), Common::FIELDS],
            Edited::Settings => [SiteFile::FIELDS, &[]],
        }
    }

    pub fn place(&self) -> RecordPlace<'_> {
        match &self.what {
            Edited::Entry(entry) => RecordPlace::Entry(self.place_of(entry)),
            Edited::Settings => RecordPlace::Whole(&self.path),
        }
    }

    /// The same for the entry that it is.
    pub fn place_of(&self, entry: &Entry) -> EntryPlace<'_> {
        EntryPlace { path: &self.path, kind: entry.kind, row: self.parts.row }
    }

    /// Whether it says that it is a draft, also where other fields cannot be read.
    pub fn is_draft(&self) -> bool {
        self.parts.field(|name| name == "draft").is_some_and(|value| value.node == Node::Bool(true))
    }

    pub fn is_row(&self) -> bool {
        self.parts.row.is_some()
    }

    /// Whether it has a text below its fields.
    pub fn has_text(&self) -> bool {
        matches!(self.what, Edited::Entry(_)) && !self.is_row()
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
        let parts = RecordParts::of(self.place(), text.as_bytes()).ok()?;
        let new = EditedFile::new(self.what.clone(), self.path.clone(), text, parts);
        Some(EditedFile { is_new: self.is_new, ..new })
    }
}

/// What tells what is edited from another version of it. Other rows of a table may change meanwhile.
fn mark(parts: &RecordParts, text: &str) -> String {
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
