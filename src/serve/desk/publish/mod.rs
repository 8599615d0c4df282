//! How the site comes to its visitors: whether it can be published, the site as one file to take along, and the ways to
//! put it online.
//!
//! The file is made of all files as they are on disk, in a folder of its own: neither the folder that was built last nor
//! what stands there for a host is touched. Nothing is sent anywhere.

mod pack;
mod view;

use super::context::DeskContext;
use super::page::DeskPage;
use super::{Desk, phrases};
use crate::host::Host;
use crate::serve::posted::Posted;
use crate::serve::reply::Reply;

/// The page.
pub fn made(look: &DeskContext<'_>) -> DeskPage {
    page(200, look, None, None)
}

fn page(status: u16, look: &DeskContext<'_>, refused: Option<String>, host: Option<&Host>) -> DeskPage {
    let view = view::view(look, refused, host);
    DeskPage { status, ..DeskPage::new("Publish", phrases::PUBLISH, "publish.html", &view) }
}

/// The site as one file, or why there is none.
pub fn done(desk: &Desk, posted: &Posted) -> Reply {
    let judgement = match desk.fresh() {
        Ok(judgement) => judgement,
        Err(why) => return desk.say(&why),
    };
    let look = &DeskContext::new(desk, &judgement, true);
    let host = posted.get("host").and_then(Host::called).filter(|host| view::is_offered(host));
    let refuse = |text: String| desk.answered(&page(409, look, Some(text), host), look);
    let name = pack::name(&look.survey.config().title);
    match pack::packed(&judgement, &desk.root, host, &name) {
        Ok(bytes) => {
            let attached = format!("attachment; filename=\"{name}\"");
            Reply::file(&name, bytes.into()).with("Content-Disposition", attached)
        }
        Err(text) => refuse(text),
    }
}
