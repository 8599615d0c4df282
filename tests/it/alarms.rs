//! Texts as careers sites, handbooks and guides have them, and what of each line must be told: `tests/alarms/README.md`.
//!
//! A rule that cries wolf is switched off, and then it finds nothing any more.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use rayon::prelude::*;
use trellis::diagnostic::report;
use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::spec::{self, GAPS};
use crate::warm;

/// A page, or the tasks of a role: its name, whether HTML is allowed on it, whether its site is American, and its lines with
/// the codes that each must raise.
struct Text {
    name: String,
    allows_html: bool,
    is_tasks: bool,
    is_american: bool,
    lines: Vec<(Vec<String>, String)>,
}

/// What a line must raise and does not, or raises and must not.
struct Wrong {
    code: String,
    is_alarm: bool,
    line: String,
}

fn texts(file: &str) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    for line in file.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            let (name, allows_html) = name.strip_suffix(" (HTML allowed)").map_or((name, false), |name| (name, true));
            let (name, is_tasks) = name.strip_suffix(" (tasks)").map_or((name, false), |name| (name, true));
            let (name, is_american) = name.strip_suffix(" (American)").map_or((name, false), |name| (name, true));
            texts.push(Text { name: name.to_string(), allows_html, is_tasks, is_american, lines: Vec::new() });
        } else if let Some((codes, text)) = line.split_once('|') {
            let codes = codes.split_whitespace().map(str::to_string).collect();
            let text = text.strip_prefix(' ').unwrap_or(text).to_string();
            texts.last_mut().expect("a text begins with its name").lines.push((codes, text));
        }
    }
    texts
}

fn front(name: &str) -> String {
    format!("---\ntitle: {name}\nsummary: What you need to know.\nreviewed: 2026-11-23\n---\n\n")
}

const PATH: &str = "content/pages/text.md";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>";
const OLD_NAMES: &str = "entries:\n  - id: nhs-england\n    title: NHS England\n    summary: It plans training.\n    \
                         was_before: [Health Education England]\n    since: 2023-04-01\n    reviewed: 2026-11-23\n";

const ROLE: &str = "content/roles/podiatry-assistant.md";
const TASK: &str = "  - Trim nails\n";

fn role_until_tasks(base: &BTreeMap<String, Vec<u8>>) -> String {
    let role = String::from_utf8_lossy(&base[ROLE]);
    role.split_once(TASK).unwrap().0.to_string()
}

fn role_after_tasks(base: &BTreeMap<String, Vec<u8>>) -> String {
    let role = String::from_utf8_lossy(&base[ROLE]);
    role.split_once(TASK).unwrap().1.to_string()
}

/// The wrong findings of a text, and how many it must have.
fn judge(text: &Text, base: &BTreeMap<String, Vec<u8>>, memo: &mut Memo) -> (Vec<Wrong>, usize) {
    let mut snapshot: Snapshot = base.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    let mut put = |path: &str, text: String| snapshot.insert(SourcePath::new(path), File::new(text.into_bytes()));
    let body: String = text.lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    if text.allows_html || text.is_american {
        let html = if text.allows_html { "raw_html: allow\n" } else { "" };
        let language = if text.is_american { "language: en-US\n" } else { "" };
        put("site.yaml", format!("title: Careers\ndescription: Careers in health.\n{html}{language}"));
    }
    if body.contains("drawing.svg") {
        put("content/images/drawing.svg", DRAWING.into());
    }
    put("content/data/house-terms.yaml", OLD_NAMES.into());
    let (path, front) = if text.is_tasks { (ROLE, role_until_tasks(base)) } else { (PATH, front(&text.name)) };
    let after = if text.is_tasks { role_after_tasks(base) } else { String::new() };
    put(path, format!("{front}{body}{after}"));
    let today = "2026-12-01".parse().expect("a date");
    let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&snapshot, &request, memo, &|_| {});
    let offset = front.lines().count();
    let mut found: Vec<(usize, String)> = Vec::new();
    for finding in build.diagnostics.iter().filter(|finding| !GAPS.contains(&finding.code)) {
        let is_here = finding.span.path.as_str() == path;
        let line = if is_here { report::position(&finding.span, &snapshot).0 } else { 0 };
        found.push((line.saturating_sub(offset), finding.code.as_str().to_string()));
    }
    let mut wrong = Vec::new();
    for (number, (expected, line)) in (1..).zip(&text.lines) {
        for code in expected {
            match found.iter().position(|one| *one == (number, code.clone())) {
                Some(at) => drop(found.remove(at)),
                None => wrong.push(Wrong { code: code.clone(), is_alarm: false, line: line.clone() }),
            }
        }
    }
    let told = |number: usize| number.checked_sub(1).and_then(|at| text.lines.get(at)).map_or("", |(_, line)| line);
    wrong.extend(found.iter().map(|(number, code)| Wrong {
        code: code.clone(),
        is_alarm: true,
        line: told(*number).to_string(),
    }));
    (wrong, text.lines.iter().map(|(codes, _)| codes.len()).sum())
}

#[test]
fn every_line_is_told_of_what_it_must_be_and_of_nothing_else() {
    let base = spec::base();
    let mut files: Vec<_> =
        fs::read_dir(spec::folder("tests/alarms")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut report = String::new();
    for path in files {
        let texts = texts(&fs::read_to_string(&path).unwrap());
        // The theme and the base are read once for many texts.
        let judge_all = |texts: &[Text]| {
            let mut memo = warm::memo();
            texts.iter().map(|text| judge(text, &base, &mut memo)).collect::<Vec<_>>()
        };
        let judged = texts.par_chunks(texts.len().div_ceil(4)).flat_map(judge_all).collect::<Vec<_>>();
        let judged: Vec<_> = texts.iter().zip(judged).collect();
        let expected: usize = judged.iter().map(|(_, (_, count))| count).sum();
        let all = || judged.iter().flat_map(|(_, (wrong, _))| wrong);
        let (alarms, missed) = (all().filter(|one| one.is_alarm).count(), all().filter(|one| !one.is_alarm).count());
        if alarms + missed == 0 {
            continue;
        }
        let (pages, told) = (texts.len(), expected - missed + alarms);
        writeln!(report, "{}: {pages} texts, {told} findings: {alarms} wrong, {missed} missed", path.display())
            .unwrap();
        for (text, (wrong, _)) in &judged {
            for Wrong { code, is_alarm, line } in wrong {
                let sign = if *is_alarm { '+' } else { '-' };
                writeln!(report, "  {sign} {code} ({}): {line}", text.name).unwrap();
            }
        }
    }
    assert!(report.is_empty(), "\n\n{report}");
}
