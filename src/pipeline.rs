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
use crate::graph::{self, Graph, LeftOut};
use crate::memo::Memo;
use crate::output::{FileClass, Output, OutputFile, OutputPath};
use crate::permalink;
use crate::plan::{self, Page};
use crate::render;
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

/// What came of it.
#[derive(Debug)]
pub struct Build {
    /// The site; missing when an error stands.
    pub output: Option<Output>,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    pub graph: Graph,
    pub config: Config,
    pub left_out: Vec<LeftOut>,
    pub pages: usize,
    /// Pages that were rendered now; the others were kept from the last build.
    pub rendered: usize,
}

impl Build {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// How far a build is, for people who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Read { files: usize },
    Link { entries: usize },
    Render { pages: usize },
}

/// Builds the site.
pub fn build(snapshot: &Snapshot, request: &Request, memo: &mut Memo, progress: &(dyn Fn(Stage) + Sync)) -> Build {
    let Reported { value: config, mut diagnostics } = config::read(snapshot, request.base_url.as_deref());
    diagnostics.extend(snapshot.problems.iter().cloned());

    let entries = read(snapshot, memo, &mut diagnostics, progress);
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

    let mut build = Build {
        output: None,
        left_out: graph.left_out.clone(),
        pages: planned.value.len(),
        rendered: 0,
        diagnostics,
        graph,
        config,
    };
    if let (Some(theme), false) = (theme.value, build.has_errors()) {
        progress(Stage::Render { pages: planned.value.len() });
        render(&mut build, &planned.value, &theme, snapshot, today, memo);
    }
    memo.entries.turn();
    if build.output.is_some() {
        memo.pages.turn();
    }
    diagnostic::sort(&mut build.diagnostics);
    build
}

/// Reads every entry, or takes it from the last build.
fn read(
    snapshot: &Snapshot,
    memo: &Memo,
    diagnostics: &mut Vec<Diagnostic>,
    progress: &(dyn Fn(Stage) + Sync),
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
fn render(build: &mut Build, pages: &[Page], theme: &Theme, snapshot: &Snapshot, today: Date, memo: &Memo) {
    let shared = Shared::new(&build.graph, &build.config);
    let context = Context { graph: &build.graph, config: &build.config, today, shared: &shared };
    let rendered = AtomicUsize::new(0);
    let results: Vec<_> = pages
        .par_iter()
        .map(|page| {
            let view = page.view(&context);
            let template = page.template(context.graph);
            let made = memo.pages.get_or_make(view.memo_key(template, theme.hash), || {
                rendered.fetch_add(1, Ordering::Relaxed);
                let bytes = render::page(&view, template, theme)?;
                let hash = xxhash_rust::xxh3::xxh3_128(&bytes);
                Ok::<_, Box<Diagnostic>>((bytes, hash))
            });
            made.map(|made| (permalink::output_path(context.config.addresses, &page.path), made))
        })
        .collect();
    let mut output = Output::default();
    let mut failures: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok((path, (bytes, hash))) => {
                output.files.insert(path, OutputFile { class: FileClass::Page, bytes, hash });
            }
            Err(finding) => failures.push(*finding),
        }
    }
    output.files.extend(extras::files(&context, pages));
    for (name, bytes) in &theme.statics {
        output
            .files
            .insert(OutputPath::new(format!("assets/{name}")), OutputFile::new(FileClass::Asset, bytes.clone()));
    }
    for asset in &build.graph.assets {
        let file = snapshot.get(asset).expect("assets are files of the snapshot");
        let path = OutputPath::new(permalink::of_asset(asset));
        output.files.insert(path, OutputFile { class: FileClass::Asset, bytes: file.bytes.clone(), hash: file.hash });
    }
    build.rendered = rendered.into_inner();
    if failures.is_empty() {
        build.output = Some(output);
    }
    build.diagnostics.extend(failures);
}
