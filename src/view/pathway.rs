//! Computed pathways: the ladder of a profession, and the map of the whole journey.

use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::role::MoveView;
use super::{Context, PageView, View};
use crate::entry::kinds::{Element, Guide, Intervention, Profession, Programme, Role, Route, Stage, StartingPoint};
use crate::graph::pathway::{self, Ladder, RoleMove};
use crate::graph::{Id, NodeId};
use crate::permalink::Permalink;

/// Roles in columns, stage by stage, with every move told twice: at its start and at its end.
#[derive(Debug, Serialize, Hash)]
pub struct LadderView {
    pub title: Option<Arc<str>>,
    pub columns: Vec<Column>,
    /// The same moves as rows of a table.
    pub moves: Vec<MoveRow>,
    pub export_href: Option<String>,
}

#[derive(Debug, Serialize, Hash)]
pub struct Column {
    pub stage: Link,
    pub boxes: Vec<RoleBox>,
}

#[derive(Debug, Serialize, Hash)]
pub struct RoleBox {
    pub role: Link,
    /// The id of the box on the page.
    pub anchor: String,
    pub leads_to: Vec<BoxMove>,
    pub comes_from: Vec<BoxMove>,
    pub stay: Option<Arc<str>>,
}

/// A move that leads to another box on the same page.
#[derive(Debug, Serialize, Hash)]
pub struct BoxMove {
    pub anchor: String,
    pub view: MoveView,
}

#[derive(Debug, Serialize, Hash)]
pub struct MoveRow {
    pub from: Link,
    pub to: Link,
    /// `progress`, `sideways` or `step-off`.
    pub kind: &'static str,
    pub by: Vec<Link>,
}

/// The end-to-end map: how people come in, and the stages with what happens at each.
#[derive(Debug, Serialize, Hash)]
pub struct MapView {
    pub starting_points: Vec<Card>,
    pub elements: Vec<MapElement>,
    pub stages: Vec<MapStage>,
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

impl Context<'_> {
    pub(crate) fn profession_ladder(&self, path: &str, id: Id<Profession>) -> LadderView {
        self.ladder(path, &pathway::ladder(self.graph, id))
    }

    pub(crate) fn ladder_page(&self, path: &str, id: Id<Profession>) -> PageView {
        let profession = self.graph.get(id);
        let mut frame = self.frame(path);
        frame.title_key = Some("ladder-title");
        frame.title_about = Some(profession.title().clone());
        frame.crumbs.push(self.crumb(path, "crumb-pathways", "pathways/index.html"));
        let mut view = self.profession_ladder(path, id);
        view.title = Some(profession.title().clone());
        PageView { page: frame, view: View::Ladder(Box::new(view)) }
    }

    fn ladder(&self, path: &str, ladder: &Ladder<'_>) -> LadderView {
        let here = |role: Id<Role>| format!("role-{}", self.node(role.node()).id());
        let box_move = |step: &RoleMove<'_>, other: Id<Role>| BoxMove {
            anchor: here(other),
            view: self.move_to(path, &RoleMove { to: other, ..step.clone() }),
        };
        let role_box = |&role: &Id<Role>| RoleBox {
            role: self.link(path, role.node()),
            anchor: here(role),
            leads_to: ladder
                .moves
                .iter()
                .filter(|step| step.from == role)
                .map(|step| box_move(step, step.to))
                .collect(),
            comes_from: ladder
                .moves
                .iter()
                .filter(|step| step.to == role)
                .map(|step| box_move(step, step.from))
                .collect(),
            stay: self.graph.get(role).stay.clone(),
        };
        let column = |(stage, roles): &(Id<Stage>, Vec<Id<Role>>)| Column {
            stage: self.link(path, stage.node()),
            boxes: roles.iter().map(role_box).collect(),
        };
        let row = |step: &RoleMove<'_>| MoveRow {
            from: self.link(path, step.from.node()),
            to: self.link(path, step.to.node()),
            kind: step.kind.as_str(),
            by: self.links(path, step.by),
        };
        LadderView {
            title: None,
            columns: ladder.columns.iter().map(column).collect(),
            moves: ladder.moves.iter().map(row).collect(),
            export_href: None,
        }
    }

    pub(crate) fn map_page(&self, path: &str) -> PageView {
        let mut frame = self.frame(path);
        frame.title_key = Some("map-title");
        frame.crumbs.push(self.crumb(path, "crumb-pathways", "pathways/index.html"));
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
                _ => Vec::new(),
            },
        };
        let ladders = self.graph.all::<Profession>().map(|profession| Link {
            href: self.href(path, &Permalink::page(super::profession::ladder_path(profession.node.id()))),
            title: profession.title().clone(),
        });
        let view = MapView {
            starting_points: self.graph.all::<StartingPoint>().map(|start| self.card(path, start.id.node())).collect(),
            elements: Element::ALL.iter().map(element).collect(),
            stages: self.graph.all::<Stage>().map(|stage| self.map_stage(path, stage.id)).collect(),
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

    fn map_stage(&self, path: &str, id: Id<Stage>) -> MapStage {
        use crate::entry::kinds::MoveKind;
        let roles: Vec<Id<Role>> = self.graph.referrers::<Role>(id.node()).map(|role| role.id).collect();
        let moves = |kind: MoveKind| {
            let all = roles.iter().flat_map(|&role| pathway::moves_from(self.graph, role));
            all.filter(|step| step.kind == kind).count()
        };
        let open = |route: &crate::graph::Linked<'_, Route>| self.is_open(route.id.node());
        MapStage {
            stage: self.card(path, id.node()),
            in_framework: self.graph.get(id).in_framework,
            roles: self.links(path, &roles),
            routes: self
                .graph
                .referrers::<Route>(id.node())
                .filter(open)
                .map(|route| self.link(path, route.id.node()))
                .collect(),
            moves_up: moves(MoveKind::Progress),
            moves_sideways: moves(MoveKind::Sideways),
            step_offs: moves(MoveKind::StepOff),
        }
    }
}
