//! Lines of text that fit a width. SVG does not wrap, so widths come from a table of a usual sans-serif face.

use pulldown_cmark_escape::escape_html;

use crate::characters::in_xml;

/// Thousandths of the font's size that the characters from space to `~` take in Helvetica Bold, the widest of the
/// faces that may be there.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Wider faces than the table's need more room: a fifth is kept free.
const MARGIN: usize = 120;

/// The width of a text in hundredths of a unit, at a font size of one hundredth of a unit.
fn width(c: char, size: usize) -> usize {
    let known = (c as usize).checked_sub(' ' as usize).and_then(|at| WIDTHS.get(at)).copied();
    let thousandths = known.unwrap_or(if c as u32 >= 0x1100 { 1000 } else { 650 });
    usize::from(thousandths) * size * MARGIN / 100
}

/// About how wide a text is.
pub(super) fn width_of(text: &str, size: usize) -> usize {
    text.chars().map(|c| width(c, size)).sum::<usize>().div_ceil(1000)
}

/// A text in lines of at most `room`; a word that is longer than a line is broken.
pub(super) fn wrap(text: &str, size: usize, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|joined| width_of(joined, size) <= room);
        if let (Some(joined), Some(last)) = (joined, lines.last_mut()) {
            *last = joined;
            continue;
        }
        let mut line = String::new();
        for c in word.chars() {
            if !line.is_empty() && width_of(&line, size) + width_of(c.encode_utf8(&mut [0; 4]), size) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
        lines.push(line);
    }
    lines
}

/// Writes a text so that it is text in XML whatever it holds.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    escape_html(out, &in_xml(text)).expect("a String takes any text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_their_room_and_lose_no_word() {
        let text = "Speech and language therapy assistant practitioner";
        let lines = wrap(text, 16, 150);
        assert!(lines.len() > 1 && lines.iter().all(|line| width_of(line, 16) <= 150), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_that_is_too_long_is_broken() {
        let lines = wrap(&"w".repeat(60), 16, 150);
        assert!(lines.iter().all(|line| width_of(line, 16) <= 150), "{lines:?}");
        assert_eq!(lines.concat().len(), 60);
    }

    #[test]
    fn nothing_in_a_title_is_markup() {
        let mut out = String::new();
        push_escaped(&mut out, "</text>&\u{b}\"");
        assert_eq!(out, "&lt;/text&gt;&amp;&quot;");
    }
}
