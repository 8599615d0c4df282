//! PNG, chunk by chunk. Kept is what says how the picture looks.

use super::details::Turn;
use super::{Motion, Parts};

const MARK: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Chunks that change nothing about how a picture looks are written with a small first letter; these do.
const LOOKS: [&[u8; 4]; 13] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV",
];

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let mut rest = bytes.strip_prefix(MARK)?;
    let mut kept = vec![MARK.into()];
    let (mut motion, mut is_cut, mut has_picture) = (Motion::Still, false, false);
    if rest.get(..8) != Some(b"\0\0\0\x0DIHDR") {
        return None;
    }
    loop {
        let (length, kind) = (rest.get(..4)?, rest.get(4..8)?);
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let chunk = rest.get(..length.checked_add(12)?)?;
        rest = &rest[chunk.len()..];
        match kind {
            // How many pictures there are stands first.
            b"acTL" if chunk.get(8..12).is_some_and(|number| *number > [0, 0, 0, 1][..]) => motion = Motion::Moving,
            b"IDAT" => has_picture = true,
            _ => {}
        }
        if kind[0].is_ascii_uppercase() || LOOKS.iter().any(|known| *known == kind) {
            kept.push(chunk.into());
        } else {
            is_cut = true;
        }
        if kind == b"IEND" {
            break;
        }
    }
    is_cut |= !rest.is_empty();
    has_picture.then_some(Parts { turn: Turn::NONE, motion, kept, is_cut })
}
