//! What "Near you" answers from, as one classic script that the browser loads on first use: the middle of each postcode
//! district, the area that it is in, and where organisations and partners are. `static/near.js` reads it.
//!
//! A page opened from a folder may load a classic script and nothing else, so the data is one. Nothing is asked of
//! anybody: what a visitor types stays in the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::entry::kinds::{Area, CaseStudy, Dataset, Event, Kind, Organisation, Partner, PartnerKind, Programme};
use crate::entry::place::Point;
use crate::graph::places::{Council, District, partner_areas};
use crate::graph::{Graph, Id, NodeId};
use crate::permalink::{self, Permalink};
use crate::view::{Context, near};

/// Where the data is on the site.
pub const PATH: &str = "assets/near-data.js";

/// What it is made from.
pub const SOURCE: &str = "postcode districts, organisations and partners: what is near a visitor";

/// The data as a script.
pub fn script(context: &Context<'_>) -> String {
    let data = Data {
        context,
        areas: areas(context),
        kinds: kinds(context),
        notes: notes(context),
        offers: offers(context),
        councils: context.graph.councils(),
        entries: entries(context),
    };
    let mut object = Map::new();
    object.insert("kinds".into(), data.kinds.iter().map(|&kind| data.kind(kind)).collect());
    object.insert("areas".into(), data.areas.keys().map(|&area| data.area(area)).collect());
    object.insert("everywhere".into(), data.everywhere());
    object.insert("entries".into(), data.entries.iter().map(|&node| data.named(node)).collect());
    object.insert("notes".into(), data.notes.values().map(|note| Value::from(&**note)).collect());
    object.insert("offers".into(), data.offers.iter().map(|said| Value::from(&***said)).collect());
    object.insert("places".into(), data.places().into());
    object.insert("councils".into(), data.council_lines().into());
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

/// What organisations offer, each once.
fn offers<'a>(context: &Context<'a>) -> BTreeSet<&'a Arc<str>> {
    context.graph.all::<Organisation>().filter_map(|one| one.fields.offers.as_ref()).collect()
}

/// Programmes, events to come, partners without a point and case studies, each if it says in which area it is.
fn entries(context: &Context<'_>) -> Vec<NodeId> {
    let graph = context.graph;
    let is_over =
        |node: NodeId| graph.cast::<Event>(node).is_some_and(|id| graph.get(id).fields.is_over(context.today));
    let has_point = |node: NodeId| {
        let partner = graph.cast::<Partner>(node).map(|id| graph.get(id).fields);
        partner.is_some_and(|one| one.point.is_some() || one.postcode.is_some())
    };
    let kinds = [Kind::Programme, Kind::Event, Kind::Partner, Kind::CaseStudy];
    let all = kinds.into_iter().flat_map(|kind| graph.of_kind(kind)).copied();
    all.filter(|&node| !is_over(node) && !has_point(node) && !areas_of(graph, node).is_empty()).collect()
}

/// The areas that an entry of these kinds says.
fn areas_of(graph: &Graph, node: NodeId) -> Vec<Id<Area>> {
    if let Some(programme) = graph.cast::<Programme>(node) {
        return graph.get(programme).fields.areas.clone();
    }
    if let Some(partner) = graph.cast::<Partner>(node) {
        return partner_areas(graph.get(partner).fields).collect();
    }
    let event = graph.cast::<Event>(node).and_then(|id| graph.get(id).fields.area);
    let story = graph.cast::<CaseStudy>(node).and_then(|id| graph.get(id).fields.area);
    event.or(story).into_iter().collect()
}

