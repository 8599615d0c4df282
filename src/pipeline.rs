//! The whole program on one screen: a snapshot in, a site or a list of findings out.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{self, Diagnostic, Reported};
use crate::entry::{self, Entry, FileRole};
use crate::extras;
use crate::graph::link::Drafts;
use crate::graph::{self, Graph};
use crate::memo::Memo;
use crate::output::{FileClass, Output, OutputFile, OutputPath};
use crate::permalink;
use crate::plan::{self, Page};
use crate::render;
use crate::search;
use crate::snapshot::Snapshot;
use crate::theme::{self, Theme};
use crate::view::{Context, Shared};

/// What a build is asked to do.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day that drafts, dates and reviews are judged by.
    pub today: Date,
    pub drafts: Drafts,
    /// Takes the place of `base_url` in `site.yaml`.
    pub base_url: Option<String>,
}

/// A site that has been read, linked and checked, and not yet rendered.
#[derive(Debug)]
pub struct Judged {
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    pub graph: Graph,
    pub config: Config,
    pub pages: Vec<Page>,
    theme: Option<Theme>,
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
}

/// How far a build is, for people who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Read { files: usize },
    Link { entries: usize },
    Render { pages: usize },
    Rendered { pages: usize },
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

    let entries = read(snapshot, memo, &mut diagnostics, progress);
    memo.entries.turn();
    progress(Stage::Link { entries: entries.len() });
    let all_read = !diagnostics.iter().any(Diagnostic::is_error);
    let (today, drafts, raw_html) = (request.today, request.drafts, config.raw_html);
    let linked = graph::link(&entries, graph::Inputs { snapshot, today, drafts, raw_html, all_read });
    let graph = linked.value;
    diagnostics.extend(linked.diagnostics);
    diagnostics.extend(check::run(&graph, &config, snapshot, today));

    let theme = theme::load(snapshot, &config);
    diagnostics.extend(theme.diagnostics);
    let planned = plan::pages(&graph, &config, snapshot);
    diagnostics.extend(planned.diagnostics);
    config.judge(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Judged { diagnostics, graph, config, pages: planned.value, theme: theme.value, today }
}

impl Judged {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Renders every page, unless an error stands.
    pub fn render(self, snapshot: &Snapshot, memo: &mut Memo, progress: Progress<'_>) -> Build {
        let errors = self.has_errors();
        let Judged { diagnostics, graph, config, pages, theme, today } = self;
        let mut build = Build { output: None, diagnostics, graph, config, pages: pages.len(), rendered: 0 };
        if let (Some(theme), false) = (theme, errors) {
            progress(Stage::Render { pages: pages.len() });
            render_all(&mut build, &pages, &theme, snapshot, today, memo, progress);
            diagnostic::sort(&mut build.diagnostics);
            memo.pages.turn();
        }
        build
    }
}

/// Reads every entry, or takes it from the last build.
fn read(
    snapshot: &Snapshot,
    memo: &Memo,
    diagnostics: &mut Vec<Diagnostic>,
    progress: Progress<'_>,
) -> Vec<Arc<Entry>> {
    let files: Vec<_> = snapshot.below("content").map(|(path, file)| (path, file, entry::role_of(path))).collect();
    progress(Stage::Read { files: files.len() });
    let read: Vec<_> = files
        .par_iter()
        .filter_map(|(path, file, role)| match role {
            FileRole::Entries(kind) => {
                let make = || Ok::<_, std::convert::Infallible>(Arc::new(entry::read(path, *kind, file)));
                let Ok(read) = memo.entries.get_or_make(((*path).clone(), file.hash), make);
                Some(read)
            }
            FileRole::Unknown => {
                Some(Arc::new(Reported { value: Vec::new(), diagnostics: vec![entry::unknown_folder(path)] }))
            }
            FileRole::Asset | FileRole::Ignored => None,
        })
        .collect();
    diagnostics.extend(read.iter().flat_map(|read| read.diagnostics.iter().cloned()));
    read.iter().flat_map(|read| read.value.iter().cloned()).collect()
}

/// Renders every page, or takes it from the last build, and gathers the files of the site.
fn render_all(
    build: &mut Build,
    pages: &[Page],
    theme: &Theme,
    snapshot: &Snapshot,
    today: Date,
    memo: &Memo,
    progress: Progress<'_>,
) {
    let shared = Shared::new(&build.graph, &build.config);
    let context = Context { graph: &build.graph, config: &build.config, today, shared: &shared };
    let (rendered, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results: Vec<_> = pages
        .par_iter()
        .map(|page| {
            let made = remember_page(page, &context, theme, memo, &rendered);
            progress(Stage::Rendered { pages: done.fetch_add(1, Ordering::Relaxed) + 1 });
            made.map(|file| (permalink::output_path(context.config.addresses, &page.path), file))
        })
        .collect();
    let mut output = Output::default();
    let mut failures: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok((path, file)) => {
                output.files.insert(path, file);
            }
            Err(finding) => failures.push(*finding),
        }
    }
    output.files.extend(extras::files(&context, pages));
    output.files.extend([extras::manifest(&context, theme)]);
    output.files.extend([search::file(&context, &|key| theme.words(key))]);
    add_assets(&mut output, theme, &build.graph, snapshot);
    build.rendered = rendered.into_inner();
    build.output = failures.is_empty().then_some(output);
    build.diagnostics.extend(failures);
}

fn remember_page(
    page: &Page,
    context: &Context<'_>,
    theme: &Theme,
    memo: &Memo,
    rendered: &AtomicUsize,
) -> Result<OutputFile, Box<Diagnostic>> {
    let view = page.view(context);
    let template = page.template(context.graph);
    memo.pages.get_or_make(view.memo_key(template, theme.hash), || {
        rendered.fetch_add(1, Ordering::Relaxed);
        render::page(&view, template, theme).map(|bytes| OutputFile::new(FileClass::Page, bytes))
    })
}

/// Files that are published as they are: the theme's, and the site's own.
fn add_assets(output: &mut Output, theme: &Theme, graph: &Graph, snapshot: &Snapshot) {
    for (name, bytes) in &theme.statics {
        output
            .files
            .insert(OutputPath::new(format!("assets/{name}")), OutputFile::new(FileClass::Asset, bytes.clone()));
    }
    for asset in &graph.assets {
        let file = snapshot.get(asset).expect("assets are files of the snapshot");
        let path = OutputPath::new(permalink::of_asset(asset));
        output.files.insert(path, OutputFile { class: FileClass::Asset, bytes: file.bytes.clone(), hash: file.hash });
    }
}
