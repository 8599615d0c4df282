//! How this very site writes each kind of page, for the page that lists every field.

use std::fmt::Write;

use super::context::DeskContext;
use super::phrases::entry_address;
use crate::entry::{Entry, Kind, Tables};
use crate::snapshot::Snapshot;

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
    let written: Vec<_> = entries.filter_map(|entry| Some((entry, fields_of(entry, snapshot)?))).collect();
    // One that says much; where all say more, the one that says least.
    let lines = |(_, text): &&(_, String)| text.lines().count();
    let short = written.iter().filter(|one| lines(one) <= LINES).max_by_key(lines);
    let (entry, text) = short.or_else(|| written.iter().min_by_key(lines))?;
    let title = entry.common.as_ref().map_or(&entry.id, |common| &common.title);
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let mut out = String::from("\n");
    let _ = write!(
        out,
        "How your site writes one: [{}]({}).\n\n{fence}yaml {}\n{}\n{fence}\n\n",
        escaped(title),
        entry_address(&kind.full_name(&entry.id)),
        entry.path,
        text.trim_end()
    );
    Some(out)
}

/// The fields of an entry as they are written; of a row of CSV, cell by cell.
fn fields_of(entry: &Entry, snapshot: &Snapshot) -> Option<String> {
    let text = snapshot.text(&entry.path)?;
    if entry.row.is_none() {
        let rest = text.strip_prefix("---")?;
        return Some(text[..3 + rest.find("\n---")? + 4].to_string());
    }
    if entry.path.extension() == "csv" {
        let written = crate::entry::written(&entry.path, entry.kind, text);
        let row = written.into_iter().find(|row| row.row == entry.row)?;
        let cells = row.fields?.into_iter().filter_map(|(name, node)| Some((name, node.scalar_text()?.to_string())));
        let cells: Vec<String> = cells.filter(|(_, cell)| !cell.is_empty()).map(|(a, b)| format!("{a}: {b}")).collect();
        return Some(cells.join("\n"));
    }
    let place = Tables::new(snapshot).locate(entry, &[]);
    let own = text.get(place.start..place.end)?;
    let indent = own.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indent = indent.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines: Vec<&str> =
        own.lines().enumerate().map(|(at, line)| line.get(if at > 0 { indent } else { 0 }..).unwrap_or("")).collect();
    Some(lines.join("\n"))
}

/// The longest run of backticks, which a fence must be longer than.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A text in which no sign means anything to Markdown.
fn escaped(text: &str) -> String {
    let escape = |c: char| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]);
    text.chars().flat_map(escape).collect()
}
