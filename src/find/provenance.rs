//! How a page came to be: its file, its template, and what the graph gave to it.

use super::Survey;
use crate::entry::fields::FieldPart;
use crate::entry::kinds::{Kind, Profession};
use crate::entry::locate::Step;
use crate::graph::{Graph, MentionPlace, NodeId, pathway, reach, ways};
use crate::plan::{Page, Subject};
use crate::source::{SourcePath, Span};
use crate::view::Overview;

/// How a page came to be.
#[derive(Debug)]
pub struct Provenance {
    pub address: String,
    /// What the page is about, in words.
    pub about: String,
    /// Where the entry that it is about is written.
    pub files: Vec<Span>,
    pub template: &'static str,
    /// The site's own file of the template; none if it is the default theme's.
    pub own_template: Option<SourcePath>,
    /// What the graph gave to it.
    pub contributions: Vec<Contribution>,
}

/// Entries that a page shows, and because of what.
#[derive(Debug, PartialEq, Eq)]
pub struct Contribution {
    pub because: &'static str,
    /// Each as `roles/podiatrist`.
    pub entries: Vec<String>,
}

/// The story of a page.
pub(super) fn story(page: &Page, survey: &Survey<'_>) -> Provenance {
    let graph = survey.graph();
    let template = page.face(graph).template;
    let theme = survey.config().theme.as_deref();
    let own = theme.map(|theme| SourcePath::new(format!("themes/{theme}/templates/{template}")));
    let (about, node) = subject(page, graph);
    let number = node.and_then(|node| number(node, survey));
    let files = match &page.subject {
        Subject::Moved(former) => number.map(|number| former_place(number, &former.id, survey)),
        Subject::Entry(_)
        | Subject::Ladder(_)
        | Subject::Pack(_)
        | Subject::Short(_)
        | Subject::Choice(..)
        | Subject::Narrowed(_)
        | Subject::Overview(_) => number.map(|number| start(number, survey)),
    };
    Provenance {
        address: page.address.to_string(),
        about,
        files: files.into_iter().collect(),
        template,
        own_template: own.filter(|own| survey.snapshot.get(own).is_some()),
        contributions: contributions(page, survey),
    }
}

/// What a page is about in words, and the entry that it is about if there is one.
pub(super) fn subject(page: &Page, graph: &Graph) -> (String, Option<NodeId>) {
    let called = |node: NodeId| format!("{} `{}`", graph.node(node).kind().one(), graph.node(node).title());
    let home = || graph.find(Kind::Page, "home");
    match &page.subject {
        Subject::Entry(node) => (called(*node), Some(*node)),
        Subject::Ladder(node) => (format!("ladder of the {}", called(*node)), Some(*node)),
        Subject::Pack(node) => (format!("printable pack of the {}", called(*node)), Some(*node)),
        Subject::Short(node) => (format!("short version of the {}", called(*node)), Some(*node)),
        Subject::Choice(start, interest) => {
            (format!("roles for the {} with the {}", called(*start), called(*interest)), Some(*start))
        }
        Subject::Narrowed(narrowed) => (format!("shorter list of {}", narrowed.kind.many()), None),
        Subject::Overview(Overview::Home) => (in_words(Overview::Home), home()),
        Subject::Overview(overview) => (in_words(*overview), None),
        Subject::Moved(former) => {
            let was = if former.is_address() { "address" } else { "name" };
            (format!("old address of the {}: `{}` was its {was}", called(former.now), former.id), Some(former.now))
        }
    }
}

fn in_words(overview: Overview) -> String {
    match overview {
        Overview::Listing(kind) => return format!("list of all {}", kind.many()),
        Overview::RolesByProfession | Overview::RolesByStage | Overview::RolesByWayIn => {
            "list of all roles in another order"
        }
        Overview::Home => "first page",
        Overview::Start => "list of all starting points",
        Overview::Framework => "stages and domains of the Framework",
        Overview::Map => "map of all roles",
        Overview::Glossary => "glossary",
        Overview::Pay => "pay bands, minimum wages, fees and grants",
        Overview::Benchmarks => "benchmarks",
        Overview::Near => "what is near a visitor",
        Overview::Figures => "figures that are drawn",
        Overview::Compare => "comparison of roles and routes",
        Overview::Ways => "finder of ways from one place to another",
        Overview::Shortlist => "visitor's own shortlist",
        Overview::Activities => "list of activities",
        Overview::Short => "list of all short versions",
        Overview::Search => "search",
        Overview::NotFound => "page for addresses that are not there",
        Overview::Offline => "page for devices without a connection",
    }
    .into()
}

