//! Runs every spec: prose, files, and what Trellis must say about them. `tests/spec/README.md` tells how to write one.
//!
//! A scenario is a heading and the fenced blocks below it. It runs in memory, on top of the base site.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use trellis::diagnostic::{Code, Diagnostic, catalogue, report};
use trellis::disk::VerdictCache;
use trellis::entry::fields::Record;
use trellis::entry::{Common, FileRole, role_of};
use trellis::graph::Drafts;
use trellis::lasting;
use trellis::pipeline::{self, Build, Request, Verdict};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::{plain, warm};

/// A fenced block: its info string, the lines it stands on, and what is inside.
pub struct Block {
    words: Vec<String>,
    lines: std::ops::Range<usize>,
    pub text: String,
}

pub struct Scenario {
    pub name: String,
    pub blocks: Vec<Block>,
    /// The line after its last line.
    end: usize,
}

impl Block {
    fn is(&self, word: &str) -> bool {
        self.words.first().is_some_and(|first| first == word)
    }

    fn says(&self, word: &str) -> bool {
        self.words.iter().skip(2).any(|other| other == word)
    }

    /// Whether a word stands behind the first.
    pub fn says_any(&self, word: &str) -> bool {
        self.words.iter().skip(1).any(|other| other == word)
    }

    /// The path of the file that this block is, if it is one.
    fn file(&self) -> Option<&str> {
        let is_expected = ["findings", "main", "contains", "lacks"].iter().any(|word| self.is(word));
        self.words.get(1).filter(|_| !is_expected).map(String::as_str)
    }
}

impl Scenario {
    fn files(&self) -> impl Iterator<Item = (&str, &Block)> {
        self.blocks.iter().filter_map(|block| Some((block.file()?, block)))
    }

    pub fn findings(&self) -> Option<&Block> {
        self.blocks.iter().find(|block| block.is("findings"))
    }

    fn pages(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| ["main", "contains", "lacks"].iter().any(|word| block.is(word)))
    }
}

/// Words of an info string; a path with blanks stands between double quotes.
fn words(info: &str) -> Vec<String> {
    let quoted = |(index, part): (usize, &str)| match index % 2 {
        0 => part.split_whitespace().map(str::to_string).collect(),
        _ => vec![part.to_string()],
    };
    info.split('"').enumerate().flat_map(quoted).collect()
}

pub fn parse(markdown: &str) -> Vec<Scenario> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    let mut lines = markdown.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let ticks = line.bytes().take_while(|b| *b == b'`').count();
        if line.starts_with("# ") || line.starts_with("## ") {
            let name = line.trim_start_matches('#').trim().to_string();
            scenarios.push(Scenario { name, blocks: Vec::new(), end: at });
        } else if ticks >= 3 {
            let inside: Vec<_> = lines.by_ref().take_while(|(_, line)| **line != "`".repeat(ticks)).collect();
            let text = inside.iter().flat_map(|(_, line)| [line, "\n"]).collect();
            let block = Block { words: words(&line[ticks..]), lines: at + 1..at + 1 + inside.len(), text };
            let scenario = scenarios.last_mut().expect("a spec starts with a heading");
            scenario.end = block.lines.end + 1;
            scenario.blocks.push(block);
        }
    }
    scenarios
}

/// What an escaped block means: `\xFF`, `\u{FEFF}`, `\r`, `\n`, `\t`, `\\`, `\{1000*text}`, and `\` at a line's end.
pub fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend(plain.bytes());
        let (kind, after) = escape.split_at(1);
        rest = after;
        match kind {
            "x" => {
                bytes.push(u8::from_str_radix(&after[..2], 16).expect("two hexadecimal digits after `\\x`"));
                rest = &after[2..];
            }
            "u" | "{" => {
                let (inside, after) = after.trim_start_matches('{').split_once('}').expect("a closing `}`");
                rest = after;
                match inside.split_once('*') {
                    Some((count, text)) => bytes.extend(unescape(text).repeat(count.parse().expect("a number"))),
                    None => {
                        let code = u32::from_str_radix(inside, 16).ok().and_then(char::from_u32);
                        bytes.extend(code.expect("a character's number after `\\u`").to_string().bytes());
                    }
                }
            }
            "r" => bytes.push(b'\r'),
            "n" => bytes.push(b'\n'),
            "t" => bytes.push(b'\t'),
            "\\" => bytes.push(b'\\'),
            "\n" => {}
            other => panic!("there is no escape `\\{other}`"),
        }
    }
    bytes.extend(rest.bytes());
    bytes
}

