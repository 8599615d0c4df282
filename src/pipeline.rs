//! The whole program on one screen: a snapshot in, a site or a list of findings out.

use std::sync::Arc;

use jiff::civil::Date;

use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Reported};
use crate::gather::{Gathered, gather};
use crate::graph::framework::Ties;
use crate::graph::link::Drafts;
use crate::graph::{self, Graph};
use crate::memo::Memo;
use crate::output::Output;
use crate::picture::Counts;
use crate::plan::{self, Page, Plan};
use crate::site::{Parts, Site};
use crate::snapshot::Snapshot;
use crate::theme::{self, Theme};
use crate::view::Facets;

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    pub drafts: Drafts,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
}

/// A site that has been read, linked and checked, and not yet rendered. A copy shares every large part.
#[derive(Debug, Clone)]
pub struct Judged {
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// Every entry as it was read, also those that are not on the site.
    pub gathered: Arc<Gathered>,
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
    /// The site; missing when an error stands.
    pub output: Option<Output>,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    pub graph: Graph,
    pub config: Config,
    pub pages: usize,
    /// Pages that were rendered now; the others were kept from the last build.
    pub rendered: usize,
    /// How smaller copies of pictures came to be.
    pub copies: Counts,
}

/// How far a build is, for people who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Read {
        files: usize,
    },
    Link {
        entries: usize,
    },
    Render {
        pages: usize,
    },
    Rendered {
        pages: usize,
    },
    /// Smaller copies of pictures are there, of so many.
    Copied {
        copies: usize,
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
    let gathered = gather(snapshot, &mut memo.files);
    diagnostics.extend(gathered.diagnostics.iter().cloned());

    progress(Stage::Link { entries: gathered.entries.len() });
    let all_read = !diagnostics.iter().any(Diagnostic::is_error);
    let (today, drafts, raw_html) = (request.today, request.drafts, config.raw_html);
    let inputs = graph::Inputs { snapshot, today, drafts, raw_html, all_read };
    let Reported { value: graph, diagnostics: found } = graph::relink(&gathered, inputs, &mut memo.links);
    diagnostics.extend(found);
    diagnostics.extend(check::run(&graph, &config, snapshot, today, &mut memo.checks));

    let theme = theme::reload(snapshot, &config, &mut memo.theme);
    diagnostics.extend(theme.diagnostics);
    let Plan { pages, facets, ties, diagnostics: found } = plan::replan(&graph, &config, snapshot, &mut memo.plan);
    diagnostics.extend(found);
    config.judge(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let gathered = Arc::new(gathered);
    Judged { diagnostics, gathered, graph, config, pages, facets, ties, theme: theme.value, today }
}

/// What is known of a site in which an error stands.
#[derive(Debug)]
pub struct Refused {
    pub graph: Graph,
    pub config: Config,
}

impl Judged {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The site, unless an error stands, with the findings.
    pub fn site(self, snapshot: &Snapshot, memo: &Memo) -> (Result<Site, Box<Refused>>, Vec<Diagnostic>) {
        let errors = self.has_errors();
        let Judged { diagnostics, gathered: _, graph, config, pages, facets, ties, theme, today } = self;
        let site = match theme {
            Some(theme) if !errors => {
                let (memo, copies) = (memo.pages.clone(), memo.copies.clone());
                Ok(Site::new(Parts { graph, config, pages, facets, ties, theme, today, memo, copies }, snapshot))
            }
            _ => Err(Box::new(Refused { graph, config })),
        };
        (site, diagnostics)
    }

    /// Renders and audits every page, unless an error stands.
    pub fn render(self, snapshot: &Snapshot, memo: &Memo, progress: Progress<'_>) -> Build {
        let pages = self.pages.len();
        let (site, mut diagnostics) = self.site(snapshot, memo);
        let site = match site {
            Ok(site) => site,
            Err(refused) => {
                let Refused { graph, config } = *refused;
                return Build {
                    output: None,
                    diagnostics,
                    graph,
                    config,
                    pages,
                    rendered: 0,
                    copies: Counts::default(),
                };
            }
        };
        progress(Stage::Render { pages });
        let before = memo.copies.counts();
        let copied = |copies| progress(Stage::Copied { copies, of: site.copies().len() });
        let output = site.output(&|pages| progress(Stage::Rendered { pages }), &copied);
        let copies = memo.copies.counts().since(before);
        diagnostics.extend(output.diagnostics);
        // Where pages are missing, links lead nowhere: one broken template must not cascade.
        if output.value.is_some() {
            diagnostics.extend(site.audited(snapshot));
        }
        diagnostic::sort(&mut diagnostics);
        let output = output.value.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
        let rendered = site.made();
        Build { output, diagnostics, graph: site.graph, config: site.config, pages, rendered, copies }
    }
}
