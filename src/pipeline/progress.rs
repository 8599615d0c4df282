//! How far a build is, for people who wait.

/// How far a build is, for people who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are being read.
    Read {
        /// How many there are.
        files: usize,
    },
    /// All are read, and references are being resolved.
    Link {
        /// How many entries there are.
        entries: usize,
    },
    /// The graph stands, and rules are being asked.
    Check,
    /// What there is to say of the content is known; the theme is read and every address is planned.
    Plan,
    /// The plan stands, and pages are being rendered, and read as visitors get them.
    Render {
        /// How many there are.
        pages: usize,
    },
    /// Some pages are rendered.
    Rendered {
        /// How many, so far.
        pages: usize,
    },
    /// Smaller copies of pictures are there.
    Copied {
        /// How many, so far.
        variants: usize,
        /// How many there will be.
        of: usize,
    },
    /// Every page is there, and what needs them all is made and looked at: search, open data, links between pages.
    Whole,
}

/// Told how far a build is.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);
