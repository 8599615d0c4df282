//! Groups of a list in another order, without some and with new ones. What stays keeps its lines, and the comments above.

use std::ops::Range;

use super::edit::Edit;
use super::said::Item;
use super::write_parts::{flow, with_dash};
use crate::entry::node::{Marked, Style};
use crate::source::{line_start, next_line};

/// What brings the groups of a list into the order that is wanted; none if only a person can do it.
pub(super) fn arranged(text: &str, list: &Marked, wanted: &[&Item], ending: &str) -> Option<Vec<Edit>> {
    let stays = wanted.iter().map(|item| item.from);
    if stays.eq((0..list.items().len()).map(Some)) {
        return Some(Vec::new());
    }
    match list.style {
        Style::Lines => on_lines(text, list, wanted, ending),
        Style::Brackets => in_brackets(text, list, wanted),
        Style::Plain | Style::Single | Style::Double | Style::Literal | Style::Folded => None,
    }
}

/// The lines of each item, with what stands above it, from the end of the one before.
fn blocks(text: &str, items: &[Marked]) -> Option<Vec<Range<usize>>> {
    let mut from = line_start(text, items.first()?.value.start);
    let mut blocks = Vec::with_capacity(items.len());
    for item in items {
        let end = next_line(text, item.value.end);
        blocks.push(from..end);
        from = end;
    }
    Some(blocks)
}

fn on_lines(text: &str, list: &Marked, wanted: &[&Item], ending: &str) -> Option<Vec<Edit>> {
    let items = list.items();
    let first = items.first()?;
    let dash = &text[line_start(text, first.value.start)..first.value.start];
    if dash.trim() != "-" {
        return None;
    }
    let blocks = blocks(text, items)?;
    let is_flow = items.last()?.style == Style::Brackets;
    let mut written = String::new();
    for item in wanted {
        let block = match item.from {
            Some(from) => text.get(blocks.get(from)?.clone())?.to_string(),
            None if is_flow => format!("{dash}{}", flow(&item.parts)?),
            None => with_dash(&item.parts, dash, ending)?,
        };
        written.push_str(&block);
        if !block.ends_with(['\n', '\r']) {
            written.push_str(ending);
        }
    }
    let range = blocks.first()?.start..blocks.last()?.end;
    // The last line of a file may have no end.
    if !text[range.clone()].ends_with(['\n', '\r']) {
        written.truncate(written.trim_end_matches(['\n', '\r']).len());
    }
    Some(vec![Edit { range, text: written }])
}

fn in_brackets(text: &str, list: &Marked, wanted: &[&Item]) -> Option<Vec<Edit>> {
    let items = list.items();
    if text.get(list.value.clone())?.contains('#') {
        return None;
    }
    let written = |item: &&Item| match item.from {
        Some(from) => text.get(items.get(from)?.value.clone()).map(str::to_string),
        None => flow(&item.parts),
    };
    let written: Option<Vec<String>> = wanted.iter().map(written).collect();
    Some(vec![Edit { range: list.value.clone(), text: format!("[{}]", written?.join(", ")) }])
}
