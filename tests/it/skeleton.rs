//! Skeletons hold what the tables of fields say, and read well however much of them is put to use.

use std::sync::Arc;

use jiff::civil::date;
use trellis::contents::{self, read_all};
use trellis::diagnostic::Code;
use trellis::entry::fields::{FieldInfo, Record, Shape};
use trellis::entry::{self, Common, Entry, Kind};
use trellis::names::Names;
use trellis::skeleton::table::{Added, add_row, first_row};
use trellis::skeleton::{self, Skeleton, Wanted};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;
use trellis::starter;

/// What a figure must name, and a new site does not have.
const DATASET: &str = "entries:\n  - {id: example-list, title: A list, summary: A list., licence: A licence, \
                       licence_url: 'https://licence.example/', reviewed: 2026-11-23}\n";

fn names() -> Names {
    let files = starter::files(date(2026, 11, 23));
    let dataset = ("content/data/datasets.yaml".to_string(), DATASET.to_string());
    let files = files.into_iter().chain([dataset]);
    let snapshot: Snapshot = files.map(|(path, text)| (path, text.into_bytes())).collect();
    Names::of(&read_all(&snapshot, &mut contents::Memo::default()).entries)
}

fn wanted<'a>(kind: Kind, title: &'a str, names: &'a Names) -> Wanted<'a> {
    Wanted { kind, id: "one-more", title, today: date(2026, 11, 23), names }
}

/// Takes one `#` from every line that has one, again and again, and leaves the prose away.
fn uncommented(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let (mut margin, mut rest) = (line[..indent].to_string(), line.trim_start());
        while let Some(inner) = rest.strip_prefix("# ") {
            margin.push_str(&inner[..inner.len() - inner.trim_start().len()]);
            rest = inner.trim_start();
        }
        let is_field = rest.starts_with("- ") || rest.split_once(':').is_some_and(|(name, _)| is_name(name));
        if is_field || rest == "---" || rest.is_empty() {
            lines.push(margin + rest);
        }
    }
    lines.join("\n") + "\n"
}

fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Every field of a table that a skeleton can show, with those of its groups.
fn expected(fields: &[FieldInfo], found: &mut Vec<&'static str>) {
    for field in fields {
        let shape = match (field.shape)() {
            Shape::List(item) => *item,
            shape => shape,
        };
        match shape {
            Shape::Anything | Shape::Group { .. } => continue,
            Shape::Record { fields, .. } => expected(fields, found),
            _ => {}
        }
        found.push(field.name);
    }
}

#[test]
fn a_skeleton_can_be_read_as_it_is() {
    let names = names();
    for &kind in Kind::ALL {
        let path = SourcePath::new(format!("content/{}/one-more.md", kind.folder()));
        let Skeleton { text, to_fill } = skeleton::page(wanted(kind, "No: 1 # of \"many\" – Llŷn", &names)).unwrap();
        let read = entry::read(&path, kind, &File::new(text.as_bytes()));
        assert!(read.diagnostics.is_empty(), "{:#?}\n{text}", read.diagnostics);
        let common = read.value[0].common.as_ref().unwrap();
        assert_eq!((&*common.title, common.draft), ("No: 1 # of \"many\" – Llŷn", Some(true)));
        assert_eq!(common.reviewed, date(2026, 11, 23));
        for field in to_fill {
            assert!(text.contains(&format!("\n{field}:")), "{field}\n{text}");
        }
    }
}

#[test]
fn a_skeleton_offers_every_field_and_no_other() {
    let names = names();
    for &kind in Kind::ALL {
        let path = SourcePath::new(format!("content/{}/one-more.md", kind.folder()));
        let text = uncommented(&skeleton::page(wanted(kind, "One more", &names)).unwrap().text);
        let read = entry::read(&path, kind, &File::new(text.as_bytes()));
        // All of one choice are there now, and that is the one thing wrong.
        let wrong = read.diagnostics.iter().filter(|found| !found.message.starts_with("exactly one of"));
        let wrong: Vec<_> = wrong.filter(|found| found.code != Code::InvalidValue).collect();
        assert!(wrong.is_empty(), "{wrong:#?}\n{text}");
        let mut fields = Vec::new();
        expected(Common::FIELDS, &mut fields);
        expected(kind.fields(), &mut fields);
        for name in fields {
            let stands = text.lines().any(|line| line.trim_start_matches([' ', '-']).starts_with(&format!("{name}:")));
            assert!(stands, "{kind:?} lacks {name}\n{text}");
        }
    }
}

#[test]
fn a_comment_says_what_each_field_is_for() {
    let names = names();
    let text = skeleton::page(wanted(Kind::Role, "One more", &names)).unwrap().text;
    for field in Kind::Role.fields() {
        assert!(text.contains(&format!("## {}\n", field.about)), "{}", field.name);
    }
    assert!(text.contains("stage: example-stage  # FILL IN: one of example-stage\n"), "{text}");
}

fn rows(text: &str) -> Vec<Arc<Entry>> {
    let read = entry::read(&SourcePath::new("content/data/pay.yaml"), Kind::PayBand, &File::new(text.as_bytes()));
    assert!(read.diagnostics.is_empty(), "{:#?}\n{text}", read.diagnostics);
    read.value
}

fn add(table: &str) -> Added {
    let names = names();
    add_row(&SourcePath::new("content/data/pay.yaml"), table, wanted(Kind::PayBand, "One more", &names)).unwrap()
}

const EACH: &str = "each: {year: '2026', from: 2026-04-01, until: 2027-03-31, reviewed: 2026-11-23}\n";
const ROW: &str = "{id: '1', title: Band 1, summary: One., steps: [{after_years: 0, annual: 1, hourly: 1}]}";

#[test]
fn a_row_joins_a_table_however_its_list_is_indented() {
    let row = |margin: &str| {
        let line = |text: &str| format!("{margin}{text}\n");
        line("- id: '1'")
            + &line("  title: Band 1")
            + &line("  summary: One.")
            + &line("  steps: [{after_years: 0, annual: 1, hourly: 1}]")
    };
    for margin in ["", "  ", "    "] {
        for end in ["", "# The end.\n"] {
            let table = format!("{EACH}entries:\n{}{end}", row(margin));
            for table in [table.clone(), table.trim_end().to_string(), table.replace('\n', "\r\n")] {
                let Added::Table(Skeleton { text, to_fill }) = add(&table) else { panic!("refused:\n{table}") };
                assert!(text.starts_with(&table), "{text}");
                let ids: Vec<_> = rows(&text).iter().map(|row| row.id.to_string()).collect();
                assert_eq!(ids, ["1", "one-more"]);
                assert_eq!(to_fill, ["summary", "sources", "steps"], "what `each` says need not be filled in");
            }
        }
    }
}

#[test]
fn a_first_row_makes_a_table() {
    let names = names();
    let made = first_row(wanted(Kind::PayBand, "One more", &names)).unwrap();
    assert_eq!(rows(&made.text).len(), 1);
}

#[test]
fn a_table_that_only_a_person_can_add_to_is_left_alone() {
    let flow = format!("{EACH}entries: [{ROW}]\n");
    let each_last = format!("entries:\n  - {ROW}\n{EACH}");
    for table in [flow, each_last, "entries: 5\n".into(), "a: [".into()] {
        let Added::ByHand(Skeleton { text, .. }) = add(&table) else { panic!("added to:\n{table}") };
        assert!(text.starts_with("  - id: one-more\n    title: One more\n"), "{text}");
    }
}
