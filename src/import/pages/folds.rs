//! What old pages fold away in `<details>`: folds as they are here.

use std::ops::Range;

use super::body::Code;
use super::tags::{HtmlTag, attribute, tags};
use super::told::Told;
use crate::refactor::{Edit, applied};

/// Folds within folds to this depth are folds; below that their words stay, without one.
pub const DEEPEST: usize = 3;

/// A text in which what is folded away is a quotation that begins with `[!MORE]`. `inside` makes Markdown of what a fold holds.
pub fn as_quotations(text: &str, told: &mut Told, mut inside: impl FnMut(&str, &mut Told) -> String) -> String {
    let mut edits = Vec::new();
    for fold in folds(text) {
        let body = inside(&flush(&text[fold.body.clone()]), told);
        let lines = body.trim().lines().map(|line| format!("> {line}").trim_end().to_string());
        let title = format!("> [!MORE] {}", fold.title);
        let quoted: Vec<String> = [title, ">".into()].into_iter().chain(lines).collect();
        // A place that links lead to is told, or names a heading.
        let place = fold.id.map(|id| format!("<a id=\"{id}\"></a>\n\n")).unwrap_or_default();
        edits.push(Edit { range: fold.whole, text: format!("\n{place}{}\n", quoted.join("\n")) });
    }
    if !edits.is_empty() {
        told.changed("what `<details>` folded away is a fold");
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// A text without the blanks that all its lines begin with: four of them would make code of it.
fn flush(text: &str) -> String {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    // What stands beside the tag has no blanks of its own.
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let least = rest.lines().filter(|line| !line.trim().is_empty()).map(blanks).min().unwrap_or(0);
    let rest = rest.lines().map(|line| line.get(least..).unwrap_or(""));
    [first.trim_start()].into_iter().chain(rest).collect::<Vec<_>>().join("\n")
}

struct Fold {
    whole: Range<usize>,
    /// What links to it are led by.
    id: Option<String>,
    title: String,
    body: Range<usize>,
}

/// The outermost folds that stand in lines of their own.
fn folds(text: &str) -> Vec<Fold> {
    let (code, tags) = (Code::of(text), tags(text));
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let own = tags.iter().enumerate().filter(|(_, tag)| tag.name == "details" && !code.holds(tag.range.start));
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
    let is_beside = |tag: &&HtmlTag| text[first.range.end..tag.range.start].trim().is_empty();
    let summary = tags.get(1).filter(|tag| tag.name == "summary" && !tag.closes).filter(is_beside);
    let is_end = |tag: &&HtmlTag| tag.name == "summary" && tag.closes;
    let id = [Some(first), summary].into_iter().flatten().find_map(|tag| attribute(tag, "id"));
    let Some((open, close)) = summary.zip(tags.iter().find(is_end)) else {
        return Some(Fold { whole, id, title: "More".into(), body: first.range.end..last.range.start });
    };
    let mut words = String::new();
    let mut at = open.range.end;
    for tag in tags.iter().filter(|tag| (open.range.end..=close.range.start).contains(&tag.range.start)) {
        // A title is words alone.
        (!matches!(&*tag.name, "a" | "img")).then_some(())?;
        words.push_str(&text[at..tag.range.start]);
        words.push(' ');
        at = tag.range.end;
    }
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { "More".into() } else { title };
    Some(Fold { whole, id, title, body: close.range.end..last.range.start })
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
            (
                "<details>\nBefore\n<summary>A</summary>\nB\n</details>",
                "\n> [!MORE] More\n>\n> Before\n> <summary>A</summary>\n> B\n",
            ),
            (
                "<details>\n  <summary>A</summary>\n    <p>B</p>\n\n      <p>C</p>\n</details>",
                "\n> [!MORE] A\n>\n> <p>B</p>\n>\n>   <p>C</p>\n",
            ),
            ("<details id=\"a\">B</details>", "\n<a id=\"a\"></a>\n\n> [!MORE] More\n>\n> B\n"),
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
            "<details><summary>A <img src=\"a.png\" alt=\"foot\"></summary>B</details>",
            "<details><summary><a href=\"/a/\">A</a></summary>B</details>",
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
