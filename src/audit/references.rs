//! What names an id names one that is on the page.

use rustc_hash::FxHashMap;

use super::controls::takes_label;
use super::document::{Document, Element};
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};

/// Attributes that hold ids, many of them with blanks between.
const REFERENCES: [Name; 12] = [
    Name::AriaActivedescendant,
    Name::AriaControls,
    Name::AriaDescribedby,
    Name::AriaDetails,
    Name::AriaErrormessage,
    Name::AriaFlowto,
    Name::AriaLabelledby,
    Name::AriaOwns,
    Name::For,
    Name::Form,
    Name::Headers,
    Name::List,
];

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let mut ids: Option<FxHashMap<&str, Element<'_>>> = None;
    let known = || page.elements().filter_map(|element| Some((element.get(Name::Id)?, element))).collect();
    for element in page.elements() {
        for attribute in element.attributes().iter().filter(|attribute| REFERENCES.contains(&attribute.name)) {
            for id in page.read(attribute.value).split_ascii_whitespace() {
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
