//! One constructor per finding: the only place where its words are written. One file for each stage that finds them.
//!
//! To add a finding: a line in `code.rs`, a constructor here, and a page `docs/diagnostics/<code>.md`.

mod beside;
mod callouts;
mod dates;
mod external;
mod figures;
mod gaps;
mod importing;
mod judging;
mod linking;
mod marks;
mod pages;
mod pasted;
mod pictures;
mod places;
mod published;
mod reading;
mod theme;
mod wording;

pub use beside::*;
pub use callouts::*;
pub use dates::*;
pub use external::*;
pub use figures::*;
pub use gaps::*;
pub use importing::*;
pub use judging::*;
pub use linking::*;
pub use marks::*;
pub use pages::*;
pub use pasted::*;
pub use pictures::*;
pub use places::*;
pub use published::*;
pub use reading::*;
pub use theme::*;
pub use wording::*;

fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|name| format!("did you mean `{name}`?"))
}

/// The name of a kind as it stands in a sentence: `a role`, `an area`.
fn with_article(kind: &str) -> String {
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}
