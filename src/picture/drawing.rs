//! Drawings (SVG): only how large they are. They are published as they are, for they suit every screen.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Size;

/// The size that an SVG gives itself, or the size of its `viewBox`. Nothing at all if it is no drawing.
pub(super) fn size(bytes: &[u8]) -> Option<Option<Size>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text);
    let root = loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) => break root,
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return None;
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
    Some(size.map(|(width, height)| Size { width, height }))
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
    use super::*;

    fn svg(attributes: &str) -> Option<Option<Size>> {
        size(format!("<?xml version='1.0'?><!-- a drawing --><svg {attributes}><g/></svg>").as_bytes())
    }

    #[test]
    fn a_drawing_has_the_size_that_it_gives_itself() {
        let wide = Some(Some(Size { width: 80, height: 40 }));
        assert_eq!(svg("width='80' height='40px' viewBox='0 0 8 4'"), wide);
        assert_eq!(svg("viewBox='0 0 80 40'"), wide);
        assert_eq!(svg("width='100%' height='40' viewBox='-1,-1,80,40'"), wide);
        assert_eq!(svg("width='100%'"), Some(None));
        assert_eq!(svg("width='NaN' height='-1' viewBox='0 0 1e99 4'"), Some(None));
        assert_eq!(size(b"<html></html>"), None);
        assert_eq!(size(b"not a drawing"), None);
    }
}
