//! Reads the bytes of every rendered page and finds what can be found without a browser: a table of rules over one
//! page, one rule a file, and what must hold between pages ([`site`]).
//!
//! What a page says of itself depends on its bytes alone, so it is remembered with them ([`Audited`]). Findings are
//! first places in the page; [`locator`] turns them into places that an author can edit. Nothing here changes a page,
//! and nothing here judges how it looks.

mod accessible_name;
mod addresses;
#[cfg(any(test, feature = "internals"))]
mod alone;
mod attributes;
mod clashes;
mod controls;
mod document;
mod facts;
pub mod files;
mod focus;
mod forms;
mod frames;
mod ground;
mod handlers;
mod heading_order;
mod ids;
mod images;
mod junk_alt;
mod kept;
mod landmarks;
mod languages;
mod links;
pub mod locator;
mod main_heading;
mod media;
mod mismatches;
mod motion;
mod nameless;
mod names;
mod nesting;
mod origins;
mod plain;
mod references;
mod scan;
mod scripts;
pub mod site;
mod spellings;
mod styles;
mod tables;
mod titles;
mod values;
mod zoom;

use self::document::Document;
use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;

#[cfg(any(test, feature = "internals"))]
pub use alone::{document, read_plainly};
pub use facts::Audited;
pub use kept::{KeptAudit, KeptLink, KeptPair};

type Rule = fn(&Document<'_>, &mut Vec<Diagnostic>);

/// Every rule over one page, in no particular order: findings are sorted afterwards.
const RULES: &[Rule] = &[
    attributes::check,
    controls::check,
    focus::check,
    forms::check,
    frames::check,
    handlers::check,
    heading_order::check,
    ids::check,
    images::check,
    junk_alt::check,
    landmarks::check,
    languages::check,
    main_heading::check,
    media::check,
    mismatches::check,
    motion::check,
    nameless::check,
    nesting::check,
    references::check,
    scripts::check,
    tables::check,
    titles::check,
    zoom::check,
];

/// Audits a page of a site. What it finds are places in the page, whose path is empty.
pub fn page(html: &[u8]) -> Audited {
    let path = SourcePath::new("");
    with_text(html, |html| {
        let document = scan::scan(&path, html);
        facts::gather(&document, judge(&document))
    })
}

fn judge(document: &Document<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        rule(document, &mut found);
    }
    found
}

/// Pages are text; bytes that are none are read as the sign for what cannot be read.
fn with_text<T>(html: &[u8], read: impl FnOnce(&str) -> T) -> T {
    match std::str::from_utf8(html) {
        Ok(html) => read(html),
        Err(_) => read(&String::from_utf8_lossy(html)),
    }
}
