//! What was deleted and renamed at the desk, to be put back.

use serde::Serialize;

use super::super::Desk;
use super::super::context::DeskContext;
use super::super::edit::versions::until;
use super::super::page::DeskPage;
use super::super::phrases;
use super::HERE;
use super::shown::{self, Refused};
use crate::disk::{self, Deed, DeedFile, DeedKind};
use crate::entry::{EntryPlace, Kind};
use crate::pipeline::known_path;
use crate::refactor::{self, Change, Value};
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use crate::source::SourcePath;

const ADDRESS: &str = "/_trellis/deleted";

#[derive(Debug, Serialize)]
struct View {
    token: String,
    done: Option<&'static str>,
    refused: Option<Refused>,
    /// What was refused, where the page alone can be put back.
    alone: Option<String>,
    deeds: Vec<DeedView>,
}

#[derive(Debug, Serialize)]
struct DeedView {
    moment: String,
    title: String,
    kind: &'static str,
    /// `deleted`, `replaced`, `renamed` or `imported`.
    what: &'static str,
    name: String,
    other: Option<OtherView>,
    when: String,
    files: String,
}

#[derive(Debug, Serialize)]
struct OtherView {
    name: String,
    href: String,
}

/// Why something cannot be undone.
enum CannotUndo {
    /// These files are others than it made of them.
    Changed(Vec<SourcePath>),
    /// Something stands in the place of these.
    Taken(Vec<SourcePath>),
    /// What was there is no longer kept.
    NotKept,
}

pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    let done = match safety::query(target, "done") {
        Some("deleted") => Some("deleted"),
        Some("back") => Some("back"),
        _ => None,
    };
    page(200, view(look, done, None, None))
}

fn view(look: &DeskContext<'_>, done: Option<&'static str>, refused: Option<Refused>, alone: Option<String>) -> View {
    let deeds = look.desk.history.deeds().unwrap_or_default();
    let deeds = deeds.iter().filter(|(_, deed)| stands(deed, look));
    View {
        token: look.desk.token.form().to_string(),
        done,
        refused,
        alone,
        deeds: deeds.map(|(moment, deed)| deed_view(*moment, deed, look)).collect(),
    }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new("Undo", HERE, "deleted.html", &view) }
}

fn deed_view(moment: u64, deed: &Deed, look: &DeskContext<'_>) -> DeedView {
    let other = |name: &String| {
        super::number(name, look).map(|_| OtherView { name: name.clone(), href: phrases::entry_address(name) })
    };
    DeedView {
        moment: moment.to_string(),
        title: deed.title.clone(),
        kind: Kind::in_full(&deed.name).map_or("", |(kind, _)| kind.one()),
        what: match deed.kind {
            DeedKind::Renamed => "renamed",
            DeedKind::Deleted => "deleted",
            DeedKind::Replaced => "replaced",
            DeedKind::Imported => "imported",
            DeedKind::MovedIn => "moved in",
        },
        name: deed.name.clone(),
        other: deed.other.as_ref().and_then(other),
        when: until(moment),
        files: phrases::count(deed.files.len(), "file", "files"),
    }
}

/// Whether something is as it was done: what went is away, and what was renamed has not been so again.
fn stands(deed: &Deed, look: &DeskContext<'_>) -> bool {
    let is_away = super::number(&deed.name, look).is_none();
    match deed.kind {
        DeedKind::Deleted | DeedKind::Replaced => is_away,
        // What can be undone of it is known when somebody asks for that.
        DeedKind::Imported | DeedKind::MovedIn => true,
        DeedKind::Renamed => is_away && deed.other.as_ref().is_some_and(|other| super::number(other, look).is_some()),
    }
}

/// Puts back what was deleted or renamed at a moment.
pub fn done(look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let desk = look.desk;
    let asked = posted.get("deed").and_then(|moment| moment.parse::<u64>().ok());
    let found = asked.and_then(|moment| Some((moment, desk.history.deed(moment).ok()??)));
    let refuse = |status, refused, alone| desk.answered(&page(status, view(look, None, Some(refused), alone)), look);
    let Some((moment, deed)) = found.filter(|(_, deed)| stands(deed, look)) else {
        let refused = shown::refused_plainly("Nothing was put back.", "That is there again, or no longer kept.");
        return refuse(409, refused, None);
    };
    let changes = match posted.get("alone") {
        Some(_) => alone(&deed, look).ok_or(CannotUndo::NotKept),
        None => undoing(&deed, desk),
    };
    let changes = match changes {
        Ok(changes) => changes,
        Err(cannot) => {
            let may_be_alone = matches!(cannot, CannotUndo::Changed(_)) && alone(&deed, look).is_some();
            return refuse(409, why_not(&cannot, &deed), may_be_alone.then(|| moment.to_string()));
        }
    };
    match desk.carry_out(&changes) {
        Ok(()) => {
            // A note that cannot be taken away is told no more all the same: what it says is no longer so.
            let _ = desk.history.forget(moment);
            let has_form = deed.files.iter().any(|file| file.from().is_some_and(|path| path.extension() == "md"));
            match has_form && disk::read_one(&desk.root, &page_of(&deed.name)).is_ok() {
                true => lead_to(&format!("{}?done=back", phrases::edit_address(&deed.name))),
                false => lead_to(&format!("{ADDRESS}?done=back")),
            }
        }
        Err(error) => refuse(409, shown::refused_plainly("Nothing was put back.", &error.to_string()), None),
    }
}

