//! Everything that a question about a site may look at.

use std::sync::Arc;

use crate::config::Config;
use crate::contents::Contents;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::graph::{self, Graph, Mention, NodeId};
use crate::memo::Memo;
use crate::pipeline::{self, Judged, Request};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// A site that has been looked at from all sides, also where it has errors.
pub struct Survey<'a> {
    pub snapshot: &'a Snapshot,
    pub request: &'a Request,
    pub contents: Arc<Contents>,
    pub judged: Judged,
    /// Who names whom, by numbers in `contents`.
    pub mentions: Arc<[Mention]>,
}

impl<'a> Survey<'a> {
    pub fn new(snapshot: &'a Snapshot, request: &'a Request) -> Survey<'a> {
        Survey::after(snapshot, request, &mut Memo::default())
    }

    /// The same, where the last build has left something to build on.
    pub fn after(snapshot: &'a Snapshot, request: &'a Request, memo: &mut Memo) -> Survey<'a> {
        let judged = pipeline::judge(snapshot, request, memo, &|_| {});
        let mentions = mentions(snapshot, request, &judged);
        Survey::of(snapshot, request, judged, mentions)
    }

    /// A survey of a site that has been judged, and of which the mentions are known.
    pub fn of(snapshot: &'a Snapshot, request: &'a Request, judged: Judged, mentions: Arc<[Mention]>) -> Survey<'a> {
        Survey { snapshot, request, contents: judged.contents.clone(), judged, mentions }
    }

    pub fn graph(&self) -> &Graph {
        &self.judged.graph
    }

    pub fn config(&self) -> &Config {
        &self.judged.config
    }

    /// An entry by its number.
    pub fn entry(&self, number: u32) -> &Arc<Entry> {
        &self.contents.entries[number as usize]
    }

    /// The text of a file.
    pub fn text(&self, path: &SourcePath) -> &'a str {
        self.snapshot.text(path).unwrap_or("")
    }

    /// The place of an entry on the site, if it is there.
    pub fn node(&self, number: u32) -> Option<NodeId> {
        let entry = self.entry(number);
        let same = |node: &NodeId| Arc::ptr_eq(&self.graph().node(*node).entry, entry);
        self.graph().of_kind(entry.kind).iter().copied().find(same)
    }

    /// The entry's name that no other entry has, such as `roles/podiatrist`.
    pub fn name(&self, number: u32) -> String {
        let entry = self.entry(number);
        entry.kind.full_name(&entry.id)
    }

    /// What is wrong with one entry.
    pub fn findings(&self, number: u32) -> impl Iterator<Item = &Diagnostic> {
        let entry = self.entry(number);
        let range = entry.row.map(|_| entry.marks(self.text(&entry.path)).value);
        self.judged.diagnostics.iter().filter(move |finding| {
            let is_inside = range.as_ref().is_none_or(|range| {
                (range.start..=range.end).contains(&finding.span.start) || finding.span.start == finding.span.end
            });
            finding.span.path == entry.path && is_inside
        })
    }
}

/// Who names whom on a site that has been judged.
pub fn mentions(snapshot: &Snapshot, request: &Request, judged: &Judged) -> Arc<[Mention]> {
    let (today, drafts, config) = (request.today, request.drafts, &judged.config);
    let inputs = graph::Inputs { snapshot, today, drafts, config, all_read: false };
    graph::mentions(&judged.contents, inputs).into()
}
