//! Pictures: what a page has to know of one, from its bytes alone, and what of it may be published.
//!
//! A picture is looked at, part by part, without being unpacked: how large it is, which way up, whether it moves,
//! whether it is whole. What a camera writes beside the picture, such as where it was taken, is left out. Smaller
//! variants are named here and made by `pixels`; nothing on a page depends on how they come out.

mod cache;
mod details;
mod drawing;
mod gif;
mod jpeg;
#[cfg(feature = "images")]
mod pixels;
mod png;
mod variants;
mod webp;

use std::borrow::Cow;
use std::sync::Arc;

pub use cache::{Counts, VariantCache, VariantStore};
pub use drawing::{Active, Deed};
#[cfg(feature = "images")]
pub use pixels::shrink;
pub use variants::Variant;

use details::Turn;

use crate::output::{FileClass, OutputFile};
use crate::source::SourcePath;

/// A picture with more pixels would need more memory than the computers of schools have. A camera's 50 million fit.
pub const MOST_PIXELS: u64 = 64_000_000;

/// Width and height in pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// Whether a picture shows the same all the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    Still,
    Moving,
}

/// What pages have to know of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// As visitors see it, the right way up. A drawing may have none.
    pub size: Option<Size>,
    pub motion: Motion,
    /// Smaller copies, the smallest first. There are none of drawings, of what moves and of what is small already.
    pub variants: Box<[Variant]>,
}

/// Why a picture cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// Something else than its name says.
    OtherKind,
    /// A part of it is missing or makes no sense.
    Broken,
    /// A drawing that is no XML from this line on, so that browsers do not show it.
    NotWellFormed { line: u32 },
    /// It has too many pixels.
    TooLarge(Size),
    /// It holds details that cannot be taken out.
    Details,
}

/// A file that is a picture by its name.
#[derive(Debug, Clone)]
pub struct PictureFile {
    pub picture: Result<Picture, Trouble>,
    /// What visitors get at its address.
    pub published: OutputFile,
    /// What in a drawing runs or loads something.
    pub active: Box<[Active]>,
}

impl PartialEq for PictureFile {
    fn eq(&self, other: &Self) -> bool {
        self.picture == other.picture && self.published.hash == other.published.hash && self.active == other.active
    }
}

impl Eq for PictureFile {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Drawing,
    Jpeg,
    Png,
    Webp,
    Gif,
    Avif,
}

/// What walking through the parts of a file told.
struct Parts<'b> {
    turn: Turn,
    motion: Motion,
    /// What may be published, in order.
    kept: Vec<Cow<'b, [u8]>>,
    /// Whether anything else was there.
    is_cut: bool,
}

impl Format {
    /// What a name says.
    fn named(extension: &str) -> Option<Format> {
        Some(match extension {
            "svg" => Format::Drawing,
            "jpg" | "jpeg" => Format::Jpeg,
            "png" => Format::Png,
            "webp" => Format::Webp,
            "gif" => Format::Gif,
            "avif" => Format::Avif,
            _ => return None,
        })
    }

    /// What the first bytes say. Drawings have no mark.
    fn marked(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Format::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
            [b'G', b'I', b'F', b'8', ..] => Some(Format::Gif),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
                // The kind that the file is made for, or one of those that it also is.
                let mut kinds = bytes[..bytes.len().min(64)].chunks_exact(4).skip(2);
                kinds.any(|kind| matches!(kind, b"avif" | b"avis")).then_some(Format::Avif)
            }
            _ => None,
        }
    }

    fn parts(self, bytes: &[u8]) -> Option<Parts<'_>> {
        match self {
            Format::Jpeg => jpeg::parts(bytes),
            Format::Png => png::parts(bytes),
            Format::Webp => webp::parts(bytes),
            Format::Gif => gif::parts(bytes),
            Format::Drawing | Format::Avif => {
                let motion = if bytes.get(8..12) == Some(b"avis") { Motion::Moving } else { Motion::Still };
                Some(Parts { turn: Turn::NONE, motion, kept: vec![bytes.into()], is_cut: false })
            }
        }
    }
}

