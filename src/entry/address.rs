//! Addresses outside the site: of web pages, of letter boxes, of telephones.
//!
//! An address is whole if whoever copies it gets there: nothing in it is invisible, and no full stop of the sentence
//! that it was copied from hangs on to it.

use super::fields::{Field, Reader, Shape};
use super::node::Node;
use super::phase::same_in_every_phase;
use super::values::Text;

/// An address that is safe to link to: http, https, mailto or tel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(pub Text);

/// What is wrong with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It holds a character that nobody can see.
    Invisible(char),
    Blank,
    /// A character that has no place in an address.
    Sign(char),
    /// A mark of the sentence that it was copied from stands at its end.
    EndMark(char),
    /// It does not say how to get there.
    NoScheme,
    /// It gives away a name or a password.
    Login,
    /// There is no such website, letter box or telephone.
    Nowhere,
}

/// How an address that is safe to link to begins.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
/// Marks that end a sentence or a part of it, and no address.
const END_MARKS: [char; 3] = ['.', ',', ';'];
/// Signs that have no place in an address.
const SIGNS: [char; 5] = ['<', '>', '"', '\\', '`'];

/// What is wrong with an address, if anything is.
pub fn flaw(text: &str) -> Option<Flaw> {
    if let Some(c) = text.chars().find(|&c| is_invisible(c)) {
        return Some(Flaw::Invisible(c));
    }
    if !SCHEMES.iter().any(|scheme| text.starts_with(scheme)) {
        return Some(Flaw::NoScheme);
    }
    if let Some(sign) = text.chars().find(|c| *c == ' ' || SIGNS.contains(c)) {
        return Some(if sign == ' ' { Flaw::Blank } else { Flaw::Sign(sign) });
    }
    // Words that a link points at may end with their sentence.
    let end = text.chars().next_back().filter(|last| END_MARKS.contains(last) && !text.contains("#:~:text="));
    if let Some(mark) = end {
        return Some(Flaw::EndMark(mark));
    }
    if let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
        return match () {
            () if authority.contains('@') => Some(Flaw::Login),
            () if !is_host(host) || !port.is_none_or(is_port) => Some(Flaw::Nowhere),
            () => None,
        };
    }
    if let Some(rest) = text.strip_prefix("mailto:") {
        let (whom, _) = rest.split_once('?').unwrap_or((rest, ""));
        let is_box = whom.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
        return (!is_box).then_some(Flaw::Nowhere);
    }
    if let Some(rest) = text.strip_prefix("tel:") {
        let rest = rest.strip_prefix('+').unwrap_or(rest);
        let is_number = rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '.'));
        return (!is_number).then_some(Flaw::Nowhere);
    }
    Some(Flaw::NoScheme)
}

