//! Elements that mean something only inside another stand there, and what can be pressed holds nothing else that can.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use super::accessible_name::has_words;
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        if let Some((parents, wanted)) = home(element.tag())
            && !element.parent().is_some_and(|parent| is_home(element, parent, parents))
        {
            found.push(catalogue::misplaced_element(element.span(), element.tag().as_str(), wanted));
        }
        if is_pressed(element)
            && let Some(outer) = element.ancestors().find(|around| matches!(around.tag(), Tag::A | Tag::Button))
        {
            found.push(catalogue::nested_control(element.span(), element.tag().as_str(), outer.tag().as_str()));
        }
        if element.tag() == Tag::Details && element.children().next().is_none_or(|first| first.tag() != Tag::Summary) {
            found.push(catalogue::no_summary(element.span()));
        }
    }
    bare_texts(page, found);
}

/// What an element must stand right inside of, and how that is said.
fn home(tag: Tag) -> Option<(&'static [Tag], &'static str)> {
    Some(match tag {
        Tag::Summary => (&[Tag::Details], "`<details>`"),
        Tag::Legend => (&[Tag::Fieldset], "`<fieldset>`"),
        Tag::Caption => (&[Tag::Table], "`<table>`"),
        Tag::Figcaption => (&[Tag::Figure], "`<figure>`"),
        Tag::Li => (&[Tag::Ul, Tag::Ol, Tag::Menu], "a list"),
        Tag::Dt | Tag::Dd => (&[Tag::Dl, Tag::Div], "`<dl>`"),
        Tag::Tr => (&[Tag::Table, Tag::Thead, Tag::Tbody, Tag::Tfoot], "`<table>`"),
        Tag::Td | Tag::Th => (&[Tag::Tr], "a row of a table"),
        Tag::Option => (&[Tag::Select, Tag::Optgroup, Tag::Other], "`<select>`"),
        _ => return None,
    })
}

fn is_home(element: Element<'_>, parent: Element<'_>, homes: &[Tag]) -> bool {
    let in_group = || parent.tag() != Tag::Div || parent.parent().is_some_and(|around| around.tag() == Tag::Dl);
    homes.contains(&parent.tag()) && (!matches!(element.tag(), Tag::Dt | Tag::Dd) || in_group())
}

fn is_pressed(element: Element<'_>) -> bool {
    match element.tag() {
        Tag::A => element.has(Name::Href),
        Tag::Button | Tag::Select | Tag::Textarea | Tag::Details | Tag::Iframe => true,
        Tag::Input => !element.is(Name::Type, "hidden"),
        _ => false,
    }
}

/// Lists hold items and nothing else.
fn bare_texts(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for list in page.elements().filter(|element| matches!(element.tag(), Tag::Ul | Tag::Ol | Tag::Dl)) {
        let allowed = |child: &Element<'_>| match child.tag() {
            Tag::Li => list.tag() != Tag::Dl,
            Tag::Dt | Tag::Dd | Tag::Div => list.tag() == Tag::Dl,
            Tag::Script | Tag::Template => true,
            _ => false,
        };
        if let Some(child) = list.children().find(|child| !allowed(child)) {
            found.push(catalogue::misplaced_element(child.span(), child.name(), "an item of the list around it"));
        }
        let own = |(parent, text): (Element<'_>, &str)| parent == list && has_words(text);
        if list.texts().any(own) {
            found.push(catalogue::words_in_list(list.span()));
        }
    }
}
