//! What devices keep of a site, so that it can be read without a connection: a service worker with a list of the site's
//! files and their bytes. It is made last, from all other files, and so is another one as soon as one of them is.
//!
//! Kept is what a visit needs: pages, what the theme shows them with, the data of search, "Near you" and "Find your way", and
//! drawings. Not kept is what is heavy, what is for paper or for other programs, and what leads elsewhere: photographs,
//! documents, films, packs to print, pictures of diagrams to take along, open data, calendars, feeds, old addresses, and what
//! owners publish as it is.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::entry::picture_path;
use crate::graph::Graph;
use crate::lasting;
use crate::near;
use crate::output::{FileClass, OutputFile, OutputPath};
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::search;
use crate::source::SourcePath;
use crate::theme::Theme;
use crate::view::Overview;
use crate::wayfinder;

/// Where the worker is: at the root, for a worker has a say over what lies below it.
pub const PATH: &str = "sw.js";

/// What it is made from.
pub const SOURCE: &str = "all other files, for devices that keep the site";

/// The worker without its list.
const CODE: &str = include_str!("worker.js");

/// A worker that takes away what another one has kept here, and then itself: for a server whose site is never kept.
pub const REMOVER: &str = include_str!("remover.js");

/// So many bytes a site may be for devices to keep, unpacked: what a visitor comes for first, as far as it fits.
pub const BUDGET: usize = 40 << 20;

/// What devices keep of a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    pub files: usize,
    pub bytes: usize,
    /// Pages that would be kept if the site were smaller.
    pub left_out: usize,
}

/// How much a visit needs a file. What is needed less is left out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What all pages need, and what leads to them.
    Needed,
    /// Pages of entries.
    Entry,
    /// Pages that show entries once more in another way.
    Another,
}

/// What decides which files of a site are kept.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    pub graph: &'a Graph,
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub pages: &'a [Page],
}

impl Site<'_> {
    /// The worker for a site of these files, and how much it has devices keep.
    pub fn worker(self, files: &BTreeMap<OutputPath, OutputFile>) -> (OutputFile, Kept) {
        let ranks = self.ranks();
        let ranked = files.iter().filter_map(|(path, file)| Some((*ranks.get(path.as_str())?, path.as_str(), file)));
        let (chosen, kept) = fit(ranked.collect(), BUDGET);
        let listed: Vec<(&str, String)> =
            chosen.into_par_iter().map(|(path, file)| (path, mark(&file.bytes))).collect();
        let listed: serde_json::Map<String, serde_json::Value> =
            listed.into_iter().map(|(path, mark)| (path.to_string(), mark.into())).collect();
        let page = permalink::output_path(self.config.addresses, Overview::Offline.page().list.path);
        let list = serde_json::Value::Object(listed);
        let rest =
            format!("const PAGE = {};\nconst FILES = new Map(Object.entries({list}));\n{CODE}", quoted(page.as_str()));
        let edition = mark(rest.as_bytes());
        let text = format!("\"use strict\";\nconst EDITION = {};\n{rest}", quoted(&edition));
        (OutputFile::new(FileClass::List, text.into_bytes()), kept)
    }

    fn ranks(self) -> FxHashMap<String, Rank> {
        let Site { graph, config, theme, pages } = self;
        let pages = pages.iter().filter_map(|page| Some((page.address.to_string(), rank(&page.subject)?)));
        let of_theme = theme.statics.iter().filter(|(name, _)| is_shown(name)).map(|(_, one)| one.address.clone());
        let data = [search::PATH, near::PATH, wayfinder::PATH, crate::machine_files::MANIFEST].map(str::to_string);
        let is_drawing = |path: &&SourcePath| path.extension() == "svg" && !graph.for_writers.contains(*path);
        let drawings = graph.pictures.keys().filter(is_drawing).map(|path| (permalink::of_asset(path), Rank::Entry));
        let logo = config.brand.as_ref().and_then(|brand| brand.logo.as_ref());
        let logo = logo.map(|logo| permalink::of_asset(&picture_path(logo)));
        let needed = of_theme.chain(data).chain(logo).map(|path| (path, Rank::Needed));
        drawings.chain(pages).chain(needed).collect()
    }
}

/// The files for which there is room, in the order of their paths. What all pages need has room in any case.
fn fit<'f>(mut ranked: Vec<(Rank, &'f str, &'f OutputFile)>, budget: usize) -> (Vec<(&'f str, &'f OutputFile)>, Kept) {
    ranked.sort_by_key(|(rank, path, _)| (*rank, *path));
    let mut kept = Kept::default();
    ranked.retain(|(rank, _, file)| {
        let bytes = kept.bytes + file.bytes.len();
        let has_room = *rank == Rank::Needed || bytes <= budget;
        match has_room {
            true => (kept.files, kept.bytes) = (kept.files + 1, bytes),
            false => kept.left_out += 1,
        }
        has_room
    });
    let mut chosen: Vec<(&str, &OutputFile)> = ranked.into_iter().map(|(_, path, file)| (path, file)).collect();
    chosen.sort_by_key(|(path, _)| *path);
    (chosen, kept)
}

/// Whether pages show a file of the theme. Icons are for the device, and pictures to share for other websites.
fn is_shown(name: &str) -> bool {
    lasting::takes_mark(name) && !name.starts_with("icon-")
}

fn rank(subject: &Subject) -> Option<Rank> {
    match subject {
        // Servers show it, and so can only a connection.
        Subject::Overview(Overview::NotFound) => None,
        Subject::Overview(_) => Some(Rank::Needed),
        Subject::Entry(_) => Some(Rank::Entry),
        Subject::Ladder(_) | Subject::Short(_) | Subject::Choice(..) | Subject::Narrowed(_) => Some(Rank::Another),
        // One is for paper, the other leads on.
        Subject::Pack(_) | Subject::Moved(_) => None,
    }
}

/// What bytes are known by, as browsers can work it out: a quarter of their SHA-256, which is enough among the files of one
/// site.
fn mark(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_visit_needs_less_gives_way_first() {
        let file = OutputFile::new(FileClass::Page, vec![0; 10]);
        let ranked = || {
            vec![
                (Rank::Another, "a.html", &file),
                (Rank::Entry, "z.html", &file),
                (Rank::Needed, "index.html", &file),
                (Rank::Needed, "theme.css", &file),
            ]
        };
        let within = |budget| {
            let (chosen, kept) = fit(ranked(), budget);
            assert_eq!((kept.files, kept.bytes, kept.left_out), (chosen.len(), chosen.len() * 10, 4 - chosen.len()));
            chosen.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(within(40), ["a.html", "index.html", "theme.css", "z.html"]);
        assert_eq!(within(39), ["index.html", "theme.css", "z.html"]);
        assert_eq!(within(20), ["index.html", "theme.css"]);
        assert_eq!(within(0), ["index.html", "theme.css"], "no page could be shown without these");
    }

    #[test]
    fn bytes_are_known_as_browsers_know_them() {
        // The beginning of the SHA-256 of nothing at all.
        assert_eq!(mark(b""), "e3b0c44298fc1c14");
    }
}
