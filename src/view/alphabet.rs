//! Titles in the order of the alphabet, by the letter that each is filed under.

use std::collections::BTreeMap;

/// The first letter that a title is filed under.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    let plain = deunicode::deunicode_char(first).and_then(|text| text.chars().next()).unwrap_or(first);
    if plain.is_ascii_alphabetic() { plain.to_ascii_uppercase().to_string() } else { "0–9".into() }
}

/// Things by the letter that their titles are filed under: each letter once, and in it what begins with it in order.
pub(super) fn by_letter<'t, T>(titled: impl Iterator<Item = (&'t str, T)>) -> BTreeMap<String, Vec<T>> {
    let mut letters: BTreeMap<String, Vec<(String, T)>> = BTreeMap::new();
    for (title, one) in titled {
        // Quotation marks before a title are no part of its place in the alphabet.
        let sorted = title.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        letters.entry(letter(title)).or_default().push((sorted, one));
    }
    let in_order = |(letter, mut named): (String, Vec<(String, T)>)| {
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
        (letter, named.into_iter().map(|(_, one)| one).collect())
    };
    letters.into_iter().map(in_order).collect()
}
