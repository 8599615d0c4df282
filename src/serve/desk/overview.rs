//! The first page of the desk: how the site is, and what to do next.

use serde::Serialize;

use super::changes;
use super::context::{DeskContext, FindingView};
use super::figures::{self, Short};
use super::page::DeskPage;
use super::phrases;
use crate::diagnostic::Diagnostic;
use crate::entry::kinds::Kind;
use crate::find::why;
use crate::health::Health;

/// Findings that are shown here.
const FIRST: usize = 3;

#[derive(Debug, Serialize)]
struct View {
    /// `stop`, `look` or `good`.
    state: &'static str,
    headline: String,
    meaning: &'static str,
    tiles: Vec<Tile>,
    first: Vec<FindingView>,
    more: Option<String>,
    kinds: Vec<KindCount>,
    /// The page of what is changed against the last commit, where there may be one.
    changes: Option<&'static str>,
}

/// One figure, and the page that says more.
#[derive(Debug, Serialize)]
pub struct Tile {
    pub href: &'static str,
    pub name: &'static str,
    pub figure: String,
    pub words: String,
    /// `stop`, `look` or `good`.
    pub state: &'static str,
}

#[derive(Debug, Serialize)]
struct KindCount {
    href: String,
    words: String,
    number: String,
}

pub fn made(look: &DeskContext<'_>, health: &Health) -> DeskPage {
    let (errors, warnings) = look.counts();
    let all = &look.survey.judged.diagnostics;
    let urgent: Vec<&Diagnostic> = all.iter().filter(|finding| finding.is_error() || errors == 0).collect();
    let rest = all.len() - urgent.len().min(FIRST);
    let (state, headline, meaning) = headline(errors, warnings);
    let view = View {
        state,
        headline,
        meaning,
        tiles: tiles(look, errors, warnings, figures::short(health)),
        first: urgent.iter().take(FIRST).map(|finding| look.finding(finding)).collect(),
        more: (rest > 0).then(|| format!("See {} more", phrases::count(rest, "finding", "findings"))),
        kinds: kinds(look),
        changes: changes::address(look),
    };
    DeskPage::new("Overview", "/_trellis/", "overview.html", &view)
}

/// How the site is in a word, a sentence, and what that means.
pub fn headline(errors: usize, warnings: usize) -> (&'static str, String, &'static str) {
    if errors > 0 {
        return ("stop", stopped_by(errors), "Visitors still see the last good site, and nothing is lost.");
    }
    if warnings > 0 {
        let headline = format!("The site can be published, with {}", phrases::count(warnings, "warning", "warnings"));
        return ("look", headline, "A warning stops nothing. Look at each when you have time.");
    }
    ("good", "The site can be published".into(), "Nothing was found that needs mending.")
}

/// What keeps the site from being published.
pub fn stopped_by(errors: usize) -> String {
    let verb = if errors == 1 { "stops" } else { "stop" };
    format!("{} {verb} the site from being published", phrases::count(errors, "error", "errors"))
}

fn tiles(look: &DeskContext<'_>, errors: usize, warnings: usize, figures: Short) -> Vec<Tile> {
    let left_out = why::left_out(&look.survey).len();
    let files = phrases::count(look.files_with_findings(), "file", "files");
    let total = look.survey.contents.entries.len();
    vec![
        Tile {
            href: "/_trellis/problems",
            name: "Problems",
            figure: phrases::grouped(errors + warnings),
            words: if errors + warnings == 0 { "nothing to mend".into() } else { format!("in {files}") },
            state: headline(errors, warnings).0,
        },
        reviews_tile(figures),
        reading_tile(figures),
        Tile {
            href: figures::COVERAGE,
            name: "Coverage",
            figure: phrases::grouped(figures.gaps),
            words: if figures.gaps == 0 { "no gaps" } else { "gaps in the Framework" }.into(),
            state: if figures.gaps == 0 { "good" } else { "look" },
        },
        Tile {
            href: "/_trellis/entries",
            name: "Entries",
            figure: phrases::grouped(total),
            words: format!("{} on the site", phrases::grouped(look.survey.graph().len())),
            state: "good",
        },
        Tile {
            href: "/_trellis/left-out",
            name: "Not on the site",
            figure: phrases::grouped(left_out),
            words: if left_out == 0 { "all is published" } else { "drafts, dates and errors" }.into(),
            state: if left_out == 0 { "good" } else { "look" },
        },
    ]
}

fn reviews_tile(figures: Short) -> Tile {
    let (figure, words, state) = match (figures.overdue, figures.soon) {
        (0, 0) => (0, "nothing due soon".into(), "good"),
        (0, soon) => (soon, "due soon".into(), "look"),
        (overdue, 0) => (overdue, "overdue".into(), "stop"),
        (overdue, soon) => (overdue, format!("overdue, and {} due soon", phrases::grouped(soon)), "stop"),
    };
    Tile { href: figures::REVIEWS, name: "Reviews", figure: phrases::grouped(figure), words, state }
}

fn reading_tile(figures: Short) -> Tile {
    let words = match figures.hard {
        0 => "in the middle; no page is hard".into(),
        hard => format!("in the middle; {} hard to read", phrases::count(hard, "page is", "pages are")),
    };
    Tile {
        href: figures::READING,
        name: "Reading age",
        figure: figures.median.map_or_else(|| "–".into(), |age| age.to_string()),
        words,
        state: if figures.hard == 0 { "good" } else { "look" },
    }
}

fn kinds(look: &DeskContext<'_>) -> Vec<KindCount> {
    let number = |kind: Kind| look.survey.contents.entries.iter().filter(|entry| entry.kind == kind).count();
    let counted = Kind::ALL.iter().map(|&kind| (kind, number(kind))).filter(|(_, number)| *number > 0);
    counted
        .map(|(kind, number)| KindCount {
            href: format!("/_trellis/entries?kind={}", phrases::encoded(kind.folder())),
            words: phrases::capital(if number == 1 { kind.one() } else { kind.many() }),
            number: phrases::grouped(number),
        })
        .collect()
}
