//! Takes over the Markdown pages of a site that another program makes.
//!
//! [`OldSite`] is what lies in its folder, or in an [`Archive`] of it. `front` reads the fields of a page and `fields` finds ours for them; `address`
//! says where the page was and what it is called now; `notes`, `marks` (with `comments`), `terms`, `breaks`, `folds`, `frames`, `html` (with `places`, `within`,
//! `inline` and `convert`), `ways` and `body` put its text right, and `summary` finds a sentence for the whole; [`plan()`] does all that for every page, and judges the site as it would be. Nothing here asks, prints or writes.

mod address;
mod archive;
mod body;
mod breaks;
mod comments;
mod convert;
mod dialects;
mod fields;
mod folds;
mod frames;
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

pub use archive::{Archive, NoArchive};
pub use fields::{Said, judge as judge_field, own as own_fields};
pub use old::{Ending, FOLDERS_ABOVE, LARGEST_FILE, OldSite, TOO_LARGE, folder_of_pages, is_aside, settings};
pub use page::NewPage;
pub use plan::{PagesPlan, WantedPages, plan};
pub use told::{Became, LeftOut};
