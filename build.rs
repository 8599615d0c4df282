//! The default theme and the starter site are part of the program: a new file in them means a new program.
//!
//! `TRELLIS_SOURCE` names the program by its own text. A site that another program published is made anew, although
//! its content is the same.
#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "this is how a build script talks to cargo")]

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

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
    println!("cargo::rustc-env=TRELLIS_SOURCE={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = item.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
