//! Which smaller copies of a picture there are, and what they are called. This follows from its size alone, so that
//! no page waits for a variant to be made.

use super::Size;

/// How wide variants are, in pixels: for telephones, for telephones with fine screens, and for large fine screens.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];

/// A narrower picture is small as it is.
const LEAST: u32 = 320;

/// The longest side that WebP can have.
const LONGEST: u64 = 16_383;

/// Raised when the same picture would come out otherwise, so that no old variant is taken for a new one.
pub(super) const RECIPE: u32 = 1;

/// Bytes of a picture's name that its variants' names begin with, so that these do not become too long for a disk.
const MOST_OF_NAME: usize = 120;

/// A smaller copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    pub size: Size,
    /// Its address, such as `images/open-day.480w.1f0c3a9d.webp`.
    pub address: Box<str>,
    /// What it is called on the shelf. Equal keys mean equal variants, whatever their addresses.
    pub key: u128,
}

/// The variants of a picture with a certain address, and a hash of its bytes.
pub(super) fn of(size: Size, address: &str, hash: u128) -> Box<[Variant]> {
    let widest = size.width.min(WIDTHS[WIDTHS.len() - 1]);
    if !cfg!(feature = "images") || size.width < LEAST {
        return Box::default();
    }
    // Two variants of nearly the same width help nobody.
    let narrower = WIDTHS.into_iter().filter(|width| width * 6 / 5 <= widest);
    let scaled = narrower.chain([widest]).map(|width| {
        let height = (u64::from(size.height) * u64::from(width)).div_ceil(u64::from(size.width));
        (width, height.max(1))
    });
    let short = scaled.filter(|(_, height)| *height <= LONGEST);
    short.map(|(width, height)| Variant::new(Size { width, height: height as u32 }, address, hash)).collect()
}

impl Variant {
    fn new(size: Size, address: &str, hash: u128) -> Variant {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        hasher.update(&hash.to_le_bytes());
        hasher.update(&RECIPE.to_le_bytes());
        hasher.update(&size.width.to_le_bytes());
        hasher.update(&size.height.to_le_bytes());
        let key = hasher.digest128();
        // The same picture at two addresses has variants at addresses that differ in more than capital letters.
        hasher.update(address.as_bytes());
        let mark = hasher.digest() as u32;
        let (folder, name) = address.split_at(address.rfind('/').map_or(0, |slash| slash + 1));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = &stem[..stem.floor_char_boundary(MOST_OF_NAME)];
        let address = format!("{folder}{stem}.{}w.{mark:08x}.webp", size.width).into();
        Variant { size, address, key }
    }
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn widths(width: u32, height: u32) -> Vec<u32> {
        of(Size { width, height }, "a.jpg", 1).iter().map(|variant| variant.size.width).collect()
    }

    #[test]
    fn copies_are_never_wider_than_the_picture() {
        assert_eq!(widths(3000, 2000), [480, 960, 1600]);
        assert_eq!(widths(1600, 900), [480, 960, 1600]);
        assert_eq!(widths(1000, 900), [480, 1000]);
        assert_eq!(widths(500, 900), [500]);
        assert!(widths(319, 900).is_empty());
        assert!(widths(400, 30_000).is_empty(), "longer than WebP can be");
    }

    #[test]
    fn copies_lie_beside_their_picture() {
        let variants = of(Size { width: 480, height: 320 }, "images/open day.old.jpg", 7);
        assert!(variants[0].address.starts_with("images/open day.old.480w."), "{}", variants[0].address);
        assert!(variants[0].address.ends_with(".webp"));
        let long = format!("images/{}.jpg", "ŵ".repeat(120));
        assert!(of(Size { width: 480, height: 320 }, &long, 7)[0].address.len() < 200);
    }

    proptest! {
        #[test]
        fn copies_keep_their_shape(width in 1u32..9000, height in 1u32..9000) {
            for variant in of(Size { width, height }, "a.jpg", 1) {
                prop_assert!(variant.size.width <= width && variant.size.height <= height);
                let wanted = f64::from(height) * f64::from(variant.size.width) / f64::from(width);
                prop_assert!((f64::from(variant.size.height) - wanted).abs() < 1.0);
            }
        }

        #[test]
        fn other_bytes_or_another_place_give_another_address(a in any::<u128>(), b in any::<u128>()) {
            let size = Size { width: 480, height: 320 };
            prop_assume!(a != b);
            prop_assert_ne!(&of(size, "a.jpg", a)[0].key, &of(size, "a.jpg", b)[0].key);
            prop_assert_eq!(&of(size, "a.jpg", a)[0].key, &of(size, "b.jpg", a)[0].key);
            let lower = |address: &str| of(size, address, a)[0].address.to_lowercase();
            prop_assert_ne!(lower("a.jpg"), lower("A.jpg"));
            prop_assert_ne!(lower("a.jpg"), lower("a.png"));
        }
    }
}
