//! Numbers as authors write them: digits alone, since the field knows what is counted.

use super::fields::{Field, Reader, Shape};
use super::node::Node;

/// The number that is written, if it is one from 0 up that can be told.
pub fn number(node: &Node) -> Option<f64> {
    let number = match node {
        Node::Int(number) => Some(*number as f64),
        Node::Float(number) => Some(*number),
        Node::Text(text) if is_plain(text) => text.parse().ok(),
        Node::Text(_) | Node::Null | Node::Bool(_) | Node::List(_) | Node::Map(_) => None,
    };
    number.filter(|number| number.is_finite() && *number >= 0.0)
}

/// The whole number that is written, if it is one.
pub fn whole(node: &Node) -> Option<u32> {
    let number = number(node).filter(|number| number.fract() == 0.0 && *number <= f64::from(u32::MAX))?;
    // A fraction is no whole number even if it is of nothing: `"5.0"` is written by somebody who means a fraction.
    let is_fraction = matches!(node, Node::Text(text) if text.contains('.'));
    (!is_fraction).then_some(number as u32)
}

/// Digits, and perhaps a point with digits behind it.
fn is_plain(text: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    are_digits(whole) && are_digits(fraction)
}

/// The one number in a text that also names its unit: `25272` of `£25,272`, `20` of `20%`, `18` of `18 months`.
fn alone(text: &str) -> Option<String> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[first..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches([',', '.']).replace(',', "");
    let others = text[..first].contains('-') || rest[end..].contains(|c: char| c.is_ascii_digit());
    (!others && is_plain(&number) && number != text).then_some(number)
}

fn refuse<T>(node: &Node, reader: &mut Reader, what: &str, help: &str) -> Option<T> {
    let text = match node {
        Node::Int(number) => number.to_string(),
        Node::Float(number) if number.is_nan() => "nan".into(),
        Node::Float(number) => number.to_string(),
        Node::Text(text) => {
            let help = alone(text).map_or(help.into(), |number| format!("write the number alone: `{number}`"));
            return reader.expected(what, node, &help);
        }
        Node::Null | Node::Bool(_) | Node::List(_) | Node::Map(_) => return reader.expected(what, node, help),
    };
    let message = match text.starts_with('-') {
        true => format!("`{text}` is less than 0"),
        false => format!("`{text}` is not {what}"),
    };
    reader.invalid(message, Some(help.into()));
    None
}

impl Field for u32 {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let help = "write digits only, such as `24`, without signs or spaces";
        whole(node).or_else(|| refuse(node, reader, "a whole number", help))
    }

    fn shape() -> Shape {
        Shape::Whole
    }
}

impl Field for f64 {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        number(node).or_else(|| refuse(node, reader, "a number", "write digits and a point, such as `12.71`"))
    }

    fn shape() -> Shape {
        Shape::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_alone() {
        for text in ["5", "007", "12.71"] {
            assert!(number(&Node::Text(text.into())).is_some(), "{text}");
        }
        for text in ["", "+5", "-5", "5.", ".5", "1e3", "inf", "nan", "５", "0x10", "1_000", "1,000"] {
            assert_eq!(number(&Node::Text(text.into())), None, "{text}");
        }
        assert_eq!(whole(&Node::Text("5.0".into())), None);
        assert_eq!((whole(&Node::Float(5.0)), whole(&Node::Float(5.5))), (Some(5), None));
        assert_eq!((whole(&Node::Int(-1)), number(&Node::Float(f64::NAN))), (None, None));
        assert_eq!((whole(&Node::Int(4_294_967_296)), whole(&Node::Float(1e300))), (None, None));
    }

    #[test]
    fn a_unit_is_taken_away() {
        for (text, number) in [
            ("£25,272", Some("25272")),
            ("20%", Some("20")),
            ("18 months", Some("18")),
            ("about 16", Some("16")),
            ("£12.71.", Some("12.71")),
            ("16 to 18", None),
            ("16-18", None),
            ("-5", None),
            ("two", None),
            ("12", None),
        ] {
            assert_eq!(alone(text).as_deref(), number, "{text}");
        }
    }
}
