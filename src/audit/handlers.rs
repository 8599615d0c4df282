//! Scripts are in files, where they can be read and checked, and never in attributes or addresses.

use super::attributes;
use super::document::Document;
use super::names::Name;
use crate::diagnostic::{Diagnostic, catalogue};

/// Attributes whose address a browser follows or loads.
const ADDRESSES: [Name; 5] = [Name::Href, Name::Src, Name::Action, Name::Formaction, Name::XlinkHref];

pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for element in page.elements() {
        for attribute in element.attributes() {
            let name = attributes::name(element, attribute.at.start);
            let is_handler = attribute.name == Name::Other
                && name.len() > 2
                && name.as_bytes()[..2].eq_ignore_ascii_case(b"on")
                && name.bytes().all(|b| b.is_ascii_alphabetic());
            let is_script = ADDRESSES.contains(&attribute.name) && is_script_address(page.read(attribute.value));
            if is_handler || is_script {
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
