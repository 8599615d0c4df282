//! A new entry, made as a draft from the table of fields of its kind.

use serde::Serialize;

use super::super::context::DeskContext;
use super::super::page::DeskPage;
use super::super::phrases;
use super::shown::Refused;
use super::{HERE, shown};
use crate::entry::Kind;
use crate::formatting::sentence;
use crate::names::Names;
use crate::refactor::Change;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use crate::skeleton::{self, CannotAdd, Wanted};
use crate::slug::slug;

const ADDRESS: &str = "/_trellis/add";

/// What to choose from.
#[derive(Debug, Serialize)]
struct Choices {
    groups: Vec<Group>,
}

#[derive(Debug, Serialize)]
struct Group {
    title: &'static str,
    hint: &'static str,
    kinds: Vec<KindChoice>,
}

#[derive(Debug, Serialize)]
struct KindChoice {
    href: String,
    name: String,
    about: &'static str,
}

/// The form for one kind.
#[derive(Debug, Serialize)]
struct View {
    kind: String,
    folder: &'static str,
    about: &'static str,
    token: String,
    /// What was typed.
    title: String,
    id: String,
    rule: String,
    refused: Option<Refused>,
    /// Where to add what is needed first.
    first: Option<First>,
    /// A row that only a person can put into its table.
    row: Option<String>,
}

#[derive(Debug, Serialize)]
struct First {
    href: String,
    words: String,
}

/// The page that asks for a kind, or for the title of one.
pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    let asked = safety::query_text(target, "kind").unwrap_or_default();
    match in_folder(&asked) {
        Some(kind) => page(200, view(kind, look, String::new(), String::new())),
        None => choices(),
    }
}

fn in_folder(folder: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.folder() == folder)
}

fn choices() -> DeskPage {
    let choice =
        |kind: &Kind| KindChoice { href: address(*kind), name: phrases::capital(kind.one()), about: kind.about() };
    let (rows, pages): (Vec<&Kind>, Vec<&Kind>) = Kind::ALL.iter().partition(|kind| kind.is_data());
    let group = |title, hint, kinds: Vec<&Kind>| Group { title, hint, kinds: kinds.into_iter().map(choice).collect() };
    let groups = vec![
        group("A page", "Each is a file of its own. You fill it in here, in a form.", pages),
        group("A row of a list", "Words and figures that pages use, and places. You fill it in here, in a form.", rows),
    ];
    DeskPage::new("Add something new", HERE, "add.html", &Choices { groups })
}

fn address(kind: Kind) -> String {
    format!("{ADDRESS}?kind={}", phrases::encoded(kind.folder()))
}

fn view(kind: Kind, look: &DeskContext<'_>, title: String, id: String) -> View {
    View {
        kind: kind.one().to_string(),
        folder: kind.folder(),
        about: kind.about(),
        token: look.desk.token.form().to_string(),
        title,
        id,
        rule: sentence(&kind.id_rule()),
        refused: None,
        first: None,
        row: None,
    }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new(format!("Add a new {}", view.kind), HERE, "add-one.html", &view) }
}

/// Why there can be no such entry, and what to do, as the desk says it.
pub fn refused(cannot: &CannotAdd, kind: Kind, id: &str) -> Refused {
    let help = match cannot {
        CannotAdd::NoName => "Write a title that has letters, or type a name yourself.".to_string(),
        CannotAdd::NotAName(_) => sentence(&kind.id_rule()),
        CannotAdd::Taken(_) => "Change that one, or choose another name.".into(),
        CannotAdd::Former(_) | CannotAdd::Stands(_) => "Choose another name.".into(),
        CannotAdd::NothingToName(_) => "Add that first, then come back.".into(),
        CannotAdd::NotText(_) => "Save it as UTF-8, then try again.".into(),
        CannotAdd::ByHand(..) => "Open it in an editor, and write this row below “entries”.".into(),
    };
    shown::refused_plainly(&sentence(&cannot.why(kind, id)), &help)
}

/// Makes the draft.
pub fn done(look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let (title, typed) = (posted.words("title"), posted.words("id"));
    let Some(kind) = posted.get("kind").and_then(in_folder) else {
        return look.desk.answered(&DeskPage { status: 422, ..choices() }, look);
    };
    let refuse = |status, refused, first, row| {
        let view = View { refused: Some(refused), first, row, ..view(kind, look, title.clone(), typed.clone()) };
        look.desk.answered(&page(status, view), look)
    };
    let id = if typed.is_empty() { slug(&title) } else { typed.clone() };
    if title.is_empty() {
        let refused = shown::refused_plainly("The title is missing.", "Write what it is called, as visitors read it.");
        return refuse(422, refused, None, None);
    }
    let names = Names::of(&look.survey.contents.entries);
    let wanted = Wanted { kind, id: &id, title: &title, today: look.survey.request.today, names: &names };
    let added = match skeleton::add(wanted, look.survey.snapshot) {
        Ok(added) => added,
        Err(cannot) => {
            let first = if let CannotAdd::NothingToName(missing) = cannot { Some(first(missing)) } else { None };
            let row = if let CannotAdd::ByHand(_, row) = &cannot { Some(row.clone()) } else { None };
            return refuse(422, refused(&cannot, kind, &id), first, row);
        }
    };
    let change = Change::whole(added.path, added.before, added.made.text);
    let name = kind.full_name(&id);
    match look.desk.carry_out(std::slice::from_ref(&change)) {
        Ok(()) => lead_to(&format!("{}?done=added", phrases::edit_address(&name))),
        Err(error) => refuse(409, shown::refused_plainly("Nothing was added.", &error.to_string()), None, None),
    }
}

fn first(missing: Kind) -> First {
    First { href: address(missing), words: format!("Add a {}", missing.one()) }
}
