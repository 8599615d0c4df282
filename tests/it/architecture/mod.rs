//! The shape of the source, held: layers, purity, sizes, and documents that say what is so.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use trellis::diagnostic::Code;

/// Modules from the ground up. A module may use only those on earlier lines; those on one line may use each other.
const LAYERS: &[&[&str]] = &[
    &["error", "fault", "characters", "source", "slug", "formatting", "nearest", "colour", "css", "qr"],
    &["picture", "layout", "calendar", "prose", "output", "lasting", "packed"],
    &["diagnostic", "snapshot"],
    &["entry"],
    &["contents"],
    &["upgrade"],
    &["config"],
    &["names", "starter"],
    &["skeleton", "schema"],
    &["cms"],
    &["graph"],
    &["check", "permalink"],
    &["view"],
    &["search", "near", "wayfinder"],
    &["plan"],
    &["theme"],
    &["revision"],
    &["render", "machine_files", "poster", "offline"],
    &["groundwork"],
    &["audit"],
    &["memo"],
    &["variants"],
    &["claims"],
    &["site"],
    &["pipeline", "host"],
    &["find"],
    &["refactor"],
    &["import"],
    &["health"],
    &["report"],
    // ---- the IO line
    &["disk"],
    &["deliver"],
    &["visit"],
    &["serve"],
    &["cli"],
    &["main", "lib"],
];

const IO: &[&str] = &["disk", "deliver", "visit", "serve", "cli", "main"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file with its top module and its text, without its unit tests.
fn sources() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String, String)>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root().join("src")).unwrap().to_str().unwrap().to_string();
            let module = name.split(['/', '.']).next().unwrap().to_string();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap().to_string();
            found.push((name, module, code));
        }
    }
}

fn layer(module: &str) -> usize {
    LAYERS.iter().position(|layer| layer.contains(&module)).unwrap_or_else(|| panic!("`{module}` has no layer"))
}

fn parsed() -> Vec<source::File> {
    source::read(&root().join("src"))
}

