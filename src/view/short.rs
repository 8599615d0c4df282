//! The short version of a role or of a starting point: one idea a line, with a drawing beside each part, on a page of its
//! own. It is for people to whom a long page is a wall: some have a learning disability, some are new to English, some are
//! in a hurry.
//!
//! Authors may write its lines ([`Short`]); those they leave out are made from the page. It is not called Easy Read: that
//! name is for what people with learning disabilities have tried.

use std::sync::Arc;

use serde::Serialize;

use super::card::Link;
use super::next_steps::NextStepView;
use super::paper::CodeView;
use super::pay::PayLine;
use super::{Context, PageView, View};
use crate::entry::kinds::{Kind, Profession, Role, Route, Short, StartingPoint, Status, keys};
use crate::graph::{Graph, Id, Linked, Meant, Node, NodeId};
use crate::permalink::Permalink;

/// No part that is made from a page has more lines.
const MOST_LINES: usize = 5;

/// So many ways in are named; all of them stand on the page.
const MOST_WAYS: usize = 3;

/// So many offices are named that can be rung.
const MOST_HELP: usize = 2;

#[derive(Debug, Serialize, Hash)]
pub struct ShortView {
    pub about: ShortAbout,
    /// The folder of its kind.
    pub kind: &'static str,
    pub full_href: String,
    /// The drawing of the first of its professions that has one.
    pub drawing: Option<String>,
    pub parts: Vec<ShortPart>,
    /// Pay of the lowest band.
    pub pay: Option<PayLine>,
    /// From which age somebody can begin.
    pub youngest: Option<u32>,
    /// Ways in, or ways to look at.
    pub ways: Vec<ShortWay>,
    /// Who can help and can be rung.
    pub help: Vec<NextStepView>,
    /// Where the whole page is, as people write it down.
    pub address: String,
    /// The same as a code for phones, if the site knows where it will be.
    pub code: Option<CodeView>,
}

/// What its heading says.
#[derive(Debug, Serialize, Hash)]
pub struct ShortAbout {
    pub title: Arc<str>,
    pub status: &'static str,
    pub status_note: Option<Arc<str>>,
}

/// What is said under one heading, one idea a line.
#[derive(Debug, Serialize, Hash)]
pub struct ShortPart {
    /// `about`, `doing`, `places`, `hard`, `pay` or `starting`.
    pub id: &'static str,
    pub lines: Vec<Arc<str>>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ShortWay {
    pub route: Link,
    /// `open`, or what to know first.
    pub status: &'static str,
}

/// Every short version, group by group.
#[derive(Debug, Serialize, Hash)]
pub struct ShortListView {
    pub starting_points: Vec<Link>,
    pub professions: Vec<ShortGroup>,
    /// Roles that belong to no profession.
    pub across: Vec<Link>,
}

/// The short versions of a profession's roles.
#[derive(Debug, Serialize, Hash)]
pub struct ShortGroup {
    pub title: Arc<str>,
    pub roles: Vec<Link>,
}

/// Every entry of which there is a short version.
pub fn in_short(graph: &Graph) -> impl Iterator<Item = NodeId> {
    let of = |kind: Kind| graph.of_kind(kind).iter().copied();
    of(Kind::StartingPoint).chain(of(Kind::Role))
}

/// Where the short version of an entry is.
pub fn short_path(node: &Node) -> String {
    format!("short/{}/{}.html", node.kind().folder(), node.id())
}

impl Context<'_> {
    /// The link from one page to the short version of an entry.
    pub(super) fn short_href(&self, from: &str, node: NodeId) -> String {
        self.href(from, &Permalink::page(short_path(self.node(node))))
    }

    pub(crate) fn short_page(&self, path: &str, node: NodeId) -> PageView {
        let mut frame = self.entry_frame(path, node);
        (frame.title, frame.description) = (None, None);
        frame.call(keys!("short"));
        frame.title_about = Some(self.called(node).clone());
        let role = self.graph.cast::<Role>(node).map(|role| self.short_role(path, role));
        let view = role.or_else(|| Some(self.short_start(path, self.graph.cast(node)?)));
        let view = view.expect("planned for a role or a starting point");
        PageView { page: frame, view: View::Short(Box::new(view)) }
    }

