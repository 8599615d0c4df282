//! What "Near you" answers from, as one classic script that the browser loads on first use: the middle of each postcode
//! district, the area that it is in, and where organisations and partners are. `static/near.js` reads it.
//!
//! A page opened from a folder may load a classic script and nothing else, so the data is one. Nothing is asked of
//! anybody: what a visitor types stays in the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::entry::kinds::{Area, Dataset, Event, Organisation, Partner, PartnerKind};
use crate::entry::place::Point;
use crate::graph::{Id, NodeId};
use crate::permalink::{self, Permalink};
use crate::view::Context;

/// Where the data is on the site.
pub const PATH: &str = "assets/near-data.js";

/// What it is made from.
pub const SOURCE: &str = "postcode districts, organisations and partners: what is near a visitor";

/// The data as a script.
pub fn script(context: &Context<'_>) -> String {
    let data = Data { context, areas: areas(context), kinds: kinds(context), notes: notes(context) };
    let mut object = Map::new();
    object.insert("kinds".into(), data.kinds.iter().map(|&kind| data.named(kind.node())).collect());
    object.insert("areas".into(), data.areas.keys().map(|&area| data.area(area)).collect());
    object.insert("notes".into(), data.notes.values().map(|note| Value::from(&**note)).collect());
    object.insert("places".into(), data.places().into());
    object.insert("districts".into(), data.districts().into());
    format!("{}var trellisNearData={};\n", licences(context), Value::Object(object))
}

/// What the licences of the data ask to be said goes where the data goes. Tables of figures are not in it.
fn licences(context: &Context<'_>) -> String {
    let said: BTreeSet<&str> = context
        .graph
        .all::<Dataset>()
        .filter(|one| one.table.is_none())
        .flat_map(|one| one.fields.attribution.iter().map(|text| &**text).collect::<Vec<_>>())
        .collect();
    said.iter().map(|text| format!("// {}\n", plain(text))).collect()
}

/// Areas that districts are in, with their places in the script.
fn areas(context: &Context<'_>) -> BTreeMap<Id<Area>, usize> {
    let graph = context.graph;
    let named: BTreeSet<Id<Area>> = graph.districts.iter().filter_map(|district| district.area).collect();
    named.into_iter().zip(0..).collect()
}

/// Kinds of partner of which something has a point.
fn kinds(context: &Context<'_>) -> Vec<Id<PartnerKind>> {
    let graph = context.graph;
    let here: BTreeSet<_> =
        graph.places().filter(|place| graph.point(place).is_some()).map(|place| place.kind).collect();
    graph.all::<PartnerKind>().map(|kind| kind.id).filter(|kind| here.contains(kind)).collect()
}

fn notes(context: &Context<'_>) -> BTreeMap<Id<Dataset>, Arc<str>> {
    let lists = context.graph.all::<Dataset>().filter(|one| one.table.is_none());
    lists.filter_map(|one| Some((one.id, one.note.clone()?))).collect()
}

struct Data<'a> {
    context: &'a Context<'a>,
    areas: BTreeMap<Id<Area>, usize>,
    kinds: Vec<Id<PartnerKind>>,
    notes: BTreeMap<Id<Dataset>, Arc<str>>,
}

impl Data<'_> {
    /// The name of an entry and, where it has a page, the way to it from the site's root.
    fn named(&self, node: NodeId) -> Value {
        json!([self.context.node(node).title(), self.href(node)])
    }

    fn href(&self, node: NodeId) -> String {
        let Context { graph, config, .. } = self.context;
        let link: Permalink = permalink::of_node(graph.node(node));
        if graph.has_page(node) { permalink::href(config.addresses, "404.html", &link) } else { String::new() }
    }

    /// An area, and what is on the site of it: partners without a point, and events.
    fn area(&self, area: Id<Area>) -> Value {
        let graph = self.context.graph;
        let around: BTreeSet<NodeId> = self.around(area);
        let partners = graph.all::<Partner>().filter(|one| {
            one.area.is_some_and(|area| around.contains(&area.node())) && one.point.is_none() && one.postcode.is_none()
        });
        let events = graph.all::<Event>().filter(|one| {
            one.area.is_some_and(|area| around.contains(&area.node())) && !one.is_over(self.context.today)
        });
        let here: Vec<Value> = partners
            .map(|one| one.id.node())
            .chain(events.map(|one| one.id.node()))
            .map(|node| self.named(node))
            .collect();
        json!([graph.node(area.node()).title(), self.href(area.node()), here])
    }

    /// An area, all within it, and those around it but the country: what belongs to these is near.
    fn around(&self, area: Id<Area>) -> BTreeSet<NodeId> {
        let graph = self.context.graph;
        let mut around: BTreeSet<NodeId> = graph.within(area.node()).into_iter().collect();
        let mut at = graph.get(area).within;
        while let Some(outer) = at.filter(|outer| !around.contains(&outer.node())) {
            let above = graph.get(outer).within;
            // What has nothing around it is the whole country.
            if above.is_some() {
                around.insert(outer.node());
            }
            at = above;
        }
        around
    }

    /// A line for each place with a point: name, town, address, and numbers for its kind, point and note.
    fn places(&self) -> String {
        let graph = self.context.graph;
        let mut lines = String::new();
        for place in graph.places() {
            let (Some(point), Some(kind)) =
                (graph.point(&place), self.kinds.iter().position(|kind| *kind == place.kind))
            else {
                continue;
            };
            let organisation = graph.cast::<Organisation>(place.node).map(|id| graph.get(id));
            let href = match organisation {
                Some(one) => one.website.as_ref().map_or(String::new(), |address| address.0.to_string()),
                None => self.href(place.node),
            };
            let dataset = organisation.and_then(|one| one.dataset);
            let note = dataset.and_then(|id| self.notes.keys().position(|other| *other == id));
            let note = note.map_or(String::new(), |note| note.to_string());
            let (title, town) =
                (plain(graph.node(place.node).title()), place.town.map_or(String::new(), |town| plain(town)));
            let Point { latitude, longitude } = point;
            writeln!(lines, "{title}\t{town}\t{href}\t{kind}\t{latitude}\t{longitude}\t{note}")
                .expect("a String takes any text");
        }
        lines.truncate(lines.trim_end().len());
        lines
    }

    /// A line for each district: its name, its middle, the number of its area, and a question mark if that is unsure.
    fn districts(&self) -> String {
        let line = |district: &crate::graph::places::District| {
            let area = district.area.map_or(String::new(), |area| self.areas[&area].to_string());
            let Point { latitude, longitude } = district.middle;
            format!("{}\t{latitude}\t{longitude}\t{area}{}", district.name, if district.is_unsure { "?" } else { "" })
        };
        self.context.graph.districts.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Text on one line, without the mark between columns.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
