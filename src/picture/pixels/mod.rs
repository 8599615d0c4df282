//! Makes smaller copies of a picture: bytes in, bytes out, and the same bytes each time.
//!
//! Files from outside are unpacked by decoders in safe Rust alone. The encoder, which is the C library of WebP, sees
//! only rows of colours that were made here.

mod colours;
mod unpack;

use resize::Pixel::{RGB8, RGBA8P};
use resize::Type::Lanczos3;
use rgb::FromSlice;
use webp::{PixelLayout, WebPConfig};

use super::details::Turn;
use super::{Format, Size, Trouble};

/// How much is kept of what the eye hardly sees. At 75, a photograph is a third of its JPEG and looks the same.
const QUALITY: f32 = 75.0;

/// A picture with at most so many colours is a chart or a sign: packed without loss it is smaller, and its letters
/// stay sharp.
const FEW_COLOURS: usize = 256;

/// An unpacked picture as it lies in its file.
struct Pixels {
    size: Size,
    layout: PixelLayout,
    /// Row by row, three or four to a pixel.
    bytes: Vec<u8>,
    /// What its colours mean, where that is not what screens take for granted.
    profile: Option<Vec<u8>>,
}

/// Makes variants of a picture in the wanted sizes, which are those of the picture the right way up.
///
/// # Errors
/// When the picture cannot be unpacked.
pub fn shrink(bytes: &[u8], sizes: &[Size]) -> Result<Vec<Vec<u8>>, Trouble> {
    let format = Format::marked(bytes).ok_or(Trouble::OtherKind)?;
    let parts = format.parts(bytes).ok_or(Trouble::Broken)?;
    let stored = super::size_of(bytes).ok_or(Trouble::Broken)?;
    super::look(&parts, bytes)?;
    let turn = parts.turn;
    drop(parts);
    let pixels = unpack::unpack(format, bytes, stored).ok_or(Trouble::Broken)?;
    let few_colours = format == Format::Png && pixels.has_few_colours();
    // From the largest to the smallest, each made of the one before: a large picture is gone through once.
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(sizes[at].width));
    let mut variants = vec![Vec::new(); sizes.len()];
    let mut larger: Option<Pixels> = None;
    for at in order {
        let variant = match larger {
            None => pixels.scaled(turn.apply_to(sizes[at])).turned(turn),
            Some(larger) => larger.scaled(sizes[at]),
        };
        variants[at] = variant.packed(few_colours).ok_or(Trouble::Broken)?;
        larger = Some(variant);
    }
    Ok(variants)
}

impl Pixels {
    fn depth(&self) -> usize {
        usize::from(self.layout.bytes_per_pixel())
    }

    fn has_few_colours(&self) -> bool {
        let mut seen = rustc_hash::FxHashSet::default();
        self.bytes.chunks_exact(self.depth()).all(|colour| {
            seen.insert(colour);
            seen.len() <= FEW_COLOURS
        })
    }

    fn scaled(&self, size: Size) -> Pixels {
        let mut bytes = vec![0; size.width as usize * size.height as usize * self.depth()];
        let [from_width, from_height, width, height] =
            [self.size.width, self.size.height, size.width, size.height].map(|length| length as usize);
        // What cannot be seen through has no part in the colour of its neighbours.
        let done = match self.depth() {
            4 => resize::new(from_width, from_height, width, height, RGBA8P, Lanczos3)
                .and_then(|mut resizer| resizer.resize(self.bytes.as_rgba(), bytes.as_rgba_mut())),
            _ => resize::new(from_width, from_height, width, height, RGB8, Lanczos3)
                .and_then(|mut resizer| resizer.resize(self.bytes.as_rgb(), bytes.as_rgb_mut())),
        };
        done.expect("both pictures are whole and have a size");
        Pixels { size, layout: self.layout, bytes, profile: self.profile.clone() }
    }

    /// The right way up. Where each pixel comes from follows from the eight ways in which a camera can be held.
    fn turned(self, turn: Turn) -> Pixels {
        if turn == Turn::NONE {
            return self;
        }
        let (depth, size) = (self.depth(), turn.apply_to(self.size));
        let (last_x, last_y) = (self.size.width - 1, self.size.height - 1);
        let source = |x: u32, y: u32| match turn.number() {
            2 => (last_x - x, y),
            3 => (last_x - x, last_y - y),
            4 => (x, last_y - y),
            5 => (y, x),
            6 => (y, last_y - x),
            7 => (last_x - y, last_y - x),
            8 => (last_x - y, x),
            _ => (x, y),
        };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..size.height {
            for x in 0..size.width {
                let (from_x, from_y) = source(x, y);
                let at = (from_y as usize * self.size.width as usize + from_x as usize) * depth;
                bytes.extend_from_slice(&self.bytes[at..at + depth]);
            }
        }
        Pixels { size, bytes, ..self }
    }

    /// The picture as a WebP without anything beside the picture.
    fn packed(&self, few_colours: bool) -> Option<Vec<u8>> {
        let mut how = WebPConfig::new().ok()?;
        how.quality = QUALITY;
        how.lossless = i32::from(few_colours);
        let encoder = webp::Encoder::new(&self.bytes, self.layout, self.size.width, self.size.height);
        let packed = encoder.encode_advanced(&how).ok()?;
        Some(match &self.profile {
            Some(profile) => colours::with_profile(&packed, profile, self.size)?,
            None => packed.to_vec(),
        })
    }
}
