//! Trellis turns Markdown role profiles, entry routes, case studies and partner directories into an accessible
//! static careers site.
//!
//! The command is [`main`]. A program that builds sites itself needs these names, in the order of a build:
//!
//! 1. [`read()`] takes a site's folder as a [`Snapshot`] of every [`File`] by its [`SourcePath`]; one can also be put
//!    together in memory.
//! 2. [`build`] does what a [`Request`] says, such as whether [`Drafts`] are shown. A [`Memo`] keeps what the next build
//!    need not make again, and a [`Stage`] tells how far it is.
//! 3. A [`Build`] holds each [`Diagnostic`], which is about the author's files, and, where none is an error, the
//!    [`Output`].
//! 4. [`publish`] makes a folder hold it. Whatever the machine refuses is an [`Error`].
//!
//! ```
//! use trellis::{Drafts, Memo, Request, Snapshot};
//!
//! let page = "---\ntitle: About\nsummary: Who we are.\nreviewed: 2026-11-23\n---\n\nWe help people into careers.\n";
//! let site = "title: Careers\ndescription: Careers in health.\n";
//! let snapshot = Snapshot::from_iter([("content/pages/about.md", page.as_bytes()), ("site.yaml", site.as_bytes())]);
//! let request = Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
//! let build = trellis::build(&snapshot, &request, &mut Memo::default(), &|_| {});
//! for finding in &build.diagnostics {
//!     println!("{}: {}", finding.span.path, finding.message);
//! }
//! let output = build.output.expect("no finding is an error");
//! assert!(output.files.keys().any(|path| path.as_str() == "about.html"));
//! ```
//!
//! How it works inside is told at `modules` in `src/lib.rs`, and in `docs/architecture.md`.

// A new variant must be thought about everywhere, so no `match` over an enum of our own has a rest. Files that read
// what others have defined say so.
#![warn(clippy::wildcard_enum_match_arm)]
// Commands print through `cli::say`, which knows of closed pipes and full disks.
#![deny(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(not(feature = "internals"), warn(missing_docs))]
// The whole program says what nothing needs. A leaner build needs less, and what is public is for tests as well.
#![cfg_attr(
    not(any(feature = "internals", all(feature = "external", feature = "s3", feature = "serve"))),
    allow(dead_code, unused_imports, reason = "other sets of features need it")
)]

// Written once, and seen as far as the feature says: `pub use` stands for all of them.
#[path = ""]
mod modules {
    //! A small compiler and linker. Read them in this order:
    //!
    //! 1. [`source`], [`error`], [`diagnostic`], [`snapshot`]: files, places in them, and what can be wrong.
    //! 2. [`entry`], [`contents`]: content as **written**, each file read alone.
    //! 3. [`graph`]: content as **meant**, every reference resolved.
    //! 4. [`check`], [`permalink`], [`view`]: content as **shown**, the complete input of each page.
    //! 5. [`plan`], [`theme`], [`render`], [`machine_files`], [`offline`], [`audit`]: every page of the site, as bytes that
    //!    are read again.
    //! 6. [`names`], [`skeleton`], [`schema`], [`starter`], [`upgrade`]: help for people who write content.
    //! 7. [`memo`], [`variants`], [`claims`], [`site`], [`pipeline`], [`host`]: the whole program on one screen.
    //! 8. [`find`], [`refactor`], [`import`], [`health`], [`report`]: answers and changes for those who keep the site.
    //!
    //! Nothing above this line touches disk, clock, environment or network. Below it, `disk`, `deliver`, `visit`, `serve` and `cli` do.

    pub mod audit;
    pub mod calendar;
    pub mod characters;
    pub mod check;
    pub mod claims;
    pub mod cli;
    pub mod cms;
    pub mod colour;
    pub mod config;
    pub mod contents;
    pub mod css;
    pub mod deliver;
    pub mod diagnostic;
    pub mod disk;
    pub mod entry;
    pub mod error;
    pub mod fault;
    pub mod find;
    pub mod formatting;
    pub mod graph;
    pub mod groundwork;
    pub mod health;
    pub mod host;
    pub mod import;
    pub mod lasting;
    pub mod layout;
    pub mod machine_files;
    pub mod memo;
    pub mod names;
    pub mod near;
    pub mod nearest;
    pub mod offline;
    pub mod output;
    pub mod packed;
    pub mod permalink;
    pub mod picture;
    pub mod pipeline;
    pub mod plan;
    pub mod poster;
    pub mod prose;
    pub mod qr;
    pub mod refactor;
    pub mod render;
    pub mod report;
    pub mod revision;
    pub mod schema;
    pub mod search;
    #[cfg(feature = "serve")]
    pub mod serve;
    pub mod site;
    pub mod skeleton;
    pub mod slug;
    pub mod snapshot;
    pub mod source;
    pub mod starter;
    pub mod theme;
    pub mod upgrade;
    pub mod variants;
    pub mod view;
    #[cfg(feature = "external")]
    pub mod visit;
    pub mod wayfinder;
}

#[cfg(feature = "internals")]
#[doc(hidden)]
pub use modules::*;
#[cfg(not(feature = "internals"))]
use modules::*;

pub use modules::cli::main;
pub use modules::diagnostic::Diagnostic;
pub use modules::disk::{publish, read};
pub use modules::error::Error;
pub use modules::graph::Drafts;
pub use modules::memo::Memo;
pub use modules::output::Output;
pub use modules::pipeline::{Build, Request, Stage, build};
pub use modules::snapshot::{File, Snapshot};
pub use modules::source::SourcePath;
