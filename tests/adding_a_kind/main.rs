//! `docs/architecture.md` says how a kind is added. This adds one by following it, in a copy of the sources, and builds
//! the copy. Whoever forgets a step is told which, by the compiler or by a test. All tests beside the code must hold with
//! the new kind: `tests/run` runs them here and nowhere else, since what is built for them takes minutes.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test copies files and runs cargo")]

mod steps;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use steps::{Forgotten, STEPS};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A fresh copy of what the program is built from, always in one place: cargo knows packages by their places.
fn copy() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adding-a-kind");
    let _ = fs::remove_dir_all(&copy);
    // Some tests beside the code read the sites as well.
    for name in ["src", "themes", "docs", "content", "tests/sites"] {
        copy_folder(&root().join(name), &copy.join(name));
    }
    for name in ["build.rs", "CHANGELOG.md", "site.yaml"] {
        fs::copy(root().join(name), copy.join(name)).unwrap();
    }
    for name in ["Cargo.toml", "Cargo.lock"] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        fs::write(copy.join(name), alone(&text)).unwrap();
    }
    // Tests and benches are named in Cargo.toml, and are not built.
    for name in ["tests/it", "tests/adding_a_kind", "benches"] {
        fs::create_dir_all(copy.join(name)).unwrap();
    }
    for name in ["tests/it/main.rs", "tests/adding_a_kind/main.rs", "benches/pipeline.rs"] {
        fs::write(copy.join(name), "fn main() {}\n").unwrap();
    }
    copy
}

/// The copy is the program alone: its lock file names nothing of what only `fuzz` needs, and it is no dependency of its own,
/// which would be compiled beside it and never used.
fn alone(text: &str) -> String {
    let only_fuzzing = |part: &str| {
        ["trellis-fuzz", "libfuzzer-sys", "arbitrary"]
            .iter()
            .any(|name| part.starts_with(&format!("name = \"{name}\"\n")))
    };
    let parts = text.split("[[package]]\n").filter(|part| !only_fuzzing(part));
    let is_itself = |line: &&str| line.starts_with("trellis = { path = ") || *line == " \"trellis\",";
    let text = parts.collect::<Vec<_>>().join("[[package]]\n").replace("members = [\"fuzz\"]\n", "");
    text.lines().filter(|line| !is_itself(line)).map(|line| format!("{line}\n")).collect()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let to = to.join(item.file_name());
        if item.path().is_dir() {
            copy_folder(&item.path(), &to);
        } else {
            fs::copy(item.path(), &to).unwrap();
        }
    }
}

/// Builds and runs the copy's own tests. What it depends on is there already: the folder of what is built is shared.
fn test(copy: &Path, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let built = std::env::current_exe().unwrap();
    // <target>/<profile>/deps/<this test>
    let profile = built.parent().and_then(Path::parent).and_then(Path::file_name).unwrap().to_str().unwrap();
    let profile = if profile == "debug" { "dev" } else { profile };
    let plain = format!("profile.{profile}.package.trellis.opt-level=0");
    let mut command = Command::new(env!("CARGO"));
    // What cargo has told this test is about another package, and would make some that both depend on anew.
    let is_told =
        |name: &str| name == "OUT_DIR" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars().filter(|(name, _)| is_told(name)) {
        command.env_remove(name);
    }
    command
        .current_dir(copy)
        .args(["test", "--lib", "--features", "internals", "--locked", "--offline", "--color", "never"])
        .args(["--profile", profile, "--config", &plain])
        .args(arguments)
        .env("CARGO_TARGET_DIR", target)
        // Nothing of the first try, which does not compile, would save the second as much as keeping it costs.
        .env("CARGO_INCREMENTAL", "0")
        .output()
        .unwrap()
}

fn take(copy: &Path, which: &[Forgotten]) {
    STEPS.iter().filter(|step| which.contains(&step.forgotten)).for_each(|step| step.take(copy));
}

/// Files that the document names under "A kind".
fn named_in_the_document() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let (_, rest) = text.split_once("### A kind").expect("the document says how to add a kind");
    let part = rest.split("\n### ").next().unwrap();
    let quoted = part.split('`').skip(1).step_by(2).filter(|word| word.contains('/') && word.contains('.'));
    quoted.map(|path| path.replace("<kind>", "workshop")).collect()
}

#[test]
fn the_document_names_every_file_and_no_other() {
    let taken: BTreeSet<String> = STEPS.iter().map(|step| step.file.to_string()).collect();
    assert_eq!(named_in_the_document(), taken);
}

#[test]
fn a_kind_is_added_by_following_the_document() {
    let copy = copy();
    take(&copy, &[Forgotten::First]);
    let first = test(&copy, &["--no-run"]);
    let said = String::from_utf8_lossy(&first.stderr);
    assert!(!first.status.success(), "all that a compiler can ask for was forgotten, and it compiles");
    // A file that is not there yet is asked for by one that is.
    let asked =
        |file: &str| file.contains("workshop") || file == "src/view/mod.rs" || said.contains(&format!("--> {file}:"));
    for step in STEPS.iter().filter(|step| step.forgotten == Forgotten::Compiler) {
        assert!(asked(step.file), "the compiler does not ask for the kind in {}:\n{said}", step.file);
    }
    take(&copy, &[Forgotten::Compiler]);
    take(&copy, &[Forgotten::Test]);
    // A test of the copy's own: its new kind is on a site.
    fs::copy(root().join("tests/adding_a_kind/files/proof.rs"), copy.join("src/proof.rs")).unwrap();
    let lib = copy.join("src/lib.rs");
    fs::write(&lib, fs::read_to_string(&lib).unwrap() + "\n#[cfg(test)]\nmod proof;\n").unwrap();
    let all = test(&copy, &[]);
    let (out, said) = (String::from_utf8_lossy(&all.stdout), String::from_utf8_lossy(&all.stderr));
    assert!(all.status.success(), "{out}\n{said}");
    let of_kinds = |line: &&str| line.contains("every_kind::") || line.contains("proof::");
    assert_eq!(out.lines().filter(of_kinds).filter(|line| line.ends_with(" ... ok")).count(), 4, "{out}");
}
