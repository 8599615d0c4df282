//! The form of one page: its fields in groups, what was found about each, and its text.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::super::context::{DeskContext, LocationView};
use super::super::phrases;
use super::control::{self, Control, Note};
use super::differ::Line;
use super::file::{self, Edited, EditedFile};
use super::found::{self, Found, Place, Point};
use super::groups;
use super::names::{self, Names};
use super::preview;
use super::versions::{self, FormerVersion};
use crate::entry::fields::FieldInfo;
use crate::entry::{Entry, ROW_FIELDS};
use crate::refactor::shown_body;
use crate::serve::posted::Posted;

/// The page with the form.
#[derive(Debug, Serialize)]
pub struct View {
    pub title: String,
    pub kind: String,
    /// What it is, in one word: `page`, `row` or `file`.
    pub thing: &'static str,
    pub action: String,
    /// Where to ask what would be found in what is typed.
    pub check: String,
    /// Where to ask for the page as it would be, if there may be one.
    pub preview: Option<String>,
    /// Where to send a picture for the text.
    pub picture: String,
    pub token: String,
    /// What tells the text that was read from another.
    pub read: String,
    pub file: LocationView,
    pub address: Option<String>,
    /// The desk's page about it.
    pub desk: Option<String>,
    /// What has come of the last thing that was done here.
    pub done: Option<Done>,
    /// What can be done to it as a whole.
    pub whole: Option<Whole>,
    /// Whether the findings are yet to come.
    pub is_early: bool,
    pub refused: Option<Refused>,
    pub summary: Vec<Point>,
    pub groups: Vec<Group>,
    /// The text below the fields; only a page has one.
    pub body: Option<Body>,
    pub is_row: bool,
    /// Whether there is no file yet.
    pub is_new: bool,
    pub names: Vec<Names>,
    /// What the file was before its last saves, the newest first.
    pub versions: Vec<FormerVersion>,
}

/// What was done to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    Saved,
    Same,
    Back,
    Added,
    Copied,
    Renamed,
    Hidden,
    Shown,
    Ends,
    Endless,
    Pictured,
}

impl Done {
    /// Every one, with the word for it in addresses.
    const ALL: [(&str, Done); 11] = [
        ("saved", Done::Saved),
        ("same", Done::Same),
        ("back", Done::Back),
        ("added", Done::Added),
        ("copied", Done::Copied),
        ("renamed", Done::Renamed),
        ("hidden", Done::Hidden),
        ("shown", Done::Shown),
        ("ends", Done::Ends),
        ("endless", Done::Endless),
        ("pictured", Done::Pictured),
    ];

    pub fn parse(word: &str) -> Option<Done> {
        Done::ALL.iter().find(|(own, _)| *own == word).map(|(_, done)| *done)
    }
}

/// What can be done to a page as a whole, and where.
#[derive(Debug, Serialize)]
pub struct Whole {
    pub rename: String,
    pub duplicate: String,
    pub hide: String,
    pub delete: String,
    pub is_draft: bool,
    /// The last day on which it is on the site, as a form has it and in words.
    pub expires: Option<[String; 2]>,
}

/// What can be done to the page of a name.
pub fn whole(entry: &Entry, file: &EditedFile, name: &str) -> Whole {
    let common = entry.common.as_ref();
    let expires = common.and_then(|common| common.expires);
    Whole {
        rename: phrases::act_address("rename", name),
        duplicate: phrases::act_address("duplicate", name),
        hide: phrases::act_address("hide", name),
        delete: phrases::act_address("delete", name),
        is_draft: file.is_draft(),
        expires: expires.map(|day| [day.to_string(), phrases::day(day)]),
    }
}

/// Why nothing was saved.
#[derive(Debug, Serialize)]
pub struct Refused {
    pub title: &'static str,
    pub text: String,
    /// The file as it is now, and where what would be saved differs from it.
    pub lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
pub struct Group {
    pub id: &'static str,
    pub title: String,
    pub hint: &'static str,
    pub controls: Vec<Control>,
    /// Fields that say nothing yet.
    pub more: Vec<Control>,
}

#[derive(Debug, Serialize)]
pub struct Body {
    pub value: String,
    pub was: String,
    pub rows: usize,
    pub findings: Vec<Note>,
}

/// What a form is made for.
#[derive(Debug, Default)]
pub struct Occasion<'p> {
    pub done: Option<Done>,
    pub unsaved: Option<&'p Posted>,
    pub refused: Option<Refused>,
}

/// What the form of a file is called, and what leads from it.
struct About {
    title: String,
    /// The name that no other record has.
    name: String,
    kind: String,
    thing: &'static str,
    address: Option<String>,
    desk: Option<String>,
    whole: Option<Whole>,
}

fn about(file: &EditedFile, look: &DeskContext<'_>) -> About {
    let Edited::Entry(entry) = &file.what else {
        let name = file::settings_name();
        let kind = "What is said about the site as a whole".into();
        let (title, address) = ("Settings".into(), Some("/".into()));
        return About { title, name, kind, thing: "file", address, desk: None, whole: None };
    };
    let number = look.number(entry.kind, &entry.id);
    let (title, name) = match number {
        Some(number) => (look.title(number), look.survey.name(number)),
        None => (entry.id.to_string(), entry.kind.full_name(&entry.id)),
    };
    About {
        title,
        kind: phrases::capital(entry.kind.one()),
        thing: if file.is_row() { "row" } else { "page" },
        address: number.and_then(|number| look.address(number)),
        desk: Some(phrases::entry_address(&name)),
        whole: Some(whole(entry, file, &name)),
        name,
    }
}

