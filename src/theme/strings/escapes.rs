//! Characters by their numbers, `{ "\u00a3" }`, before the reader of Fluent sees them.

use std::ops::Range;

/// Where in a message something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Words,
    Comment,
    Braces,
    Quotes,
}

/// The text with nothing in it that the reader falls over: where digits are missing after `\u` or `\U` it takes one
/// byte more, which may be half a character. That character is told, and taken out.
pub fn readable(text: &str, mut tell: impl FnMut(Range<usize>)) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut from, mut here, mut is_line_start) = (0, In::Words, true);
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        here = match (here, sign) {
            // What is not closed ends with its line, at the latest where the next message begins.
            (_, '#') if is_line_start => In::Comment,
            (_, sign) if is_line_start && sign.is_ascii_alphabetic() => In::Words,
            (In::Comment | In::Words, '\n') => In::Words,
            (In::Quotes, '"' | '\n') => In::Braces,
            (In::Words, '{') => In::Braces,
            (In::Braces, '}') => In::Words,
            (In::Braces, '"') => In::Quotes,
            (here, _) => here,
        };
        is_line_start = sign == '\n';
        if here != In::Quotes || sign != '\\' {
            continue;
        }
        if let Some(half) = half_read(text, at) {
            tell(at..half.end);
            out.push_str(&text[from..half.start]);
            out.extend(std::iter::repeat_n('?', half.len()));
            from = half.end;
        }
        // What is escaped closes nothing.
        if text[at + 1..].starts_with(['"', '\\']) {
            signs.next();
        }
    }
    out + &text[from..]
}

/// The character that stands where a digit of the number behind this backslash is missing, if it has several bytes.
fn half_read(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at + 1..];
    let digits = match rest.as_bytes().first()? {
        b'u' => 4,
        b'U' => 6,
        _ => return None,
    };
    let there = rest[1..].bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
    let after = at + 2 + there;
    let next = text[after..].chars().next().filter(|next| there < digits && !next.is_ascii())?;
    Some(after..after + next.len_utf8())
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

    #[test]
    fn words_outside_quotation_marks_in_braces_are_left_alone() {
        for text in [
            "a = { $n } \"x \\ué\n",
            "# { \"\\ué\nb = { $n }\n",
            "a = { \"\\\\ué\" }\n",
            "a = { \"\\\"\" } \\ué\n",
            "a = { $left open\nb = \"\\ué\"\n",
        ] {
            assert_eq!(readable(text, |at| panic!("{text}: {at:?}")), text);
        }
    }

    #[test]
    fn braces_may_go_over_lines() {
        let text = "a = {\n  \"\\ué\"\n  }\n";
        assert_eq!(readable(text, |_| ()), "a = {\n  \"\\u??\"\n  }\n");
    }
}
