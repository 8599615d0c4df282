//! Every control has a label, and every group of choices a name.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use rustc_hash::{FxHashMap, FxHashSet};

use super::accessible_name::{has_name, is_labelled};
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let controls: Vec<Element<'_>> = page.elements().filter(|element| needs_label(*element)).collect();
    if !controls.is_empty() {
        let labelled: FxHashSet<&str> =
            page.all(Tag::Label).filter(|label| has_name(*label)).filter_map(|label| label.get(Name::For)).collect();
        for control in &controls {
            let by_id = control.get(Name::Id).is_some_and(|id| labelled.contains(id));
            let around = || control.ancestors().any(|around| around.tag() == Tag::Label && has_name(around));
            if !by_id && !around() && !is_labelled(*control) {
                found.push(catalogue::unlabelled_control(control.span(), control.tag().as_str()));
            }
        }
        choices(&controls, found);
    }
    for group in page.all(Tag::Fieldset).filter(|group| !is_labelled(*group)) {
        if !group.children().any(|child| child.tag() == Tag::Legend && has_name(child)) {
            found.push(catalogue::no_legend(group.span()));
        }
    }
}

/// Choices of which people take one belong together.
fn choices(controls: &[Element<'_>], found: &mut Vec<Diagnostic>) {
    let mut first: FxHashMap<&str, Element<'_>> = FxHashMap::default();
    for choice in controls.iter().filter(|control| control.is(Name::Type, "radio")) {
        let in_group = choice.ancestors().any(|around| {
            around.tag() == Tag::Fieldset || around.is(Name::Role, "group") || around.is(Name::Role, "radiogroup")
        });
        let Some(name) = choice.get(Name::Called).filter(|_| !in_group) else { continue };
        if first.insert(name, *choice).is_some() {
            found.push(catalogue::ungrouped_choices(choice.span(), name));
        }
    }
}

fn needs_label(element: Element<'_>) -> bool {
    match element.tag() {
        Tag::Select | Tag::Textarea => true,
        Tag::Input => {
            let kind = element.get(Name::Type).unwrap_or("").to_ascii_lowercase();
            !matches!(kind.as_str(), "hidden" | "submit" | "reset" | "button" | "image")
        }
        _ => false,
    }
}

/// Whether a `label` may be for this element.
pub(super) fn takes_label(element: Element<'_>) -> bool {
    match element.tag() {
        Tag::Input => !element.is(Name::Type, "hidden"),
        Tag::Select | Tag::Textarea | Tag::Button => true,
        // `output`, `meter`, `progress` and elements of scripts.
        Tag::Other => true,
        _ => false,
    }
}
