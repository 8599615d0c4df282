//! A fault of Trellis itself: a panic, told with the file that was at hand, and caught in one place.
//!
//! Whoever does something about one file or page says so with [`at`], also in a thread of its own; whoever must outlive
//! a fault asks [`caught`]. No other code catches panics.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What a panic said, and about what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub what: String,
    /// The file or page that was at hand, where it is known.
    pub at: Option<String>,
}

/// Does something about one file or page. A panic in it goes on upwards, and knows what was at hand; of several such
/// places the innermost is told.
pub fn at<T>(place: &dyn fmt::Display, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let Fault { what, at } = told(panic);
        resume_unwind(Box::new(Fault { what, at: at.or_else(|| Some(place.to_string())) }))
    })
}

/// Does something that may fail through a fault of ours. What it was changing is half made then.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(told)
}

fn told(panic: Box<dyn Any + Send>) -> Fault {
    let panic = match panic.downcast::<Fault>() {
        Ok(fault) => return *fault,
        Err(panic) => panic,
    };
    let what = panic.downcast_ref::<&str>().map(|text| text.to_string());
    let what = what.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "it did not say why".into());
    Fault { what, at: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn a_panic_in_any_thread_is_told_with_what_was_at_hand() {
        let files = ["a.md", "b.md", "c.md"];
        let fault = caught(|| {
            files.par_iter().for_each(|file| {
                at(file, || {
                    let text = "a\u{a0}b";
                    assert!(*file != "b.md" || text.is_char_boundary(2), "a byte too far");
                });
            });
        });
        assert_eq!(fault, Err(Fault { what: "a byte too far".into(), at: Some("b.md".into()) }));
    }

    #[test]
    fn the_innermost_place_is_told() {
        let fault = caught(|| at(&"site", || at(&"page.md", || panic!("{} too far", 1))));
        assert_eq!(fault, Err::<(), _>(Fault { what: "1 too far".into(), at: Some("page.md".into()) }));
        assert_eq!(caught(|| at(&"page.md", || 1)), Ok(1));
        assert_eq!(caught(|| panic!("?")).map_err(|fault| fault.at), Err::<(), _>(None));
    }
}
