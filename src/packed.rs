//! Packed twins of files: the same text in fewer bytes, beside the file and under its name with one more ending
//! (`theme.css.gz`), which servers send to browsers that can unpack it.
//!
//! A twin must always unpack to the file beside it. So whoever publishes removes a twin before its file changes, and
//! writes the new one after it.

use std::io::{Read, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::read::MultiGzDecoder;
use flate2::{Compression, GzBuilder};

/// A way of packing, which browsers say that they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coding {
    Gzip,
    Brotli,
}

/// How hard it is tried to save bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effort {
    /// For what may change with every edit.
    Quick,
    /// Takes many times as long: for what lasts, and is sent to everyone who comes for the first time.
    Hard,
}

impl Effort {
    /// How hard Brotli tries, of 11.
    fn brotli(self) -> i32 {
        match self {
            Effort::Quick => 5,
            Effort::Hard => 11,
        }
    }
}

/// What `gzip` writes where a system is to be named and is not known. A name would differ from machine to machine.
const NO_SYSTEM: u8 = 255;

impl Coding {
    pub const ALL: [Coding; 2] = [Coding::Brotli, Coding::Gzip];

    /// What a twin has behind the name of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Coding::Gzip => ".gz",
            Coding::Brotli => ".br",
        }
    }

    /// Its name in `Accept-Encoding` and `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Coding::Gzip => "gzip",
            Coding::Brotli => "br",
        }
    }

    /// Packs bytes; nothing if that saves no more than a tenth of them. The same bytes are packed alike whenever and
    /// wherever it is done.
    pub fn pack(self, bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
        let packed = match self {
            Coding::Gzip => {
                let builder = GzBuilder::new().mtime(0).operating_system(NO_SYSTEM);
                let mut packer = builder.write(Vec::new(), Compression::best());
                packer.write_all(bytes).and_then(|()| packer.finish()).ok()?
            }
            Coding::Brotli => {
                let quality = effort.brotli();
                let params = BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
                let mut packed = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut packed, &params).ok()?;
                packed
            }
        };
        (packed.len() * 10 < bytes.len() * 9).then_some(packed)
    }

    /// Whether packed bytes are those of a file, and nothing else. No more is unpacked than the file has.
    pub fn unpacks_to(self, packed: &[u8], bytes: &[u8]) -> bool {
        let most = bytes.len() as u64 + 1;
        let mut unpacked = Vec::new();
        let done = match self {
            Coding::Gzip => MultiGzDecoder::new(packed).take(most).read_to_end(&mut unpacked),
            Coding::Brotli => brotli::Decompressor::new(packed, 1 << 12).take(most).read_to_end(&mut unpacked),
        };
        done.is_ok() && unpacked == bytes
    }
}

/// The path of a twin.
pub fn twin(path: &str, coding: Coding) -> String {
    format!("{path}{}", coding.ending())
}

/// The file that a path would be a twin of, by its name alone.
pub fn file_of(path: &str) -> Option<(&str, Coding)> {
    Coding::ALL.into_iter().find_map(|coding| {
        let file = path.strip_suffix(coding.ending())?;
        (!file.is_empty() && !file.ends_with('/')).then_some((file, coding))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = Vec<u8>> {
        let word = prop_oneof![Just("<li class=\"card\">".to_string()), "[a-zé ]{0,9}", "\\PC{0,4}"];
        prop::collection::vec(word, 0..400).prop_map(|words| words.concat().into_bytes())
    }

    proptest! {
        #[test]
        fn a_twin_unpacks_to_its_file_and_saves_more_than_a_tenth(text in text(), other in any::<u8>()) {
            for (coding, effort) in [(Coding::Gzip, Effort::Quick), (Coding::Brotli, Effort::Quick), (Coding::Brotli, Effort::Hard)] {
                let Some(packed) = coding.pack(&text, effort) else { continue };
                prop_assert!(packed.len() * 10 < text.len() * 9);
                prop_assert!(coding.unpacks_to(&packed, &text));
                let longer = [&text[..], &[other]].concat();
                prop_assert!(!coding.unpacks_to(&packed, &longer) && !coding.unpacks_to(&packed, &text[1..]));
                prop_assert!(!coding.unpacks_to(&packed[..packed.len() - 1], &text), "cut off");
            }
        }
    }

    #[test]
    fn what_has_no_order_in_it_gets_no_twin() {
        let mut state = 7_u64;
        let noise = (0..4096).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        });
        let noise: Vec<u8> = noise.collect();
        for coding in Coding::ALL {
            assert!([&noise[..], b"", b"ab"].iter().all(|bytes| coding.pack(bytes, Effort::Hard).is_none()));
        }
    }

    #[test]
    fn no_time_and_no_machine_is_in_a_twin() {
        let packed = Coding::Gzip.pack(&b"again and ".repeat(40), Effort::Quick).unwrap();
        assert_eq!(packed[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
    }

    #[test]
    fn a_twin_is_known_by_its_name() {
        assert_eq!(file_of("roles/a.html.gz"), Some(("roles/a.html", Coding::Gzip)));
        assert_eq!(file_of("a.br"), Some(("a", Coding::Brotli)));
        for other in ["a.html", ".gz", "roles/.gz", "a.gz/b", "a.gzip"] {
            assert_eq!(file_of(other), None, "{other}");
        }
        for coding in Coding::ALL {
            assert_eq!(file_of(&twin("x.css", coding)), Some(("x.css", coding)));
        }
    }
}
