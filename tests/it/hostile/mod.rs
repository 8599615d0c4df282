//! Hostile strings in every field of every kind, in settings and in texts: each is told, or shown as the words it is.

mod filled;
mod shown;
mod strings;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use annotate_snippets::Renderer;
use trellis::contents::{self, read_all};
use trellis::diagnostic::{Diagnostic, report};
use trellis::entry::node::Node;
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::health::{Health, Scope};
use trellis::import;
use trellis::output::Output;
use trellis::pipeline::{self, Build, Request};
use trellis::report as faces;
use trellis::snapshot::Snapshot;

use self::filled::{Filled, Written, mark, marks};
pub use self::shown::Page;
use self::shown::blanks;
pub use self::strings::all as strings;
use crate::warm;

fn request() -> Request {
    Request {
        today: "2026-12-01".parse().unwrap(),
        drafts: Drafts::Hide,
        base_url: Some("https://a.example/b/".into()),
        staging: false,
    }
}

fn build(site: &Snapshot) -> Build {
    pipeline::build(site, &request(), &mut warm::memo(), &|_| {})
}

/// Fields of words in which not all words may stand.
const SPECIAL: [&str; 11] = [
    ".former_ids",
    ".soc2020",
    ".standard_code",
    ".drawing",
    ".share_picture",
    ".brand.logo",
    "site.yaml.framed_by",
    "site.yaml.made_with",
    "site.yaml.editor",
    "site.yaml.publish",
    "site.yaml.weak_hosts",
];

/// The site when it is quiet: what may stand there then, and its pages.
struct Quiet {
    filled: Filled,
    /// Places that are empty, since what their tables say of them cannot be so together.
    left_out: BTreeSet<usize>,
    pages: BTreeMap<String, Page>,
    /// Places whose words are on a page.
    seen: BTreeSet<usize>,
}

static QUIET: LazyLock<Quiet> = LazyLock::new(Quiet::new);

impl Quiet {
    fn new() -> Quiet {
        let filled = Filled::new();
        let (mut left_out, mut last) = (BTreeSet::new(), Vec::new());
        for _ in 0..8 {
            let holds = |leaf: usize| (!left_out.contains(&leaf)).then(|| filled.leaves[leaf].quiet.clone());
            let written = filled.write(&holds);
            let build = build(&written.snapshot);
            if let Some(output) = &build.output {
                let pages = shown::read(output).unwrap();
                let seen = pages.values().flat_map(|page| marks(&page.text)).collect();
                return Quiet { filled, left_out, pages, seen };
            }
            for finding in build.diagnostics.iter().filter(|finding| finding.is_error()) {
                left_out.extend(written.at(&filled, &finding.span.path, finding.span.start..finding.span.end));
            }
            last = build.diagnostics;
        }
        last.retain(Diagnostic::is_error);
        panic!("the site with every field is never without errors: {last:#?}");
    }
}

/// One string in one place.
#[derive(Clone)]
struct Put {
    text: String,
    /// As it should be seen, its mark beside it.
    seen: String,
}

fn put(leaf: usize, is_words: bool, text: &str, is_first: bool) -> Put {
    let text = match (is_words, is_first) {
        (false, _) => text.to_string(),
        (true, true) => format!("{text} {}", mark(leaf)),
        (true, false) => format!("{} {text}", mark(leaf)),
    };
    Put { seen: blanks(text.trim()), text }
}

/// What came of one round.
#[derive(Default, Debug)]
struct Count {
    told: usize,
    shown: usize,
}

/// First in words, last in words, and in the place of what is no words: a number, an address, a name.
const PARTS: usize = 3;

