//! Written content: each file read alone, with typed fields, unresolved references and a body with holes.
//!
//! Nothing here looks at a second file, at the configuration or at the date. What a file means therefore depends on
//! its own path and bytes only, and may be remembered by them.

pub mod address;
pub mod amount;
mod beside;
mod body;
mod comments;
mod copied;
pub mod districts;
pub mod fields;
mod form;
mod former;
pub mod kinds;
pub mod language;
pub mod locate;
pub mod moment;
pub mod node;
mod number;
pub mod numbers;
mod occurrences;
mod outside;
pub mod part_date;
mod parts;
pub mod phase;
pub mod phone;
pub mod place;
mod record;
pub mod rule;
pub mod site_address;
mod tables;
pub mod values;
mod visitor_text;
mod yaml;

use std::sync::Arc;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_128;

pub use beside::{EDITOR_SETTINGS, is_for_hosts, maker};
pub use body::{Body, BodyLink, Fill, Hole, LinkPlace, LinkUse, RawHtml};
pub use comments::cut_values;
pub use former::FormerName;
pub use kinds::{Common, Fields, Kind};
pub(crate) use record::{choice, record};

use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::nearest::nearest;
use crate::slug::{is_id, is_reserved, slugs};
use crate::snapshot::File;
use crate::source::{SourcePath, Span};
use fields::{FieldInfo, FieldPart, Reader, Record, RefSite, Shape};
use form::{Form, Marks, RawEntry};
use locate::Step;
use node::Marked;

/// One entry as its author wrote it.
#[derive(Debug)]
pub struct Entry {
    pub path: SourcePath,
    /// The row, from 0, if the file is a table.
    pub row: Option<u32>,
    /// Where the row begins, if the file is a CSV table.
    begin: usize,
    pub kind: Kind,
    pub id: Arc<str>,
    /// Missing when a field that every kind takes could not be read.
    pub common: Option<Common>,
    /// Missing when one of the kind's own fields could not be read.
    pub fields: Option<Fields>,
    /// Every reference in the front matter, in reading order, whether or not the rest could be read.
    pub refs: Box<[RefSite]>,
    pub body: Body,
    /// The latest of the days that it says have come.
    pub latest: Option<Date>,
    /// Hash of row and bytes.
    pub hash: u128,
    /// Hash of row and bytes without those of the body.
    pub fields_hash: u128,
}

/// What a file below `content/` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRole {
    /// Entries of one kind.
    Entries(Kind),
    /// The table of postcode districts.
    Districts,
    /// Published as it is, if something refers to it.
    Asset,
    /// Neither: Markdown or data in a folder that means nothing.
    Unknown,
    /// Not for publishing: notes of editors' tools and the like.
    Ignored,
}

/// Decides by the path alone what a file is. The path starts with `content/`.
pub fn role_of(path: &SourcePath) -> FileRole {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let extension = path.extension();
    let holds_rows = |kind: &Kind| kind.is_data() && inside.strip_prefix(kind.folder()).is_some_and(is_table);
    let page = Kind::of_file(inside).map(|(kind, _)| kind);
    let kind = page.or_else(|| Kind::ALL.iter().copied().find(holds_rows));
    let hidden = inside.split('/').any(|part| part.starts_with('.')) && !is_for_hosts(inside);
    match (kind, extension.as_str()) {
        _ if maker(path.file_name()).is_some() => FileRole::Asset,
        _ if inside == EDITOR_SETTINGS => FileRole::Asset,
        _ if hidden || inside.ends_with('~') => FileRole::Ignored,
        _ if inside == districts::FILE => FileRole::Districts,
        (_, "md") if path.stem().eq_ignore_ascii_case("readme") => FileRole::Ignored,
        (Some(kind), "md") => FileRole::Entries(kind),
        (Some(kind), "csv" | "yaml" | "yml") => FileRole::Entries(kind),
        (None, "md" | "yaml" | "yml") => FileRole::Unknown,
        _ => FileRole::Asset,
    }
}

/// Whether what stands behind the name of a kind makes it the name of a table: the one of that name, or one of several
/// in a folder of that name.
fn is_table(rest: &str) -> bool {
    let named = |name: &str| {
        let (stem, extension) = name.rsplit_once('.')?;
        (!stem.contains('/') && matches!(extension, "yaml" | "yml" | "csv")).then_some(stem.is_empty())
    };
    match rest.strip_prefix('/') {
        Some(name) => named(name) == Some(false),
        None => named(rest) == Some(true),
    }
}

