//! What is read of a picture, what of it is published, and how smaller copies come out.

use std::sync::Arc;

use proptest::prelude::*;
use trellis::picture::{Motion, PictureFile, Size, Trouble};
use trellis::source::SourcePath;

use crate::photo::{self, SIZE, holds_secret};

fn read(name: &str, bytes: &[u8]) -> PictureFile {
    let bytes: Arc<[u8]> = bytes.into();
    PictureFile::read(&SourcePath::new(format!("content/images/{name}")), &bytes, 1).expect("the name of a picture")
}

/// A photograph of which one part is changed.
fn changed(part: &[u8], to: &[u8]) -> Vec<u8> {
    let bytes = photo::jpeg(SIZE, 1);
    let at = bytes.windows(part.len()).position(|found| found == part).unwrap();
    [&bytes[..at], to, &bytes[at + part.len()..]].concat()
}

#[test]
fn a_photograph_is_as_large_as_visitors_see_it() {
    assert_eq!(read("a.jpg", &photo::jpeg(SIZE, 1)).size(), Some(SIZE));
    assert_eq!(read("a.jpg", &photo::jpeg(SIZE, 6)).size(), Some(Size { width: 400, height: 640 }));
    assert_eq!(read("a.png", &photo::png(SIZE)).size(), Some(SIZE));
    assert_eq!(read("a.gif", &photo::gif(1)).size(), Some(Size { width: 1, height: 1 }));
}

#[test]
fn what_a_camera_notes_is_not_published() {
    let (jpeg, png) = (photo::jpeg(SIZE, 6), photo::png(SIZE));
    for (name, bytes) in [("a.jpg", jpeg), ("a.png", png), ("a.gif", photo::gif(2))] {
        assert!(holds_secret(&bytes), "{name}: the test tests something");
        let found = read(name, &bytes);
        assert!(!holds_secret(&found.published.bytes), "{name}");
        assert!(found.published.bytes.len() > bytes.len() / 4, "{name} is there");
        let again = read(name, &found.published.bytes);
        assert_eq!(again.picture.unwrap().size, found.picture.unwrap().size, "{name}: the picture is the same");
        assert_eq!(again.published.bytes, found.published.bytes, "{name}: nothing is left to take out");
    }
}

#[test]
fn what_a_camera_notes_is_not_published_under_a_wrong_name_either() {
    let found = read("a.png", &photo::jpeg(SIZE, 1));
    assert_eq!(found.picture, Err(Trouble::OtherKind));
    assert!(!holds_secret(&found.published.bytes));
}

#[test]
fn what_is_clean_is_published_byte_for_byte() {
    let clean = read("a.png", &photo::png(SIZE)).published.bytes;
    let again = read("a.png", &clean);
    assert_eq!((&again.published.bytes, again.published.hash), (&clean, 1));
}

#[test]
fn what_moves_is_told_from_what_stands_still() {
    assert_eq!(read("a.gif", &photo::gif(1)).picture.unwrap().motion, Motion::Still);
    let moving = read("a.gif", &photo::gif(2)).picture.unwrap();
    assert_eq!((moving.motion, moving.variants.len()), (Motion::Moving, 0));
}

#[test]
fn what_is_cut_short_is_broken() {
    for (name, bytes) in [("a.jpg", photo::jpeg(SIZE, 6)), ("a.png", photo::png(SIZE)), ("a.gif", photo::gif(2))] {
        let whole = read(name, &bytes).published.bytes;
        let step = (whole.len() / 60).max(1);
        for end in (12..whole.len()).step_by(step).chain([whole.len() - 1]) {
            assert_eq!(read(name, &whole[..end]).picture, Err(Trouble::Broken), "{name} cut after {end} bytes");
        }
        assert_eq!(read(name, &[]).picture, Err(Trouble::OtherKind));
    }
}

#[test]
fn a_png_whose_head_is_none_is_broken() {
    let mut bytes = photo::png(SIZE);
    let head = bytes.windows(4).position(|part| part == b"IHDR").unwrap();
    bytes[head] = 0;
    assert_eq!(read("a.png", &bytes).picture, Err(Trouble::Broken));
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_by_its_head() {
    // The frame's head: eight bits, then height and width.
    let head = |height: u16, width: u16| [&[8], &height.to_be_bytes()[..], &width.to_be_bytes()].concat();
    let bomb = changed(&head(400, 640), &head(60_000, 50_000));
    assert_eq!(read("a.jpg", &bomb).picture, Err(Trouble::TooLarge(Size { width: 50_000, height: 60_000 })));
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.svg", "a.png", "a.jpg", "a.webp", "a.gif", "a.avif"] {
            let _ = read(name, &bytes);
        }
    }

    #[test]
    fn no_damage_lets_a_secret_through_or_stops_the_program(
        kind in 0usize..3, damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)
    ) {
        let size = Size { width: 64, height: 40 };
        let (name, mut bytes) = match kind {
            0 => ("a.jpg", photo::jpeg(size, 6)),
            1 => ("a.png", photo::png(size)),
            _ => ("a.gif", photo::gif(2)),
        };
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let found = read(name, &bytes);
        if found.picture.is_ok() {
            let again = read(name, &found.published.bytes);
            prop_assert_eq!(again.picture.unwrap().size, found.picture.unwrap().size);
        }
    }
}

#[cfg(feature = "images")]
mod copies {
    use std::io::Cursor;

    use trellis::picture::shrink;

    use super::*;

    const SMALL: Size = Size { width: 480, height: 300 };

    fn one(bytes: &[u8], size: Size) -> Vec<u8> {
        shrink(bytes, &[size]).unwrap().remove(0)
    }

