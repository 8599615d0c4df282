//! What cameras and programs write into a picture beside the picture (Exif): of all that, only which way up it is
//! matters to visitors. Where and when it was taken, and by which telephone, is nobody's business.

use super::Size;

/// How a picture is to be turned before it is shown, as Exif counts it: 1 to 8, where 5 to 8 lie on their side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn(u8);

/// The tag of Exif that says so.
const ORIENTATION: u16 = 0x0112;

impl Turn {
    pub const NONE: Turn = Turn(1);

    pub fn new(number: u16) -> Turn {
        match number {
            1..=8 => Turn(number as u8),
            _ => Turn::NONE,
        }
    }

    #[cfg(feature = "images")]
    pub fn number(self) -> u8 {
        self.0
    }

    /// Whether width and height change places.
    pub fn is_on_side(self) -> bool {
        self.0 >= 5
    }

    pub fn apply_to(self, Size { width, height }: Size) -> Size {
        if self.is_on_side() { Size { width: height, height: width } } else { Size { width, height } }
    }

    /// Exif data that say this and nothing else; none if there is nothing to say.
    pub fn to_exif(self) -> Option<[u8; 26]> {
        let mut data = *b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
        data[19] = self.0;
        (self != Turn::NONE).then_some(data)
    }

    /// Reads Exif data, which begin with the mark of their byte order.
    pub fn in_exif(data: &[u8]) -> Turn {
        Turn::find(data).unwrap_or(Turn::NONE)
    }

    fn find(data: &[u8]) -> Option<Turn> {
        let is_little = match data.get(..4)? {
            b"II\x2A\0" => true,
            b"MM\0\x2A" => false,
            _ => return None,
        };
        let short = |at: usize| {
            let two: [u8; 2] = data.get(at..at.checked_add(2)?)?.try_into().ok()?;
            Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
        };
        let four: [u8; 4] = data.get(4..8)?.try_into().ok()?;
        let start = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize;
        let entries = usize::from(short(start)?);
        let places = (0..entries).map(|entry| start + 2 + entry * 12);
        let mut found = places.map_while(|at| Some((short(at)?, at))).filter(|(tag, _)| *tag == ORIENTATION);
        found.next().and_then(|(_, at)| short(at + 8)).map(Turn::new)
    }
}

/// Whether an AVIF holds Exif or XMP. They lie among the picture's own data, from where nothing can be taken without
/// writing the whole anew.
pub(super) fn in_avif(bytes: &[u8]) -> bool {
    // An entry of the list of items: `infe`, version and flags, a number, another, and the item's type.
    let is_entry = |at: usize| bytes.get(at..at + 4) == Some(b"infe");
    (0..bytes.len().min(MOST_HEAD)).filter(|&at| is_entry(at)).any(|at| {
        let long_number = bytes.get(at + 4) == Some(&3);
        let at = at + if long_number { 14 } else { 12 };
        matches!(bytes.get(at..at + 4), Some(b"Exif" | b"mime"))
    })
}

/// The list of an AVIF's items stands near its beginning.
const MOST_HEAD: usize = 1 << 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_survives_being_written_and_read() {
        for number in 2..=8 {
            let turn = Turn::new(number);
            assert_eq!(Turn::in_exif(&turn.to_exif().unwrap()), turn);
        }
        assert_eq!(Turn::NONE.to_exif(), None);
        assert_eq!(Turn::in_exif(b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"), Turn::new(6));
    }

    #[test]
    fn what_is_no_turn_turns_nothing() {
        let lost = *b"II\x2A\0\xFF\xFF\xFF\xFF\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let odd = *b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0\0\0\0\0";
        for data in [&lost[..], &odd, &odd[..15], b"MM", b"", b"neither nor"] {
            assert_eq!(Turn::in_exif(data), Turn::NONE);
        }
    }

    #[test]
    fn a_picture_on_its_side_is_as_wide_as_it_was_high() {
        let lying = Size { width: 30, height: 20 };
        assert_eq!(Turn::new(6).apply_to(lying), Size { width: 20, height: 30 });
        assert_eq!(Turn::new(3).apply_to(lying), lying);
    }
}
