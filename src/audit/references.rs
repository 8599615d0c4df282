//! What names an id names one that is on the page.
#![expect(clippy::wildcard_enum_match_arm, reason = "HTML has more elements and attributes than a rule names")]

use rustc_hash::FxHashMap;

use super::controls::takes_label;
use super::document::{Document, Element};
use super::names::{Name, Set, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

/// Attributes that hold ids, many of them with blanks between.
const REFERENCES: Set = Name::AriaActivedescendant
    .bit()
    .with(Name::AriaControls.bit())
    .with(Name::AriaDescribedby.bit())
    .with(Name::AriaDetails.bit())
    .with(Name::AriaErrormessage.bit())
    .with(Name::AriaFlowto.bit())
    .with(Name::AriaLabelledby.bit())
    .with(Name::AriaOwns.bit())
    .with(Name::For.bit())
    .with(Name::Form.bit())
    .with(Name::Headers.bit())
    .with(Name::List.bit());

/// The ids in a value: one, or as many as the attribute may hold.
fn ids_in(name: Name, value: &str) -> Vec<&str> {
    match name {
        Name::For | Name::Form | Name::List | Name::AriaActivedescendant | Name::AriaErrormessage => {
            Some(value).filter(|value| !value.is_empty()).into_iter().collect()
        }
        _ => value.split_ascii_whitespace().collect(),
    }
}

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut ids: Option<FxHashMap<&str, Element<'_>>> = None;
    let known = || page.with(Name::Id.bit()).filter_map(|element| Some((element.get(Name::Id)?, element))).collect();
    for element in page.with(REFERENCES) {
        for attribute in element.attributes().iter().filter(|attribute| REFERENCES.meets(attribute.name.bit())) {
            for id in ids_in(attribute.name, page.read(attribute.value)) {
                match ids.get_or_insert_with(known).get(id) {
                    None => found.push(catalogue::broken_id_reference(element.span(), attribute.name.as_str(), id)),
                    Some(control)
                        if element.tag() == Tag::Label && attribute.name == Name::For && !takes_label(*control) =>
                    {
                        found.push(catalogue::label_for_no_control(element.span(), id));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}
