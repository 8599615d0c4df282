//! Trellis turns Markdown role profiles, entry routes, case studies and partner directories into an accessible
//! static careers site.
//!
//! It is built as a small compiler and linker. Read the modules in this order:
//!
//! 1. [`source`], [`error`], [`diagnostic`], [`snapshot`]: files, places in them, and what can be wrong.
//! 2. [`entry`], [`contents`]: content as **written**, each file read alone.
//! 3. [`graph`]: content as **meant**, every reference resolved.
//! 4. [`check`], [`permalink`], [`view`]: content as **shown**, the complete input of each page.
//! 5. [`plan`], [`theme`], [`render`], [`machine_files`], [`made`], [`audit`]: every page of the site, as bytes
//!    that are read again.
//! 6. [`names`], [`skeleton`], [`schema`], [`starter`]: help for people who write content.
//! 7. [`memo`], [`variants`], [`site`], [`pipeline`]: the whole program on one screen.
//! 8. [`find`], [`refactor`], [`import`], [`health`], [`report`]: answers and changes for those who keep the site.
//!
//! Nothing above this line touches disk, clock, environment or network. Below it, `disk`, `visit`, `serve` and `cli` do.

// A new variant must be thought about everywhere, so no `match` over an enum of our own has a rest. Files that read
// what others have defined say so.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod audit;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod colour;
pub mod config;
pub mod contents;
pub mod css;
pub mod diagnostic;
pub mod disk;
pub mod entry;
pub mod error;
pub mod find;
pub mod formatting;
pub mod graph;
pub mod health;
pub mod import;
pub mod layout;
pub mod machine_files;
pub mod made;
pub mod memo;
pub mod names;
pub mod nearest;
pub mod output;
pub mod permalink;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod poster;
pub mod prose;
pub mod refactor;
pub mod render;
pub mod report;
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
pub mod variants;
pub mod view;
#[cfg(feature = "external")]
pub mod visit;

pub use diagnostic::Diagnostic;
pub use error::Error;
