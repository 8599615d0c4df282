//! Groups of fields are changed, added, moved and taken out, and every other byte of the file stays.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use trellis::entry::fields::{FieldInfo, Shape};
use trellis::entry::{self, EntryPlace, FileRole, Kind, RecordParts, role_of};
use trellis::refactor::{Item, Part, Said, Value, set_said};
use trellis::source::SourcePath;

use crate::set_field::{order, typed};

const PAGE: &str = "---\ntitle: One\nleads_to:\n  # The usual way.\n  - role: a # first\n    by: [x, 'y']\n  - {role: b, kind: sideways}\n  \
- role: c\nrelated: [{role: a, because: Both.}, {role: b, because: \"So\"}]\nsources:\n- title: T\n  url: https://a.example/\n  seen: 2026-01-01\n\
reviewed: 2026-01-01\n---\n\nBody.\n";

fn field(kind: Kind, name: &str) -> &'static FieldInfo {
    order(kind).into_iter().find(|field| field.name == name).unwrap()
}

fn said(place: EntryPlace<'_>, text: &str, field: &FieldInfo) -> Said {
    let parts = RecordParts::of(place, text.as_bytes()).unwrap();
    Said::of(text, &(field.shape)(), parts.field(|name| field.is_called(name))).unwrap()
}

/// The page after the groups of a list are other ones.
fn after(name: &str, change: impl Fn(&mut Vec<Item>)) -> String {
    let path = SourcePath::new("content/roles/a.md");
    let place = EntryPlace { path: &path, kind: Kind::Role, row: None };
    let field = field(Kind::Role, name);
    let Said::Groups(mut items) = said(place, PAGE, field) else { panic!("{name} is no list of groups") };
    change(&mut items);
    set_said(place, PAGE, field, &Said::Groups(items), &order(Kind::Role)).unwrap()
}

fn set(item: &mut Item, name: &str, value: Value) {
    let part = item.parts.iter_mut().find(|part| part.field.name == name).unwrap();
    part.said = Said::Plain(value);
}

fn one(text: &str) -> Value {
    Value::One(text.into())
}

/// An empty group like another one.
fn empty(like: &Item) -> Item {
    let part = |part: &Part| Part { field: part.field, said: Said::of("", &(part.field.shape)(), None).unwrap() };
    Item { from: None, parts: like.parts.iter().map(part).collect() }
}

#[test]
fn a_value_in_a_group_changes_and_nothing_around_it() {
    for (list, at, name, value, from, to) in [
        ("leads_to", 0, "role", one("new"), "role: a #", "role: new #"),
        ("leads_to", 0, "by", Value::List(vec!["x".into(), "y".into(), "z".into()]), "[x, 'y']", "[x, 'y', z]"),
        ("leads_to", 0, "by", Value::List(Vec::new()), "    by: [x, 'y']\n", ""),
        ("leads_to", 0, "kind", one("sideways"), "role: a # first\n", "role: a # first\n    kind: sideways\n"),
        ("leads_to", 1, "kind", one(""), ", kind: sideways", ""),
        ("leads_to", 1, "by", Value::List(vec!["x".into()]), "kind: sideways}", "kind: sideways, by: [x]}"),
        ("related", 1, "because", one("a, b"), "\"So\"", "\"a, b\""),
        ("sources", 0, "title", one("New: title"), "title: T\n", "title: \"New: title\"\n"),
        ("sources", 0, "title", one(""), "- title: T\n  url", "- url"),
    ] {
        let after = after(list, |items| set(&mut items[at], name, value.clone()));
        assert_eq!(after, PAGE.replacen(from, to, 1), "{list} {at} {name}");
    }
}

