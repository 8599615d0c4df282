//! Pages that are mostly text: home, about, glossary, benchmarks, search, and the pages for what has moved or is
//! missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::proof::{Proof, proof};
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{
    Benchmark, GlossaryTerm, Guide, Interest, Intervention, Kind, Page, Profession, StartingPoint, keys,
};
use crate::graph::{Former, Id};
use crate::permalink;

#[derive(Debug, Serialize, Hash)]
pub struct ProseView {
    pub about: About,
    /// What the build has checked, on the pages that tell of it.
    pub proof: Option<Proof>,
}

#[derive(Debug, Serialize, Hash)]
pub struct HomeView {
    pub about: Option<About>,
    pub starting_points: Vec<super::starting_point::StartCard>,
    pub professions: Vec<Card>,
    pub interests: Vec<Card>,
    pub guides: Vec<Card>,
    pub role_count: usize,
    pub route_count: usize,
}

#[derive(Debug, Serialize, Hash)]
pub struct GlossaryView {
    pub letters: Vec<GlossaryLetter>,
}

#[derive(Debug, Serialize, Hash)]
pub struct GlossaryLetter {
    pub letter: String,
    pub terms: Vec<GlossaryItem>,
}

#[derive(Debug, Serialize, Hash)]
pub struct GlossaryItem {
    pub id: Arc<str>,
    pub term: Arc<str>,
    pub meaning: Arc<str>,
    pub also: Vec<Arc<str>>,
}

#[derive(Debug, Serialize, Hash)]
pub struct BenchmarksView {
    pub benchmarks: Vec<BenchmarkItem>,
}

#[derive(Debug, Serialize, Hash)]
pub struct BenchmarkItem {
    pub about: About,
    pub number: u32,
    pub updated: Option<Arc<str>>,
    pub interventions: Vec<Card>,
}

/// A page that works without search too: it lists the ways to find things.
#[derive(Debug, Serialize, Hash)]
pub struct SearchView {
    pub ways: Vec<WayToFind>,
    /// The groups of results; themes name each with the string `search-group-<group>`.
    pub groups: BTreeSet<&'static str>,
}

#[derive(Debug, Serialize, Hash)]
pub struct WayToFind {
    pub href: String,
    pub kind: &'static str,
    pub count: usize,
}

/// An old address that leads on to a new one.
#[derive(Debug, Serialize, Hash)]
pub struct MovedView {
    pub to: Link,
}

#[derive(Debug, Serialize, Hash)]
pub struct NotFoundView {
    pub ways: Vec<WayToFind>,
}

