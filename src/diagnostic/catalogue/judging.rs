//! Judging the graph and planning the pages: the words of what can be wrong.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

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

/// `more` are other places of the same entry.
/// What a form of a draft says beside a value that nobody has looked at.
pub fn stand_in(at: Span) -> Diagnostic {
    let message = "this only stands in for what is right; change it, or leave it if it is right";
    Diagnostic { severity: Severity::Warning, ..Diagnostic::new(Code::Unfinished, at, message) }
}

pub fn unfinished(at: Span, mark: &str, more: usize) -> Diagnostic {
    let rest = match more {
        0 => String::new(),
        1 => ", and once more below".into(),
        more => format!(", and {more} times more below"),
    };
    Diagnostic::new(Code::Unfinished, at, format!("`{mark}` still stands here{rest}"))
        .help("write what belongs here, or take the line out; until then, `draft: true` keeps the page off the site")
}

pub fn former_id(at: Span, id: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Code::FormerId, at, format!("the former id `{id}` {why}")).help(
        "write the old name, such as `project-choice` or `about/our-team`, or the old address from the root of the \
             site, such as `/careers/podiatry.html`",
    )
}

/// A name that would be a file and a folder.
pub fn folder_collision(at: Span, file: &str, other: &str) -> Diagnostic {
    let message = format!("`{file}` cannot be a file and a folder: this and {other} cannot both be there");
    Diagnostic::new(Code::AddressCollision, at, message).help("rename one of them")
}

pub fn address_collision(at: Span, address: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::AddressCollision, at, format!("two things want the address `{address}`: this and {other}"))
        .help("rename one of them")
}
