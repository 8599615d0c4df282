//! The default theme and the starter site are part of the program: a new file in them means a new program. So is a filter of
//! the list of misspellings, by which most words are known not to be in it.
//!
//! `TRELLIS_SOURCE` names the program by its own text. A site that another program published is made anew, although
//! its content is the same. `TRELLIS_VERSION` is what `trellis --version` says: the commit is told by whoever builds a
//! release (`TRELLIS_COMMIT`), or by the package that cargo has made of it. It is not asked of Git, so that a commit alone
//! means no new program.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "this is how a build script talks to cargo")]

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

#[path = "src/check/wording/misspellings/filter.rs"]
mod filter;

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=docs/diagnostics");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for path in files {
        path.hash(&mut hasher);
        fs::read(&path).unwrap_or_default().hash(&mut hasher);
    }
    filter_misspellings();
    println!("cargo::rustc-env=TRELLIS_SOURCE={:016x}", hasher.finish());
    let commit = commit().map_or_else(String::new, |commit| format!(" ({})", &commit[..9]));
    println!("cargo::rustc-env=TRELLIS_VERSION={}{commit}", env::var("CARGO_PKG_VERSION").unwrap_or_default());
}

/// Writes down which words may be in the list of misspellings.
fn filter_misspellings() {
    let list = fs::read_to_string("src/check/wording/misspellings/list.txt").expect("the list is part of the sources");
    let mut bits = vec![0_u8; filter::BYTES];
    for word in list.lines().filter_map(|line| line.split(' ').next()) {
        for (byte, bit) in filter::bits(word.as_bytes()) {
            bits[byte] |= bit;
        }
    }
    let folder = PathBuf::from(env::var("OUT_DIR").expect("cargo says where"));
    fs::write(folder.join("misspellings.filter"), bits).expect("cargo's folder can be written into");
}

/// The commit that the program is built from, as 40 hexadecimal digits, where somebody says it.
fn commit() -> Option<String> {
    /// Where cargo writes it into a package.
    const PACKAGED: &str = ".cargo_vcs_info.json";
    println!("cargo::rerun-if-env-changed=TRELLIS_COMMIT");
    if Path::new(PACKAGED).exists() {
        println!("cargo::rerun-if-changed={PACKAGED}");
    }
    let packaged = || fs::read_to_string(PACKAGED).unwrap_or_default();
    let text = env::var("TRELLIS_COMMIT").ok().unwrap_or_else(packaged);
    let is_commit = |word: &&str| word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).find(is_commit).map(str::to_string)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = item.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