/// `and more`: fields that the kind needs and the block does not write, taken from the base site's entry of that kind.
fn filled(path: &str, text: &str, base: &BTreeMap<String, Vec<u8>>) -> String {
    let source = SourcePath::new(path);
    let FileRole::Entries(kind) = role_of(&source) else { panic!("`and more` is for entries: {path}") };
    let folder = format!("content/{}/", kind.folder());
    let (_, model) = base.iter().find(|(path, _)| path.starts_with(&folder)).expect("the base has one of each kind");
    let model = String::from_utf8_lossy(model);
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).expect("front matter");
    let mut front = front.to_string();
    for field in Common::FIELDS.iter().chain(kind.fields()).filter(|field| field.required) {
        let begins = format!("{}:", field.name);
        if !front.lines().any(|line| line.starts_with(&begins)) {
            let from = model.lines().skip_while(|line| !line.starts_with(&begins));
            let indented = |line: &&str| line.starts_with([' ', '-']) && !line.starts_with("---");
            let lines = from.clone().take(1).chain(from.skip(1).take_while(indented));
            front.extend(lines.flat_map(|line| [line, "\n"]));
        }
    }
    format!("---\n{front}---\n{body}")
}

/// A `diff` block: the file as it is so far, with the lines marked `-` in the place of which those marked `+` stand.
fn changed(path: &str, diff: &str, snapshot: &Snapshot) -> String {
    let text = snapshot.text(&SourcePath::new(path)).unwrap_or_else(|| panic!("a diff is for a file: {path}"));
    let side = |mark: char| {
        let lines = diff.lines().filter(|line| !line.starts_with(if mark == '-' { '+' } else { '-' }));
        lines.flat_map(|line| [line.get(1..).unwrap_or(""), "\n"]).collect::<String>()
    };
    let (before, after) = (format!("\n{}", side('-')), format!("\n{}", side('+')));
    let text = format!("\n{text}");
    assert_eq!(text.matches(&before).count(), 1, "{path} must have these lines once:{before}");
    text.replace(&before, &after)[1..].to_string()
}

pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The base site: the files of `tests/spec/base.md`.
pub fn base() -> BTreeMap<String, Vec<u8>> {
    let markdown = std::fs::read_to_string(folder("tests/spec/base.md")).expect("the base site is there");
    let scenarios = parse(&markdown);
    let files = scenarios.iter().flat_map(Scenario::files);
    files.map(|(path, block)| (path.to_string(), block.text.clone().into_bytes())).collect()
}

/// What a whole site may lack. It is told only in the spec of that name, so that other scenarios may add a single page.
pub const GAPS: [Code; 10] = [
    Code::NoWayIn,
    Code::NoWayOn,
    Code::NoNextStep,
    Code::RouteToNowhere,
    Code::Orphan,
    Code::PartnerArea,
    Code::EmptyDomain,
    Code::StageGap,
    Code::NoSource,
    Code::WeakSource,
];

/// Whether a spec is told of a finding. A seeded fault is told of all of them.
fn is_told(code: Code, spec: &Path) -> bool {
    spec.parent().is_some_and(|folder| folder.ends_with("faults"))
        || !GAPS.contains(&code)
        || spec.file_stem().is_some_and(|stem| stem == code.as_str())
}

fn snapshot(scenario: &Scenario, base: &BTreeMap<String, Vec<u8>>) -> Snapshot {
    let mut snapshot: Snapshot = base.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    for (path, block) in scenario.files() {
        let source = SourcePath::new(path);
        let bytes = match block.says("escaped") {
            _ if block.is("diff") => changed(path, &block.text, &snapshot).into_bytes(),
            true => unescape(&block.text),
            false if block.says("more") => filled(path, &block.text, base).into_bytes(),
            false => block.text.clone().into_bytes(),
        };
        if block.says("linked") {
            snapshot.problems.push(catalogue::outside_link(&source, "leads out of the site's folder"));
        } else {
            snapshot.insert(source, File::new(bytes));
        }
    }
    snapshot
}

