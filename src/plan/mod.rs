//! Every page of the site in one list, each with the way to its complete view.
//!
//! Views are made when a page is rendered and dropped after it, so that memory does not grow with what pages show.

mod claims;

use std::sync::Arc;

use crate::config::{Addresses, Config};
use crate::diagnostic::{Diagnostic, Reported};
use crate::entry::kinds::{Area, Kind, PartnerKind, Profession, Role, StartingPoint};
use crate::graph::framework::Ties;
use crate::graph::{Former, Graph, Linked, NodeId, Outline, reach};
use crate::output::OutputPath;
use crate::permalink;
use crate::snapshot::Snapshot;
use crate::view::{self, Context, Facets, Listing, Narrowed, Overview, PageView, paths};

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
    /// A starting point and an interest.
    Choice(NodeId, NodeId),
    Listing(Listing),
    Narrowed(Narrowed),
    Home,
    Start,
    Framework,
    Map,
    Glossary,
    Pay,
    Benchmarks,
    Compare,
    Shortlist,
    Activities,
    Search,
    NotFound,
    Moved(Former),
}

impl Page {
    /// The name of the template that shows it.
    pub fn template(&self, graph: &Graph) -> &'static str {
        match &self.subject {
            Subject::Entry(node) => entry_template(graph.node(*node).kind()),
            Subject::Ladder(_) => "ladder.html",
            Subject::Pack(_) => "pack.html",
            Subject::Choice(..) => "choice.html",
            Subject::Listing(_) | Subject::Narrowed(_) => "directory.html",
            Subject::Home => "home.html",
            Subject::Start => "start.html",
            Subject::Framework => "framework.html",
            Subject::Map => "map.html",
            Subject::Glossary => "glossary.html",
            Subject::Pay => "pay.html",
            Subject::Benchmarks => "benchmarks.html",
            Subject::Compare => "compare.html",
            Subject::Shortlist => "shortlist.html",
            Subject::Activities => "activities.html",
            Subject::Search => "search.html",
            Subject::NotFound => "not-found.html",
            Subject::Moved(_) => "moved.html",
        }
    }

    /// Everything that the page shows.
    pub fn view(&self, context: &Context<'_>) -> PageView {
        let path = &*self.path;
        match &self.subject {
            Subject::Entry(node) => context.entry_page(path, *node),
            Subject::Ladder(node) => {
                context.ladder_page(path, context.graph.cast(*node).expect("planned for a profession"))
            }
            Subject::Pack(node) => {
                context.pack_page(path, context.graph.cast(*node).expect("planned for a profession"))
            }
            Subject::Choice(start, interest) => {
                let start = context.graph.cast(*start).expect("planned for a starting point");
                context.choice_page(path, start, context.graph.cast(*interest).expect("planned for an interest"))
            }
            Subject::Listing(listing) => context.directory_page(path, *listing),
            Subject::Narrowed(narrowed) => context.narrowed_page(path, narrowed),
            Subject::Home => context.home_page(path),
            Subject::Start => context.start_page(path),
            Subject::Framework => context.framework_page(path),
            Subject::Map => context.map_page(path),
            Subject::Glossary => context.glossary_page(path),
            Subject::Pay => context.pay_page(path),
            Subject::Benchmarks => context.benchmarks_page(path),
            Subject::Compare => context.compare_page(path),
            Subject::Shortlist => context.shortlist_page(path),
            Subject::Activities => context.activities_page(path),
            Subject::Search => context.search_page(path),
            Subject::NotFound => context.not_found_page(path),
            Subject::Moved(former) => context.moved_page(path, former),
        }
    }

    /// Whether search engines should know the page.
    pub fn is_indexed(&self) -> bool {
        !matches!(self.subject, Subject::Pack(_) | Subject::NotFound | Subject::Moved(_))
    }
}

/// The template of an entry's own page; kinds that are shown as parts of other pages have none.
fn entry_template(kind: Kind) -> &'static str {
    match kind {
        Kind::Profession => "profession.html",
        Kind::Role => "role.html",
        Kind::Route => "route.html",
        Kind::StartingPoint => "starting-point.html",
        Kind::Programme => "programme.html",
        Kind::Intervention => "intervention.html",
        Kind::CaseStudy => "case-study.html",
        Kind::Partner => "partner.html",
        Kind::Stage => "stage.html",
        Kind::Domain => "domain.html",
        Kind::Pathway => "journey.html",
        Kind::Guide => "guide.html",
        Kind::Assessment => "assessment.html",
        Kind::Event => "event.html",
        Kind::Interest => "interest.html",
        Kind::PartnerKind | Kind::Area => "directory.html",
        Kind::Page
        | Kind::PayBand
        | Kind::Wage
        | Kind::Benchmark
        | Kind::GlossaryTerm
        | Kind::Synonym
        | Kind::HouseTerm => "prose.html",
    }
}

