//! How much work Trellis does, in instructions, which are the same however busy the machine is:
//! `cargo test --profile checked --test instructions`. It needs valgrind. With `TRELLIS_ALL` it prints every count, with
//! `TRELLIS_LARGE` shapes are as large as what people paste.
//!
//! - No shape of a text costs its square ([`growth`]).
//! - No stage takes more than its budget ([`stages`], [`budget`]).
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests make and read files of their own")]

mod budget;
#[path = "../../examples/corpus/mod.rs"]
mod corpus;
mod counted;
mod growth;
mod shapes;
mod stages;

use std::env;
use std::process::ExitCode;
use std::thread;

use growth::Sizes;

fn main() -> ExitCode {
    if let Ok(part) = env::var(counted::PART) {
        run(&part);
        return ExitCode::SUCCESS;
    }
    let sizes = if env::var_os("TRELLIS_LARGE").is_some() { Sizes::Large } else { Sizes::Small };
    let faults: Vec<String> = thread::scope(|scope| {
        let growth: Vec<_> = (0..growth::PARTS).map(|part| scope.spawn(move || growth::check(sizes, part))).collect();
        let stages = scope.spawn(stages::check);
        growth
            .into_iter()
            .chain([stages])
            .flat_map(|part| part.join().expect("a part of the work is counted"))
            .collect()
    });
    for fault in &faults {
        eprintln!("error: {fault}");
    }
    println!(
        "instructions: {} shapes and {} stages, {} faults",
        shapes::all().count(),
        stages::NAMES.len(),
        faults.len()
    );
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What is done in valgrind, all on this thread.
fn run(part: &str) {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().expect("no other pool");
    match part.split(' ').collect::<Vec<_>>().as_slice() {
        ["growth", sizes, number] => growth::run(sizes, number.parse().expect("a number")),
        _ => stages::run(),
    }
}
