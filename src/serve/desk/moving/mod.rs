//! Takes over the pages of another site at the desk: its folder is sent as one archive, what would become of each page is
//! told, and then all of them are taken over, or none.
//!
//! Nothing is written before somebody has seen what would be, and what is written can be undone as one. Every step is a
//! plain form; the archive is kept between them.

mod asked;
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
use crate::import::pages::PagesPlan;
use crate::serve::posted::Posted;
use crate::serve::reply::{Reply, lead_to};
use crate::serve::safety;
use asked::Asked;
use shown::{SiteView, View};

const HERE: &str = "/_trellis/entries";
const ADDRESS: &str = "/_trellis/import/pages";

/// The page on which a site is chosen.
pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    if let Some(refused) = edit::not_here(look) {
        return refused;
    }
    let done = safety::query(target, "done").and_then(|count| count.parse().ok());
    page(200, View { done: done.map(|count| phrases::count(count, "page", "pages")), ..view(look) })
}

fn view(look: &DeskContext<'_>) -> View {
    View { token: look.desk.token.form().to_string(), refused: None, done: None, site: None }
}

fn page(status: u16, view: View) -> DeskPage {
    DeskPage { status, ..DeskPage::new("Take over another site", HERE, "moving.html", &view) }
}

/// Shows what would become of a site, or takes it over if that is what was shown.
pub fn done(desk: &Desk, posted: &Posted, judgement: &Arc<Judgement>) -> Reply {
    let look = &DeskContext::new(desk, judgement, true);
    let asked = match asked::read(desk, posted, look.survey.request.today) {
        Ok(asked) => asked,
        Err(refused) => return refuse(422, look, refused),
    };
    let plan = asked.plan(look);
    let shown = shown::site(&asked, &plan);
    let agreed = posted.get("plan").filter(|_| posted.get("step") == Some("take"));
    match agreed {
        Some(mark) if shown.mark.as_deref() == Some(mark) => take(&asked, &plan, look),
        agreed => {
            let is_other = agreed.is_some();
            let site = Some(SiteView { is_other, ..shown });
            desk.answered(&page(if is_other { 409 } else { 200 }, View { site, ..view(look) }), look)
        }
    }
}

fn refuse(status: u16, look: &DeskContext<'_>, refused: Refused) -> Reply {
    look.desk.answered(&page(status, View { refused: Some(refused), ..view(look) }), look)
}

fn take(asked: &Asked, plan: &PagesPlan, look: &DeskContext<'_>) -> Reply {
    let first = plan.pages.first().map(|page| page.path.as_str()).unwrap_or_default();
    let deed = Deed {
        kind: DeedKind::MovedIn,
        title: asked.kept.name.clone(),
        name: first.trim_start_matches("content/").trim_end_matches(".md").to_string(),
        other: None,
        files: Vec::new(),
    };
    match look.desk.carry_out_as(deed, &plan.changes) {
        Ok(()) => lead_to(&format!("{ADDRESS}?done={}", plan.pages.len())),
        Err(error) => refuse(409, look, refused_plainly("Nothing was taken over.", &error.to_string())),
    }
}
