//! Sentences and words.

use std::ops::Range;

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 12] = ["e.g", "i.e", "etc", "Dr", "Mr", "Mrs", "Ms", "St", "Prof", "No", "vs", "approx"];

/// Byte ranges of the sentences of a text.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let end = at + mark.len_utf8();
        let rest = text[end..].trim_start_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']);
        let next = rest.trim_start();
        let ends =
            rest.len() > next.len() && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '"');
        let last = text[start..at].rsplit([' ', '(']).next().unwrap_or("");
        if next.is_empty() || ends && !(mark == '.' && (SHORT_FORMS.contains(&last) || is_initial(last))) {
            push(text, start..text.len() - rest.len(), &mut found);
            start = text.len() - next.len();
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    if range.start < range.end && words(&text[range.clone()]).next().is_some() {
        found.push(range);
    }
}

/// The `J` of `J. Smith`.
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.starts_with(char::is_uppercase)
}

/// The words of a text: what stands between blanks and has a letter or a digit.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_stop() {
        let parts = |text| sentences(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(parts("You ask. We answer!"), ["You ask.", "We answer!"]);
        assert_eq!(parts("It costs 12.50 e.g. For two. Yes"), ["It costs 12.50 e.g. For two.", "Yes"]);
        assert_eq!(
            parts("Ask Dr. Smith or J. Doe (see below.) Then go."),
            ["Ask Dr. Smith or J. Doe (see below.)", "Then go."]
        );
        assert_eq!(parts("no stop"), ["no stop"]);
        assert_eq!(parts("… . !"), Vec::<&str>::new());
    }

    #[test]
    fn a_dash_is_no_word() {
        assert_eq!(words("You – and 2 others").count(), 4);
    }
}