fn contributions(page: &Page, survey: &Survey<'_>) -> Vec<Contribution> {
    let graph = survey.graph();
    let mut given = Vec::new();
    let mut add = |because, nodes: Vec<NodeId>| {
        if !nodes.is_empty() {
            let name = |node: &NodeId| format!("{}/{}", graph.node(*node).kind().folder(), graph.node(*node).id());
            given.push(Contribution { because, entries: nodes.iter().map(name).collect() });
        }
    };
    let all = |kinds: &[Kind]| kinds.iter().flat_map(|kind| graph.of_kind(*kind)).copied().collect::<Vec<_>>();
    match &page.subject {
        Subject::Entry(node) => {
            add("named in its fields", names_of(*node, survey));
            add("named by the fields of", graph.all_referrers(*node).to_vec());
            add("linked from the text of", graph.mentions(*node).to_vec());
        }
        Subject::Short(node) => add("named in its fields", names_of(*node, survey)),
        Subject::Ladder(node) | Subject::Pack(node) => {
            let ladder = graph.cast::<Profession>(*node).map(|profession| pathway::ladder(graph, profession));
            let roles = ladder.into_iter().flat_map(|ladder| ladder.columns).flat_map(|(_, roles)| roles);
            add("its roles by stage", roles.map(|role| role.node()).collect());
        }
        Subject::Choice(start, interest) => {
            let choices = graph.cast(*start).map(|start| reach::choices(graph, start)).unwrap_or_default();
            let chosen = graph.cast(*interest).and_then(|interest| choices.get(&interest)).into_iter().flatten();
            add("roles that go with both", chosen.map(|choice| choice.role.node()).collect());
            add("named in its fields", vec![*interest]);
        }
        Subject::Narrowed(narrowed) => add("entries that fit", survey.judged.facets.nodes(narrowed)),
        Subject::Overview(overview) => match shows_all(*overview).as_slice() {
            kinds @ [_] => add("every entry of the kind", all(kinds)),
            kinds => add("every entry of the kinds", all(kinds)),
        },
        Subject::Moved(_) => {}
    }
    given
}

/// Kinds of which a page shows every entry.
fn shows_all(overview: Overview) -> Vec<Kind> {
    match overview {
        Overview::Listing(kind) => vec![kind],
        Overview::RolesByProfession | Overview::RolesByStage | Overview::RolesByWayIn | Overview::Map => {
            vec![Kind::Role]
        }
        Overview::Start => vec![Kind::StartingPoint],
        Overview::Framework
        | Overview::Glossary
        | Overview::Pay
        | Overview::Benchmarks
        | Overview::Near
        | Overview::Figures => Kind::all_listed_on(overview.page().list).collect(),
        Overview::Compare => vec![Kind::Role, Kind::Route],
        Overview::Ways => ways::KINDS.to_vec(),
        Overview::Activities => vec![Kind::Intervention],
        Overview::Short => vec![Kind::StartingPoint, Kind::Role],
        Overview::Home | Overview::Shortlist | Overview::Search | Overview::NotFound | Overview::Offline => Vec::new(),
    }
}

/// Entries that an entry's own fields name, in the author's order, each once.
fn names_of(node: NodeId, survey: &Survey<'_>) -> Vec<NodeId> {
    let Some(number) = number(node, survey) else { return Vec::new() };
    let mut nodes = Vec::new();
    let own = survey.mentions.iter().filter(|mention| mention.from == number);
    for mention in own.filter(|mention| matches!(mention.place, MentionPlace::Field(_))) {
        nodes.extend(survey.node(mention.to).filter(|node| !nodes.contains(node)));
    }
    nodes
}

pub(super) fn number(node: NodeId, survey: &Survey<'_>) -> Option<u32> {
    let entry = &survey.graph().node(node).entry;
    (0..).zip(&survey.contents.entries).find(|(_, other)| std::sync::Arc::ptr_eq(other, entry)).map(|(at, _)| at)
}

/// Where an entry begins.
pub fn start(number: u32, survey: &Survey<'_>) -> Span {
    let entry = survey.entry(number);
    if entry.row.is_none() {
        return Span::file(&entry.path);
    }
    entry.locate_start(survey.text(&entry.path))
}

fn former_place(number: u32, id: &str, survey: &Survey<'_>) -> Span {
    let entry = survey.entry(number);
    let ids = entry.common.iter().flat_map(|common| &common.former_ids);
    let item = ids.into_iter().position(|former| &**former == id).unwrap_or(0);
    let steps = [Step::Field("former_ids".into()), Step::Item(item)];
    entry.locate(survey.text(&entry.path), &steps, FieldPart::Value)
}
