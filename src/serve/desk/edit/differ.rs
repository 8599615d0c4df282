//! Two versions of a file, line by line.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Lines around those that differ.
const AROUND: usize = 2;

/// A line of one version or of both.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `both`, `theirs`, `mine`, or `gap` for lines that are left out.
    pub of: &'static str,
    pub text: String,
}

/// The lines in which a text differs from another, and some around them.
pub fn lines(theirs: &str, mine: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(theirs, mine);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(AROUND) {
        if !lines.is_empty() {
            lines.push(Line { of: "gap", text: String::new() });
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let of = match change.tag() {
                ChangeTag::Equal => "both",
                ChangeTag::Delete => "theirs",
                ChangeTag::Insert => "mine",
            };
            lines.push(Line { of, text: change.value().trim_end_matches(['\r', '\n']).to_string() });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_stand_among_their_neighbours() {
        let theirs = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        let told: Vec<String> = lines(theirs, &theirs.replace("a\n", "A\n").replace("i\n", ""))
            .iter()
            .map(|line| format!("{} {}", line.of, line.text))
            .collect();
        assert_eq!(told, ["theirs a", "mine A", "both b", "both c", "gap ", "both g", "both h", "theirs i"]);
        assert_eq!(lines(theirs, theirs), []);
    }
}
