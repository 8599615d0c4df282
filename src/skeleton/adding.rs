//! Where a new entry goes and what its file then holds, or why there can be none of that name.

use std::sync::Arc;

use super::table::{Added, add_row, first_row};
use super::{NothingToName, Skeleton, Wanted, page};
use crate::entry::{FileRole, Kind, role_of};
use crate::names::{Names, Use};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// A file with a new entry in it.
#[derive(Debug)]
pub struct Addition {
    pub path: SourcePath,
    /// What the file holds now; nothing if it is new.
    pub before: Option<Arc<[u8]>>,
    /// The whole file, and what its author has to fill in.
    pub made: Skeleton,
}

/// Why there can be no such entry.
#[derive(Debug, PartialEq, Eq)]
pub enum CannotAdd {
    /// No name can be made of the title.
    NoName,
    /// What cannot be a name.
    NotAName(String),
    /// The name of the entry in this file.
    Taken(SourcePath),
    /// A former name of the entry in this file.
    Former(SourcePath),
    /// There is a file in its place.
    Stands(SourcePath),
    /// It must name an entry of a kind of which there is none.
    NothingToName(Kind),
    /// The table is no text.
    NotText(SourcePath),
    /// Only a person can add this row to the table.
    ByHand(SourcePath, String),
}

impl CannotAdd {
    /// The reason as a message has it, without what to do about it.
    pub fn why(&self, kind: Kind, id: &str) -> String {
        let one = kind.one();
        match self {
            CannotAdd::NoName => "no name can be made of this title".into(),
            CannotAdd::NotAName(id) => format!("`{id}` cannot be a name"),
            CannotAdd::Taken(path) => format!("there is a {one} called `{id}` already, in {path}"),
            CannotAdd::Former(path) => format!("`{id}` was the name of {path}, and its old address leads there"),
            CannotAdd::Stands(path) => format!("{path} is there already"),
            CannotAdd::NothingToName(missing) => {
                format!("a {one} must name a {}, and this site has none yet", missing.one())
            }
            CannotAdd::NotText(path) => format!("{path} is not UTF-8 text"),
            CannotAdd::ByHand(path, _) => format!("{path} is written in a way that only a person can add to"),
        }
    }
}

/// Refuses names that cannot be addresses, and names that are taken.
pub fn judge_name(kind: Kind, id: &str, names: &Names) -> Result<(), CannotAdd> {
    let path = SourcePath::new(kind.page_path(id));
    if !kind.takes_id(id) || !kind.is_data() && role_of(&path) != FileRole::Entries(kind) {
        return Err(if id.is_empty() { CannotAdd::NoName } else { CannotAdd::NotAName(id.into()) });
    }
    match names.taken(kind, id) {
        None => Ok(()),
        Some((Use::Present, path)) => Err(CannotAdd::Taken(path.clone())),
        Some((Use::Former, path)) => Err(CannotAdd::Former(path.clone())),
    }
}

/// The file with a new entry: a page of its own, or a table with one more row.
pub fn add(wanted: Wanted<'_>, snapshot: &Snapshot) -> Result<Addition, CannotAdd> {
    judge_name(wanted.kind, wanted.id, wanted.names)?;
    if wanted.kind.is_data() { with_row(wanted, snapshot) } else { new_page(wanted, snapshot) }
}

fn new_page(wanted: Wanted<'_>, snapshot: &Snapshot) -> Result<Addition, CannotAdd> {
    let path = SourcePath::new(wanted.kind.page_path(wanted.id));
    if snapshot.get(&path).is_some() {
        return Err(CannotAdd::Stands(path));
    }
    let made = page(wanted).map_err(lonely)?;
    Ok(Addition { path, before: None, made })
}

fn with_row(wanted: Wanted<'_>, snapshot: &Snapshot) -> Result<Addition, CannotAdd> {
    let path = |end: &str| SourcePath::new(format!("content/{}.{end}", wanted.kind.folder()));
    let path = ["yaml", "yml"].map(path).into_iter().find(|path| snapshot.get(path).is_some()).unwrap_or(path("yaml"));
    let Some(table) = snapshot.get(&path) else {
        let made = first_row(wanted).map_err(lonely)?;
        return Ok(Addition { path, before: None, made });
    };
    let Some(text) = snapshot.text(&path) else { return Err(CannotAdd::NotText(path)) };
    match add_row(&path, text, wanted).map_err(lonely)? {
        Added::Table(made) => Ok(Addition { path, before: Some(table.bytes.clone()), made }),
        Added::ByHand(made) => Err(CannotAdd::ByHand(path, made.text)),
    }
}

fn lonely(NothingToName(missing): NothingToName) -> CannotAdd {
    CannotAdd::NothingToName(missing)
}
