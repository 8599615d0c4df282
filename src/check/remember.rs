//! What was worked out from a file's bytes alone, and from something that all files share, kept for the next build.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::entry::Entry;
use crate::fault;
use crate::graph::{Graph, Node};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// The entries of one file that are on the site, by row; never none.
pub(super) struct FileNodes<'g>(Vec<&'g Node>);

impl<'g> FileNodes<'g> {
    pub fn first(&self) -> &'g Node {
        self.0[0]
    }

    pub fn nodes(&self) -> &[&'g Node] {
        &self.0
    }

    pub fn path(&self) -> &'g SourcePath {
        &self.first().entry.path
    }

    /// The entry of a row; what all rows share stands for the first.
    pub fn row(&self, row: Option<u32>) -> Option<&'g Node> {
        match row {
            None => Some(self.first()),
            row => self.0.binary_search_by_key(&row, |node| node.entry.row).ok().map(|at| self.0[at]),
        }
    }
}

/// The graph's entries, file by file in path order.
pub(super) fn files(graph: &Graph) -> Vec<FileNodes<'_>> {
    let mut files: Vec<FileNodes<'_>> = Vec::with_capacity(graph.len());
    for (_, node) in graph.nodes() {
        match files.last_mut().filter(|file| node.entry.row.is_some() && *file.path() == node.entry.path) {
            Some(file) => file.0.push(node),
            None => files.push(FileNodes(vec![node])),
        }
    }
    files
}

/// A result for each file, with what they all depend on.
#[derive(Debug)]
pub(super) struct Remembered<S, T> {
    shared: Option<Arc<S>>,
    /// In path order. An entry lives as long as its file keeps its bytes.
    files: Vec<(Arc<Entry>, T)>,
    /// What an earlier process worked out, until it is asked for.
    earlier: Option<Earlier<T>>,
    /// Whether the files are what it worked out, with what files share now.
    is_recalled: bool,
}

/// Results by the hash of all that each depends on: the file and its path, and what files share.
pub type Earlier<T> = FxHashMap<u128, T>;

impl<S, T> Default for Remembered<S, T> {
    fn default() -> Self {
        Remembered { shared: None, files: Vec::new(), earlier: None, is_recalled: false }
    }
}

impl<S, T: Clone> Clone for Remembered<S, T> {
    fn clone(&self) -> Self {
        let Remembered { shared, files, earlier, is_recalled } = self;
        Remembered { shared: shared.clone(), files: files.clone(), earlier: earlier.clone(), is_recalled: *is_recalled }
    }
}

impl<S: Hash, T> Remembered<S, T> {
    /// Tells what an earlier process worked out.
    pub fn extend(&mut self, earlier: Earlier<T>) {
        self.earlier = Some(earlier);
    }

    /// Takes what an earlier process worked out of these files, before they are first renewed with this.
    pub fn recall(&mut self, files: &[FileNodes<'_>], shared: &S, snapshot: &Snapshot) {
        let Some(mut earlier) = self.earlier.take() else { return };
        let key_of = keys(shared, snapshot);
        let found = |file: &FileNodes<'_>| {
            let result = earlier.remove(&key_of(file.path())?)?;
            Some((file.first().entry.clone(), result))
        };
        self.files = files.iter().filter_map(found).collect();
        self.is_recalled = true;
    }

    /// Every result with the hash of what it depends on, for a later process; the snapshot is the one that the files are
    /// of.
    pub fn all(&self, snapshot: &Snapshot) -> Vec<(u128, T)>
    where
        T: Clone,
    {
        let Some(shared) = &self.shared else { return Vec::new() };
        let key_of = keys(&**shared, snapshot);
        self.files.iter().filter_map(|(entry, result)| Some((key_of(&entry.path)?, result.clone()))).collect()
    }
}

fn keys<S: Hash>(shared: &S, snapshot: &Snapshot) -> impl Fn(&SourcePath) -> Option<u128> {
    let mut hasher = Xxh3::new();
    shared.hash(&mut hasher);
    move |path| {
        let mut hasher = hasher.clone();
        (path, snapshot.get(path)?.hash).hash(&mut hasher);
        Some(hasher.digest128())
    }
}

impl<S: PartialEq + Send + Sync, T: Send> Remembered<S, T> {
    /// One result for each of these files: those of last time where nothing is other, and new ones.
    pub fn renew<'g>(
        &mut self,
        files: &[FileNodes<'g>],
        shared: Arc<S>,
        work: impl Fn(&FileNodes<'g>, &S) -> T + Sync,
    ) -> impl Iterator<Item = &T> {
        let is_known = self.shared.as_ref().is_some_and(|known| Arc::ptr_eq(known, &shared) || *known == shared);
        let same = std::mem::take(&mut self.is_recalled) || is_known;
        let old = std::mem::take(&mut self.files);
        let mut old = if same { old } else { Vec::new() }.into_iter().peekable();
        let kept: Vec<Option<T>> = files
            .iter()
            .map(|file| {
                while old.next_if(|(entry, _)| !entry.path.is(file.path()) && entry.path < *file.path()).is_some() {}
                old.next_if(|(entry, _)| Arc::ptr_eq(entry, &file.first().entry)).map(|(_, result)| result)
            })
            .collect();
        self.files = kept
            .into_par_iter()
            .zip(files)
            .with_min_len(64)
            .map(|(kept, file)| {
                (file.first().entry.clone(), kept.unwrap_or_else(|| fault::at(file.path(), || work(file, &shared))))
            })
            .collect();
        self.shared = Some(shared);
        self.files.iter().map(|(_, result)| result)
    }
}
