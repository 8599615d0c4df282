//! Tells at once of most words that they are not in the list, by bits that the build sets for each word that is. (A Bloom
//! filter: of words that are not in the list it lets three in a hundred pass.)

/// Bytes of the filter.
pub const BYTES: usize = 1 << 17;

/// The bits of a word of ASCII letters, in whichever case, each as a byte of the filter and a bit in it.
pub fn bits(word: &[u8]) -> [(usize, u8); 2] {
    // FNV-1a of the small letters, of which each half names one.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word {
        hash = (hash ^ u64::from(byte | 0x20)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    [hash, hash >> 32].map(|half| ((half >> 3) as usize % BYTES, 1 << (half & 7)))
}
