//! The page of a guide.

use std::sync::Arc;

use serde::Serialize;

use super::activities::BenchmarkLink;
use super::card::{About, Card, Link};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::kinds::Guide;
use crate::graph::Id;

/// So many guides before a guide, and so many after it, are named on its page.
const MOST_BESIDE: usize = 10;

#[derive(Debug, Serialize, Hash)]
pub struct GuideView {
    pub about: About,
    pub element: Option<&'static str>,
    pub audience: Arc<str>,
    pub interventions: Vec<Card>,
    /// Benchmarks that its interventions serve.
    pub benchmarks: Vec<BenchmarkLink>,
    pub assessments: Vec<Card>,
    pub partner_kinds: Vec<Card>,
    pub case_studies: Vec<Card>,
    pub see_also: Vec<Card>,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
    /// The guides around it in the list of all, for moving between them.
    pub guides: Vec<GuideItem>,
}

#[derive(Debug, Serialize, Hash)]
pub struct GuideItem {
    pub link: Link,
    pub is_here: bool,
}

impl Context<'_> {
    pub(crate) fn guide_page(&self, path: &str, id: Id<Guide>) -> PageView {
        let guide = self.graph.get(id);
        let here = self.graph.all::<Guide>().position(|other| other.id == id).unwrap_or(0);
        let guides = self
            .graph
            .all::<Guide>()
            .skip(here.saturating_sub(MOST_BESIDE))
            .take(2 * MOST_BESIDE + 1)
            .map(|other| GuideItem { link: self.link(path, other.id.node()), is_here: other.id == id });
        let view = GuideView {
            about: self.about(path, id.node()),
            element: guide.element.map(|element| element.as_str()),
            audience: guide.audience.clone(),
            interventions: self.cards(path, &guide.interventions),
            benchmarks: self.served_by(path, &guide.interventions),
            assessments: self.cards(path, &guide.assessments),
            partner_kinds: self.cards(path, &guide.partner_kinds),
            case_studies: self.cards(path, &guide.case_studies),
            see_also: self.cards_with_pages(path, &guide.see_also),
            framework: self.in_framework(path, id.node()),
            guides: guides.collect(),
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::Guide(Box::new(view)) }
    }
}
