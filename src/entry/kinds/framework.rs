//! The Framework: stages, and domains with their numbered items.
//!
//! An item that could not be read is kept as `missing`, so that an owner who holds the document can fill it in and
//! nobody takes our words for the Framework's.

use super::super::fields::Reader;
use super::super::phase::To;
use super::super::record::{choice, record};
use super::super::values::Text;
use super::PayBand;

record! {
    /// A stage of the Framework, or one that this site adds so that the whole path can be seen.
    Stage {
        /// its place on the path, from 0
        order: u32 where within(0, 1_000),
        /// whether the Framework itself has this stage
        in_framework: bool,
        /// other names for it
        also_called: Vec<Text>,
        /// usual education
        education: Option<Text>,
        /// usual experience
        experience: Option<Text>,
        /// how the person is supervised
        supervision: Option<Text>,
        /// pay bands that are common, though the Framework sets none
        usual_bands: Vec<To<P, PayBand>>,
    }
}

choice! {
    /// Whether we could read an item.
    ItemStatus {
        Found = "found",
        Missing = "missing",
    }
}

record! {
    /// One numbered item of a domain, at one stage.
    DomainItem {
        /// its number, such as `1.1`
        number: Text,
        /// the stage it is for
        stage: To<P, Stage>,
        /// what it is about
        label: Text,
        /// what it asks for, in your own words
        text: Option<Text>,
        /// `found`, or `missing` if you could not read it
        status: ItemStatus,
        /// what to know about it
        note: Option<Text>,
    }
    judge found_items_have_text
}

fn found_items_have_text(item: &DomainItem, reader: &mut Reader) {
    if item.status == ItemStatus::Found && item.text.is_none() {
        reader
            .invalid("this item is `found` but has no `text`", Some("write `text:`, or say `status: missing`".into()));
    }
}

record! {
    /// A domain of the Framework.
    Domain {
        /// its number, 1 to 8
        number: u32 where within(1, 8),
        /// its items, stage by stage
        items: Vec<DomainItem<P>>,
    }
}