fn request() -> Request {
    let today = "2026-12-01".parse().expect("a date");
    Request { today, drafts: Drafts::Hide, base_url: Some("https://careers.example.org/".into()), staging: false }
}

/// Whether a finding points at bytes that an author of these files can edit.
fn points_at_the_files(finding: &Diagnostic, snapshot: &Snapshot) -> bool {
    let places = std::iter::once(&finding.span).chain(finding.labels.iter().map(|label| &label.span));
    places.into_iter().all(|span| match snapshot.get(&span.path) {
        Some(file) => {
            let in_text = snapshot.text(&span.path).is_none_or(|text| text.get(span.start..span.end).is_some());
            span.start <= span.end && span.end <= file.bytes.len() && in_text
        }
        None => finding.code == Code::OutsideLink,
    })
}

/// What is expected and not there, and what is there and not expected; nothing if they are the same. An expected line
/// that ends with `…` stands for every line that begins like it.
fn difference(expected: &str, found: &str) -> Option<String> {
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_string()).collect::<Vec<_>>();
    let expected = lines(expected);
    let meant = |(at, line): (usize, String)| match expected.get(at).and_then(|line| line.strip_suffix('…')) {
        Some(start) if line.starts_with(start) => format!("{start}…"),
        _ => line,
    };
    let found: Vec<String> = lines(found).into_iter().enumerate().map(meant).collect();
    let mark = |sign: &str, list: &[String], other: &[String]| {
        let unlike = |line: &&String| !other.contains(line);
        list.iter().filter(unlike).map(|line| format!("  {sign} {line}\n")).collect::<String>()
    };
    let changed = mark("-", &expected, &found) + &mark("+", &found, &expected);
    (expected != found).then_some(if changed.is_empty() {
        "  (the same lines in another order)\n".into()
    } else {
        changed
    })
}

/// One spec file: a line of report for each scenario that fails, and the file as it should be.
pub fn run(path: &Path, base: &BTreeMap<String, Vec<u8>>) -> (Vec<String>, String) {
    let markdown = std::fs::read_to_string(path).expect("a spec is readable");
    let (mut failures, mut edits) = (Vec::new(), Vec::new());
    for scenario in
        parse(&markdown).into_iter().filter(|scenario| scenario.files().count() + scenario.pages().count() > 0)
    {
        let snapshot = snapshot(&scenario, base);
        let mut build = pipeline::build(&snapshot, &request(), &mut warm::memo(), &|_| {});
        assert!(is_kept_whole(&build.verdict), "{}: {}", path.display(), scenario.name);
        build.diagnostics.retain(|finding| is_told(finding.code, path));
        let mut fail = |what: String| failures.push(format!("{}: {}\n{what}", path.display(), scenario.name));
        for finding in build.diagnostics.iter().filter(|finding| !points_at_the_files(finding, &snapshot)) {
            fail(format!("  points outside its file: {finding:?}\n"));
        }
        let places = report::LineIndexes::new(&snapshot);
        let found: String = build.diagnostics.iter().map(|finding| report::short_at(finding, &places) + "\n").collect();
        if let Some(changed) = difference(scenario.findings().map_or("", |block| &block.text), &found) {
            fail(changed);
            match scenario.findings() {
                Some(block) => edits.push((block.lines.clone(), found)),
                None => edits.push((scenario.end..scenario.end, format!("\n```findings\n{found}```\n"))),
            }
        }
        for page in build.output.iter().flat_map(plain::read_otherwise) {
            fail(format!("  is not read as browsers do: {page}\n"));
        }
        if scenario.pages().next().is_some() {
            pages(&scenario, &snapshot, &build, &mut fail);
        }
    }
    let mut lines: Vec<String> = markdown.lines().map(|line| format!("{line}\n")).collect();
    for (range, text) in edits.into_iter().rev() {
        lines.splice(range, [text]);
    }
    (failures, lines.concat())
}

