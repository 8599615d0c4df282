//! The editor for teams on a code host: what is written for it, when, and what of it is published.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;
use trellis::cms;
use trellis::config;
use trellis::entry::Kind;
use trellis::entry::fields::Record;
use trellis::entry::kinds::Common;

use crate::folder::copy;

struct Team {
    folder: TempDir,
}

impl Team {
    fn new() -> Team {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &folder.path().join("site"));
        fs::write(folder.path().join("editor.js"), "fetch('/x'); document.cookie = 'a';\n").unwrap();
        Team { folder }
    }

    /// The exit code, and all that is said.
    fn trellis(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::cargo_bin("trellis").unwrap();
        command.current_dir(self.folder.path()).args(arguments).args(["--site", "site"]).env("NO_COLOR", "1");
        // 2026-11-23
        let output = command.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    #[track_caller]
    fn does(&self, arguments: &[&str], words: &str) {
        let (code, said) = self.trellis(arguments);
        assert!(code == 0 && said.contains(words), "{code}: {said}");
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], code: i32, words: &str) {
        let before = self.admin();
        let (found, said) = self.trellis(arguments);
        assert!(found == code && said.contains(words), "{found}: {said}");
        assert_eq!(self.admin(), before, "nothing is written");
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn admin(&self) -> Vec<(String, Vec<u8>)> {
        let Ok(items) = fs::read_dir(self.path("content/admin")) else { return Vec::new() };
        let file = |path: std::path::PathBuf| (path.to_str().unwrap().to_string(), fs::read(&path).unwrap());
        let mut found: Vec<_> = items.map(|item| file(item.unwrap().path())).collect();
        found.sort();
        found
    }
}

const SET_UP: &[&str] = &["cms", "--host", "github", "--repo", "our-trust/careers"];