    fn short_role(&self, path: &str, id: Id<Role>) -> ShortView {
        let role = self.graph.get(id);
        let own =
            |lines: fn(&Short<Meant>) -> &Vec<Arc<str>>| role.short.as_ref().map(lines).map_or(&[][..], |own| own);
        let bands = self.pay_lines(path, &role.pay_bands);
        let parts = [
            part("about", own(|own| &own.about), std::slice::from_ref(role.node.summary())),
            part("doing", own(|own| &own.doing), &role.tasks),
            part("places", &[], &role.places),
            part("pay", &[], &[]),
            part("hard", &[], &role.hard_parts),
            part("starting", own(|own| &own.starting), &role.requirements),
        ];
        ShortView {
            drawing: role.professions.iter().find_map(|one| self.drawing(path, self.node(one.node()))),
            parts: parts.into(),
            pay: bands.into_iter().min_by_key(|line| line.entry),
            youngest: self.beginning(path, id).youngest.map(|youngest| youngest.age),
            ways: self.short_ways(path, self.arriving(id).map(|way| way.route.id)),
            ..self.short(path, id.node())
        }
    }

    fn short_start(&self, path: &str, id: Id<StartingPoint>) -> ShortView {
        let start = self.graph.get(id);
        let own =
            |lines: fn(&Short<Meant>) -> &Vec<Arc<str>>| start.short.as_ref().map(lines).map_or(&[][..], |own| own);
        let open = start.routes.iter().map(|suggestion| suggestion.route).filter(|route| self.is_open(route.node()));
        let parts = [
            part("about", own(|own| &own.about), std::slice::from_ref(start.node.summary())),
            part("doing", own(|own| &own.doing), &start.first_steps),
            part("starting", own(|own| &own.starting), &[]),
        ];
        ShortView { parts: parts.into(), ways: self.short_ways(path, open), ..self.short(path, id.node()) }
    }

    /// A few of some ways: those first that are plainly open.
    fn short_ways(&self, path: &str, routes: impl Iterator<Item = Id<Route>>) -> Vec<ShortWay> {
        let status = |route: Id<Route>| self.node(route.node()).common.status;
        let mut routes: Vec<Id<Route>> = routes.collect();
        routes.sort_by_key(|&route| status(route) != Status::Open);
        let way =
            |&route: &Id<Route>| ShortWay { route: self.link(path, route.node()), status: status(route).as_str() };
        routes.iter().take(MOST_WAYS).map(way).collect()
    }

    /// What is the same for all.
    fn short(&self, path: &str, node: NodeId) -> ShortView {
        let common = &self.node(node).common;
        let mut help = self.next_steps(node);
        help.retain(|step| step.phone.is_some());
        help.truncate(MOST_HELP);
        ShortView {
            about: ShortAbout {
                title: common.title.clone(),
                status: common.status.as_str(),
                status_note: common.status_note.clone(),
            },
            kind: self.node(node).kind().folder(),
            full_href: self.href_to(path, node),
            drawing: None,
            parts: Vec::new(),
            pay: None,
            youngest: None,
            ways: Vec::new(),
            help,
            address: self.address(node),
            code: self.code(node),
        }
    }

    pub(crate) fn short_list_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, super::Overview::Short);
        let link = |node: NodeId| Link { href: self.short_href(path, node), title: self.node(node).title().clone() };
        let group = |profession: Linked<'_, Profession>| ShortGroup {
            title: profession.title().clone(),
            roles: self.graph.referrers::<Role>(profession.id.node()).map(|role| link(role.id.node())).collect(),
        };
        let across = self.graph.all::<Role>().filter(|role| role.professions.is_empty());
        let view = ShortListView {
            starting_points: self.graph.all::<StartingPoint>().map(|start| link(start.id.node())).collect(),
            professions: self.graph.all::<Profession>().map(group).filter(|group| !group.roles.is_empty()).collect(),
            across: across.map(|role| link(role.id.node())).collect(),
        };
        PageView { page: frame, view: View::ShortList(Box::new(view)) }
    }
}

/// The author's lines, or else some of those that the page gives.
fn part(id: &'static str, own: &[Arc<str>], made: &[Arc<str>]) -> ShortPart {
    let lines = if own.is_empty() { &made[..made.len().min(MOST_LINES)] } else { own };
    ShortPart { id, lines: lines.to_vec() }
}
