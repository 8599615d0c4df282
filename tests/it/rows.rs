//! Rows of tables are edited as pages are: a value changes, and every other byte of the table stays.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use trellis::entry::fields::Shape;
use trellis::entry::{self, EntryPlace, FileRole, Kind, RecordParts, role_of};
use trellis::refactor::{CannotSet, Edit, Setting, Value, set_field, shown};
use trellis::source::{SourcePath, line_start, next_line};

use crate::edit::{form, outcome, post, read, with};
use crate::served::Served;
use crate::set_field::{as_words, list, one, order, typed};

fn applied(text: &str, edits: &[Edit]) -> String {
    edits.iter().rev().fold(text.to_string(), |mut text, edit| {
        text.replace_range(edit.range.clone(), &edit.text);
        text
    })
}

fn set(place: EntryPlace<'_>, text: &str, name: &str, value: &Value) -> Result<String, CannotSet> {
    let order = order(place.kind);
    let field = order.iter().copied().find(|field| field.name == name).unwrap();
    let as_words = as_words(&(field.shape)());
    let setting = Setting { field, value, as_words, order: &order, within: &[] };
    Ok(applied(text, &set_field(place, text, setting)?))
}

const YAML: &str = "# Areas.\neach:\n  confidence: high # of all\n  reviewed: 2026-01-01\n\nentries:\n  # the first\n  - id: a\n    \
title: 'One' # its name\n    summary: >-\n      Some words\n      here.\n    area_type: region\n\n  - {id: b, title: Two, summary: More., \
area_type: ics}\n  - id: c\n    title: Three\n    confidence: low\n    summary: Last.\n    area_type: country";

#[test]
fn a_value_of_a_row_of_yaml_changes_and_nothing_around_it() {
    let path = SourcePath::new("content/data/areas.yaml");
    for (row, name, value, from, to) in [
        (0, "title", "It's", "'One' #", "'It''s' #"),
        (0, "summary", "New.", "Some words\n      here.", "New."),
        (0, "within", "c", "region\n", "region\n    within: c\n"),
        (0, "confidence", "low", "here.\n", "here.\n    confidence: low\n"),
        (0, "confidence", "", "here.\n", "here.\n    confidence:\n"),
        (0, "confidence", "high", "", ""),
        (1, "title", "a, b", "title: Two,", "title: \"a, b\","),
        (1, "within", "c", "area_type: ics}", "area_type: ics, within: c}"),
        (1, "summary", "", ", summary: More.", ""),
        (1, "confidence", "low", "More.,", "More., confidence: low,"),
        (2, "confidence", "high", "    confidence: low\n", ""),
        (2, "confidence", "", "confidence: low", "confidence:"),
        (2, "title", "", "    title: Three\n", ""),
        (2, "within", "a", "country", "country\n    within: a"),
    ] {
        let place = EntryPlace { path: &path, kind: Kind::Area, row: Some(row) };
        for ending in ["\n", "\r\n"] {
            let text = YAML.replace('\n', ending);
            let after = set(place, &text, name, &one(value)).unwrap();
            let expected = if from.is_empty() { YAML.to_string() } else { YAML.replacen(from, to, 1) };
            assert_eq!(after.replace("\r\n", "\n"), expected, "{row} {name}");
            assert_eq!(after.matches('\n').count(), after.matches(ending).count(), "{row} {name}");
        }
    }
}

const CSV: &str = "id,title,\"summary\",offers,kind,sources.title\r\na,One,\"Words, here\", x;y ,college,S\r\n\r\nb,\"Two\",More,,college,\r\n";

#[test]
fn a_cell_changes_and_nothing_around_it() {
    let path = SourcePath::new("content/partners/more.csv");
    for (row, name, value, from, to) in [
        (0, "title", one("New"), "One", "New"),
        (0, "title", one("a, \"b\""), "One", "\"a, \"\"b\"\"\""),
        (0, "summary", one("Plain"), "Words, here", "Plain"),
        (0, "summary", one(""), "\"Words, here\"", "\"\""),
        (0, "offers", list(&["x", "z"]), " x;y ", "x;z"),
        (0, "offers", list(&["x; y", "a,b"]), " x;y ", "\"x\\; y;a,b\""),
        (1, "offers", list(&["x", "z"]), ",,college", ",x; z,college"),
        (1, "title", one("=1+1"), "Two", "=1+1"),
    ] {
        let place = EntryPlace { path: &path, kind: Kind::Partner, row: Some(row) };
        assert_eq!(set(place, CSV, name, &value).unwrap(), CSV.replacen(from, to, 1), "{name} {value:?}");
    }
    // What has no column yet gets one, and every other row an empty cell.
    let place = EntryPlace { path: &path, kind: Kind::Partner, row: Some(1) };
    let expected = CSV.replace("sources.title\r\n", "sources.title,draft\r\n").replace(",S\r\n", ",S,\r\n");
    assert_eq!(set(place, CSV, "draft", &one("true")).unwrap(), expected.replace("college,\r\n", "college,,true\r\n"));
    assert_eq!(set(place, CSV, "draft", &one("")).unwrap(), CSV, "nothing is said by no column");
    let crooked = CSV.replace("b,\"Two\"", "b,c,\"Two\"");
    assert!(set(place, &crooked, "title", &one("New")).is_err(), "nobody knows which cell is which");
    assert!(set(EntryPlace { row: Some(0), ..place }, &crooked, "title", &one("New")).is_ok());
}

