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
    /// The site is without errors so far, and pages are being rendered.
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
}

/// Told how far a build is.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);
