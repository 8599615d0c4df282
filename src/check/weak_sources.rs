//! A source can be looked up, and is the publisher's own.

use std::collections::BTreeSet;

use super::Subject;
use super::remember::{FileNodes, files};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::locate::Step;
use crate::source::Span;

/// Why nobody should rely on a source alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness<'c> {
    /// It has no address at which it could be looked up.
    NoAddress,
    /// It is on a website that the owner calls weak.
    WeakHost(&'c str),
}

/// Why nobody should rely on a source with this address alone, if there is a reason.
pub fn weakness<'c>(config: &'c Config, url: Option<&str>) -> Option<Weakness<'c>> {
    match url {
        None => Some(Weakness::NoAddress),
        Some(url) => config.weak_hosts.of_address(url).map(Weakness::WeakHost),
    }
}

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    files(subject.graph).iter().for_each(|file| judge(subject, file, diagnostics));
}

fn judge(subject: &Subject<'_>, file: &FileNodes<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // What `each:` says stands once, whatever the number of rows.
    let mut told = BTreeSet::new();
    for node in file.nodes() {
        let mut marks = None;
        for (index, source) in node.sources().iter().enumerate() {
            let url = source.url.as_ref().map(|url| &*url.0);
            let Some(weakness) = weakness(subject.config, url) else { continue };
            let field = if weakness == Weakness::NoAddress { "title" } else { "url" };
            let steps = [Step::Field("sources".into()), Step::Item(index), Step::Field(field.into())];
            let at = marks.get_or_insert_with(|| subject.tables.marks(&node.entry)).find(&steps).value.clone();
            if told.insert(at.start) {
                let at = Span::new(file.path(), at);
                diagnostics.push(match weakness {
                    Weakness::NoAddress => catalogue::source_without_address(at),
                    Weakness::WeakHost(host) => catalogue::source_on_weak_host(at, host),
                });
            }
        }
    }
}
