//! Computed pathways: the ladder of a profession, and the map of the whole journey.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::diagram::{Diagram, DiagramBox, Export, Heading, PaySpan, Way};
use super::diagram_draft::{Draft, DraftStep};
use super::matrix::Matrix;
use super::pathway_pay::PathwayPay;
use super::sentence::first_sentence;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{
    Domain, Element, Guide, Intervention, Kind, Profession, Programme, Role, Route, Stage, StartingPoint, keys,
};
use crate::graph::pathway::{self, EdgeKind, RoleMove};
use crate::graph::{Id, NodeId, stages};
use crate::layout::Order;
use crate::permalink::Permalink;

/// The ladder of a profession on a page of its own.
#[derive(Debug, Serialize, Hash)]
pub struct LadderView {
    pub title: Arc<str>,
    pub diagram: Diagram,
    /// How the roles of the ladder show the domains of the Framework.
    pub matrix: Matrix,
    /// What its roles are paid.
    pub pay: Option<PathwayPay>,
}

/// The end-to-end map: how people come in, and the stages with what happens at each.
#[derive(Debug, Serialize, Hash)]
pub struct MapView {
    /// The stages and how one leads to another.
    pub diagram: Diagram,
    pub starting_points: Vec<Card>,
    pub elements: Vec<MapElement>,
    pub stages: Vec<MapStage>,
    pub domains: Vec<Card>,
    pub professions: Vec<Link>,
    pub journeys: Vec<Card>,
    pub guides: Vec<Card>,
}

#[derive(Debug, Serialize, Hash)]
pub struct MapElement {
    pub element: &'static str,
    pub interventions: Vec<Link>,
    pub programmes: Vec<Link>,
}

impl MapElement {
    fn has_any(&self) -> bool {
        !self.interventions.is_empty() || !self.programmes.is_empty()
    }
}

#[derive(Debug, Serialize, Hash)]
pub struct MapStage {
    pub stage: Card,
    pub in_framework: bool,
    pub roles: Vec<Link>,
    /// Routes that can start people at this stage.
    pub routes: Vec<Link>,
    /// How many moves on the site lead up from here, sideways, and into here from a degree.
    pub moves_up: usize,
    pub moves_sideways: usize,
    pub step_offs: usize,
}

/// Where the picture of a profession's ladder is.
pub fn ladder_picture_path(id: &str) -> String {
    format!("pathways/professions/{id}.svg")
}

/// Where the whole map is.
pub const MAP_PATH: &str = "pathways/map.html";

/// Where its picture is.
pub const MAP_PICTURE_PATH: &str = "pathways/map.svg";

