//! Whether words say what a short form means.

use std::ops::Range;

use crate::prose::sentence::words;

/// Words that acronyms mostly leave out.
pub(super) const MINOR: [&str; 12] = ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"];
/// A name and its short form stand not further apart, in bytes.
pub(super) const NEAR: usize = 600;
/// So many words behind a dash say what something is.
const FEWEST_WORDS: usize = 4;

pub(super) fn lower_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether the sentence around an acronym says what it means.
pub(super) fn is_spelled_out(text: &str, sentences: &[Range<usize>], range: &Range<usize>, acronym: &str) -> bool {
    let next = sentences.partition_point(|sentence| sentence.start <= range.start);
    let around = next.checked_sub(1).map(|last| sentences[last].clone()).filter(|last| last.contains(&range.start));
    let around = around.unwrap_or(0..text.len());
    let from = around.start.max(text.ceil_char_boundary(range.start.saturating_sub(NEAR)));
    let to = around.end.min(text.floor_char_boundary(range.end.saturating_add(NEAR).min(text.len())));
    let before = &text[from..range.start];
    let after = text.get(range.end..to.max(range.end)).unwrap_or("");
    if [before, after].into_iter().any(|words| initials_spell(&lower_words(words), acronym)) {
        return true;
    }
    // `HCA: helps people (healthcare assistant)`: a line that begins with a short form is about it.
    let is_subject =
        before.trim().is_empty() && from == 0 && after.trim_start().starts_with([':', '=', '-', '\u{2013}']);
    if is_subject && letters_spell(after, acronym) {
        return true;
    }
    if is_described(after, is_subject) {
        return true;
    }
    // `biomedical science (BMS)`, `BMS (biomedical science)`: what brackets tie together needs no initials.
    let tied = before.trim_end().rsplit_once('(').filter(|(_, lead)| is_lead(lead)).map(|(before, _)| {
        let words: Vec<&str> = before.split_whitespace().collect();
        words[words.len().saturating_sub(acronym.len() + 4)..].join(" ")
    });
    // `BSN number (burgerservicenummer)`: a word may stand between.
    let next = after.trim_start();
    let behind_word = || next.trim_start_matches(|c: char| c.is_lowercase()).trim_start().strip_prefix('(');
    let bracket = next.strip_prefix('(').or_else(behind_word);
    let bracket = bracket.map(|after| after.split(')').next().unwrap_or(after).to_string());
    // `BRP (Personal Records Database)`: what it is in another language.
    if next.starts_with('(') && bracket.as_deref().is_some_and(is_name) {
        return true;
    }
    tied.into_iter().chain(bracket).any(|words| letters_spell(&words, acronym) || is_named(&words, acronym))
}

/// `We made OPAL - our open source framework for clinics`, `a lead at QXZ Africa, a community that helps`: what something is
/// called is said with what it is.
fn is_described(after: &str, is_subject: bool) -> bool {
    let dash = after.trim_start().strip_prefix(['-', '\u{2013}', '\u{2014}']).filter(|rest| rest.starts_with(' '));
    let comma = || after.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ').strip_prefix(", ");
    let first = |rest: &str, known: &[&str]| rest.split_whitespace().next().is_some_and(|word| known.contains(&word));
    let is_long = |rest: &str| words(rest).count() >= FEWEST_WORDS;
    let has_clause =
        |rest: &str| rest.split_whitespace().take(FEWEST_WORDS).any(|word| matches!(word, "that" | "which" | "who"));
    dash.is_some_and(|rest| is_long(rest) && (is_subject || first(rest, &["a", "an", "our", "the"])))
        || comma().is_some_and(|rest| first(rest, &["a", "an"]) && has_clause(rest))
}

/// Whether words are a name of three words or more that all begin with capitals.
fn is_name(words: &str) -> bool {
    let is_large = |word: &str| word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    let large = words.split_whitespace().filter(|word| is_large(word)).count();
    large > 2 && words.split_whitespace().all(|word| is_large(word) || MINOR.contains(&word))
}

/// Whether words are a name whose initials are mostly those of an acronym: `Cross-Site Scripting` is `XSS`.
fn is_named(words: &str, acronym: &str) -> bool {
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_large = |word: &&&str| word.starts_with(char::is_uppercase);
    let name = words.iter().rev().take_while(|word| is_large(word) || MINOR.contains(*word)).filter(is_large);
    let initials: Vec<char> = name.filter_map(|word| word.chars().next()).collect();
    let mut left = initials.iter().rev().copied().peekable();
    let met = acronym.chars().filter(|c| {
        let rest: Vec<char> = left.clone().collect();
        let found = rest.iter().position(|initial| initial == c);
        found.is_some_and(|at| left.nth(at).is_some())
    });
    let met = met.count();
    initials.len() > 1 && 2 * met > acronym.len()
}

