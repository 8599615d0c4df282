//! A site's folder that is read again and again: only what changed is read anew.
//!
//! Two ways lead to the present state. [`Tree::reread`] believes hints about where something happened, and is quick.
//! [`Tree::reconcile`] looks at every file's length and times, and believes nobody.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::walk::Walk;
use super::{is_missing, journal, name};
use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::error::{Error, reason};
use crate::pipeline::Nothing;
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// Some disks count time in steps of two seconds: a file that was written within them may change again unseen.
const COARSE: Duration = Duration::from_secs(2);

/// Reads every file that a build of the site may use. `out` is the folder that it is published into, if any.
pub fn read(site: &Path, out: Option<&Path>) -> Result<Snapshot, Error> {
    Tree::open(site, out).map(Tree::into_snapshot)
}

/// A site's folder as it was when it was last looked at.
#[derive(Debug)]
pub struct Tree {
    site: PathBuf,
    out: Option<PathBuf>,
    snapshot: Snapshot,
    seen: FxHashMap<SourcePath, Seen>,
}

/// How a file was just before it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    len: u64,
    modified: Option<SystemTime>,
    /// Number and time of change of the file itself, where the system has them.
    node: (u64, i64, i64),
    /// Whether a later change must show in the values above.
    is_stable: bool,
}

impl Seen {
    fn new(metadata: &Metadata) -> Seen {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        let is_stable = age.is_some_and(|age| age > COARSE);
        Seen { len: metadata.len(), modified, node: node(metadata), is_stable }
    }

    fn is_still(&self, now: &Seen) -> bool {
        self.is_stable && (self.len, self.modified, self.node) == (now.len, now.modified, now.node)
    }
}