/// Puts a string into every place; those that are told get their quiet words again, until the site is built.
fn round(quiet: &Quiet, strings: &[String], number: usize) -> Count {
    let filled = &quiet.filled;
    let part = number / strings.len();
    let is_first = |leaf: usize| (leaf + part).is_multiple_of(2);
    let mut puts: BTreeMap<usize, Put> = (0..filled.leaves.len())
        .filter(|leaf| filled.leaves[*leaf].is_words == (part < PARTS - 1))
        .map(|leaf| {
            (leaf, put(leaf, filled.leaves[leaf].is_words, &strings[(leaf + number) % strings.len()], is_first(leaf)))
        })
        .collect();
    let all = puts.len();
    loop {
        let holds = |leaf: usize| match puts.get(&leaf) {
            Some(put) => Some(Node::Text(put.text.as_str().into())),
            None if quiet.left_out.contains(&leaf) => None,
            None => Some(filled.leaves[leaf].quiet.clone()),
        };
        let written = filled.write(&holds);
        let build = build(&written.snapshot);
        assert_told(&build.diagnostics, &written.snapshot);
        if let Some(output) = &build.output {
            assert_shown(quiet, output, &puts);
            assert_other_faces(&written.snapshot, &build.diagnostics);
            return Count { told: all - puts.len(), shown: puts.len() };
        }
        let before = puts.len();
        for finding in build.diagnostics.iter().filter(|finding| finding.is_error()) {
            take_back(finding, &written, filled, &mut puts);
        }
        assert!(puts.len() < before, "nobody is told where: {:#?}", errors(&build.diagnostics));
    }
}

/// Takes away what a finding is about: in its lines, or else in its file.
fn take_back(finding: &Diagnostic, written: &Written, filled: &Filled, puts: &mut BTreeMap<usize, Put>) {
    let before = puts.len();
    for leaf in written.at(filled, &finding.span.path, finding.span.start..finding.span.end) {
        puts.remove(&leaf);
    }
    if puts.len() == before {
        puts.retain(|leaf, _| filled.path(filled.leaves[*leaf].file) != &finding.span.path);
    }
}

fn errors(findings: &[Diagnostic]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.is_error());
    errors.map(|finding| format!("{} {:?}: {}", finding.span.path, finding.span, finding.message)).collect()
}

/// What is told is about files of the author, and moves no cursor.
fn assert_told(findings: &[Diagnostic], site: &Snapshot) {
    let is_odd = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let places = report::LineIndexes::new(site);
    for finding in findings {
        assert!(site.get(&finding.span.path).is_some(), "blames {}: {}", finding.span.path, finding.message);
        let faces = [
            report::human(finding, site, &Renderer::plain()),
            report::short_at(finding, &places),
            report::github(finding, &places),
            report::json(finding, &places),
        ];
        for face in &faces {
            assert!(!face.contains(is_odd), "{face:?}");
        }
        assert_eq!(faces[1].trim_end().lines().count(), 1, "{faces:?}");
        assert_eq!(faces[2].trim_end().lines().count(), 1, "{faces:?}");
        serde_json::from_str::<serde_json::Value>(&faces[3]).unwrap();
    }
}

/// Every page is made as if the words were quiet, and says each of them as it is.
fn assert_shown(quiet: &Quiet, output: &Output, puts: &BTreeMap<usize, Put>) {
    let pages = shown::read(output).unwrap_or_else(|error| panic!("{error}"));
    for (path, page) in &pages {
        let Some(like) = quiet.pages.get(path) else { continue };
        // What long words leave out, such as the lines of a diagram, is no more.
        let is_less = |shape: &str, other: &str| {
            let (mut parts, others) = (shape.split(' '), other.split(' ').collect::<Vec<_>>());
            parts.next() == others.first().copied() && parts.all(|part| part.is_empty() || others.contains(&part))
        };
        let is_like = |shape: &String| like.shapes.iter().any(|other| is_less(shape, other));
        let more: Vec<_> = page.shapes.iter().filter(|shape| !is_like(shape)).collect();
        assert!(more.is_empty(), "{path} has elements that words made: {more:?}");
        // The script of a diagram goes with it.
        let has_more = |(tag, count): (&String, &usize)| like.active.get(tag).is_none_or(|others| count > others);
        assert!(!page.active.iter().any(has_more), "{path}: {:?} and not {:?}", page.active, like.active);
    }
    let mut seen = BTreeSet::new();
    for (path, page) in &pages {
        for leaf in marks(&page.text) {
            seen.insert(leaf);
            let Some(put) = puts.get(&leaf) else { continue };
            let name = &quiet.filled.leaves[leaf].name;
            assert!(page.text.contains(&put.seen), "{path} does not show {:?} of {name}", put.seen);
        }
    }
    let lost = puts.iter().filter(|(leaf, _)| quiet.seen.contains(leaf) && !seen.contains(leaf));
    let lost: Vec<_> = lost.map(|(leaf, put)| (&quiet.filled.leaves[*leaf].name, &put.seen)).collect();
    assert!(lost.is_empty(), "these are on no page: {lost:?}");
}

