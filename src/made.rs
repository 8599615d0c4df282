//! The files that Trellis makes beside the pages, and files of the site that would take their place.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::entry::maker;
use crate::graph::Graph;
use crate::machine_files;
use crate::permalink;
use crate::poster;
use crate::search;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::theme::{self, Theme};

/// What a made file is made from, by its address; only for addresses at which there is one.
pub fn source_of(address: &str) -> &'static str {
    match address {
        search::PATH => "every page: the words that people can search for",
        "sitemap.xml" => "the list of all pages, for search engines",
        "feed.xml" => "the pages, by the day they were reviewed",
        machine_files::ROBOTS => "the settings of the site, for search engines",
        machine_files::MANIFEST => "the settings of the site, for devices",
        _ if address.ends_with(".ics") => "the event of the same name, as a calendar entry",
        _ if address.starts_with("api/") => "all entries of one kind, as open data",
        _ if address.starts_with("assets/") => "the theme, as it is",
        _ => "the whole site",
    }
}

/// The address of every made file, those of the theme aside. An owner's `robots.txt` takes the place of the made one.
fn addresses(graph: &Graph, config: &Config) -> impl Iterator<Item = String> {
    let posters = poster::subjects(graph).map(|(path, _)| path);
    let made = machine_files::addresses(graph, config).chain(posters).chain([search::PATH.to_string()]);
    made.filter(|address| address != machine_files::ROBOTS)
}

/// Files of the site that want the address of a made file. They are wrong also where nothing refers to them: who puts
/// one there wants it published.
pub fn collisions(graph: &Graph, config: &Config, snapshot: &Snapshot, theme: Option<&Theme>) -> Vec<Diagnostic> {
    let strays = graph.strays.iter().map(|stray| &stray.path).filter(|path| maker(path.file_name()).is_none());
    let wants: Vec<(String, &SourcePath)> =
        graph.assets.iter().chain(strays).map(|path| (permalink::of_asset(path), path)).collect();
    // Most sites have nothing but pictures in a folder of their own.
    let mut found = Vec::new();
    if wants.is_empty() {
        return found;
    }
    let mut hold = |address: &str, other: &dyn Fn() -> String| {
        for (wanted, path) in wants.iter().filter(|(wanted, _)| is_same(wanted, address)) {
            found.push(catalogue::address_collision(Span::file(path), wanted, &other()));
        }
    };
    for name in theme.into_iter().flat_map(|theme| theme.statics.keys()) {
        hold(&format!("assets/{name}"), &|| format!("the theme's file {}", theme_file(name, config, snapshot)));
    }
    for address in addresses(graph, config) {
        hold(&address, &|| format!("the `{address}` that Trellis makes from {}", source_of(&address)));
    }
    found
}

/// Addresses that differ only in capitals are one on many systems.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.to_lowercase() == other.to_lowercase()
}

/// Where a static file of the theme lies: in the site's own theme, or in the default one.
fn theme_file(name: &str, config: &Config, snapshot: &Snapshot) -> SourcePath {
    let own = config.theme.as_deref().map(|theme| SourcePath::new(format!("themes/{theme}/static/{name}")));
    own.filter(|path| snapshot.get(path).is_some())
        .unwrap_or_else(|| SourcePath::new(format!("{}/static/{name}", theme::DEFAULT)))
}

/// Takes out what is told of files that nothing refers to, where something else is wrong with them: two files want one
/// address, or a picture is called by a name that no file has, which may be any of them.
pub fn tell_once(diagnostics: &mut Vec<Diagnostic>) {
    let is_named_wrongly = diagnostics.iter().any(|finding| finding.code == Code::MissingImage);
    let folded = |finding: &Diagnostic| finding.span.path.as_str().to_lowercase();
    let collides = |finding: &&Diagnostic| finding.code == Code::AddressCollision;
    let told: Vec<String> = diagnostics.iter().filter(collides).map(folded).collect();
    diagnostics
        .retain(|finding| finding.code != Code::StrayFile || !is_named_wrongly && !told.contains(&folded(finding)));
}
