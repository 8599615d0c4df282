//! WebP, chunk by chunk. Kept is the picture, its colours and its frames.

use std::borrow::Cow;

use super::details::Turn;
use super::{Motion, Parts};

/// What the head of a large WebP says about it.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const MOVES: u8 = 0x02;

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let length = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let end = length.checked_add(8)?;
    let mut rest = bytes.get(12..end)?;
    let (mut turn, mut motion, mut has_picture) = (Turn::NONE, Motion::Still, false);
    let mut is_cut = bytes.len() > end;
    let mut kept: Vec<Cow<'_, [u8]>> = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?) as usize;
        let whole = length.checked_add(8)?;
        let data = rest.get(8..whole)?;
        // Chunks of an odd length are followed by one more byte, which some programs forget at the end.
        let chunk = &rest[..(whole + whole % 2).min(rest.len())];
        match &rest[..4] {
            b"VP8X" => {
                let flags = *data.first()?;
                motion = if flags & MOVES == 0 { Motion::Still } else { Motion::Moving };
                kept.push(chunk.into());
            }
            b"EXIF" => {
                turn = Turn::in_exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
                is_cut = true;
            }
            b"VP8 " | b"VP8L" | b"ANMF" => {
                has_picture = true;
                kept.push(chunk.into());
            }
            b"ALPH" | b"ANIM" | b"ICCP" => kept.push(chunk.into()),
            _ => is_cut = true,
        }
        rest = &rest[chunk.len()..];
    }
    if is_cut {
        finish(&mut kept, turn);
    } else {
        kept.insert(0, bytes[..12].into());
    }
    has_picture.then_some(Parts { turn, motion, kept, is_cut })
}

/// Puts a head before the chunks that are left, and the turn behind them.
fn finish(kept: &mut Vec<Cow<'_, [u8]>>, turn: Turn) {
    let exif = turn.to_exif();
    if let Some(large) = kept.iter_mut().find(|chunk| chunk.starts_with(b"VP8X")) {
        let flags = &mut large.to_mut()[8];
        *flags &= !(HAS_EXIF | HAS_XMP);
        if let Some(exif) = exif {
            *flags |= HAS_EXIF;
            kept.push([b"EXIF", &(exif.len() as u32).to_le_bytes()[..], &exif].concat().into());
        }
    }
    let length = 4 + kept.iter().map(|chunk| chunk.len()).sum::<usize>();
    kept.insert(0, [b"RIFF", &(length as u32).to_le_bytes()[..], b"WEBP"].concat().into());
}
