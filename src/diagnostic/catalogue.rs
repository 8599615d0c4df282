//! One constructor per finding: the only place where its words are written.
//!
//! To add a finding: a line in `code.rs`, a constructor here, and a page `docs/diagnostics/<code>.md`.

use super::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|name| format!("did you mean `{name}`?"))
}

/// The name of a kind as it stands in a sentence: `a role`, `an area`.
fn with_article(kind: &str) -> String {
    format!("{} {kind}", if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

// ---- Reading one file.

pub fn not_utf8(path: &SourcePath, offset: usize) -> Diagnostic {
    Diagnostic::new(
        Code::NotText,
        Span::new(path, offset..offset + 1),
        format!("this file is not UTF-8 text: byte {offset} does not belong to any character"),
    )
    .help("save the file again with the encoding UTF-8; in a spreadsheet choose \"CSV UTF-8\"")
}

pub fn control_character(at: Span, code: u32) -> Diagnostic {
    Diagnostic::new(Code::NotText, at, format!("this file holds an invisible control character (U+{code:04X})"))
        .help("delete it; it often comes from pasting out of another program")
}

pub fn too_large(path: &SourcePath, what: &str, bytes: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooLarge,
        Span::file(path),
        format!("{what} has {bytes} bytes, more than the {limit} that Trellis reads"),
    )
    .help("split it into several files")
}

pub fn empty_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, Span::file(path), "this file is empty")
        .help("start with front matter: a line `---`, then `title: ...`, then another line `---`")
}

pub fn no_front_matter(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "this file does not start with front matter")
        .help("make the first line `---`, then `title: ...` and the other fields, then another line `---`")
}

pub fn open_front_matter(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "the front matter that starts here is never closed")
        .help("add a line `---` after the last field")
}

pub fn front_matter_not_fields(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "the front matter has no fields")
        .help("write one field a line, such as `title: Podiatrist`")
}

pub fn yaml_syntax(at: Span, reason: &str, help: Option<String>) -> Diagnostic {
    Diagnostic::new(Code::YamlSyntax, at, format!("this is not valid YAML: {reason}")).maybe_help(help)
}

pub fn missing_field(at: Span, field: &str, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, at, format!("the field `{field}` is missing"))
        .help(format!("add `{field}:` – {what}"))
}

pub fn unknown_field(at: Span, field: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = did_you_mean(nearest).unwrap_or_else(|| format!("the fields here are: {known}"));
    Diagnostic::new(Code::UnknownField, at, format!("there is no field called `{field}` here")).help(help)
}

pub fn duplicate_field(at: Span, field: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateField, at, format!("the field `{field}` is written twice"))
        .help("keep one of the two")
}

pub fn invalid_value(at: Span, message: String, help: Option<String>) -> Diagnostic {
    Diagnostic::new(Code::InvalidValue, at, message).maybe_help(help)
}

pub fn csv_row(at: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::CsvRow, at, message).help(help)
}

pub fn file_name(at: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::FileName, at, message).help(help)
}

pub fn unknown_folder(path: &SourcePath, folder: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = nearest
        .map(|name| format!("did you mean `content/{name}/`?"))
        .unwrap_or_else(|| format!("move the file into one of: {known}"));
    let message = if folder.is_empty() {
        "this file is not in a folder that says what kind of page it is".to_string()
    } else {
        format!("`{folder}` is not a folder that Trellis knows, so it cannot tell what kind of page this is")
    };
    Diagnostic::new(Code::UnknownFolder, Span::file(path), message).help(help)
}

pub fn reserved_form(path: &SourcePath, form: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ReservedForm,
        Span::file(path),
        format!("`.{form}.md` is kept for translations and Easy Read texts, which this version does not build yet"),
    )
    .help("the file is left out; use hyphens, not dots, if it is a page of its own")
}

pub fn outside_link(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::new(Code::OutsideLink, Span::file(path), format!("this symbolic link {why}, so it is not followed"))
        .help("put the file itself into the site's folder")
}

pub fn unreadable(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::new(Code::OutsideLink, Span::file(path), format!("this cannot be read: {why}"))
        .help("change its permissions or its name, or take it out of the site's folder")
}

pub fn heading_level(at: Span, level: u8, expected: u8) -> Diagnostic {
    let (message, help) = if level == 1 {
        (
            "a page's main heading is its title, so the text must not have another one".to_string(),
            "start this heading with `##`".to_string(),
        )
    } else {
        (
            format!("this heading jumps to level {level}; the next level here is {expected}"),
            format!("start it with `{}`", "#".repeat(expected.into())),
        )
    };
    Diagnostic::new(Code::HeadingLevel, at, message).help(help)
}

pub fn empty_heading(at: Span) -> Diagnostic {
    Diagnostic::new(Code::HeadingLevel, at, "this heading has no words").help("write some words, or delete the line")
}

pub fn raw_html(at: Span, tag: &str) -> Diagnostic {
    Diagnostic::new(Code::RawHtml, at, format!("HTML is not allowed in text: `{tag}`"))
        .help("use Markdown, or allow HTML for the whole site with `raw_html: allow` in site.yaml")
}

pub fn unsafe_link(at: Span, target: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::UnsafeLink, at, format!("the link `{target}` {why}")).help(help)
}

pub fn image_alt(at: Span) -> Diagnostic {
    Diagnostic::new(Code::ImageAlt, at, "this image has no words for people who cannot see it")
        .help("write what it shows: `![A porter wheels a bed](photo.jpg)`; if it only decorates: `![](photo.jpg \"decorative\")`")
}

