//! Judges the words of every file: a table of rules, one rule a file.
//!
//! A rule sees the words of one entry, and the names that the site's own tables give. What it finds is kept until one
//! of these is other, because a dev server asks after every save.

mod acronyms;
mod addresses;
mod bold_headings;
mod capital_forms;
mod capital_runs;
mod capitals;
mod cut_values;
mod days;
mod doubled_words;
mod house_terms;
mod last_days;
mod link_words;
mod marks;
mod misspellings;
mod paragraphs;
mod phrases;
mod screen_places;
mod sentences;
mod spelled_out;
mod split_items;
mod told_forms;
mod wiki_links;
mod wrong_days;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::Subject;
use super::remember::{Earlier, FileNodes, Remembered};
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::entry::{self, Kind};
use crate::graph::{Graph, StructureRevision};
use crate::prose::Block;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

/// What was found in each row of a file, or in what its rows share; only where something was.
pub type FindingsByRow = Vec<(Option<u32>, Vec<Diagnostic>)>;

/// What was found last time.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    found: Remembered<Vocabulary, FindingsByRow>,
    /// The names, with what they follow from.
    vocabulary: Option<(Sources, Arc<Vocabulary>)>,
}

/// What the names of a site follow from: its fields, and the bytes of its settings.
type Sources = (StructureRevision, Option<u128>);

/// Names that the site's own tables give.
#[derive(Debug, PartialEq)]
struct Vocabulary {
    acronyms: acronyms::Explained,
    house_terms: house_terms::Terms,
    stressed: capitals::Stressed,
    last_days: last_days::LastDays,
    signs: marks::Signs,
    spelling: misspellings::Spelling,
    places: screen_places::Places,
}

/// The words of one entry.
struct Passage<'a> {
    path: &'a SourcePath,
    kind: Kind,
    /// The text of its file.
    text: &'a str,
    blocks: &'a [Block],
    vocabulary: &'a Vocabulary,
    capitals: &'a capitals::Capitals<'a>,
}

type Rule = fn(&Passage<'_>, &mut Vec<Diagnostic>);

/// Every rule, in no particular order.
const RULES: &[Rule] = &[
    acronyms::check,
    bold_headings::check,
    doubled_words::check,
    house_terms::check,
    link_words::check,
    marks::check,
    misspellings::check,
    paragraphs::check,
    screen_places::check,
    sentences::check,
    split_items::check,
    days::check,
];

impl Memo {
    /// Tells what an earlier process found.
    pub(super) fn extend(&mut self, earlier: Earlier<FindingsByRow>) {
        self.found.extend(earlier);
    }

    /// What was found, for a later process.
    pub(super) fn all(&self, snapshot: &Snapshot) -> Vec<(u128, FindingsByRow)> {
        self.found.all(snapshot)
    }

    /// The names of the site, or those of the last one where nothing is other that they follow from.
    fn vocabulary(&mut self, subject: &Subject<'_>) -> Arc<Vocabulary> {
        let settings = subject.snapshot.get(&config::path()).map(|file| file.hash);
        let sources = (subject.graph.structure.clone(), settings);
        let known = self.vocabulary.take().filter(|(known, _)| *known == sources).map(|(_, vocabulary)| vocabulary);
        let vocabulary = known.unwrap_or_else(|| Arc::new(Vocabulary::of(subject.graph, subject.config)));
        self.vocabulary = Some((sources, vocabulary.clone()));
        vocabulary
    }
}

impl Passage<'_> {
    /// Where a range of a block's text stands.
    fn at(&self, block: &Block, range: Range<usize>) -> Span {
        Span::new(self.path, block.locate(range))
    }

    /// The bytes of the text below the fields of a page.
    fn body(&self) -> Option<Range<usize>> {
        entry::body_range(self.path, self.kind, self.text)
    }
}

/// What else there is comes with the program.
impl Hash for Vocabulary {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Vocabulary { acronyms, house_terms, spelling, stressed: _, last_days: _, signs: _, places: _ } = self;
        (acronyms, house_terms, spelling).hash(state);
    }
}

impl Vocabulary {
    fn of(graph: &Graph, config: &Config) -> Vocabulary {
        Vocabulary {
            acronyms: acronyms::Explained::of(graph, config),
            house_terms: house_terms::Terms::of(graph),
            stressed: capitals::Stressed::new(),
            last_days: last_days::LastDays::new(),
            signs: marks::Signs::new(),
            spelling: misspellings::Spelling::of(config),
            places: screen_places::Places::new(),
        }
    }
}

/// Runs every rule over every file that has changed.
pub(super) fn check(subject: &Subject<'_>, files: &[FileNodes<'_>], memo: &mut Memo) -> Vec<Diagnostic> {
    let judge = |file: &FileNodes<'_>, vocabulary: &Vocabulary| judge(subject.snapshot, file, vocabulary);
    let vocabulary = memo.vocabulary(subject);
    memo.found.recall(files, &vocabulary, subject.snapshot);
    let found = memo.found.renew(files, vocabulary, judge);
    let mut diagnostics = Vec::new();
    for (file, found) in files.iter().zip(found) {
        for (row, found) in found {
            // A row may have left the site, or come to it, since the file was judged.
            if file.row(*row).is_some() {
                diagnostics.extend(found.iter().cloned());
            }
        }
    }
    wiki_links::mend(subject, &mut diagnostics);
    last_days::drop_those_to_come(subject, &mut diagnostics);
    diagnostics
}

fn judge(snapshot: &Snapshot, file: &FileNodes<'_>, vocabulary: &Vocabulary) -> FindingsByRow {
    let (path, kind) = (file.path(), file.first().kind());
    let text = snapshot.text(path).unwrap_or("");
    let blocks = entry::visitor_text(path, kind, text);
    let capitals = capitals::Capitals::of(&blocks, &vocabulary.stressed);
    let mut found: FindingsByRow = cut_values::check(path, kind, text).collect();
    let of_addresses = addresses::check(path, kind, text);
    if !of_addresses.is_empty() {
        found.push((None, of_addresses));
    }
    for blocks in blocks.chunk_by(|a, b| a.row == b.row) {
        let passage = Passage { path, kind, text, blocks, vocabulary, capitals: &capitals };
        let mut diagnostics = Vec::new();
        for rule in RULES {
            rule(&passage, &mut diagnostics);
        }
        marks::hide_words(&mut diagnostics);
        if !diagnostics.is_empty() {
            found.push((blocks[0].row, diagnostics));
        }
    }
    found
}