#[test]
fn groups_are_moved_taken_out_and_added_with_what_stands_above_them() {
    let (first, second, third) = (
        "  # The usual way.\n  - role: a # first\n    by: [x, 'y']\n",
        "  - {role: b, kind: sideways}\n",
        "  - role: c\n",
    );
    // What stands above the first stays above the list.
    let own = first.strip_prefix("  # The usual way.\n").unwrap();
    let lists = [
        (vec![2, 0, 1], format!("{third}{own}{second}")),
        (vec![1], second.to_string()),
        (vec![0, 2], format!("{own}{third}")),
    ];
    for (wanted, expected) in lists {
        let after = after("leads_to", |items| *items = wanted.iter().map(|at: &usize| items[*at].clone()).collect());
        assert_eq!(after, PAGE.replacen(&format!("{own}{second}{third}"), &expected, 1), "{wanted:?}");
    }
    let added = after("leads_to", |items| {
        let mut new = empty(&items[0]);
        set(&mut new, "role", one("d: e"));
        set(&mut new, "by", Value::List(vec!["x".into(), "y".into()]));
        items.push(new);
    });
    assert_eq!(added, PAGE.replacen(third, &format!("{third}  - role: \"d: e\"\n    by:\n      - x\n      - y\n"), 1));
    let added = after("related", |items| {
        let mut new = empty(&items[0]);
        set(&mut new, "role", one("c"));
        items.insert(0, new);
    });
    assert_eq!(added, PAGE.replacen("related: [{", "related: [{role: c}, {", 1));
    let gone = after("related", |items| items.clear());
    assert_eq!(gone, PAGE.replacen("related: [{role: a, because: Both.}, {role: b, because: \"So\"}]\n", "", 1));
    let first = after("domains", |items| assert!(items.is_empty()));
    assert_eq!(first, PAGE);
}

const TABLE: &str = "id,title,sources.title,sources.url,sources.seen,sources.2.title\na,One,\"S, one\",https://a.example/,2026-01-01,\nb,Two,T,,2026-01-01,U\n";

#[test]
fn in_a_csv_table_each_part_of_a_group_is_a_cell() {
    let path = SourcePath::new("content/partners/more.csv");
    let after = |row, change: &dyn Fn(&mut Vec<Item>)| {
        let place = EntryPlace { path: &path, kind: Kind::Partner, row: Some(row) };
        let field = field(Kind::Partner, "sources");
        let Said::Groups(mut items) = said(place, TABLE, field) else { panic!() };
        change(&mut items);
        set_said(place, TABLE, field, &Said::Groups(items), &order(Kind::Partner)).unwrap()
    };
    assert_eq!(after(0, &|_| {}), TABLE);
    let set_title = |items: &mut Vec<Item>| set(&mut items[0], "title", one("New"));
    assert_eq!(after(0, &set_title), TABLE.replacen("\"S, one\"", "\"New\"", 1));
    let swapped = TABLE.replacen("b,Two,T,,2026-01-01,U", "b,Two,U,,,T,2026-01-01", 1);
    let swapped = swapped.replacen("sources.2.title\n", "sources.2.title,sources.2.seen\n", 1);
    assert_eq!(after(1, &|items| items.swap(0, 1)), swapped.replacen("2026-01-01,\n", "2026-01-01,,\n", 1));
    assert_eq!(after(1, &|items| drop(items.remove(0))), TABLE.replacen("T,,2026-01-01,U", "U,,,", 1));
}

#[test]
fn what_every_row_says_can_be_said_otherwise_for_one() {
    let path = SourcePath::new("content/data/areas.yaml");
    let text = "each:\n  sources:\n    - title: T\n      seen: 2026-01-01\nentries:\n  - id: a\n    title: One\n  - {id: b, title: Two}\n";
    let own = "    sources:\n      - title: New\n        seen: 2026-01-01\n";
    for (row, expected) in [
        (0, text.replacen("One\n", &format!("One\n{own}"), 1)),
        (1, text.replacen("Two}", "Two, sources: [{title: New, seen: 2026-01-01}]}", 1)),
    ] {
        let place = EntryPlace { path: &path, kind: Kind::Area, row: Some(row) };
        let field = field(Kind::Area, "sources");
        let Said::Groups(mut items) = said(place, text, field) else { panic!() };
        set(&mut items[0], "title", one("New"));
        assert_eq!(set_said(place, text, field, &Said::Groups(items), &order(Kind::Area)).unwrap(), expected);
    }
}

