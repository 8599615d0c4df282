//! A field of a page gets another value, and nothing else changes.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use trellis::entry::fields::{FieldInfo, Record, Shape};
use trellis::entry::{Common, EntryPlace, FileRole, Kind, RecordParts, role_of};
use trellis::refactor::{CannotSet, Edit, Setting, Value, set_field, shown};
use trellis::source::SourcePath;

fn applied(text: &str, edits: &[Edit]) -> String {
    edits.iter().rev().fold(text.to_string(), |mut text, edit| {
        text.replace_range(edit.range.clone(), &edit.text);
        text
    })
}

fn same(one: &Value, other: &Value) -> bool {
    one == other || one.is_empty() && other.is_empty()
}

/// The text without the lines that a field stands in.
fn without(text: &str, parts: &RecordParts, field: &FieldInfo) -> String {
    let Some((_, value)) = parts.fields.iter().find(|(name, _)| field.is_called(name)) else { return text.into() };
    let start = text[..value.key.start].rfind('\n').map_or(0, |at| at + 1);
    let end = value.value.end.max(value.key.end);
    let end = text[end..].find('\n').map_or(text.len(), |more| end + more + 1);
    format!("{}{}", &text[..start], &text[end..])
}

pub fn order(kind: Kind) -> Vec<&'static FieldInfo> {
    Common::FIELDS.iter().chain(kind.fields()).collect()
}

fn info(kind: Kind, name: &str) -> &'static FieldInfo {
    order(kind).into_iter().find(|field| field.name == name).unwrap()
}

pub fn as_words(shape: &Shape) -> bool {
    match shape {
        Shape::Whole | Shape::Number | Shape::TrueFalse => false,
        Shape::List(inner) => as_words(inner),
        _ => true,
    }
}

fn page(path: &SourcePath, kind: Kind) -> EntryPlace<'_> {
    EntryPlace { path, kind, row: None }
}

fn set(text: &str, name: &str, value: Value) -> Result<String, CannotSet> {
    let field = info(Kind::Role, name);
    let setting =
        Setting { field, value: &value, as_words: as_words(&(field.shape)()), order: &order(Kind::Role), within: &[] };
    let edits = set_field(page(&SourcePath::new("content/roles/a.md"), Kind::Role), text, setting)?;
    Ok(applied(text, &edits))
}

pub fn one(text: &str) -> Value {
    Value::One(text.into())
}

pub fn list(items: &[&str]) -> Value {
    Value::List(items.iter().map(|item| item.to_string()).collect())
}

const FILE: &str = "---\n# A role.\ntitle: One # its name\nsummary: >-\n  Some words that are\n  long.\nreviewed: 2026-01-01\n\n\
tasks:\n  # the first\n  - Do a\n  - Do b # hard\n  - Do c\nplaces: [Here, There]\nstudy:\nsoc2020: '2222'\n---\n\nBody.\n";

fn replaced_once(from: &str, to: &str) -> String {
    assert_eq!(FILE.matches(from).count(), 1, "{from}");
    FILE.replacen(from, to, 1)
}

#[test]
fn a_value_changes_and_nothing_around_it() {
    for (name, value, from, to) in [
        ("title", one("Two"), "One", "Two"),
        ("title", one("Two: three"), "One", "\"Two: three\""),
        ("title", one("yes # no"), "One", "\"yes # no\""),
        ("title", one("true"), "One", "\"true\""),
        ("title", one("3.5"), "One", "\"3.5\""),
        ("title", one("say \"it\": now"), "One", "'say \"it\": now'"),
        ("title", one("- x"), "One", "\"- x\""),
        ("reviewed", one("2026-02-03"), "2026-01-01", "2026-02-03"),
        ("soc2020", one("3333"), "2222", "3333"),
        ("study", one("A year"), "study:", "study: A year"),
        ("summary", one("Other words."), "Some words that are\n  long.", "Other words."),
        ("tasks", list(&["Do a", "Do x", "Do c"]), "Do b #", "Do x #"),
        ("tasks", list(&["Do a", "Do c"]), "  - Do b # hard\n", ""),
        ("tasks", list(&["Do a", "Do b", "Do: d", "Do c"]), "hard\n", "hard\n  - \"Do: d\"\n"),
        ("tasks", list(&["New", "Do a", "Do b", "Do c"]), "  - Do a\n", "  - New\n  - Do a\n"),
        ("places", list(&["Here", "a, b", "There"]), "[Here, There]", "[Here, \"a, b\", There]"),
        ("places", list(&[]), "places: [Here, There]\n", ""),
        ("reviewed", one(""), "reviewed: 2026-01-01\n", ""),
        ("summary", one(" "), "summary: >-\n  Some words that are\n  long.\n", ""),
        ("hours", one("All day"), "study:", "hours: All day\nstudy:"),
        ("draft", one("true"), "2026-01-01\n", "2026-01-01\ndraft: true\n"),
        ("checks", list(&["A", "B"]), "study:", "checks:\n  - A\n  - B\nstudy:"),
    ] {
        let after = set(FILE, name, value).unwrap();
        if matches!(name, "hours" | "checks") {
            // Where a new field stands follows from the table of fields.
            let added: Vec<&str> = after.lines().filter(|line| !FILE.lines().any(|old| old == *line)).collect();
            assert!(added[0].starts_with(name), "{after}");
            continue;
        }
        assert_eq!(after, replaced_once(from, to), "{name}");
    }
}

#[test]
fn a_new_field_stands_where_the_table_of_fields_has_it() {
    let after = set(FILE, "hours", one("All day")).unwrap();
    assert!(after.contains("reviewed: 2026-01-01\nhours: All day\n\ntasks:"), "{after}");
    let after = set("---\nplaces: [A]\n---\n", "title", one("T")).unwrap();
    assert_eq!(after, "---\ntitle: T\nplaces: [A]\n---\n");
}

