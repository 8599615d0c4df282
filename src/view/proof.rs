//! What a site may say of itself because the build has proved it.
//!
//! A fact stands only if every finding that would make it false stops the build: a site on which it is false is then
//! never published. Where an owner has made such a finding a warning or silenced it, the page says that this was not
//! checked. The words are the theme's: `fact-` and the name of the fact, and `unchecked-` and its name.

use serde::Serialize;

use crate::config::Config;
use crate::diagnostic::Code;
use crate::entry::kinds::Statement;

/// A fact, and the findings that would each make it false.
type Fact = (&'static str, &'static [Code]);

const PRIVACY: &[Fact] = &[
    ("cookies", &[Code::Cookie, Code::InlineHandler, Code::ThirdParty]),
    ("third-party", &[Code::ThirdParty]),
    ("sends", &[Code::SendsData, Code::InlineHandler, Code::ThirdParty]),
];

const ACCESSIBILITY: &[Fact] = &[
    ("title", &[Code::PageTitle]),
    ("language", &[Code::PageLanguage]),
    ("headings", &[Code::MainHeading, Code::HeadingOrder, Code::HeadingLevel]),
    ("landmarks", &[Code::Landmarks]),
    ("links", &[Code::BrokenPageLink, Code::BrokenLink, Code::BrokenAnchor]),
    ("names", &[Code::NamelessElement, Code::LabelMismatch]),
    ("controls", &[Code::UnlabelledControl]),
    ("tables", &[Code::TableStructure]),
    ("pictures", &[Code::ImageText, Code::ImageAlt]),
    ("media", &[Code::MediaText, Code::FrameTitle]),
    ("motion", &[Code::MovingContent]),
    ("focus", &[Code::FocusOrder]),
    ("zoom", &[Code::PageZoom]),
    ("colours", &[Code::UnreadableColour]),
    ("markup", &[Code::DuplicatePageId, Code::BrokenIdReference, Code::DuplicateAttribute, Code::MisplacedElement]),
];

/// What a page says that the build has checked.
#[derive(Debug, Serialize, Hash)]
pub struct Proof {
    /// `privacy` or `accessibility`.
    pub of: &'static str,
    /// Facts that hold on every page, or the site would not have been published.
    pub checked: Vec<&'static str>,
    /// Facts that this build does not answer for.
    pub unchecked: Vec<&'static str>,
}

/// What a site's settings let it say.
pub(super) fn proof(config: &Config, of: Statement) -> Proof {
    let facts = match of {
        Statement::Privacy => PRIVACY,
        Statement::Accessibility => ACCESSIBILITY,
    };
    let is_proved = |fact: &&Fact| fact.1.iter().all(|code| config.enforces(*code));
    let (checked, unchecked): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(is_proved);
    let names = |facts: Vec<&Fact>| facts.into_iter().map(|fact| fact.0).collect();
    Proof { of: of.as_str(), checked: names(checked), unchecked: names(unchecked) }
}

/// Whether the build answers for everything that a site says about privacy.
pub(super) fn keeps_private(config: &Config) -> bool {
    proof(config, Statement::Privacy).unchecked.is_empty()
}
