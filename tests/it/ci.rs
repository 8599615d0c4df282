//! What code hosts read: that they take it, and that what it runs is there.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::small::Small;

const GIVEN: &str = "--program https://example.org/trellis-0.2.0.tar.gz --sha256 \
                     5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

/// The files of each code host, and the schema of each (`tests/schemas`).
const HOSTS: &[(&str, &[(&str, &str)])] = &[
    (
        "github",
        &[
            (".github/workflows/careers-site.yml", "github-workflows"),
            (".github/actions/trellis/action.yml", "github-actions"),
        ],
    ),
    ("gitlab", &[(".gitlab-ci.yml", "gitlab-ci")]),
];

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

#[track_caller]
fn assert_taken(text: &str, schema: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/schemas/{schema}.json"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let wrong: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&yaml(text))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
}

/// Every text below the keys under which commands stand.
fn commands(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("run", Value::String(text)) => found.push(text.clone()),
                    ("script", Value::Array(lines)) => {
                        found.extend(lines.iter().filter_map(Value::as_str).map(str::to_string))
                    }
                    _ => commands(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| commands(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn code_hosts_take_what_is_written_for_them() {
    for (host, files) in HOSTS {
        let site = Small::new();
        let run = site.run(&format!("ci {host} --branch trunk {GIVEN}"));
        run.ends(0).answers("Commit them");
        for (path, schema) in *files {
            let text = site.read(path);
            assert!(!["@ARCHIVE@", "@SHA256@", "@BRANCH@"].iter().any(|hole| text.contains(hole)), "{text}");
            assert_taken(&text, schema);
            assert!(run.out.contains(path), "{path} is not told");
        }
        let all: String = files.iter().map(|(path, _)| site.read(path)).collect();
        for given in ["https://example.org/trellis-0.2.0.tar.gz", "5891b5b522d5", "\"trunk\""] {
            assert!(all.contains(given), "{host}: {given}");
        }
    }
}

#[test]
fn code_hosts_take_what_this_repository_tells_them() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    for name in ["ci", "release"] {
        assert_taken(&read(&format!(".github/workflows/{name}.yml")), "github-workflows");
    }
    assert_taken(&read(".gitlab-ci.yml"), "gitlab-ci");
}

#[test]
fn a_schema_refuses_what_is_wrong() {
    let taken =
        std::panic::catch_unwind(|| assert_taken("on: push\njobs:\n  site:\n    steps: []\n", "github-workflows"));
    assert!(taken.is_err(), "a job without a machine to run on");
}

/// Commands are run by a shell, as a code host runs them.
#[cfg(unix)]
#[test]
fn what_they_run_ends_well_on_a_site_that_is_well() {
    use std::process::Command;
    let program = assert_cmd::cargo::cargo_bin("trellis");
    for (host, files) in HOSTS {
        let site = Small::new();
        site.run(&format!("ci {host} {GIVEN}")).ends(0);
        let mut lines = Vec::new();
        files.iter().for_each(|(path, _)| commands(&yaml(&site.read(path)), &mut lines));
        let lines = lines.iter().flat_map(|text| text.lines()).filter(|line| line.starts_with("trellis "));
        let mut count = 0;
        for line in lines {
            // Other websites are not asked in a test: of that command, the words are judged.
            let line = line.replace("--external", "--external --help");
            let output = Command::new("bash")
                .args(["-e", "-o", "pipefail", "-c", &line])
                .current_dir(site.path("."))
                .env("PATH", format!("{}:/usr/bin:/bin", program.parent().unwrap().display()))
                .env("GITHUB_STEP_SUMMARY", site.path("summary.md"))
                .env("SOURCE_DATE_EPOCH", "1795392000")
                .output()
                .unwrap();
            assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
            count += 1;
        }
        assert!(count >= 5, "{host}: {count} commands");
        assert!(site.path("public/index.html").is_file() && site.path("preview/index.html").is_file());
    }
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let site = Small::new().write(".github/workflows/careers-site.yml", "mine");
    site.run(&format!("ci github {GIVEN}")).ends(2).says("it is there already").says("help:");
    assert_eq!(site.read(".github/workflows/careers-site.yml"), "mine");
    assert!(!site.path(".github/actions").exists(), "all are written, or none");
}

#[test]
fn what_would_not_stay_a_value_is_refused() {
    let site = Small::new();
    let sum = "--sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    for (words, said) in [
        (format!("ci github --program http://example.org/a.tar.gz {sum}"), "https://"),
        (format!("ci github --program https://example.org/a.zip {sum}"), ".tar.gz"),
        (format!("ci github --program https://example.org/$(id).tar.gz {sum}"), ".tar.gz"),
        ("ci github --program https://example.org/a.tar.gz --sha256 5891".to_string(), "64 signs"),
        (format!("ci github --branch a\"b {GIVEN}"), "one branch"),
        ("ci github".to_string(), "--program"),
        (format!("ci gitlab --site content {GIVEN}"), "no site.yaml"),
    ] {
        site.run(&words).ends(2).says(said);
    }
    assert!(!site.path(".github").exists() && !site.path(".gitlab-ci.yml").exists());
}

#[test]
fn a_new_site_has_them_from_the_start() {
    let site = Small::new();
    let new = |words: &str| {
        let mut command = assert_cmd::Command::cargo_bin("trellis").unwrap();
        command.current_dir(site.path(".")).arg("new").args(words.split_whitespace()).assert()
    };
    let made = new(&format!("fresh --ci gitlab {GIVEN}")).success();
    let said = String::from_utf8_lossy(&made.get_output().stdout).into_owned();
    assert!(said.contains("cd fresh") && said.contains(".gitlab-ci.yml"), "{said}");
    assert_taken(&site.read("fresh/.gitlab-ci.yml"), "gitlab-ci");
    new("other --ci gitlab").failure().code(2);
    assert!(!site.path("other").exists());
}

#[test]
fn what_cargo_binstall_takes_is_what_a_release_packs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let release = yaml(&fs::read_to_string(root.join(".github/workflows/release.yml")).unwrap());
    let cargo: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let overrides = cargo["package"]["metadata"]["binstall"]["overrides"].as_table().unwrap();
    let packed = release["jobs"]["programs"]["strategy"]["matrix"]["include"].as_array().unwrap();
    for program in packed {
        let (name, target) = (program["name"].as_str().unwrap(), program["target"].as_str().unwrap());
        let taken = &overrides[target];
        let (format, ending) = if name.starts_with("windows") { ("zip", "zip") } else { ("tgz", "tar.gz") };
        let address = format!("{{ repo }}/releases/download/v{{ version }}/trellis-{{ version }}-{name}.{ending}");
        assert_eq!(taken["pkg-url"].as_str(), Some(&*address));
        assert_eq!(taken["pkg-fmt"].as_str(), Some(format));
        let inside = format!("trellis-{{ version }}-{name}/{{ bin }}{{ binary-ext }}");
        assert_eq!(taken["bin-dir"].as_str(), Some(&*inside));
    }
    // A computer with the usual library of C takes the program that needs none.
    for (target, taken) in overrides {
        let same = &overrides[&target.replace("-gnu", "-musl")];
        assert_eq!(taken, same, "{target}");
    }
}