/// Kinds whose entries each have a page of their own.
const WITH_PAGES: [Kind; 16] = [
    Kind::Profession,
    Kind::Role,
    Kind::Route,
    Kind::StartingPoint,
    Kind::Programme,
    Kind::Intervention,
    Kind::CaseStudy,
    Kind::Partner,
    Kind::Stage,
    Kind::Domain,
    Kind::Pathway,
    Kind::Guide,
    Kind::Assessment,
    Kind::Event,
    Kind::Page,
    Kind::Interest,
];

/// The pages of the last build, with what they were planned from.
#[derive(Debug, Default)]
pub struct Memo(Option<(Outline, Addresses, Plan)>);

/// The pages of a site, the shorter lists among them, and what follows from fields alone for many pages.
#[derive(Debug, Clone)]
pub struct Plan {
    pub pages: Arc<[Page]>,
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
    /// Addresses that two things want.
    pub diagnostics: Vec<Diagnostic>,
}

/// Plans the site, or takes the plan of the last build: pages do not come and go with the words of a text.
pub fn replan(graph: &Graph, config: &Config, snapshot: &Snapshot, memo: &mut Memo) -> Plan {
    match &memo.0 {
        Some((outline, addresses, plan)) if *outline == graph.outline && *addresses == config.addresses => plan.clone(),
        _ => {
            let facets = Facets::new(graph);
            let Reported { value, diagnostics } = pages(graph, config, snapshot, &facets);
            let ties = Ties::new(graph).into();
            let plan = Plan { pages: value.into(), facets: facets.into(), ties, diagnostics };
            memo.0 = Some((graph.outline.clone(), config.addresses, plan.clone()));
            plan
        }
    }
}

/// Lists every page in the order of its address, and reports addresses that two things want.
pub fn pages(graph: &Graph, config: &Config, snapshot: &Snapshot, facets: &Facets) -> Reported<Vec<Page>> {
    let overviews = view::overviews(graph).into_iter();
    let mut pages: Vec<(String, Subject)> = overviews.map(|(path, overview)| (path, subject(overview))).collect();
    for kind in WITH_PAGES {
        for &node in graph.of_kind(kind).iter().filter(|&&node| !is_home(graph, node)) {
            pages.push((permalink::of_node(graph.node(node)).path, Subject::Entry(node)));
        }
    }
    let has_roles =
        |profession: &Linked<'_, Profession>| graph.referrers::<Role>(profession.id.node()).next().is_some();
    for profession in graph.all::<Profession>().filter(has_roles) {
        let (node, id) = (profession.id.node(), profession.node.id());
        pages.push((paths::ladder(id), Subject::Ladder(node)));
        pages.push((paths::pack(id), Subject::Pack(node)));
    }
    pages.extend(choices(graph));
    for kind in graph.all::<PartnerKind>().filter(|kind| graph.has_page(kind.id.node())) {
        let listing = Listing::PartnersByKind(kind.id.node());
        pages.push((permalink::of_node(kind.node).path, Subject::Listing(listing)));
    }
    for area in graph.all::<Area>().filter(|area| graph.has_page(area.id.node())) {
        let listing = Listing::PartnersByArea(area.id.node());
        pages.push((permalink::of_node(area.node).path, Subject::Listing(listing)));
    }
    for list in facets.lists().iter().filter(|list| !facets.is_entry(list)) {
        pages.push((facets.path(list), Subject::Narrowed(list.clone())));
    }
    let has_page = |former: &&Former| {
        let is_part = permalink::of(former.kind, "x").anchor.is_some();
        !is_part && !matches!(former.kind, Kind::Synonym | Kind::HouseTerm) && graph.has_page(former.now)
    };
    for former in graph.former.iter().filter(has_page) {
        pages.push((permalink::of(former.kind, &former.id).path, Subject::Moved(former.clone())));
    }
    pages.sort_by(|(a, _), (b, _)| a.cmp(b));
    let page = |(path, subject): (String, Subject)| Page {
        address: permalink::output_path(config.addresses, &path),
        path,
        subject,
    };
    let pages: Vec<Page> = pages.into_iter().map(page).collect();
    let diagnostics = claims::collisions(&pages, graph, snapshot);
    Reported { value: pages, diagnostics }
}

/// What the page of an overview is about.
fn subject(overview: Overview) -> Subject {
    match overview {
        Overview::Listing(listing) => Subject::Listing(listing),
        Overview::Home => Subject::Home,
        Overview::Start => Subject::Start,
        Overview::Framework => Subject::Framework,
        Overview::Map => Subject::Map,
        Overview::Glossary => Subject::Glossary,
        Overview::Pay => Subject::Pay,
        Overview::Benchmarks => Subject::Benchmarks,
        Overview::Compare => Subject::Compare,
        Overview::Shortlist => Subject::Shortlist,
        Overview::Activities => Subject::Activities,
        Overview::Search => Subject::Search,
        Overview::NotFound => Subject::NotFound,
    }
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

fn is_home(graph: &Graph, node: NodeId) -> bool {
    let node = graph.node(node);
    node.kind() == Kind::Page && &**node.id() == "home"
}
