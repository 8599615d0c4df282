//! Where something is: a postcode and its district, and a point on the map.

use std::fmt;

use super::fields::{Field, Form, Reader, Shape};
use super::node::Node;
use super::phase::same_in_every_phase;
use super::values::Text;

/// A whole postcode of the United Kingdom, such as `M13 9WL`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode(pub Text);

impl Postcode {
    /// Its first half, which names a district.
    pub fn district(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }

    /// The postcode that a text is, however it is spaced and whatever its letters.
    pub fn meant(text: &str) -> Option<String> {
        let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let joined = joined.to_ascii_uppercase();
        let (district, unit) = joined.is_ascii().then(|| joined.split_at_checked(joined.len().checked_sub(3)?))??;
        let is_unit = matches!(unit.as_bytes(), [digit, rest @ ..] if digit.is_ascii_digit() && rest.iter().all(u8::is_ascii_uppercase));
        (is_district(district) && is_unit).then(|| format!("{district} {unit}"))
    }
}

/// Whether a text is a district of postcodes as people write it: `M13`, `EC1A`.
pub fn is_district(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_end = match &text.as_bytes()[letters..] {
        [first] => first.is_ascii_digit(),
        [first, last] => first.is_ascii_digit() && (last.is_ascii_digit() || last.is_ascii_uppercase()),
        _ => false,
    };
    matches!(letters, 1 | 2) && is_end
}

/// A point on the map in thousandths of a degree, which is within 100 metres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    pub latitude: i32,
    pub longitude: i32,
}

/// What is wrong with a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPoint {
    /// It is not two numbers.
    Numbers,
    /// It is not in the United Kingdom.
    Elsewhere,
    /// It is, the other way round.
    Swapped(Point),
}

impl Point {
    /// The point of two numbers in degrees, as they are written.
    pub fn of(latitude: &str, longitude: &str) -> Result<Point, NoPoint> {
        let number = |text: &str| {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
            text.parse::<f64>().ok().filter(|number| is_plain && number.abs() <= 360.0).ok_or(NoPoint::Numbers)
        };
        let thousandths = |degrees: f64| (degrees * 1000.0).round() as i32;
        let point = Point { latitude: thousandths(number(latitude)?), longitude: thousandths(number(longitude)?) };
        let swapped = Point { latitude: point.longitude, longitude: point.latitude };
        match point {
            _ if point.is_in_the_country() => Ok(point),
            _ if swapped.is_in_the_country() => Err(NoPoint::Swapped(swapped)),
            _ => Err(NoPoint::Elsewhere),
        }
    }

    /// Reads `53.898 -1.963`, with or without a comma.
    pub fn parse(text: &str) -> Result<Point, NoPoint> {
        let mut parts = text.split([' ', ',']).filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (Some(latitude), Some(longitude), None) => Point::of(latitude, longitude),
            _ => Err(NoPoint::Numbers),
        }
    }

    fn is_in_the_country(self) -> bool {
        (49_000..=61_000).contains(&self.latitude) && (-9_000..=2_000).contains(&self.longitude)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} {:.3}", f64::from(self.latitude) / 1000.0, f64::from(self.longitude) / 1000.0)
    }
}

impl NoPoint {
    /// What is wrong, and what to write.
    pub fn told(self, text: &str) -> (String, String) {
        match self {
            NoPoint::Numbers => (
                format!("`{text}` is not a point on the map"),
                "write degrees north, a blank and degrees east, such as `53.898 -1.963`".into(),
            ),
            NoPoint::Elsewhere => (
                format!("the point `{text}` is not in the United Kingdom"),
                "look for a digit, a full stop or a minus that is missing or wrong".into(),
            ),
            NoPoint::Swapped(point) => (
                format!("the point `{text}` is not in the United Kingdom"),
                format!("the degrees north come first: did you mean `{point}`?"),
            ),
        }
    }
}

const POSTCODE: Form = Form {
    about: "postcode, such as `M13 9WL`",
    sample: "M13 9WL",
    pattern: "[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}",
    meant: Postcode::meant,
};

/// What a schema can say of it: that there are two numbers.
const POINT: Form = Form {
    about: "degrees north and east, such as `53.898 -1.963`",
    sample: "53.898 -1.963",
    pattern: "(49|5[0-9]|60)(\\.[0-9]+)?( |, ?)-?[0-9](\\.[0-9]+)?",
    meant: |_| None,
};

impl Field for Postcode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        match Postcode::meant(&text) {
            Some(meant) if *meant == *text => Some(Postcode(text)),
            Some(meant) => {
                reader.invalid(format!("`{text}` is not written as a postcode"), Some(format!("write `{meant}`")));
                None
            }
            None => {
                let help = "write it in full, such as `M13 9WL`: a letter and a digit are easily mistaken";
                reader.invalid(format!("`{text}` is not a postcode"), Some(help.into()));
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Form(&POSTCODE)
    }
}

impl Field for Point {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        Point::parse(&text)
            .map_err(|fault| {
                let (message, help) = fault.told(&text);
                reader.invalid(message, Some(help));
            })
            .ok()
    }

    fn shape() -> Shape {
        Shape::Form(&POINT)
    }
}

same_in_every_phase!(Postcode);
same_in_every_phase!(Point);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_is_told_from_what_is_none() {
        for (text, meant) in [
            ("M13 9WL", Some("M13 9WL")),
            ("m139wl", Some("M13 9WL")),
            ("EC1A  1BB", Some("EC1A 1BB")),
            ("M13", None),
            ("M13 9WLX", None),
            ("13M 9WL", None),
            ("MMM1 9WL", None),
            ("É1 9WL", None),
            ("", None),
        ] {
            assert_eq!(Postcode::meant(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn a_point_is_in_the_country_and_the_right_way_round() {
        assert_eq!(Point::parse("53.898,-1.963"), Ok(Point { latitude: 53898, longitude: -1963 }));
        assert_eq!(Point::parse("51.5, 0"), Ok(Point { latitude: 51500, longitude: 0 }));
        assert!(matches!(Point::parse("-1.963 53.898"), Err(NoPoint::Swapped(_))));
        assert_eq!(Point::parse("5.3898 -1.963"), Err(NoPoint::Elsewhere));
        for text in ["", "53.898", "53.898 -1.963 7", "1e1 2", "north east", "53,898 -1,963", "nan nan"] {
            assert_eq!(Point::parse(text), Err(NoPoint::Numbers), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_point_reads_back_as_it_was(latitude in 49_000..61_000, longitude in -9_000..2_000) {
            let point = Point { latitude, longitude };
            prop_assert_eq!(Point::parse(&point.to_string()), Ok(point));
        }

        #[test]
        fn any_text_is_a_postcode_or_none(text in "\\PC{0,9}|[A-Z0-9 ]{0,9}") {
            if let Some(meant) = Postcode::meant(&text) {
                prop_assert_eq!(Postcode::meant(&meant), Some(meant.clone()));
                prop_assert!(is_district(Postcode(meant.into()).district()));
            }
        }
    }
}