/// Every row of the site that comes with Trellis, and its table.
fn tables() -> &'static [(SourcePath, Kind, String, u32)] {
    static ROWS: OnceLock<Vec<(SourcePath, Kind, String, u32)>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
        let table = |file: walkdir::DirEntry| {
            let path = SourcePath::new(file.path().strip_prefix(root).unwrap().to_str().unwrap());
            let FileRole::Entries(kind) = role_of(&path) else { return None };
            let text = fs::read_to_string(file.path()).unwrap();
            let rows = entry::written(&path, kind, &text).iter().filter(|one| one.row.is_some()).count();
            Some((path, kind, text, u32::try_from(rows).unwrap()))
        };
        files.filter_map(table).filter(|(.., rows)| *rows > 0).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::set_field::cases()))]

    #[test]
    fn whatever_is_typed_is_read_again_and_no_other_row_differs(
        table in any::<prop::sample::Index>(), row in any::<prop::sample::Index>(), field in any::<prop::sample::Index>(),
        text in typed(), items in prop::collection::vec(typed(), 1..5), crlf in any::<bool>(),
    ) {
        let (path, kind, file, rows) = table.get(tables());
        let file = if crlf { file.replace("\r\n", "\n").replace('\n', "\r\n") } else { file.clone() };
        let place = EntryPlace { path, kind: *kind, row: Some(u32::try_from(row.index(*rows as usize)).unwrap()) };
        let order = order(*kind);
        let field = *field.get(&order);
        let value = match (field.shape)() {
            Shape::List(inner) if matches!(*inner, Shape::Record { .. } | Shape::Group { .. }) => return Ok(()),
            // Lines of a form hold no ends of lines.
            Shape::List(_) => Value::List(items.into_iter().map(|item| item.replace('\n', " ")).collect()),
            Shape::Record { .. } | Shape::Group { .. } | Shape::Anything => return Ok(()),
            _ => Value::One(text),
        };
        let before = RecordParts::of(place, file.as_bytes()).unwrap();
        let after = set(place, &file, field.name, &value).map_err(|error| TestCaseError::fail(format!("{error:?} {value:?}")))?;
        let parts = RecordParts::of(place, after.as_bytes()).unwrap();
        let said = parts.field(|name| field.is_called(name)).map_or(Some(one("")), |value| shown(&after, value));
        prop_assert_eq!(said.filter(|said| !said.is_empty()), Some(value.tidy()).filter(|value| !value.is_empty()));
        if before.cells().is_some_and(|cells| cells.columns.len() < parts.cells().unwrap().columns.len()) {
            // Every other line has an empty cell more.
            for (number, (old, new)) in before.cells().unwrap().lines.iter().zip(&parts.cells().unwrap().lines).enumerate() {
                let more = match number {
                    0 => format!(",{}", field.name),
                    number if Some(number) == place.row.map(|row| row as usize + 1) => continue,
                    _ => ",".into(),
                };
                prop_assert_eq!(format!("{}{more}", &file[old.clone()]), &after[new.clone()]);
            }
            return Ok(());
        }
        let without = |text: &str, parts: &RecordParts| {
            format!("{}{}", &text[..line_start(text, parts.range.start)], &text[next_line(text, parts.range.end)..])
        };
        prop_assert_eq!(without(&after, &parts), without(&file, &before));
    }
}

