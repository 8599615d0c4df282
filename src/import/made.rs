//! Cells that no list has, since they follow from the others: where it is, when somebody looked, and what it is in a line.
//!
//! Only a directory has them (`directory`).

use std::collections::BTreeSet;

use super::column::Column;
use super::directory::{MORE_AREAS, refers};
use super::titles::{Meaning, Titles};
use super::wanted::Wanted;
use super::wish::Wish;
use crate::entry::Kind;
use crate::entry::csv_cells::{item, items, list};
use crate::entry::place::Postcode;
use crate::graph::Graph;
use crate::theme::Theme;

/// What cells are made of.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    pub graph: &'a Graph,
    pub titles: &'a Titles,
    /// Whose words visitors read.
    pub theme: Option<&'a Theme>,
}

/// Of several areas in one cell the first is the area, and the others stand apart.
fn part_areas(wish: &mut Wish) {
    let cell = |name: &str| wish.cells.get(name).map(String::as_str).unwrap_or_default();
    let names = [cell("area"), cell(MORE_AREAS)].map(|cell| items(cell).map(|range| item(&cell[range]).into_owned()));
    let mut seen = BTreeSet::new();
    let mut all: Vec<String> = names.into_iter().flatten().filter(|name| seen.insert(name.clone())).collect();
    if !wish.cells.contains_key("area") || all.len() < 2 && !cell("area").contains(';') {
        return;
    }
    let (first, at) = (all.remove(0), wish.from.get("area").copied());
    wish.put("area", first, None);
    match all.is_empty() {
        true => wish.take_out(MORE_AREAS),
        false => wish.put(MORE_AREAS, list(all), at),
    }
}

impl Maker<'_> {
    /// Fills what follows and is empty.
    pub(super) fn fill(&self, wish: &mut Wish, wanted: &Wanted<'_>) {
        let (Some(sort), Some(area)) = (refers(wanted.kind, "kind"), refers(wanted.kind, "area")) else { return };
        part_areas(wish);
        self.place(wish, wanted, area);
        // Who keeps a column of such days and leaves one empty has not looked.
        if let Some(day) = wish.cells.get("reviewed").cloned().filter(|_| !wanted.mapping.has("checked_on")) {
            wish.cells.entry("checked_on".into()).or_insert(day);
        }
        if !wish.cells.contains_key("summary")
            && let Some(summary) = self.summary(wish, sort, area)
        {
            wish.cells.insert("summary".into(), summary);
        }
    }

    /// A town that stands where its area should is kept as the town; a postcode or a town says which area it is in.
    fn place(&self, wish: &mut Wish, wanted: &Wanted<'_>, area: Kind) {
        let typed = wish.from.get("area").map(|column| &wanted.sheet.rows[wish.row].cells[*column].text);
        let town = typed.filter(|text| self.titles.is_town(area, text));
        if let Some(town) = town.filter(|_| Column::named(wanted.kind, "town").is_some()) {
            wish.cells.entry("town".into()).or_insert_with(|| town.clone());
        }
        if wish.cells.contains_key("area") {
            return;
        }
        let of_postcode = || {
            let postcode = Postcode::meant(wish.cells.get("postcode")?)?;
            let district = self.graph.district(postcode.split(' ').next()?)?;
            let area = district.area.filter(|_| !district.is_unsure)?;
            Some(self.graph.node(area.node()).entry.id.to_string())
        };
        let of_town = || match self.titles.find(area, wish.cells.get("town")?) {
            Meaning::One(id) => Some(id.to_string()),
            Meaning::Several(_) | Meaning::Nothing => None,
        };
        if let Some(id) = of_postcode().or_else(of_town) {
            wish.cells.insert("area".into(), id);
        }
    }

    /// `Listed under Colleges, in Leeds.`
    fn summary(&self, wish: &Wish, sort: Kind, area: Kind) -> Option<String> {
        let sort = self.titles.title(sort, wish.cells.get("kind")?)?;
        let area = wish.cells.get("area").and_then(|id| self.titles.title(area, id));
        let theme = self.theme?;
        match wish.cells.get("town").map(String::as_str).or(area) {
            Some(place) => theme.words_with("row-summary-in", &[("kind", sort), ("place", place)]),
            None => theme.words_with("row-summary", &[("kind", sort)]),
        }
    }
}