impl Context<'_> {
    pub(crate) fn prose_page(&self, path: &str, id: Id<Page>) -> PageView {
        let mut frame = self.frame(path);
        let node = self.node(id.node());
        frame.title = Some(node.title().clone());
        frame.description = Some(node.summary().clone());
        frame.crumbs.extend(self.section_crumbs(path, id.node()));
        let proof = self.graph.get(id).statement.map(|of| proof(self.config, of));
        let view = ProseView { about: self.about(path, id.node()), proof };
        PageView { page: frame, view: View::Prose(Box::new(view)) }
    }

    pub(crate) fn home_page(&self, path: &str) -> PageView {
        let mut frame = self.frame(path);
        frame.crumbs.clear();
        let home = self.graph.find(Kind::Page, "home");
        frame.title = home.map(|home| self.node(home).title().clone()).or(Some(self.config.title.clone()));
        frame.description = Some(self.config.description.clone());
        let starts = self.graph.all::<StartingPoint>().map(|start| super::starting_point::StartCard {
            card: self.card(path, start.id.node()),
            you_might_say: start.you_might_say.clone(),
        });
        let view = HomeView {
            about: home.map(|home| self.about(path, home)),
            starting_points: starts.collect(),
            professions: self.graph.all::<Profession>().map(|one| self.card(path, one.id.node())).collect(),
            interests: self.graph.all::<Interest>().map(|one| self.card(path, one.id.node())).collect(),
            guides: self.graph.all::<Guide>().map(|one| self.card(path, one.id.node())).collect(),
            role_count: self.graph.of_kind(Kind::Role).len(),
            route_count: self.graph.of_kind(Kind::Route).iter().filter(|&&route| self.is_open(route)).count(),
        };
        PageView { page: frame, view: View::Home(Box::new(view)) }
    }

    pub(crate) fn glossary_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Glossary);
        let terms = self.graph.all::<GlossaryTerm>().map(|term| {
            let item = GlossaryItem {
                id: term.node.id().clone(),
                term: term.title().clone(),
                meaning: term.node.summary().clone(),
                also: term.also.clone(),
            };
            (&**term.node.title(), item)
        });
        let letters = super::alphabet::by_letter(terms);
        let letters = letters.into_iter().map(|(letter, terms)| GlossaryLetter { letter, terms }).collect();
        PageView { page: frame, view: View::Glossary(Box::new(GlossaryView { letters })) }
    }

    pub(crate) fn benchmarks_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Benchmarks);
        let item = |benchmark: crate::graph::Linked<'_, Benchmark>| BenchmarkItem {
            about: self.about(path, benchmark.id.node()),
            number: benchmark.number,
            updated: benchmark.updated.clone(),
            interventions: self.referring::<Intervention>(path, benchmark.id.node()),
        };
        let view = BenchmarksView { benchmarks: self.graph.all::<Benchmark>().map(item).collect() };
        PageView { page: frame, view: View::Benchmarks(Box::new(view)) }
    }

    fn ways_to_find(&self, path: &str) -> Vec<WayToFind> {
        let mut kinds: Vec<_> = Kind::ALL.iter().filter(|kind| kind.spec().way_to_find.is_some()).collect();
        kinds.sort_by_key(|kind| kind.spec().way_to_find);
        let way = |kind: &Kind| WayToFind {
            href: self.href(path, &permalink::of_listing(*kind)),
            kind: kind.folder(),
            count: self.graph.of_kind(*kind).len(),
        };
        kinds.into_iter().map(way).filter(|way| way.count > 0).collect()
    }

    pub(crate) fn search_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Search);
        let found = Kind::ALL.iter().filter(|kind| kind.spec().search.is_some());
        let view =
            SearchView { ways: self.ways_to_find(path), groups: found.map(|kind| kind.search_group()).collect() };
        PageView { page: frame, view: View::Search(Box::new(view)) }
    }

    pub(crate) fn moved_page(&self, path: &str, former: &Former) -> PageView {
        let mut frame = self.frame(path);
        let to = self.link(path, former.now);
        frame.call(keys!("moved"));
        frame.title_about = Some(to.title.clone());
        frame.hidden_from_search = true;
        if let Some(base) = &self.config.base_url {
            let now = permalink::of_node(self.node(former.now));
            frame.canonical = Some(format!("{base}{}", permalink::public_path(self.config.addresses, &now.path)));
        }
        PageView { page: frame, view: View::Moved(Box::new(MovedView { to })) }
    }

    /// The page that devices show without a connection in place of one that they have not kept. The worker leads its links.
    pub(crate) fn offline_page(&self, path: &str) -> PageView {
        let mut frame = self.overview_frame(path, Overview::Offline);
        frame.hidden_from_search = true;
        frame.canonical = None;
        PageView { page: frame, view: View::NotFound(Box::new(NotFoundView { ways: self.ways_to_find(path) })) }
    }

    /// The page for addresses that do not exist. It may be shown at any depth, so its links start at the site's root.
    pub(crate) fn not_found_page(&self, path: &str) -> PageView {
        let mut frame = self.overview_frame(path, Overview::NotFound);
        let base = self.config.base_path();
        let rooted = |href: &str| format!("{base}{}", href.trim_start_matches("./"));
        frame.root = base.to_string();
        frame.hidden_from_search = true;
        frame.canonical = None;
        let waiting = frame.staging.iter_mut().flat_map(|staging| &mut staging.waiting);
        for page in waiting {
            page.href = rooted(&page.href);
        }
        for item in frame.menu.iter_mut().chain(&mut frame.footer) {
            item.href = rooted(&item.href);
        }
        for crumb in &mut frame.crumbs {
            crumb.href = rooted(&crumb.href);
        }
        let mut ways = self.ways_to_find(path);
        for way in &mut ways {
            way.href = rooted(&way.href);
        }
        PageView { page: frame, view: View::NotFound(Box::new(NotFoundView { ways })) }
    }
}
