//! Unpacks a picture, with a bound on memory: the size was asked before, and a file that turns out otherwise is broken.

use std::io::Cursor;

use webp::PixelLayout;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::colours::worth_keeping;
use super::{Format, Pixels, Size};
use crate::picture::MOST_PIXELS;

/// Sixteen bits in four parts is the most that a pixel can need while it is unpacked.
const MOST_BYTES: usize = MOST_PIXELS as usize * 8;

/// The pixels of a picture of which the size is known; none if it is broken.
pub(super) fn unpack(format: Format, bytes: &[u8], size: Size) -> Option<Pixels> {
    let pixels = match format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::Webp => webp(bytes),
        Format::Drawing | Format::Gif | Format::Avif => None,
    }?;
    let wanted = size.width as usize * size.height as usize * pixels.depth();
    (pixels.size == size && pixels.bytes.len() == wanted).then_some(pixels)
}

fn jpeg(bytes: &[u8]) -> Option<Pixels> {
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(most).set_max_height(most);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().ok()?;
    let info = decoder.info()?;
    let size = Size { width: info.width.into(), height: info.height.into() };
    Some(Pixels { size, layout: PixelLayout::Rgb, bytes: pixels, profile: worth_keeping(decoder.icc_profile()) })
}

fn png(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_BYTES });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size().filter(|size| *size <= MOST_BYTES)?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    // Whoever cut the file short cut away what comes after the pixels, too.
    reader.finish().ok()?;
    pixels.truncate(frame.buffer_size());
    let size = Size { width: frame.width, height: frame.height };
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let (layout, bytes) = match frame.color_type {
        png::ColorType::Rgb => (PixelLayout::Rgb, pixels),
        png::ColorType::Rgba => (PixelLayout::Rgba, pixels),
        png::ColorType::Grayscale => (PixelLayout::Rgb, pixels.iter().flat_map(|&grey| [grey; 3]).collect()),
        png::ColorType::GrayscaleAlpha => {
            let rgba = pixels.chunks_exact(2).flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]]);
            (PixelLayout::Rgba, rgba.collect())
        }
        png::ColorType::Indexed => return None,
    };
    Some(Pixels { size, layout, bytes, profile: worth_keeping(profile) })
}

fn webp(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(MOST_BYTES);
    let (width, height) = decoder.dimensions();
    let layout = if decoder.has_alpha() { PixelLayout::Rgba } else { PixelLayout::Rgb };
    let mut pixels = vec![0; decoder.output_buffer_size().filter(|size| *size <= MOST_BYTES)?];
    decoder.read_image(&mut pixels).ok()?;
    let profile = worth_keeping(decoder.icc_profile().ok()?);
    Some(Pixels { size: Size { width, height }, layout, bytes: pixels, profile })
}
