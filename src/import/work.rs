//! What becomes of each row, and of the files that hold entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Cells;
use super::joined;
use super::stock::{ExistingEntry, Stock, website_key};
use super::wanted::{Existing, Wanted};
use super::wish::Wish;
use super::write::{self, TableChange};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::{Entry, csv_cells};
use crate::refactor::{Change, Edit, applied};
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// Everything that is known before a file is changed.
pub(super) struct Work<'a> {
    pub wanted: &'a Wanted<'a>,
    pub wishes: &'a [Wish],
    pub stock: &'a Stock,
    pub snapshot: &'a Snapshot,
}

/// What becomes of each row.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Numbers of wishes, in the order in which their rows will stand in the table.
    pub added: Vec<usize>,
    pub changed: Vec<Changed>,
    pub unchanged: usize,
    /// Rows, as a spreadsheet counts, that were looked at before the entry was.
    pub older: Vec<usize>,
}

/// An entry that takes over other values.
#[derive(Debug)]
pub struct Changed {
    /// As it is now.
    pub entry: Arc<Entry>,
    /// Number of the wish that it comes from.
    pub(super) wish: usize,
    /// New cells.
    pub cells: Cells,
    /// What they held before; nothing where they were empty.
    pub before: Cells,
}

/// Days that say when somebody last looked, which move on when anything else does.
const LOOKED_AT: [&str; 2] = ["reviewed", "checked_on"];

impl Work<'_> {
    /// Finds the entry of each row, and refuses rows that say something else of one that is to be left alone.
    pub fn sorted(&self, diagnostics: &mut Vec<Diagnostic>) -> Sorted {
        let mut sorted = Sorted::default();
        let (moments, shared) = (joined::moments(self.wanted.kind), self.shared_websites());
        for (number, wish) in self.wishes.iter().enumerate() {
            let Some(known) = self.known(wish, &shared) else {
                sorted.added.push(number);
                continue;
            };
            let changed = difference(&moments, wish, number, known);
            if changed.cells.is_empty() {
                sorted.unchanged += 1;
            } else if self.wanted.existing == Existing::Update && is_older(wish, known) {
                sorted.older.push(wish.number(self.wanted));
            } else if self.wanted.existing == Existing::Update {
                sorted.changed.push(changed);
            } else {
                let (at, kind) = (wish.named_at(self.wanted), self.wanted.kind.one());
                let finding = catalogue::taken_name(at, kind, &wish.id, &known.entry.path);
                diagnostics.push(catalogue::in_row(finding, wish.number(self.wanted)));
            }
        }
        sorted
    }

    /// The entry that a row is about: the one of its name, or else, where rows have no names of their own, the one with
    /// its website.
    fn known(&self, wish: &Wish, shared: &BTreeSet<String>) -> Option<&ExistingEntry> {
        let by_website = self.wanted.existing == Existing::Update && !self.wanted.mapping.has("id");
        let by_website = || {
            let website = wish.cells.get("website").filter(|_| by_website)?;
            self.stock.with_website(website).filter(|_| !shared.contains(&website_key(website)))
        };
        self.stock.named(&wish.id).or_else(by_website)
    }

    /// Websites that several rows have: parts of an organisation often have one, and are not one another.
    fn shared_websites(&self) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let websites = self.wishes.iter().filter_map(|wish| wish.cells.get("website"));
        websites.map(|website| website_key(website)).filter(|key| !seen.insert(key.clone())).collect()
    }

    /// The files before and after, in path order.
    pub fn changes(&self, sorted: &Sorted, diagnostics: &mut Vec<Diagnostic>) -> Vec<Change> {
        let mut tables: BTreeMap<&SourcePath, TableChange<'_>> = BTreeMap::new();
        let mut edits: BTreeMap<&SourcePath, Vec<Edit>> = BTreeMap::new();
        for changed in &sorted.changed {
            let path = &changed.entry.path;
            match changed.entry.row {
                Some(row) if path.extension() == "csv" => {
                    tables.entry(path).or_default().changed.insert(row, &changed.cells);
                }
                _ => match write::fields(&changed.entry, self.text(path), self.wanted.kind, &changed.cells) {
                    Ok(more) => edits.entry(path).or_default().extend(more),
                    Err(field) => diagnostics.push(self.by_hand(changed, &field)),
                },
            }
        }
        if !sorted.added.is_empty() {
            let cells = sorted.added.iter().map(|wish| &self.wishes[*wish].cells);
            tables.entry(&self.wanted.into).or_default().added = cells.collect();
        }
        edits.extend(
            tables.into_iter().map(|(path, table)| (path, write::table(self.wanted.kind, self.text(path), &table))),
        );
        edits.into_iter().filter_map(|(path, edits)| self.change(path, edits)).collect()
    }

    fn change(&self, path: &SourcePath, mut edits: Vec<Edit>) -> Option<Change> {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let after = Some(applied(self.text(path), &edits)?.into_bytes());
        let before = self.snapshot.get(path).map(|file| file.bytes.clone());
        Some(Change { path: path.clone(), to: path.clone(), before, after, edits })
    }

    /// The site as it would be.
    pub fn after(&self, changes: &[Change]) -> Snapshot {
        let mut after = self.snapshot.clone();
        for change in changes {
            if let Some(bytes) = &change.after {
                after.insert(change.to.clone(), File::new(bytes.clone()));
            }
        }
        after
    }

    /// The row of the table that the first new entry will be, from 0.
    pub fn first_new(&self) -> u32 {
        csv_cells::records(self.text(&self.wanted.into)).len().saturating_sub(1) as u32
    }

    /// What would not come out as it was meant, and what would change beside it.
    pub fn spoilt(&self, sorted: &Sorted, result: &Stock) -> Vec<Diagnostic> {
        let (old, new) = (self.stock.cells(), result.cells());
        let mut touched = BTreeSet::new();
        let mut spoilt = Vec::new();
        for changed in &sorted.changed {
            let place = (changed.entry.path.clone(), changed.entry.row);
            let mut expected = old.get(&place).map(|cells| (*cells).clone()).unwrap_or_default();
            expected.extend(changed.cells.clone());
            if new.get(&place).is_none_or(|found| **found != expected) {
                spoilt.push(self.by_hand(changed, changed.cells.keys().next().map_or("", String::as_str)));
            }
            touched.insert(place);
        }
        let other = old.iter().find(|(place, cells)| !touched.contains(*place) && new.get(*place) != Some(cells));
        let start = self.wanted.sheet.span(&(0..0));
        spoilt.extend(other.map(|((path, _), _)| catalogue::by_hand(start, path, "id")));
        spoilt
    }

    fn by_hand(&self, changed: &Changed, field: &str) -> Diagnostic {
        let wish = &self.wishes[changed.wish];
        let finding = catalogue::by_hand(wish.at(self.wanted, field), &changed.entry.path, field);
        catalogue::in_row(finding, wish.number(self.wanted))
    }

    fn text(&self, path: &SourcePath) -> &str {
        self.snapshot.text(path).unwrap_or("")
    }
}

