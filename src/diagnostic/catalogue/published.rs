//! Reading the rendered pages: the words of what can be wrong between pages, and in what pages load.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn broken_page_link(at: Span, href: &str) -> Diagnostic {
    Diagnostic::new(Code::BrokenPageLink, at, format!("`{href}` leads to nothing on this site"))
        .help("write the address of a page or file that is there; in a template, begin with `{{ page.root }}`")
}

pub fn broken_page_fragment(at: Span, href: &str) -> Diagnostic {
    Diagnostic::new(Code::BrokenPageLink, at, format!("`{href}` leads to a part that is not on that page"))
        .help("write the id of an element of that page after the `#`")
}

pub fn moved_base(at: Span) -> Diagnostic {
    Diagnostic::new(Code::BrokenPageLink, at, "`<base>` turns every link of the page into another")
        .help("take it out, and begin addresses with `{{ page.root }}`")
}

pub fn third_party(at: Span, host: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ThirdParty,
        at,
        format!("this loads something from `{host}`, which then knows about every visitor"),
    )
    .help("put the file into the site itself, or link to it")
}

pub fn embedded_elsewhere(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::ThirdParty, at, format!("this `<{name}>` holds a page that nobody has checked"))
        .help("link to it instead")
}

#[track_caller]
pub fn form_sends(at: Span, how: &str) -> Diagnostic {
    Diagnostic::new(Code::SendsData, at, format!("this {how}"))
        .help("let a script of the page answer, or link to a page of those who ask")
}

pub fn script_sends(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::SendsData, at, format!("`{word}` in a script can send what visitors do to others"))
        .help("ship what the script needs as a file that it loads by `<script src>`")
}

pub fn cookie(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Cookie,
        at,
        format!("`{word}` keeps something about visitors that is sent along with each page"),
    )
    .help("keep what visitors ask for in `localStorage`, which is never sent, and say so beside the button")
}

pub fn page_weight(at: Span, bytes: u64, most: u64) -> Diagnostic {
    let (kilobytes, most) = (bytes.div_ceil(1000), most / 1000);
    let message = format!("the page, its styles and its scripts have more than {most} kB together");
    let help = format!("they have {kilobytes} kB: show less on one page, or split a long list");
    Diagnostic::new(Code::PageWeight, at, message).help(help)
}

pub fn theme_style(at: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeStyle, at, what).help(help)
}