/// The end of the name that a picture must have, as its bytes say; none if they are no picture that browsers show.
pub fn extension(bytes: &[u8]) -> Option<&'static str> {
    Some(match Format::marked(bytes) {
        Some(Format::Jpeg) => "jpg",
        Some(Format::Png) => "png",
        Some(Format::Webp) => "webp",
        Some(Format::Gif) => "gif",
        Some(Format::Avif) => "avif",
        Some(Format::Drawing) => "svg",
        None => drawing::read(bytes).ok().map(|_| "svg")?,
    })
}

impl PictureFile {
    pub fn size(&self) -> Option<Size> {
        self.picture.as_ref().ok().and_then(|picture| picture.size)
    }

    pub fn variants(&self) -> &[Variant] {
        self.picture.as_ref().map_or(&[], |picture| &picture.variants)
    }

    /// Looks at a file below `content/`. `None` if its name is not that of a picture.
    pub fn read(path: &SourcePath, bytes: &Arc<[u8]>, hash: u128) -> Option<PictureFile> {
        let named = Format::named(&path.extension())?;
        let address = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
        let whole = || OutputFile { class: FileClass::Asset, bytes: bytes.clone(), hash };
        if named == Format::Drawing {
            let (picture, published, active) = match drawing::read(bytes) {
                Ok(drawing) => {
                    let picture = Picture { size: drawing.size, motion: Motion::Still, variants: Box::default() };
                    let cut = drawing.cut(bytes).map(|kept| OutputFile::new(FileClass::Asset, kept));
                    (Ok(picture), cut.unwrap_or_else(whole), drawing.active.into())
                }
                Err(trouble) => (Err(trouble), whole(), Box::default()),
            };
            return Some(PictureFile { picture, published, active });
        }
        // What a picture holds beside itself is taken out also where its name is wrong.
        let format = Format::marked(bytes);
        let parts = format.and_then(|format| format.parts(bytes));
        let published = match &parts {
            Some(parts) if parts.is_cut => OutputFile::new(FileClass::Asset, parts.kept.concat()),
            _ => whole(),
        };
        let picture = match (format, parts) {
            (Some(format), _) if format != named => Err(Trouble::OtherKind),
            (None, _) => Err(Trouble::OtherKind),
            (Some(_), None) => Err(Trouble::Broken),
            (Some(Format::Avif), _) if details::in_avif(bytes) => Err(Trouble::Details),
            (Some(format), Some(parts)) => look(&parts, bytes).map(|(size, motion)| {
                let has_variants = motion == Motion::Still && !matches!(format, Format::Gif | Format::Avif);
                let variants = if has_variants { variants::of(size, address, published.hash) } else { Box::default() };
                Picture { size: Some(size), motion, variants }
            }),
        };
        Some(PictureFile { picture, published, active: Box::default() })
    }
}

fn look(parts: &Parts<'_>, bytes: &[u8]) -> Result<(Size, Motion), Trouble> {
    let size = size_of(bytes).ok_or(Trouble::Broken)?;
    if u64::from(size.width) * u64::from(size.height) > MOST_PIXELS {
        return Err(Trouble::TooLarge(size));
    }
    Ok((parts.turn.apply_to(size), parts.motion))
}

/// The size in a picture's head, as it lies in the file.
fn size_of(bytes: &[u8]) -> Option<Size> {
    let found = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(found.width).ok()?, u32::try_from(found.height).ok()?);
    (width > 0 && height > 0).then_some(Size { width, height })
}

/// Without the feature, no picture has variants, so none is ever asked for.
#[cfg(not(feature = "images"))]
pub fn shrink(_: &[u8], _: &[Size]) -> Result<Vec<Vec<u8>>, Trouble> {
    Err(Trouble::Broken)
}
