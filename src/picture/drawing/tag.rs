//! A tag of XML, attribute by attribute, each with its place.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::escape::unescape;

/// Blanks of XML.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

#[derive(Debug)]
pub(super) struct Attribute<'t> {
    /// With its prefix.
    pub name: &'t str,
    /// What it means. One with words that only the drawing itself knows is left as it is.
    pub value: Cow<'t, str>,
    /// From its name to its last quotation mark.
    pub at: Range<usize>,
    /// The same, with the blanks before it.
    pub with_blanks: Range<usize>,
}

impl Attribute<'_> {
    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }
}

/// The attributes in a range of a text, which is what stands in a tag after its name. Nothing if they are not
/// well-formed; `may_know_more` if the drawing has words of its own.
pub(super) fn attributes(text: &str, range: Range<usize>, may_know_more: bool) -> Option<Vec<Attribute<'_>>> {
    let mut found: Vec<Attribute<'_>> = Vec::new();
    let mut at = range.start;
    loop {
        let rest = text.get(at..range.end)?;
        let from = range.end - rest.trim_start_matches(BLANKS).len();
        if from == range.end {
            return Some(found);
        }
        let written = &text[from..range.end];
        let name = &written[..written.find(|c| c == '=' || BLANKS.contains(&c))?];
        let after = written[name.len()..].trim_start_matches(BLANKS).strip_prefix('=')?.trim_start_matches(BLANKS);
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = &after[1..1 + after[1..].find(quote)?];
        let end = range.end - after.len() + value.len() + 2;
        // Without a blank, two run into each other.
        if from == at || !is_name(name) || value.contains('<') || found.iter().any(|one| one.name == name) {
            return None;
        }
        let value = match unescape(value) {
            Ok(value) => value,
            Err(_) if may_know_more => value.into(),
            Err(_) => return None,
        };
        found.push(Attribute { name, value, at: from..end, with_blanks: at..end });
        at = end;
    }
}

/// Whether words are a name as XML has them. What lies outside of ASCII is let pass.
pub(super) fn is_name(text: &str) -> bool {
    let is_start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    text.starts_with(is_start)
        && text.chars().all(|c| is_start(c) || c.is_ascii_digit() || matches!(c, '-' | '.'))
        && text.matches(':').count() <= 1
}
