//! What a form makes of a file: only what was changed in the form is changed in the file.

use super::control;
use super::file::{self, EditedFile};
use super::groups;
use super::way::Way;
use crate::refactor::{CannotSet, Setting, accept_stand_ins, applied, set_body, set_field, set_said};
use crate::serve::posted::Posted;

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
    let inside = |name: &'_ str| -> Option<String> {
        let kinds = ["f.", "was.", "from.", "order.", "gone."];
        kinds.iter().find_map(|kind| name.strip_prefix(kind)).map(str::to_string)
    };
    let known = |name: &str| match inside(name) {
        Some(field) => groups::knows(&order, &field),
        None if file.is_row() => matches!(name, "token" | "read"),
        None => matches!(name, "token" | "read" | "body" | "was"),
    };
    if !posted.names().all(known) {
        return Err(Cannot::NotThisForm);
    }
    let mut text = file.text.clone();
    for &field in &order {
        let way = Way::of(&(field.shape)());
        if matches!(way, Way::Group | Way::Groups) {
            if let Some(said) = groups::changed(posted, field) {
                text =
                    set_said(file.place(), &text, field, &said, &order).map_err(|CannotSet(name)| Cannot::Set(name))?;
            }
            continue;
        }
        let Some(typed) = control::changed(posted, field.name, &way) else { continue };
        if way == Way::ByHand {
            return Err(Cannot::NotThisForm);
        }
        let value = way.value(typed);
        let setting = Setting { field, value: &value, as_words: way.as_words(), order: &order, within: &[] };
        let edits = set_field(file.place(), &text, setting).map_err(|CannotSet(name)| Cannot::Set(name))?;
        text = applied(&text, &edits).ok_or(Cannot::Set(field.name))?;
    }
    if let Some(body) = control::changed_body(posted) {
        let now = file.with(text.clone()).ok_or(Cannot::Hold)?;
        let edits: Vec<_> = set_body(&text, &now.parts, body).into_iter().collect();
        text = applied(&text, &edits).ok_or(Cannot::Hold)?;
    }
    let after = file.with(text).ok_or(Cannot::Hold)?;
    // Who lets a draft be one no more has seen in its form what only stood in.
    let is_shown = file.is_draft() && !after.is_draft();
    Ok(if is_shown { accept_stand_ins(after.place(), &after.text) } else { after.text })
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use rayon::prelude::*;

    use super::*;
    use crate::entry::{self, EntryParts, FileRole, role_of};
    use crate::refactor::shown_body;
    use crate::snapshot::File;
    use crate::source::SourcePath;

    /// Every entry of the site that comes with Trellis, as its form would be made.
    fn shipped() -> Vec<EditedFile> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(Result::unwrap);
        let files: Vec<_> = files.filter(|file| file.file_type().is_file()).collect();
        let of_file = |file: &walkdir::DirEntry| {
            let path = SourcePath::new(file.path().strip_prefix(root).unwrap().to_str().unwrap());
            let FileRole::Entries(kind) = role_of(&path) else { return Vec::new() };
            let bytes = std::fs::read(file.path()).unwrap();
            let open = |entry: Arc<entry::Entry>| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let parts = match entry.row {
                    Some(_) => EntryParts::called(&path, kind, &bytes, &entry.id),
                    None => EntryParts::of(entry::EntryPlace { path: &path, kind, row: None }, &bytes),
                };
                EditedFile { entry, parts: parts.unwrap(), text, hash: String::new() }
            };
            entry::read(&path, kind, &File::new(&bytes[..])).value.into_iter().map(open).collect()
        };
        files.par_iter().flat_map_iter(of_file).collect()
    }

    /// What a browser sends of the form of an entry, with ends of lines as it writes them.
    fn posted(file: &EditedFile, is_all_changed: bool) -> Posted {
        let mut body = String::from("token=x&read=y");
        let encoded = |text: &str| super::super::super::phrases::encoded(&text.replace('\n', "\r\n"));
        let fields = file::fields(file.kind()).into_iter();
        let mut controls: Vec<_> = fields.map(|field| groups::control(field, file, None)).collect();
        groups::each(&mut controls, &mut |control| {
            let is_part = control.name.contains('.');
            let was = if is_all_changed { "" } else { &control.was };
            match control.look {
                "written" => return,
                "group" | "groups" => {}
                _ => body += &format!("&f.{}={}", control.name, encoded(&control.value)),
            }
            if !is_part {
                body += &format!("&was.{}={was}", control.name);
            }
            for group in control.groups.iter().filter(|group| group.from.is_some()) {
                body += &format!("&order.{0}={1}&from.{0}={2}", group.name, group.place, group.from.unwrap());
            }
        });
        if !file.is_row() {
            let text = shown_body(&file.text, &file.parts);
            body += &format!("&body={}&was={}", encoded(&text), control::mark(&text));
        }
        Posted::read("application/x-www-form-urlencoded", body.into_bytes()).unwrap()
    }

    #[test]
    fn a_form_that_was_not_changed_changes_no_byte_of_any_shipped_entry() {
        let files = shipped();
        let rows = files.iter().filter(|file| file.is_row()).count();
        assert!(rows > 800 && files.len() > rows + 200, "{rows} of {}", files.len());
        files.par_iter().for_each(|file| {
            let after = changed(file, &posted(file, false));
            assert_eq!(after.as_deref(), Ok(&*file.text), "{} {}", file.path(), file.entry.id);
        });
        // And where the form is taken for changed, each field is found to say the same already.
        let each = std::env::var("TRELLIS_EVERY").map_or(100, |_| 1);
        files.par_iter().step_by(each).for_each(|file| {
            let after = changed(file, &posted(file, true));
            assert_eq!(after.as_deref(), Ok(&*file.text), "{} {}", file.path(), file.entry.id);
        });
    }
}
