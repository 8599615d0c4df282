//! The `trellis` command: arguments in, exit code out.
#![deny(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

fn main() -> ExitCode {
    trellis::main()
}