/// Whether what a run found comes back as it was put into the memory between runs.
fn is_kept_whole(verdict: &Verdict) -> bool {
    let site = tempfile::tempdir().unwrap();
    VerdictCache::of(site.path()).put(1, 2, verdict);
    let cache = VerdictCache::of(site.path());
    cache.get(1, 2).as_ref() == Some(verdict) && cache.get(1, 3).is_none() && cache.get(2, 2).is_none()
}

fn pages(scenario: &Scenario, snapshot: &Snapshot, build: &Build, fail: &mut impl FnMut(String)) {
    let Some(output) = &build.output else {
        let places = report::LineIndexes::new(snapshot);
        let found: String = build.diagnostics.iter().map(|finding| report::short_at(finding, &places) + "\n").collect();
        return fail(format!("  there are no pages:\n{found}"));
    };
    for block in scenario.pages() {
        let path = block.words.get(1).map_or("", String::as_str);
        let is_meant = |other: &str| other == path || lasting::plain(other).is_some_and(|plain| plain == path);
        let Some((_, file)) = output.files.iter().find(|(other, _)| is_meant(other.as_str())) else {
            fail(format!("  there is no page {path}\n"));
            continue;
        };
        let text = unmarked(&String::from_utf8_lossy(&file.bytes));
        let text = match (block.is("main"), text.find("<main"), text.find("</main>")) {
            (true, Some(from), Some(to)) => &text[from..to],
            _ => &*text,
        };
        for line in block.text.lines().filter(|line| text.contains(line.trim()) == block.is("lacks")) {
            fail(format!("  {path} {} {line}\n", if block.is("lacks") { "must not have" } else { "does not have" }));
        }
    }
}

/// A text that names the theme's files plainly. Documents are typed by people, who know no marks; that files are named as
/// they are published is held by `marks`.
fn unmarked(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(lasting::FOLDER) {
        let end =
            rest[at..].bytes().position(|byte| !lasting::is_of_name(byte)).map_or(rest.len(), |length| at + length);
        out.push_str(&rest[..at]);
        out.push_str(&lasting::plain(&rest[at..end]).unwrap_or_else(|| rest[at..end].to_string()));
        rest = &rest[end..];
    }
    out + rest
}

/// Every Markdown file below a folder.
pub fn markdown_files(folder: PathBuf, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder of specs").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

fn spec_files() -> Vec<PathBuf> {
    let mut files = vec![folder("docs/theming.md")];
    markdown_files(folder("docs/diagnostics"), &mut files);
    markdown_files(folder("tests/spec"), &mut files);
    files
}

#[test]
fn every_spec_holds() {
    let base = base();
    let results: Vec<_> = spec_files().into_par_iter().map(|path| (run(&path, &base), path)).collect();
    let update = std::env::var_os("TRELLIS_UPDATE").is_some();
    let mut report = String::new();
    for ((failures, fixed), path) in results {
        if update && !failures.is_empty() {
            std::fs::write(&path, fixed).expect("a spec is writable");
        }
        report.extend(failures.into_iter().map(|failure| failure + "\n"));
    }
    assert!(report.is_empty(), "\n\n{report}`TRELLIS_UPDATE=1 cargo test` writes what was found into the specs.");
}

/// Each code has a page whose failing example shows it, and whose mended example is clean.
#[test]
fn every_code_is_explained_by_examples() {
    for code in Code::ALL {
        let scenarios = parse(code.explanation());
        let named = |name: &str| scenarios.iter().find(|scenario| scenario.name == name);
        let wrong = named("What goes wrong").unwrap_or_else(|| panic!("{code} has no `## What goes wrong`"));
        let mended = named("How to mend it").unwrap_or_else(|| panic!("{code} has no `## How to mend it`"));
        let findings = wrong.findings().map_or("", |block| &block.text);
        assert!(findings.contains(&format!("[{code}]")), "the failing example of {code} does not show it");
        assert!(mended.files().next().is_some() && mended.findings().is_none(), "{code} is not mended");
        assert!(scenarios[0].name != code.as_str() && code.explanation().starts_with("# "), "{code} has no title");
    }
    let pages = std::fs::read_dir(folder("docs/diagnostics")).expect("the folder of pages").count();
    assert_eq!(pages, Code::ALL.len(), "a page in docs/diagnostics explains no code");
}