#[test]
fn modules_use_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for file in parsed() {
        for path in file.used.iter().filter(|path| path[0] == "crate" && path.len() > 1) {
            let target = match path[1].as_str() {
                "Error" => "error",
                "Diagnostic" => "diagnostic",
                used => used,
            };
            if layer(target) > layer(file.top()) {
                wrong.push(format!("src/{} uses {}", file.name, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "these look upwards:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_touches_nothing_outside() {
    let outside = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io::stdin",
        "std::io::stdout",
        "std::io::stderr",
        "std::time::SystemTime",
        "std::time::Instant",
        "std::thread::sleep",
        "walkdir",
        "notify",
        "tiny_http",
        "ureq",
    ];
    let mut wrong = Vec::new();
    for file in parsed().iter().filter(|file| !IO.contains(&file.top())) {
        for path in file.used.iter().map(|path| path.join("::")) {
            let is_outside = |what: &str| path == what || path.starts_with(&format!("{what}::"));
            let reads_clock = ["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now"];
            if outside.iter().any(|what| is_outside(what)) || reads_clock.iter().any(|now| path.ends_with(now)) {
                wrong.push(format!("src/{} uses {path}", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "above the IO line:\n{}", wrong.join("\n"));
}

#[test]
fn the_source_is_read_as_the_compiler_reads_it() {
    let text = "use std::{fs as disk, io::{self, Write}};\npub use self::child::Kept;\n\
                fn f() { super::other::g(); vec![crate::graph::link(std::env::var(\"x\"))]; }\n\
                // std::net is only spoken of here\n#[cfg(test)]\nmod tests { use std::process; }\n";
    let file = source::parse("view/card.rs".to_string(), text);
    let used: Vec<String> = file.used.iter().map(|path| path.join("::")).collect();
    let wanted =
        ["crate::graph::link", "crate::view::other::g", "std::env::var", "std::fs", "std::io", "std::io::Write"];
    assert_eq!(used, wanted);
    assert_eq!(file.top(), "view");
}

#[test]
fn only_views_turn_into_template_values() {
    for (name, module, code) in sources() {
        let is_desk = name.starts_with("serve/desk/");
        let writes_notes = ["disk", "deliver"].contains(&&*module);
        let allowed = module == "view" || writes_notes || is_desk || name.starts_with("diagnostic/report");
        let derives = code.lines().filter(|line| line.contains("derive(") && line.contains("Serialize"));
        assert!(allowed || derives.count() == 0, "src/{name} derives Serialize, which only views may");
    }
}

#[test]
fn only_the_theme_the_report_and_the_desk_have_templates() {
    for (name, _, code) in sources() {
        let own = ["render.rs", "report/html.rs", "serve/desk/page.rs"];
        let has_templates = name.starts_with("theme/") || own.contains(&name.as_str());
        assert!(has_templates || !code.contains("tera::"), "src/{name} renders a template");
    }
}

#[test]
fn templates_have_filters_and_no_functions() {
    for (name, _, code) in sources() {
        assert!(!code.contains("register_function"), "src/{name} gives templates a function with side inputs");
    }
}

#[test]
fn nothing_fails_by_unwrapping() {
    for (name, _, code) in sources() {
        for (index, line) in code.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            assert!(!code.contains(".unwrap()"), "src/{name}:{} unwraps: say what must hold, or report it", index + 1);
            for word in ["todo!(", "unimplemented!(", "dbg!("] {
                assert!(!code.contains(word), "src/{name}:{} has {word}", index + 1);
            }
        }
    }
}

#[test]
fn files_can_be_read_in_one_sitting() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, _, code)| (name, code.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .collect();
    assert!(long.is_empty(), "longer than 400 lines: {long:?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    for (name, _, code) in sources() {
        assert!(code.starts_with("//!"), "src/{name} does not begin by saying what it is for");
    }
}

#[test]
fn every_finding_has_a_page() {
    let mut pages: BTreeMap<String, bool> = BTreeMap::new();
    for item in fs::read_dir(root().join("docs/diagnostics")).unwrap() {
        pages.insert(item.unwrap().path().file_stem().unwrap().to_str().unwrap().to_string(), false);
    }
    for code in Code::ALL {
        let page = code.explanation();
        assert!(page.starts_with("# ") && page.lines().count() > 10, "docs/diagnostics/{code}.md explains nothing");
        pages.insert(code.to_string(), true);
    }
    let stray: Vec<_> = pages.iter().filter(|(_, known)| !**known).map(|(name, _)| name).collect();
    assert!(stray.is_empty(), "pages of findings that do not exist: {stray:?}");
}

#[test]
fn the_architecture_document_shows_the_same_layers() {
    let document = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    assert!(document.lines().count() < 200, "docs/architecture.md is to be read in one sitting");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |").map(|(name, _)| name));
    let rows: Vec<&str> = rows.collect();
    let modules: Vec<&str> =
        LAYERS.iter().flat_map(|layer| layer.iter().copied()).filter(|name| !matches!(*name, "main" | "lib")).collect();
    assert_eq!(rows, modules, "the table has a row for each module, once, in the order of the layers");
}

#[test]
fn every_module_has_a_layer_and_every_layer_its_modules() {
    let listed: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    let sources = sources();
    let there: BTreeSet<&str> = sources.iter().map(|(_, module, _)| module.as_str()).collect();
    assert_eq!(there, listed);
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = source::declared(&lib);
    let mut modules: Vec<&str> = listed.into_iter().filter(|name| !matches!(*name, "main" | "lib")).collect();
    modules.sort_unstable();
    assert_eq!(declared, modules, "lib.rs declares each module once, in order");
}

#[test]
fn what_the_surface_hands_on_is_known_by_where_it_stands() {
    let files = parsed();
    let at = |name: &str| files.iter().position(|file| file.name == name).unwrap();
    let arrows = source::arrows(&files);
    assert!(arrows.contains_key(&(at("cli/build.rs"), at("error.rs"))), "`crate::Error` stands in error.rs");
    assert!(!arrows.keys().any(|(_, to)| *to == at("lib.rs")), "nothing stands in lib.rs itself");
}

#[test]
fn no_files_need_each_other() {
    let files = parsed();
    let arrows = source::arrows(&files);
    let mut told = String::new();
    for circle in source::circles(files.len(), arrows.keys().copied()) {
        told.push_str("a circle:\n");
        for ((from, to), names) in &arrows {
            if circle.contains(from) && circle.contains(to) {
                let names = names.iter().cloned().collect::<Vec<_>>().join(", ");
                told.push_str(&format!("  src/{} needs src/{}: {names}\n", files[*from].name, files[*to].name));
            }
        }
    }
    assert!(told.is_empty(), "what do these share that wants a file of its own?\n{told}");
}

#[test]
fn panics_are_caught_in_one_place() {
    let catching = sources().into_iter().filter(|(_, _, code)| code.contains("catch_unwind"));
    assert_eq!(catching.map(|(name, ..)| name).collect::<Vec<_>>(), ["fault.rs"]);
}
