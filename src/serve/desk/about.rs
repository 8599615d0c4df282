//! One entry: how it is, where it comes from, and what lies around it.

use serde::Serialize;

use super::around::{self, Around};
use super::left_out::{self, Because};
use super::look::{EntryLink, FindingView, Look, PlaceView};
use super::page::Made;
use super::words;
use crate::check;
use crate::find::names::{self, Named};
use crate::find::why;
use crate::graph::{Node, NodeId};
use crate::health;

const HERE: &str = "/_trellis/entries";
/// A review that is due so soon is worth a word.
const SOON_DAYS: i32 = 30;

#[derive(Debug, Serialize)]
struct View {
    title: String,
    kind: String,
    name: String,
    summary: Option<String>,
    file: PlaceView,
    address: Option<String>,
    /// Why it is not on the site.
    because: Option<Because>,
    findings: Vec<FindingView>,
    review: Option<Review>,
    reading: Option<Reading>,
    sources: Vec<Source>,
    around: Around,
}

/// When somebody looked, and when somebody should.
#[derive(Debug, Serialize)]
pub struct Review {
    pub reviewed: String,
    pub owner: Option<String>,
    /// `stop`, `look` or `good`.
    pub state: &'static str,
    /// `due by 1 November 2026`.
    pub words: String,
    /// The same as a sentence begins.
    pub said: String,
}

/// How hard it is to read.
#[derive(Debug, Serialize)]
pub struct Reading {
    pub age: u32,
    pub words: String,
    /// `look` or `good`.
    pub state: &'static str,
    pub hardest: Vec<Hard>,
    /// Its parts that are long enough to measure, in reading order; none if that is the whole.
    pub parts: Vec<Part>,
}

/// How hard a part of it is to read.
#[derive(Debug, Serialize)]
pub struct Part {
    pub section: String,
    pub age: u32,
    pub words: String,
}

#[derive(Debug, Serialize)]
pub struct Hard {
    pub age: u32,
    pub text: String,
}

#[derive(Debug, Serialize)]
struct Source {
    title: String,
    href: Option<String>,
    seen: String,
    note: Option<String>,
}

/// Several entries that a name can mean, or names that are like it.
#[derive(Debug, Serialize)]
struct Choices {
    text: String,
    choices: Vec<Choice>,
}

#[derive(Debug, Serialize)]
struct Choice {
    words: String,
    href: String,
}

/// The page of the entry that a name means.
pub fn made(look: &Look<'_>, name: &str) -> Made {
    match names::entry(name, &look.survey) {
        Named::One(number) => one(number, look),
        Named::Several(names) => choose(300, "That could mean more than one entry.", &names),
        Named::Nothing(near) => choose(404, "It may have been renamed, or not be saved yet.", &near),
    }
}

fn choose(status: u16, text: &str, names: &[String]) -> Made {
    let choice = |name: &String| Choice { words: name.clone(), href: words::entry_address(name) };
    let view = Choices { text: text.into(), choices: names.iter().map(choice).collect() };
    let title = if status == 404 { "There is no such entry" } else { "Which one?" };
    Made { status, ..Made::new(title, HERE, "choices.html", &view) }
}

fn one(number: u32, look: &Look<'_>) -> Made {
    let entry = look.survey.entry(number);
    let node = look.node(number);
    let because = node.is_none().then(|| why::reason(number, &look.survey));
    let view = View {
        title: look.title(number),
        kind: words::capital(entry.kind.one()),
        name: look.survey.name(number),
        summary: entry.common.as_ref().map(|common| common.summary.to_string()),
        file: look.place(&why::start(number, &look.survey)),
        address: look.address(number),
        because: because.map(|reason| left_out::because(&reason, look)),
        findings: look.survey.findings(number).map(|finding| look.finding(finding)).collect(),
        review: node.map(|node| review(node, look)),
        reading: node.and_then(|node| reading(node, look)),
        sources: sources(number, look),
        around: around::around(number, look),
    };
    Made::new(view.title.clone(), HERE, "entry.html", &view)
}

/// When an entry should be looked at again.
pub fn review(node: NodeId, look: &Look<'_>) -> Review {
    let node: &Node = look.survey.graph().node(node);
    let (due, today) = (check::first_review(look.survey.config(), node), look.survey.request.today);
    let days = (due - today).get_days();
    let (state, words) = match days {
        days if days < 0 => ("stop", format!("overdue since {}", words::day(due))),
        days if days <= SOON_DAYS => ("look", format!("due by {}", words::day(due))),
        _ => ("good", format!("next by {}", words::day(due))),
    };
    Review {
        reviewed: words::day(node.common.reviewed),
        owner: node.common.owner.as_ref().map(|owner| owner.to_string()),
        state,
        said: words::capital(&words),
        words,
    }
}

/// How hard an entry is to read.
pub fn reading(node: NodeId, look: &Look<'_>) -> Option<Reading> {
    let reading = health::reading_of(&look.survey, node)?;
    let hard = |one: &health::HardSentence| Hard { age: words::age(one.age), text: one.text.clone() };
    let part = |one: &health::SectionReading| {
        Some(Part {
            section: words::capital(&one.section.to_string()),
            age: words::age(one.reading.age().filter(|_| one.reading.is_enough())?),
            words: words::count(one.reading.words, "word", "words"),
        })
    };
    let parts = if reading.sections.len() > 1 { &reading.sections[..] } else { &[] };
    Some(Reading {
        parts: parts.iter().filter_map(part).collect(),
        age: words::age(reading.age),
        words: words::count(reading.words, "word", "words"),
        state: words::reading_state(reading.age),
        hardest: reading.hardest.iter().map(hard).collect(),
    })
}

fn sources(number: u32, look: &Look<'_>) -> Vec<Source> {
    let common = look.survey.entry(number).common.as_ref();
    let sources = common.into_iter().flat_map(|common| &common.sources);
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    sources
        .map(|source| Source {
            title: source.title.to_string(),
            href: source.url.as_ref().map(|url| &*url.0).filter(is_web).map(str::to_string),
            seen: words::day(source.seen),
            note: source.note.as_ref().map(|note| note.to_string()),
        })
        .collect()
}

/// The link to an entry by the name that figures use.
pub fn link_of(item: &health::Item) -> EntryLink {
    EntryLink {
        title: item.title.to_string(),
        kind: item.kind.one(),
        href: words::entry_address(&item.name),
        name: item.name.clone(),
        is_on_site: item.address.is_some(),
    }
}
