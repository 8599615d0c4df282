//! What is changed in the site's folder against the last commit of its repository, and how the next one is made of it.
//!
//! Git is asked when somebody opens the page, and never before. A form carries a mark of each file as it was shown, so
//! that what is committed is what somebody has seen.

mod difference;
mod file;
mod refused;
mod view;
mod words;

use super::context::DeskContext;
use super::edit;
use super::page::DeskPage;
use crate::serve::git::{self, Repository, Trouble, Wanted};
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use file::ChangedFile;
use refused::Refused;
use view::{Looked, Occasion};

const ADDRESS: &str = "/_trellis/changes";
/// Longer messages are no words for those who look back.
const LONGEST_MESSAGE: usize = 10_000;

/// Where the page is, if there is anything to see: nobody is asked for that.
pub fn address(look: &DeskContext<'_>) -> Option<&'static str> {
    (look.may_write && git::may_lie_in_one(&look.desk.root)).then_some(ADDRESS)
}

/// The page.
pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    if let Some(refused) = edit::not_here(look) {
        return refused;
    }
    let done = safety::query(target, "done").map(str::to_string);
    match looked(look) {
        Ok(looked) => page(200, &looked, look, &Occasion { done, ..Occasion::default() }),
        Err(trouble) => cannot(&trouble, look),
    }
}

fn looked(look: &DeskContext<'_>) -> Result<Looked, Trouble> {
    let repository = Repository::find(&look.desk.root)?;
    let changes = repository.changes()?;
    let made_here = file::made_here(&look.desk.root, look.desk.out.as_deref());
    let (made, files): (Vec<_>, Vec<_>) = changes.files.iter().partition(|file| made_here.holds(&file.path));
    let (made, files) = (made.len(), files.into_iter().map(|file| ChangedFile::new(file, &look.desk.root)).collect());
    Ok(Looked { repository, changes, files, made })
}

fn page(status: u16, looked: &Looked, look: &DeskContext<'_>, occasion: &Occasion<'_>) -> DeskPage {
    let view = view::view(looked, look, occasion);
    let failed = if occasion.refused.is_some() { "Not kept: " } else { "" };
    let title = format!("{failed}Changes since the last version");
    DeskPage { status, ..DeskPage::new(title, ADDRESS, "changes.html", &view) }
}

/// Why there is nothing to see. Who asks has done nothing wrong, but where there is no repository at all.
fn cannot(trouble: &Trouble, look: &DeskContext<'_>) -> DeskPage {
    let status = if *trouble == Trouble::NoRepository { 404 } else { 200 };
    let view = view::without(words::trouble(trouble, &look.desk.root));
    DeskPage { status, ..DeskPage::new("Changes since the last version", ADDRESS, "changes.html", &view) }
}

/// Commits what a form says, or says why not; what was typed is in the form again.
pub fn done(look: &DeskContext<'_>, posted: &Posted) -> Reply {
    let looked = match looked(look) {
        Ok(looked) => looked,
        Err(trouble) => return look.desk.answered(&cannot(&trouble, look), look),
    };
    let refused = match commit(&looked, posted) {
        Ok(id) => return lead_to(&format!("{ADDRESS}?done={id}")),
        Err(refused) => refused,
    };
    let status = refused.status;
    let occasion = Occasion { posted: Some(posted), refused: Some(refused), done: None };
    look.desk.answered(&page(status, &looked, look, &occasion), look)
}

fn commit(looked: &Looked, posted: &Posted) -> Result<String, Refused> {
    if let Some(under_way) = looked.changes.under_way {
        return Err(Refused::plainly(409, words::under_way(under_way)));
    }
    let chosen = looked.chosen(posted);
    if chosen.is_other {
        return Err(Refused::plainly(
            409,
            "A file has been changed meanwhile. Look at what there is now, then use the button again.",
        ));
    }
    if chosen.files.is_empty() {
        return Err(Refused::at(422, "Tick at least one file.", "files"));
    }
    let message = message(posted)?;
    let author = author(looked, posted)?;
    let files = chosen.files.iter().map(|file| &file.change).collect();
    let author = author.as_ref().map(|(name, email)| (&**name, &**email));
    let wanted = Wanted { files, message: &message, author };
    looked.repository.commit(&wanted).map_err(|trouble| words::not_committed(&trouble))
}

fn message(posted: &Posted) -> Result<String, Refused> {
    let message = posted.get("message").unwrap_or_default().replace("\r\n", "\n");
    let message = message.trim();
    if message.is_empty() {
        return Err(Refused::at(422, "Say in a few words what is new.", "message"));
    }
    if message.len() > LONGEST_MESSAGE || message.contains('\0') {
        return Err(Refused::at(422, "Say what is new in fewer words: 10,000 letters are too many.", "message"));
    }
    Ok(message.to_string())
}

/// Who commits, where the settings do not say.
fn author(looked: &Looked, posted: &Posted) -> Result<Option<(String, String)>, Refused> {
    if looked.changes.has_author {
        return Ok(None);
    }
    let [name, email] = ["name", "email"].map(|field| posted.words(field));
    let is_odd = |c: char| matches!(c, '<' | '>') || c.is_control();
    if !name.chars().any(char::is_alphanumeric) || name.contains(is_odd) {
        return Err(Refused::at(422, "Say who keeps this version: a name, without the signs < and >.", "name"));
    }
    if !email.contains('@') || email.contains(|c: char| is_odd(c) || c.is_whitespace()) {
        return Err(Refused::at(422, "Write an e-mail address, such as kim@example.org.", "email"));
    }
    Ok(Some((name, email)))
}
