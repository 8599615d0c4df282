//! What old pages fold away in `<details>`: folds as they are here.

use std::ops::Range;

use super::body::code;
use super::tags::{HtmlTag, tags};
use super::told::Told;
use crate::refactor::{Edit, applied};

/// Folds within folds to this depth are folds; below that their words stay, without one.
pub const DEEPEST: usize = 3;

/// A text in which what is folded away is a quotation that begins with `[!MORE]`. `inside` makes Markdown of what a fold holds.
pub fn as_quotations(text: &str, told: &mut Told, mut inside: impl FnMut(&str, &mut Told) -> String) -> String {
    let mut edits = Vec::new();
    for fold in folds(text) {
        let body = inside(&text[fold.body.clone()], told);
        let lines = body.trim().lines().map(|line| format!("> {line}").trim_end().to_string());
        let title = format!("> [!MORE] {}", fold.title);
        let quoted: Vec<String> = [title, ">".into()].into_iter().chain(lines).collect();
        edits.push(Edit { range: fold.whole, text: format!("\n{}\n", quoted.join("\n")) });
    }
    if !edits.is_empty() {
        told.changed("what `<details>` folded away is a fold");
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

struct Fold {
    whole: Range<usize>,
    title: String,
    body: Range<usize>,
}

/// The outermost folds that stand in lines of their own.
fn folds(text: &str) -> Vec<Fold> {
    let (code, tags) = (code(text), tags(text));
    let is_code = |at: usize| {
        let next = code.get(code.partition_point(|code| code.end <= at));
        next.is_some_and(|code| code.start <= at)
    };
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let own = tags.iter().enumerate().filter(|(_, tag)| tag.name == "details" && !is_code(tag.range.start));
    for (number, tag) in own {
        if !tag.closes {
            open.push(number);
        } else if let Some(first) = open.pop().filter(|_| open.is_empty()) {
            found.extend(fold(text, &tags[first..=number]));
        }
    }
    found
}

/// The fold between the first and the last of some tags.
fn fold(text: &str, tags: &[HtmlTag]) -> Option<Fold> {
    let (first, last) = (tags.first()?, tags.last()?);
    let before = text[..first.range.start].rsplit('\n').next().unwrap_or("");
    let behind = text[last.range.end..].split('\n').next().unwrap_or("");
    if !before.trim().is_empty() || before.len() > 3 || !behind.trim().is_empty() {
        return None;
    }
    let whole = first.range.start - before.len()..last.range.end;
    let summary = tags.get(1).filter(|tag| tag.name == "summary" && !tag.closes);
    let is_end = |tag: &&HtmlTag| tag.name == "summary" && tag.closes;
    let Some((open, close)) = summary.zip(tags.iter().find(is_end)) else {
        return Some(Fold { whole, title: "More".into(), body: first.range.end..last.range.start });
    };
    let mut words = String::new();
    let mut at = open.range.end;
    for tag in tags.iter().filter(|tag| (open.range.end..=close.range.start).contains(&tag.range.start)) {
        words.push_str(&text[at..tag.range.start]);
        words.push(' ');
        at = tag.range.end;
    }
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { "More".into() } else { title };
    Some(Fold { whole, title, body: close.range.end..last.range.start })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        as_quotations(text, &mut Told::default(), |text, _| text.to_string())
    }

    #[test]
    fn what_is_folded_away_is_a_fold() {
        for (text, expected) in [
            (
                "One\n\n<details>\n<summary>Can I <b>start</b>\n at 16?</summary>\n\nYes, *you* can.\n\nAsk us.\n</details>\n\nTwo",
                "One\n\n\n> [!MORE] Can I start at 16?\n>\n> Yes, *you* can.\n>\n> Ask us.\n\n\nTwo",
            ),
            ("<details open><summary>More</summary>Hidden</details>\n", "\n> [!MORE] More\n>\n> Hidden\n\n"),
            ("<details>Hidden</details>", "\n> [!MORE] More\n>\n> Hidden\n"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_among_words_or_has_no_end_is_left() {
        for text in [
            "One <details><summary>A</summary>B</details> two",
            "<details><summary>A</summary>B",
            "</details>",
            "- <details><summary>A</summary>B</details>",
            "```html\n<details><summary>A</summary>B</details>\n```\n",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn one_in_another_goes_with_it() {
        let text = "<details>\n<summary>A</summary>\n<details><summary>B</summary>C</details>\n</details>\n";
        assert_eq!(shown(text), "\n> [!MORE] A\n>\n> <details><summary>B</summary>C</details>\n\n");
    }
}
