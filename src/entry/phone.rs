//! The number of a telephone, as people read it.

use super::fields::{Field, Form, Reader, Shape};
use super::node::Node;
use super::phase::same_in_every_phase;
use super::values::Text;

/// A telephone number of the United Kingdom, in groups of digits such as `0800 100 900`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(pub Text);

/// What is wrong with a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoPhone {
    /// Something beside digits, blanks and a plus sign.
    Signs,
    /// It does not begin as numbers do.
    Start,
    /// Too few digits, or too many.
    Digits(usize),
}

impl NoPhone {
    fn help(self) -> String {
        match self {
            NoPhone::Signs => {
                "write digits and blanks, such as `0161 276 1234`; leave out letters, brackets and words".into()
            }
            NoPhone::Start => "write it as people dial it here, with a `0` in front: spreadsheets take it off".into(),
            NoPhone::Digits(digits) => {
                format!(
                    "it has {digits} digits, and numbers have 10 or 11 that begin with `0`: look for one that is missing or doubled"
                )
            }
        }
    }
}

/// Judges a number as it is written.
fn judge(text: &str) -> Result<(), NoPhone> {
    let groups: Vec<&str> = text.split(' ').collect();
    let (first, rest) = (groups[0].strip_prefix('+').unwrap_or(groups[0]), &groups[1..]);
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !is_group(first) || !rest.iter().all(|group| is_group(group)) {
        return Err(NoPhone::Signs);
    }
    let digits: usize = first.len() + rest.iter().map(|group| group.len()).sum::<usize>();
    match (groups[0].as_bytes(), digits) {
        ([b'+', b'4', b'4', ..], 11 | 12) | ([b'0', ..], 10 | 11) => Ok(()),
        ([b'+', b'4', b'4', ..] | [b'0', ..], _) => Err(NoPhone::Digits(digits)),
        _ => Err(NoPhone::Start),
    }
}

const PHONE: Form = Form {
    about: "telephone number, such as `0800 100 900`",
    sample: "0800 100 900",
    pattern: "(0|\\+44)( ?[0-9]){9,10}",
    meant,
};

/// The number that people mean by another way to write it: with brackets or hyphens, `0044`, or a `0` that a spreadsheet
/// has taken off.
fn meant(text: &str) -> Option<String> {
    let text = text.replace("(0)", " ");
    let is_sign = |c: char| !c.is_ascii_digit() && c != '+' && !c.is_alphabetic();
    let groups: Vec<&str> = text.split(is_sign).filter(|group| !group.is_empty()).collect();
    let joined = groups.join(" ");
    let whole = joined.strip_prefix("00").map_or_else(|| joined.clone(), |rest| format!("+{rest}"));
    let is_short = whole.bytes().filter(u8::is_ascii_digit).count() == 10 && whole.starts_with(['1', '2', '3', '7']);
    let whole = if is_short { format!("0{whole}") } else { whole };
    judge(&whole).is_ok().then_some(whole)
}

impl Field for Phone {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        match judge(&text) {
            Ok(()) => Some(Phone(text)),
            Err(fault) => {
                reader.invalid(format!("`{text}` is not a telephone number"), Some(fault.help()));
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Form(&PHONE)
    }
}

same_in_every_phase!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_however_they_are_typed() {
        for (text, number) in [
            ("(020) 7946 0101", "020 7946 0101"),
            ("020-7946-0101", "020 7946 0101"),
            ("+44 (0)20 7946 0101", "+44 20 7946 0101"),
            ("0044 20 7946 0101", "+44 20 7946 0101"),
            ("2079460101", "02079460101"),
            ("020\u{a0}7946 0101", "020 7946 0101"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(number), "{text}");
        }
        for text in ["ask Jo", "020 7946 0101 ext 3", "12", "020 7946 0101 / 0102"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_told_from_what_is_none() {
        for (text, judged) in [
            ("0800 100 900", Ok(())),
            ("0161 276 1234", Ok(())),
            ("+44 161 276 1234", Ok(())),
            ("111", Err(NoPhone::Start)),
            ("161 276 1234", Err(NoPhone::Start)),
            ("+1 161 276 1234", Err(NoPhone::Start)),
            ("0161 276", Err(NoPhone::Digits(7))),
            ("0161 276 1234 5", Err(NoPhone::Digits(12))),
            ("(0161) 276 1234", Err(NoPhone::Signs)),
            ("0161  276 1234", Err(NoPhone::Signs)),
            ("0161-276-1234", Err(NoPhone::Signs)),
            ("ring the office", Err(NoPhone::Signs)),
            ("0161 276 1234 ext 3", Err(NoPhone::Signs)),
            ("", Err(NoPhone::Signs)),
            ("+", Err(NoPhone::Signs)),
        ] {
            assert_eq!(judge(text), judged, "{text}");
        }
    }
}
