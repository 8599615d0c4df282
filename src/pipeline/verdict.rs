//! What is told of a run, without the site that came of it.

use crate::diagnostic::Findings;
use crate::graph::Hidden;

/// What is known of a run when it is over. Of the same files, on the same day, the same program says the same; so who
/// keeps this need not make the run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub findings: Findings,
    /// Pages of the site.
    pub pages: usize,
    /// Why entries are not on it, one reason an entry.
    pub left_out: Vec<Hidden>,
}
