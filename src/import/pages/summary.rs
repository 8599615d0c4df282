//! Summaries: a sentence of a text that can stand for its page, and fields without the signs of other programs.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the reader of Markdown")]

use pulldown_cmark::Event;

use crate::check::summaries::MOST_WORDS;
use crate::prose::sentence::{sentences, words};
use crate::prose::{Block, BlockKind, events, markdown};

/// What stands further below says little of the whole.
const PARAGRAPHS: usize = 6;
/// Fewer words are a label.
const FEWEST_WORDS: usize = 3;
/// Signs that no sentence has.
const SIGNS: &[&str] =
    &["{{", "}}", "{%", "%}", "<%", "%>", "{:", ")=", "=)", "<", ">", "](", "**", "__", "`", "|", "\\", "::"];

/// The first sentence of a text that a person would read as one.
pub fn sentence(text: &str) -> Option<String> {
    let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph;
    let paragraphs = markdown(text, 0).into_iter().filter(is_paragraph).take(PARAGRAPHS);
    let all = paragraphs.flat_map(|block| {
        let sentences = sentences(&block.text);
        let text = |range: std::ops::Range<usize>| block.text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        sentences.into_iter().map(text).collect::<Vec<_>>()
    });
    all.into_iter().find(|sentence| is_good(sentence))
}

fn is_good(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']);
    let has_end = end.ends_with(['.', '!', '?']) && !end.ends_with("..");
    let begins = sentence.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '\u{201c}'));
    let number = words(sentence).count();
    let is_of_length = number >= FEWEST_WORDS && sentence.split_whitespace().count() <= MOST_WORDS;
    has_end && begins && is_of_length && !SIGNS.iter().any(|sign| sentence.contains(sign))
}

/// A field as words: without the signs of Markdown, without tags, and with letters for their names.
pub fn plain(text: &str) -> String {
    if !text.contains(['&', '<', '*', '`', '[', '\\', '_']) {
        return text.to_string();
    }
    // Behind a word, no sign begins a list or a heading.
    let mut words = String::new();
    for (event, _) in events(&format!("x {text}")) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::InlineHtml(tag) if tag.starts_with("<br") => words.push(' '),
            _ => {}
        }
    }
    let words = words.strip_prefix('x').unwrap_or(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { text.to_string() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_that_is_one_is_taken() {
        for (text, expected) in [
            ("**Example**\n\nWe send letters twice a year. More.\n", Some("We send letters twice a year.")),
            ("(ch-letters)=\n\nWe send *letters* &amp; cards.\n", Some("We send letters & cards.")),
            ("{{< lead >}}We begin here.{{< /lead >}}\n\nThen we go on here.\n", Some("Then we go on here.")),
            ("Who we are\n\nSafeguarding.\n\n- We are here now.\n", None),
            ("To join, you must:\n\nThen you can \"join us.\"\n", Some("Then you can \"join us.\"")),
            ("It costs $9 to join us.\n", Some("It costs $9 to join us.")),
            ("and so they went on.\n\nThey think that...\n", None),
        ] {
            assert_eq!(sentence(text).as_deref(), expected, "{text}");
        }
        assert_eq!(sentence(&format!("{}end. We are a team.", "Word ".repeat(26))).as_deref(), Some("We are a team."));
    }

    #[test]
    fn fields_have_words_only() {
        for (text, expected) in [
            ("About 25&#37; of *all* [posts](x.md)", "About 25% of all posts"),
            ("Pay &amp; <b>bands</b>", "Pay & bands"),
            ("1. First & last", "1. First & last"),
            ("our_team and 5 * 3", "our_team and 5 * 3"),
            ("- [x] done", "- [x] done"),
            ("Q&A", "Q&A"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
