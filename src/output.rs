//! What a build makes: bytes for every address of the site.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A path inside the output folder, such as `roles/physiotherapist.html`: relative, with forward slashes, and never
/// with `.` or `..` in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Panics if the path could leave the output folder: every path is made from ids and names that were checked.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        let path = path.into();
        assert!(is_inside(&path), "an output path stays inside the output folder: {path}");
        OutputPath(path)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a path is relative, in plain parts, and so cannot leave the folder it is joined to.
pub fn is_inside(path: &str) -> bool {
    !path.contains(['\\', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The folders that a path is in, innermost first.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// When a file is written: assets before the pages that use them, what names all of them after both, and packed twins after
/// the files beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileClass {
    Asset,
    Page,
    List,
    Twin,
}

/// One file of the site.
#[derive(Debug, Clone)]
pub struct OutputFile {
    pub class: FileClass,
    pub bytes: Arc<[u8]>,
    /// xxh3 of the bytes.
    pub hash: u128,
}

impl OutputFile {
    pub fn new(class: FileClass, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = xxhash_rust::xxh3::xxh3_128(&bytes);
        OutputFile { class, bytes, hash }
    }
}

/// All files of the site, by path.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// By address, in the order of addresses.
    pub files: BTreeMap<OutputPath, OutputFile>,
}

impl Output {
    /// Bytes of all files together.
    pub fn total_bytes(&self) -> u64 {
        self.files.values().map(|file| file.bytes.len() as u64).sum()
    }
}
