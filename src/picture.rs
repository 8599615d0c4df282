//! How large a picture is, read from its first bytes.
//!
//! Pages give every picture its width and height, so that nothing jumps while it loads.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Width and height in pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// A file that is not the picture that its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// The size of a picture whose name ends as given. A drawing (SVG) may have none.
///
/// # Errors
/// When the bytes are not such a picture.
pub fn size(extension: &str, bytes: &[u8]) -> Result<Option<Size>, Unreadable> {
    if extension == "svg" {
        return drawing(bytes);
    }
    let found = imagesize::blob_size(bytes).map_err(|_| Unreadable)?;
    let (Ok(width), Ok(height)) = (u32::try_from(found.width), u32::try_from(found.height)) else {
        return Err(Unreadable);
    };
    if width == 0 || height == 0 { Err(Unreadable) } else { Ok(Some(Size { width, height })) }
}

/// The size that an SVG gives itself, or the size of its `viewBox`.
fn drawing(bytes: &[u8]) -> Result<Option<Size>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable)?;
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => break root,
            Ok(Event::Eof) | Err(_) => return Err(Unreadable),
            Ok(_) => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return Err(Unreadable);
    }
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok().flatten()?;
        Some(found.value.into_owned())
    };
    let side = |name| attribute(name).and_then(|text| whole(text.trim().trim_end_matches("px")));
    let size = side("width").zip(side("height")).or_else(|| {
        let view = attribute("viewBox")?;
        let parts: Vec<&str> = view.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [_, _, width, height] => whole(width).zip(whole(height)),
            _ => None,
        }
    });
    Ok(size.map(|(width, height)| Size { width, height }))
}

/// A length in whole pixels; none if it is no plain number above zero.
fn whole(text: &str) -> Option<u32> {
    let length: f64 = text.parse().ok()?;
    let is_length = (0.5..=100_000.0).contains(&length);
    // The range was just asked for.
    is_length.then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Size, Unreadable, size};

    fn svg(attributes: &str) -> Result<Option<Size>, Unreadable> {
        size("svg", format!("<?xml version='1.0'?><!-- a drawing --><svg {attributes}><g/></svg>").as_bytes())
    }

    #[test]
    fn a_drawing_has_the_size_that_it_gives_itself() {
        let wide = Ok(Some(Size { width: 80, height: 40 }));
        assert_eq!(svg("width='80' height='40px' viewBox='0 0 8 4'"), wide);
        assert_eq!(svg("viewBox='0 0 80 40'"), wide);
        assert_eq!(svg("width='100%' height='40' viewBox='-1,-1,80,40'"), wide);
        assert_eq!(svg("width='100%'"), Ok(None));
        assert_eq!(svg("width='NaN' height='-1' viewBox='0 0 1e99 4'"), Ok(None));
        assert_eq!(size("svg", b"<html></html>"), Err(Unreadable));
        assert_eq!(size("svg", b"not a drawing"), Err(Unreadable));
    }

    #[test]
    fn a_photograph_has_the_size_in_its_head() {
        let gif = *b"GIF89a\x64\x00\x32\x00\x00\x00";
        assert_eq!(size("gif", &gif), Ok(Some(Size { width: 100, height: 50 })));
        assert_eq!(size("png", b"this is not a picture"), Err(Unreadable));
        assert_eq!(size("png", b""), Err(Unreadable));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            for extension in ["svg", "png", "jpg", "webp", "gif", "avif"] {
                let _ = size(extension, &bytes);
            }
        }
    }
}
