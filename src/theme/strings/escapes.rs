//! Characters by their numbers, `{ "\u00a3" }`, before the reader of Fluent sees them.

use std::ops::Range;

/// The text with nothing in it that the reader falls over: where digits are missing after `\u` or `\U` it takes one
/// byte more, which may be half a character. That character is told, and taken out.
pub fn readable(text: &str, mut tell: impl FnMut(Range<usize>)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices('\\') {
        let rest = &text[at + 1..];
        let digits = match rest.as_bytes().first() {
            Some(b'u') => 4,
            Some(b'U') => 6,
            _ => continue,
        };
        let there = rest[1..].bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
        let after = at + 2 + there;
        let next = text[after..].chars().next();
        if let Some(next) = next.filter(|next| there < digits && !next.is_ascii() && in_quotes(&text[..at])) {
            tell(at..after + next.len_utf8());
            out.push_str(&text[from..after]);
            out.extend(std::iter::repeat_n('?', next.len_utf8()));
            from = after + next.len_utf8();
        }
    }
    out + &text[from..]
}

/// Whether a line is between quotation marks at its end, which mean something after a brace alone.
fn in_quotes(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    line.contains('{') && line.contains('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_character_is_told_and_taken_out() {
        let mut told = Vec::new();
        let text = "a = { \"\\u00é\" }\nb = { \"\\u00e9é\" }\nc = \\ué\n";
        assert_eq!(readable(text, |at| told.push(&text[at])), text.replacen("\\u00é", "\\u00??", 1));
        assert_eq!(told, ["\\u00é"]);
    }
}
