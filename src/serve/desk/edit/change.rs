//! What a form makes of a file: only what was changed in the form is changed in the file.

use super::control::{self, Way};
use super::file::{self, EditedFile};
use crate::refactor::{CannotSet, Setting, applied, set_body, set_field};
use crate::serve::form_body::Posted;

/// Why a form cannot be made into a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Cannot {
    /// It has a field that no form of this kind of page has.
    NotThisForm,
    /// The file is written in a way that only a person can change.
    Set(&'static str),
    /// No file can hold what was typed.
    Hold,
}

/// The whole text of the file with what was changed in a form.
pub fn changed(file: &EditedFile, posted: &Posted) -> Result<String, Cannot> {
    let order = file::fields(file.kind());
    let known = |name: &str| match name.strip_prefix("f.").or_else(|| name.strip_prefix("was.")) {
        Some(field) => order.iter().any(|known| known.name == field),
        None => matches!(name, "token" | "read" | "body" | "was"),
    };
    if !posted.names().all(known) {
        return Err(Cannot::NotThisForm);
    }
    let mut text = file.text.clone();
    for &field in &order {
        let way = Way::of(&(field.shape)());
        let Some(typed) = control::changed(posted, field.name, &way) else { continue };
        if way == Way::ByHand {
            return Err(Cannot::NotThisForm);
        }
        let value = way.value(typed);
        let setting = Setting { field, value: &value, as_words: way.as_words(), order: &order };
        let edits = set_field(file.path(), file.kind(), &text, setting).map_err(|CannotSet(name)| Cannot::Set(name))?;
        text = applied(&text, &edits).ok_or(Cannot::Set(field.name))?;
    }
    if let Some(body) = control::changed_body(posted) {
        let now = file.with(text.clone()).ok_or(Cannot::Hold)?;
        let edits: Vec<_> = set_body(&text, &now.parts, body).into_iter().collect();
        text = applied(&text, &edits).ok_or(Cannot::Hold)?;
    }
    match file.with(text) {
        Some(after) => Ok(after.text),
        None => Err(Cannot::Hold),
    }
}
