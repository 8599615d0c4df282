//! Lists of words with what they mean, as Markdown Extra and kramdown write them.

use std::borrow::Cow;

use super::body::Code;
use super::told::Told;

/// A longer line is no word that needs a meaning.
const LONGEST_TERM: usize = 120;
/// So many words may share a meaning.
const MOST_TERMS: usize = 4;

/// A text in which such lists are plain ones: `- **Term**: what it means`.
pub fn as_list<'t>(text: &'t str, told: &mut Told) -> Cow<'t, str> {
    if !text.lines().any(|line| meaning(line).is_some()) {
        return text.into();
    }
    let code = Code::of(text);
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        let is_code = code.holds(at - line.len());
        Line { text: line.trim_end(), typed: line, is_code }
    });
    let lines: Vec<Line<'_>> = lines.collect();
    let (mut out, mut at, mut found) = (String::new(), 0, 0_usize);
    while at < lines.len() {
        let is_start = at == 0 || lines[at - 1].is_blank();
        if let Some(entry) = Entry::read(&lines, at).filter(|_| is_start) {
            at += entry.lines;
            found += 1;
            out.push_str(&entry.item());
            let next = at + lines[at..].iter().take_while(|line| line.is_blank()).count();
            // Items of one list stand together.
            let goes_on = Entry::read(&lines, next).is_some();
            out.push_str(if goes_on { "\n" } else { "\n\n" });
            at = next;
        } else {
            out.push_str(lines[at].typed);
            at += 1;
        }
    }
    if found == 0 {
        return text.into();
    }
    told.changed("lists of words with what they mean are plain lists");
    out.into()
}

struct Line<'t> {
    /// Without the blanks at its end.
    text: &'t str,
    typed: &'t str,
    is_code: bool,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the line may be a word with a meaning.
    fn is_term(&self) -> bool {
        const SIGNS: &[&str] =
            &["#", ">", "|", ":", "- ", "* ", "+ ", "```", "~~~", "{{", "{%", "[^", "<", "    ", "\t"];
        const WORDS: &[&str] = &["<a ", "<abbr", "<dfn", "<span", "<strong", "<em"];
        let number = self.text.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = number.len() < self.text.len() && (number.starts_with(". ") || number.starts_with(") "));
        let is_sign = SIGNS.iter().any(|sign| self.text.starts_with(sign));
        let is_word = !is_sign || WORDS.iter().any(|word| self.text.starts_with(word));
        let has_words = self.text.contains(char::is_alphanumeric) && self.text.len() <= LONGEST_TERM;
        has_words && is_word && !is_item && !self.is_code
    }
}

/// What stands behind the sign of a meaning.
fn meaning(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("   ").or_else(|| line.strip_prefix("  ")).or_else(|| line.strip_prefix(' '));
    let behind = inside.unwrap_or(line).strip_prefix(':')?;
    let words = behind.trim();
    (behind.starts_with([' ', '\t']) && !words.is_empty()).then_some(words)
}

/// Words and what they mean.
struct Entry<'t> {
    terms: Vec<&'t str>,
    meanings: Vec<String>,
    lines: usize,
}

