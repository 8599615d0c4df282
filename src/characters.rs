//! Characters that have no place in a text, and how a text is shown to people who must see what is in it.
//!
//! What an author's text may hold is asked where it is read ([`forbidden`]). What goes to a terminal goes through
//! [`shown`], whoever wrote it: names of files and what was typed are read by nobody before.

use std::borrow::Cow;

/// The first character that has no place in a text, and where it is.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(at, c)| is_forbidden(c) && !(c == '\r' && text[at..].starts_with("\r\n")))
}

/// Whether a character controls a machine, turns the words after it around, marks a text's beginning, or is none.
/// What is left may stand in XML and in HTML.
pub fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
        || is_no_character(c)
}

/// Characters that look like a blank or like nothing, and are none: to YAML they are letters, and in a cell they were pasted.
pub fn is_odd_blank(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Numbers that Unicode gives to no character, and never will.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// A text without what XML cannot hold, or no reader should meet.
pub fn in_xml(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || is_no_character(c);
    // The end of a line of Windows is as good as any.
    if forbidden(text).is_none() { text.into() } else { text.replace(is_odd, "").into() }
}

/// A text as a terminal may show it: nothing in it moves the cursor, changes colours or turns words around. Each
/// character stays one, so that what points at it still does.
pub fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, |c| c == '\n')
}

/// The same for lines of a file, with its tabs and the ends of its lines.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    replaced(text, |c| matches!(c, '\n' | '\r' | '\t'))
}

/// The same for words with colours of ours, which stay.
pub fn shown_with_colours(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&shown(&rest[..at]));
        let length = colour(&rest[at..]).unwrap_or(0);
        out.push_str(if length == 0 { "␛" } else { &rest[at..at + length] });
        rest = &rest[at + length.max(1)..];
    }
    out + &shown(rest)
}

/// The length of a change of colour that a text begins with: `ESC [ 1 ; 31 m`.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then_some(end + 3)
}

fn replaced(text: &str, may_stay: fn(char) -> bool) -> Cow<'_, str> {
    let is_odd = |c: char| !may_stay(c) && (c.is_control() || turns(c) || is_no_character(c));
    if !text.contains(is_odd) {
        return text.into();
    }
    text.chars().map(|c| if is_odd(c) { picture(c) } else { c }).collect::<String>().into()
}

/// Whether a character says in which direction words run.
fn turns(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What stands for a character that cannot be shown.
fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{7F}' => '␡',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// JSON in which every such character is written as an escape, which means the same.
pub fn in_json(json: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c != '\n' && (c.is_control() || turns(c));
    if !json.contains(is_odd) {
        return json.into();
    }
    let escaped = |c: char| if is_odd(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escaped).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_shows_what_is_in_it() {
        assert_eq!(shown("a\u{1b}[2Jb\tc\u{9b}\u{202e}d\r\n\u{7f}"), "a␛[2Jb c��d␍\n␡");
        assert_eq!(shown_lines("a\tb\r\n\u{1b}"), "a\tb\r\n␛");
        assert_eq!(
            shown_with_colours("\u{1b}[1;31merror\u{1b}[0m \u{1b}[2J \u{1b}]8;;x\u{7} \u{1b}"),
            "\u{1b}[1;31merror\u{1b}[0m ␛[2J ␛]8;;x␇ ␛"
        );
    }

    #[test]
    fn words_of_any_language_are_no_odd_characters() {
        for text in ["Gwasanaeth iechyd – 20 % o’r £", "می‌خواهم", "👩‍⚕️", "שלום\u{200f}", "a\u{a0}b\u{ad}c\n\td"]
        {
            assert_eq!(forbidden(text), None, "{text}");
        }
        for (text, at, c) in [("a\u{b}", 1, '\u{b}'), ("é\0", 2, '\0'), ("a\rb", 1, '\r'), ("\u{fffd}", 0, '\u{fffd}')]
        {
            assert_eq!(forbidden(text), Some((at, c)));
        }
    }

    proptest! {
        #[test]
        fn nothing_odd_is_ever_shown(text in "(\\PC|\\p{Cc}|\\p{Cf}|\u{1b}\\[[0-9;]{0,3}[mJ]){0,20}") {
            let is_odd = |c: char| c != '\n' && (c.is_control() || turns(c));
            prop_assert!(!shown(&text).contains(is_odd));
            prop_assert_eq!(shown(&text).chars().count(), text.chars().count());
            let colours = shown_with_colours(&text);
            let is_colour = |rest: &str| {
                let digits = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m');
                rest.strip_prefix('[').is_some_and(digits)
            };
            let are_colours = colours.split('\u{1b}').skip(1).all(is_colour);
            prop_assert!(are_colours);
            let is_plain = !colours.replace('\u{1b}', "").contains(is_odd);
            prop_assert!(is_plain);
            let json = serde_json::to_string(&text).unwrap();
            let escaped = in_json(&json);
            prop_assert!(!escaped.contains(is_odd));
            prop_assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text.clone());
            if forbidden(&text).is_none() {
                prop_assert_eq!(in_xml(&text), text.clone());
            }
        }

        #[test]
        fn any_text_is_well_formed_in_xml(text in "(\\PC|\\p{Cc}|\\p{Cn}){0,20}") {
            let mut xml = String::from("<a>");
            pulldown_cmark_escape::escape_html(&mut xml, &in_xml(&text)).unwrap();
            xml.push_str("</a>");
            let mut reader = quick_xml::Reader::from_str(&xml);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => prop_assert!(false, "{xml:?}: {error}"),
                }
            }
            let may_stand = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
            prop_assert!(xml.chars().all(may_stand), "{xml:?}");
        }
    }
}
