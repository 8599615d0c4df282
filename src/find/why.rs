//! Why a page is on the site, and why an entry is not.

use super::Survey;
use super::names::{self, Named, is_page, tidy};
use crate::diagnostic::Diagnostic;
use crate::entry::kinds::{Kind, Profession};
use crate::entry::{FileRole, role_of};
use crate::graph::{Graph, Hidden, MentionPlace, NodeId, hidden, link::Drafts, pathway};
use crate::nearest::likest;
use crate::output::{OutputPath, is_inside};
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::source::{SourcePath, Span};
use crate::view::Listing;

/// Where something on the site comes from, or why it is not there.
#[derive(Debug)]
pub enum Why {
    Page(Box<Story>),
    /// An entry that is shown as a part of another page.
    Part {
        entry: Span,
        address: String,
    },
    /// A file that is published as it is.
    AsItIs {
        file: SourcePath,
        address: String,
    },
    /// A file for machines or browsers, and what it is made from.
    Made {
        address: String,
        from: &'static str,
    },
    LeftOut {
        entry: SourcePath,
        reason: Reason,
    },
    /// Several entries, each with the name that means it alone.
    Several(Vec<String>),
    /// Nothing of the kind; these addresses are like it.
    Unknown(Vec<String>),
}

/// How a page came to be.
#[derive(Debug)]
pub struct Story {
    pub address: String,
    /// What the page is about, in words.
    pub about: String,
    /// Where the entry that it is about is written.
    pub files: Vec<Span>,
    pub template: &'static str,
    /// The site's own file of the template; none if it is the default theme's.
    pub own_template: Option<SourcePath>,
    /// What the graph gave to it.
    pub given: Vec<Given>,
}

/// Entries that a page shows, and because of what.
#[derive(Debug, PartialEq, Eq)]
pub struct Given {
    pub because: &'static str,
    /// Each as `roles/podiatrist`.
    pub entries: Vec<String>,
}

/// Why an entry is not on the site.
#[derive(Debug)]
pub enum Reason {
    Hidden(Hidden),
    /// What is wrong with it; empty where only its name forbids it.
    Unread(Vec<Diagnostic>),
    /// It needs entries that are not there: each with the field and the reason.
    Needs(Vec<Need>),
    /// Files of this name are not published.
    Ignored,
}

/// A reference to an entry that is not on the site.
#[derive(Debug)]
pub struct Need {
    pub at: Span,
    pub name: String,
    pub why: String,
}

/// Why what is at a path is there or not: an address, a file of the published site, or a file of content.
pub fn answer(typed: &str, survey: Survey<'_>) -> Why {
    let name = tidy(typed, &survey);
    if let Some(page) = survey.judged.pages.iter().find(|page| is_page(&name, &page.path, &survey)) {
        return Why::Page(Box::new(story(page, &survey)));
    }
    match names::entry(&name, &survey) {
        Named::One(number) => return of_entry(number, &survey),
        Named::Several(choices) => return Why::Several(choices),
        Named::Nothing(_) => {}
    }
    if let Some(why) = of_file(&name, &survey) {
        return why;
    }
    let near = near(&name, &survey);
    made(name, survey).unwrap_or(Why::Unknown(near))
}

fn of_entry(number: u32, survey: &Survey<'_>) -> Why {
    let entry = survey.entry(number);
    let Some(node) = survey.node(number) else {
        return Why::LeftOut { entry: entry.path.clone(), reason: reason(number, survey) };
    };
    let is_about = |page: &&Page| match &page.subject {
        Subject::Entry(about) => *about == node,
        Subject::Listing(Listing::PartnersByKind(about) | Listing::PartnersByArea(about)) => *about == node,
        Subject::Home => entry.kind == Kind::Page && &*entry.id == "home",
        _ => false,
    };
    match survey.judged.pages.iter().find(is_about) {
        Some(page) => Why::Page(Box::new(story(page, survey))),
        None => {
            let link = permalink::of(entry.kind, &entry.id);
            let path = permalink::public_path(survey.config().addresses, &link.path);
            let anchor = link.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Why::Part { entry: start(number, survey), address: path + &anchor }
        }
    }
}

fn reason(number: u32, survey: &Survey<'_>) -> Reason {
    let entry = survey.entry(number);
    let hidden = entry.common.as_ref().and_then(|common| hidden(common, survey.request.today));
    match hidden.filter(|_| survey.request.drafts == Drafts::Hide) {
        Some(hidden) => Reason::Hidden(hidden),
        None if entry.is_broken() => Reason::Unread(survey.findings(number).cloned().collect()),
        None => {
            let needs = needs(number, survey);
            if needs.is_empty() {
                Reason::Unread(survey.findings(number).cloned().collect())
            } else {
                Reason::Needs(needs)
            }
        }
    }
}