/// The file of a picture that a field names, such as `images/logo.svg` in the folder `content`.
pub fn picture_path(typed: &str) -> SourcePath {
    SourcePath::new(format!("content/{typed}"))
}

/// Reads every entry of one file. The path must be one that [`role_of`] calls entries.
pub fn read(path: &SourcePath, kind: Kind, file: &File) -> Reported<Vec<Arc<Entry>>> {
    let mut diagnostics = Vec::new();
    let mut value = Vec::new();
    if let Some(text) = form::text(path, &file.bytes, &mut diagnostics)
        && let Some(form) = Form::of(path, kind, &mut diagnostics)
    {
        let source = Source { path, text, form, kind, hash: file.hash, marks: Marks::new(form, text) };
        for row in form.rows(path, text, &mut diagnostics) {
            value.push(Arc::new(read_row(&source, row, &mut diagnostics)));
        }
    }
    Reported { value, diagnostics }
}

/// One file while its rows are read.
struct Source<'a> {
    path: &'a SourcePath,
    text: &'a str,
    form: Form,
    kind: Kind,
    hash: u128,
    marks: Marks<'a>,
}

fn read_row(source: &Source<'_>, row: RawEntry, diagnostics: &mut Vec<Diagnostic>) -> Entry {
    let Source { path, text, form, kind, hash, ref marks } = *source;
    let mut reader = Reader::default();
    let (common, fields) = take(kind, form, &row, &mut reader);
    let refs = std::mem::take(&mut reader.refs).into_boxed_slice();
    let latest = reader.latest;
    if reader.has_problems() {
        diagnostics.extend(reader.findings(path, &marks.of(&row)));
    }
    judge_id(source, &row, diagnostics);
    let body = Body::read(path, &text[row.body.clone()], row.body.start, kind.taken(&row.id), diagnostics);
    let of_row = u128::from(row.index.map_or(0, |index| index + 1)) << 64;
    // A row of a table has no body: its bytes are the file's.
    let fields_hash = if row.index.is_none() { xxh3_128(&text.as_bytes()[..row.body.start]) } else { hash } ^ of_row;
    let (path, hash) = (path.clone(), hash ^ of_row);
    let (begin, id, row) = (row.begin, row.id, row.index);
    Entry { path, row, begin, kind, id, common, fields, refs, body, latest, hash, fields_hash }
}

/// One entry as it is written, before anyone asks what its fields mean.
#[derive(Debug)]
pub struct Written {
    pub id: Arc<str>,
    /// The row, from 0, if the file is a table.
    pub row: Option<u32>,
    /// Missing if the fields could not be told apart.
    pub fields: Option<Vec<(Arc<str>, Marked)>>,
    /// Whether there is text below the fields.
    pub has_body: bool,
}

/// The fields of every entry of one file as they are written, row by row.
pub fn written(path: &SourcePath, kind: Kind, text: &str) -> Vec<Written> {
    let Some(form) = Form::of(path, kind, &mut Vec::new()) else { return Vec::new() };
    let written = |row: RawEntry| Written {
        has_body: !text[row.body.clone()].trim().is_empty(),
        fields: row.map().map(<[_]>::to_vec),
        id: row.id,
        row: row.index,
    };
    form.rows(path, text, &mut Vec::new()).into_iter().map(written).collect()
}

/// The field that only rows of tables have; a page's id is its file name.
pub static ROW_FIELDS: &[FieldInfo] = &[FieldInfo {
    name: "id",
    former: &[],
    about: "a short name in small letters and hyphens",
    required: true,
    shape: || Shape::Text,
    rules: &[],
}];

fn take(kind: Kind, form: Form, row: &RawEntry, reader: &mut Reader) -> (Option<Common>, Option<Fields>) {
    let own: &'static [FieldInfo] = if form == Form::Page { &[] } else { ROW_FIELDS };
    let Some(map) = row.map() else { return (None, None) };
    reader.judge_names(map, &[Common::FIELDS, kind.fields(), own]);
    (Common::take(&map, reader), kind.take(&map, reader))
}

