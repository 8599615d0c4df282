//! Linking the files together: the words of what can be wrong.

use super::{did_you_mean, with_article};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

pub fn duplicate_id(at: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateId, at, format!("there are two {kind} called `{id}`"))
        .label(first, "the first is here")
        .help("give one of them another name")
}

/// What may be meant by a name that nothing has.
#[derive(Debug)]
pub enum Instead<'a> {
    /// A name that is like it, and its file.
    Near(&'a str, &'a SourcePath),
    /// One of a few.
    OneOf(Vec<String>),
    /// One of the many rows of a table, by its path.
    Row(String),
    /// One of many files.
    File,
}

pub fn unknown_reference(at: Span, kind: &str, found: &str, instead: Instead<'_>) -> Diagnostic {
    let help = match instead {
        Instead::Near(name, path) => format!("did you mean `{name}` ({path})?"),
        Instead::OneOf(names) => format!("write one of: {}", names.join(", ")),
        Instead::Row(table) => format!("write the `id` of a row of {table}, or add that row"),
        Instead::File => "write the file's name without `.md`, or add that file".into(),
    };
    Diagnostic::new(Code::UnknownReference, at, format!("no {kind} is called `{found}`")).help(help)
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

pub fn hidden_reference(at: Span, found: &str, why: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::HiddenReference, at, format!("`{found}` is not on the site: {why}"))
        .help(format!("visitors see no link to it; {help}"))
}

/// A link to a list of `kinds` that has nothing on it.
pub fn empty_list(at: Span, kinds: &str) -> Diagnostic {
    Diagnostic::new(Code::HiddenReference, at, format!("the list of {kinds} has no page: there is nothing on it"))
        .help("visitors see the words without a link; take the link out, or add what the list is for")
}

/// A link to a place or a kind of partner that nothing has to do with.
pub fn empty_page(at: Span, found: &str) -> Diagnostic {
    Diagnostic::new(Code::HiddenReference, at, format!("`{found}` has no page: nothing on the site belongs to it"))
        .help("visitors see the words without a link; take the link out, or name it where something belongs to it")
}

pub fn broken_link(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(Code::BrokenLink, at, format!("this link goes nowhere: there is no file `{target}`"))
        .maybe_help(did_you_mean(nearest).or_else(|| {
            Some("link to a Markdown file of this site, such as `../roles/podiatrist.md`, or to a folder such as `../roles/`".into())
        }))
}

/// An address outside the site of which the beginning is missing: it reads as the name of a file.
pub fn half_address(at: Span, target: &str, whole: &str) -> Diagnostic {
    let scheme =
        if whole.starts_with("https") { "https://" } else { whole.split_inclusive(':').next().unwrap_or(whole) };
    Diagnostic::new(Code::BrokenLink, at, format!("`{scheme}` is missing in front of `{target}`"))
        .help(format!("write `{whole}`"))
}

pub fn broken_anchor(at: Span, target: &str, anchor: &str, nearest: Option<&str>, known: &str) -> Diagnostic {
    let help = did_you_mean(nearest).unwrap_or_else(|| format!("its sections are: {known}"));
    Diagnostic::new(Code::BrokenAnchor, at, format!("{target} has no section `#{anchor}`")).help(help)
}

pub fn missing_image(at: Span, target: &str, nearest: Option<&str>) -> Diagnostic {
    Diagnostic::new(Code::MissingImage, at, format!("there is no image `{target}`"))
        .maybe_help(did_you_mean(nearest).or_else(|| Some("put the image into the `content` folder".into())))
}
