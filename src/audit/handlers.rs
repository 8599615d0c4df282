//! Scripts are in files, where they can be read and checked, and never in attributes or addresses.

use super::attributes;
use super::document::Document;
use super::names::{Name, Set};
use crate::diagnostic::{Diagnostic, catalogue};

/// Attributes whose address a browser follows or loads.
const ADDRESSES: Set = Name::Href
    .bit()
    .with(Name::Src.bit())
    .with(Name::Action.bit())
    .with(Name::Formaction.bit())
    .with(Name::XlinkHref.bit());

const WATCHED: Set = ADDRESSES.with(Name::Handler.bit());

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.with(WATCHED) {
        for attribute in element.attributes() {
            let is_script = || ADDRESSES.meets(attribute.name.bit()) && is_script_address(page.read(attribute.value));
            if attribute.name == Name::Handler || is_script() {
                let name = attributes::name(element, attribute.at.start);
                found.push(catalogue::inline_handler(element.span(), name));
            }
        }
    }
}

/// Browsers pass over blanks and control characters in front of and inside `javascript:`.
fn is_script_address(address: &str) -> bool {
    let mut letters = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    "javascript:".chars().all(|wanted| letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&wanted)))
}