    /// The colours in the four corners of a WebP, row by row, by their first letters.
    fn corners(webp: &[u8]) -> (Size, String) {
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(webp)).unwrap();
        let (width, height) = decoder.dimensions();
        let depth = if decoder.has_alpha() { 4 } else { 3 };
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        let name = |x: u32, y: u32| {
            let at = (y * width + x) as usize * depth;
            match (pixels[at], pixels[at + 1], pixels[at + 2]) {
                (200.., 200.., 200..) => 'w',
                (150.., 0..100, 0..100) => 'r',
                (0..100, 100.., 0..100) => 'g',
                (0..100, 0..100, 150..) => 'b',
                other => panic!("no colour of the photograph: {other:?}"),
            }
        };
        let (left, right, top, bottom) = (4, width - 5, 4, height - 5);
        let names = [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| name(x, y));
        (Size { width, height }, names.iter().collect())
    }

    #[test]
    fn a_copy_is_the_right_way_up_however_the_camera_was_held() {
        let tall = Size { width: 300, height: 480 };
        for (turn, size, seen) in [
            (1, SMALL, "rgbw"),
            (2, SMALL, "grwb"),
            (3, SMALL, "wbgr"),
            (4, SMALL, "bwrg"),
            (5, tall, "rbgw"),
            (6, tall, "brwg"),
            (7, tall, "wgbr"),
            (8, tall, "gwrb"),
        ] {
            assert_eq!(corners(&one(&photo::jpeg(SIZE, turn), size)), (size, seen.into()), "held in way {turn}");
        }
    }

    #[test]
    fn a_copy_shows_what_the_published_picture_shows() {
        let jpeg = photo::jpeg(SIZE, 6);
        let tall = Size { width: 300, height: 480 };
        assert_eq!(one(&jpeg, tall), one(&read("a.jpg", &jpeg).published.bytes, tall));
    }

    #[test]
    fn a_copy_holds_nothing_but_the_picture() {
        for bytes in [photo::jpeg(SIZE, 6), photo::png(SIZE)] {
            let copy = one(&bytes, SMALL);
            assert!(!holds_secret(&copy));
            assert_eq!(read("a.webp", &copy).published.bytes[..], copy, "nothing is left to take out");
        }
    }

    #[test]
    fn a_webp_is_cleaned_turned_and_copied_too() {
        let plain = one(&photo::png(SIZE), SIZE);
        let noted = photo::noted_webp(&plain, SIZE);
        assert!(holds_secret(&noted));
        let found = read("a.webp", &noted);
        assert!(!holds_secret(&found.published.bytes));
        assert_eq!(found.size(), Some(Size { width: 400, height: 640 }), "it lies on its side");
        assert_eq!(read("a.webp", &found.published.bytes).picture, found.picture);
        let tall = Size { width: 300, height: 480 };
        assert_eq!(corners(&one(&found.published.bytes, tall)), (tall, "brwg".into()));
        for end in 12..plain.len() {
            assert_eq!(read("a.webp", &plain[..end]).picture, Err(Trouble::Broken), "cut after {end} bytes");
        }
    }

    #[test]
    fn colours_that_screens_do_not_take_for_granted_are_explained() {
        let mut profile = vec![0; 301];
        profile[16..20].copy_from_slice(b"RGB ");
        profile[36..40].copy_from_slice(b"acsp");
        let with = |profile: &[u8]| {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
            encoder.add_icc_profile(profile).unwrap();
            encoder.encode(&photo::rgb(SIZE), 640, 400, jpeg_encoder::ColorType::Rgb).unwrap();
            one(&read("a.jpg", &bytes).published.bytes, SMALL)
        };
        let copy = with(&profile);
        assert_eq!(corners(&copy), (SMALL, "rgbw".into()));
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&copy)).unwrap();
        assert_eq!(decoder.icc_profile().unwrap(), Some(profile.clone()));
        profile[200..204].copy_from_slice(b"sRGB");
        assert!(!with(&profile).windows(4).any(|part| part == b"ICCP"), "this is what screens take for granted");
    }

    #[test]
    fn damage_that_only_unpacking_shows_is_no_picture() {
        // Without the tables by which it was packed.
        let jpeg = changed(&[0xFF, 0xC4], &[0xFF, 0xCC]);
        assert!(read("a.jpg", &jpeg).picture.is_ok());
        assert_eq!(shrink(&jpeg, &[SMALL]), Err(Trouble::Broken));
        // With too few rows.
        let mut head = photo::png(SIZE);
        let rows = photo::png(Size { width: 640, height: 20 });
        let part = |bytes: &[u8], name: &[u8]| bytes.windows(4).position(|found| found == name).unwrap() - 4;
        head.truncate(part(&head, b"IDAT"));
        head.extend_from_slice(&rows[part(&rows, b"IDAT")..]);
        assert!(read("a.png", &head).picture.is_ok());
        assert_eq!(shrink(&head, &[SMALL]), Err(Trouble::Broken));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::times::times(64)))]
        #[test]
        fn no_damage_stops_the_program(
            kind in 0usize..3, damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)
        ) {
            let (size, small) = (Size { width: 64, height: 40 }, Size { width: 32, height: 20 });
            let mut bytes = match kind {
                0 => photo::jpeg(size, 6),
                1 => photo::png(size),
                _ => one(&photo::png(size), size),
            };
            for (at, byte) in damage {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Ok(copies) = shrink(&bytes, &[small]) {
                prop_assert!(!copies[0].is_empty());
            }
        }
    }
}
