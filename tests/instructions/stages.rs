//! What each stage takes over one made-up site, to be held to its budget.

use trellis::contents::read_all;
use trellis::graph::{self, Drafts};
use trellis::memo::Memo;
use trellis::output::OutputPath;
use trellis::snapshot::Snapshot;
use trellis::view::Facets;
use trellis::{check, config, pipeline, plan, search, theme};

use super::counted::{count, counted};
use super::{budget, corpus};

/// The stages, in the order in which they are counted. `machines` are the files for machines, and `again` is a build of
/// the same site with the memory of the first.
pub const NAMES: [&str; 10] =
    ["read", "link", "check", "plan", "theme", "render", "search", "machines", "audit", "again"];
/// Entries of the site.
const ENTRIES: usize = 300;

/// Runs each stage; this runs in valgrind.
pub fn run() {
    let snapshot: Snapshot =
        corpus::site(ENTRIES, 1).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let config = config::read(&snapshot, None).value;
    let request = super::growth::request();
    let today = request.today;

    let contents = counted(|| read_all(&snapshot, &mut Default::default()));
    let inputs = || graph::Inputs { snapshot: &snapshot, today, drafts: Drafts::Hide, config: &config, all_read: true };
    let linked = counted(|| graph::relink(&contents, inputs(), &mut graph::Memo::default()).value);
    counted(|| check::run(&linked, &config, &snapshot, today, &mut check::Memo::default()).len());
    counted(|| plan::pages(&linked, &config, &Facets::new(&linked)).len());

    counted(|| theme::load(&snapshot, &config).value.is_some());

    let mut memo = Memo::default();
    let judged = pipeline::judge(&snapshot, &request, &mut memo, &|_| {});
    let site = judged.site(&snapshot, &memo).0.expect("the made-up site has no error");
    counted(|| {
        for page in site.pages().iter() {
            site.file(&page.address).expect("it is there").expect("it can be rendered");
        }
    });
    counted(|| site.file(&OutputPath::new(search::PATH)).expect("it is there").is_ok());
    counted(|| site.file(&OutputPath::new("robots.txt")).expect("it is there").is_ok());
    counted(|| site.audited(&snapshot).len());
    drop(site);
    counted(|| pipeline::build(&snapshot, &request, &mut memo, &|_| {}).pages);
}

/// Counts every stage, and tells those that take more than their budget.
pub fn check() -> Vec<String> {
    let counts = count("stages");
    assert_eq!(counts.len(), NAMES.len(), "each stage is counted");
    let counts: Vec<_> = NAMES.into_iter().zip(counts).collect();
    if std::env::var_os("TRELLIS_ALL").is_some() {
        counts.iter().for_each(|(stage, count)| println!("{count:12}  {stage}"));
    }
    budget::check(&counts)
}