impl Context<'_> {
    pub(crate) fn ladder_page(&self, path: &str, id: Id<Profession>) -> PageView {
        let profession = self.graph.get(id);
        let mut frame = self.frame(path);
        frame.call(keys!("ladder"));
        frame.title_about = Some(profession.title().clone());
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Pathway));
        let view = LadderView {
            title: profession.title().clone(),
            diagram: self.ladder(path, id),
            matrix: self.ladder_matrix(path, id),
            pay: self.pathway_pay(path, id),
        };
        PageView { page: frame, view: View::Ladder(Box::new(view)) }
    }

    pub(super) fn ladder(&self, path: &str, id: Id<Profession>) -> Diagram {
        let picture = ladder_picture_path(self.node(id.node()).id());
        Diagram { export: self.export(path, &picture), ..self.ladder_draft(path, id).finish() }
    }

    /// The ladder of a profession, stage by stage.
    pub(crate) fn ladder_draft(&self, path: &str, id: Id<Profession>) -> Draft {
        let ladder = pathway::ladder(self.graph, id);
        let roles: Vec<Id<Role>> = ladder.columns.iter().flat_map(|(_, roles)| roles).copied().collect();
        let number = |role: Id<Role>| roles.iter().position(|&one| one == role).expect("both ends are on the ladder");
        let place = |&role: &Id<Role>| {
            let place = DiagramBox::new(format!("role_{}", self.node(role.node()).id()), self.link(path, role.node()));
            DiagramBox { pay: self.pay_span(role), time: self.time_to(role), ..place }
        };
        let column = |(stage, roles): &(Id<Stage>, Vec<Id<Role>>)| {
            (Heading::link(self.link(path, stage.node())), roles.iter().map(place).collect())
        };
        let step = |step: &RoleMove<'_>| DraftStep {
            from: number(step.from),
            to: number(step.to),
            kind: step.kind.as_str(),
            ways: self.ways(path, step.by),
        };
        let moves = ladder.moves.iter().filter(|step| step.from != step.to);
        let columns = ladder.columns.iter().map(column).collect();
        Draft { columns, steps: moves.map(step).collect(), order: Order::Free }
    }

    /// What a role is paid, from the first step of its lowest band to the last of its highest.
    fn pay_span(&self, role: Id<Role>) -> Option<PaySpan> {
        let role = self.graph.get(role);
        let bands = role.pay_bands.iter().map(|&band| self.graph.get(band));
        bands.map(|band| PaySpan { least: band.entry(), most: band.top() }).reduce(PaySpan::with)
    }

    /// How long the first of the ways into a role usually takes.
    fn time_to(&self, role: Id<Role>) -> Option<Arc<str>> {
        self.times_to(role).into_iter().next().map(|way| way.time)
    }

    /// Routes as the table of a diagram tells them.
    pub(crate) fn ways(&self, path: &str, routes: &[Id<Route>]) -> Vec<Way> {
        let way = |&id: &Id<Route>| {
            let route = self.graph.get(id);
            Way { route: self.link(path, id.node()), level: route.level, how_long: route.how_long.clone() }
        };
        routes.iter().map(way).collect()
    }

    /// The link to a diagram's picture, if it has one.
    fn export(&self, path: &str, picture: &str) -> Option<Export> {
        let bytes = self.poster_sizes.get(picture)?;
        Some(Export { href: self.href(path, &Permalink::page(picture)), kilobytes: bytes.div_ceil(1000) })
    }

    pub(crate) fn map_page(&self, path: &str) -> PageView {
        let mut frame = self.overview_frame(path, Overview::Map);
        frame.crumbs.extend(self.crumb_to_list(path, Kind::Pathway));
        let link_all = |nodes: Vec<NodeId>| nodes.into_iter().map(|node| self.link(path, node)).collect::<Vec<_>>();
        let element = |&element: &Element| MapElement {
            element: element.as_str(),
            interventions: link_all(
                self.graph
                    .all::<Intervention>()
                    .filter(|one| one.element == element)
                    .map(|one| one.id.node())
                    .collect(),
            ),
            programmes: match element {
                Element::OutsideIn => link_all(
                    self.graph.all::<Programme>().map(|one| one.id.node()).filter(|&node| self.is_open(node)).collect(),
                ),
                Element::InWork | Element::InsideUp => Vec::new(),
            },
        };
        let with_roles =
            self.graph.all::<Profession>().filter(|one| self.graph.referrers::<Role>(one.id.node()).next().is_some());
        let ladders = with_roles.map(|profession| Link {
            href: self.href(path, &Permalink::page(super::profession::ladder_path(profession.node.id()))),
            title: profession.title().clone(),
        });
        let view = MapView {
            diagram: self.map(path),
            starting_points: self.graph.all::<StartingPoint>().map(|start| self.card(path, start.id.node())).collect(),
            elements: Element::ALL.iter().map(element).filter(MapElement::has_any).collect(),
            stages: self.graph.all::<Stage>().map(|stage| self.map_stage(path, stage.id)).collect(),
            domains: self.graph.all::<Domain>().map(|domain| self.card(path, domain.id.node())).collect(),
            professions: ladders.collect(),
            journeys: self
                .graph
                .all::<crate::entry::kinds::Pathway>()
                .map(|one| self.card(path, one.id.node()))
                .collect(),
            guides: self.graph.all::<Guide>().map(|guide| self.card(path, guide.id.node())).collect(),
        };
        PageView { page: frame, view: View::Map(Box::new(view)) }
    }

    fn map(&self, path: &str) -> Diagram {
        Diagram { export: self.export(path, MAP_PICTURE_PATH), ..self.map_draft(path).finish() }
    }

    /// The whole journey: what comes before the Framework and after it in a column each, and the Framework stage by
    /// stage.
    pub(crate) fn map_draft(&self, path: &str) -> Draft {
        let mut stages: Vec<Id<Stage>> = self.graph.all::<Stage>().map(|stage| stage.id).collect();
        stages.sort_by_key(|&stage| (self.graph.get(stage).order, stage));
        let in_framework = |stage: &Id<Stage>| self.graph.get(*stage).in_framework;
        let inside = stages.iter().position(in_framework).unwrap_or(0);
        let after = stages.iter().rposition(in_framework).map_or(0, |last| last + 1);
        let place = |&id: &Id<Stage>| {
            let stage = self.graph.get(id);
            let place = DiagramBox::new(format!("stage_{}", stage.node.id()), self.link(path, id.node()));
            DiagramBox { note: stage.education.as_deref().map(first_sentence), ..place }
        };
        let column = |(key, stages): (&'static str, &[Id<Stage>])| {
            (!stages.is_empty()).then(|| (Heading::words(key), stages.iter().map(place).collect()))
        };
        let outside = [("map-outside-in", &stages[..inside])];
        let in_work = stages[inside..after].chunks(1).map(|stage| ("map-in-work", stage));
        let columns = outside.into_iter().chain(in_work).chain([("map-inside-up", &stages[after..])]);
        let columns = columns.filter_map(column);
        let number = |stage: Id<Stage>| stages.iter().position(|&one| one == stage).expect("every stage is on the map");
        let steps = stages::stage_steps(self.graph);
        let step = |(&(from, to), kinds): (&(Id<Stage>, Id<Stage>), &BTreeSet<EdgeKind>)| DraftStep {
            from: number(from),
            to: number(to),
            kind: stages::in_a_word(kinds).as_str(),
            ways: Vec::new(),
        };
        let mut steps: Vec<DraftStep> = steps.iter().map(step).collect();
        steps.sort_by_key(|step| (step.from, step.to));
        Draft { columns: columns.collect(), steps, order: Order::Kept }
    }

    fn map_stage(&self, path: &str, id: Id<Stage>) -> MapStage {
        use crate::entry::kinds::MoveKind;
        let roles: Vec<Id<Role>> = self.graph.referrers::<Role>(id.node()).map(|role| role.id).collect();
        let moves = |kind: MoveKind| {
            let all = roles.iter().flat_map(|&role| pathway::moves_from(self.graph, role));
            all.filter(|step| step.kind == kind).count()
        };
        MapStage {
            stage: self.card(path, id.node()),
            in_framework: self.graph.get(id).in_framework,
            roles: self.links(path, &roles),
            routes: self
                .shared
                .ties
                .to(id.node(), crate::entry::Kind::Route)
                .iter()
                .map(|&route| self.link(path, route))
                .collect(),
            moves_up: moves(MoveKind::Progress),
            moves_sideways: moves(MoveKind::Sideways),
            step_offs: moves(MoveKind::StepOff),
        }
    }
}
