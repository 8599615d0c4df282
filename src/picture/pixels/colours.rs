//! What the numbers of a picture's colours mean. Most telephones write more colours than screens take for granted, and
//! say so in a profile; without it, people in a photograph look pale.

use crate::picture::Size;

/// A longer profile is one of a printer or a scanner, and weighs more than a small picture.
const LONGEST: usize = 4_000;

const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;

/// A profile of red, green and blue that says something else than what is taken for granted.
pub(super) fn worth_keeping(profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let is_named = |profile: &[u8]| {
        let names: [&[u8]; 2] = [b"sRGB", b"s\0R\0G\0B"];
        names.iter().any(|name| profile.windows(name.len()).any(|part| part == *name))
    };
    profile.filter(|profile| {
        let is_rgb = profile.get(16..20) == Some(b"RGB ") && profile.get(36..40) == Some(b"acsp");
        is_rgb && profile.len() <= LONGEST && !is_named(profile)
    })
}

/// Puts a profile into a WebP as the encoder makes it; none if it is not one.
pub(super) fn with_profile(webp: &[u8], profile: &[u8], size: Size) -> Option<Vec<u8>> {
    let chunks = webp.get(12..)?;
    let (flags, picture) = match chunks.get(..4)? {
        b"VP8X" => (*chunks.get(8)?, chunks.get(18..)?),
        // Whether a pixel can be seen through is in the fifth byte of a picture without loss.
        b"VP8L" => (if chunks.get(12)? & 0x10 == 0 { 0 } else { HAS_ALPHA }, chunks),
        _ => (0, chunks),
    };
    let side = |length: u32| (length - 1).to_le_bytes();
    let mut body = b"WEBPVP8X\x0A\0\0\0".to_vec();
    body.extend_from_slice(&[flags | HAS_PROFILE, 0, 0, 0]);
    body.extend_from_slice(&side(size.width)[..3]);
    body.extend_from_slice(&side(size.height)[..3]);
    body.extend_from_slice(b"ICCP");
    body.extend_from_slice(&(profile.len() as u32).to_le_bytes());
    body.extend_from_slice(profile);
    body.extend_from_slice(&[0][..profile.len() % 2]);
    body.extend_from_slice(picture);
    Some([b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat())
}
