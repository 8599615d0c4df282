//! Takes what stands in for a value as what is meant, since somebody has looked at it.

use super::edit::{Edit, applied};
use crate::entry::{RecordParts, RecordPlace};
use crate::skeleton::stand_ins;

/// The text of a file without the comments by which a skeleton marks values of one record that only stand in. What the
/// record says stays; where it would not, the text stays as it is.
pub fn accept_stand_ins<'p>(place: impl Into<RecordPlace<'p>>, text: &str) -> String {
    let place = place.into();
    let accepted = || {
        let before = RecordParts::of(place, text.as_bytes()).ok()?;
        let comments = stand_ins(text, before.range.clone());
        let edits: Vec<Edit> = comments.into_iter().map(|range| Edit { range, text: String::new() }).collect();
        let after = applied(text, &edits)?;
        let parts = RecordParts::of(place, after.as_bytes()).ok()?;
        let is_same =
            before.is_same_but(&parts, &[], &|_| false) && after[parts.body.clone()] == text[before.body.clone()];
        is_same.then_some(after)
    };
    accepted().unwrap_or_else(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{EntryPlace, Kind};
    use crate::source::SourcePath;

    #[test]
    fn marks_go_and_what_is_said_stays() {
        let path = &SourcePath::new("content/roles/a.md");
        let place = EntryPlace { path, kind: Kind::Role, row: None };
        let text = "---\ntitle: A  # mine\nstage: x  # FILL IN: one of x\n# hours: y  # FILL IN\nstay: FILL IN\n---\n\n- b # FILL IN\n";
        let after = text.replacen("  # FILL IN: one of x", "", 1);
        assert_eq!(accept_stand_ins(place, text), after);
        // What looks like a mark and is a part of a value is one.
        for quoted in ["---\ntitle: \"A  # FILL IN\"\n---\n", "---\ntitle: |\n  A  # FILL IN\n---\n"] {
            assert_eq!(accept_stand_ins(place, quoted), quoted);
        }
    }
}
