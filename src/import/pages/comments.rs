//! What Liquid shows nobody.

use std::ops::Range;

use super::told::{Counts, count};
use crate::refactor::{Edit, applied};

/// A text in which what stands between `{% comment %}` and `{% endcomment %}` is a comment, which nobody saw either. `found`
/// are the places of its tags.
pub fn with_comments(text: &str, found: &[Range<usize>], marks: &mut Counts) -> String {
    let is = |mark: &Range<usize>, name: &str| text[mark.clone()].trim_matches(['{', '}', '%', '-', ' ']) == name;
    let (mut edits, mut open) = (Vec::new(), None::<&Range<usize>>);
    for mark in found {
        if open.is_none() && is(mark, "comment") {
            open = Some(mark);
        } else if is(mark, "endcomment")
            && let Some(start) = open.take()
        {
            count(marks, "{% comment %}");
            edits.push(Edit { range: start.start..mark.end, text: commented(&text[start.end..mark.start]) });
        }
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// Words as a comment, which nothing in them ends: no two hyphens stand side by side, and no line is empty.
fn commented(words: &str) -> String {
    let mut apart = String::new();
    for letter in words.trim().chars() {
        if letter == '-' && apart.ends_with('-') {
            apart.push(' ');
        }
        apart.push(letter);
    }
    let lines: Vec<&str> = apart.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() { String::new() } else { format!("<!-- {} -->", lines.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_saw_stays_unseen() {
        for (text, expected) in [
            ("{% comment %}old ---> salary{% endcomment %}", "<!-- old - - -> salary -->"),
            ("{%- comment -%}\none\n\ntwo\n{%- endcomment -%}", "<!-- one\ntwo -->"),
            ("a {% comment %} {% endcomment %} b", "a  b"),
        ] {
            let tags: Vec<_> =
                text.match_indices("{%").map(|(at, _)| at..at + text[at..].find("%}").unwrap() + 2).collect();
            assert_eq!(with_comments(text, &tags, &mut Counts::new()), expected);
        }
    }
}