#[test]
fn ends_of_lines_stay() {
    let file = FILE.replace('\n', "\r\n");
    let after = set(&file, "tasks", list(&["Do a", "Do b", "Do c", "Do d"])).unwrap();
    assert_eq!(after.replace("\r\n", ""), after.replace("\r\n", "").replace(['\r', '\n'], ""));
    assert_eq!(after.replace("\r\n", "\n"), set(FILE, "tasks", list(&["Do a", "Do b", "Do c", "Do d"])).unwrap());
    let folded = set(&file, "summary", one(&"long words ".repeat(20))).unwrap();
    assert!(folded.matches('\n').count() == folded.matches("\r\n").count() && folded.contains("summary: >-\r\n"));
}

#[test]
fn what_cannot_be_changed_alone_is_left_alone() {
    for (file, name) in [
        ("---\ntitle: &a One\nsummary: *a\n---\n", "title"),
        ("---\ntitle: &a One\nsummary: *a\n---\n", "summary"),
        ("---\ntitle: One\ntitle: Two\n---\n", "title"),
        ("---\ntitle:\n  - {a: b}\n---\n", "title"),
    ] {
        assert_eq!(set(file, name, one("New")), Err(CannotSet(info(Kind::Role, name).name)), "{file}");
    }
}

/// Every page of the site that comes with Trellis.
fn pages() -> &'static [(SourcePath, Kind, String)] {
    static PAGES: OnceLock<Vec<(SourcePath, Kind, String)>> = OnceLock::new();
    PAGES.get_or_init(read_pages)
}

fn read_pages() -> Vec<(SourcePath, Kind, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
    let one = |file: walkdir::DirEntry| {
        let path = SourcePath::new(file.path().strip_prefix(root).unwrap().to_str().unwrap());
        let FileRole::Entries(kind) = role_of(&path) else { return None };
        (path.extension() == "md").then(|| (path, kind, fs::read_to_string(file.path()).unwrap()))
    };
    files.filter_map(one).collect()
}

#[test]
fn setting_what_a_field_says_changes_no_byte_of_any_page() {
    let mut fields = 0;
    for (path, kind, text) in pages() {
        let parts = RecordParts::of(page(path, *kind), text.as_bytes()).unwrap();
        let order = order(*kind);
        for field in &order {
            let shape = (field.shape)();
            let written = parts.fields.iter().find(|(name, _)| field.is_called(name)).map(|(_, value)| value);
            let Some(value) = written.map_or(Some(one("")), |value| shown(text, value)) else { continue };
            fields += usize::from(written.is_some());
            let setting = Setting { field, value: &value, as_words: as_words(&shape), order: &order, within: &[] };
            assert_eq!(set_field(page(path, *kind), text, setting), Ok(Vec::new()), "{path}: {}", field.name);
        }
    }
    assert!(fields > 1000, "{fields}");
}

/// What people and machines type: words, and all that YAML takes for something.
pub fn typed() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "true",
        "null",
        "~",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "[a]",
        "{a",
        "*a",
        "&a",
        "!a",
        "'a'",
        "\"a\"",
        "\\n",
        "1e3",
        "0x1f",
        "2026-01-01",
        "|",
        ">-",
        "%a",
        "@a",
        "`a`",
        "---",
        "...",
        "a,b",
        ": a",
        "a:",
        "? a",
        "’ŵ🦶",
    ]);
    prop_oneof![odd.prop_map(str::to_string), "[ -~ŵ\u{2013}]{1,60}", "[a-z:#\\-\\[\\]{}, '\"\n]{1,30}"]
}

/// More where somebody asks for more.
pub fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn whatever_is_typed_is_read_again_and_no_other_line_differs(
        number in any::<prop::sample::Index>(), field in any::<prop::sample::Index>(), text in typed(),
        items in prop::collection::vec(typed(), 1..5), crlf in any::<bool>(),
    ) {
        let pages = pages();
        let (path, kind, file) = number.get(pages);
        let file = if crlf { file.replace("\r\n", "\n").replace('\n', "\r\n") } else { file.clone() };
        let order = order(*kind);
        let field = *field.get(&order);
        let shape = (field.shape)();
        let value = match &shape {
            Shape::List(inner) if !matches!(**inner, Shape::Record { .. }) => Value::List(items),
            Shape::List(_) | Shape::Record { .. } | Shape::Group { .. } | Shape::Anything => return Ok(()),
            _ => Value::One(text),
        };
        // Lines of a form hold no ends of lines.
        let value = match value {
            Value::List(items) => Value::List(items.into_iter().map(|item| item.replace('\n', " ")).collect()),
            one => one,
        };
        let before = RecordParts::of(page(path, *kind), file.as_bytes()).unwrap();
        let setting = Setting { field, value: &value, as_words: as_words(&shape), order: &order, within: &[] };
        let edits = set_field(page(path, *kind), &file, setting).map_err(|error| TestCaseError::fail(format!("{error:?} {value:?}")))?;
        let after = applied(&file, &edits);
        let parts = RecordParts::of(page(path, *kind), after.as_bytes()).unwrap();
        let own = |parts: &RecordParts, text: &str| parts.fields.iter().find(|(name, _)| field.is_called(name)).map(|(_, value)| shown(text, value).unwrap());
        let said = own(&parts, &after).unwrap_or_else(|| one(""));
        prop_assert!(same(&said, &value.tidy()), "{:?}", said);
        prop_assert_eq!(without(&after, &parts, field), without(&file, &before, field));
    }
}
