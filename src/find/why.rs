//! Why a page is on the site, and why an entry is not.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Survey;
use super::names::{self, Named, is_page, tidy};
pub use super::provenance::{Contribution, Provenance, start};
use super::provenance::{story, subject};
use crate::claims::Claim;
use crate::diagnostic::Diagnostic;
use crate::entry::kinds::Kind;
use crate::entry::{Entry, FileRole, role_of};
use crate::graph::Drafts;
use crate::graph::{Hidden, MentionPlace, hidden};
use crate::lasting;
use crate::nearest::likest;
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::poster;
use crate::source::{SourcePath, Span};
use crate::view::Overview;

/// Where something on the site comes from, or why it is not there.
#[derive(Debug)]
pub enum Why {
    Page(Box<Provenance>),
    /// An entry that is shown as a part of another page.
    Part {
        entry: Span,
        address: String,
    },
    /// An area or a kind of partner to which nothing on the site belongs.
    Bare {
        entry: Span,
    },
    /// The list of a kind, with nothing on it.
    EmptyList(Kind),
    /// A file that is published as it is, or a picture without what cameras and programs note in it.
    Published {
        file: SourcePath,
        address: String,
        is_as_it_is: bool,
    },
    /// A file for machines or browsers, and what it is made from.
    MachineFile {
        address: String,
        from: String,
    },
    /// The picture of a diagram that is too large to be drawn.
    NotDrawn {
        address: String,
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

/// Why an entry is not on the site.
#[derive(Debug)]
pub enum Reason {
    Hidden(Hidden),
    /// What is wrong with it; empty where only its name forbids it.
    Unread(Vec<Diagnostic>),
    /// It needs entries that are not there: each with the field and the reason.
    Needs(Vec<Need>),
    /// What is wrong with a file that would be published.
    Refused(Vec<Diagnostic>),
    /// Files of this name are not published.
    Ignored,
    /// It is the table of postcode districts, which works behind a page.
    Districts,
    /// Nothing on the site refers to the file; an entry that is not on the site may.
    Stray(Option<SourcePath>),
}

/// A reference to an entry that is not on the site.
#[derive(Debug)]
pub struct Need {
    pub at: Span,
    pub name: String,
    pub why: String,
}

/// Why what is at a path is there or not: an address, a file of the published site, or a file of content.
pub fn answer(typed: &str, survey: &Survey<'_>) -> Why {
    let name = tidy(typed, survey);
    if let Some(why) = of_address(&name, survey) {
        return why;
    }
    match names::entry(&name, survey) {
        Named::One(number) => return of_entry(number, survey),
        Named::Several(choices) => return Why::Several(choices),
        Named::Nothing(_) => {}
    }
    if let Some(why) = of_file(&name, survey) {
        return why;
    }
    let graph = survey.graph();
    let is_list = |kind: &Kind| is_page(&name, &permalink::of_listing(*kind).path, survey);
    match Kind::ALL.iter().copied().find(|kind| !graph.has_list(*kind) && is_list(kind)) {
        Some(kind) => Why::EmptyList(kind),
        None => Why::Unknown(near(&name, survey)),
    }
}

/// What claims an address of the site.
fn of_address(name: &str, survey: &Survey<'_>) -> Option<Why> {
    let is_here = |(address, claim): &(Cow<'_, str>, Claim<'_>)| match claim {
        Claim::Page(page) => is_page(name, &page.path, survey),
        // Its name changes with its bytes, so it is asked for without.
        Claim::Theme(_) => address == name || lasting::plain(address).is_some_and(|plain| plain == name),
        Claim::Machine(_) | Claim::Poster(_) | Claim::Copy(_) | Claim::File(_) => address == name,
    };
    let (address, claim) = survey.judged.claims(survey.snapshot).all().find(is_here)?;
    let made = |from: String| Why::MachineFile { address: address.to_string(), from };
    Some(match claim {
        Claim::Page(page) => Why::Page(Box::new(story(page, survey))),
        Claim::File(path) => published(path, survey),
        Claim::Theme(path) => made(format!("the theme's file {path}")),
        Claim::Machine(from) => made(from.into()),
        Claim::Copy(path) => made(format!("the picture {path}, smaller, for screens that need no more")),
        Claim::Poster(of) if survey.judged.draws(of) => made(poster::SOURCE.into()),
        Claim::Poster(_) => Why::NotDrawn { address: address.to_string() },
    })
}

fn of_entry(number: u32, survey: &Survey<'_>) -> Why {
    let entry = survey.entry(number);
    let Some(node) = survey.node(number) else {
        return Why::LeftOut { entry: entry.path.clone(), reason: reason(number, survey) };
    };
    let is_about = |page: &&Page| match &page.subject {
        Subject::Entry(about) => *about == node,
        Subject::Overview(Overview::Home) => entry.kind.is_home(&entry.id),
        Subject::Ladder(_)
        | Subject::Pack(_)
        | Subject::Short(_)
        | Subject::Choice(..)
        | Subject::Narrowed(_)
        | Subject::Overview(_)
        | Subject::Moved(_) => false,
    };
    match survey.judged.pages.iter().find(is_about) {
        Some(page) => Why::Page(Box::new(story(page, survey))),
        None if !survey.graph().has_page(node) => Why::Bare { entry: start(number, survey) },
        None => {
            let link = permalink::of(entry.kind, &entry.id);
            let path = permalink::public_path(survey.config().addresses, &link.path);
            let anchor = link.anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            Why::Part { entry: start(number, survey), address: path + &anchor }
        }
    }
}

/// The entry that the page at an address is about, if there is one, and what the page is in words.
pub fn about(address: &str, survey: &Survey<'_>) -> Option<(String, Option<u32>)> {
    let page = survey.judged.pages.iter().find(|page| page.address.as_str() == address)?;
    let (about, node) = subject(page, survey.graph());
    Some((about, node.and_then(|node| super::provenance::number(node, survey))))
}

/// Every entry that is not on the site, by its number, and why.
pub fn left_out(survey: &Survey<'_>) -> Vec<(u32, Reason)> {
    let shown: FxHashSet<*const Entry> = survey.graph().nodes().map(|(_, node)| Arc::as_ptr(&node.entry)).collect();
    let entries = (0..).zip(&survey.contents.entries);
    let away = entries.filter(|(_, entry)| !shown.contains(&Arc::as_ptr(entry)));
    away.map(|(number, _)| (number, reason(number, survey))).collect()
}

/// Why a file of which no entry could be read is not on the site.
pub fn unread(path: &SourcePath, survey: &Survey<'_>) -> Reason {
    Reason::Unread(findings(path, survey))
}

/// Why an entry that is not on the site is not.
pub fn reason(number: u32, survey: &Survey<'_>) -> Reason {
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
    if survey.judged.claims(survey.snapshot).publishes(&path) {
        return Some(published(&path, survey));
    }
    let is_there = survey.snapshot.get(&path).is_some();
    let findings = findings(&path, survey);
    if !is_there && findings.is_empty() {
        return None;
    }
    let reason = match role_of(&path) {
        FileRole::Asset if findings.iter().any(Diagnostic::is_error) => Reason::Refused(findings),
        FileRole::Asset => {
            let stray = survey.graph().strays.iter().find(|stray| stray.path == path);
            Reason::Stray(stray.and_then(|stray| stray.hidden.clone()))
        }
        FileRole::Districts if !findings.is_empty() => Reason::Unread(findings),
        FileRole::Districts => Reason::Districts,
        FileRole::Ignored => Reason::Ignored,
        FileRole::Entries(_) | FileRole::Unknown => Reason::Unread(findings),
    };
    Some(Why::LeftOut { entry: path, reason })
}

/// A file that the site publishes, unless something is wrong with it.
fn published(path: &SourcePath, survey: &Survey<'_>) -> Why {
    let findings = findings(path, survey);
    if findings.iter().any(Diagnostic::is_error) {
        return Why::LeftOut { entry: path.clone(), reason: Reason::Refused(findings) };
    }
    let hash = survey.snapshot.get(path).map(|file| file.hash);
    let picture = survey.graph().pictures.get(path);
    let is_as_it_is = picture.is_none_or(|picture| Some(picture.published.hash) == hash);
    Why::Published { address: permalink::of_asset(path), file: path.clone(), is_as_it_is }
}

fn findings(path: &SourcePath, survey: &Survey<'_>) -> Vec<Diagnostic> {
    survey.judged.diagnostics.iter().filter(|finding| finding.span.path == *path).cloned().collect()
}

fn near(name: &str, survey: &Survey<'_>) -> Vec<String> {
    let addresses = survey.config().addresses;
    let paths: Vec<String> =
        survey.judged.pages.iter().map(|page| permalink::public_path(addresses, &page.path)).collect();
    let files = survey.contents.entries.iter().map(|entry| entry.path.as_str());
    let is_content = name.starts_with("content/");
    let known = paths.iter().map(String::as_str).filter(|_| !is_content).chain(files.filter(|_| is_content));
    let near = likest(name, known, 5);
    near.into_iter().map(str::to_string).collect()
}
