//! Numbers, days and addresses as the desk writes them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What an address of the desk may hold as it is.
const IN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_');

pub use crate::formatting::{capital, count, day, grouped};

/// A text as a part of an address.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, IN_ADDRESS).to_string()
}

/// The desk's page about an entry, by the name that no other entry has.
pub fn entry_address(name: &str) -> String {
    format!("/_trellis/entry/{}", encoded(name))
}

/// The form of the page with a name that no other entry has.
pub fn edit_address(name: &str) -> String {
    format!("/_trellis/edit/{}", encoded(name))
}

/// Words for Markdown, in which no letter is a sign.
pub fn as_markdown(text: &str) -> String {
    let escape = |letter| matches!(letter, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&').then_some('\\');
    text.chars().flat_map(|letter| escape(letter).into_iter().chain([letter])).collect()
}

/// Where the site is made one file, and how it is put online.
pub const PUBLISH: &str = "/_trellis/publish";

/// Where the site's settings are edited.
pub const SETTINGS: &str = "/_trellis/edit/site.yaml";

/// Where something is done to the entry with a name that no other entry has: `rename`, `duplicate`, `hide`, `delete`, or
/// `check` and `preview` for what is typed and not saved, or `picture` for a picture that its text is to show.
pub fn act_address(act: &str, name: &str) -> String {
    format!("/_trellis/{act}/{}", encoded(name))
}

/// The page that explains a code.
pub fn code_address(code: crate::diagnostic::Code) -> String {
    format!("/_trellis/explain/{code}")
}

/// Texts that people older than this read with ease are worth a look.
const HARD: f64 = 14.0;

/// A reading age in whole years.
pub fn age(age: f64) -> u32 {
    // Between 5 and a few hundred, so nothing is lost that anybody would see.
    age.round().clamp(0.0, 999.0) as u32
}

/// `good`, or `look` where a text is hard to read.
pub fn reading_state(age: f64) -> &'static str {
    if age > HARD { "look" } else { "good" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_capitals() {
        assert_eq!(entry_address("roles/a \"b\"?#%<>"), "/_trellis/entry/roles/a%20%22b%22%3F%23%25%3C%3E");
        assert_eq!(capital("école"), "École");
    }
}
