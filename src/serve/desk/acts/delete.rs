//! Takes an entry away: with everything that refers to it first, and with what else can be done instead.

use serde::Serialize;

use super::super::around::Neighbour;
use super::super::context::{DeskContext, LocationView};
use super::super::edit::file::EditedFile;
use super::super::edit::form::{self, Whole};
use super::super::page::DeskPage;
use super::super::phrases;
use super::HERE;
use super::shown::{self, Plan, Refused};
use crate::diagnostic::Diagnostic;
use crate::disk::{Deed, DeedKind};
use crate::find::why;
use crate::refactor::{self, Change};
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;

#[derive(Debug, Serialize)]
struct View {
    title: String,
    kind: &'static str,
    kinds: &'static str,
    file: LocationView,
    action: String,
    back: String,
    token: String,
    address: Option<String>,
    referrers: Vec<Neighbour>,
    /// `5 places in 3 entries`.
    places: String,
    /// What can be done to a page instead.
    instead: Option<Instead>,
    /// Others of its kind, by title.
    others: Vec<Other>,
    /// The one that is to take its place.
    by: String,
    by_title: String,
    plan: Option<Plan>,
    refused: Option<Refused>,
    is_other: bool,
}

#[derive(Debug, Serialize)]
struct Instead {
    read: String,
    whole: Whole,
}

#[derive(Debug, Serialize)]
struct Other {
    id: String,
    title: String,
    is_chosen: bool,
}

/// What is to become of an entry, and of whom it is named by then.
struct Planned {
    changes: Vec<Change>,
    warnings: Vec<Diagnostic>,
    other: Option<String>,
}

/// The page of a removal. With another entry in its place, what will change is shown.
pub fn made(number: u32, look: &DeskContext<'_>, target: &str) -> DeskPage {
    let by = safety::query_text(target, "by").unwrap_or_default();
    shown(200, number, &by, look)
}

fn shown(status: u16, number: u32, by: &str, look: &DeskContext<'_>) -> DeskPage {
    let view = view(number, by, look);
    // What is asked for by nobody yet is no refusal.
    if by.is_empty() && !view.referrers.is_empty() {
        return page(status, view);
    }
    match planned(number, by, look) {
        Ok(planned) => {
            let plan = shown::plan(&planned.changes, &planned.warnings, look);
            page(status, View { plan: Some(plan), ..view })
        }
        // Who only looks has done nothing wrong.
        Err(refused) => page(if by.is_empty() { status } else { 422 }, View { refused: Some(refused), ..view }),
    }
}

fn planned(number: u32, by: &str, look: &DeskContext<'_>) -> Result<Planned, Refused> {
    let refused = |refusal: Box<refactor::Refusal>| shown::refused(&refusal, look);
    if by.is_empty() {
        let removing = refactor::remove(number, &look.survey).map_err(refused)?;
        return Ok(Planned { changes: removing.changes, warnings: removing.warnings, other: None });
    }
    let kind = look.survey.entry(number).kind;
    let Some(other) = super::number(&kind.full_name(by), look) else {
        let why = format!("There is no {} called “{by}”.", kind.one());
        return Err(shown::refused_plainly(&why, "Choose another one."));
    };
    let replacing = refactor::replace(number, other, &look.survey).map_err(refused)?;
    let [_, other] = replacing.names;
    Ok(Planned { changes: replacing.changes, warnings: replacing.warnings, other: Some(other) })
}

fn view(number: u32, by: &str, look: &DeskContext<'_>) -> View {
    let (entry, name) = (look.survey.entry(number), look.survey.name(number));
    let referrers = shown::referrers(number, look);
    let places = referrers.iter().map(|referrer| referrer.places.len()).sum();
    let others = others(number, by, look);
    View {
        title: look.title(number),
        kind: entry.kind.one(),
        kinds: entry.kind.many(),
        file: look.place(&why::start(number, &look.survey)),
        action: phrases::act_address("delete", &name),
        back: look.form(number).unwrap_or_else(|| phrases::entry_address(&name)),
        token: look.desk.token.form().to_string(),
        address: look.address(number),
        places: format!(
            "{} in {}",
            phrases::count(places, "place", "places"),
            phrases::count(referrers.len(), "entry", "entries")
        ),
        referrers,
        instead: instead(number, &name, look),
        by_title: others.iter().find(|other| other.is_chosen).map(|other| other.title.clone()).unwrap_or_default(),
        others,
        by: by.to_string(),
        plan: None,
        refused: None,
        is_other: false,
    }
}

fn instead(number: u32, name: &str, look: &DeskContext<'_>) -> Option<Instead> {
    look.form(number)?;
    let (entry, file) = EditedFile::entry(name, &look.desk.root, look.judgement).ok()?;
    Some(Instead { read: file.hash.clone(), whole: form::whole(&entry, &file, name) })
}

fn others(number: u32, by: &str, look: &DeskContext<'_>) -> Vec<Other> {
    let entry = look.survey.entry(number);
    let all = (0..).zip(&look.survey.contents.entries);
    let others = all.filter(|(at, other)| *at != number && other.kind == entry.kind);
    let other = |(at, other): (u32, &std::sync::Arc<crate::entry::Entry>)| Other {
        id: other.id.to_string(),
        title: look.title(at),
        is_chosen: *other.id == *by,
    };
    let mut others: Vec<Other> = others.map(other).collect();
    others.sort_by_cached_key(|other| (other.title.to_lowercase(), other.id.clone()));
    others
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new(format!("Delete {}", view.title), HERE, "delete.html", &view) }
}

/// Deletes, with another entry in its place if one is named, if what will change is what was shown.
pub fn done(number: u32, look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let desk = look.desk;
    let by = posted.get("by").unwrap_or_default().trim().to_string();
    let planned = match planned(number, &by, look) {
        Ok(planned) => planned,
        Err(refused) => {
            return desk.answered(&page(422, View { refused: Some(refused), ..view(number, &by, look) }), look);
        }
    };
    let plan = shown::plan(&planned.changes, &planned.warnings, look);
    if posted.get("plan") != Some(&*plan.mark) {
        let view = View { plan: Some(plan), is_other: true, ..view(number, &by, look) };
        return desk.answered(&page(409, view), look);
    }
    let kind = if planned.other.is_some() { DeedKind::Replaced } else { DeedKind::Deleted };
    let (title, name) = (look.title(number), look.survey.name(number));
    let deed = Deed { kind, title, name, other: planned.other, files: Vec::new() };
    match desk.carry_out_as(deed, &planned.changes) {
        Ok(()) => lead_to("/_trellis/deleted?done=deleted"),
        Err(error) => {
            let refused = Some(shown::refused_plainly("Nothing was deleted.", &error.to_string()));
            desk.answered(&page(409, View { refused, ..view(number, &by, look) }), look)
        }
    }
}
