//! Writes tables: a caption, headers for columns and rows, and columns that stand as their author lined them up.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::lost;
use super::writer::{OpenTable, Writer, escape};

impl Writer<'_> {
    pub(super) fn start_table(&mut self, columns: Vec<Alignment>) {
        self.table = OpenTable { is_open: true, columns, ..OpenTable::default() };
        self.out.push_str("<div class=\"table-scroll\">\n<table>\n");
        if let Some(heading) = self.headings.all.last() {
            self.out.push_str("<caption>");
            escape(&mut self.out, &heading.text);
            self.out.push_str("</caption>\n");
        }
    }

    pub(super) fn end_table(&mut self) {
        self.table = OpenTable::default();
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    pub(super) fn start_row(&mut self, is_header: bool, range: Range<usize>) {
        self.table.cell = 0;
        self.table.is_header = is_header;
        self.table.end = range.start;
        // What follows the first such line is told with it.
        if !is_header && self.table.columns.len() > 1 && !self.table.has_words_below {
            let found = lost::below_table(self.source(), range);
            self.table.has_words_below = found.is_some();
            self.problems.extend(found);
        }
        self.out.push_str(if is_header { "<thead>\n<tr>" } else { "<tr>" });
    }

    pub(super) fn end_row(&mut self, range: Range<usize>) {
        self.out.push_str(if self.table.is_header { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n" });
        let rest = self.table.end..range.end;
        self.problems.extend(lost::cells(self.source(), rest));
    }

    /// A header without words would be read out as one that says nothing.
    pub(super) fn start_cell(&mut self, range: Range<usize>) {
        let typed = self.markdown.get(range).unwrap_or("");
        let is_empty = typed.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty();
        let (tag, scope) = match (self.table.is_header, self.table.cell) {
            _ if is_empty => ("td", ""),
            (true, _) => ("th", " scope=\"col\""),
            (false, 0) => ("th", " scope=\"row\""),
            (false, _) => ("td", ""),
        };
        self.table.tag = tag;
        let class = match self.table.columns.get(self.table.cell) {
            Some(Alignment::Right) => " class=\"number\"",
            Some(Alignment::Center) => " class=\"centre\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.out.push_str(&format!("<{tag}{scope}{class}>"));
    }

    pub(super) fn end_cell(&mut self, range: Range<usize>) {
        self.out.push_str(&format!("</{}>", self.table.tag));
        self.table.cell += 1;
        self.table.end = range.end;
    }
}