struct Data<'a> {
    context: &'a Context<'a>,
    areas: BTreeMap<Id<Area>, usize>,
    kinds: Vec<Id<PartnerKind>>,
    notes: BTreeMap<Id<Dataset>, Arc<str>>,
    offers: BTreeSet<&'a Arc<str>>,
    councils: Vec<Council<'a>>,
    /// Entries that areas may name: many areas name the same.
    entries: Vec<NodeId>,
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

    /// A kind of partner, and the part of an area's page that lists those of the area.
    fn kind(&self, kind: Id<PartnerKind>) -> Value {
        let node = self.context.node(kind.node());
        json!([node.title(), self.href(kind.node()), near::part(node.id())])
    }

    /// An area, and what is on the site of it: programmes, events, partners without a point, and stories.
    fn area(&self, area: Id<Area>) -> Value {
        let graph = self.context.graph;
        let around: BTreeSet<NodeId> = self.around(area);
        let is_here = |area: Option<Id<Area>>| area.is_some_and(|area| around.contains(&area.node()));
        let of = |kind: Kind| -> Value {
            let own = self.entries.iter().enumerate().filter(|(_, entry)| graph.node(**entry).kind() == kind);
            own.filter(|(_, entry)| areas_of(graph, **entry).into_iter().any(|area| is_here(Some(area))))
                .map(|(number, _)| number)
                .collect()
        };
        let [programmes, events] = [of(Kind::Programme), of(Kind::Event)];
        let [partners, stories] = [of(Kind::Partner), of(Kind::CaseStudy)];
        json!([graph.node(area.node()).title(), self.href(area.node()), programmes, events, partners, stories])
    }

    /// Programmes that run in the whole country, which no place has more than another.
    fn everywhere(&self) -> Value {
        let graph = self.context.graph;
        let is_all = |area: Id<Area>| graph.get(area).within.is_none();
        let programmes = self.entries.iter().enumerate().filter(|(_, entry)| {
            graph.node(**entry).kind() == Kind::Programme && areas_of(graph, **entry).into_iter().any(is_all)
        });
        programmes.map(|(number, _)| number).collect()
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

    /// A line for each place with a point: name, town, address, and numbers for its kind, point, note, area and offer.
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
                Some(one) => one.website.as_ref().map_or(String::new(), |address| shortened(&address.0)),
                None => self.href(place.node),
            };
            let dataset = organisation.and_then(|one| one.dataset);
            let note = dataset.and_then(|id| self.notes.keys().position(|other| *other == id));
            let offer = organisation.and_then(|one| one.fields.offers.as_ref());
            let offer = offer.and_then(|said| self.offers.iter().position(|other| *other == said));
            let area = place.area.and_then(|area| self.number_of(area));
            let (title, town) =
                (plain(graph.node(place.node).title()), place.town.map_or(String::new(), |town| plain(town)));
            let Point { latitude, longitude } = point;
            let [note, area, offer] = [note, area, offer].map(number);
            let line = format!("{title}\t{town}\t{href}\t{kind}\t{latitude}\t{longitude}\t{note}\t{area}\t{offer}");
            writeln!(lines, "{}", line.trim_end_matches('\t')).expect("a String takes any text");
        }
        lines.truncate(lines.trim_end().len());
        lines
    }

    /// The number of an area, or of the one around it that districts are in.
    fn number_of(&self, area: Id<Area>) -> Option<usize> {
        let (mut at, mut seen) = (Some(area), BTreeSet::new());
        while let Some(area) = at.filter(|&area| seen.insert(area)) {
            if let Some(number) = self.areas.get(&area) {
                return Some(*number);
            }
            at = self.context.graph.get(area).within;
        }
        None
    }

    /// A line for each council: its name, and the number of its area.
    fn council_lines(&self) -> String {
        let line = |council: &Council<'_>| {
            let area = number(council.area.and_then(|area| self.areas.get(&area).copied()));
            format!("{}\t{area}", plain(council.name))
        };
        self.councils.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// A line for each district: its name, its middle, the number of its area, a question mark if that is unsure, and the
    /// number of its council, with blanks between. The area is left out where it is the council's.
    fn districts(&self) -> String {
        let line = |district: &District| {
            let council = district.council.as_ref();
            let council = council.and_then(|name| self.councils.binary_search_by(|one| one.name.cmp(name)).ok());
            let is_told = council.is_some_and(|at| self.councils[at].area == district.area);
            let area = number(district.area.filter(|_| !is_told).map(|area| self.areas[&area]));
            let (unsure, council) = (if district.is_unsure { "?" } else { "" }, number(council));
            let Point { latitude, longitude } = district.middle;
            let line = format!("{} {latitude} {longitude} {area}{unsure} {council}", district.name);
            line.strip_suffix(' ').unwrap_or(&line).to_string()
        };
        self.context.graph.districts.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A number, or nothing.
fn number(number: Option<usize>) -> String {
    number.map_or(String::new(), |number| number.to_string())
}

/// The address of a website, of which most begin alike: the script knows how.
fn shortened(address: &str) -> String {
    let address = address.strip_suffix('/').filter(|rest| !rest.ends_with('/')).unwrap_or(address);
    address.strip_prefix("https://www.").map_or(address.to_string(), |rest| format!("~{rest}"))
}

/// Text on one line, without the mark between columns.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
