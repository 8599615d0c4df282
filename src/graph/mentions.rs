//! Which entry names which, and where: also entries that are hidden or could not be read, which no graph holds.

use super::index::{Index, Named};
use super::inputs::Inputs;
use super::targets;
use crate::contents::Contents;
use crate::entry::fields::RefSite;
use crate::entry::kinds::Kind;
use crate::entry::{Entry, LinkUse, Tables};

/// One entry naming another. Both are numbers in the list of contents entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub from: u32,
    pub to: u32,
    pub place: MentionPlace,
    /// Whether it uses a name that the entry had before.
    pub is_former: bool,
}

/// Where in an entry another one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionPlace {
    /// The nth reference in its fields.
    Field(u32),
    /// The nth link of its text.
    Text(u32),
}

/// Every mention, by the entry that makes it and in reading order. What could mean several entries mentions each.
pub fn mentions(contents: &Contents, inputs: Inputs<'_>) -> Vec<Mention> {
    let index = Index::new(contents, &Tables::new(inputs.snapshot), inputs.today, inputs.drafts, &mut Vec::new());
    let mut found = Vec::new();
    for (from, entry) in (0..).zip(index.entries) {
        let mut add = |place, named: Named| {
            found.push(Mention { from, to: named.entry, place, is_former: named.is_former });
        };
        for (number, site) in (0..).zip(&entry.refs) {
            meant(site, &index).into_iter().for_each(|named| add(MentionPlace::Field(number), named));
        }
        for (number, link) in (0..).zip(&entry.body.links).filter(|(_, link)| link.used == LinkUse::Page) {
            linked(entry, &link.target, &index).into_iter().for_each(|named| add(MentionPlace::Text(number), named));
        }
    }
    found
}

fn meant(site: &RefSite, index: &Index<'_>) -> Vec<Named> {
    Kind::ALL.iter().filter_map(|kind| index.named(*kind, site.id_of(*kind)?)).collect()
}

fn linked(entry: &Entry, target: &str, index: &Index<'_>) -> Option<Named> {
    let aim = targets::aim(entry, target)?;
    let path = aim.path?;
    let page = index.at_path(&path).map(|entry| Named { entry, is_former: false });
    page.or_else(|| index.named(targets::kind_of_table(&path)?, aim.anchor.as_deref()?))
}
