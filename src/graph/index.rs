//! Finds entries by kind and name, whether or not they are shown.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Hidden;
use super::inputs::Drafts;
use crate::contents::Contents;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Common, Kind};
use crate::entry::locate::Step;
use crate::entry::phase::Phase;
use crate::entry::{Entry, FormerName, Tables};
use crate::source::SourcePath;

/// An entry's number among all entries that were read.
pub(super) type EntryIndex = u32;

/// What a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lookup {
    Shown(EntryIndex),
    Hidden(EntryIndex, Hidden),
    /// The entry is there but could not be read, which has been reported.
    Unread,
    /// An old name of a shown entry.
    Former(EntryIndex),
}

/// An entry, and whether it was found by a name that it had before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub entry: EntryIndex,
    pub is_former: bool,
}

/// Names of all entries.
pub(super) struct Index<'a> {
    pub entries: &'a [Arc<Entry>],
    by_name: FxHashMap<(Kind, &'a str), EntryIndex>,
    by_former_name: FxHashMap<(Kind, &'a str), EntryIndex>,
    /// Made when the first path is looked for.
    by_path: OnceLock<FxHashMap<&'a str, EntryIndex>>,
    /// Kinds of which a whole table could not be read, so that any name might have been in it.
    unread_tables: Vec<Kind>,
    /// Paths of pages of which nothing could be read.
    unread_pages: FxHashSet<&'a str>,
    states: Vec<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Shown,
    Hidden(Hidden),
    Broken,
}

impl<'a> Index<'a> {
    /// Indexes entries that stand in path order, and reports names that are taken twice.
    pub fn new(
        contents: &'a Contents,
        tables: &Tables<'_>,
        today: Date,
        with_drafts: Drafts,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let entries = &*contents.entries;
        let (pages, unread): (Vec<_>, Vec<_>) = contents.bare.iter().partition(|(path, _)| path.extension() == "md");
        let mut index = Index {
            entries,
            by_name: FxHashMap::with_capacity_and_hasher(entries.len(), Default::default()),
            by_former_name: FxHashMap::default(),
            by_path: OnceLock::new(),
            unread_tables: unread.into_iter().map(|(_, kind)| *kind).collect(),
            unread_pages: pages.into_iter().map(|(path, _)| path.as_str()).collect(),
            states: entries.iter().map(|entry| state(entry, today, with_drafts)).collect(),
        };
        for (at, entry) in (0..).zip(entries) {
            if let Some(&first) = index.by_name.get(&(entry.kind, &*entry.id)) {
                let first = &entries[first as usize];
                diagnostics.push(catalogue::duplicate_id(
                    tables.locate_start(entry),
                    entry.kind.many(),
                    &entry.id,
                    tables.locate_start(first),
                ));
                index.states[at as usize] = State::Broken;
                continue;
            }
            index.by_name.insert((entry.kind, &entry.id), at);
        }
        for (at, entry) in (0..).zip(entries) {
            index.add_former(at, entry, tables, diagnostics);
        }
        index
    }

    fn add_former(&mut self, at: EntryIndex, entry: &'a Entry, tables: &Tables<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(common) = &entry.common else { return };
        for (item, former) in common.former_ids.iter().enumerate() {
            let place = || tables.locate(entry, &[Step::Field("former_ids".into()), Step::Item(item)]);
            if let Err(why) = FormerName::read(entry.kind, former) {
                diagnostics.push(catalogue::former_id(place(), former, why));
            } else if let Some(&taken) = self.by_name.get(&(entry.kind, &**former)) {
                let other = &self.entries[taken as usize].path;
                diagnostics.push(catalogue::former_id(
                    place(),
                    former,
                    &format!("is the name of a page now ({other})"),
                ));
            } else if let Some(taken) =
                self.by_former_name.insert((entry.kind, former), at).filter(|&taken| taken != at)
            {
                let other = &self.entries[taken as usize].path;
                diagnostics.push(catalogue::former_id(place(), former, &format!("is claimed by {other} as well")));
            }
        }
    }

    /// Whether an old name leads to this entry, rather than being refused or taken.
    pub fn leads_from(&self, kind: Kind, former: &str, to: EntryIndex) -> bool {
        self.by_former_name.get(&(kind, former)) == Some(&to)
    }

    pub fn entry(&self, at: EntryIndex) -> &'a Arc<Entry> {
        &self.entries[at as usize]
    }

    pub fn state(&self, at: EntryIndex) -> State {
        self.states[at as usize]
    }

    /// What a name means among entries of one kind.
    pub fn find(&self, kind: Kind, id: &str) -> Option<Lookup> {
        if let Some(&at) = self.by_name.get(&(kind, id)) {
            return Some(self.found(at));
        }
        if let Some(&at) = self.by_former_name.get(&(kind, id)) {
            return Some(match self.found(at) {
                Lookup::Shown(at) => Lookup::Former(at),
                other @ (Lookup::Former(_) | Lookup::Hidden(..) | Lookup::Unread) => other,
            });
        }
        let is_unread = self.unread_tables.contains(&kind)
            || !self.unread_pages.is_empty() && self.unread_pages.contains(&*kind.page_path(id));
        is_unread.then_some(Lookup::Unread)
    }

    /// The entry of this name, now or before, whether or not it is shown.
    pub fn named(&self, kind: Kind, id: &str) -> Option<Named> {
        let now = self.by_name.get(&(kind, id)).map(|&entry| Named { entry, is_former: false });
        now.or_else(|| self.by_former_name.get(&(kind, id)).map(|&entry| Named { entry, is_former: true }))
    }

    /// The entry of a page's file, whether or not it is shown.
    pub fn at_path(&self, path: &str) -> Option<EntryIndex> {
        self.by_path().get(path).copied()
    }

    /// Pages by their paths. Of two with one name, the first is meant.
    fn by_path(&self) -> &FxHashMap<&'a str, EntryIndex> {
        self.by_path.get_or_init(|| {
            let entries = (0..).zip(self.entries);
            let named = |(at, entry): (EntryIndex, &'a Arc<Entry>)| {
                let is_it = entry.row.is_none() && self.by_name.get(&(entry.kind, &*entry.id)) == Some(&at);
                is_it.then(|| (entry.path.as_str(), at))
            };
            entries.filter_map(named).collect()
        })
    }

    /// The entry of a page's file.
    pub fn find_path(&self, path: &str) -> Option<Lookup> {
        let read = self.by_path().get(path).map(|&at| self.found(at));
        read.or_else(|| self.unread_pages.contains(path).then_some(Lookup::Unread))
    }

    fn found(&self, at: EntryIndex) -> Lookup {
        match self.states[at as usize] {
            State::Shown => Lookup::Shown(at),
            State::Hidden(why) => Lookup::Hidden(at, why),
            State::Broken => Lookup::Unread,
        }
    }

    /// Names of one kind, for suggestions.
    pub fn names(&self, kind: Kind) -> impl Iterator<Item = &'a str> {
        self.entries.iter().filter(move |entry| entry.kind == kind).map(|entry| &*entry.id)
    }

    /// Whether entries of a kind are on the site, as far as they could be read.
    pub fn has(&self, kind: Kind) -> bool {
        let is_away = |&at: &EntryIndex| matches!(self.state(at), State::Hidden(_));
        let entries = (0..).zip(self.entries).filter(|(_, entry)| entry.kind == kind).map(|(at, _)| at);
        self.unread_tables.contains(&kind) || entries.into_iter().any(|at| !is_away(&at))
    }

    /// Paths of all pages, for suggestions.
    pub fn paths(&self) -> impl Iterator<Item = &'a SourcePath> {
        self.entries.iter().map(|entry| &entry.path)
    }
}

pub(super) fn state(entry: &Entry, today: Date, drafts: Drafts) -> State {
    match &entry.common {
        // What has no proper name has no address either.
        Some(common) if entry.fields.is_some() && entry.kind.takes_id(&entry.id) => match hidden(common, today) {
            Some(why) if drafts == Drafts::Hide => State::Hidden(why),
            _ => State::Shown,
        },
        _ => State::Broken,
    }
}

/// Why an entry is not shown on a day, unless it is.
pub fn hidden<P: Phase>(common: &Common<P>, today: Date) -> Option<Hidden> {
    let not_yet = common.publish_from.filter(|&from| today < from).map(Hidden::NotYet);
    let expired = common.expires.filter(|&last| today > last).map(Hidden::Expired);
    let draft = common.draft.unwrap_or(false).then_some(Hidden::Draft);
    draft.or(not_yet).or(expired)
}
