//! JPEG, segment by segment. Kept is what belongs to the picture: how to unpack it and its colours.
//!
//! Telephones write more behind the picture's end, such as a second picture or a film; that goes too.

use std::borrow::Cow;

use super::details::Turn;
use super::{Motion, Parts};

const START: [u8; 2] = [0xFF, 0xD8];
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: &[u8] = b"Exif\0\0";

pub(super) fn parts(bytes: &[u8]) -> Option<Parts<'_>> {
    let mut rest = bytes.strip_prefix(&START)?;
    let (mut turn, mut is_cut, mut has_picture) = (Turn::NONE, false, false);
    let mut kept: Vec<Cow<'_, [u8]>> = vec![bytes[..2].into()];
    loop {
        let marker = rest.iter().position(|&byte| byte != 0xFF).filter(|&fill| fill > 0)?;
        let kind = rest[marker];
        rest = &rest[marker - 1..];
        if kind == END {
            kept.push(rest[..2].into());
            is_cut |= rest.len() > 2;
            break;
        }
        let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?])) + 2;
        let segment = rest.get(..length)?;
        let data = segment.get(4..)?;
        rest = &rest[length..];
        if kind == 0xE1 && data.starts_with(EXIF) && turn == Turn::NONE {
            turn = Turn::in_exif(&data[EXIF.len()..]);
        }
        if belongs(kind, data) {
            kept.push(segment.into());
        } else {
            is_cut = true;
        }
        if kind == SCAN {
            has_picture = true;
            let (scan, after) = rest.split_at(scan_length(rest)?);
            kept.push(scan.into());
            rest = after;
        }
    }
    if let Some(exif) = turn.to_exif() {
        let length = (2 + EXIF.len() + exif.len()) as u16;
        kept.insert(1, [&[0xFF, 0xE1], &length.to_be_bytes()[..], EXIF, &exif].concat().into());
    }
    has_picture.then_some(Parts { turn, motion: Motion::Still, kept, is_cut })
}

/// Whether a segment is a part of the picture: it is no comment and no note of a camera or a program. The last two
/// say in which colours the picture is written.
fn belongs(kind: u8, data: &[u8]) -> bool {
    match kind {
        0xE0 => data.starts_with(b"JFIF\0"),
        0xE2 => data.starts_with(b"ICC_PROFILE\0"),
        0xEE => data.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// How long the packed picture is, up to the next marker; none if there is no next marker.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|&byte| byte == 0xFF)?;
        match bytes.get(at + 1)? {
            // A plain byte of that value, a mark to start over, or padding.
            0x00 | 0xD0..=0xD7 => from = at + 2,
            0xFF => from = at + 1,
            _ => return Some(at),
        }
    }
}
