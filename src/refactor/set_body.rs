//! Another text below the fields of a page.

use super::edit::Edit;
use crate::entry::RecordParts;

/// The text as an editor types it: without the empty lines around it, lines ended in one way.
pub fn shown_body(file: &str, parts: &RecordParts) -> String {
    tidy(file.get(parts.body.clone()).unwrap_or_default())
}

/// What makes a page say another text; nothing if it says that already. What stands around the text stays: the empty
/// lines above, how lines end, and whether the last one ends.
pub fn set_body(file: &str, parts: &RecordParts, new: &str) -> Option<Edit> {
    let old = file.get(parts.body.clone())?;
    let new = tidy(new);
    if new == tidy(old) {
        return None;
    }
    let ending = super::written::ending(file);
    let above = old.len() - old.trim_start_matches(['\n', '\r']).len();
    let below = old.trim_end_matches(['\n', '\r']).len();
    let is_blank = old.trim().is_empty();
    let (start, end) = if is_blank { (0, old.len()) } else { (above, below) };
    let is_open = !file.ends_with('\n');
    let text = new.replace('\n', ending);
    let text = match is_blank {
        true if is_open => format!("{ending}{ending}{text}{ending}"),
        true => format!("{ending}{text}{ending}"),
        false => text,
    };
    Some(Edit { range: parts.body.start + start..parts.body.start + end, text })
}

fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim_matches('\n').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{EntryPlace, Kind};
    use crate::refactor::applied;
    use crate::source::SourcePath;

    fn parts_of(file: &str) -> RecordParts {
        let path = &SourcePath::new("content/pages/a.md");
        RecordParts::of(EntryPlace { path, kind: Kind::Page, row: None }, file.as_bytes()).unwrap()
    }

    fn set(file: &str, new: &str) -> String {
        let parts = parts_of(file);
        set_body(file, &parts, new).map_or_else(|| file.to_string(), |edit| applied(file, &[edit]).unwrap())
    }

    #[test]
    fn only_the_text_changes() {
        assert_eq!(set("---\na: b\n---\n\nOld.\n", "New.\r\n\r\nMore."), "---\na: b\n---\n\nNew.\n\nMore.\n");
        assert_eq!(set("---\na: b\n---\n\nOld.", "New."), "---\na: b\n---\n\nNew.");
        assert_eq!(set("---\r\na: b\r\n---\r\nOld.\r\n", "A\nB"), "---\r\na: b\r\n---\r\nA\r\nB\r\n");
        assert_eq!(set("---\na: b\n---\n", "New."), "---\na: b\n---\n\nNew.\n");
        assert_eq!(set("---\na: b\n---", "New."), "---\na: b\n---\n\nNew.\n");
        assert_eq!(set("---\na: b\n---\n\nOld.\n\n", ""), "---\na: b\n---\n\n\n\n");
    }

    #[test]
    fn the_same_text_changes_nothing() {
        for file in
            ["---\na: b\n---\n\nA\r\nB\n\n\n", "---\na: b\n---", "---\na: b\n---\n\n\n", "---\na: b\n---\n\n  A\n"]
        {
            let parts = parts_of(file);
            assert_eq!(set_body(file, &parts, &shown_body(file, &parts)), None, "{file:?}");
        }
    }
}
