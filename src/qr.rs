//! QR codes: an address as squares, for phones that look at paper.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// A code as a picture, one unit a square. Around it, four units must stay white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// How many squares it is wide and high.
    pub side: u32,
    /// The dark squares, as the `d` of an SVG path.
    pub path: String,
}

/// The code of a text; none if the text is too long for one.
pub fn code(text: &str) -> Option<Code> {
    let drawn = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..drawn.size() {
        let mut x = 0;
        while x < drawn.size() {
            let from = x;
            while drawn.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let width = x - from;
                // A String takes any text.
                let _ = write!(path, "M{from} {y}h{width}v1h-{width}z");
            }
            x += 1;
        }
    }
    Some(Code { side: drawn.size().unsigned_abs(), path })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a square is dark, read back from the path.
    fn is_dark(code: &Code, x: u32, y: u32) -> bool {
        code.path.split('M').skip(1).any(|run| {
            let (place, rest) = run.split_once('h').expect("each run has a width");
            let (from, row) = place.split_once(' ').expect("each run has a place");
            let (from, row): (u32, u32) = (from.parse().expect("a number"), row.parse().expect("a number"));
            let width: u32 = rest.split('v').next().expect("a width").parse().expect("a number");
            row == y && (from..from + width).contains(&x)
        })
    }

    #[test]
    fn every_square_is_drawn() {
        let text = "https://example.org/roles/podiatrist.html";
        let (drawn, code) = (QrCode::encode_text(text, QrCodeEcc::Medium).expect("short"), code(text).expect("short"));
        assert_eq!(code.side, drawn.size().unsigned_abs());
        for y in 0..drawn.size() {
            for x in 0..drawn.size() {
                let is_drawn = is_dark(&code, x.unsigned_abs(), y.unsigned_abs());
                assert_eq!(is_drawn, drawn.get_module(x, y), "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_text_that_is_too_long_has_none() {
        assert_eq!(code(&"a".repeat(3000)), None);
    }
}
