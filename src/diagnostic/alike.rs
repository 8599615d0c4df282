//! Many findings of one kind: the same mistake in three hundred rows of a table is told once, with the rows.
//!
//! Only what people read is gathered. Programs get each finding: they point at each place, and count for themselves.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Label};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

/// A finding, and those of its file that say the same of the same value.
#[derive(Debug)]
pub struct Alike<'a> {
    pub first: &'a Diagnostic,
    pub others: Vec<&'a Diagnostic>,
}

/// What two findings have in common that are told as one.
type Key<'a> = (Code, &'a SourcePath, &'a str, Option<&'a str>, &'a [Label], &'a str);

/// Gathers findings that are alike, in the order of the first of each.
pub fn gather<'a>(diagnostics: &'a [Diagnostic], snapshot: &'a Snapshot) -> Vec<Alike<'a>> {
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut gathered: Vec<Alike<'a>> = Vec::new();
    for diagnostic in diagnostics {
        let Diagnostic { code, message, span, labels, help, .. } = diagnostic;
        let value = snapshot.readable_text(&span.path).get(span.start..span.end).unwrap_or("");
        let key = (*code, &span.path, message.as_str(), help.as_deref(), &**labels, value);
        match known.get(&key) {
            Some(&at) => gathered[at].others.push(diagnostic),
            None => {
                known.insert(key, gathered.len());
                gathered.push(Alike { first: diagnostic, others: Vec::new() });
            }
        }
    }
    gathered
}

/// Lines in words, neighbours as one: `lines 3, 7 to 9 and 12`; of very many, only the first are named.
pub fn in_lines(lines: &[usize]) -> String {
    const SHOWN: usize = 12;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match runs.last_mut() {
            Some((_, last)) if line == *last || line == *last + 1 => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let say = |(from, to): &(usize, usize)| if from == to { from.to_string() } else { format!("{from} to {to}") };
    let shown: Vec<String> = runs.iter().take(SHOWN).map(say).collect();
    let word = if lines.iter().all(|line| Some(line) == lines.first()) { "line" } else { "lines" };
    match (&shown[..], runs.len() > SHOWN) {
        (_, true) => format!("{word} {} and more", shown.join(", ")),
        ([head @ .., last], false) if !head.is_empty() => format!("{word} {} and {last}", head.join(", ")),
        _ => format!("{word} {}", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::in_lines;

    #[test]
    fn lines_are_said_in_few_words() {
        assert_eq!(in_lines(&[4]), "line 4");
        assert_eq!(in_lines(&[4, 4]), "line 4");
        assert_eq!(in_lines(&[4, 5, 6, 9]), "lines 4 to 6 and 9");
        assert_eq!(in_lines(&[1, 3, 5]), "lines 1, 3 and 5");
        let odd: Vec<usize> = (0..40).map(|at| at * 2 + 1).collect();
        assert_eq!(in_lines(&odd), "lines 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and more");
    }
}