fn page_of(name: &str) -> SourcePath {
    SourcePath::new(Kind::in_full(name).map_or_else(String::new, |(kind, id)| kind.page_path(id)))
}

/// The changes that make every file what it was.
fn undoing(deed: &Deed, desk: &Desk) -> Result<Vec<Change>, CannotUndo> {
    let (mut changes, mut changed, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for file in &deed.files {
        let from = file.from().ok_or(CannotUndo::NotKept)?;
        // What is known of other pages since then stays known.
        if from == known_path() && !disk::read_one(&desk.root, &from).is_ok_and(|now| file.is_now(&now)) {
            continue;
        }
        if file.is_new() {
            match disk::read_one(&desk.root, &from) {
                Ok(now) if file.is_now(&now) => changes.push(Change::removal(from, now)),
                Ok(_) | Err(_) => changed.push(from),
            }
            continue;
        }
        let old = desk.history.before(file).ok_or(CannotUndo::NotKept)?;
        let is_free = || !desk.root.join(from.as_str()).exists();
        let now = file.to().and_then(|to| Some((to.clone(), disk::read_one(&desk.root, &to).ok()?)));
        match now {
            None if file.is_gone() && is_free() => changes.push(Change::whole(from, None, old)),
            None if file.is_gone() => taken.push(from),
            Some((to, now)) if file.is_now(&now) => match to == from || is_free() {
                true => {
                    let (before, after) = (Some(now.into()), Some(old));
                    changes.push(Change { path: to, to: from, before, after, edits: Vec::new() });
                }
                false => taken.push(from),
            },
            Some((to, _)) => changed.push(to),
            None => changed.push(from),
        }
    }
    match (changed.is_empty(), taken.is_empty()) {
        (true, true) if !changes.is_empty() => Ok(changes),
        (true, true) => Err(CannotUndo::NotKept),
        (false, _) => Err(CannotUndo::Changed(changed)),
        (true, false) => Err(CannotUndo::Taken(taken)),
    }
}

/// The changes that bring back the file that went, as a draft, since what named it names it no more; and nothing else, but
/// that whatever took its place no longer has its name.
fn alone(deed: &Deed, look: &DeskContext<'_>) -> Option<Vec<Change>> {
    let gone: &DeedFile = deed.files.iter().find(|file| file.is_gone())?;
    let (from, old) = gone.from().zip(look.desk.history.before(gone))?;
    if look.desk.root.join(from.as_str()).exists() {
        return None;
    }
    let (kind, own) = Kind::in_full(&deed.name)?;
    let text = String::from_utf8(old).ok()?;
    let draft = [("draft", Value::One("true".into()))];
    let place = EntryPlace { path: &from, kind, row: None };
    let text = refactor::set_common(place, &text, &draft).unwrap_or(text);
    let mut changes = vec![Change::whole(from, None, text)];
    let other = deed.other.as_ref().and_then(|other| super::number(other, look)).map(|other| look.survey.entry(other));
    if let Some((other, common)) = other.and_then(|other| Some((other, other.common.as_ref()?))) {
        let rest: Vec<String> = common.former_ids.iter().map(|id| id.to_string()).filter(|id| id != own).collect();
        if rest.len() < common.former_ids.len() {
            let bytes = disk::read_one(&look.desk.root, &other.path).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let values = [("former_ids", Value::List(rest))];
            let place = EntryPlace { path: &other.path, kind: other.kind, row: other.row };
            let after = refactor::set_common(place, &text, &values).ok()?;
            let (path, before) = (other.path.clone(), Some(text.into_bytes().into()));
            changes.push(Change::whole(path, before, after));
        }
    }
    Some(changes)
}

fn why_not(cannot: &CannotUndo, deed: &Deed) -> Refused {
    let named = |paths: &[SourcePath]| paths.iter().map(SourcePath::to_string).collect::<Vec<_>>().join(", ");
    let why = format!("“{}” was not put back.", deed.title);
    let help = match (cannot, deed.kind) {
        (CannotUndo::Changed(paths), DeedKind::Renamed) => format!(
            "These files have been changed since: {}. So that nothing is lost, rename it back instead.",
            named(paths)
        ),
        (CannotUndo::Changed(paths), _) => {
            format!("These files have been changed since, and that would be lost: {}.", named(paths))
        }
        (CannotUndo::Taken(paths), _) => {
            format!("Something else stands there now: {}. Rename that first.", named(paths))
        }
        (CannotUndo::NotKept, _) => "What was there before is no longer kept.".into(),
    };
    shown::refused_plainly(&why, &help)
}