/// Whether nobody can see a character, or tell it from a blank.
pub fn is_invisible(c: char) -> bool {
    c != ' ' && (c.is_whitespace() || c.is_control())
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Names between full stops, at least two of them; or the computer that the site is built on.
fn is_host(host: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
    let is_part = |part: &str| {
        let is_inside = |c: char| is_letter(c) || matches!(c, '-' | '_');
        part.starts_with(is_letter) && part.ends_with(is_letter) && part.chars().all(is_inside)
    };
    (host.contains('.') || host == "localhost") && host.split('.').all(is_part)
}

impl Flaw {
    /// What is wrong, and what to write.
    pub(super) fn told(&self, text: &str) -> (String, String) {
        let whole = format!("`{text}` is not a web address");
        match self {
            Flaw::Invisible(c) => (
                format!("this address holds a character that nobody can see (U+{:04X})", u32::from(*c)),
                format!("write it anew, without pasting: `{}`", tidy(text)),
            ),
            Flaw::Blank => {
                (format!("there is a blank in the address `{text}`"), format!("did you mean `{}`?", tidy(text)))
            }
            Flaw::Sign(c) => (whole, format!("take out the `{c}`, or write it as `%{:02X}`", u32::from(*c))),
            Flaw::EndMark(mark) => (
                format!("the address `{text}` ends in `{mark}`, which belongs to a sentence"),
                format!("did you mean `{}`?", text.trim_end_matches(END_MARKS)),
            ),
            Flaw::NoScheme => (whole, scheme_help(text)),
            Flaw::Login => (
                "this address gives away a name or a password".into(),
                "take out what stands before the `@`, with the `@`".into(),
            ),
            Flaw::Nowhere => {
                let help = match text.split(':').next() {
                    Some("mailto") => "write the address of a letter box, such as `mailto:careers@trust.example`",
                    Some("tel") => "write the number without blanks, such as `tel:+442071234567`",
                    _ => "write it in full, such as `https://www.example.org/page`",
                };
                (whole, help.into())
            }
        }
    }
}

/// The whole address that was meant where only its beginning is missing; nothing if it may be the name of a file.
pub fn whole(text: &str) -> Option<String> {
    const ENDINGS: [&str; 18] = [
        "ac", "app", "co", "com", "edu", "eu", "gov", "info", "int", "io", "london", "net", "nhs", "org", "scot", "uk",
        "us", "wales",
    ];
    let lower = text.to_ascii_lowercase();
    for scheme in ["https//", "https:/", "http//", "http:/"] {
        let rest = lower
            .strip_prefix(scheme)
            .filter(|rest| !rest.starts_with('/'))
            .map(|rest| &text[text.len() - rest.len()..]);
        if let Some(rest) = rest.filter(|rest| is_host(rest.split(['/', '?', '#']).next().unwrap_or_default())) {
            return Some(format!("https://{rest}"));
        }
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_known = |host: &str| is_host(host) && host.rsplit('.').next().is_some_and(|end| ENDINGS.contains(&end));
    if is_known(host) {
        return Some(format!("https://{text}"));
    }
    if text
        .split_once('@')
        .is_some_and(|(name, host)| !name.contains(['/', ':', ' ']) && is_known(&host.to_lowercase()))
    {
        return Some(format!("mailto:{text}"));
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_number = (10..=13).contains(&digits) && (text.starts_with('0') || text.starts_with('+'));
    let is_plain = text.chars().skip(1).all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'));
    (is_number && is_plain).then(|| telephone(text))
}

/// The address by which a telephone rings a number that is written for people: `tel:0800100900` for `0800 100 900`.
pub fn telephone(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("tel:{}{digits}", if number.starts_with('+') { "+" } else { "" })
}

fn scheme_help(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let known = SCHEMES.into_iter().find(|scheme| lower.starts_with(scheme));
    let is_box = text.split_once('@').is_some_and(|(name, host)| !name.contains(['/', ':']) && is_host(host));
    match known {
        Some(scheme) => format!("write `{scheme}{}`", &text[scheme.len()..]),
        None if lower.starts_with("www.") => format!("write `https://{text}`"),
        None if is_box => format!("write `mailto:{text}`"),
        None if is_host(lower.split(['/', '?', '#']).next().unwrap_or_default()) => format!("write `https://{text}`"),
        None => "write it in full, starting with `https://`".into(),
    }
}

/// An address without what nobody can see, and without blanks.
fn tidy(text: &str) -> String {
    text.chars().filter(|&c| c != ' ' && !is_invisible(c)).collect()
}

impl Field for Address {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let Some(flaw) = flaw(&text) else { return Some(Address(text)) };
        let (message, help) = flaw.told(&text);
        reader.invalid(message, Some(help));
        None
    }

    fn shape() -> Shape {
        Shape::Address
    }
}

same_in_every_phase!(Address);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_whole_address_has_no_flaw() {
        for text in [
            "https://www.nhs.uk",
            "http://a.example/b_(c)?d=e&f[]=g#h",
            "https://rôles.example/é",
            "http://127.0.0.1:4000/x",
            "https://a.example/it's!",
            "mailto:careers@trust.example?subject=Hello",
            "tel:+44(0)20-7946.0000",
        ] {
            assert_eq!(flaw(text), None, "{text}");
        }
    }

    #[test]
    fn each_flaw_is_told_by_name() {
        for (text, found) in [
            ("https://www.nhs.uk/\u{200B}page", Flaw::Invisible('\u{200B}')),
            ("https://www.nhs.uk/\u{A0}page", Flaw::Invisible('\u{A0}')),
            ("mailto:c@b.example\u{2060}", Flaw::Invisible('\u{2060}')),
            ("https://www.nhs.uk/a page", Flaw::Blank),
            ("https://www.nhs.uk/<a>", Flaw::Sign('<')),
            ("https://www.nhs.uk/page.", Flaw::EndMark('.')),
            ("https://www.nhs.uk.", Flaw::EndMark('.')),
            ("https://www.nhs.uk/page,", Flaw::EndMark(',')),
            ("www.nhs.uk", Flaw::NoScheme),
            ("HTTPS://www.nhs.uk", Flaw::NoScheme),
            ("javascript:alert(1)", Flaw::NoScheme),
            ("file:///C:/page.html", Flaw::NoScheme),
            ("https://me:secret@www.nhs.uk/", Flaw::Login),
            ("https://", Flaw::Nowhere),
            ("https:///page", Flaw::Nowhere),
            ("https://intranet/page", Flaw::Nowhere),
            ("https://www..nhs.uk", Flaw::Nowhere),
            ("https://www.nhs.uk:port/", Flaw::Nowhere),
            ("mailto:", Flaw::Nowhere),
            ("mailto:careers", Flaw::Nowhere),
            ("tel:", Flaw::Nowhere),
            ("tel:ask", Flaw::Nowhere),
        ] {
            assert_eq!(flaw(text), Some(found), "{text}");
        }
    }

    #[test]
    fn only_the_beginning_is_missing() {
        for (text, is) in [
            ("jobs.nhs.uk/apply", Some("https://jobs.nhs.uk/apply")),
            ("https//jobs.example/a", Some("https://jobs.example/a")),
            ("https:/jobs.example/a", Some("https://jobs.example/a")),
            ("jo@trust.nhs.uk", Some("mailto:jo@trust.nhs.uk")),
            ("020 7946 0000", Some("tel:02079460000")),
            ("about.md", None),
            ("../partners/jobs.nhs.uk", None),
            ("2026-11-12", None),
        ] {
            assert_eq!(whole(text).as_deref(), is, "{text}");
        }
    }

    #[test]
    fn the_help_says_what_to_write() {
        for (text, help) in [
            ("www.nhs.uk/page", "write `https://www.nhs.uk/page`"),
            ("nhs.uk", "write `https://nhs.uk`"),
            ("HTTPS://www.nhs.uk", "write `https://www.nhs.uk`"),
            ("careers@trust.example", "write `mailto:careers@trust.example`"),
            ("https://www.nhs.uk/page.", "did you mean `https://www.nhs.uk/page`?"),
            ("https://www.nhs.uk/\u{200B}page", "write it anew, without pasting: `https://www.nhs.uk/page`"),
        ] {
            assert_eq!(flaw(text).map(|flaw| flaw.told(text).1).as_deref(), Some(help));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_or_told(text in "(https?://|mailto:|tel:)?\\PC{0,12}|.{0,12}") {
            if let Some(flaw) = flaw(&text) {
                flaw.told(&text);
            }
        }
    }
}