/// The form of a file.
pub fn view(file: &EditedFile, look: &DeskContext<'_>, occasion: Occasion<'_>) -> View {
    let mut findings = found_now(file, look);
    findings.extend(found::stand_ins(file));
    let About { title, name, kind, thing, address, desk, whole } = about(file, look);
    let mut controls: Vec<Control> = file
        .fields()
        .into_iter()
        .map(|field| groups::control(field, file, occasion.unsaved))
        // What has parts is no cell.
        .filter(|control| !(control.look == "written" && control.value.is_empty() && file.parts.cells().is_some()))
        .chain(others(file))
        .collect();
    for control in &mut controls {
        groups::attach(control, &findings);
    }
    let names = names::offered(controls.iter_mut().collect(), look);
    groups::each(&mut controls, &mut |control| {
        let theme = look.judgement.judged().theme().filter(|_| control.is_coloured);
        control.known.extend(theme.iter().flat_map(|theme| theme.colour_names()).map(str::to_string));
    });
    View {
        title,
        kind,
        thing,
        action: phrases::edit_address(&name),
        check: phrases::act_address("check", &name),
        preview: preview::may_have_page(file).then(|| phrases::act_address("preview", &name)),
        picture: phrases::act_address("picture", &name),
        token: look.desk.token.form().to_string(),
        read: file.hash.clone(),
        file: look.place_at(file.path(), file.first_line(), 1),
        address,
        desk,
        done: occasion.done,
        whole,
        is_early: !file.is_new && !look.judgement.is_of(file.path(), file.text.as_bytes()),
        refused: occasion.refused,
        summary: found::points(&findings),
        names,
        versions: versions::of(look.desk, file),
        groups: groups(file, controls),
        body: file.has_text().then(|| body(file, occasion.unsaved, &findings)),
        is_row: file.is_row(),
        is_new: file.is_new,
    }
}

/// Fields of the file that nobody knows, as they are written.
fn others(file: &EditedFile) -> impl Iterator<Item = Control> {
    let fields = file.fields();
    let own = if file.is_row() { ROW_FIELDS } else { &[] };
    let is_known = move |name: &str| fields.iter().copied().chain(own).any(|field| field.is_called(name));
    file.parts.fields.iter().filter(move |(name, _)| !is_known(name)).map(move |(name, value)| Control {
        id: control::id(name),
        name: name.to_string(),
        label: name.to_string(),
        help: String::new(),
        look: "written",
        value: control::as_written(file, name, value),
        was: String::new(),
        rows: 0,
        options: Vec::new(),
        names: None,
        is_list: false,
        known: Vec::new(),
        is_coloured: false,
        findings: Vec::new(),
        theirs: None,
        line: Some(control::line(file, value)),
        groups: Vec::new(),
    })
}

/// Fields in the order in which people look for them: what must be there, what is the kind's own, what every page has.
fn groups(file: &EditedFile, controls: Vec<Control>) -> Vec<Group> {
    let (one, whole) = match &file.what {
        Edited::Entry(entry) if file.is_row() => (entry.kind.one(), "row"),
        Edited::Entry(entry) => (entry.kind.one(), "page"),
        Edited::Settings => ("site", "file"),
    };
    let names = |fields: &'static [FieldInfo]| fields.iter().map(|field| field.name).collect::<FxHashSet<&str>>();
    let needed: FxHashSet<&str> = file.fields().iter().filter(|field| field.required).map(|field| field.name).collect();
    let [own, common] = file.tables().map(names);
    let mut parts: [Vec<Control>; 4] = std::array::from_fn(|_| Vec::new());
    for control in controls {
        let number = match &*control.name {
            name if needed.contains(name) => 0,
            name if own.contains(name) => 1,
            name if common.contains(name) => 2,
            _ => 3,
        };
        parts[number].push(control);
    }
    let [needed, own, common, others] = parts;
    let group = |id, title: String, hint, controls: Vec<Control>| {
        let is_blank = |control: &Control| {
            let is_quiet = control.findings.is_empty() && !control.groups.iter().any(|group| group.is_open);
            control.value.is_empty() && is_quiet && control.theirs.is_none() && id != "needed"
        };
        let (more, controls) = controls.into_iter().partition(is_blank);
        Group { id, title, hint, controls, more }
    };
    let groups = [
        group("needed", "What must be there".into(), "All of these are needed.", needed),
        group("own", format!("More about the {one}"), "Leave out what you do not need.", own),
        group(
            "common",
            format!("About the {whole} itself"),
            "Where the facts come from, and who looks after them.",
            common,
        ),
        group("others", "Other fields".into(), "The desk does not know these.", others),
    ];
    groups.into_iter().filter(|group| !group.controls.is_empty() || !group.more.is_empty()).collect()
}

/// What was found in a file. Nothing while what was judged is another text.
fn found_now(file: &EditedFile, look: &DeskContext<'_>) -> Vec<Found> {
    match look.judgement.is_of(file.path(), file.text.as_bytes()) {
        true => found::about(file, &look.survey.judged.diagnostics),
        false => Vec::new(),
    }
}

fn body(file: &EditedFile, unsaved: Option<&Posted>, findings: &[Found]) -> Body {
    let now = shown_body(&file.text, &file.parts);
    let was = control::mark(&now);
    let mine = unsaved.and_then(control::changed_body);
    let value = mine.map_or(now, str::to_string);
    let lines = value.lines().map(|line| line.chars().count() / 80 + 1).sum::<usize>();
    let findings = findings.iter().filter(|found| found.place == Some(Place::Body)).map(Found::note).collect();
    Body { rows: lines.clamp(6, 30), value, was, findings }
}
