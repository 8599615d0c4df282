//! What all pages stand on and few changes touch: menus, terms, where pages are, and the pictures of diagrams.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::graph::Graph;
use crate::graph::framework::Ties;
use crate::output::{OutputFile, OutputPath};
use crate::plan::Page;
use crate::poster;
use crate::revision::Revision;
use crate::theme::Theme;
use crate::view::{Context, Facets, Shared, staging};

/// The groundwork of the last site, with what it followed from.
#[derive(Debug, Default)]
pub struct Memo {
    last: Mutex<Option<(Revision, Arc<Groundwork>)>>,
    posters: poster::Memo,
}

#[derive(Debug)]
pub struct Groundwork {
    pub shared: Shared,
    /// Pictures of diagrams by address, and how large they are.
    pub posters: BTreeMap<String, OutputFile>,
    pub poster_sizes: BTreeMap<String, usize>,
    /// Places in the plan by address.
    at: FxHashMap<OutputPath, u32>,
}

impl Groundwork {
    /// The place in the plan of the page at an address.
    pub fn at(&self, path: &OutputPath) -> Option<usize> {
        self.at.get(path).map(|&at| at as usize)
    }
}

/// What it is made from.
pub struct Grounds<'a> {
    pub graph: &'a Graph,
    pub config: &'a Config,
    pub pages: &'a [Page],
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
    pub theme: &'a Theme,
    pub today: Date,
}

impl Memo {
    /// The groundwork of a site, or that of the last one where nothing is other that it follows from.
    pub fn renew(&self, revision: Revision, grounds: Grounds<'_>) -> Arc<Groundwork> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).take();
        let known = last.filter(|(known, _)| *known == revision).map(|(_, made)| made);
        let made = known.unwrap_or_else(|| Arc::new(grounds.lay(&self.posters)));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((revision, made.clone()));
        made
    }
}

impl Grounds<'_> {
    fn lay(self, posters: &poster::Memo) -> Groundwork {
        let Grounds { graph, config, pages, facets, ties, theme, today } = self;
        let shared = Shared::new(graph, config, facets, ties).with_pictures(theme.picture_sizes.clone());
        let shared = shared.with_waiting(if config.staging { staging::waiting(graph, today) } else { Vec::new() });
        // A picture does not say how large it is itself.
        let poster_sizes = &BTreeMap::new();
        let context = Context { graph, config, today, shared: &shared, poster_sizes };
        let posters = poster::draw(&context, theme, posters);
        let poster_sizes = posters.iter().map(|(path, file)| (path.clone(), file.bytes.len())).collect();
        let at = (0..).zip(pages).map(|(at, page)| (page.address.clone(), at)).collect();
        Groundwork { shared, posters, poster_sizes, at }
    }
}
