//! Every value that can be senseless has a rule, or a reason for none; and schemas and the reader know the same rules.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use serde_json::{Map, Value, json};
use trellis::config::{self, SiteFile};
use trellis::diagnostic::Diagnostic;
use trellis::entry::fields::{FieldInfo, Record, Shape};
use trellis::entry::rule::Rule;
use trellis::entry::{self, Common, Kind};
use trellis::names::Names;
use trellis::schema;
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

/// Calls `look` with every field of a table and of the groups in it, and with the fields beside it.
fn walk(within: &str, fields: &'static [FieldInfo], look: &mut impl FnMut(&str, &FieldInfo, &'static [FieldInfo])) {
    for field in fields {
        let name = format!("{within}.{}", field.name);
        look(&name, field, fields);
        if let Shape::Record { fields, .. } = item(field) {
            walk(&name, fields, look);
        }
    }
}

/// What a field holds, or what its list holds.
fn item(field: &FieldInfo) -> Shape {
    match (field.shape)() {
        Shape::List(item) => *item,
        shape => shape,
    }
}

fn walk_all(look: &mut impl FnMut(&str, &FieldInfo, &'static [FieldInfo])) {
    walk("every kind", Common::FIELDS, look);
    walk("site.yaml", SiteFile::FIELDS, look);
    for kind in Kind::ALL {
        walk(kind.folder(), kind.fields(), look);
    }
}

#[test]
fn every_day_number_and_address_has_a_rule() {
    let mut bare = Vec::new();
    walk_all(&mut |name, field, _| {
        let must = match item(field) {
            Shape::Whole | Shape::Number | Shape::Date | Shape::PartDate | Shape::Moment | Shape::Address => true,
            // They are what they say, or are looked up.
            Shape::Text
            | Shape::Language
            | Shape::TrueFalse
            | Shape::Period
            | Shape::Form(_)
            | Shape::Colour
            | Shape::Choice(_)
            | Shape::Reference(_)
            | Shape::AnyReference
            | Shape::Anything
            | Shape::List(_)
            | Shape::Record { .. }
            | Shape::Group { .. } => false,
        };
        let is_language = field.name.contains("language") && !matches!(item(field), Shape::Language);
        if must && field.rules.is_empty() || is_language {
            bare.push(name.to_string());
        }
    });
    assert!(bare.is_empty(), "say with `where` what must hold of these: {bare:#?}");
}

#[test]
fn a_former_name_means_one_field() {
    walk_all(&mut |name, field, beside| {
        for former in field.former {
            let called = beside.iter().chain(Common::FIELDS).filter(|info| info.is_called(former));
            let called: std::collections::BTreeSet<&str> = called.map(|info| info.name).collect();
            assert_eq!(called.len(), 1, "{name} was called `{former}`, as others are or were: {called:?}");
        }
    });
}

#[test]
fn a_rule_fits_its_field_and_names_only_fields_beside_it() {
    let mut count = 0;
    walk_all(&mut |name, field, beside| {
        let shape = (field.shape)();
        let other = |other: &str| {
            let found = beside.iter().find(|info| info.name == other).map(|info| (info.shape)());
            found.unwrap_or_else(|| panic!("{name} is compared with `{other}`, which is not there"))
        };
        let is_time = |shape: &Shape| matches!(shape, Shape::Date | Shape::PartDate | Shape::Moment | Shape::Text);
        let is_number = |shape: &Shape| matches!(shape, Shape::Whole | Shape::Number);
        for rule in field.rules {
            count += 1;
            let fits = match rule {
                Rule::Within(least, most) => least < most && is_number(&shape),
                Rule::Years(first, last) => first < last && is_time(&shape),
                Rule::Past(first) => *first < Rule::LAST_YEAR && is_time(&shape),
                Rule::NotBelow(name) => {
                    let other = other(name);
                    is_time(&shape) && is_time(&other) || is_number(&shape) && is_number(&other)
                }
                Rule::After(name) => matches!((&shape, other(name)), (Shape::Moment, Shape::Moment)),
                Rule::Rises { part, .. } => match item(field) {
                    Shape::Record { fields, .. } => {
                        fields.iter().any(|info| info.name == *part && is_number(&(info.shape)()))
                    }
                    _ => false,
                },
                Rule::WebPage | Rule::Reachable | Rule::SiteAddress => matches!(shape, Shape::Address),
                Rule::Code(_) => matches!(shape, Shape::Text),
            };
            assert!(fits, "{name}: {rule:?}");
        }
    });
    assert!(count > 50, "{count}");
}

/// The least page of a kind that nothing is wrong with.
fn page(kind: Kind) -> Map<String, Value> {
    let mut page = Map::new();
    let must = |field: &&FieldInfo| field.required || kind.one_of().first() == Some(&field.name);
    for field in Common::FIELDS.iter().chain(kind.fields()).filter(must) {
        page.insert(field.name.into(), good(&(field.shape)(), field.rules));
    }
    page
}

fn good(shape: &Shape, rules: &[Rule]) -> Value {
    let least = rules.iter().find_map(|rule| if let Rule::Within(least, _) = rule { Some(*least) } else { None });
    match shape {
        Shape::Text | Shape::Anything | Shape::Group { .. } => "x".into(),
        Shape::Whole | Shape::Number => least.unwrap_or_default().into(),
        Shape::TrueFalse => true.into(),
        Shape::Date | Shape::PartDate => "2026-11-23".into(),
        Shape::Moment => "2027-03-01T09:30".into(),
        Shape::Period => "6 months".into(),
        Shape::Address => "https://www.example.org/".into(),
        Shape::Form(form) => form.sample.into(),
        Shape::Language => "en-GB".into(),
        Shape::Colour => "#123456".into(),
        Shape::Choice(words) => words[words.len() - 1].into(),
        Shape::Reference(_) => "some-name".into(),
        Shape::AnyReference => "roles/some-name".into(),
        Shape::List(item) => json!([good(item, &[])]),
        Shape::Record { fields, one_of } => {
            let must = |field: &&FieldInfo| field.required || one_of.first() == Some(&field.name);
            let parts = fields.iter().filter(must);
            parts.map(|field| (field.name.to_string(), good(&(field.shape)(), field.rules))).collect()
        }
    }
}

/// Values that are right for some field, or nearly.
fn near() -> impl Strategy<Value = Value> {
    let digits = || prop_oneof![0_i64..20, 0_i64..200, 1980_i64..2110, -5_i64..2_000_000];
    let year = || prop_oneof![Just("0226".to_string()), (1895..=2105).prop_map(|year: i32| year.to_string())];
    let two = || (0..=32).prop_map(|number: i32| format!("{number:02}"));
    let time = prop_oneof![Just(String::new()), "[T ]([01][0-9]|2[0-5]):[0-6][0-9](:[0-6][0-9])?", "T9:30", "Z"];
    // Whether a year has a 29th of February, a schema cannot say.
    let day = (year(), two(), two()).prop_map(|(year, month, day)| format!("{year}-{month}-{day}"));
    let day = day.prop_filter("a leap day", |day| !day.ends_with("-02-29")).boxed();
    let host = prop_oneof!["[a-z]{1,4}(\\.[a-z_-]{0,3}){0,2}", Just("rôle.example".into()), Just("localhost".into())];
    let scheme = select(vec!["https://", "http://", "mailto:", "mailto:a@", "tel:", "tel:+", "", "HTTP://", "ftp://"]);
    let path = prop_oneof![
        Just(String::new()),
        "(:[0-9a]{0,6})?[/?#]?[a-z0-9@. ,;()<>\"'`?#&=\\\\\u{AD}\u{200B}\u{A0}\u{FEFF}é-]{0,6}",
    ];
    prop_oneof![
        digits().prop_map(Value::from),
        digits().prop_map(|number| number.to_string().into()),
        (digits(), 1..100_i64).prop_map(|(number, part)| (number as f64 + part as f64 / 100.0).into()),
        (digits(), 0..100_i64).prop_map(|(number, part)| format!("{number}.{part:02}").into()),
        "[+-]?0{0,2}[0-9]{0,3}[.e%]?[0-9]{0,2}".prop_map(Value::from),
        (day.clone(), time).prop_map(|(day, time)| (day + &time).into()),
        (select(vec!["", "about ", "about  ", "About "]), year(), two())
            .prop_map(|(about, year, month)| { format!("{about}{year}-{month}").into() }),
        (select(vec!["", "about ", "about"]), year()).prop_map(|(about, year)| format!("{about}{year}").into()),
        day.prop_map(Value::from),
        (0..130_u32, select(vec![" month", " months", "  years", " year", "months", " weeks"]))
            .prop_map(|(number, unit)| format!("{number}{unit}").into()),
        (scheme, host, path).prop_map(|(scheme, host, path)| format!("{scheme}{host}{path}").into()),
        "(tel:\\+?)?[0-9().-]{1,8}".prop_map(Value::from),
        "[a-zA-Z]{1,4}([-_][a-zA-Z0-9]{2,4}){0,2}".prop_map(Value::from),
        select(vec!["en-UK", "gb", "GB", "english", "true", "false", "", "open", "ST0216", "0216", "#fff"])
            .prop_map(Value::from),
        "(ST)?[0-9]{3,5}".prop_map(Value::from),
        Just(json!(true)),
        Just(json!([])),
        Just(json!(["x"])),
        Just(json!({})),
    ]
}

/// Whether a schema cannot say what the reader does: it compares with today, with another field, or knows words among
/// which some are dates.
fn is_beyond(field: &FieldInfo, value: &Value) -> bool {
    let text = value.as_str().map(str::to_string).or_else(|| value.as_i64().map(|number| number.to_string()));
    // What no file may hold is refused before anybody asks for fields.
    if text.as_deref().is_some_and(|text| trellis::characters::forbidden(text).is_some()) {
        return true;
    }
    match ((field.shape)(), text) {
        (Shape::Text, Some(text)) if field.rules.iter().any(|rule| matches!(rule, Rule::Past(_))) => {
            text.contains(|c: char| c.is_ascii_digit())
        }
        // JSON has but one kind of number.
        (Shape::Text | Shape::Reference(_) | Shape::AnyReference, None) => value.is_f64(),
        // What is inside is judged by the fields there.
        (Shape::List(_) | Shape::Record { .. } | Shape::Anything | Shape::Group { .. }, _) => true,
        _ => false,
    }
}

/// Whether a field is compared with another of its record, which a schema cannot do.
fn is_compared(field: &FieldInfo, beside: &[FieldInfo]) -> bool {
    let with = |info: &FieldInfo| {
        info.rules.iter().find_map(|rule| match rule {
            Rule::NotBelow(other) | Rule::After(other) => Some(*other),
            _ => None,
        })
    };
    with(field).is_some() || beside.iter().filter_map(with).any(|other| other == field.name)
}

/// The schema refuses what the reader refuses, unless it cannot know; and never what the reader takes.
fn agree(what: &str, by_schema: bool, read: &[Diagnostic], is_compared: bool, value: &Value) {
    let said: Vec<_> = read.iter().map(|found| &found.message).collect();
    let may_differ = is_compared && by_schema;
    assert!(
        may_differ || by_schema == read.is_empty(),
        "{what}: {value}: the schema says {by_schema}, the reader {said:?}"
    );
}

/// Every field of every kind and of `site.yaml`, with the schema of its page.
fn fields() -> Vec<(Option<Kind>, &'static FieldInfo)> {
    let of_kinds = Kind::ALL.iter().flat_map(|&kind| {
        let common: &[FieldInfo] = if kind == Kind::Page { Common::FIELDS } else { &[] };
        common.iter().chain(kind.fields()).map(move |field| (Some(kind), field))
    });
    of_kinds.chain(SiteFile::FIELDS.iter().map(|field| (None, field))).collect()
}

/// A field of a page or of `site.yaml`, or one of a group in it, set to a value.
fn with(kind: Option<Kind>, field: &FieldInfo, part: Option<&FieldInfo>, value: &Value) -> Value {
    let mut whole = match kind {
        Some(kind) => page(kind),
        None => json!({ "title": "x", "description": "x" }).as_object().unwrap().clone(),
    };
    let value = match part {
        None => value.clone(),
        Some(part) => {
            let mut group = good(&item(field), &[]);
            group[part.name] = value.clone();
            if matches!((field.shape)(), Shape::List(_)) { json!([group]) } else { group }
        }
    };
    whole.insert(field.name.into(), value);
    Value::Object(whole)
}

fn read(kind: Option<Kind>, whole: &Value) -> Vec<Diagnostic> {
    match kind {
        Some(kind) => {
            let path = SourcePath::new(format!("content/{}/one.md", kind.folder()));
            entry::read(&path, kind, &File::new(format!("---\n{whole}\n---\n").as_bytes())).diagnostics
        }
        None => {
            let snapshot: Snapshot = [("site.yaml".to_string(), whole.to_string().into_bytes())].into_iter().collect();
            config::read(&snapshot, None).diagnostics
        }
    }
}

#[test]
fn schemas_and_the_reader_agree_on_every_field() {
    let names = Names::default();
    let validator = |schema: &Value| jsonschema::draft7::new(schema).unwrap();
    let of_kinds: Vec<_> = Kind::ALL.iter().map(|&kind| validator(&schema::page(kind, &names))).collect();
    let of_site = validator(&schema::site());
    let near = near();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for (kind, field) in fields() {
        let validator = kind.map_or(&of_site, |kind| &of_kinds[kind as usize]);
        let parts = match item(field) {
            Shape::Record { fields, one_of: [] } => fields.iter().map(Some).collect(),
            _ => vec![None],
        };
        for part in parts {
            let inner = part.unwrap_or(field);
            let beside = match (item(field), part, kind) {
                (Shape::Record { fields, .. }, Some(_), _) => fields,
                (_, _, Some(kind)) if kind.fields().iter().any(|own| own.name == field.name) => kind.fields(),
                (_, _, Some(_)) => Common::FIELDS,
                (_, _, None) => SiteFile::FIELDS,
            };
            let rises = |rule: &Rule| matches!(rule, Rule::Rises { part, .. } if *part == inner.name);
            let is_compared = is_compared(inner, beside) || field.rules.iter().any(rises);
            let what = format!("{} {} {}", kind.map_or("site.yaml", Kind::folder), field.name, inner.name);
            for _ in 0..300 {
                let value = near.new_tree(&mut runner).unwrap().current();
                if is_beyond(inner, &value) {
                    continue;
                }
                let whole = with(kind, field, part, &value);
                agree(&what, validator.is_valid(&whole), &read(kind, &whole), is_compared, &value);
            }
        }
    }
}