/// Every entry of the site that comes with Trellis which has groups: its file, where it is, and the field.
fn groups() -> &'static [(SourcePath, Kind, Option<u32>, String, &'static FieldInfo)] {
    type Groups = Vec<(SourcePath, Kind, Option<u32>, String, &'static FieldInfo)>;
    static GROUPS: OnceLock<Groups> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
        let of_file = |file: walkdir::DirEntry| {
            let path = SourcePath::new(file.path().strip_prefix(root).unwrap().to_str().unwrap());
            let FileRole::Entries(kind) = role_of(&path) else { return Vec::new() };
            let text = fs::read_to_string(file.path()).unwrap();
            let of_row = |row: entry::Written| {
                let fields = row.fields.unwrap();
                let is_there = |field: &&FieldInfo| fields.iter().any(|(name, _)| field.is_called(name));
                let has_groups = |field: &&FieldInfo| match (field.shape)() {
                    Shape::List(inner) => matches!(*inner, Shape::Record { .. }),
                    _ => false,
                };
                let found = order(kind).into_iter().filter(is_there).filter(has_groups);
                found.map(|field| (path.clone(), kind, row.row, text.clone(), field)).collect::<Vec<_>>()
            };
            // Of a long table, the first rows do.
            entry::written(&path, kind, &text).into_iter().take(12).flat_map(of_row).collect()
        };
        files.flat_map(of_file).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::set_field::cases()))]

    #[test]
    fn whatever_is_done_to_groups_is_read_again_and_nothing_else_differs(
        entry in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>(), text in typed(), act in 0..4u8, crlf in any::<bool>(),
    ) {
        let (path, kind, row, file, field) = entry.get(groups());
        let file = if crlf { file.replace("\r\n", "\n").replace('\n', "\r\n") } else { file.clone() };
        let place = EntryPlace { path, kind: *kind, row: *row };
        let Said::Groups(mut items) = said(place, &file, field) else { panic!("{path}: {}", field.name) };
        let (number, to) = (at.index(items.len()), to.index(items.len()));
        let is_csv = path.extension() == "csv";
        let is_plain = |part: &usize| matches!(items[number].parts[*part].said, Said::Plain(_));
        let plain: Vec<usize> = (0..items[number].parts.len()).filter(is_plain).collect();
        let part = *part.get(&plain);
        let new_value = match &items[number].parts[part].said {
            // A cell of a group holds one value.
            Said::Plain(Value::List(_)) if is_csv => return Ok(()),
            Said::Plain(Value::List(_)) => Value::List(vec!["one".into(), text.replace('\n', " ")]),
            _ => one(&text),
        };
        match act {
            0 => drop(items.remove(number)),
            1 => { let item = items.remove(number); items.insert(to, item); }
            2 => items[number].parts[part].said = Said::Plain(new_value),
            _ => {
                let mut new = empty(&items[number]);
                new.parts[part].said = Said::Plain(new_value);
                items.insert(to, new);
            }
        }
        let wanted = Said::Groups(items);
        let after = set_said(place, &file, field, &wanted, &order(*kind)).map_err(|error| TestCaseError::fail(format!("{path} {row:?} {}: {error:?} {text:?}", field.name)))?;
        prop_assert_eq!(said(place, &after, field).canonical(), wanted.canonical());
        let (old, new) = (RecordParts::of(place, file.as_bytes()).unwrap(), RecordParts::of(place, after.as_bytes()).unwrap());
        let others = |parts: &RecordParts| parts.fields.iter().filter(|(name, value)| !field.is_called(name) && !matches!(value.node, trellis::entry::node::Node::Null)).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&old), others(&new));
        prop_assert_eq!(&file[old.body.clone()], &after[new.body.clone()]);
        // What is moved or taken out takes its lines along, and no other is written anew.
        let is_own = !new.is_taken(|name| field.is_called(name)) && !old.is_taken(|name| field.is_called(name));
        if act < 2 && !is_csv && is_own && file.contains('\n') {
            for line in after.lines().filter(|line| !line.contains('[') && !line.contains('{')) {
                prop_assert!(file.lines().any(|old| old == line), "{line:?}");
            }
        }
    }
}
