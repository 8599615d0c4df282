//! Every table has a caption, headers for its columns and headers for its rows.

use super::document::{Document, Element};
use super::names::{Name, Tag};
use super::words::has_name;
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
        if let Some(row) = row_without_header(table) {
            found.push(catalogue::no_row_header(row.span()));
        }
    }
}

/// The first row of which nothing says what its cells are about: neither a header of its own, nor one that reaches
/// down from a row above.
fn row_without_header(table: Element<'_>) -> Option<Element<'_>> {
    let mut reaches = 0;
    for row in table.inside().filter(|inner| inner.tag() == Tag::Tr) {
        if reaches == 0 && lacks_header(row) {
            return Some(row);
        }
        let headers = row.children().filter(|cell| cell.tag() == Tag::Th);
        let rows =
            headers.map(|header| header.get(Name::Rowspan).and_then(|rows| rows.trim().parse().ok()).unwrap_or(1));
        reaches = rows.chain([reaches]).max().unwrap_or(0_u32).saturating_sub(1);
    }
    None
}

fn lacks_header(row: Element<'_>) -> bool {
    let is_header = |cell: Element<'_>| cell.tag() == Tag::Th || cell.has(Name::Headers);
    row.children().filter(|cell| cell.tag() == Tag::Td).count() > 1 && !row.children().any(is_header)
}