/// What is made beside the site: tables of all kinds, and the report in each of its faces.
fn assert_other_faces(site: &Snapshot, findings: &[Diagnostic]) {
    let contents = read_all(site, &mut contents::Memo::default());
    for kind in import::kinds() {
        shown::table(&import::export(kind, &contents, site).text).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
    }
    let request = request();
    let survey = Survey::new(site, &request);
    let health = Health::of(&survey, findings, Scope::default());
    let html = faces::html::page(&health, Some("https://a.example/b/"));
    let page = Page::read(&html);
    assert!(page.shapes.iter().all(|shape| !shape.contains("script") && !shape.contains(" on")), "{:?}", page.shapes);
    shown::calendar(&faces::ics::calendar(&health, "a.example")).unwrap_or_else(|error| panic!("{error}"));
    let text = faces::text::report(&health, 100);
    let plain = anstream::adapter::strip_str(&text).to_string();
    assert!(!plain.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{plain:?}");
}

#[test]
fn every_field_is_in_the_site() {
    let quiet = &*QUIET;
    let leaves = &quiet.filled.leaves;
    let words = (0..leaves.len()).filter(|leaf| leaves[*leaf].is_words);
    let (silent, said): (Vec<usize>, Vec<usize>) = words.partition(|leaf| quiet.left_out.contains(leaf));
    let said: BTreeSet<&str> = said.iter().map(|leaf| &*leaves[*leaf].name).collect();
    let silent: BTreeSet<&str> = silent.iter().map(|leaf| &*leaves[*leaf].name).collect();
    let silent: Vec<_> =
        silent.difference(&said).filter(|name| !SPECIAL.iter().any(|end| name.ends_with(end))).collect();
    assert_eq!(silent, Vec::<&&str>::new(), "these fields of words are in no page");
    assert!(said.len() > 200, "{}", said.len());
}

/// Some of so many rounds: the usual ones; as many as `TRELLIS_HOSTILE` says, far apart; or all where it says `all`.
fn rounds(total: usize, usual: &[usize]) -> Vec<usize> {
    let wanted = match std::env::var("TRELLIS_HOSTILE").as_deref() {
        Ok("all") => total,
        Ok(number) => number.parse().expect("TRELLIS_HOSTILE is a number, or `all`"),
        Err(_) => return usual.to_vec(),
    };
    // Parts of the golden ratio lie apart, however many there are.
    let mut rounds: Vec<usize> = (0..total).collect();
    rounds.sort_by_key(|round| ((*round as f64 * 0.618_033_988_75).fract() * 1e9) as u64);
    rounds.truncate(wanted);
    rounds
}

/// In each round every place gets another string; in all of them every string was in every place, first and last in it.
#[test]
fn hostile_strings_are_told_or_shown_as_words() {
    let (quiet, strings) = (&*QUIET, strings());
    let (mut all, mut failed) = (Count::default(), 0);
    let rounds = rounds(PARTS * strings.len(), &[7, 7 + strings.len() * (PARTS - 1)]);
    for number in &rounds {
        // What is wrong in one round is written down, and the others are tried, too.
        match catch_unwind(AssertUnwindSafe(|| round(quiet, &strings, *number))) {
            Ok(count) => all = Count { told: all.told + count.told, shown: all.shown + count.shown },
            Err(_) => failed += 1,
        }
        if rounds.len() > 2 {
            println!("round {number}: {all:?}, {failed} failed");
        }
    }
    let (rounds, places) = (rounds.len(), quiet.filled.leaves.len());
    println!("{} strings in {places} places, {rounds} rounds: {all:?}", strings.len());
    assert_eq!(failed, 0, "rounds went wrong: see above");
    assert!(all.shown * 5 > all.told, "{all:?}");
}