#[test]
fn a_row_is_edited_hidden_ended_and_copied_in_its_form() {
    let site = Served::small(&[]);
    for (name, file) in
        [("partners/east-clinic", "content/partners/more.csv"), ("data/areas/north", "content/data/areas.yaml")]
    {
        let address = format!("/_trellis/edit/{name}");
        let before = read(&site, file);
        let page = site.page(&address);
        let fields = form(&page);
        assert!(
            !fields.contains_key("body") && !fields.contains_key("f.id") && page.contains("The row as a whole"),
            "{page}"
        );
        assert_eq!(outcome(&post(&site, &address, &fields)), "same");
        assert_eq!(read(&site, file), before);
        let saved = post(&site, &address, &with(&fields, &[("f.title", "Other, new"), ("f.area_type", "nowhere")]));
        // No form of this kind has the other's field.
        assert!(matches!(saved.status, 303 | 422), "{}", saved.text());
        let fields = form(&site.page(&address));
        let more = [("f.title", "Other, new")];
        assert!(matches!(outcome(&post(&site, &address, &with(&fields, &more))), "saved" | "same"));
        assert!(read(&site, file).contains("\"Other, new\""), "{}", read(&site, file));
        assert_eq!(form(&site.page(&address))["f.title"], "Other, new");

        let hide = |what: &[(&str, &str)]| {
            let fields = form(&site.page(&address));
            let own = ["token", "read"].map(|name| (name.to_string(), fields[name].clone())).into_iter().collect();
            post(&site, &format!("/_trellis/hide/{name}"), &with(&with(&own, &[("sure", "yes")]), what))
        };
        assert_eq!(outcome(&hide(&[("what", "hide")])), "hidden");
        assert_eq!(outcome(&hide(&[("what", "show")])), "shown");
        assert_eq!(outcome(&hide(&[("what", "end"), ("day", "2027-01-31")])), "ends");
        assert!(read(&site, file).contains("2027-01-31"));

        let token = form(&site.page(&address))["token"].clone();
        let copy = with(&Default::default(), &[("token", &token), ("title", "A copy"), ("id", "a-copy")]);
        let copied = post(&site, &format!("/_trellis/duplicate/{name}"), &copy);
        assert_eq!(outcome(&copied), "copied", "{}", copied.text());
        let page = site.page(copied.field("location").unwrap());
        assert!(page.contains("value=\"A copy\"") && page.contains("<option value=\"true\" selected>"), "{page}");
    }
}

#[test]
fn what_others_change_in_the_table_meanwhile_stays_and_only_the_row_is_put_back() {
    let site = Served::small(&[]);
    let (file, address) = ("content/data/pay.yaml", "/_trellis/edit/data/pay/3");
    let fields = form(&site.page(address));
    site.edit(file, "Where many people start.", "Theirs.");
    assert_eq!(outcome(&post(&site, address, &with(&fields, &[("f.summary", "Mine.")]))), "saved");
    let both = read(&site, file);
    assert!(both.contains("summary: Theirs.,") && both.contains("summary: Mine.,"), "{both}");
    // The same row is another matter.
    let refused = post(&site, address, &with(&fields, &[("f.title", "Mine too")]));
    assert!(refused.status == 409 && refused.text().contains("Somebody has changed this row meanwhile"));

    let other = "/_trellis/edit/data/pay/5";
    assert_eq!(outcome(&post(&site, other, &with(&form(&site.page(other)), &[("f.title", "Five")]))), "saved");
    let page = site.page(address);
    let versions: Vec<&str> =
        page.split("name=\"restore\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(versions.len(), 1, "the version before another row was saved is none of this one");
    let fields = form(&page);
    let back =
        with(&Default::default(), &[("token", &fields["token"]), ("read", &fields["read"]), ("restore", versions[0])]);
    assert_eq!(outcome(&post(&site, address, &back)), "back");
    let after = read(&site, file);
    assert!(
        after.contains("summary: With some experience.,")
            && after.contains("title: Five,")
            && after.contains("Theirs."),
        "{after}"
    );
}

#[test]
fn what_is_found_in_another_row_is_not_told_beside_this_one() {
    let site = Served::prepared(&[], |folder| {
        let mend = |file: &str, changes: [(&str, &str); 2]| {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let change = |text: String, (from, to): (&str, &str)| {
                assert!(text.contains(from), "{from}");
                text.replacen(from, to, 1)
            };
            fs::write(folder.join(file), changes.into_iter().fold(text, change)).unwrap();
        };
        let steps = ", steps: [{after_years: 0, annual: 25760";
        let late = format!("until: 2027-03-31{steps}");
        let early = format!("until: 2020-03-31{steps}");
        mend("content/data/pay.yaml", [("Where many people start.", "TBC"), (&late, &early)]);
        mend(
            "content/partners/more.csv",
            [(",nhs-employer,north,", ",nowhere,north,"), (",2026-11-01,2026-11-01,", ",,2026-11-01,")],
        );
    });
    let page = site.page("/_trellis/edit/data/pay/3");
    assert!(page.contains("href=\"#field-until\"") && !page.contains("href=\"#field-summary\""), "{page}");
    assert!(site.page("/_trellis/edit/data/pay/2").contains("href=\"#field-summary\""));
    let page = site.page("/_trellis/edit/partners/east-clinic");
    assert!(page.contains("href=\"#field-kind\"") && page.contains("href=\"#field-checked_on\""), "{page}");
}
