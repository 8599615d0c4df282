//! Reading the rendered pages: the words of what can be wrong with one page.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// The same finding, said of all the pages that it was found on.
pub fn on_pages(mut finding: Diagnostic, pages: usize, such_as: &str) -> Diagnostic {
    let on = match pages {
        1 => format!(" (on {such_as})"),
        pages => format!(" (on {pages} pages, such as {such_as})"),
    };
    finding.message.push_str(&on);
    finding
}

pub fn no_page_title(at: Span) -> Diagnostic {
    Diagnostic::new(Code::PageTitle, at, "the page has no title with words in it")
        .help("write `<title>` with the page's name into the template's `<head>`")
}

pub fn several_page_titles(at: Span) -> Diagnostic {
    Diagnostic::new(Code::PageTitle, at, "the page has a second title").help("keep one `<title>` in the `<head>`")
}

pub fn same_page_title(at: Span, title: &str, other: &str) -> Diagnostic {
    Diagnostic::new(Code::PageTitle, at, format!("the page {other} has the same title: `{title}`"))
        .help("say in the title what makes this page another one, such as a place or a level")
}

pub fn no_language(at: Span) -> Diagnostic {
    Diagnostic::new(Code::PageLanguage, at, "the page does not say which language it is in")
        .help("write `<html lang=\"{{ page.site.language }}\">` in the template")
}

pub fn odd_language(at: Span, language: &str) -> Diagnostic {
    Diagnostic::new(Code::PageLanguage, at, format!("`{language}` is not the code of a language"))
        .help("write a code such as `en-GB`, `cy` or `ur`")
}

pub fn page_zoom(at: Span) -> Diagnostic {
    Diagnostic::new(Code::PageZoom, at, "the page stops people from making it larger")
        .help("write `<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">`")
}

pub fn no_main_heading(at: Span) -> Diagnostic {
    Diagnostic::new(Code::MainHeading, at, "the page has no `<h1>`, so nothing says what it is about")
        .help("put the page's name into one `<h1>`")
}

pub fn second_main_heading(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::MainHeading, at, "the page has a second `<h1>`")
        .help("make it an `<h2>`")
        .label(first, "the first is here")
}

pub fn hidden_main_heading(at: Span) -> Diagnostic {
    Diagnostic::new(Code::MainHeading, at, "the `<h1>` is hidden from people")
        .help("take out `hidden` or `aria-hidden`")
}

pub fn heading_order(at: Span, level: u8, before: u8) -> Diagnostic {
    Diagnostic::new(Code::HeadingOrder, at, format!("this heading of level {level} comes after one of level {before}"))
        .help(format!("use `<h{}>` here; its size is a matter for the stylesheet", before + 1))
}

pub fn no_main(at: Span) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, "the page has no `<main>`")
        .help("put what the page is about into one `<main>`")
}

pub fn second_main(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, "the page has a second `<main>`")
        .help("keep one `<main>`")
        .label(first, "the first is here")
}

pub fn no_header(at: Span) -> Diagnostic {
    missing_landmark(at, "header")
}

pub fn no_footer(at: Span) -> Diagnostic {
    missing_landmark(at, "footer")
}

#[track_caller]
fn missing_landmark(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, format!("the page has no `<{name}>` beside its `<main>`"))
        .help(format!("put what stands on every page there into one `<{name}>`"))
}

pub fn second_landmark(at: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, format!("the page has a second `<{name}>` beside its `<main>`"))
        .help("keep one, or put this one inside the section that it belongs to")
        .label(first, "the first is here")
}

pub fn nameless_nav(at: Span) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, "the page has several `<nav>`, and this one has no name")
        .help("add `aria-label` with a short name, such as `Breadcrumb`")
}

pub fn same_nav_name(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, format!("another `<nav>` of the page is called `{name}` too"))
        .help("give each `<nav>` a name of its own")
}

pub fn crumbs_outside_nav(at: Span) -> Diagnostic {
    Diagnostic::new(Code::Landmarks, at, "the breadcrumb is not inside a `<nav>`")
        .help("put it into `<nav aria-label=\"Breadcrumb\">`")
}

pub fn duplicate_page_id(at: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicatePageId, at, format!("the id `{id}` is on the page twice"))
        .help(
            "give each an id of its own, or take it out: a heading has one by itself. In the loop of a template, put the \
             name of the item into it",
        )
        .label(first, "the first is here")
}

pub fn duplicate_attribute(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateAttribute, at, format!("the attribute `{name}` is written twice in this tag"))
        .help("keep one; browsers read only the first")
}

pub fn broken_id_reference(at: Span, attribute: &str, id: &str) -> Diagnostic {
    Diagnostic::new(
        Code::BrokenIdReference,
        at,
        format!("`{attribute}` names `{id}`, but nothing on the page has that id"),
    )
    .help("write the id of an element that is always on the page, or take the attribute out")
}

pub fn label_for_no_control(at: Span, id: &str) -> Diagnostic {
    Diagnostic::new(Code::BrokenIdReference, at, format!("`for` names `{id}`, which is no control that takes a label"))
        .help("write the id of the `input`, `select` or `textarea` that the label is for")
}

