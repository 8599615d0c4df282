//! Takes over a table of another program at the desk: a file is sent, its columns and words are explained, the rows that do
//! not fit are told, and the rest becomes rows of the site.
//!
//! Nothing is written before somebody has seen what would be, and what is written can be undone as one. Every step is a
//! plain form; the table is kept between them.

mod asked;
mod looked;
mod outcome;
mod questions;
mod shown;

use std::sync::Arc;

use super::Desk;
use super::acts::shown::{Refused, refused_plainly};
use super::context::DeskContext;
use super::edit;
use super::judgement::Judgement;
use super::page::DeskPage;
use super::phrases;
use crate::disk::{Deed, DeedKind};
use crate::entry::Kind;
use crate::import::Plan;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use asked::Asked;
use looked::looked;
use outcome::ResultView;
use shown::{Done, TableView, View};

const HERE: &str = "/_trellis/entries";
const ADDRESS: &str = "/_trellis/import";

/// The page on which a table is chosen.
pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    if let Some(refused) = edit::not_here(look) {
        return refused;
    }
    let kind = safety::query_text(target, "kind").and_then(|folder| asked::kind(&folder));
    let done = safety::query(target, "done").and_then(|count| count.parse().ok());
    let done = done.zip(kind).map(|(count, kind)| Done {
        count: phrases::count(count, kind.one(), kind.many()),
        entries: format!("/_trellis/entries?kind={}", kind.folder()),
    });
    page(200, View { done, ..view(look, kind) })
}

fn view(look: &DeskContext<'_>, kind: Option<Kind>) -> View {
    let token = look.desk.token.form().to_string();
    View { token, kinds: shown::kinds(kind), refused: None, done: None, table: None }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new("Take over a table", HERE, "import.html", &view) }
}

/// Shows what would become of a table, or takes it over if that is what was shown.
pub fn done(desk: &Desk, posted: &Posted, judgement: &Arc<Judgement>) -> Reply {
    let look = &DeskContext::new(desk, judgement, true);
    let mut asked = match asked::read(desk, posted) {
        Ok(asked) => asked,
        Err(refused) => return refuse(422, look, posted, refused),
    };
    let looked = looked(&mut asked, look);
    let view = shown::view(&asked, &looked, look);
    let is_agreed = posted.get("plan").filter(|_| posted.get("step") == Some("take"));
    match is_agreed {
        Some(mark) if view.result.mark.as_deref() == Some(mark) => take(&asked, &looked.plan, look, posted),
        is_agreed => {
            let (status, is_other) = if is_agreed.is_some() { (409, true) } else { (200, false) };
            let result = ResultView { is_other, ..view.result };
            let table = Some(TableView { result, ..view });
            desk.answered(&page(status, View { table, ..self::view(look, Some(asked.said.kind)) }), look)
        }
    }
}

fn refuse(status: u16, look: &DeskContext<'_>, posted: &Posted, refused: Refused) -> Reply {
    let kind = posted.get("kind").and_then(asked::kind);
    look.desk.answered(&page(status, View { refused: Some(refused), ..view(look, kind) }), look)
}

fn take(asked: &Asked, plan: &Plan, look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let into = asked.table_of_site();
    let deed = Deed {
        kind: DeedKind::Imported,
        title: asked.table.name.clone(),
        name: asked.said.kind.full_name(into.stem()),
        other: None,
        files: Vec::new(),
    };
    let rows = plan.added.len() + plan.changed.len();
    match look.desk.carry_out_as(deed, &plan.changes) {
        Ok(()) => lead_to(&format!("{ADDRESS}?done={rows}&kind={}", asked.said.kind.folder())),
        Err(error) => refuse(409, look, posted, refused_plainly("Nothing was taken over.", &error.to_string())),
    }
}
