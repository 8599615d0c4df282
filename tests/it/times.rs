//! How often a property is tried.

/// The usual number of tries, or as many times more as `TRELLIS_TIMES` says: `tests/run long` says 40.
pub fn times(usual: u32) -> u32 {
    let more = std::env::var("TRELLIS_TIMES").map_or(1, |times| times.parse().expect("TRELLIS_TIMES is a number"));
    usual * more
}
