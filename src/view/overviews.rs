//! Pages that stand for no entry, and which of them a site has: those on which there is something.

use super::Listing;
use crate::entry::kinds::{Element, Intervention, Kind, Role};
use crate::graph::{Graph, Linked, pathway};
use crate::permalink;

/// What such a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overview {
    Listing(Listing),
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
}

/// Kinds whose list is a page of its own in the plain form.
const LISTED: [Kind; 11] = [
    Kind::Profession,
    Kind::Role,
    Kind::Route,
    Kind::Programme,
    Kind::Intervention,
    Kind::CaseStudy,
    Kind::Partner,
    Kind::Pathway,
    Kind::Guide,
    Kind::Assessment,
    Kind::Event,
];

/// All others, each with the kinds of which it needs an entry; none for those that every site has.
const OTHERS: [(&str, Overview, &[Kind]); 15] = [
    ("index.html", Overview::Home, &[]),
    ("search.html", Overview::Search, &[]),
    ("404.html", Overview::NotFound, &[]),
    ("starting-points/index.html", Overview::Start, &[Kind::StartingPoint, Kind::Interest]),
    ("roles/by-profession.html", Overview::Listing(Listing::RolesByProfession), &[Kind::Role]),
    ("roles/by-stage.html", Overview::Listing(Listing::RolesByStage), &[Kind::Role]),
    ("roles/by-way-in.html", Overview::Listing(Listing::RolesByWayIn), &[Kind::Role]),
    ("framework/index.html", Overview::Framework, &[Kind::Stage, Kind::Domain]),
    ("pathways/map.html", Overview::Map, &[Kind::Role, Kind::Stage, Kind::StartingPoint]),
    ("glossary.html", Overview::Glossary, &[Kind::GlossaryTerm]),
    ("pay.html", Overview::Pay, &[Kind::PayBand, Kind::Wage]),
    ("benchmarks.html", Overview::Benchmarks, &[Kind::Benchmark]),
    ("compare.html", Overview::Compare, &[Kind::Role]),
    ("shortlist.html", Overview::Shortlist, &[Kind::Role]),
    ("activities.html", Overview::Activities, &[Kind::Intervention]),
];

/// Every overview that the site has, with its path in the `files` form.
pub fn overviews(graph: &Graph) -> Vec<(String, Overview)> {
    let lists = LISTED.into_iter().filter(|kind| graph.has_list(*kind));
    let lists = lists.map(|kind| (permalink::of_listing(kind).path, Overview::Listing(Listing::Kind(kind))));
    let others = OTHERS.iter().filter(|(_, overview, kinds)| is_there(graph, *overview, kinds));
    lists.chain(others.map(|(path, overview, _)| (path.to_string(), *overview))).collect()
}

fn is_there(graph: &Graph, overview: Overview, kinds: &[Kind]) -> bool {
    let has_any = kinds.is_empty() || kinds.iter().any(|kind| !graph.of_kind(*kind).is_empty());
    has_any
        && match overview {
            Overview::Listing(Listing::RolesByWayIn) => {
                graph.all::<Role>().any(|role| !pathway::ways_in(graph, role.id).is_empty())
            }
            Overview::Activities => graph.all::<Intervention>().any(|one| is_activity(&one)),
            _ => true,
        }
}

/// Whether something is ready to be done in a school or college: its author says how, and which benchmarks it serves.
pub(super) fn is_activity(one: &Linked<'_, Intervention>) -> bool {
    let is_open = one.node.common.status != crate::entry::kinds::Status::Closed;
    one.element == Element::OutsideIn && !one.benchmarks.is_empty() && is_open && !one.activity.is_empty()
}

/// The page to which people are led in place of one, if that is not there: every told journey is on the map too.
pub(super) fn stand_in(path: &str) -> Option<&'static str> {
    (path == "pathways/index.html").then_some("pathways/map.html")
}
