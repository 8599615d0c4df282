//! What "Find your way" answers from, as one classic script: every place that a way can start or end at, and the steps
//! between them. `static/ways-search.js` follows them as `trellis path` does, in the same order.
//!
//! It grows with the site and not with its pairs of places, so that a large site has the page too.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::entry::kinds::{Kind, Money, PayBand, Profession, Programme, Role, Route, RouteType, Status};
use crate::graph::ways::{self, Leg, Network};
use crate::graph::{Id, Linked, Meant, NodeId};
use crate::permalink;
use crate::view::{Context, first_sentence};

/// Where the data is on the site.
pub const PATH: &str = "assets/ways-data.js";

/// What it is made from.
pub const SOURCE: &str = "what leads to what: starting points, programmes, ways in, roles and professions";

/// Paid hours of a full-time year: 52 weeks of the 37.5 hours for which the pay bands are.
const HOURS_A_YEAR: f64 = 52.0 * 37.5;

/// The data as a script.
pub fn script(context: &Context<'_>) -> String {
    let graph = context.graph;
    // Of two places that are as near, the script takes the first, as the search does.
    let places: BTreeSet<NodeId> = ways::places(graph).collect();
    let numbers: BTreeMap<NodeId, usize> = places.iter().copied().zip(0..).collect();
    let data = Data { context, network: Network::whole(graph), numbers };
    let list = |kind: &Kind| Value::from_iter(graph.of_kind(*kind).iter().map(|node| data.numbers[node]));
    let lists: Map<String, Value> = ways::KINDS.iter().map(|kind| (kind.folder().to_string(), list(kind))).collect();
    let object = json!({
        "lists": lists,
        "years": years(context),
        "places": places.iter().map(|&node| data.place(node)).collect::<Vec<_>>(),
        "steps": places.iter().map(|&node| data.steps(node)).collect::<Vec<_>>(),
    });
    format!("var trellisWaysData={object};\n")
}

/// The years in which the fees hold that are told.
fn years(context: &Context<'_>) -> String {
    let years = context.graph.all::<Route>().filter_map(|route| Some(&*route.fields.fee.as_ref()?.year));
    years.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

struct Data<'a> {
    context: &'a Context<'a>,
    network: Network<'a>,
    numbers: BTreeMap<NodeId, usize>,
}

impl Data<'_> {
    /// A place: its name in addresses, what it is called, where its page is, and what is to be said of its kind.
    fn place(&self, node: NodeId) -> Value {
        let Context { graph, config, .. } = self.context;
        let entry = graph.node(node);
        let mut place = json!({
            "id": format!("{}/{}", entry.kind().folder(), entry.id()),
            "title": self.context.called(node),
            "href": permalink::href(config.addresses, "404.html", &permalink::of_node(entry)),
        });
        if entry.common.status != Status::Open {
            place["status"] = entry.common.status.as_str().into();
        }
        let more = if let Some(route) = graph.cast::<Route>(node) {
            self.route(graph.get(route))
        } else if let Some(role) = graph.cast::<Role>(node) {
            self.role(graph.get(role))
        } else if let Some(programme) = graph.cast::<Programme>(node) {
            json!({ "cost_told": graph.get(programme).fields.cost })
        } else if graph.cast::<Profession>(node).is_some() {
            json!({ "roles": self.all_of(&ways::ends(graph, node)) })
        } else {
            json!({})
        };
        if let (Value::Object(place), Value::Object(more)) = (&mut place, more) {
            place.extend(more);
        }
        place
    }

    fn all_of(&self, nodes: &[NodeId]) -> Vec<usize> {
        nodes.iter().map(|node| self.numbers[node]).collect()
    }

    fn role(&self, role: Linked<'_, Role>) -> Value {
        let bands = || role.pay_bands.iter().map(|&band| self.context.graph.get(band));
        let pay = bands().map(|band| band.entry()).min().zip(bands().map(|band| band.top()).max());
        json!({ "stage": self.context.graph.get(role.stage).title(), "pay": pay })
    }

    /// A route, with what it takes, costs and brings, each as the least and the most: the most is nothing where it has no
    /// end, and what is not known is left out.
    fn route(&self, route: Linked<'_, Route>) -> Value {
        let fields = route.fields;
        let mut told = json!({ "type": fields.route_type.as_str(), "money": fields.money.as_str() });
        // Nobody may take a way for open to all that asks for grades or a job first.
        if let Some(need) = fields.what_you_need.first() {
            told["need"] = json!(first_sentence(need));
        }
        if let Some(level) = fields.level {
            told["level"] = level.into();
        }
        match fields.months {
            Some(least) => told["months"] = json!([least, fields.months_most]),
            None => told["long"] = json!(first_sentence(&fields.how_long)),
        }
        if let Some(cost) = cost(fields) {
            told["cost"] = json!(cost);
        }
        if let Some(wage) = self.yearly_wage(fields) {
            told["wage"] = json!(wage);
        }
        let helps: Vec<NodeId> = ways::helps_apply(self.context.graph, route.id.node()).collect();
        if !helps.is_empty() {
            told["helps"] = self.all_of(&helps).into();
        }
        told
    }

    /// Pounds of a year: from the lowest that the law or a band allows to the top of the highest band.
    fn yearly_wage(&self, route: &Route<Meant>) -> Option<(u32, Option<u32>)> {
        // Who applies for a job is paid when they have it.
        let is_paid_later = route.route_type == RouteType::Job;
        if route.money != Money::Wage || is_paid_later {
            return Some((0, Some(0)));
        }
        let graph = self.context.graph;
        let band = |id: &Id<PayBand>| graph.get(*id);
        let by_law = route.wages.iter().map(|&id| yearly(graph.get(id).hourly));
        let least = by_law.chain(route.pay_bands.iter().map(|id| band(id).entry())).min()?;
        Some((least, route.pay_bands.iter().map(|id| band(id).top()).max()))
    }

    /// The steps that lead on from a place: the number of the next, the kind, and the routes by which a move is made.
    fn steps(&self, node: NodeId) -> Value {
        let step = |leg: Leg| {
            let mut told = vec![Value::from(self.numbers[&leg.to]), leg.kind.as_str().into()];
            told.extend(ways::by(self.context.graph, node, &leg).iter().map(|route| self.numbers[route].into()));
            Value::from(told)
        };
        self.network.from(node).map(step).collect()
    }
}

/// Whole pounds of a full-time year.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a wage is at most a thousand pounds an hour"
)]
fn yearly(hourly: f64) -> u32 {
    (hourly * HOURS_A_YEAR).round() as u32
}

/// What the whole of a route costs at least and at most: a year that has begun is paid for.
fn cost(route: &Route<Meant>) -> Option<(u32, u32)> {
    match (&route.fee, route.months_most) {
        _ if route.money != Money::Fees => Some((0, 0)),
        (Some(fee), Some(months)) => Some((0, fee.most.saturating_mul(months.div_ceil(12)))),
        _ => None,
    }
}