fn judge_id(source: &Source<'_>, row: &RawEntry, diagnostics: &mut Vec<Diagnostic>) {
    let path = source.path;
    let id = &*row.id;
    if source.kind.takes_id(id) {
        return;
    }
    let at = match source.form {
        Form::Page => Span::file(path),
        Form::YamlTable | Form::CsvTable(_) => {
            let marks = source.marks.of(row);
            Span::new(path, marks.find(&[Step::Field("id".into())]).value.clone())
        }
    };
    let better = slugs(id);
    let file_name = (source.form == Form::Page).then(|| path.stem());
    let reserved = id.split('/').find(|part| is_reserved(part));
    let (message, help) = if id.is_empty() {
        (
            "this row has no id".to_string(),
            "write a short name in small letters and hyphens in the column `id`".to_string(),
        )
    } else if let Some(original) = file_name.and_then(copied::original) {
        let help = format!("delete this file if it is one; if not, call it `{better}`, and give it a title of its own");
        (format!("`{}` is called like a copy of `{original}`", path.stem()), help)
    } else if let Some(part) = reserved {
        (format!("`{part}` cannot be a name: some systems keep it for themselves"), "choose another name".to_string())
    } else if !source.kind.has_sections() && id.contains('/') && is_id(&better) {
        let many = source.kind.many();
        (format!("`{id}` has a section in it, and {many} have none"), format!("call it `{}`", better.replace('/', "-")))
    } else if !is_id(&better) {
        (format!("`{id}` cannot become an address"), source.kind.id_rule())
    } else {
        (format!("`{id}` cannot be an address as it is"), format!("call it `{better}`"))
    };
    diagnostics.push(catalogue::file_name(at, message, help));
}

/// A finding about Markdown or data in a folder that means nothing. `others` more files lie in that folder.
pub fn unknown_folder(path: &SourcePath, others: usize) -> Diagnostic {
    let inside = path.folder().strip_prefix("content").unwrap_or("").trim_start_matches('/');
    let folders = || Kind::ALL.iter().filter(|kind| !kind.is_data()).map(|kind| kind.folder());
    let tables = || Kind::ALL.iter().filter(|kind| kind.is_data()).map(|kind| kind.folder());
    if inside == "data" || inside.starts_with("data/") {
        let stem = format!("data/{}", path.stem());
        let known = tables().map(|table| format!("{table}.yaml")).collect::<Vec<_>>().join(", ");
        // In a folder of its own, it is the folder that says what was meant.
        let near = nearest(&stem, tables()).or_else(|| nearest(inside, tables()));
        return catalogue::unknown_table(path, near, &known);
    }
    catalogue::unknown_folder(
        path,
        inside,
        nearest(inside, folders()),
        &folders().collect::<Vec<_>>().join(", "),
        others,
    )
}

impl Entry {
    /// Whether something could not be read, so that only its name can be relied on.
    pub fn is_broken(&self) -> bool {
        self.common.is_none() || self.fields.is_none()
    }

    /// Where its nth reference stands in the file, whose text must be the one it was read from.
    pub fn locate_reference(&self, text: &str, site: u32) -> Span {
        self.locate(text, &self.reference_path(text, site), FieldPart::Value)
    }

    /// Where a field or a part of one stands in the file.
    pub fn locate(&self, text: &str, steps: &[Step], part: FieldPart) -> Span {
        let marks = self.marks(text);
        let found = marks.find(steps);
        Span::new(&self.path, if part == FieldPart::Name { found.key.clone() } else { found.value.clone() })
    }

    /// Where one of its own fields stands, by name.
    pub fn locate_field(&self, text: &str, name: &'static str, part: FieldPart) -> Span {
        self.locate(text, &[Step::Field(name.into())], part)
    }

    fn reread(&self, text: &str) -> (Form, Option<RawEntry>) {
        let form = self.form();
        (form, form.row(&self.path, text, self.row, self.begin))
    }

    /// Where the entry begins: its name, so that a finding about the whole has a place.
    pub fn locate_start(&self, text: &str) -> Span {
        self.locate_field(text, "title", FieldPart::Value)
    }
}

/// Marks of a whole YAML file such as `site.yaml`, of which the YAML begins at `start`.
pub fn yaml_marks(text: &str, start: usize) -> Marked {
    form::yaml_marks(&text[start..], start)
}

pub use form::{Cells, csv_cells, other_program, parse_yaml, text as text_of, whole_yaml};
pub use occurrences::past_days;
pub use outside::{OutsideAddress, outside_addresses};
pub use parts::{EntryPlace, Group, RecordParts, RecordPlace};
pub use tables::Tables;
pub use visitor_text::{body_range, visitor_text};
