//! Entries of a site by the titles that people know them by.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::entry::kinds::{Area, KindOf};
use crate::entry::{Entry, Kind};
use crate::graph::Graph;
use crate::nearest::nearest;
use crate::slug::slug;

/// Names of entries by what people may write for them.
#[derive(Debug, Default)]
pub struct Titles {
    by_word: BTreeMap<(Kind, String), BTreeSet<Arc<str>>>,
    /// What can be suggested: names and titles as they are written.
    known: BTreeMap<Kind, BTreeSet<Arc<str>>>,
    title: BTreeMap<(Kind, Arc<str>), Arc<str>>,
    /// Names of areas by the towns and councils that lie in them.
    towns: BTreeMap<String, BTreeSet<Arc<str>>>,
}

/// What a word turned out to mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Meaning<'a> {
    One(&'a str),
    Several(Vec<&'a str>),
    Nothing,
}

impl Titles {
    /// The towns are those of the graph, of the places and postcodes that the site lists.
    pub fn of(entries: &[Arc<Entry>], graph: &Graph) -> Titles {
        let mut titles = Titles::default();
        for entry in entries {
            titles.add(entry, &entry.id);
            titles.known.entry(entry.kind).or_default().insert(entry.id.clone());
            let Some(common) = &entry.common else { continue };
            titles.known.entry(entry.kind).or_default().insert(common.title.clone());
            titles.title.insert((entry.kind, entry.id.clone()), common.title.clone());
            titles.add(entry, &common.title);
            for former in &common.former_ids {
                titles.add(entry, former);
            }
        }
        let listed = graph.places().filter_map(|place| Some((place.town?, place.area?)));
        let councils = graph.councils();
        let councils = councils.iter().filter_map(|council| Some((council.name, council.area?)));
        for (town, area) in listed.chain(councils) {
            titles.towns.entry(key(town)).or_default().insert(graph.node(area.node()).entry.id.clone());
        }
        titles
    }

    /// The title of an entry.
    pub fn title(&self, kind: Kind, id: &str) -> Option<&str> {
        self.title.get(&(kind, id.into())).map(|title| &**title)
    }

    /// Whether a word is no area, and the town or the council of one.
    pub fn is_town(&self, kind: Kind, word: &str) -> bool {
        kind == Area::KIND && !self.by_word.contains_key(&(kind, key(word))) && self.towns.contains_key(&key(word))
    }

    fn add(&mut self, entry: &Entry, word: &str) {
        self.by_word.entry((entry.kind, key(word))).or_default().insert(entry.id.clone());
    }

    /// The entry that a word means: its name, its title, or either in the singular or the plural; of an area also the one
    /// town or council in it.
    pub fn find(&self, kind: Kind, word: &str) -> Meaning<'_> {
        let name = word.trim().trim_end_matches(".md");
        let name = name.strip_prefix(kind.folder()).and_then(|name| name.strip_prefix('/')).unwrap_or(name);
        // A name that is written as it is leaves no doubt, also where another has it as its title.
        if let Some(ids) = self.by_word.get(&(kind, key(name)))
            && let Some(same) = ids.iter().find(|id| ***id == *name)
        {
            return Meaning::One(same);
        }
        let found = self.by_word.get(&(kind, key(name)));
        let found = found.or_else(|| self.towns.get(&key(name)).filter(|_| kind == Area::KIND));
        let ids: Vec<&str> = found.into_iter().flatten().map(|id| &**id).collect();
        match ids.as_slice() {
            [] => Meaning::Nothing,
            [one] => Meaning::One(one),
            _ => Meaning::Several(ids),
        }
    }

    /// The name or title that is like a word.
    pub fn nearest(&self, kind: Kind, word: &str) -> Option<&str> {
        nearest(word, self.all(kind))
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.known.get(&kind).into_iter().flatten().map(|name| &**name)
    }

    /// A few names, for people who have none that fits.
    pub fn some(&self, kind: Kind) -> String {
        const TOLD: usize = 8;
        let mut names = self.all(kind).filter(|name| name.starts_with(|c: char| c.is_lowercase()));
        let told: Vec<&str> = names.by_ref().take(TOLD).collect();
        let more = if names.next().is_some() { " and others" } else { "" };
        told.join(", ") + more
    }
}

/// What is the same for all spellings of a word: `Further & Higher`, `Further and Higher`; `College`, `colleges`.
fn key(word: &str) -> String {
    let word = slug(&word.replace('&', " and "));
    let singular = |part: &str| part.strip_suffix('s').filter(|part| part.len() > 3).unwrap_or(part).to_string();
    word.split('-').map(singular).collect::<Vec<_>>().join("-")
}
