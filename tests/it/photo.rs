//! Photographs made for tests, with what cameras write into them.

use std::io::Write;

use trellis::picture::Size;

/// What must never be published.
pub const SECRET: &str = "53.4794N 2.2453W";

pub const SIZE: Size = Size { width: 640, height: 400 };

/// One colour in each quarter: red and green above, blue and white below.
pub fn rgb(Size { width, height }: Size) -> Vec<u8> {
    let colour = |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => [220, 20, 20],
        (false, true) => [20, 160, 20],
        (true, false) => [20, 20, 220],
        (false, false) => [250, 250, 250],
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| colour(x, y))).collect()
}

/// Notes of a camera: which way it was held, and where.
pub fn exif(turn: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II\x2A\0\x08\0\0\0\x02\0".to_vec();
    exif.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0]);
    exif.extend_from_slice(&[0x25, 0x88, 2, 0, 16, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend_from_slice(&[0; 4]);
    exif.extend_from_slice(SECRET.as_bytes());
    exif
}

/// A photograph as a telephone writes it: with notes, a comment, and more behind its end.
pub fn jpeg(size: Size, turn: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.add_app_segment(1, exif(turn)).unwrap();
    encoder.add_app_segment(13, format!("Photoshop 3.0\0{SECRET}").into_bytes()).unwrap();
    let (width, height) = (size.width as u16, size.height as u16);
    encoder.encode(&rgb(size), width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    let comment = [&[0xFF, 0xFE, 0, 2 + SECRET.len() as u8], SECRET.as_bytes()].concat();
    bytes.splice(2..2, comment);
    bytes.extend_from_slice(SECRET.as_bytes());
    bytes
}

/// The same as a PNG, with notes of a program.
pub fn png(size: Size) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, size.width, size.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Location".into(), SECRET.into()).unwrap();
    encoder.write_header().unwrap().write_image_data(&rgb(size)).unwrap();
    bytes
}

/// A WebP with the parts of another, and notes.
#[cfg(feature = "images")]
pub fn noted_webp(webp: &[u8], Size { width, height }: Size) -> Vec<u8> {
    let mut exif = exif(6).split_off(6);
    exif.resize(exif.len().next_multiple_of(2), 0);
    let mut body = b"WEBPVP8X\x0A\0\0\0\x0C\0\0\0".to_vec();
    body.extend_from_slice(&(width - 1).to_le_bytes()[..3]);
    body.extend_from_slice(&(height - 1).to_le_bytes()[..3]);
    body.extend_from_slice(&webp[12..]);
    for (name, data) in [(b"EXIF", exif.as_slice()), (b"XMP ", SECRET.as_bytes())] {
        body.extend_from_slice(name);
        body.extend_from_slice(&(data.len() as u32).to_le_bytes());
        body.extend_from_slice(data);
    }
    [b"RIFF", &(body.len() as u32).to_le_bytes()[..], &body].concat()
}

/// A GIF of two frames with a comment.
pub fn gif(frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF\x21\xFE".to_vec();
    bytes.push(SECRET.len() as u8);
    write!(bytes, "{SECRET}\0").unwrap();
    for _ in 0..frames {
        bytes.extend_from_slice(b"\x21\xF9\x04\0\x0A\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0");
    }
    bytes.push(0x3B);
    bytes
}

pub fn holds_secret(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes())
}
