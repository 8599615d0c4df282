//! Shorter lists: a page for each answer that is worth one, the links between them, and the form that scripts use.

use rustc_hash::FxHashMap;

use super::directory::{Answer, Directory, Picked, Question, Shorter, ShorterList};
use super::facet::Facet;
use super::narrowed::{Narrowed, Pick};
use super::{Context, PageView, View};
use crate::entry::kinds::Kind;
use crate::graph::NodeId;
use crate::permalink::{self, Permalink};

/// Fewer entries than this are seen at a glance.
const WORTH_FILTERING: usize = 6;

impl Context<'_> {
    pub(crate) fn narrowed_page(&self, path: &str, narrowed: &Narrowed) -> PageView {
        let kind = narrowed.kind;
        let facets = &self.shared.facets;
        let mut frame = self.frame(path);
        frame.title_key = Some(kind.name_key());
        frame.title_parts = narrowed.picks.iter().map(|&pick| facets.value(kind, pick).1.words.clone()).collect();
        frame.crumbs.extend(self.crumb_to_list(path, kind));
        let groups = vec![self.group(path, &facets.nodes(narrowed))];
        let view = Directory {
            other_lists: Vec::new(),
            picked: self.picked(path, narrowed),
            all_href: Some(self.href(path, &permalink::of_listing(kind))),
            shorter: self.shorter(path, kind, &narrowed.picks),
            ..self.directory(path, kind, groups)
        };
        PageView { page: frame, view: View::Directory(Box::new(view)) }
    }

    fn picked(&self, path: &str, narrowed: &Narrowed) -> Vec<Picked> {
        let kind = narrowed.kind;
        let without = |pick: &Pick| {
            let picks: Vec<_> = narrowed.picks.iter().copied().filter(|other| other != pick).collect();
            match picks.is_empty() {
                true => permalink::of_listing(kind),
                false => Permalink::page(self.shared.facets.path(&Narrowed { kind, picks })),
            }
        };
        let picked = |pick: &Pick| Picked {
            words: self.shared.facets.value(kind, *pick).1.words.clone(),
            href: self.href(path, &without(pick)),
        };
        narrowed.picks.iter().map(picked).collect()
    }

    /// The pages that make a list shorter by one more answer.
    pub(crate) fn shorter(&self, path: &str, kind: Kind, picks: &[Pick]) -> Vec<Shorter> {
        let facets = &self.shared.facets;
        let mut shorter: Vec<Shorter> =
            facets.of(kind).iter().map(|facet| Shorter { key: facet.key, lists: Vec::new() }).collect();
        for page in self.shared.narrowed.get(&kind).into_iter().flatten() {
            let more: Vec<_> = page.picks.iter().filter(|pick| !picks.contains(pick)).collect();
            let [added] = more[..] else { continue };
            if page.picks.len() != picks.len() + 1 {
                continue;
            }
            shorter[added.facet].lists.push(ShorterList {
                words: facets.value(kind, *added).1.words.clone(),
                href: self.href(path, &Permalink::page(facets.path(page))),
                count: facets.nodes(page).len(),
            });
        }
        shorter.retain(|facet| !facet.lists.is_empty());
        shorter
    }

    /// The questions of the form on a whole list.
    pub(crate) fn questions(&self, kind: Kind) -> Vec<Question> {
        if self.graph.of_kind(kind).len() < WORTH_FILTERING {
            return Vec::new();
        }
        let question = |facet: &Facet| Question {
            id: facet.id,
            key: facet.key,
            answers: facet
                .values
                .iter()
                .map(|value| Answer { id: value.id.clone(), words: value.words.clone(), count: value.nodes.len() })
                .collect(),
        };
        self.shared.facets.of(kind).iter().map(question).collect()
    }

    /// What the form needs to know of each entry: its answers, as `stage=registered`.
    pub(crate) fn filed(&self, kind: Kind) -> FxHashMap<NodeId, Vec<String>> {
        let mut filed: FxHashMap<NodeId, Vec<String>> = FxHashMap::default();
        for facet in self.shared.facets.of(kind) {
            for value in &facet.values {
                for &node in &value.nodes {
                    filed.entry(node).or_default().push(format!("{}={}", facet.id, value.id));
                }
            }
        }
        filed
    }
}
