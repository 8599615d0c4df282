//! Activities for schools and colleges, and the Gatsby Benchmarks that they, and other pages, serve.

use std::sync::Arc;

use serde::Serialize;

use super::card::{Card, Link};
use super::overviews::is_activity;
use super::shortlist::PackLink;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Benchmark, Element, Intervention, Role};
use crate::graph::{Id, Linked, pathway};

/// Activities that bring young people in, ready to use in a lesson.
#[derive(Debug, Serialize, Hash)]
pub struct ActivitiesView {
    pub activities: Vec<ActivityView>,
    /// Packs of roles to print.
    pub packs: Vec<PackLink>,
}

#[derive(Debug, Serialize, Hash)]
pub struct ActivityView {
    pub card: Card,
    pub idea: Arc<str>,
    pub steps: Vec<Arc<str>>,
    /// Whether its page has a worksheet to print.
    pub has_worksheet: bool,
    pub audience: Vec<Arc<str>>,
    pub effort: Option<Arc<str>>,
    pub benchmarks: Vec<BenchmarkLink>,
}

/// A benchmark that something serves.
#[derive(Debug, Serialize, Hash)]
pub struct BenchmarkLink {
    pub href: String,
    pub number: u32,
    pub title: Arc<str>,
}

/// Something to do in a school about a role, and the benchmarks that it serves.
#[derive(Debug, Serialize, Hash)]
pub struct ServingLink {
    pub link: Link,
    pub benchmarks: Vec<BenchmarkLink>,
}

impl Context<'_> {
    pub(crate) fn activities_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Activities);
        let activity = |one: Linked<'_, Intervention>| ActivityView {
            card: self.card(path, one.id.node()),
            idea: one.ahp_idea.clone(),
            steps: one.activity.clone(),
            has_worksheet: !one.worksheet.is_empty(),
            audience: one.audience.0.clone(),
            effort: one.effort.clone(),
            benchmarks: self.benchmark_links(path, &one.benchmarks),
        };
        let usable = self.graph.all::<Intervention>().filter(is_activity);
        let view = ActivitiesView { activities: usable.map(activity).collect(), packs: self.packs(path) };
        PageView { page: frame, view: View::Activities(Box::new(view)) }
    }

    /// Whether something brings people in by way of a school or college: its author says which benchmarks it serves.
    fn is_for_schools(&self, one: &Linked<'_, Intervention>) -> bool {
        one.element == Element::OutsideIn && !one.benchmarks.is_empty() && self.is_open(one.id.node())
    }

    /// Benchmarks in the order of their numbers.
    fn benchmark_links(&self, path: &str, benchmarks: &[Id<Benchmark>]) -> Vec<BenchmarkLink> {
        let link = |&id: &Id<Benchmark>| {
            let benchmark = self.graph.get(id);
            BenchmarkLink {
                href: self.href_to(path, id.node()),
                number: benchmark.number,
                title: benchmark.title().clone(),
            }
        };
        let mut links: Vec<_> = benchmarks.iter().map(link).collect();
        links.sort_by_key(|link| link.number);
        links.dedup_by_key(|link| link.number);
        links
    }

    /// The benchmarks that a page's interventions serve.
    pub(crate) fn served_by(&self, path: &str, interventions: &[Id<Intervention>]) -> Vec<BenchmarkLink> {
        let benchmarks: Vec<_> =
            interventions.iter().flat_map(|&one| self.graph.get(one).fields.benchmarks.iter().copied()).collect();
        self.benchmark_links(path, &benchmarks)
    }

    /// What schools can do about a role: interventions that lead to one of its ways in.
    pub(crate) fn in_schools(&self, path: &str, role: Id<Role>) -> Vec<ServingLink> {
        let routes: Vec<_> = pathway::ways_in(self.graph, role).iter().map(|way| way.route.id).collect();
        let about = |one: &Linked<'_, Intervention>| {
            self.is_for_schools(one) && one.routes.iter().any(|route| routes.contains(route))
        };
        let serving = |one: Linked<'_, Intervention>| ServingLink {
            link: self.link(path, one.id.node()),
            benchmarks: self.benchmark_links(path, &one.benchmarks),
        };
        self.graph.all::<Intervention>().filter(about).map(serving).collect()
    }
}
