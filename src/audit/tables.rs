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
        if let Some(row) = table.inside().find(|inner| inner.tag() == Tag::Tr && lacks_header(*inner)) {
            found.push(catalogue::no_row_header(row.span()));
        }
    }
}

/// Whether a row has several cells, and none says what the others are about.
fn lacks_header(row: Element<'_>) -> bool {
    let is_header = |cell: Element<'_>| cell.tag() == Tag::Th || cell.has(Name::Headers);
    row.children().filter(|cell| cell.tag() == Tag::Td).count() > 1 && !row.children().any(is_header)
}
