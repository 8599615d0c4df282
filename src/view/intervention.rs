//! The page of an intervention.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::kinds::{CaseStudy, Guide, Intervention, Partner};
use crate::graph::Id;

#[derive(Debug, Serialize, Hash)]
pub struct InterventionView {
    pub about: About,
    pub element: &'static str,
    pub audience: Vec<Arc<str>>,
    pub what_it_is: Arc<str>,
    pub why_it_works: Option<Arc<str>>,
    pub ahp_idea: Arc<str>,
    pub benchmarks: Vec<Card>,
    pub partner_kinds: Vec<Card>,
    pub routes: Vec<Card>,
    pub programmes: Vec<Card>,
    pub activity: Vec<Arc<str>>,
    pub worksheet: Vec<Arc<str>>,
    pub effort: Option<Arc<str>>,
    pub partners: Vec<Card>,
    pub stories: Vec<Card>,
    pub guides: Vec<Card>,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
}

impl Context<'_> {
    pub(crate) fn intervention_page(&self, path: &str, id: Id<Intervention>) -> PageView {
        let intervention = self.graph.get(id);
        let node = id.node();
        let view = InterventionView {
            about: self.about(path, node),
            element: intervention.element.as_str(),
            audience: intervention.audience.0.clone(),
            what_it_is: intervention.what_it_is.clone(),
            why_it_works: intervention.why_it_works.clone(),
            ahp_idea: intervention.ahp_idea.clone(),
            benchmarks: self.cards(path, &intervention.benchmarks),
            partner_kinds: self.cards(path, &intervention.partner_kinds),
            routes: self.cards(path, &intervention.routes),
            programmes: self.cards(path, &intervention.programmes),
            activity: intervention.activity.clone(),
            worksheet: intervention.worksheet.clone(),
            effort: intervention.effort.clone(),
            partners: self.referring::<Partner>(path, node),
            stories: self.referring::<CaseStudy>(path, node),
            guides: self.referring::<Guide>(path, node),
            framework: self.in_framework(path, node),
        };
        PageView { page: self.entry_frame(path, node), view: View::Intervention(Box::new(view)) }
    }
}