// ---- Linking the files together.

pub fn duplicate_id(at: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, at, format!("there are two {kind} called `{id}`"))
        .label(first, "the first is here")
        .help("give one of them another name")
}

pub fn unknown_reference(at: Span, kind: &str, found: &str, nearest: Option<(&str, &SourcePath)>) -> Diagnostic {
    let help = nearest.map(|(name, path)| format!("did you mean `{name}` ({path})?"));
    Diagnostic::new(Code::UnknownReference, at, format!("no {kind} is called `{found}`"))
        .maybe_help(help.or_else(|| Some("write the file's name without `.md`, or add that file".into())))
}

pub fn wrong_kind(at: Span, found: &str, is: &str, wanted: &str, other: &SourcePath) -> Diagnostic {
    Diagnostic::new(
        Code::WrongKind,
        at,
        format!("`{found}` is {}, but {} is needed here", with_article(is), with_article(wanted)),
    )
    .help(format!("it is written in {other}"))
}

pub fn ambiguous_reference(at: Span, found: &str, choices: &[String]) -> Diagnostic {
    Diagnostic::new(Code::AmbiguousReference, at, format!("`{found}` could mean more than one entry"))
        .help(format!("write one of: {}", choices.join(", ")))
}

pub fn self_reference(at: Span, found: &str) -> Diagnostic {
    Diagnostic::new(Code::SelfReference, at, format!("`{found}` refers to itself"))
        .help("name another entry, or delete the line")
}

pub fn renamed_reference(at: Span, found: &str, now: &str) -> Diagnostic {
    Diagnostic::new(Code::RenamedReference, at, format!("`{found}` is an old name")).help(format!("write `{now}`"))
}

pub fn hidden_reference(at: Span, found: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::HiddenReference, at, format!("`{found}` is not on the site: {why}"))
        .help("visitors will not see a link to it; change its dates, or take this line out")
}

pub fn broken_link(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(Code::BrokenLink, at, format!("this link goes nowhere: there is no file `{target}`"))
        .maybe_help(did_you_mean(nearest).or_else(|| {
            Some("link to a Markdown file of this site, such as `../roles/podiatrist.md`, or to a folder such as `../roles/`".into())
        }))
}

pub fn broken_anchor(at: Span, target: &str, anchor: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = did_you_mean(nearest).unwrap_or_else(|| format!("its sections are: {known}"));
    Diagnostic::new(Code::BrokenAnchor, at, format!("{target} has no section `#{anchor}`")).help(help)
}

pub fn missing_image(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(Code::MissingImage, at, format!("there is no image `{target}`"))
        .maybe_help(did_you_mean(nearest).or_else(|| Some("put the image into the `content` folder".into())))
}

pub fn unreadable_image(at: Span, target: &str, extension: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableImage, at, format!("`{target}` is not a picture of the kind that its name says"))
        .help(format!("open it in a program for pictures and save it again as `.{extension}`"))
}

// ---- Judging the graph and planning the pages.

pub fn pathway_step(at: Span, from: &str, to: &str, help: String) -> Diagnostic {
    Diagnostic::new(Code::PathwayStep, at, format!("nothing on the site leads from `{from}` to `{to}`")).help(help)
}

pub fn false_promise(at: Span, route: &str, role: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FalsePromise,
        at,
        format!("`{route}` is said to qualify people as `{role}`, but that kind of route cannot"),
    )
    .help("write `relation: helps-apply`, unless the course is approved by the regulator")
}

pub fn summary_length(at: Span, words: usize, sentences: usize) -> Diagnostic {
    let message = if sentences > 1 {
        format!("the summary has {sentences} sentences")
    } else {
        format!("the summary has {words} words")
    };
    Diagnostic::new(Code::SummaryLength, at, message).help("say it in one sentence of at most 25 words")
}

pub fn former_id(at: Span, id: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::FormerId, at, format!("the former id `{id}` {why}"))
        .help("write the old file name without `.md`, such as `project-choice`")
}

pub fn address_collision(at: Span, address: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::AddressCollision, at, format!("two things want the address `{address}`: this and {other}"))
        .help("rename one of them")
}

// ---- The theme.

pub fn template(at: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::Template, at, message)
}

pub fn theme_string(at: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeString, at, message).help(help)
}

/// Two colours that cannot be told apart well enough.
#[derive(Debug)]
pub struct Unreadable<'a> {
    pub front: &'a str,
    pub back: &'a str,
    pub scheme: &'a str,
    pub contrast: f64,
    pub least: f64,
    /// A colour that would do.
    pub instead: Option<String>,
}

pub fn unreadable_colour(at: Span, pair: &Unreadable<'_>) -> Diagnostic {
    let Unreadable { front, back, scheme, contrast, least, instead } = pair;
    // Rounding up could say that 4.499 is enough.
    let contrast = (contrast * 100.0).floor() / 100.0;
    let message = format!(
        "`{front}` cannot be read on `{back}` in the scheme `{scheme}`: the contrast is {contrast} to 1, and must be {least}"
    );
    let help = match instead {
        Some(colour) => format!("`'{colour}'` would do"),
        None => format!("change `{front}` and `{back}` together: one light, one dark"),
    };
    Diagnostic::new(Code::UnreadableColour, at, message).help(help)
}
