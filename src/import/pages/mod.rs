//! Takes over the Markdown pages of a site that another program makes.
//!
//! [`OldSite`] is what lies in its folder. `front` reads the fields of a page and `fields` finds ours for them; `address`
//! says where the page was and what it is called now; `marks`, `html` (with `within`), `ways` and `body` put its text
//! right; [`plan()`] does all that for every page, and judges the site as it would be. Nothing here asks, prints or writes.

mod address;
mod body;
mod breaks;
mod fields;
mod front;
mod html;
mod inline;
mod marks;
mod notes;
mod old;
mod page;
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
