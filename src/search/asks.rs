//! The questions that a theme knows: words that ask for one part of a page, such as `how long`.
//!
//! They are words of the theme's string file, so that the script of all sites knows no language.

use super::Words;

/// A question, and the part of a page that answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The id of the part.
    pub part: String,
    /// What the part says, after the name of the page.
    pub label: String,
    /// The words by which it is asked, each phrase after a comma.
    pub phrases: String,
}

/// What a theme's words tell search.
#[derive(Debug, Clone, Default)]
pub struct Language {
    pub asks: Vec<Ask>,
    /// Words that say little where others stand beside them, such as `job`.
    pub weak: String,
    /// Where "Near you" is, if the site has it.
    pub near: Option<String>,
}

impl Language {
    /// Reads the words of a theme: `search-asks` holds a question a line, `part | label | phrases`. The part `near` is
    /// the page "Near you".
    pub fn of(words: Words<'_>) -> Language {
        let asks = words("search-asks").unwrap_or_default();
        let asks = asks.lines().filter_map(ask).collect();
        Language { asks, weak: words("search-weak").unwrap_or_default(), near: None }
    }
}

fn ask(line: &str) -> Option<Ask> {
    let mut columns = line.split('|').map(|column| column.trim().to_string());
    let ask = Ask { part: columns.next()?, label: columns.next()?, phrases: columns.next()? };
    Some(ask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_question_and_other_lines_are_none() {
        let words = |key: &str| match key {
            "search-asks" => Some("key-facts | pay | how much, earn\nodd\nways-in | ways in | become".to_string()),
            _ => None,
        };
        let language = Language::of(&words);
        let parts: Vec<&str> = language.asks.iter().map(|ask| &*ask.part).collect();
        assert_eq!(parts, ["key-facts", "ways-in"]);
        assert_eq!(language.asks[0].phrases, "how much, earn");
        assert_eq!(language.weak, "");
    }
}
