//! The page of a profession with its ladder, and its pack for printing.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::diagram::Diagram;
use super::figure::Told;
use super::next_steps::NextStepView;
use super::role::RoleView;
use super::{Context, PageView, View};
use crate::entry::kinds::{Profession, Role, StageGap, keys};
use crate::graph::{Id, Meant};
use crate::permalink::Permalink;

#[derive(Debug, Serialize, Hash)]
pub struct ProfessionView {
    pub about: About,
    pub drawing: Option<String>,
    pub regulator: Arc<str>,
    pub regulator_url: Option<Arc<str>>,
    pub body_name: Option<Arc<str>>,
    pub body_url: Option<Arc<str>>,
    pub protected_titles: Vec<Arc<str>>,
    pub interests: Vec<Link>,
    /// What figures tell of it.
    pub figures: Vec<Told>,
    pub registered: Vec<Card>,
    pub support: Vec<Card>,
    pub ladder: Diagram,
    /// Stages at which no role is known, each with the reason.
    pub gaps: Vec<Gap>,
    /// The ladder on a page of its own.
    pub ladder_href: String,
    pub pack_href: String,
}

/// A stage at which no role of a profession is known.
#[derive(Debug, Serialize, Hash)]
pub struct Gap {
    pub stage: Link,
    pub because: Arc<str>,
}

/// All roles of a profession, one after the other, for printing.
#[derive(Debug, Serialize, Hash)]
pub struct PackView {
    pub about: About,
    pub roles: Vec<RoleView>,
    /// What readers can do now, whichever of the roles they like.
    pub next_steps: Vec<NextStepView>,
}

/// Where a profession's ladder is.
pub fn ladder_path(id: &str) -> String {
    format!("pathways/professions/{id}.html")
}

/// Where a profession's pack for printing is.
pub fn pack_path(id: &str) -> String {
    format!("professions/packs/{id}.html")
}

impl Context<'_> {
    pub(crate) fn profession_page(&self, path: &str, id: Id<Profession>) -> PageView {
        let profession = self.graph.get(id);
        let (mut registered, mut support) = (Vec::new(), Vec::new());
        for role in self.graph.referrers::<Role>(id.node()) {
            let list = if role.regulator.is_some() { &mut registered } else { &mut support };
            list.push(self.card(path, role.id.node()));
        }
        let view = ProfessionView {
            about: self.about(path, id.node()),
            drawing: self.drawing(path, profession.node),
            regulator: profession.regulator.clone(),
            regulator_url: profession.regulator_url.as_ref().map(|address| address.0.clone()),
            body_name: profession.professional_body.as_ref().map(|body| body.name.clone()),
            body_url: profession
                .professional_body
                .as_ref()
                .and_then(|body| body.url.as_ref())
                .map(|address| address.0.clone()),
            protected_titles: profession.protected_titles.clone(),
            interests: self.links(path, &profession.interests),
            figures: self.told(path, id),
            registered,
            support,
            ladder: self.ladder(path, id),
            gaps: self.gaps(path, &profession.no_role_at),
            ladder_href: self.href(path, &Permalink::page(ladder_path(profession.node.id()))),
            pack_href: self.href(path, &Permalink::page(pack_path(profession.node.id()))),
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::Profession(Box::new(view)) }
    }

    /// The gaps of a ladder, from the first stage up.
    fn gaps(&self, path: &str, gaps: &[StageGap<Meant>]) -> Vec<Gap> {
        let mut gaps: Vec<_> = gaps.iter().collect();
        gaps.sort_by_key(|gap| self.graph.get(gap.stage).order);
        let gap =
            |gap: &&StageGap<Meant>| Gap { stage: self.link(path, gap.stage.node()), because: gap.because.clone() };
        gaps.iter().map(gap).collect()
    }

    pub(crate) fn pack_page(&self, path: &str, id: Id<Profession>) -> PageView {
        let mut frame = self.entry_frame(path, id.node());
        (frame.title, frame.description) = (None, None);
        frame.call(keys!("pack"));
        frame.title_about = Some(self.node(id.node()).title().clone());
        frame.hidden_from_search = true;
        let roles = || self.graph.referrers::<Role>(id.node());
        let view = PackView {
            about: self.about(path, id.node()),
            roles: roles().map(|role| self.role(path, role)).collect(),
            next_steps: self.next_steps_of(roles().map(|role| role.id.node())),
        };
        PageView { page: frame, view: View::Pack(Box::new(view)) }
    }
}
