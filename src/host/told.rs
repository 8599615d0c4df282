//! What every host is told of a site.

use std::collections::{BTreeMap, BTreeSet};

use super::in_regex;
use super::policy::{self, Hsts};
use super::types::{extension, type_of};
use crate::config::Config;
use crate::graph::Graph;
use crate::lasting;
use crate::offline;
use crate::output::{Output, OutputPath, folders_of};
use crate::packed::Coding;
use crate::permalink;
use crate::plan;

/// How long what has a mark of its bytes in its name may be kept: for ever, which browsers count as a year.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";
/// All other files may be kept, and are asked about each time.
pub(super) const ASK: &str = "no-cache";

/// A page that has a name of its own no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The file that stands there.
    pub file: String,
    /// Addresses that lead to it, from the site's root, the usual one first.
    pub from: Vec<String>,
    /// Where it is now, from the site's root.
    pub to: String,
}

/// Where the paths that a host compares begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    Site,
    Host,
}

/// A site, as far as a host must know it.
#[derive(Debug)]
pub struct Told {
    /// The path of the site on its host, with slashes at both ends.
    pub base: String,
    pub moved: Vec<Moved>,
    /// The type of each ending that a file of the site has, in small letters.
    pub types: BTreeMap<String, &'static str>,
    /// Files without an ending.
    pub plain: Vec<String>,
    /// Files whose names change with their bytes.
    pub lasting: Vec<String>,
    /// Folders that have no page of their own.
    pub closed: BTreeSet<String>,
    /// Whether there is a file that names all others by their bytes, so that it must come last.
    pub has_worker: bool,
    pub headers: Vec<(&'static str, String)>,
    /// In which codings packed twins lie beside files, the one to be preferred first.
    pub twins: &'static [Coding],
}

impl Told {
    /// What is said of a whole site; the error is for whoever gave the address of the site.
    pub fn new(
        graph: &Graph,
        config: &Config,
        output: &Output,
        hsts: Hsts,
        twins: &'static [Coding],
    ) -> Result<Told, String> {
        let base = config.base_path();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        if let Some(odd) = base.chars().find(|&c| !is_plain(c)) {
            return Err(format!(
                "`{odd}` in the path of base_url has a meaning of its own in the settings of servers\n  help: choose a \
                 path of letters, numbers and hyphens, such as /careers/ahp/"
            ));
        }
        let (mut types, mut plain) = (BTreeMap::new(), Vec::new());
        for path in output.files.keys().map(|path| path.as_str()) {
            match extension(path) {
                Some(ending) if ending.chars().all(|c| c.is_ascii_alphanumeric()) => {
                    types.insert(ending.to_ascii_lowercase(), type_of(path));
                }
                Some(_) => {}
                None if path.starts_with('.') || path.contains("/.") => {}
                None => plain.push(path.to_string()),
            }
        }
        let lasting = output.files.iter().filter(|(path, file)| lasting::is_lasting(path.as_str(), file.hash));
        let lasting = lasting.map(|(path, _)| path.as_str());
        Ok(Told {
            base: base.to_string(),
            moved: plan::moved(graph, config).map(|(was, former)| moved(config, graph, &was, former)).collect(),
            types,
            plain,
            closed: closed(output),
            has_worker: output.files.contains_key(&OutputPath::new(offline::PATH)),
            lasting: lasting.map(str::to_string).collect(),
            headers: policy::headers(config, hsts),
            twins,
        })
    }

    /// Whether a path's name looks as if it changed with its bytes, as a regular expression; paths begin at the site's root,
    /// or at that of the host.
    pub(super) fn expression(&self, from: Root) -> String {
        match from {
            Root::Site => lasting::expression("/"),
            Root::Host => lasting::expression(&in_regex(&self.base)),
        }
    }

    /// An address on the host of one from the site's root.
    pub fn address(&self, inside: &str) -> String {
        format!("{}{inside}", self.base)
    }

    /// Every former address with the present one, both on the host.
    pub fn redirects(&self) -> impl Iterator<Item = (String, String)> {
        self.moved.iter().flat_map(|moved| {
            let lead = |from: &String| (self.address(from), self.address(&moved.to));
            moved.from.iter().map(lead).collect::<Vec<_>>()
        })
    }
}

fn closed(output: &Output) -> BTreeSet<String> {
    let all = output.files.keys().flat_map(|path| folders_of(path.as_str()));
    let has_page = |folder: &&str| output.files.contains_key(&OutputPath::new(format!("{folder}/index.html")));
    all.filter(|folder| !has_page(folder)).map(str::to_string).collect()
}

fn moved(config: &Config, graph: &Graph, was: &str, former: &crate::graph::Former) -> Moved {
    let now = permalink::of_node(graph.node(former.now));
    let mut to = permalink::public_path(config.addresses, &now.path);
    if let Some(anchor) = &now.anchor {
        to.push('#');
        to.push_str(anchor);
    }
    let file = permalink::output_path(config.addresses, was).to_string();
    let from = match file.strip_suffix("/index.html") {
        Some(folder) => vec![format!("{folder}/"), folder.to_string(), file.clone()],
        None => vec![file.clone()],
    };
    Moved { file, from, to }
}
