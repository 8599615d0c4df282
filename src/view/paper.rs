//! What only paper needs of a page: its address as a code that phones read.

use serde::Serialize;

use super::Context;
use crate::graph::NodeId;
use crate::qr;

/// A QR code as themes draw it.
#[derive(Debug, Serialize, Hash)]
pub struct CodeView {
    /// How many squares it is wide and high.
    pub side: u32,
    /// The dark squares, as the `d` of an SVG path.
    pub path: String,
}

impl Context<'_> {
    /// The code of an entry's address; none if the site does not know where it will be.
    pub(crate) fn code(&self, id: NodeId) -> Option<CodeView> {
        self.config.base_url.as_ref()?;
        let code = qr::code(&self.address(id))?;
        Some(CodeView { side: code.side, path: code.path })
    }
}