/// What may stand between a bracket and the short form in it: `(the BMS)`, `(also known as BMS)`.
fn is_lead(words: &str) -> bool {
    const WORDS: [&str; 9] = ["the", "or", "an", "a", "also", "known", "called", "as", "often"];
    words.split_whitespace().all(|word| WORDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether words in a row begin with the letters of an acronym, minor words aside. A minor word may stand for a letter
/// within, as in `terms of reference`; the first and the last are never minor.
pub(super) fn initials_spell(words: &[String], acronym: &str) -> bool {
    let letters = acronym.to_lowercase();
    let is_minor = |word: &String| MINOR.contains(&&**word);
    (0..words.len()).filter(|start| !is_minor(&words[*start])).any(|start| {
        let mut left = letters.chars().peekable();
        let mut ends_minor = false;
        for word in &words[start..] {
            if left.peek().is_some_and(|letter| word.starts_with(*letter)) {
                left.next();
                ends_minor = is_minor(word);
            } else if left.peek().is_none() || !is_minor(word) || left.peek() == letters.chars().next().as_ref() {
                break;
            }
        }
        left.peek().is_none() && !ends_minor
    })
}

/// Tells all runs of letters that words in a row begin with, up to so many, as [`initials_spell`] takes them: each
/// minor word within gives its letter, or none.
pub(super) fn initials(words: &[String], longest: usize, tell: &mut dyn FnMut(&str)) {
    let mut letters = String::new();
    for start in 0..words.len() {
        if !MINOR.contains(&&*words[start]) {
            // More minor words between the others are no name.
            let end = words.len().min(start + 2 * longest);
            extend(&words[start..end], longest, &mut letters, tell);
        }
    }
}

fn extend(words: &[String], longest: usize, letters: &mut String, tell: &mut dyn FnMut(&str)) {
    let Some((letter, word)) = words.first().and_then(|word| Some((word.chars().next()?, word))) else { return };
    let is_minor = MINOR.contains(&&**word);
    letters.push(letter);
    if !is_minor && letters.len() > 1 {
        tell(letters);
    }
    if letters.len() < longest {
        extend(&words[1..], longest, letters, tell);
    }
    letters.pop();
    if is_minor {
        extend(&words[1..], longest, letters, tell);
    }
}

/// Whether the letters of an acronym stand in these words in their order, the first at the start of a word.
pub(super) fn letters_spell(words: &str, acronym: &str) -> bool {
    let (words, letters) = (words.to_lowercase(), acronym.to_lowercase());
    let starts = words
        .char_indices()
        .filter(|(at, c)| letters.starts_with(*c) && !words[..*at].ends_with(char::is_alphanumeric));
    starts.into_iter().any(|(start, _)| {
        let mut rest = words[start..].chars();
        letters.chars().all(|letter| rest.any(|c| c == letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::sentence::sentences;

    /// The short form is the first word in capitals.
    fn spelled_out(text: &str) -> bool {
        let is_short_form = |word: &&str| {
            let letters = word.trim_end_matches('s');
            letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let word = text.split(|c: char| !c.is_alphanumeric()).find(is_short_form).unwrap();
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let acronym = word.trim_end_matches('s');
        is_spelled_out(text, &sentences(text), &(start..start + word.len()), acronym)
    }

    #[test]
    fn initials_of_words_in_a_row_are_told_with_minor_words_and_without() {
        let mut told = Vec::new();
        initials(&lower_words("the terms of reference"), 3, &mut |letters| told.push(letters.to_string()));
        assert_eq!(told, ["tor", "tr"]);
    }

    #[test]
    fn an_acronym_may_be_spelled_out_in_many_ways() {
        for text in [
            "the Health and Care Professions Council (HCPC)",
            "The HCPC (Health and Care Professions Council) keeps the register.",
            "The Disclosure and Barring Service, or DBS, checks this.",
            "British Sign Language (BSL)",
            "biomedical science (BMS)",
            "allied health professions (AHPs)",
            "a work-based learning (WBL) place",
            "biomedical science (also known as BMS)",
            "The U.K. Foot Agency (UKFA)",
            "Mind Cross-Site Scripting (XSS)",
            "A BSN number (burgerservicenummer)",
            "Leave the BRP (Personal Records Database) first",
            "OPAL - our open source framework",
            "We made OPAL \u{2013} our open source framework",
            "The lead at QXZ Africa, a community that helps others",
            "The TOR are the terms of reference",
        ] {
            assert!(spelled_out(text), "{text}");
        }
        for text in [
            "The HCPC keeps the register.",
            "Ask the council (HCPC).",
            "It is free. The DBS checks.",
            "A big (BSL) day",
            "Ask the Big Council (HCPC).",
            "Ask one of the team about OT.",
            "Ask the OTP (North Wing)",
            "OPAL - ask us",
            "We made OPAL - it took four years",
            "Take a QXZ, a pen and a book",
        ] {
            assert!(!spelled_out(text), "{text}");
        }
    }
}
