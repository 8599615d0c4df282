//! Every table has a caption, headers for its columns and headers for its rows.

use super::accessible_name::has_name;
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let of_data = |table: &Element<'_>| !table.is(Name::Role, "presentation") && !table.is(Name::Role, "none");
    for table in page.all(Tag::Table).filter(of_data) {
        if !table.children().any(|child| child.tag() == Tag::Caption && has_name(child)) {
            found.push(catalogue::no_caption(table.span()));
        }
        if !table.inside().any(|inner| inner.tag() == Tag::Th) {
            found.push(catalogue::no_table_headers(table.span()));
            continue;
        }
        let headers = table.inside().filter(|inner| inner.tag() == Tag::Th);
        if let Some(header) = headers.into_iter().find(|header| !header.has(Name::Scope)) {
            found.push(catalogue::no_scope(header.span()));
        }
        found.extend(row_without_header(table).map(|row| catalogue::no_row_header(row.span())));
    }
}

/// The first row that has several cells, of which none says what the others are about.
fn row_without_header(table: Element<'_>) -> Option<Element<'_>> {
    let mut group = None;
    // For how many more rows a header of an earlier row goes on.
    let mut covered = 0_u32;
    for row in table.inside().filter(|inner| inner.tag() == Tag::Tr) {
        if group != row.parent() {
            (group, covered) = (row.parent(), 0);
        }
        let headers = row.children().filter(|cell| cell.tag() == Tag::Th || cell.has(Name::Headers));
        covered = headers.map(rows).fold(covered, u32::max);
        if covered == 0 && row.children().filter(|cell| cell.tag() == Tag::Td).count() > 1 {
            return Some(row);
        }
        covered = covered.saturating_sub(1);
    }
    None
}

/// How many rows a cell goes over; 0 means all that follow in its group.
fn rows(cell: Element<'_>) -> u32 {
    match cell.get(Name::Rowspan).and_then(|rows| rows.trim().parse().ok()) {
        Some(0) => u32::MAX,
        Some(rows) => rows,
        None => 1,
    }
}
