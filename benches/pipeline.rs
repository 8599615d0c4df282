//! One bench a stage, a clean build in memory, and rebuilds: `cargo bench`. `cargo test --benches` runs each once.

#[path = "../examples/corpus/mod.rs"]
mod corpus;

use divan::{Bencher, black_box};
use jiff::civil::Date;
use trellis::config::{self, Config};
use trellis::contents::{Contents, read_all};
use trellis::graph::Drafts;
use trellis::graph::{self, Graph};
use trellis::memo::Memo;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;
use trellis::view::Facets;
use trellis::{check, plan};

fn main() {
    divan::main();
}

/// Sizes of sites; a small one when the benches are only tried.
fn sizes() -> Vec<usize> {
    if std::env::args().any(|argument| argument == "--bench") { vec![1_000, 10_000] } else { vec![100] }
}

fn snapshot(entries: usize) -> Snapshot {
    corpus::site(entries, 1).into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

fn today() -> Date {
    corpus::TODAY.parse().expect("a date")
}

fn request() -> Request {
    Request { today: today(), drafts: Drafts::Hide, base_url: None, staging: false }
}

fn contents(snapshot: &Snapshot) -> Contents {
    read_all(snapshot, &mut Default::default())
}

fn link(snapshot: &Snapshot, config: &Config, contents: &Contents) -> Graph {
    let today = today();
    let inputs = graph::Inputs { snapshot, today, drafts: Drafts::Hide, config, all_read: true };
    graph::relink(contents, inputs, &mut graph::Memo::default()).value
}

#[divan::bench(args = sizes())]
fn read_entries(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    bencher.bench_local(|| contents(black_box(&snapshot)));
}

#[divan::bench(args = sizes())]
fn link_entries(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    let (config, read) = (config::read(&snapshot, None).value, contents(&snapshot));
    bencher.bench_local(|| link(black_box(&snapshot), &config, &read));
}

#[divan::bench(args = sizes())]
fn check_graph(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    let config = config::read(&snapshot, None).value;
    let graph = link(&snapshot, &config, &contents(&snapshot));
    bencher.bench_local(|| check::run(black_box(&graph), &config, &snapshot, today(), &mut check::Memo::default()));
}

#[divan::bench(args = sizes())]
fn plan_pages(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    let config = config::read(&snapshot, None).value;
    let graph = link(&snapshot, &config, &contents(&snapshot));
    bencher.bench_local(|| plan::pages(black_box(&graph), &config, &Facets::new(&graph)));
}

/// Views, templates and files for machines, of a site that has been judged.
#[divan::bench(args = sizes())]
fn render(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    bencher
        .with_inputs(|| pipeline::judge(&snapshot, &request(), &mut Memo::default(), &|_| {}))
        .bench_local_values(|judged| judged.render(&snapshot, &Memo::default(), &|_| {}));
}

#[divan::bench(args = sizes())]
fn clean_build(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    bencher.bench_local(|| pipeline::build(black_box(&snapshot), &request(), &mut Memo::default(), &|_| {}));
}

#[divan::bench(args = sizes())]
fn rebuild_with_nothing_changed(bencher: Bencher, entries: usize) {
    let snapshot = snapshot(entries);
    let mut memo = Memo::default();
    pipeline::build(&snapshot, &request(), &mut memo, &|_| {});
    bencher.bench_local(|| pipeline::build(black_box(&snapshot), &request(), &mut memo, &|_| {}));
}

/// What the dev server waits for after a save: everything but rendering.
#[divan::bench(args = sizes())]
fn judge_after_one_edit(bencher: Bencher, entries: usize) {
    let (mut snapshot, mut memo) = (snapshot(entries), Memo::default());
    bencher.bench_local(|| {
        edit(&mut snapshot);
        pipeline::judge(&snapshot, &request(), &mut memo, &|_| {}).site(&snapshot, &memo)
    });
}

#[divan::bench(args = sizes())]
fn rebuild_after_one_edit(bencher: Bencher, entries: usize) {
    let (mut snapshot, mut memo) = (snapshot(entries), Memo::default());
    pipeline::build(&snapshot, &request(), &mut memo, &|_| {});
    bencher.bench_local(|| {
        edit(&mut snapshot);
        pipeline::build(&snapshot, &request(), &mut memo, &|_| {})
    });
}

/// One more line in the text of one role.
fn edit(snapshot: &mut Snapshot) {
    let edited = SourcePath::new("content/roles/role-1.md");
    let mut text = snapshot.text(&edited).expect("the corpus has this role").to_string();
    text.push_str("\nOne more line.\n");
    snapshot.insert(edited, File::new(text.into_bytes()));
}
