//! Every page of the site in one list, each with the way to its complete view.
//!
//! Views are made when a page is rendered and dropped after it, so that memory does not grow with what pages show.

use std::sync::Arc;

use crate::config::{Addresses, Config};
use crate::entry::kinds::{Kind, Profession, Role, StartingPoint};
use crate::graph::framework::Ties;
use crate::graph::{Former, Graph, Linked, NodeId, StructureRevision, reach};
use crate::output::OutputPath;
use crate::permalink;
use crate::view::{self, Face, Facets, Narrowed, Overview, paths};

/// One page: where it is, and what it is about.
#[derive(Debug, Clone)]
pub struct Page {
    /// In the `files` form, such as `roles/podiatrist.html`.
    pub path: String,
    /// The file that holds it.
    pub address: OutputPath,
    pub subject: Subject,
}

/// What a page is about.
#[derive(Debug, Clone)]
pub enum Subject {
    Entry(NodeId),
    Ladder(NodeId),
    Pack(NodeId),
    /// The short version of a role or a starting point.
    Short(NodeId),
    /// A starting point and an interest.
    Choice(NodeId, NodeId),
    Narrowed(Narrowed),
    Overview(Overview),
    Moved(Former),
}

impl Page {
    /// How the page is shown.
    pub fn face(&self, graph: &Graph) -> Face<'_> {
        let path = &*self.path;
        match &self.subject {
            Subject::Entry(node) => view::entry_face(graph.node(*node).kind(), path, *node),
            Subject::Ladder(node) => Face::new("ladder.html", |context| {
                context.ladder_page(path, context.graph.cast(*node).expect("planned for a profession"))
            }),
            Subject::Pack(node) => Face::new("pack.html", |context| {
                context.pack_page(path, context.graph.cast(*node).expect("planned for a profession"))
            }),
            Subject::Short(node) => Face::new("short.html", |context| context.short_page(path, *node)),
            Subject::Choice(start, interest) => Face::new("choice.html", |context| {
                let start = context.graph.cast(*start).expect("planned for a starting point");
                context.choice_page(path, start, context.graph.cast(*interest).expect("planned for an interest"))
            }),
            Subject::Narrowed(narrowed) => Face::new("directory.html", |context| context.narrowed_page(path, narrowed)),
            Subject::Overview(overview) => overview.face(path),
            Subject::Moved(former) => Face::new("moved.html", |context| context.moved_page(path, former)),
        }
    }

    /// Whether search engines should know the page.
    pub fn is_indexed(&self) -> bool {
        let is_no_answer = |overview: &Overview| matches!(overview, Overview::NotFound | Overview::Offline);
        match &self.subject {
            Subject::Pack(_) | Subject::Moved(_) => false,
            Subject::Overview(overview) => !is_no_answer(overview),
            Subject::Entry(_) | Subject::Ladder(_) | Subject::Short(_) | Subject::Choice(..) | Subject::Narrowed(_) => {
                true
            }
        }
    }
}

/// The pages of the last build, with what they were planned from.
#[derive(Debug, Clone, Default)]
pub struct Memo(Option<(StructureRevision, Asked, Plan)>);

/// What a plan asks of the settings: how pages are named, and whether devices keep them.
type Asked = (Addresses, bool);

/// The pages of a site, the shorter lists among them, and what follows from fields alone for many pages.
#[derive(Debug, Clone)]
pub struct Plan {
    pub pages: Arc<[Page]>,
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
}

/// Plans the site, or takes the plan of the last build: pages do not come and go with the words of a text.
pub fn replan(graph: &Graph, config: &Config, memo: &mut Memo) -> Plan {
    let asked = (config.addresses, config.offline);
    match &memo.0 {
        Some((outline, known, plan)) if *outline == graph.structure && *known == asked => plan.clone(),
        _ => {
            let facets = Facets::new(graph);
            let pages = pages(graph, config, &facets).into();
            let ties = Ties::new(graph).into();
            let plan = Plan { pages, facets: facets.into(), ties };
            memo.0 = Some((graph.structure.clone(), asked, plan.clone()));
            plan
        }
    }
}

/// Lists every page in the order of its address.
pub fn pages(graph: &Graph, config: &Config, facets: &Facets) -> Vec<Page> {
    let overviews =
        view::overviews(graph, config).map(|one| (one.page().list.path.to_string(), Subject::Overview(one)));
    let mut pages: Vec<(String, Subject)> = overviews.collect();
    for &kind in Kind::ALL.iter().filter(|kind| kind.has_own_pages()) {
        let has_page = |node: &&NodeId| graph.has_page(**node) && !kind.is_home(graph.node(**node).id());
        let entries = graph.of_kind(kind).iter().filter(has_page);
        pages.extend(entries.map(|&node| (permalink::of_node(graph.node(node)).path, Subject::Entry(node))));
    }
    let has_roles =
        |profession: &Linked<'_, Profession>| graph.referrers::<Role>(profession.id.node()).next().is_some();
    for profession in graph.all::<Profession>().filter(has_roles) {
        let (node, id) = (profession.id.node(), profession.node.id());
        pages.push((paths::ladder(id), Subject::Ladder(node)));
        pages.push((paths::pack(id), Subject::Pack(node)));
    }
    pages.extend(choices(graph));
    let in_short = view::in_short(graph).filter(|&node| graph.has_page(node));
    pages.extend(in_short.map(|node| (paths::short(graph.node(node)), Subject::Short(node))));
    for list in facets.lists().iter().filter(|list| !facets.is_entry(list)) {
        pages.push((facets.path(list), Subject::Narrowed(list.clone())));
    }
    pages.extend(moved(graph, config).map(|(was, former)| (was, Subject::Moved(former.clone()))));
    pages.sort_by(|(a, _), (b, _)| a.cmp(b));
    let page = |(path, subject): (String, Subject)| Page {
        address: permalink::output_path(config.addresses, &path),
        path,
        subject,
    };
    pages.into_iter().map(page).collect()
}

/// Every former name that had a page, with where that was, in the `files` form.
pub fn moved<'a>(graph: &'a Graph, config: &Config) -> impl Iterator<Item = (String, &'a Former)> {
    let addresses = config.addresses;
    let had_page = |former: &&Former| former.kind.has_own_pages() || former.is_address();
    let former = graph.former.iter().filter(had_page).filter(|former| graph.has_page(former.now));
    former.filter_map(move |former| Some((permalink::of_former(addresses, former.kind, &former.id)?.path, former)))
}

/// A page for each starting point with each interest, where some role goes with both.
fn choices(graph: &Graph) -> impl Iterator<Item = (String, Subject)> {
    graph.all::<StartingPoint>().flat_map(move |start| {
        let interests = reach::choices(graph, start.id).into_keys();
        interests.map(move |interest| {
            let path = paths::choice(start.node.id(), graph.node(interest.node()).id());
            (path, Subject::Choice(start.id.node(), interest.node()))
        })
    })
}
