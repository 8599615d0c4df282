//! The names that a site has given its entries, kind by kind, whether or not the entries are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::entry::{Entry, Kind};
use crate::source::SourcePath;

/// Names of entries, present and former.
#[derive(Debug, Default)]
pub struct Names {
    present: BTreeMap<Kind, BTreeSet<Arc<str>>>,
    paths: BTreeMap<(Kind, Arc<str>), (Use, SourcePath)>,
}

/// How a name is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It is the name of an entry.
    Present,
    /// It was the name of an entry, and its address still works.
    Former,
}

impl Names {
    /// Collects the names of entries.
    pub fn of(entries: &[Arc<Entry>]) -> Names {
        let mut names = Names::default();
        for entry in entries {
            names.present.entry(entry.kind).or_default().insert(entry.id.clone());
            names.paths.insert((entry.kind, entry.id.clone()), (Use::Present, entry.path.clone()));
        }
        for entry in entries {
            for former in entry.common.iter().flat_map(|common| &common.former_ids) {
                let place = || (Use::Former, entry.path.clone());
                names.paths.entry((entry.kind, former.clone())).or_insert_with(place);
            }
        }
        names
    }

    /// Present names of one kind, in order.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.present.get(&kind).into_iter().flatten().map(|name| &**name)
    }

    /// Who uses a name, and how.
    pub fn taken(&self, kind: Kind, name: &str) -> Option<(Use, &SourcePath)> {
        self.paths.get(&(kind, Arc::from(name))).map(|(usage, path)| (*usage, path))
    }
}
