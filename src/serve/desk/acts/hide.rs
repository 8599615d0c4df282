//! Takes a page off the site, or lets it end on a day, without deleting it.

use jiff::civil::Date;
use serde::Serialize;

use super::super::context::{DeskContext, FindingView, LocationView};
use super::super::edit::file::EditedFile;
use super::super::edit::form::{self, Whole};
use super::super::edit::unopened;
use super::super::page::DeskPage;
use super::super::phrases;
use super::HERE;
use super::shown::{self, Refused};
use crate::entry::Entry;
use crate::refactor::{self, CannotSet, Change, Value};
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};

#[derive(Debug, Serialize)]
struct View {
    title: String,
    kind: &'static str,
    file: LocationView,
    back: String,
    token: String,
    read: String,
    whole: Whole,
    refused: Option<Refused>,
    /// What would be found elsewhere, and what was asked for then.
    found: Vec<FindingView>,
    what: String,
    day: String,
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    Hide,
    Show,
    End(Date),
    Endless,
}

/// The page that hides the page of a name or lets it end.
pub fn made(name: &str, look: &DeskContext<'_>) -> DeskPage {
    match EditedFile::entry(name, &look.desk.root, look.judgement) {
        Ok((entry, file)) => page(200, view(&entry, &file, name, look)),
        Err(trouble) => unopened(trouble, name),
    }
}

fn view(entry: &Entry, file: &EditedFile, name: &str, look: &DeskContext<'_>) -> View {
    let number = look.number(entry.kind, &entry.id);
    View {
        title: number.map_or_else(|| entry.id.to_string(), |number| look.title(number)),
        kind: entry.kind.one(),
        file: look.place_at(file.path(), file.first_line(), 1),
        back: phrases::edit_address(name),
        token: look.desk.token.form().to_string(),
        read: file.hash.clone(),
        whole: form::whole(entry, file, name),
        refused: None,
        found: Vec::new(),
        what: String::new(),
        day: String::new(),
    }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new(format!("Hide {}", view.title), HERE, "hide.html", &view) }
}

impl Wish {
    fn read(posted: &Posted, today: Date) -> Result<Wish, Refused> {
        let day = || posted.get("day").and_then(|day| day.trim().parse::<Date>().ok());
        match posted.get("what") {
            Some("hide") => Ok(Wish::Hide),
            Some("show") => Ok(Wish::Show),
            Some("endless") => Ok(Wish::Endless),
            Some("end") => match day() {
                Some(day) if day >= today => Ok(Wish::End(day)),
                Some(_) => Err(shown::refused_plainly(
                    "That day is over.",
                    "Choose today or a day to come. To take the page off the site at once, hide it.",
                )),
                None => Err(shown::refused_plainly(
                    "The day is missing.",
                    "Choose the last day on which the page is shown.",
                )),
            },
            _ => Err(shown::refused_plainly("Nothing was chosen.", "Use one of the buttons below.")),
        }
    }

    /// The field that says it, and how.
    fn value(&self) -> (&'static str, Value) {
        match self {
            Wish::Hide => ("draft", Value::One("true".into())),
            Wish::Show => ("draft", Value::One(String::new())),
            Wish::End(day) => ("expires", Value::One(day.to_string())),
            Wish::Endless => ("expires", Value::One(String::new())),
        }
    }

    fn done(&self) -> &'static str {
        match self {
            Wish::Hide => "hidden",
            Wish::Show => "shown",
            Wish::End(_) => "ends",
            Wish::Endless => "endless",
        }
    }
}

/// Hides or shows a page, or lets it end.
pub fn done(name: &str, look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let (entry, file) = match EditedFile::entry(name, &look.desk.root, look.judgement) {
        Ok(both) => both,
        Err(trouble) => return look.desk.answered(&unopened(trouble, name), look),
    };
    let refuse = |status, refused| {
        look.desk.answered(&page(status, View { refused: Some(refused), ..view(&entry, &file, name, look) }), look)
    };
    let wish = match Wish::read(posted, look.survey.request.today) {
        Ok(wish) => wish,
        Err(refused) => return refuse(422, refused),
    };
    if posted.get("read") != Some(&*file.hash) {
        let help = "Nothing was written. Look at the page as it is now, then use the button again.";
        return refuse(409, shown::refused_plainly("Somebody has changed this page meanwhile.", help));
    }
    let after = match refactor::set_common(file.place_of(&entry), &file.text, &[wish.value()]) {
        // Who shows it has seen in its form what only stood in.
        Ok(after) if matches!(wish, Wish::Show) => refactor::accept_stand_ins(file.place(), &after),
        Ok(after) => after,
        Err(CannotSet(field)) => {
            let help = format!("Change `{field}` in an editor.");
            return refuse(
                422,
                shown::refused_plainly("The file is written in a way that the desk cannot change.", &help),
            );
        }
    };
    let there = format!("{}?done={}", phrases::edit_address(name), wish.done());
    if after == file.text {
        return lead_to(&there);
    }
    let (path, before) = (file.path().clone(), Some(file.text.as_bytes().into()));
    let change = Change::whole(path, before, after);
    let found = if posted.get("sure").is_some() { Vec::new() } else { found(&entry, &change, look) };
    if !found.is_empty() {
        let (what, day) = (posted.get("what").unwrap_or_default().into(), posted.get("day").unwrap_or_default().into());
        return look.desk.answered(&page(200, View { found, what, day, ..view(&entry, &file, name, look) }), look);
    }
    match look.desk.carry_out(std::slice::from_ref(&change)) {
        Ok(()) => lead_to(&there),
        Err(error) => refuse(409, shown::refused_plainly("Nothing was changed.", &error.to_string())),
    }
}

/// What would be found that is not found now, where others refer to the page.
fn found(entry: &Entry, change: &Change, look: &DeskContext<'_>) -> Vec<FindingView> {
    let number = look.number(entry.kind, &entry.id);
    let is_named = number.is_some_and(|number| !shown::referrers(number, look).is_empty());
    if !is_named {
        return Vec::new();
    }
    let found = refactor::consequences(std::slice::from_ref(change), &look.survey);
    found.iter().map(|finding| look.finding(finding)).collect()
}
