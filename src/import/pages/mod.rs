//! Takes over the Markdown pages of a site that another program makes.
//!
//! [`OldSite`] is what lies in its folder. `front` reads the fields of a page and `fields` finds ours for them; `address`
//! says where the page was and what it is called now; `notes`, `marks`, `terms`, `breaks`, `html` (with `places`, `within`,
//! `inline` and `convert`), `ways` and `body` put its text right, and `summary` finds a sentence for the whole; [`plan()`] does all that for every page, and judges the site as it would be. Nothing here asks, prints or writes.

mod address;
mod body;
mod breaks;
mod convert;
mod dialects;
mod fields;
mod front;
mod heading;
mod html;
mod inline;
mod marks;
mod notes;
mod old;
mod page;
mod places;
mod plan;
mod summary;
mod tags;
mod terms;
mod told;
mod ways;
mod within;

pub use fields::{Said, judge as judge_field};
pub use old::{Ending, OldSite, folder_of_pages, settings, stem};
pub use plan::{PagesPlan, WantedPages, plan};
pub use told::{Counts, LeftOut};
