//! Which next steps a page ends in: those that it names, and then those that fit it by what it is and what it is about.
//!
//! Nobody writes lists of addresses page by page: a next step says once which pages it fits, and follows their fields.

use std::collections::BTreeSet;

use super::{Graph, Id, Meant, NodeId, pathway};
use crate::entry::kinds::{
    EndingPage, Fit, NextStep, Profession, Programme, Role, Route, RouteType, Stage, StartingPoint, Status,
};

/// More than this many are no short list.
pub const MOST: usize = 5;

/// The next steps of a page, best first; nothing for a kind of page that does not end in any.
pub fn next_steps(graph: &Graph, page: NodeId) -> Option<Vec<Id<NextStep>>> {
    let traits = Traits::of(graph, page)?;
    let fitting = graph.all::<NextStep>().filter(|step| step.fields.fits.iter().any(|fit| traits.meet(fit)));
    let mut steps: Vec<Id<NextStep>> = Vec::new();
    for step in traits.named.iter().copied().chain(fitting.map(|step| step.id)) {
        if graph.get(step).node.common.status != Status::Closed && !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps.truncate(MOST);
    Some(steps)
}

/// What a page is and is about, as far as next steps go by it.
struct Traits<'g> {
    page: EndingPage,
    /// Next steps that the page names itself.
    named: &'g [Id<NextStep>],
    routes: BTreeSet<Id<Route>>,
    route_types: BTreeSet<RouteType>,
    stages: BTreeSet<Id<Stage>>,
    professions: BTreeSet<Id<Profession>>,
}

impl<'g> Traits<'g> {
    fn of(graph: &'g Graph, page: NodeId) -> Option<Traits<'g>> {
        if let Some(id) = graph.cast::<Role>(page) {
            let role = graph.get(id);
            let mut traits = Traits::new(EndingPage::Roles, &role.fields.next_steps);
            traits.routes = pathway::ways_in(graph, id).iter().map(|way| way.route.id).collect();
            traits.take_types(graph);
            traits.add_role(graph, id);
            return Some(traits);
        }
        if let Some(id) = graph.cast::<Route>(page) {
            let mut traits = Traits::new(EndingPage::Routes, &graph.get(id).fields.next_steps);
            traits.routes.insert(id);
            traits.take_types(graph);
            traits.add_routes(graph);
            return Some(traits);
        }
        if let Some(id) = graph.cast::<StartingPoint>(page) {
            let start = graph.get(id).fields;
            let mut traits = Traits::new(EndingPage::StartingPoints, &start.next_steps);
            traits.routes = start.routes.iter().map(|suggestion| suggestion.route).collect();
            traits.take_types(graph);
            traits.add_routes(graph);
            return Some(traits);
        }
        let programme = graph.get(graph.cast::<Programme>(page)?).fields;
        let mut traits = Traits::new(EndingPage::Programmes, &programme.next_steps);
        traits.routes = programme.routes.iter().copied().collect();
        traits.take_types(graph);
        traits.add_routes(graph);
        traits.stages.extend(&programme.stages);
        for &role in &programme.roles {
            traits.add_role(graph, role);
        }
        Some(traits)
    }

    fn new(page: EndingPage, named: &'g [Id<NextStep>]) -> Traits<'g> {
        Traits {
            page,
            named,
            routes: BTreeSet::new(),
            route_types: BTreeSet::new(),
            stages: BTreeSet::new(),
            professions: BTreeSet::new(),
        }
    }

    /// A page is about its routes as far as they are open: a closed one is no way to anything.
    fn take_types(&mut self, graph: &Graph) {
        self.routes.retain(|&route| graph.get(route).node.common.status != Status::Closed);
        self.route_types = self.routes.iter().map(|&route| graph.get(route).fields.route_type).collect();
    }

    /// The stages that the routes start people at, and the professions that they lead into.
    fn add_routes(&mut self, graph: &Graph) {
        for &route in &self.routes {
            let route = graph.get(route).fields;
            self.stages.extend(&route.stages);
            let roles = route.leads_to.iter().map(|opening| graph.get(opening.role).fields);
            self.professions.extend(roles.flat_map(|role| &role.professions));
        }
    }

    fn add_role(&mut self, graph: &Graph, role: Id<Role>) {
        let role = graph.get(role).fields;
        self.stages.insert(role.stage);
        self.professions.extend(&role.professions);
    }

    fn meet(&self, fit: &Fit<Meant>) -> bool {
        (fit.pages.is_empty() || fit.pages.contains(&self.page))
            && meets(&fit.route_types, &self.route_types)
            && meets(&fit.routes, &self.routes)
            && meets(&fit.stages, &self.stages)
            && meets(&fit.professions, &self.professions)
    }
}

/// What is not asked is met.
fn meets<T: Ord>(asked: &[T], here: &BTreeSet<T>) -> bool {
    asked.is_empty() || asked.iter().any(|one| here.contains(one))
}
