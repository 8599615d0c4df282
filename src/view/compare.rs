//! The page on which visitors compare roles, fact by fact.

use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::figure::Told;
use super::money::MoneyLine;
use super::pay::PayLine;
use super::sentence::first_sentence;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Relation, Role};
use crate::graph::Linked;
use crate::graph::pathway::{self, WayIn};

/// All roles, one row of facts each.
#[derive(Debug, Serialize, Hash)]
pub struct CompareView {
    pub roles: Vec<CompareRow>,
}

#[derive(Debug, Serialize, Hash)]
pub struct CompareRow {
    pub card: Card,
    pub stage: Arc<str>,
    pub pay: Vec<PayLine>,
    pub hours: Arc<str>,
    pub tasks: Vec<Arc<str>>,
    pub places: Vec<Arc<str>>,
    /// The age from which the first of its ways is open; none where no route says it.
    pub youngest: Option<u32>,
    pub requirements: Vec<Arc<str>>,
    pub ways_in: Vec<Link>,
    /// One of each type of way.
    pub types: Vec<TypeOfWay>,
    pub regulator: Option<Arc<str>>,
    pub hard_parts: Vec<Arc<str>>,
    pub leads_to: Vec<Link>,
    /// What figures tell of the professions for which it registers.
    pub figures: Vec<Told>,
}

/// How long the first way of a type takes, and what it costs or pays; the first of its payments as well.
#[derive(Debug, Serialize, Hash)]
pub struct TypeOfWay {
    pub route_type: &'static str,
    pub time: Arc<str>,
    pub cost: Arc<str>,
    pub payment: Option<MoneyLine>,
}

impl Context<'_> {
    pub(crate) fn compare_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Compare);
        let roles = self.graph.all::<Role>().map(|role| self.compare_row(path, role)).collect();
        PageView { page: frame, view: View::Compare(Box::new(CompareView { roles })) }
    }

    fn compare_row(&self, path: &str, role: Linked<'_, Role>) -> CompareRow {
        let arrives = |way: &WayIn<'_>| way.relation != Relation::HelpsApply;
        let ways: Vec<WayIn<'_>> = pathway::ways_in(self.graph, role.id).into_iter().filter(arrives).collect();
        let registers = role.regulator.is_some();
        let counted = role.professions.iter().filter(|_| registers);
        CompareRow {
            card: self.card(path, role.id.node()),
            stage: self.graph.get(role.stage).title().clone(),
            pay: self.pay_lines(path, &role.pay_bands),
            hours: role.hours.clone(),
            tasks: role.tasks.0.clone(),
            places: role.places.0.clone(),
            youngest: self.beginning(path, role.id).youngest.map(|youngest| youngest.age),
            requirements: role.requirements.0.clone(),
            ways_in: ways.iter().map(|way| self.link(path, way.route.id.node())).collect(),
            types: self.types_of_ways(path, &ways),
            regulator: role.regulator.clone(),
            hard_parts: role.hard_parts.0.clone(),
            leads_to: pathway::moves_from(self.graph, role.id).map(|step| self.link(path, step.to.node())).collect(),
            figures: counted.flat_map(|&profession| self.told(path, profession)).collect(),
        }
    }

    /// The first open way of each type.
    fn types_of_ways(&self, from: &str, ways: &[WayIn<'_>]) -> Vec<TypeOfWay> {
        let mut types: Vec<TypeOfWay> = Vec::new();
        for way in ways.iter().filter(|way| self.is_open(way.route.id.node())) {
            let route_type = way.route.route_type.as_str();
            if types.iter().all(|told| told.route_type != route_type) {
                let (time, cost) = (first_sentence(&way.route.how_long), way.route.cost_or_wage[0].clone());
                let payments = self.payment_lines(from, way.route);
                let payment = payments.and_then(|payments| payments.lines.into_iter().next());
                types.push(TypeOfWay { route_type, time, cost, payment });
            }
        }
        types
    }
}
