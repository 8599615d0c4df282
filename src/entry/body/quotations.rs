//! The quotations that are open while a text is written: plain ones, and blocks that stand out.

use crate::prose::{Callout, CalloutKind};

/// The quotations that are open, and what is known of each.
#[derive(Default)]
pub(super) struct Quotations {
    pub open: Vec<Open>,
    /// The block whose title is the next paragraph, or is being written.
    pub title: Option<CalloutKind>,
}

/// A quotation that is open.
pub(super) struct Open {
    /// None for one that is nothing else.
    pub callout: Option<Callout>,
    /// Whether it holds what it is made for: a numbered list, or a link.
    pub is_whole: bool,
}

impl Quotations {
    /// Notes that a numbered list begins.
    pub fn list(&mut self) {
        self.holds(CalloutKind::Steps);
    }

    /// Notes that a link begins.
    pub fn link(&mut self) {
        self.holds(CalloutKind::Action);
    }

    /// Whether a quotation of any sort is being written.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn holds(&mut self, kind: CalloutKind) {
        let innermost = self.open.last_mut();
        if let Some(open) = innermost.filter(|open| open.callout.as_ref().is_some_and(|one| one.kind == kind)) {
            open.is_whole = true;
        }
    }
}