#[cfg(unix)]
fn node(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

impl Tree {
    /// Reads a whole site, once what a killed program has left half done is completed. `out` is the folder that it is
    /// published into, if any.
    pub fn open(site: &Path, out: Option<&Path>) -> Result<Tree, Error> {
        let mut tree = Tree {
            site: site.into(),
            out: out.map(Path::to_path_buf),
            snapshot: Snapshot::default(),
            seen: FxHashMap::default(),
        };
        journal::complete(site)?;
        tree.reconcile()?;
        Ok(tree)
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub fn into_snapshot(self) -> Snapshot {
        self.snapshot
    }

    /// What is wrong with the site, if it has nothing to publish.
    pub fn nothing(&self, nothing: Nothing) -> Error {
        nothing.error(&self.root(), self.site.join("content").is_dir())
    }

    fn root(&self) -> PathBuf {
        self.site.canonicalize().unwrap_or_else(|_| self.site.clone())
    }

    /// Whether some file was so young when it was read that it has to be looked at again.
    pub fn has_unstable(&self) -> bool {
        self.seen.values().any(|seen| !seen.is_stable)
    }

    /// Looks at the whole site, reads what is not as it was, and says which paths differ.
    pub fn reconcile(&mut self) -> Result<Vec<SourcePath>, Error> {
        let walk = Walk::whole(&self.site, self.out.as_deref())?;
        let old = std::mem::take(&mut self.snapshot);
        let seen = std::mem::take(&mut self.seen);
        self.take(walk, &old, Some(&seen));
        Ok(differences(&old, &self.snapshot))
    }

    /// Reads only the files and folders at these places, and says which paths differ.
    pub fn reread(&mut self, places: &[PathBuf]) -> Result<Vec<SourcePath>, Error> {
        let Ok(root) = self.site.canonicalize() else { return self.reconcile() };
        let mut changed = Vec::new();
        for place in places {
            let Some(path) = place.strip_prefix(&root).ok().and_then(inside) else { continue };
            let Some(walk) = Walk::part(&root, self.out.as_deref(), &path) else {
                return self.reconcile_after(changed);
            };
            let old = self.cut(&path);
            let mut part =
                Tree { site: PathBuf::new(), out: None, snapshot: Snapshot::default(), seen: FxHashMap::default() };
            part.take(walk, &old, None);
            changed.extend(differences(&old, &part.snapshot));
            self.join(part);
        }
        changed.sort();
        changed.dedup();
        Ok(changed)
    }

    fn reconcile_after(&mut self, mut changed: Vec<SourcePath>) -> Result<Vec<SourcePath>, Error> {
        changed.extend(self.reconcile()?);
        changed.sort();
        changed.dedup();
        Ok(changed)
    }

    /// Takes a file, or all files of a folder, out of the tree, with the problems that were found there.
    fn cut(&mut self, path: &SourcePath) -> Snapshot {
        let mut cut = Snapshot::default();
        let mut paths: Vec<SourcePath> = self.snapshot.below(path.as_str()).map(|(path, _)| path.clone()).collect();
        paths.push(path.clone());
        for path in paths {
            self.seen.remove(&path);
            if let Some(file) = self.snapshot.remove(&path) {
                cut.insert(path, file);
            }
        }
        let below = |problem: &Diagnostic| {
            let rest = problem.span.path.as_str().strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        cut.problems = self.snapshot.problems.extract_if(.., |problem| below(problem)).collect();
        cut
    }

    fn join(&mut self, part: Tree) {
        self.seen.extend(part.seen);
        for (path, file) in part.snapshot.iter() {
            self.snapshot.insert(path.clone(), file.clone());
        }
        self.snapshot.problems.extend(part.snapshot.problems);
        diagnostic::sort(&mut self.snapshot.problems);
    }

    /// Fills the empty tree with what a walk found. A file that is as it was `seen` is taken from the old snapshot.
    fn take(&mut self, walk: Walk, old: &Snapshot, seen: Option<&FxHashMap<SourcePath, Seen>>) {
        let known = |path: &SourcePath| Some((seen?.get(path)?, old.get(path)?));
        let read = |(path, place): &(SourcePath, PathBuf)| -> io::Result<(File, Seen)> {
            let now = Seen::new(&fs::metadata(place)?);
            match known(path) {
                Some((seen, file)) if seen.is_still(&now) => Ok((file.clone(), now)),
                _ => Ok((File::new(fs::read(place)?), now)),
            }
        };
        let files: Vec<_> = walk.found.par_iter().map(read).collect();
        self.snapshot.problems = walk.problems;
        for ((path, _), file) in walk.found.into_iter().zip(files) {
            match file {
                Ok((file, seen)) => {
                    self.seen.insert(path.clone(), seen);
                    self.snapshot.insert(path, file);
                }
                Err(error) if is_missing(&error) => {}
                Err(error) => self.snapshot.problems.push(catalogue::unreadable(&path, &reason(&error))),
            }
        }
        diagnostic::sort(&mut self.snapshot.problems);
    }
}

fn inside(path: &Path) -> Option<SourcePath> {
    let parts: Vec<_> = path.iter().map(name::shown).collect();
    (!parts.is_empty()).then(|| SourcePath::new(parts.join("/")))
}

/// Paths of files that are not in both snapshots with the same bytes, and of problems that are not in both.
fn differences(old: &Snapshot, new: &Snapshot) -> Vec<SourcePath> {
    let mut paths: Vec<SourcePath> = Vec::new();
    let differs =
        |one: &Snapshot, path: &SourcePath, file: &File| one.get(path).is_none_or(|other| other.hash != file.hash);
    paths.extend(new.iter().filter(|(path, file)| differs(old, path, file)).map(|(path, _)| path.clone()));
    paths.extend(old.iter().filter(|(path, _)| new.get(path).is_none()).map(|(path, _)| path.clone()));
    let missing = |ones: &[Diagnostic], others: &[Diagnostic]| -> Vec<SourcePath> {
        ones.iter().filter(|one| !others.contains(one)).map(|one| one.span.path.clone()).collect()
    };
    paths.extend(missing(&old.problems, &new.problems));
    paths.extend(missing(&new.problems, &old.problems));
    paths.sort();
    paths.dedup();
    paths
}
