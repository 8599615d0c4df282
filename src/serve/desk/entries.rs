//! Every entry, also those that are not on the site, and a way to find one.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::context::{DeskContext, EntryLink};
use super::page::DeskPage;
use super::paging::{self, Paging};
use super::phrases;
use crate::entry::kinds::Kind;
use crate::serve::safety;
use crate::source::SourcePath;

const HERE: &str = "/_trellis/entries";

#[derive(Debug, Serialize)]
struct View {
    /// Whether who looks may add, and put back.
    may_write: bool,
    shown: String,
    is_narrowed: bool,
    q: String,
    kind: String,
    state: String,
    kinds: Vec<KindChoice>,
    entries: Vec<EntryRow>,
    paging: Paging,
}

#[derive(Debug, Serialize)]
struct KindChoice {
    value: &'static str,
    words: String,
}

#[derive(Debug, Serialize)]
struct EntryRow {
    link: EntryLink,
    file: String,
    /// Where it is edited.
    edit: Option<String>,
    /// `2 findings`.
    findings: Option<String>,
}

pub fn made(look: &DeskContext<'_>, target: &str) -> DeskPage {
    let field = |name| safety::query_text(target, name).unwrap_or_default();
    let (q, kind, state) = (field("q"), field("kind"), field("state"));
    let found = findings_by_file(look);
    let fits = |number: &u32| {
        let entry = look.survey.entry(*number);
        (kind.is_empty() || kind == entry.kind.folder())
            && match &*state {
                "on" => look.node(*number).is_some(),
                "off" => look.node(*number).is_none(),
                "found" => found.contains_key(&entry.path),
                _ => true,
            }
            && is_called(&q, *number, look)
    };
    let mut numbers: Vec<u32> =
        (0..).zip(&look.survey.contents.entries).map(|(number, _)| number).filter(fits).collect();
    numbers.sort_by_cached_key(|&number| (look.title(number).to_lowercase(), number));
    let shown = phrases::count(numbers.len(), "entry", "entries");
    let (numbers, paging) = paging::part(numbers, target, HERE, &[("q", &q), ("kind", &kind), ("state", &state)]);
    let row = |number: u32| {
        let path = &look.survey.entry(number).path;
        let findings = found.get(path).map(|found| phrases::count(*found, "finding", "findings"));
        EntryRow { link: look.link(number), file: path.to_string(), edit: look.form(number), findings }
    };
    let view = View {
        may_write: look.may_write,
        shown,
        is_narrowed: ![&q, &kind, &state].iter().all(|field| field.is_empty()),
        kinds: kinds(look),
        entries: numbers.into_iter().map(row).collect(),
        paging,
        q,
        kind,
        state,
    };
    DeskPage::new("Entries", HERE, "entries.html", &view)
}

/// Whether an entry can be meant by these words: each is in its title, its name or its file.
fn is_called(q: &str, number: u32, look: &DeskContext<'_>) -> bool {
    let called = || format!("{}\n{}\n{}", look.title(number), look.survey.name(number), look.survey.entry(number).path);
    q.is_empty() || {
        let called = called().to_lowercase();
        q.to_lowercase().split_whitespace().all(|word| called.contains(word))
    }
}

fn kinds(look: &DeskContext<'_>) -> Vec<KindChoice> {
    let mut numbers: FxHashMap<Kind, usize> = FxHashMap::default();
    look.survey.contents.entries.iter().for_each(|entry| *numbers.entry(entry.kind).or_default() += 1);
    let choice = |kind: &Kind| {
        let number = phrases::grouped(*numbers.get(kind)?);
        Some(KindChoice { value: kind.folder(), words: format!("{} ({number})", phrases::capital(kind.many())) })
    };
    Kind::ALL.iter().filter_map(choice).collect()
}

fn findings_by_file<'l>(look: &'l DeskContext<'_>) -> FxHashMap<&'l SourcePath, usize> {
    let mut numbers = FxHashMap::default();
    look.survey.judged.diagnostics.iter().for_each(|finding| *numbers.entry(&finding.span.path).or_default() += 1);
    numbers
}