/// Everything that an entry refers to and that is not on the site.
fn needs(number: u32, survey: &Survey<'_>) -> Vec<Need> {
    let entry = survey.entry(number);
    let text = survey.text(&entry.path);
    let missing = |(site, reference): (u32, &crate::entry::fields::RefSite)| {
        let place = MentionPlace::Field(site);
        let mention = survey.mentions.iter().find(|mention| mention.from == number && mention.place == place);
        let why = match mention {
            Some(mention) if survey.node(mention.to).is_some() => return None,
            Some(mention) => match reason_in_short(mention.to, survey) {
                Some(hidden) => hidden.to_string(),
                None => "it is left out as well".into(),
            },
            None => "there is no such entry".into(),
        };
        Some(Need { at: entry.locate_reference(text, site), name: reference.text.to_string(), why })
    };
    (0..).zip(&entry.refs).filter_map(missing).collect()
}

fn reason_in_short(number: u32, survey: &Survey<'_>) -> Option<Hidden> {
    let common = survey.entry(number).common.as_ref()?;
    hidden(common, survey.request.today).filter(|_| survey.request.drafts == Drafts::Hide)
}

/// A file that holds no entry.
fn of_file(name: &str, survey: &Survey<'_>) -> Option<Why> {
    let path = SourcePath::new(if name.starts_with("content/") { name.into() } else { format!("content/{name}") });
    let found = survey.snapshot.get(&path).is_some();
    let findings: Vec<Diagnostic> =
        survey.judged.diagnostics.iter().filter(|finding| finding.span.path == path).cloned().collect();
    if !found && findings.is_empty() {
        return None;
    }
    Some(match role_of(&path) {
        FileRole::Asset if found => Why::AsItIs { address: permalink::of_asset(&path), file: path },
        FileRole::Ignored => Why::LeftOut { entry: path, reason: Reason::Ignored },
        _ => Why::LeftOut { entry: path, reason: Reason::Unread(findings) },
    })
}

/// A file that Trellis makes beside the pages.
fn made(name: String, survey: Survey<'_>) -> Option<Why> {
    let path = is_inside(&name).then(|| OutputPath::new(&*name))?;
    let Survey { snapshot, judged, memo, .. } = survey;
    let (site, _) = judged.site(snapshot, &memo);
    let site = site.ok()?;
    let _is_there = site.file(&path)?;
    let from = match name.as_str() {
        crate::search::PATH => "every page: the words that people can search for",
        "sitemap.xml" => "the list of all pages, for search engines",
        "feed.xml" => "the pages, by the day they were reviewed",
        "robots.txt" => "the settings of the site, for search engines",
        _ if name.ends_with(".webmanifest") => "the settings of the site, for devices",
        _ if name.ends_with(".ics") => "the event of the same name, as a calendar entry",
        _ if name.starts_with("api/") => "all entries of one kind, as open data",
        _ if name.starts_with("assets/") => "the theme, as it is",
        _ => "the whole site",
    };
    Some(Why::Made { address: name, from })
}

fn near(name: &str, survey: &Survey<'_>) -> Vec<String> {
    let addresses = survey.config().addresses;
    let paths: Vec<String> =
        survey.judged.pages.iter().map(|page| permalink::public_path(addresses, &page.path)).collect();
    let files = survey.gathered.entries.iter().map(|entry| entry.path.as_str());
    let is_content = name.starts_with("content/");
    let known = paths.iter().map(String::as_str).filter(|_| !is_content).chain(files.filter(|_| is_content));
    let near = likest(name, known, 5);
    near.into_iter().map(str::to_string).collect()
}

fn story(page: &Page, survey: &Survey<'_>) -> Story {
    let graph = survey.graph();
    let template = page.template(graph);
    let theme = survey.config().theme.as_deref();
    let own = theme.map(|theme| SourcePath::new(format!("themes/{theme}/templates/{template}")));
    let (about, node) = subject(page, graph);
    let number = node.and_then(|node| number(node, survey));
    let files = match &page.subject {
        Subject::Moved(former) => number.map(|number| former_place(number, &former.id, survey)),
        _ => number.map(|number| start(number, survey)),
    };
    Story {
        address: page.address.to_string(),
        about,
        files: files.into_iter().collect(),
        template,
        own_template: own.filter(|own| survey.snapshot.get(own).is_some()),
        given: given(page, node, survey),
    }
}

