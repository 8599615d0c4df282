//! The shape of the source, held: layers, purity, sizes, and documents that say what is so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use trellis::diagnostic::Code;

/// Modules from the ground up. A module may use only those on earlier lines; those on one line may use each other.
const LAYERS: &[&[&str]] = &[
    &["error", "source", "slug", "english", "nearest", "colour", "css"],
    &["picture", "layout", "calendar", "prose", "output"],
    &["diagnostic", "snapshot"],
    &["entry"],
    &["gather"],
    &["config"],
    &["names", "starter"],
    &["skeleton", "schema"],
    &["graph"],
    &["check", "permalink"],
    &["view"],
    &["search"],
    &["plan"],
    &["theme"],
    &["render", "extras", "poster"],
    &["made"],
    &["audit"],
    &["memo"],
    &["copies"],
    &["site"],
    &["pipeline"],
    &["find"],
    &["refactor"],
    &["import"],
    &["health"],
    &["report"],
    // ---- the IO line
    &["disk"],
    &["visit"],
    &["serve"],
    &["cli"],
    &["main", "lib"],
];

const IO: &[&str] = &["disk", "visit", "serve", "cli", "main"];

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

/// Top modules that a text uses by `crate::name`, doc comments aside.
fn uses(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                names.extend(group.split(',').map(|part| name_at(part.trim())));
            } else {
                names.push(name_at(rest));
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn modules_use_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for (name, module, code) in sources() {
        for used in uses(&code) {
            let target = match used.as_str() {
                "Error" => "error",
                "Diagnostic" => "diagnostic",
                used => used,
            };
            if layer(target) > layer(&module) {
                wrong.push(format!("src/{name} uses crate::{used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these look upwards:\n{}", wrong.join("\n"));
}

#[test]
fn the_core_touches_nothing_outside() {
    let forbidden = ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "Timestamp::now"];
    let mut wrong = Vec::new();
    for (name, module, code) in sources() {
        if IO.contains(&module.as_str()) {
            continue;
        }
        for word in forbidden {
            if code.contains(word) {
                wrong.push(format!("src/{name} mentions {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "above the IO line:\n{}", wrong.join("\n"));
}

#[test]
fn only_views_turn_into_template_values() {
    for (name, module, code) in sources() {
        let is_desk = name.starts_with("serve/desk/");
        let allowed = module == "view" || module == "disk" || is_desk || name.starts_with("diagnostic/report");
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
}
