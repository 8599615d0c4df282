//! How the text of a file differs from what it was.

use std::borrow::Cow;

use serde::Serialize;

use super::super::edit::differ::{self, Line};
use super::super::phrases;
use super::file::ChangedFile;
use crate::characters;
use crate::serve::git::Became;

/// Longer texts are not compared.
const LONGEST: usize = 256 << 10;
/// So many lines are shown.
const MOST_LINES: usize = 300;

/// What there is to see of a file that is changed.
#[derive(Debug, Default, Serialize)]
pub struct Difference {
    /// All of a text that is new or that is gone.
    pub whole: Option<String>,
    pub lines: Vec<Line>,
    /// What is not shown.
    pub more: Option<String>,
    /// Why there is nothing to see.
    pub none: Option<&'static str>,
}

/// How a file differs from what it was, which is known as far as it is kept and not too long.
pub fn of(file: &ChangedFile, old: Option<&[u8]>) -> Difference {
    let now = || file.now.as_deref();
    match &file.change.became {
        Became::New => whole(now()),
        Became::Deleted => whole(old),
        Became::Changed | Became::Renamed(_) => match (old.map(text), now().map(text)) {
            (Some(Some(old)), Some(Some(now))) => compared(&old, &now),
            (Some(None), _) | (_, Some(None)) => none("It is no text, such as a picture."),
            (None, _) | (_, None) => none("It is too long to be compared here, or no plain file."),
        },
    }
}

fn whole(bytes: Option<&[u8]>) -> Difference {
    let Some(bytes) = bytes else { return none("It is too long to be shown here, or no plain file.") };
    let Some(text) = text(bytes) else { return none("It is no text, such as a picture.") };
    let rest = text.lines().count().saturating_sub(MOST_LINES);
    let shown: Vec<&str> = text.lines().take(MOST_LINES).collect();
    Difference { whole: Some(shown.join("\n")), more: more(rest), ..Difference::default() }
}

fn compared(old: &str, now: &str) -> Difference {
    let mut lines = differ::lines(old, now);
    if lines.is_empty() {
        return none("Its words are the same.");
    }
    let rest = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    Difference { lines, more: more(rest), ..Difference::default() }
}

fn more(rest: usize) -> Option<String> {
    (rest > 0).then(|| format!("And {}.", phrases::count(rest, "more line", "more lines")))
}

pub fn none(why: &'static str) -> Difference {
    Difference { none: Some(why), ..Difference::default() }
}

/// A text as people may see it, with the ends of its lines as Git keeps them; none if it is no text.
fn text(bytes: &[u8]) -> Option<String> {
    if bytes.len() > LONGEST || bytes.contains(&0) {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let text = if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    Some(characters::shown_lines(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::git::FileChange;

    fn changed(became: Became, now: Option<&str>, old: Option<&str>) -> Difference {
        let change = FileChange { path: "a.md".into(), became, old: None, is_unknown: false };
        let now = now.map(|now| now.as_bytes().to_vec());
        let file = ChangedFile { change, key: String::new(), mark: String::new(), now };
        of(&file, old.map(str::as_bytes))
    }

    #[test]
    fn lines_are_compared_whatever_they_end_with() {
        let difference = changed(Became::Changed, Some("a\r\nB\r\n"), Some("a\nb\n"));
        let told: Vec<_> = difference.lines.iter().map(|line| (line.of, &*line.text)).collect();
        assert_eq!(told, [("both", "a"), ("theirs", "b"), ("mine", "B")]);
        assert_eq!(changed(Became::Changed, Some("a\r\n"), Some("a\n")).none, Some("Its words are the same."));
    }

    #[test]
    fn what_is_new_or_gone_is_shown_whole_up_to_some_length() {
        assert_eq!(changed(Became::New, Some("a\nb\n"), None).whole.as_deref(), Some("a\nb"));
        assert_eq!(changed(Became::Deleted, None, Some("a\u{1b}[2J")).whole.as_deref(), Some("a␛[2J"));
        let long = changed(Became::New, Some(&"x\n".repeat(302)), None);
        assert_eq!(long.more.as_deref(), Some("And 2 more lines."));
        assert!(changed(Became::New, Some("a\0"), None).none.is_some_and(|why| why.contains("no text")));
        assert!(changed(Became::Changed, Some("a"), None).none.is_some_and(|why| why.contains("too long")));
    }
}
