//! Every address of the site and what claims it: pages and former names, the site's own files, smaller copies of
//! pictures, the theme's files, pictures of diagrams, and files for machines. What is published stands here; no two
//! things may want one address; and whoever asks why something is there is answered from here.

mod awaited;
mod collisions;

use std::borrow::Cow;

use crate::config::Config;
use crate::graph::Graph;
use crate::lasting;
use crate::machine_files;
use crate::offline;
use crate::permalink;
use crate::plan::{Page, Subject};
use crate::poster;
use crate::search;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::theme::{self, Theme};
use crate::variants;

pub use awaited::awaited;
pub use collisions::tell_once;

/// What the addresses of a site follow from.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    pub pages: &'a [Page],
    pub graph: &'a Graph,
    pub config: &'a Config,
    /// None where it cannot be read; its files are not known then.
    pub theme: Option<&'a Theme>,
    pub snapshot: &'a Snapshot,
}

/// What wants an address.
#[derive(Debug, Clone)]
pub enum Claim<'a> {
    /// A static file of the site's own theme, or of the default one.
    Theme(SourcePath),
    /// A file for machines or browsers, and what it is made from.
    Machine(&'static str),
    /// The picture of a diagram. Where the diagram is too large to be drawn, its address is kept for it.
    Poster(poster::Subject),
    /// A smaller copy of a picture.
    Copy(SourcePath),
    /// A page, or a former name that leads to one.
    Page(&'a Page),
    /// A file of the site.
    File(&'a SourcePath),
}

impl<'a> Claims<'a> {
    /// Every address with what claims it. What Trellis makes comes first and files come last, so that of two things
    /// that want one address the later is a file, if one of them is.
    pub fn all(self) -> impl Iterator<Item = (Cow<'a, str>, Claim<'a>)> {
        let Claims { pages, graph, config, .. } = self;
        let machine = machine_files::addresses(graph, config).chain([(search::PATH.to_string(), search::SOURCE)]);
        let worker = config.offline.then(|| (offline::PATH.to_string(), offline::SOURCE));
        let machine = machine.chain(worker);
        let machine = machine.map(|(address, from)| (Cow::Owned(address), Claim::Machine(from)));
        let posters = poster::subjects(graph).map(|(address, of)| (Cow::Owned(address), Claim::Poster(of)));
        let copies = variants::addresses(graph, config);
        let copies = copies.map(|(address, of)| (Cow::Owned(address), Claim::Copy(of)));
        let has_file = |page: &&Page| matches!(page.subject, Subject::Entry(_) | Subject::Moved(_));
        let pages = pages.iter().filter(move |page| !has_file(page)).chain(pages.iter().filter(has_file));
        let pages = pages.map(|page| (Cow::Borrowed(page.address.as_str()), Claim::Page(page)));
        self.of_theme().chain(machine).chain(posters).chain(copies).chain(pages).chain(graph.assets.iter().map(file))
    }

    fn of_theme(self) -> impl Iterator<Item = (Cow<'a, str>, Claim<'a>)> {
        let files = self.theme.into_iter().flat_map(|theme| theme.statics.iter());
        let files = files.map(|(name, one)| (name, Cow::Borrowed(&*one.address)));
        let plain = self.theme.into_iter().flat_map(move |theme| named_plainly(theme, self.graph, self.snapshot));
        let plain = plain.map(|name| (name, Cow::Owned(format!("{}{name}", lasting::FOLDER))));
        files.chain(plain).map(move |(name, address)| (address, Claim::Theme(self.theme_file(name))))
    }

    /// Plain names of the theme's files that have a mark where they are published. Nothing is there, and nothing may be:
    /// who puts a file there means to replace the theme's.
    fn plain(self) -> impl Iterator<Item = (Cow<'a, str>, Claim<'a>)> {
        let files = self.theme.into_iter().flat_map(|theme| theme.statics.iter());
        let files = files.map(|(name, one)| (name, format!("{}{name}", lasting::FOLDER), one));
        let taken = self.theme.map_or_else(Vec::new, |theme| named_plainly(theme, self.graph, self.snapshot));
        let files = files.filter(move |(name, plain, one)| *plain != one.address && !taken.contains(name));
        files.map(move |(name, plain, _)| (Cow::Owned(plain), Claim::Theme(self.theme_file(name))))
    }

    /// Where a static file of the theme lies: in the site's own theme, or in the default one.
    fn theme_file(self, name: &str) -> SourcePath {
        let own = self.config.theme.as_deref().map(|theme| SourcePath::new(format!("themes/{theme}/static/{name}")));
        own.filter(|path| self.snapshot.get(path).is_some())
            .unwrap_or_else(|| SourcePath::new(format!("{}/static/{name}", theme::DEFAULT)))
    }

    /// Whether a file of the site is published.
    pub fn publishes(self, path: &SourcePath) -> bool {
        self.all().any(|(_, claim)| matches!(claim, Claim::File(file) if file == path))
    }
}

/// Files of the theme that a file of the site names by their plain names. What owners publish as it is stays as it is, so
/// these are published under those names as well.
pub fn named_plainly<'t>(theme: &'t Theme, graph: &Graph, snapshot: &Snapshot) -> Vec<&'t str> {
    let may_name =
        |path: &&SourcePath| ["html", "htm", "css", "js", "mjs", "svg", "json"].contains(&&*path.extension());
    let texts = graph.assets.iter().filter(may_name).filter_map(|path| snapshot.text(path));
    let texts: Vec<&str> = texts.filter(|text| text.contains(lasting::FOLDER)).collect();
    let plain = |name: &str| format!("{}{name}", lasting::FOLDER);
    let files = theme.statics.iter().filter(|(name, one)| one.address != plain(name) && !texts.is_empty());
    files.map(|(name, _)| name).filter(|name| texts.iter().any(|text| text.contains(&plain(name)))).collect()
}

/// A file of the site with the address that it wants.
fn file(path: &SourcePath) -> (Cow<'_, str>, Claim<'_>) {
    (Cow::Owned(permalink::of_asset(path)), Claim::File(path))
}
