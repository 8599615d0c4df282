//! Documents that are made from the source, kept current. `TRELLIS_UPDATE=1 cargo test` writes them anew.

use std::fmt::Write;
use std::path::Path;

use trellis::config::SiteFile;
use trellis::entry::Kind;
use trellis::entry::fields::{FieldInfo, Record, Shape};
use trellis::entry::kinds::Common;

/// What a field holds, in an editor's words.
fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Whole => "whole number".into(),
        Shape::Number => "number".into(),
        Shape::TrueFalse => "`true` or `false`".into(),
        Shape::Date => "date".into(),
        Shape::PartDate => "day, month or year, such as `2025-10`".into(),
        Shape::Moment => "day, or day and time".into(),
        Shape::Language => "language, such as `en-GB`".into(),
        Shape::Period => "length of time, such as `6 months`".into(),
        Shape::Colour => "colour, such as `'#114136'`".into(),
        Shape::Address => "web address".into(),
        Shape::Form(form) => form.about.into(),
        Shape::Anything => "anything".into(),
        Shape::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Reference(kind) => format!("name of a {}", kind.one()),
        Shape::AnyReference => "name of any page, as `folder/name`".into(),
        Shape::List(item) => format!("list: {}", words(item)),
        Shape::Record { fields, .. } => {
            let parts = fields.iter().map(|field| {
                let rules = rules(field);
                let rules = if rules.is_empty() { rules } else { format!(" ({rules})") };
                format!("`{}`{}{rules}", field.name, if field.required { "*" } else { "" })
            });
            format!("group of {}", parts.collect::<Vec<_>>().join(", "))
        }
        Shape::Group { names: None, each } => format!("group of names, each with a {}", words(each)),
        Shape::Group { names: Some(names), each } => {
            let some = names.iter().take(2).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            format!("group of names such as {some}, each with: {}", words(each))
        }
    }
}

/// What its rules let be written; nothing if they let everything be.
fn rules(field: &FieldInfo) -> String {
    let shape = (field.shape)();
    field.rules.iter().map(|rule| rule.words(&shape)).collect::<Vec<_>>().join(", ")
}

fn table(out: &mut String, fields: &[FieldInfo]) {
    out.push_str("| field | what it is | what it holds |\n|---|---|---|\n");
    for field in fields {
        let star = if field.required { "*" } else { "" };
        let holds = [words(&(field.shape)()), rules(field)].into_iter().filter(|words| !words.is_empty());
        let holds = holds.collect::<Vec<_>>().join(", ");
        writeln!(out, "| `{}`{star} | {} | {holds} |", field.name, field.about).unwrap();
    }
    out.push('\n');
}

fn fields_document() -> String {
    let mut out = String::from(
        "# Every field\n\nMade from the program: it cannot be out of date. A star means that the field must be there.\n\n## Every kind\n\n",
    );
    table(&mut out, Common::FIELDS);
    out.push_str("## The site as a whole (`site.yaml`)\n\n");
    table(&mut out, SiteFile::FIELDS);
    for kind in Kind::ALL {
        let place = if kind.is_data() { format!("{}.yaml", kind.folder()) } else { format!("{}/", kind.folder()) };
        writeln!(out, "## {} (`content/{place}`)\n", title(kind.many())).unwrap();
        if kind.fields().is_empty() {
            out.push_str("No fields of its own.\n\n");
        } else {
            table(&mut out, kind.fields());
        }
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn title(text: &str) -> String {
    text[..1].to_uppercase() + &text[1..]
}

#[test]
fn the_list_of_fields_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fields.md");
    let made = fields_document();
    if std::env::var_os("TRELLIS_UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/fields.md is out of date: run TRELLIS_UPDATE=1 cargo test --test it docs");
}
