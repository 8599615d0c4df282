//! What can be done to an entry as a whole: adding, renaming, copying, hiding, deleting, and putting back.
//!
//! Nothing here names a kind, or a field that not every entry has. Each act has a page that says what will happen, which
//! a plain form asks for, and carries out what was shown: if the site is another by then, the page is shown anew.

mod add;
mod delete;
mod deleted;
mod duplicate;
mod hide;
mod rename;
pub(super) mod shown;

use std::sync::Arc;

use super::Desk;
use super::context::DeskContext;
use super::edit;
use super::judgement::Judgement;
use super::page::DeskPage;
use crate::entry::Kind;
use crate::serve::posted::Posted;
use crate::serve::reply::Reply;

const HERE: &str = "/_trellis/entries";

/// One of the acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Rename,
    Duplicate,
    Hide,
    Delete,
}

/// What an address below `/_trellis/` asks for.
enum Asked<'a> {
    Add,
    Deleted,
    Of(Act, &'a str),
}

fn asked(inside: &str) -> Option<Asked<'_>> {
    match inside {
        "add" => return Some(Asked::Add),
        "deleted" => return Some(Asked::Deleted),
        _ => {}
    }
    let (act, name) = inside.split_once('/')?;
    let act = match act {
        "rename" => Act::Rename,
        "duplicate" => Act::Duplicate,
        "hide" => Act::Hide,
        "delete" => Act::Delete,
        _ => return None,
    };
    Some(Asked::Of(act, name))
}

/// The page of an act, if an address asks for one.
pub fn made(look: &DeskContext<'_>, inside: &str, target: &str) -> Option<DeskPage> {
    let asked = asked(inside)?;
    if let Some(refused) = edit::not_here(look) {
        return Some(refused);
    }
    Some(match asked {
        Asked::Add => add::made(look, target),
        Asked::Deleted => deleted::made(look, target),
        Asked::Of(act, name) => match number(name, look) {
            None => no_entry(name),
            Some(number) => match act {
                Act::Rename => rename::made(number, look, target),
                Act::Duplicate => duplicate::made(number, look),
                Act::Hide => hide::made(name, look),
                Act::Delete => delete::made(number, look, target),
            },
        },
    })
}

/// Does what a form says.
pub fn done(desk: &Desk, inside: &str, posted: &Posted, judgement: Arc<Judgement>) -> Reply {
    let Some(asked) = asked(inside) else {
        return desk.say(&DeskPage::message(404, "There is no such page", "The desk takes no form at this address."));
    };
    // Names that are free and places that name an entry must be known as of now.
    let judgement = match &asked {
        Asked::Of(Act::Hide, _) | Asked::Deleted => judgement,
        Asked::Add | Asked::Of(Act::Rename | Act::Duplicate | Act::Delete, _) => match desk.fresh() {
            Ok(judgement) => judgement,
            Err(why) => return desk.say(&why),
        },
    };
    let look = &DeskContext::new(desk, &judgement, true);
    match asked {
        Asked::Add => add::done(look, posted),
        Asked::Deleted => deleted::done(look, posted),
        Asked::Of(act, name) => match number(name, look) {
            None => desk.answered(&no_entry(name), look),
            Some(number) => match act {
                Act::Rename => rename::done(number, look, posted),
                Act::Duplicate => duplicate::done(number, look, posted),
                Act::Hide => hide::done(name, look, posted),
                Act::Delete => delete::done(number, look, posted),
            },
        },
    }
}

/// The entry with a full name, such as `roles/podiatrist`. What a request says is only looked up among the names.
fn number(name: &str, look: &DeskContext<'_>) -> Option<u32> {
    let (kind, id) = Kind::in_full(name)?;
    look.number(kind, id)
}

fn no_entry(name: &str) -> DeskPage {
    let text = format!("No entry has the name {name}. It may have been renamed or deleted.");
    DeskPage::message(404, "There is no such entry", &text)
}
