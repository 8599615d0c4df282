//! People who listen can go straight to the parts of a page: one `main`, one header, one footer, and navigation with
//! names.

use super::accessible_name::{given_name, sound};
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Span;

/// Classes by which breadcrumbs are known.
const CRUMBS: [&str; 3] = ["breadcrumb", "breadcrumbs", "crumbs"];

/// Tells that a page lacks something.
type Missing = fn(Span) -> Diagnostic;

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut mains = page.all(Tag::Main).filter(|main| !main.has(Name::Hidden));
    match mains.next() {
        None => found.push(catalogue::no_main(page.whole())),
        Some(first) => found.extend(mains.map(|main| catalogue::second_main(main.span(), first.span()))),
    }
    for (tag, missing) in [(Tag::Header, catalogue::no_header as Missing), (Tag::Footer, catalogue::no_footer)] {
        let mut landmarks = page.all(tag).filter(|element| is_of_the_page(*element));
        let Some(first) = landmarks.next() else {
            found.push(missing(page.whole()));
            continue;
        };
        found.extend(landmarks.map(|second| catalogue::second_landmark(second.span(), tag.as_str(), first.span())));
    }
    names_of_navigation(page, found);
    crumbs(page, found);
}

/// Whether a header or footer belongs to the page as a whole.
fn is_of_the_page(element: Element<'_>) -> bool {
    !element.ancestors().any(|around| {
        matches!(around.tag(), Tag::Main | Tag::Article | Tag::Aside | Tag::Nav | Tag::Section | Tag::Blockquote)
    })
}

fn names_of_navigation(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let navs: Vec<Element<'_>> = page.all(Tag::Nav).collect();
    if navs.len() < 2 {
        return;
    }
    let mut known: Vec<String> = Vec::new();
    for nav in navs {
        match given_name(nav) {
            None => found.push(catalogue::nameless_nav(nav.span())),
            Some(name) => {
                let heard = sound(&name);
                if known.contains(&heard) {
                    found.push(catalogue::same_nav_name(nav.span(), &name));
                }
                known.push(heard);
            }
        }
    }
}

fn crumbs(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let may_hold = |tag: Tag| matches!(tag, Tag::Ol | Tag::Ul | Tag::Div | Tag::P);
    for element in page.with(Name::Class.bit()).filter(|element| may_hold(element.tag())) {
        let is_named = element
            .get(Name::Class)
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|class| CRUMBS.contains(&class)));
        if is_named && !element.is_inside(Tag::Nav) && !element.inside().any(|inner| inner.tag() == Tag::Nav) {
            found.push(catalogue::crumbs_outside_nav(element.span()));
        }
    }
}
