//! Runs of capitals in a text that may be short for something.

use std::ops::Range;

use super::capitals::LONGEST;

/// These mark what somebody has still to write, of which other rules tell.
const TO_WRITE: [&str; 11] = ["FILL", "FIXME", "HEAD", "IN", "TBA", "TBC", "TBD", "TODO", "XXXX", "XXXXX", "XXXXXX"];
/// Ranges of runs of capitals that are short for something, in reading order.
pub(super) fn acronyms(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    let mut around = Around { word: 0..0, is_address: false };
    std::iter::from_fn(move || {
        loop {
            let rest = &text[from..];
            let start = from + rest.find(|c: char| c.is_ascii_uppercase())?;
            let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
            from = end;
            let is_inside = text[..start].ends_with(|c: char| c.is_alphanumeric());
            if !is_inside && is_acronym(&text[start..end]) && !around.is_address(text, start) {
                return Some(start..end);
            }
        }
    })
}

/// The word between blanks that was looked at last, and whether it is a web or mail address.
struct Around {
    word: Range<usize>,
    is_address: bool,
}

impl Around {
    /// Whether the word at a place, which lies behind those that were asked for before, is an address.
    fn is_address(&mut self, text: &str, at: usize) -> bool {
        if at >= self.word.end {
            let before = text[self.word.end..at].rsplit(char::is_whitespace).next().unwrap_or("");
            let word = text[at - before.len()..].split_whitespace().next().unwrap_or("");
            self.word = at - before.len()..at - before.len() + word.len();
            let has_domain = word.split('.').skip(1).any(|part| part.starts_with(|c: char| c.is_alphanumeric()));
            self.is_address = word.contains("://") || word.contains('@') || has_domain;
        }
        self.is_address
    }
}

/// `HCPC` and `AHPs`, but not `III`.
pub(super) fn is_acronym(word: &str) -> bool {
    let one = one(word);
    let is_number = one.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let is_mark = TO_WRITE.contains(&word);
    !is_mark && (2..=LONGEST).contains(&one.len()) && one.bytes().all(|b| b.is_ascii_uppercase()) && !is_number
}

/// The acronym without the `s` of several.
pub(super) fn one(word: &str) -> &str {
    word.strip_suffix('s').filter(|one| one.len() > 1).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_capitals_are_acronyms() {
        let found = |text: &'static str| acronyms(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("The HCPC, two AHPs, an OT-led team (BSL) and ST0217."), ["HCPC", "AHPs", "OT", "BSL"]);
        assert_eq!(
            found("World War II, a PhD, iPADs, A levels, I and x@NHS.net, GOV.UK, https://a.uk/ABC"),
            Vec::<&str>::new()
        );
    }
}
