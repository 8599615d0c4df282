//! The site's files as they were at one moment: the core's only window on the world.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

/// Bytes of one file with their hash, shared freely between snapshots.
#[derive(Debug, Clone)]
pub struct File {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// The same bytes, if they are text: looked at once, because a table is asked for its text by each of its rows.
    text: Option<Arc<str>>,
    /// xxh3 of the bytes; equal hashes are taken to mean equal bytes.
    pub hash: u128,
}

impl File {
    /// A file that holds these bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = xxhash_rust::xxh3::xxh3_128(&bytes);
        match std::str::from_utf8(&bytes).map(Arc::<str>::from) {
            // Both are one piece of memory.
            Ok(text) => File { bytes: text.clone().into(), text: Some(text), hash },
            Err(_) => File { bytes, text: None, hash },
        }
    }
}

/// All files of a site that a build may use, in path order.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<SourcePath, File>,
    /// What could not be read, as seen while the files were contents: links out of the tree, odd names.
    pub problems: Vec<Diagnostic>,
}

impl Snapshot {
    /// Adds a file, in place of another of its path.
    pub fn insert(&mut self, path: SourcePath, file: File) {
        self.files.insert(path, file);
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) -> Option<File> {
        self.files.remove(path)
    }

    /// The file of a path.
    pub fn get(&self, path: &SourcePath) -> Option<&File> {
        self.files.get(path)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &File)> {
        self.files.iter()
    }

    /// Files below a folder, in path order. The folder is named without a closing slash.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a File)> {
        self.files.range(SourcePath::new(format!("{folder}/"))..).take_while(move |(path, _)| {
            path.as_str().starts_with(folder) && path.as_str()[folder.len()..].starts_with('/')
        })
    }

    /// The text of a file, for showing the lines that a diagnostic points at.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.get(path)?.text.as_deref()
    }

    /// The text of a file up to the first byte that is not text, for showing where that is.
    pub fn readable_text(&self, path: &SourcePath) -> &str {
        let Some(file) = self.files.get(path) else { return "" };
        if let Some(text) = &file.text {
            return text;
        }
        file.bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
    }
}

impl<P: Into<Arc<str>>, B: Into<Arc<[u8]>>> FromIterator<(P, B)> for Snapshot {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (SourcePath::new(path), File::new(bytes))).collect();
        Snapshot { files, problems: Vec::new() }
    }
}

impl Snapshot {
    /// One hash for all files and their paths, and for what could not be read: equal hashes are taken to mean equal
    /// sites.
    pub fn fingerprint(&self) -> u128 {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        for (path, file) in &self.files {
            hasher.update(path.as_str().as_bytes());
            hasher.update(&[0]);
            hasher.update(&file.hash.to_le_bytes());
        }
        for Diagnostic { code, message, span, help, .. } in &self.problems {
            (code, message, span, help).hash(&mut hasher);
        }
        hasher.digest128()
    }
}
