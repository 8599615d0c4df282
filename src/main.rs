//! The `trellis` command: arguments in, exit code out.
#![deny(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

/// Pages are many short texts that live briefly: an allocator made for that takes a fifth off the whole.
#[cfg(feature = "allocator")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    trellis::main()
}