pub fn misplaced_element(at: Span, name: &str, wanted: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedElement, at, format!("`<{name}>` stands outside of {wanted}"))
        .help(format!("put it inside {wanted}, or use another element"))
}

pub fn words_in_list(at: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedElement, at, "words stand in this list, and in none of its items")
        .help("put them into an item, or before the list")
}

pub fn nested_control(at: Span, inner: &str, outer: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedElement, at, format!("`<{inner}>` stands inside `<{outer}>`"))
        .help("put them side by side: what can be pressed must not hold what can be pressed")
}

pub fn no_summary(at: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedElement, at, "`<details>` does not begin with a `<summary>`")
        .help("say in a `<summary>` what will open")
}

pub fn nameless_element(at: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::NamelessElement, at, format!("this {what} has no words"))
        .help("write words into it, or take it out")
}

pub fn label_mismatch(at: Span, label: &str, words: &str) -> Diagnostic {
    Diagnostic::new(Code::LabelMismatch, at, format!("people see `{words}`, but hear `{label}`"))
        .help("take `aria-label` out, or let it hold the words that people see")
}

pub fn unlabelled_control(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnlabelledControl, at, format!("this `<{name}>` has no label"))
        .help("write a `<label>` with words, and the control's id in its `for`")
}

pub fn no_legend(at: Span) -> Diagnostic {
    Diagnostic::new(Code::UnlabelledControl, at, "this group of controls has no name")
        .help("begin the `<fieldset>` with a `<legend>` that asks the question")
}

pub fn ungrouped_choices(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnlabelledControl, at, format!("the choices `{name}` are not in a group with a name"))
        .help("put them into one `<fieldset>` with a `<legend>`")
}

pub fn no_caption(at: Span) -> Diagnostic {
    Diagnostic::new(Code::TableStructure, at, "this table has no caption")
        .help("write a heading above the table, which becomes its caption; a table of HTML begins with `<caption>`")
}

pub fn no_table_headers(at: Span) -> Diagnostic {
    Diagnostic::new(Code::TableStructure, at, "this table has no header cells")
        .help("say in its first line what each column is called; in a table of HTML, with `<th scope=\"col\">`")
}

pub fn no_scope(at: Span) -> Diagnostic {
    Diagnostic::new(Code::TableStructure, at, "this header cell does not say what it is the header of")
        .help("add `scope=\"col\"` or `scope=\"row\"`")
}

pub fn no_row_header(at: Span) -> Diagnostic {
    Diagnostic::new(Code::TableStructure, at, "this row of the table has no header cell")
        .help("say in its first cell what the row is about; in a table of HTML, with `<th scope=\"row\">`")
}

pub fn no_image_text(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::ImageText, at, format!("this `<{name}>` has no words for people who cannot see it"))
        .help("say in `alt` what it shows; write `alt=\"\"` if it only decorates")
}

pub fn no_drawing_name(at: Span) -> Diagnostic {
    Diagnostic::new(Code::ImageText, at, "this drawing says that it is an image, but has no name")
        .help("add `aria-label`, or `aria-hidden=\"true\"` if it only decorates")
}

#[track_caller]
pub fn junk_alt(at: Span, why: &str) -> Diagnostic {
    Diagnostic::new(Code::JunkAlt, at, format!("the words for this picture {why}"))
        .help("say what it shows, as you would on the telephone; one or two sentences are enough")
}

pub fn frame_title(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrameTitle, at, "this frame has no title")
        .help("say in `title` what it shows, or link to it instead")
}

#[track_caller]
pub fn media_text(at: Span, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MediaText, at, format!("this `<{name}>` has no {what}"))
        .help("people who cannot hear or see it need its words: add them, or link to a page that has them")
}

pub fn moving_content(at: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::MovingContent, at, what)
        .help("let people start things themselves, and give them a link to go on")
}

pub fn focus_order(at: Span, number: &str) -> Diagnostic {
    Diagnostic::new(Code::FocusOrder, at, format!("`tabindex=\"{number}\"` pulls this out of the order of the page"))
        .help("take it out, and put the element where people should meet it")
}

pub fn hidden_focus(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FocusOrder,
        at,
        format!("keyboards reach this `<{name}>`, but `aria-hidden` hides it from people who listen"),
    )
    .help("take `aria-hidden` out of the element around it")
}

pub fn inline_handler(at: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::InlineHandler, at, format!("`{name}` runs a script from inside a tag"))
        .help("put it into a file below `static/`, and let that file look for the element")
}

/// One of two links that say the same.
#[derive(Debug)]
pub struct Clashing<'a> {
    pub address: &'a str,
    pub at: Span,
    pub words: Span,
}

pub fn link_text_clash(words: &str, [first, second]: [Clashing<'_>; 2]) -> Diagnostic {
    let message = format!("`{words}` leads to two places: `{}` and `{}`", first.address, second.address);
    Diagnostic::new(Code::LinkTextClash, second.at, message)
        .help("say in the words of each link where it leads")
        .label(second.words, "these are the words")
        .label(first.words, "here they are for the first time")
        .label(first.at, "which leads here")
}
