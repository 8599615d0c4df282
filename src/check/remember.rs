//! What was worked out from a file's bytes alone, and from something that all files share, kept for the next build.

use std::sync::Arc;

use rayon::prelude::*;

use crate::entry::Entry;
use crate::fault;
use crate::graph::{Graph, Node};
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
}

impl<S, T> Default for Remembered<S, T> {
    fn default() -> Self {
        Remembered { shared: None, files: Vec::new() }
    }
}

impl<S, T: Clone> Clone for Remembered<S, T> {
    fn clone(&self) -> Self {
        Remembered { shared: self.shared.clone(), files: self.files.clone() }
    }
}

impl<S: PartialEq + Send + Sync, T: Send> Remembered<S, T> {
    /// One result for each of these files: those of last time where nothing is other, and new ones.
    pub fn renew<'g>(
        &mut self,
        files: &[FileNodes<'g>],
        shared: S,
        work: impl Fn(&FileNodes<'g>, &S) -> T + Sync,
    ) -> impl Iterator<Item = &T> {
        let same = self.shared.as_deref() == Some(&shared);
        let old = std::mem::take(&mut self.files);
        let mut old = if same { old } else { Vec::new() }.into_iter().peekable();
        let kept: Vec<Option<T>> = files
            .iter()
            .map(|file| {
                while old.next_if(|(entry, _)| entry.path < *file.path()).is_some() {}
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
        self.shared = Some(Arc::new(shared));
        self.files.iter().map(|(_, result)| result)
    }
}
