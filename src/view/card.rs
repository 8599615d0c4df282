//! The parts that many pages share: links, cards, and what an entry says about itself.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::when::When;
use super::{Context, Html};
use crate::check::review_due;
use crate::entry::kinds::{Fields, KindOf, Status};
use crate::entry::node::Marked;
use crate::entry::picture_path;
use crate::graph::{Id, Node, NodeId};
use crate::permalink::{self, Permalink};

/// A link to an entry.
#[derive(Debug, Clone, Serialize, Hash, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub title: Arc<str>,
}

/// An entry as lists show it.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Card {
    pub href: String,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    /// The kind's folder, such as `roles`; themes name it with the string `kind-roles`.
    pub kind: &'static str,
    /// Where its drawing is, which says nothing that the card does not.
    pub drawing: Option<String>,
    /// The id, for scripts.
    pub id: Arc<str>,
    /// `open`, `changing`, `check-locally`, `closing` or `closed`.
    pub status: &'static str,
    /// A short text beside the title, such as a stage or a level.
    pub tags: Vec<Arc<str>>,
    /// Why it stands here, where it stands for a reason.
    pub because: Option<Arc<str>>,
    /// Its answers to the questions of the list that it is on, for scripts.
    pub filed: Vec<String>,
}

/// Where a fact was found.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct SourceView {
    pub title: Arc<str>,
    pub url: Option<Arc<str>>,
    pub published: Option<When>,
    pub seen: String,
    pub note: Option<Arc<str>>,
}

/// What an entry says about itself.
#[derive(Debug, Serialize, Hash)]
pub struct About {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub body: Html,
    /// Headings of level 2 in the text.
    pub contents: Vec<ContentsItem>,
    pub sources: Vec<SourceView>,
    pub reviewed: String,
    pub next_review: String,
    pub owner: Option<Arc<str>>,
    pub confidence: Option<&'static str>,
    pub as_of: Option<When>,
    pub status: &'static str,
    pub status_note: Option<Arc<str>>,
    /// Free values for themes, as the author wrote them.
    pub extra: Value,
}

/// Free values as templates see them. What no template can tell from a number is nothing.
fn free_fields(fields: &[(Arc<str>, Marked)]) -> Value {
    let free = |value: &Marked| Value::deserialize(&value.node).unwrap_or_default();
    fields.iter().map(|(name, value)| (name.to_string(), free(value))).collect()
}

#[derive(Debug, Clone, Serialize, Hash)]
pub struct ContentsItem {
    pub id: Arc<str>,
    pub title: Arc<str>,
}

