//! What a form makes of a file: only what was changed in the form is changed in the file.

use super::control;
use super::file::EditedFile;
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
    let order = file.fields();
    let inside = |name: &'_ str| -> Option<String> {
        let kinds = ["f.", "was.", "from.", "order.", "gone."];
        kinds.iter().find_map(|kind| name.strip_prefix(kind)).map(str::to_string)
    };
    let known = |name: &str| match inside(name) {
        Some(field) => groups::knows(&order, &field),
        None if !file.has_text() => matches!(name, "token" | "read"),
        None => matches!(name, "token" | "read" | "body" | "was"),
    };
    if !posted.names().all(known) {
        return Err(Cannot::NotThisForm);
    }
    let mut text = file.text.clone();
    for &field in &order {
        let way = Way::of(&(field.shape)());
        if way.has_parts() {
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
    if let Some(body) = control::changed_body(posted).filter(|_| file.has_text()) {
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

    use super::super::file::Edited;
    use super::*;
    use crate::entry::{self, FileRole, RecordParts, RecordPlace, role_of};
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
                    Some(_) => RecordParts::called(&path, kind, &bytes, &entry.id),
                    None => RecordParts::of(entry::EntryPlace { path: &path, kind, row: None }, &bytes),
                };
                EditedFile::new(Edited::Entry(entry), path.clone(), text, parts.unwrap())
            };
            entry::read(&path, kind, &File::new(&bytes[..])).value.into_iter().map(open).collect()
        };
        files.par_iter().flat_map_iter(of_file).collect()
    }

    /// What a browser sends of the form of an entry, with ends of lines as it writes them.
    fn posted(file: &EditedFile, is_all_changed: bool) -> Posted {
        let mut body = String::from("token=x&read=y");
        let encoded = |text: &str| super::super::super::phrases::encoded(&text.replace('\n', "\r\n"));
        let fields = file.fields().into_iter();
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
        if file.has_text() {
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
            assert_eq!(after.as_deref(), Ok(&*file.text), "{} {:?}", file.path(), file.what);
        });
        // And where the form is taken for changed, each field is found to say the same already.
        let each = std::env::var("TRELLIS_EVERY").map_or(100, |_| 1);
        files.par_iter().step_by(each).for_each(|file| {
            let after = changed(file, &posted(file, true));
            assert_eq!(after.as_deref(), Ok(&*file.text), "{} {:?}", file.path(), file.what);
        });
    }

    fn settings(text: &str) -> EditedFile {
        let path = crate::config::path();
        let parts = RecordParts::of(RecordPlace::Whole(&path), text.as_bytes()).unwrap();
        EditedFile::new(Edited::Settings, path, text.to_string(), parts)
    }

    /// Settings as people write them: those that come with Trellis, and one of each way of writing.
    fn all_settings() -> Vec<String> {
        let mut all: Vec<String> = ["site.yaml", "tests/sites/small/site.yaml", "src/starter/site/site.yaml"]
            .map(|path| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap())
            .to_vec();
        let full = "# First.\ntitle: 'A'  # the name\ndescription: >\n  Two\n  lines.\ncontact: {name: B, phone: '020 7946'}\n\
                    brand:\n    name: \"C\"\n    colours:\n        light:\n            brand: '#114136'  # green\n            \
                    link: \"#0a5a48\"\n        dark: {brand: '#8fe0c1', link: '#8fe0c1'}\nlevels:\n  # why\n  summary-length: off\n  \
                    'old-review': warning\nreview_every:\n    roles: 12 months\n    pages:\n        2 years\nweak_hosts: [a.example, \
                    b.example]\nknown_acronyms:\n- CPD\n- HCPC\nreading_age: 11\nowner_public: false\nextra_words: [1, {a: b}]\n# Last.\n";
        all.extend([full.to_string(), full.replace('\n', "\r\n"), format!("\u{feff}{full}"), full.trim_end().into()]);
        all.extend(
            ["", "# Nothing yet.\n", "{title: A, description: B}\n", "---\ntitle: A\n", "title: A"].map(Into::into),
        );
        all
    }

    #[test]
    fn a_settings_form_that_was_not_changed_changes_no_byte() {
        for text in all_settings() {
            let file = settings(&text);
            for is_all_changed in [false, true] {
                let after = changed(&file, &posted(&file, is_all_changed));
                assert_eq!(after.as_deref(), Ok(&*text), "{is_all_changed}");
            }
        }
    }

    /// The settings after some fields of their form were changed.
    fn set(text: &str, fields: &[(&str, &str)]) -> String {
        let file = settings(text);
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                let first = name.split('.').next().unwrap();
                format!("f.{name}={}&was.{first}=", super::super::super::phrases::encoded(value))
            })
            .collect();
        let body = format!("token=x&read=y&{}", pairs.join("&"));
        let posted = Posted::read("application/x-www-form-urlencoded", body.into_bytes()).unwrap();
        changed(&file, &posted).unwrap_or_else(|cannot| panic!("{fields:?}: {cannot:?}"))
    }

    #[test]
    fn settings_are_set_where_they_stand_and_what_is_new_comes_in_its_place() {
        let text = "# Ours.\ntitle: A\ndescription: B  # short\nlevels:\n  # why\n  summary-length: off  # long ones\n  old-review: warning\n";
        assert_eq!(set(text, &[("description", "C")]), text.replace("B  #", "C  #"));
        assert_eq!(
            set(text, &[("levels", "summary-length: error\nunknown-term: off")]),
            text.replace("length: off", "length: error").replace("old-review: warning", "unknown-term: off")
        );
        assert_eq!(set(text, &[("levels", "")]), "# Ours.\ntitle: A\ndescription: B  # short\n");
        let reviewed = set(text, &[("review_every", "roles: 12 months\npages: 2 years")]);
        assert_eq!(reviewed, format!("{text}review_every:\n  roles: 12 months\n  pages: 2 years\n"));
        let coloured = set("title: A\ndescription: B\n", &[("brand.colours.light", "brand: #114136")]);
        assert!(
            coloured.starts_with("title: A\ndescription: B\nbrand:\n  colours:\n    light:\n      brand: "),
            "{coloured}"
        );
        let crate::diagnostic::Reported { value, diagnostics } =
            crate::config::read(&[("site.yaml", coloured.into_bytes())].into_iter().collect(), None);
        assert!(diagnostics.is_empty() && value.brand.unwrap().colours.unwrap().light.0.len() == 1, "{diagnostics:?}");
        assert_eq!(set("", &[("title", "A"), ("description", "B: c")]), "title: A\ndescription: \"B: c\"\n");
        assert_eq!(set("# Nothing yet.", &[("title", "A")]), "# Nothing yet.\ntitle: A");
        assert_eq!(set("{title: A}\n", &[("description", "B")]), "{title: A, description: B}\n");
    }
}
