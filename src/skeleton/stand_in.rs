//! Values of a skeleton that only stand in for others, until somebody has looked at them.

use std::ops::Range;

use super::FILL_IN;
use crate::source::{line_end, next_line};

/// The comments that say so, each with the blanks before it, in a part of a file. A line that is a comment as a whole says
/// nothing of a value.
pub fn stand_ins(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let end = line_end(text, within.end);
    let mut start = within.start;
    while start < end {
        let line = &text[start..line_end(text, start)];
        let comment = line.find(&format!(" # {FILL_IN}")).filter(|_| !line.trim_start().starts_with('#'));
        if let Some(at) = comment {
            found.push(start + line[..at].trim_end().len()..start + line.len());
        }
        start = next_line(text, start);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_comments_behind_values_are_found() {
        let text = "a: b  # FILL IN: one of b, c\r\n# c: d  # FILL IN\ne: FILL IN  # the name\nf:\n  - g  # FILL IN\n";
        let found: Vec<&str> = stand_ins(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["  # FILL IN: one of b, c", "  # FILL IN"]);
        assert_eq!(stand_ins(text, 0..4).len(), 1, "the comment behind the last value belongs to it");
        assert!(stand_ins("", 0..0).is_empty());
    }
}
