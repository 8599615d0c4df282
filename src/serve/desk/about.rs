//! One entry: how it is, where it comes from, and what lies around it.

use serde::Serialize;

use super::around::{self, Around};
use super::context::{DeskContext, EntryLink, FindingView, LocationView};
use super::left_out::{self, Because};
use super::page::DeskPage;
use super::phrases;
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
    file: LocationView,
    /// Where it is edited.
    edit: Option<String>,
    /// Where it gets another name, and where it is deleted, if who looks may.
    acts: Option<[String; 2]>,
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
    pub parts: Vec<SectionReading>,
}

/// How hard a part of it is to read.
#[derive(Debug, Serialize)]
pub struct SectionReading {
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
pub fn made(look: &DeskContext<'_>, name: &str) -> DeskPage {
    match names::entry(name, &look.survey) {
        Named::One(number) => one(number, look),
        Named::Several(names) => choose(300, "That could mean more than one entry.", &names),
        Named::Nothing(near) => choose(404, "It may have been renamed, or not be saved yet.", &near),
    }
}

fn choose(status: u16, text: &str, names: &[String]) -> DeskPage {
    let choice = |name: &String| Choice { words: name.clone(), href: phrases::entry_address(name) };
    let view = Choices { text: text.into(), choices: names.iter().map(choice).collect() };
    let title = if status == 404 { "There is no such entry" } else { "Which one?" };
    DeskPage { status, ..DeskPage::new(title, HERE, "choices.html", &view) }
}

fn one(number: u32, look: &DeskContext<'_>) -> DeskPage {
    let entry = look.survey.entry(number);
    let node = look.node(number);
    let because = node.is_none().then(|| why::reason(number, &look.survey));
    let view = View {
        title: look.title(number),
        kind: phrases::capital(entry.kind.one()),
        name: look.survey.name(number),
        summary: entry.common.as_ref().map(|common| common.summary.to_string()),
        file: look.place(&why::start(number, &look.survey)),
        edit: look.form(number),
        acts: look
            .may_write
            .then(|| ["rename", "delete"].map(|act| phrases::act_address(act, &look.survey.name(number)))),
        address: look.address(number),
        because: because.map(|reason| left_out::because(&reason, look)),
        findings: look.survey.findings(number).map(|finding| look.finding(finding)).collect(),
        review: node.map(|node| review(node, look)),
        reading: node.and_then(|node| reading(node, look)),
        sources: sources(number, look),
        around: around::around(number, look),
    };
    DeskPage::new(view.title.clone(), HERE, "entry.html", &view)
}

/// When an entry should be looked at again.
pub fn review(node: NodeId, look: &DeskContext<'_>) -> Review {
    let node: &Node = look.survey.graph().node(node);
    let (due, today) = (check::first_review(look.survey.config(), node), look.survey.request.today);
    let days = (due - today).get_days();
    let (state, words) = match days {
        days if days < 0 => ("stop", format!("overdue since {}", phrases::day(due))),
        days if days <= SOON_DAYS => ("look", format!("due by {}", phrases::day(due))),
        _ => ("good", format!("next by {}", phrases::day(due))),
    };
    Review {
        reviewed: phrases::day(node.common.reviewed),
        owner: node.common.owner.as_ref().map(|owner| owner.to_string()),
        state,
        said: phrases::capital(&words),
        words,
    }
}

/// How hard an entry is to read.
pub fn reading(node: NodeId, look: &DeskContext<'_>) -> Option<Reading> {
    let reading = health::reading_of(&look.survey, node)?;
    let hard = |one: &health::HardSentence| Hard { age: phrases::age(one.age), text: one.text.clone() };
    let part = |one: &health::SectionReading| {
        Some(SectionReading {
            section: phrases::capital(&one.section.to_string()),
            age: phrases::age(one.reading.age().filter(|_| one.reading.is_enough())?),
            words: phrases::count(one.reading.words, "word", "words"),
        })
    };
    let parts = if reading.sections.len() > 1 { &reading.sections[..] } else { &[] };
    Some(Reading {
        parts: parts.iter().filter_map(part).collect(),
        age: phrases::age(reading.age),
        words: phrases::count(reading.words, "word", "words"),
        state: phrases::reading_state(reading.age),
        hardest: reading.hardest.iter().map(hard).collect(),
    })
}

fn sources(number: u32, look: &DeskContext<'_>) -> Vec<Source> {
    let common = look.survey.entry(number).common.as_ref();
    let sources = common.into_iter().flat_map(|common| &common.sources);
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    sources
        .map(|source| Source {
            title: source.title.to_string(),
            href: source.url.as_ref().map(|url| &*url.0).filter(is_web).map(str::to_string),
            seen: phrases::day(source.seen),
            note: source.note.as_ref().map(|note| note.to_string()),
        })
        .collect()
}

/// The link to an entry by the name that figures use.
pub fn link_of(item: &health::Item) -> EntryLink {
    EntryLink {
        title: item.title.to_string(),
        kind: item.kind.one(),
        href: phrases::entry_address(&item.name),
        name: item.name.clone(),
        is_on_site: item.address.is_some(),
    }
}
