//! Lines of calendar files: RFC 5545, as far as Trellis writes it.

/// The longest line in bytes, without its line break (RFC 5545, section 3.1).
const LONGEST: usize = 75;

/// The time of England: an hour ahead of GMT in summer, by the rule that has held since 1996.
pub const ENGLAND: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// A whole calendar of these lines, each folded and with its line break.
pub fn file<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> String {
    let before = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trellis//EN"].map(fold).concat();
    let inside: String = lines.into_iter().map(|line| fold(line.as_ref())).collect();
    before + &inside + &fold("END:VCALENDAR")
}

/// A text as the value of a property.
pub fn text(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    escaped.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n").replace(char::is_control, " ")
}

/// The host by which names in calendars are told apart from everybody else's.
pub fn host(base_url: Option<&str>) -> &str {
    base_url.and_then(|base| base.split('/').nth(2)).unwrap_or("trellis.invalid")
}

/// A line in pieces that are short enough, with their line breaks; each but the first begins with a space.
fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 24 + 2);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = format!("SUMMARY:{}", "ŵ".repeat(100));
        let folded = fold(&line);
        assert!(folded.split("\r\n").all(|piece| piece.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), line.clone() + "\r\n");
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(text("a, b; c\\d\r\ne\u{7}"), "a\\, b\\; c\\\\d\\ne ");
    }

    #[test]
    fn a_calendar_has_its_head_and_its_end() {
        let file = file(["BEGIN:VEVENT", "END:VEVENT"]);
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && file.ends_with("END:VCALENDAR\r\n"));
    }
}
