//! Other values for fields that every page has.

use super::edit::applied;
use super::set_field::set_field;
use super::setting::{CannotSet, Setting};
use super::written::Value;
use crate::entry::fields::{FieldInfo, Record, Shape};
use crate::entry::{Common, EntryPlace};

/// The text of a file with other values in some of the fields that every entry has. An empty value takes a field out.
pub fn set_common(place: EntryPlace<'_>, text: &str, values: &[(&'static str, Value)]) -> Result<String, CannotSet> {
    let order: Vec<&'static FieldInfo> = Common::FIELDS.iter().chain(place.kind.fields()).collect();
    let mut text = text.to_string();
    for (name, value) in values {
        let field = Common::FIELDS.iter().find(|field| field.name == *name).ok_or(CannotSet(name))?;
        let as_words = !matches!((field.shape)(), Shape::TrueFalse);
        let edits = set_field(place, &text, Setting { field, value, as_words, order: &order, within: &[] })?;
        text = applied(&text, &edits).ok_or(CannotSet(name))?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Kind;
    use crate::source::SourcePath;

    #[test]
    fn fields_come_and_go() {
        let path = &SourcePath::new("content/pages/a.md");
        let place = EntryPlace { path, kind: Kind::Page, row: None };
        let set = |text: &str, values: &[(&'static str, Value)]| set_common(place, text, values).unwrap();
        let page = "---\ntitle: A\nsummary: B.\nreviewed: 2026-11-01\n---\n\nWords.\n";
        let hidden = set(page, &[("draft", Value::One("true".into())), ("expires", Value::One("2027-01-31".into()))]);
        assert!(hidden.contains("\ndraft: true\n") && hidden.contains("\nexpires: 2027-01-31\n"), "{hidden}");
        let shown = set(&hidden, &[("draft", Value::One(String::new())), ("expires", Value::One(String::new()))]);
        assert_eq!(shown, page);
    }
}
