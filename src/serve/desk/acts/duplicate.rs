//! A copy of a page as a draft, to be changed.

use serde::Serialize;

use super::super::context::{DeskContext, LocationView};
use super::super::page::DeskPage;
use super::super::phrases;
use super::shown::{self, Refused};
use super::{HERE, add};
use crate::names::Names;
use crate::refactor;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::skeleton;
use crate::slug::slug;

#[derive(Debug, Default, Serialize)]
struct View {
    original: String,
    kind: &'static str,
    file: Option<LocationView>,
    action: String,
    back: String,
    token: String,
    /// What was typed.
    title: String,
    id: String,
    refused: Option<Refused>,
}

/// The page that asks what the copy is to be called.
pub fn made(number: u32, look: &DeskContext<'_>) -> DeskPage {
    page(200, view(number, look, String::new(), String::new(), None))
}

fn view(number: u32, look: &DeskContext<'_>, title: String, id: String, refused: Option<Refused>) -> View {
    let (entry, name) = (look.survey.entry(number), look.survey.name(number));
    View {
        original: look.title(number),
        kind: entry.kind.one(),
        file: Some(look.place_at(&entry.path, 1, 1)),
        action: phrases::act_address("duplicate", &name),
        back: look.form(number).unwrap_or_else(|| phrases::entry_address(&name)),
        token: look.desk.token.form().to_string(),
        title,
        id,
        refused,
    }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new(format!("Copy {}", view.original), HERE, "duplicate.html", &view) }
}

/// Makes the copy.
pub fn done(number: u32, look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let (title, typed) = (posted.words("title"), posted.words("id"));
    let refuse = |status, refused| {
        look.desk.answered(&page(status, view(number, look, title.clone(), typed.clone(), Some(refused))), look)
    };
    let entry = look.survey.entry(number);
    let id = match (&*typed, entry.id.rsplit_once('/')) {
        // In the section of the first one.
        ("", Some((section, _))) if !slug(&title).is_empty() => format!("{section}/{}", slug(&title)),
        ("", _) => slug(&title),
        (typed, _) => typed.to_string(),
    };
    let names = Names::of(&look.survey.contents.entries);
    if let Err(cannot) = skeleton::judge_name(entry.kind, &id, &names) {
        return refuse(422, add::refused(&cannot, entry.kind, &id));
    }
    let copied = match refactor::duplicate(number, &title, &id, &look.survey) {
        Ok(copied) => copied,
        Err(refusal) => return refuse(422, shown::refused(&refusal, look)),
    };
    match look.desk.carry_out(std::slice::from_ref(&copied.change)) {
        Ok(()) => lead_to(&format!("{}?done=copied", phrases::edit_address(&copied.name))),
        Err(error) => refuse(409, shown::refused_plainly("Nothing was copied.", &error.to_string())),
    }
}
