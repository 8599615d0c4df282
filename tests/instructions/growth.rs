//! Sixteen times as much of a shape takes at most twenty times the work: nothing in a text costs its square.

use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Request};
use trellis::snapshot::Snapshot;

use super::counted::{count, counted};
use super::shapes::{self, Files, Shape};

/// What a shape may take when it is sixteen times as large.
const MOST: f64 = 20.0;
/// Less is what a site takes around a shape, and differs from site to site.
const AROUND: u64 = 1_000_000;
/// Every so many shapes are counted in one process.
pub const PARTS: usize = 2;
/// Shapes that grow faster, with the times they may take. None of them may grow more; who mends one takes it out.
const KNOWN: [(&str, f64); 1] = [
    // Each short row is filled up to the width of the head, until there are 2^18 cells. 24.4 times.
    ("columns of a table with short rows", 26.0),
];

/// How large shapes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sizes {
    /// Large enough for a square to show, and small enough to be counted in a minute.
    Small,
    /// As long as what people paste, for `tests/long`.
    Large,
}

impl Sizes {
    const ALL: [Sizes; 2] = [Sizes::Small, Sizes::Large];

    pub fn name(self) -> &'static str {
        match self {
            Sizes::Small => "small",
            Sizes::Large => "large",
        }
    }

    /// In bytes.
    fn both(self) -> [usize; 2] {
        match self {
            Sizes::Small => [1_000, 16_000],
            Sizes::Large => [20_000, 320_000],
        }
    }
}

/// A part of the shapes. Large ones that are known to take their square would take hours.
fn part(sizes: Sizes, part: usize) -> impl Iterator<Item = &'static Shape> {
    let is_left_out = move |shape: &Shape| sizes == Sizes::Large && most(shape.name) > MOST;
    shapes::all().filter(move |shape| !is_left_out(shape)).skip(part).step_by(PARTS)
}

/// The times that a shape may take.
fn most(shape: &str) -> f64 {
    KNOWN.iter().find(|known| known.0 == shape).map_or(MOST, |known| known.1)
}

/// Builds each shape of a part in both sizes, after a site without any; this runs in valgrind.
pub fn run(sizes: &str, number: usize) {
    let sizes = Sizes::ALL.into_iter().find(|each| each.name() == sizes).expect("sizes that there are");
    let mut memo = Memo::default();
    let none = || (shapes::all().next().expect("there are shapes").files)(10);
    build(none(), &mut memo);
    counted(|| build(none(), &mut memo));
    for shape in part(sizes, number) {
        for size in sizes.both() {
            let files = (shape.files)(size);
            counted(|| build(files, &mut memo));
        }
    }
}

/// With the memory of the last build, which knows the theme and all that is around the shape.
fn build(files: Files, memo: &mut Memo) {
    let snapshot: Snapshot = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    pipeline::build(&snapshot, &request(), memo, &|_| {});
}

pub fn request() -> Request {
    let today = super::corpus::TODAY.parse().expect("a date");
    Request { today, drafts: Drafts::Hide, base_url: None, staging: false }
}

/// Counts a part, and tells the shapes that grow too fast.
pub fn check(sizes: Sizes, number: usize) -> Vec<String> {
    let counts = count(&format!("growth {} {number}", sizes.name()));
    assert_eq!(counts.len(), 1 + 2 * part(sizes, number).count(), "each build is counted");
    let (none, counts) = (counts[0], &counts[1..]);
    part(sizes, number)
        .zip(counts.chunks(2))
        .filter_map(|(shape, both)| judge(shape.name, sizes, none, [both[0], both[1]]))
        .collect()
}

fn judge(shape: &str, sizes: Sizes, none: u64, both: [u64; 2]) -> Option<String> {
    let [small, large] = both.map(|all| all.saturating_sub(none).max(AROUND));
    let times = large as f64 / small as f64;
    if std::env::var_os("TRELLIS_ALL").is_some() {
        println!("{times:6.1} times {small:12} {large:12}  {shape}");
    }
    let most = most(shape);
    let [few, many] = sizes.both();
    (times > most).then(|| {
        format!(
            "{shape}: {few} bytes take {small} instructions and {many} bytes {large}, which is {times:.1} times as many; \
             {most} times are allowed"
        )
    })
}
