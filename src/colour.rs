//! Colours, and whether words in one can be read on another.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    pub const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
    pub const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

    /// Reads `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let pair = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        let single = |at: usize| u8::from_str_radix(&digits[at..at + 1], 16).ok().map(|digit| digit * 17);
        match digits.len() {
            6 => Some(Colour { red: pair(0)?, green: pair(2)?, blue: pair(4)? }),
            3 => Some(Colour { red: single(0)?, green: single(1)?, blue: single(2)? }),
            _ => None,
        }
    }

    /// Relative luminance, from 0 for black to 1 for white: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// Contrast with another colour, from 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// A step of the way to another colour, from 0 for none of it to 100 for all.
    pub fn towards(self, other: Colour, percent: u32) -> Colour {
        let mix = |from: u8, to: u8| {
            let mixed = (u32::from(from) * (100 - percent) + u32::from(to) * percent) / 100;
            u8::try_from(mixed).expect("a mean of two bytes is a byte")
        };
        Colour { red: mix(self.red, other.red), green: mix(self.green, other.green), blue: mix(self.blue, other.blue) }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Colour;

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 1e-9);
        // Worked examples that are often quoted for grey text on white.
        let on_white = |text| Colour::parse(text).unwrap().contrast(Colour::WHITE);
        assert!((on_white("#767676") - 4.54).abs() < 0.01);
        assert!((on_white("#777") - 4.48).abs() < 0.01);
    }

    #[test]
    fn only_plain_hexadecimal_colours_are_read() {
        for odd in ["", "#", "fff", "#ff", "#ffff", "#gggggg", "#+1+1+1", "red", "#ééé"] {
            assert_eq!(Colour::parse(odd), None, "{odd}");
        }
        assert_eq!(Colour::parse("#fA0"), Colour::parse("#FFAA00"));
    }

    proptest! {
        #[test]
        fn a_colour_is_read_as_it_is_written(red: u8, green: u8, blue: u8) {
            let colour = Colour { red, green, blue };
            prop_assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
            let contrast = colour.contrast(Colour::WHITE);
            prop_assert!((1.0..=21.0).contains(&contrast));
        }
    }
}
