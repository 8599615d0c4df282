//! The default theme and the starter site are part of the program: a new file in them means a new program.
#![allow(clippy::disallowed_macros, reason = "this is how a build script talks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=src/starter/site");
    println!("cargo::rerun-if-changed=docs/diagnostics");
}
