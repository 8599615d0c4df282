//! The whole program on one screen: a snapshot in, a site or a list of findings out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::check;
use crate::claims::{self, Claims};
use crate::config::{self, Config};
use crate::contents::{Contents, read_all};
use crate::diagnostic::{self, Diagnostic, Reported};
use crate::error::Error;
use crate::formatting::count;
use crate::graph::Drafts;
use crate::graph::framework::Ties;
use crate::graph::{self, Graph};
use crate::memo::Memo;
use crate::output::Output;
use crate::picture::Counts;
use crate::plan::{self, Page, Plan};
use crate::poster;
use crate::site::{Parts, Site};
use crate::snapshot::Snapshot;
use crate::theme::{self, Theme};
use crate::view::{Context, Facets, Shared};

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
}

/// A site that has been read, linked and checked, and not yet rendered. A variant shares every large part.
#[derive(Debug, Clone)]
pub struct Judged {
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// Every entry as it was read, also those that are not on the site.
    pub contents: Arc<Contents>,
    pub graph: Graph,
    pub config: Config,
    pub pages: Arc<[Page]>,
    pub facets: Arc<Facets>,
    pub ties: Arc<Ties>,
    theme: Option<Arc<Theme>>,
    today: Date,
}

/// What came of a build.
#[derive(Debug)]
pub struct Build {
    /// The site; missing when an error stands, or when there is nothing to publish.
    pub output: Option<Output>,
    /// Why it has nothing to say, where no file is wrong.
    pub nothing: Option<Nothing>,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    pub(crate) graph: Graph,
    pub(crate) config: Config,
    /// Pages of the site.
    pub pages: usize,
    /// Pages that were rendered now; the others were kept from the last build.
    pub rendered: usize,
    /// How smaller copies of pictures came to be.
    pub variants: Counts,
}

/// How far a build is, for people who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are being read.
    Read {
        /// How many there are.
        files: usize,
    },
    /// All are read, and references are being resolved.
    Link {
        /// How many entries there are.
        entries: usize,
    },
    /// The site is without errors so far, and pages are being rendered.
    Render {
        /// How many there are.
        pages: usize,
    },
    /// Some pages are rendered.
    Rendered {
        /// How many, so far.
        pages: usize,
    },
    /// Smaller copies of pictures are there.
    Copied {
        /// How many, so far.
        variants: usize,
        /// How many there will be.
        of: usize,
    },
}

/// Told how far a build is.
pub type Progress<'a> = &'a (dyn Fn(Stage) + Sync);

/// Builds the site.
pub fn build(snapshot: &Snapshot, request: &Request, memo: &mut Memo, progress: Progress<'_>) -> Build {
    judge(snapshot, request, memo, progress).render(snapshot, memo, progress)
}

/// Reads, links, checks and plans: everything that finds mistakes in content.
pub fn judge(snapshot: &Snapshot, request: &Request, memo: &mut Memo, progress: Progress<'_>) -> Judged {
    let Reported { value: config, mut diagnostics } = config::read(snapshot, request.base_url.as_deref());
    diagnostics.extend(snapshot.problems.iter().cloned());

    progress(Stage::Read { files: snapshot.len() });
    let contents = read_all(snapshot, &mut memo.files);
    diagnostics.extend(contents.diagnostics.iter().cloned());

    progress(Stage::Link { entries: contents.entries.len() });
    let all_read = !diagnostics.iter().any(Diagnostic::is_error);
    let (today, drafts) = (request.today, request.drafts);
    let inputs = graph::Inputs { snapshot, today, drafts, config: &config, all_read };
    let Reported { value: graph, diagnostics: found } = graph::relink(&contents, inputs, &mut memo.links);
    diagnostics.extend(found);
    diagnostics.extend(check::run(&graph, &config, snapshot, today, &mut memo.checks));

    let theme = theme::reload(snapshot, &config, &mut memo.theme);
    diagnostics.extend(theme.diagnostics);
    let Plan { pages, facets, ties } = plan::replan(&graph, &config, &mut memo.plan);
    let claims = Claims { pages: &pages, graph: &graph, config: &config, theme: theme.value.as_deref(), snapshot };
    diagnostics.extend(claims.collisions());
    claims::tell_once(&mut diagnostics);
    config.judge(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let contents = Arc::new(contents);
    Judged { diagnostics, contents, graph, config, pages, facets, ties, theme: theme.value, today }
}

/// What is known of a site in which an error stands.
#[derive(Debug)]
pub struct Refused {
    pub graph: Graph,
    pub config: Config,
}

/// Why there is nothing to publish, where no file is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// No file of `content` holds an entry.
    NoEntry,
    /// Every entry is a draft, has passed or is still to come.
    AllLeftOut(usize),
}

