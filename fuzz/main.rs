//! Whatever bytes come in, Trellis gets to its end: libFuzzer looks for those that take it elsewhere.
//!
//! `fuzz/run` builds and runs it. `TRELLIS_FUZZ` names what the bytes are; see [`targets`].
#![no_main]
#![allow(clippy::disallowed_methods, reason = "the environment says what is to be fuzzed")]

mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("TRELLIS_FUZZ").unwrap_or_default();
    let target = targets::ALL.iter().find(|(known, _)| *known == name);
    let names: Vec<&str> = targets::ALL.iter().map(|(name, _)| *name).collect();
    target.map(|(_, run)| *run).unwrap_or_else(|| panic!("set TRELLIS_FUZZ to one of: {}", names.join(", ")))
});

fuzz_target!(|data: &[u8]| TARGET(data));