impl Context<'_> {
    pub(crate) fn link(&self, from: &str, to: NodeId) -> Link {
        Link { href: self.href_to(from, to), title: self.called(to).clone() }
    }

    pub(crate) fn links<T: KindOf>(&self, from: &str, to: &[Id<T>]) -> Vec<Link> {
        to.iter().map(|id| self.link(from, id.node())).collect()
    }

    /// Links to all entries of kind `T`.
    pub(crate) fn every<T: KindOf>(&self, from: &str) -> Vec<Link> {
        self.graph.all::<T>().map(|entry| self.link(from, entry.id.node())).collect()
    }

    pub(crate) fn card(&self, from: &str, to: NodeId) -> Card {
        let node = self.node(to);
        Card {
            href: self.href_to(from, to),
            title: self.called(to).clone(),
            summary: node.summary().clone(),
            kind: node.kind().folder(),
            drawing: self.drawing(from, node),
            id: node.id().clone(),
            status: node.common.status.as_str(),
            tags: self.tags(node),
            because: None,
            filed: Vec::new(),
        }
    }

    pub(crate) fn card_because(&self, from: &str, to: NodeId, because: &Arc<str>) -> Card {
        Card { because: Some(because.clone()), ..self.card(from, to) }
    }

    pub(crate) fn cards<T: KindOf>(&self, from: &str, to: &[Id<T>]) -> Vec<Card> {
        to.iter().map(|id| self.card(from, id.node())).collect()
    }

    /// Links to those of these entries that have a page.
    pub(crate) fn links_with_pages(&self, from: &str, to: &[NodeId]) -> Vec<Link> {
        to.iter().filter(|node| self.graph.has_page(**node)).map(|&node| self.link(from, node)).collect()
    }

    /// Cards of those of these entries that have a page.
    pub(crate) fn cards_with_pages(&self, from: &str, to: &[NodeId]) -> Vec<Card> {
        to.iter().filter(|node| self.graph.has_page(**node)).map(|&node| self.card(from, node)).collect()
    }

    /// Cards of all entries of kind `T` that refer to this one.
    pub(crate) fn referring<T: KindOf>(&self, from: &str, to: NodeId) -> Vec<Card> {
        self.graph.referrers::<T>(to).map(|entry| self.card(from, entry.id.node())).collect()
    }

    /// Where the drawing is that stands for an entry. Only professions have one. It is shown small, and without words,
    /// so where it is a photograph its smallest variant will do for everybody. One that nobody has put there is told, and
    /// not shown.
    pub(crate) fn drawing(&self, from: &str, node: &Node) -> Option<String> {
        let Fields::Profession(profession) = &node.fields else { return None };
        let path = picture_path(profession.drawing.as_ref()?);
        let variant = self.graph.pictures.get(&path)?.variants().first();
        let address = variant.map_or_else(|| permalink::of_asset(&path), |variant| variant.address.to_string());
        Some(self.href(from, &Permalink::page(address)))
    }

    fn tags(&self, node: &Node) -> Vec<Arc<str>> {
        match &node.fields {
            Fields::Role(role) => vec![self.graph.get(role.stage).title().clone()],
            Fields::Partner(partner) => vec![self.graph.get(partner.kind).title().clone()],
            // A title that ends in the place says it.
            Fields::CaseStudy(study) if node.title().ends_with(&*study.place) => Vec::new(),
            Fields::CaseStudy(study) => vec![study.place.clone()],
            Fields::Profession(_)
            | Fields::Route(_)
            | Fields::StartingPoint(_)
            | Fields::Programme(_)
            | Fields::Intervention(_)
            | Fields::Stage(_)
            | Fields::Domain(_)
            | Fields::Pathway(_)
            | Fields::Guide(_)
            | Fields::Assessment(_)
            | Fields::Event(_)
            | Fields::Page(_)
            | Fields::PayBand(_)
            | Fields::Payment(_)
            | Fields::Wage(_)
            | Fields::Benchmark(_)
            | Fields::PartnerKind(_)
            | Fields::Area(_)
            | Fields::Organisation(_)
            | Fields::Dataset(_)
            | Fields::Figure(_)
            | Fields::NextStep(_)
            | Fields::GlossaryTerm(_)
            | Fields::Interest(_)
            | Fields::Synonym(_)
            | Fields::HouseTerm(_) => Vec::new(),
        }
    }

    pub(crate) fn about(&self, from: &str, id: NodeId) -> About {
        let node = self.node(id);
        let common = &node.common;
        // One without words is told where it is written; a link to it would say nothing.
        let headings = node.body().headings.iter().filter(|heading| heading.level == 2);
        let contents = headings.filter(|heading| !heading.text.trim().is_empty());
        let sources = node.sources().iter().map(|source| SourceView {
            title: source.title.clone(),
            url: source.url.as_ref().map(|url| url.0.clone()),
            published: source.published.as_ref().map(When::said),
            seen: source.seen.to_string(),
            note: source.note.clone(),
        });
        About {
            id: node.id().clone(),
            title: common.title.clone(),
            summary: common.summary.clone(),
            body: self.body(from, node),
            contents: contents
                .map(|heading| ContentsItem { id: heading.id.clone(), title: heading.text.clone() })
                .collect(),
            sources: sources.collect(),
            reviewed: common.reviewed.to_string(),
            next_review: review_due(self.config, node).to_string(),
            owner: common.owner.clone().filter(|_| self.config.owner_public),
            confidence: common.confidence.map(|confidence| confidence.as_str()),
            as_of: common.as_of.map(When::of),
            status: common.status.as_str(),
            status_note: common.status_note.clone(),
            extra: free_fields(&common.extra.0),
        }
    }

    /// Where an entry's page is, as people write it down: whole if the site knows where it will be.
    pub(crate) fn address(&self, id: NodeId) -> String {
        format!("{}{}", self.config.base_url.as_deref().unwrap_or_default(), self.below_root(id))
    }

    /// Whether something is worth offering: it is not closed.
    pub(crate) fn is_open(&self, id: NodeId) -> bool {
        self.node(id).common.status != Status::Closed
    }
}
