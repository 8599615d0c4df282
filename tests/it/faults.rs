//! The seeded faults: one mistake a file on top of the base site, and the one finding that must come of it.
//!
//! They are specs (`tests/spec/README.md`), named after the code of their finding. Nothing is kept back from them, so
//! a rule that cries wolf fails here as well as one that sleeps.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;
use trellis::diagnostic::Code;

use crate::spec::{base, folder, markdown_files, parse, run};

/// The code that a finding's line names: `path:line:column: severity[code]: message`.
fn code(line: &str) -> Option<Code> {
    let (_, rest) = line.split_once('[')?;
    Code::parse(rest.split_once("]: ")?.0)
}

/// The code that each file says it seeds.
fn codes() -> Vec<Code> {
    let mut paths = Vec::new();
    markdown_files(folder("tests/faults"), &mut paths);
    let seeded = |path: PathBuf| {
        let scenarios = parse(&fs::read_to_string(&path).unwrap());
        let [scenario] = scenarios.as_slice() else { panic!("{} is to have one heading", path.display()) };
        let lines: Vec<&str> = scenario.findings().map(|block| block.text.lines().collect()).unwrap_or_default();
        let [line] = lines.as_slice() else { panic!("{} is to have one finding: {lines:?}", path.display()) };
        let code = code(line).unwrap_or_else(|| panic!("{} names no code: {line}", path.display()));
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(stem.starts_with(code.as_str()), "{} is to be called after its code {code}", path.display());
        code
    };
    paths.into_iter().map(seeded).collect()
}

#[test]
fn every_seeded_fault_is_found_and_nothing_else() {
    let base = base();
    let update = std::env::var_os("TRELLIS_UPDATE").is_some();
    let mut paths = Vec::new();
    markdown_files(folder("tests/faults"), &mut paths);
    let results: Vec<_> = paths.par_iter().map(|path| (path, run(path, &base))).collect();
    let (mut missed, mut surprising, mut report) = (0, 0, String::new());
    for (path, (failures, fixed)) in results {
        if update && !failures.is_empty() {
            fs::write(path, fixed).unwrap();
        }
        let lines = failures.iter().flat_map(|failure| failure.lines());
        missed += lines.clone().filter(|line| line.starts_with("  - ")).count();
        surprising += lines.filter(|line| !line.starts_with("  - ") && line.starts_with("  ")).count();
        report.extend(failures.into_iter().map(|failure| failure + "\n"));
    }
    let (number, found) = (paths.len(), paths.len().saturating_sub(missed));
    println!("{number} faults, {found} found, {missed} missed, {surprising} surprising");
    assert!(report.is_empty(), "\n\n{report}`TRELLIS_UPDATE=1 cargo test` writes what was found into the faults.");
}

#[test]
fn every_code_has_a_seeded_fault() {
    let faults = codes();
    let seen: BTreeSet<Code> = faults.iter().copied().collect();
    let unseen: Vec<&str> = Code::ALL.iter().filter(|code| !seen.contains(code)).map(|code| code.as_str()).collect();
    assert!(unseen.is_empty(), "no file in tests/faults has one of these: {unseen:?}");
    assert!(faults.len() >= 80, "{}", faults.len());
}