#[track_caller]
fn fits(settings: &str) -> Value {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sveltia-cms.json");
    let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let settings: Value = serde_yaml::from_str(settings).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(&settings).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    // A field is one of many kinds, and a schema that lets any of them be is soon content.
    let field = |asked: &Value| {
        let widget = asked["widget"].as_str().unwrap_or("string");
        let definition = match widget {
            "datetime" => "DateTimeField".to_string(),
            "keyvalue" => "KeyValueField".into(),
            "list" if asked["fields"].is_array() => "ListFieldWithSubFields".into(),
            "list" if asked["field"].is_object() => "ListFieldWithSubField".into(),
            "list" => "SimpleListField".into(),
            "object" => "ObjectFieldWithSubFields".into(),
            other => format!("{}{}Field", other[..1].to_uppercase(), &other[1..]),
        };
        let mut own = schema.clone();
        own["$ref"] = format!("#/definitions/{definition}").into();
        let errors: Vec<String> =
            jsonschema::validator_for(&own).unwrap().iter_errors(asked).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{asked}: {errors:#?}");
    };
    let mut kinds = BTreeSet::new();
    each_field(&settings, &mut |asked| {
        // One of each kind with the same settings will do.
        let settings: Vec<&String> = asked.as_object().unwrap().keys().collect();
        if kinds.insert(format!("{} {settings:?}", asked["widget"])) {
            field(asked);
        }
    });
    assert!(kinds.len() > 10, "{kinds:?}");
    settings
}

fn each_field(value: &Value, with: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            if map.contains_key("widget") {
                with(value);
            }
            map.values().for_each(|value| each_field(value, with));
        }
        Value::Array(items) => items.iter().for_each(|item| each_field(item, with)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn what_is_written_is_what_the_editor_takes() {
    let team = Team::new();
    team.does(SET_UP, "npm pack @sveltia/cms");
    let settings = fits(&team.read("content/admin/config.yml"));
    assert_eq!(settings["backend"]["repo"], "our-trust/careers");
    let roles = settings["collections"].as_array().unwrap().iter().find(|one| one["name"] == "roles").unwrap();
    let field = |name: &str| roles["fields"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    assert_eq!((&field("title")["widget"], &field("title")["required"]), (&"string".into(), &true.into()));
    assert_eq!(field("reviewed")["format"], "YYYY-MM-DD");
    assert_eq!(field("professions")["collection"], "professions");
    assert_eq!(field("body")["modes"][0], "raw");
    let page = team.read("content/admin/index.html");
    assert!(!page.contains("://") && page.contains("<script src=\"sveltia-cms.js\">"), "{page}");
}

#[test]
fn every_field_of_every_kind_is_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = trellis::disk::read(root, None).unwrap();
    let (text, tables) = cms::settings(&config::read(&snapshot, None).value, &snapshot);
    let settings = fits(&format!("backend: {{ name: test-repo }}\n{text}"));
    let collections = settings["collections"].as_array().unwrap();
    for &kind in Kind::ALL.iter().filter(|kind| !kind.is_data()) {
        let name = kind.folder().replace('/', "-");
        let collection = collections.iter().find(|one| one["name"] == *name).unwrap_or_else(|| panic!("no {name}"));
        let asked: BTreeSet<&str> =
            collection["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        let missing: Vec<&str> = Common::FIELDS
            .iter()
            .chain(kind.fields())
            .map(|field| field.name)
            .filter(|name| !asked.contains(name) && *name != "extra")
            .collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
    let files = collections.last().unwrap()["files"].as_array().unwrap();
    assert_eq!(files.len(), tables.yaml.len());
    assert!(!tables.yaml.is_empty() && !tables.csv.is_empty());
}

#[test]
fn a_second_run_writes_nothing_and_no_work_of_others_is_lost() {
    let team = Team::new();
    team.refuses(&["cms"], 2, "say where the site is kept");
    team.refuses(&["cms", "--host", "github", "--repo", "x y"], 2, "the owner, a slash and the name");
    team.does(SET_UP, "Wrote 2 of 3");
    let first = team.admin();
    team.does(&["cms"], "Wrote 0 of 3");
    team.does(&["cms", "--check"], "up to date");
    assert_eq!(team.admin(), first);
    team.does(&["cms", "--script", "editor.js"], "Wrote 2 of 3");
    fs::write(team.folder.path().join("newer.js"), "run()\n").unwrap();
    team.does(&["cms", "--script", "newer.js"], "Wrote 2 of 3");
    assert_eq!(team.read("content/admin/sveltia-cms.js"), "run()\n");
    fs::write(team.path("content/admin/sveltia-cms.js"), "mine()\n").unwrap();
    team.refuses(&["cms", "--script", "editor.js"], 2, "it was not brought by this command");
    team.refuses(&["cms", "--script", "site/site.yaml"], 2, "is no script");
    // The owner's lines stay, and a new table is something to write.
    let path = team.path("content/admin/config.yml");
    fs::write(
        &path,
        team.read("content/admin/config.yml").replace("branch: main", "branch: main\n  base_url: https://auth.example"),
    )
    .unwrap();
    fs::write(team.path("site.yaml"), team.read("site.yaml").replacen("title: ", "title: New ", 1)).unwrap();
    team.refuses(&["cms", "--check"], 1, "content/admin/config.yml is not what would be written now");
    team.does(&["cms"], "Wrote 2 of 3");
    assert!(team.read("content/admin/config.yml").contains("base_url: https://auth.example"));
    fs::write(&path, team.read("content/admin/config.yml").replace("maxlength: 100", "maxlength: 90")).unwrap();
    team.refuses(&["cms"], 2, "somebody has changed it");
    fs::write(&path, "mine: true\n").unwrap();
    team.refuses(&["cms"], 2, "was not made by this command");
}

#[test]
fn the_folder_is_published_for_those_who_write_and_for_nobody_else() {
    let team = Team::new();
    team.does(&[SET_UP, &["--script", "editor.js"]].concat(), "editor: admin");
    let (code, said) = team.trellis(&["build"]);
    assert!(code == 0 && said.contains("stray-file"), "what nothing names is left out: {said}");
    assert!(!team.path("public/admin").exists());
    let settings = team.read("site.yaml");
    fs::write(team.path("site.yaml"), format!("{settings}editor: admin\n")).unwrap();
    let (code, said) = team.trellis(&["build"]);
    assert!(code == 0 && !said.contains("stray-file") && !said.contains("cookie"), "{said}");
    for name in ["index.html", "config.yml", "sveltia-cms.js"] {
        assert_eq!(
            fs::read(team.path(&format!("public/admin/{name}"))).unwrap(),
            fs::read(team.path(&format!("content/admin/{name}"))).unwrap()
        );
    }
    assert!(!team.read("public/index.html").contains("admin/"));
    // A page that brings it to visitors has it judged.
    let help = team.read("content/pages/about.md");
    fs::write(team.path("content/pages/about.md"), format!("{help}\n[Script](../admin/sveltia-cms.js)\n")).unwrap();
    let (code, said) = team.trellis(&["check"]);
    assert!(code == 1 && said.contains("content/admin/sveltia-cms.js") && said.contains("cookie"), "{said}");
    fs::write(team.path("content/pages/about.md"), help).unwrap();
    fs::write(team.path("site.yaml"), format!("{settings}editor: admim\n")).unwrap();
    let (code, said) = team.trellis(&["check"]);
    assert!(code == 1 && said.contains("site.yaml") && said.contains("admim"), "{said}");
}