impl<'t> Entry<'t> {
    fn read(lines: &[Line<'t>], start: usize) -> Option<Entry<'t>> {
        let rest = lines.get(start..)?;
        let terms: Vec<&str> = rest.iter().take_while(|line| line.is_term()).map(|line| line.text.trim()).collect();
        let mut at = terms.len();
        at += usize::from(rest.get(at).is_some_and(Line::is_blank));
        let mut entry = Entry { terms, meanings: Vec::new(), lines: at };
        if !(1..=MOST_TERMS).contains(&entry.terms.len()) {
            return None;
        }
        loop {
            let blanks = rest[entry.lines..].iter().take_while(|line| line.is_blank()).count();
            let next = entry.lines + blanks;
            let Some(line) = rest.get(next).filter(|line| !line.is_code) else { break };
            let Some(words) = meaning(line.text).filter(|_| blanks < 2) else { break };
            let (text, count) = whole(words, &rest[next + 1..]);
            entry.meanings.push(text);
            entry.lines = next + 1 + count;
        }
        (!entry.meanings.is_empty()).then_some(entry)
    }

    fn item(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(|term| bold(term)).collect();
        let terms = terms.join(", ");
        let mark = if terms.trim_end_matches('*').ends_with(['?', '!']) { "" } else { ":" };
        let mut text = format!("{terms}{mark}");
        for (number, meaning) in self.meanings.iter().enumerate() {
            let is_apart = meaning.contains("\n\n") || meaning.lines().any(begins_block);
            let gap = match number {
                0 if begins_block(meaning) => "\n",
                0 => " ",
                _ if is_apart || text.contains("\n\n") => "\n\n",
                _ if text.ends_with(['.', '!', '?']) => " ",
                _ => "; ",
            };
            text.push_str(gap);
            text.push_str(meaning);
        }
        let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
        format!("- {}", lines.collect::<Vec<_>>().join("\n").trim_start())
    }
}

/// A meaning with the lines below that belong to it, and how many these are.
fn whole(words: &str, below: &[Line<'_>]) -> (String, usize) {
    let (mut text, mut count) = (words.to_string(), 0);
    while let Some(line) = below.get(count) {
        let blanks = below[count..].iter().take_while(|line| line.is_blank()).count();
        let Some(next) = below.get(count + blanks) else { break };
        let is_in = next.text.starts_with("  ") || next.text.starts_with('\t');
        let is_new = meaning(next.text).is_some()
            || !is_in && (begins_block(next.text) || next.text.starts_with(['<', '{', ':']));
        if is_new || blanks > 0 && !is_in {
            break;
        }
        let inside = next.text.strip_prefix('\t').unwrap_or(next.text);
        let inside = inside.strip_prefix("    ").unwrap_or_else(|| inside.trim_start());
        text.push_str(if line.is_blank() { "\n\n" } else { "\n" });
        text.push_str(inside);
        count += blanks + 1;
    }
    (text, count)
}

fn begins_block(line: &str) -> bool {
    ["- ", "* ", "+ ", "1. ", "```", "~~~", "> ", "#", "|"].iter().any(|sign| line.trim_start().starts_with(sign))
}

fn bold(term: &str) -> String {
    let bare = ["**", "__"].iter().find_map(|sign| term.strip_prefix(sign)?.strip_suffix(sign)).unwrap_or(term);
    let bare = bare.trim().trim_end_matches(':');
    if bare.contains("**") { bare.to_string() } else { format!("**{bare}**") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_what_they_mean_are_a_list() {
        let shown = |text: &str| as_list(text, &mut Told::default()).into_owned();
        for (text, expected) in [
            (
                "Words.\n\nBand\n:   What a post pays\n\nStep\n:\tA year in a band\n\nMore words.\n",
                "Words.\n\n- **Band**: What a post pays\n- **Step**: A year in a band\n\nMore words.\n",
            ),
            ("Band\n\n: What a post pays\n", "- **Band**: What a post pays\n\n"),
            ("Band\n: One thing\n: Another\n", "- **Band**: One thing; Another\n\n"),
            ("Band\n: One thing.\n\n: Another.\n", "- **Band**: One thing. Another.\n\n"),
            ("Band\nGrade\n: One thing\nthat goes on\n", "- **Band**, **Grade**: One thing\n  that goes on\n\n"),
            ("**Band**:\n: One\n\n    Two\n\nThree\n", "- **Band**: One\n\n  Two\n\nThree\n"),
            ("Band\n: - One\n    - Two\n", "- **Band**:\n  - One\n  - Two\n\n"),
            ("What is a band?\n: A thing.\n", "- **What is a band?** A thing.\n\n"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn other_lines_with_colons_stay() {
        for text in [
            "Pay: 5\n\n:smile: Words\n",
            "# Band\n: One\n",
            "| a |\n|---|\n| b |\n: A caption\n",
            "```\nBand\n: One\n```\n",
            "::: note\nWords\n:::\n",
            "One\n\n\n\n: Two\n",
        ] {
            assert_eq!(as_list(text, &mut Told::default()), text);
        }
    }
}
