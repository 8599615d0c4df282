//! GIF, block by block: whether it moves. Comments, and what programs add, are left out.

use super::details::Turn;
use super::{Motion, Parts};

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let colours = colour_table(*bytes.get(10)?);
    let head = bytes.get(..13 + colours)?;
    let mut at = head.len();
    let mut kept = vec![head.into()];
    let (mut pictures, mut is_cut) = (0, false);
    loop {
        let start = at;
        match *bytes.get(at)? {
            0x3B => {
                kept.push(bytes[at..=at].into());
                is_cut |= bytes.len() > at + 1;
                break;
            }
            0x2C => {
                pictures += 1;
                // Place and size, colours, and how many bits the packed colours begin with.
                at = blocks_end(bytes, at + 10 + colour_table(*bytes.get(at + 9)?) + 1)?;
                kept.push(bytes[start..at].into());
            }
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                at = blocks_end(bytes, at + 2)?;
                if belongs(kind, &bytes[start + 2..at]) {
                    kept.push(bytes[start..at].into());
                } else {
                    is_cut = true;
                }
            }
            _ => return None,
        }
    }
    let motion = if pictures > 1 { Motion::Moving } else { Motion::Still };
    (pictures > 0).then_some(Parts { turn: Turn::NONE, motion, kept, is_cut })
}

/// How long a table of colours is, by the byte that announces it.
fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// How a picture lies and how long it is shown belong to it, and so does how often it starts over.
fn belongs(kind: u8, blocks: &[u8]) -> bool {
    kind == 0xF9 || kind == 0xFF && (blocks.starts_with(b"\x0BNETSCAPE2.0") || blocks.starts_with(b"\x0BANIMEXTS1.0"))
}

/// Where a run of blocks ends, each of which begins with its length.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
