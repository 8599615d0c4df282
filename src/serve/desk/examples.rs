//! How this very site writes each kind of page, for the page that lists every field.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::context::DeskContext;
use super::phrases::{as_markdown, entry_address};
use crate::entry::{Entry, Kind, Tables, Written, body_range, written};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// Entries of a kind that are looked at for one that says much.
const LOOKED_AT: usize = 100;
/// Lines that an example has at most, where one can be found.
const LINES: usize = 60;

/// The list of fields with an example of the site below each kind's. Both are Markdown.
pub fn added(fields: &str, look: &DeskContext<'_>) -> String {
    let mut out = String::with_capacity(fields.len() * 2);
    let mut open: Option<Kind> = None;
    for line in fields.lines() {
        if line.starts_with("## ") {
            out.extend(open.take().and_then(|kind| example(kind, look)));
            open = Kind::ALL.iter().copied().find(|kind| is_about(line, *kind));
        }
        out.push_str(line);
        out.push('\n');
    }
    out.extend(open.and_then(|kind| example(kind, look)));
    out
}

/// Whether a heading begins the fields of a kind: `## Roles (`content/roles/`)`.
fn is_about(heading: &str, kind: Kind) -> bool {
    let name = heading.trim_start_matches("## ").split(" (`content/").next().unwrap_or("");
    name.eq_ignore_ascii_case(kind.many())
}

/// What the entry of the site that says most has written, with where it stands.
fn example(kind: Kind, look: &DeskContext<'_>) -> Option<String> {
    let snapshot = look.survey.snapshot;
    let graph = &look.survey.judged.graph;
    let entries = graph.of_kind(kind).iter().take(LOOKED_AT).map(|&node| &graph.node(node).entry);
    let mut files = Files { snapshot, tables: Tables::new(snapshot), rows: BTreeMap::new() };
    let all: Vec<_> = entries.filter_map(|entry| Some((entry, files.fields_of(entry)?))).collect();
    // One that says much; where all say more, the one that says least.
    let lines = |(_, text): &&(_, String)| text.lines().count();
    let short = all.iter().filter(|one| lines(one) <= LINES).max_by_key(lines);
    let (entry, text) = short.or_else(|| all.iter().min_by_key(lines))?;
    let title = entry.common.as_ref().map_or(&entry.id, |common| &common.title);
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let mut out = String::from("\n");
    let _ = write!(
        out,
        "How your site writes one: [{}]({}).\n\n{fence}yaml {}\n{}\n{fence}\n\n",
        as_markdown(title),
        entry_address(&kind.full_name(&entry.id)),
        entry.path,
        text.trim_end()
    );
    Some(out)
}

/// Files of the site, of which each is read once.
struct Files<'a> {
    snapshot: &'a Snapshot,
    tables: Tables<'a>,
    /// Rows of tables of CSV.
    rows: BTreeMap<SourcePath, Vec<Written>>,
}

impl Files<'_> {
    /// The fields of an entry as they are written; of a row of CSV, cell by cell.
    fn fields_of(&mut self, entry: &Entry) -> Option<String> {
        let text = self.snapshot.text(&entry.path)?;
        if let Some(body) = body_range(&entry.path, entry.kind, text) {
            return Some(text[..body.start].to_string());
        }
        if entry.path.extension() == "csv" {
            let read = || written(&entry.path, entry.kind, text);
            let rows = self.rows.entry(entry.path.clone()).or_insert_with(read);
            let fields = rows.iter().find(|row| row.row == entry.row)?.fields.as_ref()?;
            let cells = fields.iter().filter_map(|(name, node)| Some((name, node.scalar_text()?)));
            let cells: Vec<String> =
                cells.filter(|(_, cell)| !cell.is_empty()).map(|(name, cell)| format!("{name}: {cell}")).collect();
            return Some(cells.join("\n"));
        }
        let place = self.tables.locate(entry, &[]);
        let own = text.get(place.start..place.end)?;
        let (first, rest) = own.split_once('\n').unwrap_or((own, ""));
        let deep = rest.lines().filter(|line| !line.trim().is_empty());
        let indent = deep.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
        let rest = rest.lines().map(|line| line.get(indent..).unwrap_or(""));
        Some(std::iter::once(first).chain(rest).collect::<Vec<_>>().join("\n"))
    }
}

/// The longest run of backticks, which a fence must be longer than.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
