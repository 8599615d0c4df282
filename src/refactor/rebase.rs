//! What a link must say when its own file, or the one that it leads to, lies in another folder than before.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::source::{SourcePath, join, way};

/// What would end a target or mean something else in it.
const NOT_PLAIN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'(').add(b')').add(b'<').add(b'>').add(b'?').add(b'\\');

/// The file of a link anew. It was typed in the first folder and now stands in the second; the first file has become the
/// second. None if nobody can say what was meant.
pub(super) fn rebased(typed: &str, folders: [&str; 2], moved: [&SourcePath; 2]) -> Option<String> {
    let meant = |folder: &str, typed: &str| join(folder, &percent_decode_str(typed).decode_utf8_lossy());
    let Some(old) = meant(folders[0], typed) else { return Some(typed.to_string()) };
    let new = if old == moved[0].as_str() { moved[1].as_str() } else { &old };
    let bare = match typed.starts_with('/') {
        true => new.strip_prefix("content")?.to_string(),
        false => way(folders[1], new),
    };
    let mut text = as_typed(&bare, typed);
    if text.is_empty() {
        text.push_str("./");
    } else if typed.ends_with('/') && !text.ends_with('/') {
        text.push('/');
    }
    (meant(folders[1], &text)? == new).then_some(text)
}

/// A way with the names at its end spelt as its author spelt them.
fn as_typed(way: &str, typed: &str) -> String {
    let mut names = typed.trim_end_matches('/').rsplit('/');
    let spelt = |part: &'_ str| -> String {
        let same = names.next().filter(|name| percent_decode_str(name).decode_utf8().is_ok_and(|name| name == part));
        same.map_or_else(|| Cow::from(utf8_percent_encode(part, NOT_PLAIN)).into_owned(), str::to_string)
    };
    let mut parts: Vec<String> = way.rsplit('/').map(spelt).collect();
    parts.reverse();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_lead_to_the_same_from_elsewhere() {
        let (old, new) = (SourcePath::new("content/pages/team.md"), SourcePath::new("content/pages/about/team.md"));
        let own = |typed| rebased(typed, ["content/pages", "content/pages/about"], [&old, &new]);
        let others = |typed| rebased(typed, ["content/roles", "content/roles"], [&old, &new]);
        for (typed, now) in [
            ("../roles/a.md", "../../roles/a.md"),
            ("help.md", "../help.md"),
            ("about/history.md", "history.md"),
            ("team.md", "team.md"),
            ("./team.md", "team.md"),
            ("../images/my%20foot.png", "../../images/my%20foot.png"),
            ("../images/my foot.png", "../../images/my foot.png"),
            ("../roles/", "../../roles/"),
            ("./", "../"),
            ("about/", "./"),
            ("/roles/a.md", "/roles/a.md"),
            ("../../../out.md", "../../../out.md"),
        ] {
            assert_eq!(own(typed).as_deref(), Some(now), "{typed}");
        }
        assert_eq!(others("../pages/team.md").as_deref(), Some("../pages/about/team.md"));
        assert_eq!(others("/pages/team.md").as_deref(), Some("/pages/about/team.md"));
        assert_eq!(others("a.md").as_deref(), Some("a.md"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_means_the_same(typed in "[a-c./%2 ]{0,12}", from in "content(/[a-c]){0,3}", to in "content(/[a-c]){0,3}") {
            let moved = SourcePath::new("content/nothing.md");
            let meant = |folder: &str, typed: &str| join(folder, &percent_decode_str(typed).decode_utf8_lossy());
            if let Some(text) = rebased(&typed, [&from, &to], [&moved, &moved])
                && let Some(old) = meant(&from, &typed)
            {
                prop_assert_eq!(meant(&to, &text), Some(old));
            }
        }
    }
}
