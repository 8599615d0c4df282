//! Another name for an entry, in its address and wherever it is named: shown first, then done.

use serde::Serialize;

use super::super::context::{DeskContext, LocationView};
use super::super::page::DeskPage;
use super::super::phrases;
use super::HERE;
use super::shown::{self, Plan, Refused};
use crate::disk::{Deed, DeedKind};
use crate::find::why;
use crate::refactor;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;

#[derive(Debug, Serialize)]
struct View {
    title: String,
    kind: &'static str,
    file: LocationView,
    id: String,
    action: String,
    back: String,
    token: String,
    /// What was typed as the new name.
    to: String,
    plan: Option<Plan>,
    refused: Option<Refused>,
    /// Whether the plan is another than the one that was agreed to.
    is_other: bool,
}

/// The page of a renaming, with its plan once a name is typed.
pub fn made(number: u32, look: &DeskContext<'_>, target: &str) -> DeskPage {
    let to = safety::query_text(target, "to").map(|to| to.trim().to_string()).unwrap_or_default();
    if to.is_empty() {
        return page(200, view(number, look, to));
    }
    match refactor::rename(number, &to, &look.survey) {
        Ok(renaming) => {
            let plan = shown::plan(&renaming.changes, &[], look);
            page(200, View { plan: Some(plan), ..view(number, look, to) })
        }
        Err(refusal) => page(422, View { refused: Some(shown::refused(&refusal, look)), ..view(number, look, to) }),
    }
}

fn view(number: u32, look: &DeskContext<'_>, to: String) -> View {
    let (entry, name) = (look.survey.entry(number), look.survey.name(number));
    View {
        title: look.title(number),
        kind: entry.kind.one(),
        file: look.place(&why::start(number, &look.survey)),
        id: entry.id.to_string(),
        action: phrases::act_address("rename", &name),
        back: look.form(number).unwrap_or_else(|| phrases::entry_address(&name)),
        token: look.desk.token.form().to_string(),
        to,
        plan: None,
        refused: None,
        is_other: false,
    }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new(format!("Rename {}", view.title), HERE, "rename.html", &view) }
}

/// Renames, if what will change is what was shown.
pub fn done(number: u32, look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let desk = look.desk;
    let to = posted.get("to").unwrap_or_default().trim().to_string();
    let renaming = match refactor::rename(number, &to, &look.survey) {
        Ok(renaming) => renaming,
        Err(refusal) => {
            let refused = Some(shown::refused(&refusal, look));
            return desk.answered(&page(422, View { refused, ..view(number, look, to) }), look);
        }
    };
    let plan = shown::plan(&renaming.changes, &[], look);
    if posted.get("plan") != Some(&*plan.mark) {
        let view = View { plan: Some(plan), is_other: true, ..view(number, look, to) };
        return desk.answered(&page(409, view), look);
    }
    let [old, new] = renaming.names;
    let deed = Deed {
        kind: DeedKind::Renamed,
        title: look.title(number),
        name: old,
        other: Some(new.clone()),
        files: Vec::new(),
    };
    match desk.carry_out_as(deed, &renaming.changes) {
        Ok(()) if look.form(number).is_some() => lead_to(&format!("{}?done=renamed", phrases::edit_address(&new))),
        Ok(()) => lead_to(&phrases::entry_address(&new)),
        Err(error) => {
            let refused = Some(shown::refused_plainly("Nothing was changed.", &error.to_string()));
            desk.answered(&page(409, View { refused, ..view(number, look, to) }), look)
        }
    }
}
