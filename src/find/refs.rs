//! Every place that mentions an entry.

use super::Survey;
use crate::entry::Entry;
use crate::entry::fields::FieldPart;
use crate::entry::locate::Step;
use crate::graph::{Mention, MentionPlace};
use crate::source::Span;

/// One place that mentions an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    pub span: Span,
    /// The field it is in, such as `leads_to`; none in a text.
    pub field: Option<String>,
    /// Whether a name is used that the entry had before.
    pub is_former: bool,
}

/// Every place that mentions an entry, by file and line. What rows of a table share is one place.
pub fn occurrences(number: u32, survey: &Survey<'_>) -> Vec<Occurrence> {
    let mut places: Vec<Occurrence> = survey
        .mentions
        .iter()
        .filter(|mention| mention.to == number)
        .filter_map(|mention| occurrence(mention, survey))
        .collect();
    places.sort();
    places.dedup();
    places
}

/// Every place that mentions an entry, each with the number of the entry that it is in, by file and line.
pub fn occurrences_by_entry(number: u32, survey: &Survey<'_>) -> Vec<(u32, Occurrence)> {
    let own = survey.mentions.iter().filter(|mention| mention.to == number);
    let mut places: Vec<_> = own.filter_map(|mention| Some((mention.from, occurrence(mention, survey)?))).collect();
    places.sort_by(|(_, one), (_, other)| one.cmp(other));
    places
}

/// Where a mention stands.
pub fn occurrence(mention: &Mention, survey: &Survey<'_>) -> Option<Occurrence> {
    let entry = survey.entry(mention.from);
    let is_former = mention.is_former;
    Some(match mention.place {
        MentionPlace::Field(site) => {
            let steps = entry.reference_path(survey.text(&entry.path), site);
            let span = entry.locate(survey.text(&entry.path), &steps, FieldPart::Value);
            Occurrence { span, field: Some(field(&steps)), is_former }
        }
        MentionPlace::Text(link) => Occurrence { span: link_span(entry, link)?, field: None, is_former },
    })
}

/// The bytes of a whole link.
fn link_span(entry: &Entry, link: u32) -> Option<Span> {
    let span = &entry.body.links.get(link as usize)?.span;
    Some(Span::new(&entry.path, span.start as usize..span.end as usize))
}

/// The name of the outermost field.
fn field(steps: &[Step]) -> String {
    let name = |step: &Step| match step {
        Step::Field(name) | Step::Again(name, _) => Some(name.to_string()),
        Step::Item(_) => None,
    };
    steps.iter().find_map(name).unwrap_or_default()
}
