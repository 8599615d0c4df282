//! Reading one file: the words of what can be wrong.

use super::did_you_mean;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

pub fn not_utf8(path: &SourcePath, offset: usize) -> Diagnostic {
    Diagnostic::new(
        Code::NotText,
        Span::new(path, offset..offset + 1),
        format!("this file is not UTF-8 text: byte {offset} does not belong to any character"),
    )
    .help("save the file again with the encoding UTF-8; in a spreadsheet choose \"CSV UTF-8\"")
}

/// A file that is called like text and is none.
pub fn other_program(path: &SourcePath, what: &str) -> Diagnostic {
    let help = if path.extension() == "md" {
        "open it in the program that made it, copy its words, and paste them into a page that `trellis new` has made"
    } else {
        "open it in the program that made it and save it as text (\"CSV UTF-8\" for a table)"
    };
    let name = path.file_name();
    Diagnostic::new(
        Code::NotText,
        Span::file(path),
        format!("this is {what} that is only called `{name}`, and no text"),
    )
    .help(help)
}

pub fn control_character(at: Span, c: char) -> Diagnostic {
    let (what, help) = match c {
        char::REPLACEMENT_CHARACTER => {
            ("the sign for a letter that was lost", "write the letter that was meant; it was lost in another program")
        }
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => (
            "an invisible character that turns the words after it around",
            "delete it; it often comes from pasting out of another program",
        ),
        _ => ("an invisible control character", "delete it; it often comes from pasting out of another program"),
    };
    Diagnostic::new(Code::NotText, at, format!("this file holds {what} (U+{:04X})", u32::from(c))).help(help)
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

/// Something stands above the first line `---` of a page.
pub fn before_front_matter(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "something stands above the fields of this page")
        .help("take out what stands above the first line `---`, so that the file begins with it")
}

/// A line of other signs where `---` belongs.
pub fn nearly_dashes(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "this line is nearly `---`, which stands above and below the fields")
        .help("write three hyphens, and nothing else: `---`")
}

/// Fields in the form of another program.
pub fn other_fields(at: Span, form: &str) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, format!("the fields of this page are written as {form}"))
        .help("write one field a line, such as `title: Podiatrist`, between two lines `---`")
}

/// A file of another program that is only named like a page.
pub fn other_file(at: Span, program: &str) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, format!("this is no text: it is {program}, whatever its name says"))
        .help("open it in that program, and copy its words into a new page")
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

/// A slip in YAML of which it is known what was meant, with other places that belong to it.
pub fn yaml_slip(at: Span, reason: &str, help: &str, also: impl Iterator<Item = (Span, &'static str)>) -> Diagnostic {
    let finding = yaml_syntax(at, reason, Some(help.to_string()));
    also.fold(finding, |finding, (span, words)| finding.label(span, words))
}

pub fn missing_field(at: Span, field: &str, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingField, at, format!("the field `{field}` is missing"))
        .help(format!("add `{field}:` – {what}"))
}

pub fn unknown_field(at: Span, field: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = did_you_mean(nearest).unwrap_or_else(|| format!("the fields here are: {known}"));
    Diagnostic::new(Code::UnknownField, at, format!("there is no field called `{field}` here")).help(help)
}

pub fn renamed_field(at: Span, field: &str, now: &str) -> Diagnostic {
    Diagnostic::new(Code::RenamedField, at, format!("the field `{field}` is now called `{now}`"))
        .help(format!("write `{now}:`; the old name is still read"))
}

pub fn field_under_both_names(at: Span, field: &str, now: &str) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateField,
        at,
        format!("`{field}` is the old name of `{now}`, which is written here too"),
    )
    .help(format!("keep `{now}`"))
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

pub fn unknown_folder(
    path: &SourcePath,
    folder: &str,
    nearest: Option<&str>,
    known: &str,
    others: usize,
) -> Diagnostic {
    let what = if others == 0 { "the file" } else { "its files" };
    let help = nearest
        .map(|name| format!("did you mean `content/{name}/`?"))
        .unwrap_or_else(|| format!("move {what} into one of: {known}"));
    let message = if folder.is_empty() {
        "this file is not in a folder that says what kind of page it is".to_string()
    } else {
        let these = match others {
            0 => "this is".to_string(),
            1 => "this and one other file are".to_string(),
            others => format!("this and {others} other files are"),
        };
        format!("`{folder}` is not a folder that Trellis knows, so it cannot tell what kind of page {these}")
    };
    Diagnostic::new(Code::UnknownFolder, Span::file(path), message).help(help)
}

pub fn unknown_table(path: &SourcePath, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = nearest.map_or_else(
        || format!("the tables are: {known}"),
        |name| format!("did you mean `content/{name}.{}`?", path.extension()),
    );
    let message = format!("`{}` is not the name of a table that Trellis knows", path.file_name());
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
            "take it out if it says the title once more; otherwise start it with `##`".to_string(),
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
    let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let instead = match name.to_ascii_lowercase().as_str() {
        "b" | "strong" => "write bold words between stars: `**words**`",
        "i" | "em" => "write them between single stars: `*words*`",
        "a" => "write a link as `[words](address)`",
        "img" => "write a picture as `![What it shows](../images/name.jpg)`",
        "iframe" | "video" | "audio" | "embed" | "object" => {
            "link to it in words: `[Watch the film about podiatry](https://...)`; what another website shows here would tell it of your visitors"
        }
        "details" | "summary" => "write a heading, `##`, with the text below it: all of it is shown",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
            "write a table with `|` between its cells, and a line `|---|---|` below the one that names the columns"
        }
        "h1" | "h2" | "h3" | "h4" => "begin a heading with `##` and a blank",
        "ul" | "ol" | "li" => "begin each item of a list with a hyphen and a blank: `- `",
        "p" | "div" | "span" | "font" | "center" | "u" | "section" => "take the tags out and keep the words",
        _ => "use Markdown, or allow HTML for the whole site with `raw_html: allow` in site.yaml",
    };
    Diagnostic::new(Code::RawHtml, at, format!("HTML is not allowed in text: `{tag}`")).help(instead)
}

pub fn unsafe_link(at: Span, target: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::UnsafeLink, at, format!("the link `{target}` {why}")).help(help)
}

pub fn image_alt(at: Span) -> Diagnostic {
    Diagnostic::new(Code::ImageAlt, at, "this image has no words for people who cannot see it")
        .help("write what it shows: `![A porter wheels a bed](photo.jpg)`; if it only decorates: `![](photo.jpg \"decorative\")`")
}

pub fn older_site(at: Span, written: &str, own: &str) -> Diagnostic {
    Diagnostic::new(Code::OtherVersion, at, format!("this was last brought up to Trellis {written}; this is {own}"))
        .help(format!("`trellis explain upgrade` says what to look at; when that is done, write `made_with: {own}`"))
}

pub fn newer_site(at: Span, written: &str, own: &str) -> Diagnostic {
    Diagnostic::new(Code::OtherVersion, at, format!("this is made for Trellis {written}, and this is {own}"))
        .help(format!("use Trellis {written} or a newer one: this one may not know all that is said here"))
}