/// What a page is about in words, and the entry that it is about if there is one.
fn subject(page: &Page, graph: &Graph) -> (String, Option<NodeId>) {
    let called = |node: NodeId| format!("{} `{}`", graph.node(node).kind().one(), graph.node(node).title());
    let home = || graph.find(Kind::Page, "home");
    match &page.subject {
        Subject::Entry(node) => (called(*node), Some(*node)),
        Subject::Ladder(node) => (format!("ladder of the {}", called(*node)), Some(*node)),
        Subject::Pack(node) => (format!("printable pack of the {}", called(*node)), Some(*node)),
        Subject::Listing(Listing::Kind(kind)) => (format!("list of all {}", kind.many()), None),
        Subject::Listing(Listing::PartnersByKind(node) | Listing::PartnersByArea(node)) => {
            (format!("list of partners by {}", called(*node)), Some(*node))
        }
        Subject::Listing(_) => ("list of all roles in another order".into(), None),
        Subject::Narrowed(narrowed) => (format!("shorter list of {}", narrowed.kind.many()), None),
        Subject::Home => ("first page".into(), home()),
        Subject::Moved(former) => {
            (format!("old address of the {}: `{}` was its name", called(former.now), former.id), Some(former.now))
        }
        Subject::Start => ("list of all starting points".into(), None),
        Subject::Framework => ("stages and domains of the Framework".into(), None),
        Subject::Map => ("map of all roles".into(), None),
        Subject::Glossary => ("glossary".into(), None),
        Subject::Pay => ("pay bands and minimum wages".into(), None),
        Subject::Benchmarks => ("benchmarks".into(), None),
        Subject::Compare => ("comparison of roles and routes".into(), None),
        Subject::Shortlist => ("visitor's own shortlist".into(), None),
        Subject::Activities => ("list of activities".into(), None),
        Subject::Search => ("search".into(), None),
        Subject::NotFound => ("page for addresses that are not there".into(), None),
    }
}

fn given(page: &Page, node: Option<NodeId>, survey: &Survey<'_>) -> Vec<Given> {
    let graph = survey.graph();
    let mut given = Vec::new();
    let mut add = |because, nodes: Vec<NodeId>| {
        if !nodes.is_empty() {
            let name = |node: &NodeId| format!("{}/{}", graph.node(*node).kind().folder(), graph.node(*node).id());
            given.push(Given { because, entries: nodes.iter().map(name).collect() });
        }
    };
    let all = |kinds: &[Kind]| kinds.iter().flat_map(|kind| graph.of_kind(*kind)).copied().collect::<Vec<_>>();
    match &page.subject {
        Subject::Entry(node) => {
            add("named in its fields", names_of(*node, survey));
            add("named by the fields of", graph.all_referrers(*node).to_vec());
            add("linked from the text of", graph.mentions(*node).to_vec());
        }
        Subject::Ladder(node) | Subject::Pack(node) => {
            let ladder = graph.cast::<Profession>(*node).map(|profession| pathway::ladder(graph, profession));
            let roles = ladder.into_iter().flat_map(|ladder| ladder.columns).flat_map(|(_, roles)| roles);
            add("its roles by stage", roles.map(|role| role.node()).collect());
        }
        Subject::Listing(Listing::Kind(kind)) => add("every entry of the kind", all(&[*kind])),
        Subject::Listing(Listing::PartnersByKind(_) | Listing::PartnersByArea(_)) => {
            let referrers = node.map(|node| graph.all_referrers(node).to_vec()).unwrap_or_default();
            add("named by the fields of", referrers);
        }
        Subject::Listing(_) | Subject::Map => add("every entry of the kind", all(&[Kind::Role])),
        Subject::Narrowed(narrowed) => add("entries that fit", survey.judged.facets.nodes(narrowed)),
        Subject::Start => add("every entry of the kind", all(&[Kind::StartingPoint])),
        Subject::Framework => add("every entry of the kinds", all(&[Kind::Stage, Kind::Domain])),
        Subject::Glossary => add("every entry of the kind", all(&[Kind::GlossaryTerm])),
        Subject::Pay => add("every entry of the kinds", all(&[Kind::PayBand, Kind::Wage])),
        Subject::Benchmarks => add("every entry of the kind", all(&[Kind::Benchmark])),
        Subject::Compare => add("every entry of the kinds", all(&[Kind::Role, Kind::Route])),
        Subject::Activities => add("every entry of the kind", all(&[Kind::Intervention])),
        Subject::Home | Subject::Shortlist | Subject::Search | Subject::NotFound | Subject::Moved(_) => {}
    }
    given
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

fn number(node: NodeId, survey: &Survey<'_>) -> Option<u32> {
    let entry = &survey.graph().node(node).entry;
    (0..).zip(&survey.gathered.entries).find(|(_, other)| std::sync::Arc::ptr_eq(other, entry)).map(|(at, _)| at)
}

fn start(number: u32, survey: &Survey<'_>) -> Span {
    let entry = survey.entry(number);
    if entry.row.is_none() {
        return Span::file(&entry.path);
    }
    entry.locate_start(survey.text(&entry.path))
}

fn former_place(number: u32, id: &str, survey: &Survey<'_>) -> Span {
    use crate::entry::fields::Part;
    use crate::entry::locate::Step;
    let entry = survey.entry(number);
    let ids = entry.common.iter().flat_map(|common| &common.former_ids);
    let item = ids.into_iter().position(|former| &**former == id).unwrap_or(0);
    let steps = [Step::Field("former_ids".into()), Step::Item(item)];
    entry.locate(survey.text(&entry.path), &steps, Part::Value)
}