/// Whether somebody has looked at the entry since the row was written. How old a row is its own cells say, or else what
/// was said of every row; each day is held against the same one of the entry. Days are compared as they are written, which
/// is in order.
fn is_older(wish: &Wish, known: &ExistingEntry) -> bool {
    let has_own = LOOKED_AT.iter().any(|name| wish.from.contains_key(*name));
    LOOKED_AT.iter().filter(|name| !has_own || wish.from.contains_key(**name)).any(|name| {
        let days = wish.cells.get(*name).zip(known.flat.cells.get(*name));
        days.is_some_and(|(row, site)| row < site)
    })
}

/// Lets what a row does not say of a moment stay: a day without a time takes over no time, and what starts on another day
/// ends as many days later as before.
fn with_times_kept(moments: &[String], wish: &Wish, old: &Cells) -> Cells {
    let mut cells = wish.cells.clone();
    let day = |cell: &str| cell.get(..10).and_then(|day| day.parse::<Date>().ok());
    let mut moved = None;
    for name in moments {
        let (Some(new), Some(was)) = (cells.get(name), old.get(name)) else { continue };
        let (Some(new_day), Some(old_day)) = (day(new), day(was)) else { continue };
        moved = moved.or_else(|| new_day.since(old_day).ok());
        if let Some((_, time)) = was.split_once('T').filter(|_| !new.contains('T')) {
            cells.insert(name.clone(), format!("{new_day}T{time}"));
        }
    }
    for name in moments.iter().skip(1).filter(|name| !wish.cells.contains_key(*name)) {
        let Some((was, moved)) = old.get(name).zip(moved).filter(|(_, moved)| !moved.is_zero()) else { continue };
        if let Some(later) = day(was).and_then(|day| day.checked_add(moved).ok()) {
            cells.insert(name.clone(), format!("{later}{}", &was[10..]));
        }
    }
    cells
}

fn difference(moments: &[String], wish: &Wish, number: usize, known: &ExistingEntry) -> Changed {
    let old = &known.flat.cells;
    let is_same = |name: &str, old: &str, new: &str| {
        old == new || name == "website" && old.trim_end_matches('/') == new.trim_end_matches('/')
    };
    let is_other =
        |name: &String, cell: &String| name != "id" && old.get(name).is_none_or(|old| !is_same(name, old, cell));
    let told = with_times_kept(moments, wish, old);
    let mut cells: Cells = told
        .iter()
        .filter(|(name, cell)| is_other(name, cell) && (wish.from.contains_key(*name) || moments.contains(name)))
        .map(|(name, cell)| (name.clone(), cell.clone()))
        .collect();
    if !cells.is_empty() {
        for name in LOOKED_AT.map(String::from) {
            if let Some(day) = wish.cells.get(&name).filter(|day| is_other(&name, day)) {
                cells.insert(name, day.clone());
            }
        }
    }
    let before = cells.keys().filter_map(|name| Some((name.clone(), old.get(name)?.clone()))).collect();
    Changed { entry: known.entry.clone(), wish: number, cells, before }
}