impl Nothing {
    /// The same in words. Which folder people stand in and what is in it, only the caller can know.
    pub fn error(self, site: &Path, has_content: bool) -> Error {
        let site = site.display();
        let (why, help) = match self {
            Nothing::NoEntry if !has_content => (
                format!("there is no folder `content` in {site}"),
                "run this in the site's folder, or name it with --site",
            ),
            Nothing::NoEntry => (
                format!("no file in the folder `content` of {site} makes a page"),
                "`trellis add` adds one, and `trellis new` makes an example site; to name another folder, use --site",
            ),
            Nothing::AllLeftOut(entries) => (
                format!(
                    "all {} of {site} are drafts, have expired or are still to come",
                    count(entries, "entry", "entries")
                ),
                "take `draft: true` out of a page that is ready, or look at all of them with --drafts",
            ),
        };
        Error::NothingToPublish { why, help }
    }
}

impl Judged {
    /// Why the site would have nothing to say. What stands online is never replaced by that.
    pub fn nothing(&self) -> Option<Nothing> {
        if !self.graph.is_empty() || self.has_errors() {
            return None;
        }
        Some(match self.graph.left_out.len() {
            0 => Nothing::NoEntry,
            entries => Nothing::AllLeftOut(entries),
        })
    }

    /// Every address of the site and what claims it; the snapshot must be the one that was judged.
    pub fn claims<'a>(&'a self, snapshot: &'a Snapshot) -> Claims<'a> {
        let Judged { pages, graph, config, theme, .. } = self;
        Claims { pages, graph, config, theme: theme.as_deref(), snapshot }
    }

    /// Whether the picture of a diagram is drawn.
    pub fn draws(&self, poster: poster::Subject) -> bool {
        let Judged { graph, config, facets, ties, today, .. } = self;
        let shared = &Shared::new(graph, config, facets.clone(), ties.clone());
        let poster_sizes = &BTreeMap::new();
        poster.is_drawn(&Context { graph, config, today: *today, shared, poster_sizes })
    }

    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The site, unless an error stands or it has no entry, with the findings.
    pub fn site(self, snapshot: &Snapshot, memo: &Memo) -> (Result<Site, Box<Refused>>, Vec<Diagnostic>) {
        let errors = self.has_errors() || self.nothing().is_some();
        let Judged { diagnostics, contents: _, graph, config, pages, facets, ties, theme, today } = self;
        let site = match theme {
            Some(theme) if !errors => {
                Ok(Site::new(Parts { graph, config, pages, facets, ties, theme, today }, snapshot, memo))
            }
            _ => Err(Box::new(Refused { graph, config })),
        };
        (site, diagnostics)
    }

    /// Renders and audits every page, unless an error stands.
    pub fn render(self, snapshot: &Snapshot, memo: &Memo, progress: Progress<'_>) -> Build {
        let (pages, nothing) = (self.pages.len(), self.nothing());
        let (site, mut diagnostics) = self.site(snapshot, memo);
        let site = match site {
            Ok(site) => site,
            Err(refused) => {
                let Refused { graph, config } = *refused;
                return Build {
                    output: None,
                    nothing,
                    diagnostics,
                    graph,
                    config,
                    pages,
                    rendered: 0,
                    variants: Counts::default(),
                };
            }
        };
        progress(Stage::Render { pages });
        let before = memo.variants.counts();
        let copied = |variants| progress(Stage::Copied { variants, of: site.variants().len() });
        let output = site.output(&|pages| progress(Stage::Rendered { pages }), &copied);
        let variants = memo.variants.counts().since(before);
        diagnostics.extend(output.diagnostics);
        // Where pages are missing, links lead nowhere: one broken template must not cascade.
        if output.value.is_some() {
            diagnostics.extend(site.audited(snapshot));
        }
        diagnostic::sort(&mut diagnostics);
        let output = output.value.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
        let rendered = site.rendered();
        Build { output, nothing, diagnostics, graph: site.graph, config: site.config, pages, rendered, variants }
    }
}
