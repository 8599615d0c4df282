//! An entry as figures name it.

use std::sync::Arc;

use crate::config::Config;
use crate::entry::{Entry, Kind};
use crate::find::Survey;
use crate::graph::NodeId;
use crate::permalink;
use crate::source::SourcePath;

/// An entry as figures name it: for people, for programs, for editors and for links.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The name that no other entry has, such as `roles/podiatrist`.
    pub name: String,
    pub title: Arc<str>,
    pub kind: Kind,
    /// Where it is written.
    pub path: SourcePath,
    /// Its address below the site's root; none if it is not on the site.
    pub address: Option<String>,
}

impl Item {
    /// An entry that is on the site.
    pub(super) fn of(survey: &Survey<'_>, id: NodeId) -> Item {
        let node = survey.graph().node(id);
        let has_page = survey.graph().has_page(id);
        Item {
            address: has_page.then(|| address(survey.config(), &permalink::of_node(node))),
            title: node.title().clone(),
            ..Item::away(&node.entry)
        }
    }

    /// An entry that is not on the site, as far as it could be read.
    pub(super) fn away(entry: &Entry) -> Item {
        let title = entry.common.as_ref().map_or_else(|| entry.id.clone(), |common| common.title.clone());
        Item { name: entry.kind.full_name(&entry.id), title, kind: entry.kind, path: entry.path.clone(), address: None }
    }

    /// A whole table of `content/data/`, of which the entry is one row.
    pub(super) fn table(survey: &Survey<'_>, entry: &Entry) -> Item {
        let mut title = entry.kind.many().to_string();
        title[..1].make_ascii_uppercase();
        Item {
            name: entry.kind.folder().into(),
            title: title.into(),
            kind: entry.kind,
            path: entry.path.clone(),
            address: survey
                .graph()
                .has_list(entry.kind)
                .then(|| address(survey.config(), &permalink::of_listing(entry.kind))),
        }
    }
}

fn address(config: &Config, link: &permalink::Permalink) -> String {
    let path = permalink::public_path(config.addresses, &link.path);
    match &link.anchor {
        Some(anchor) => format!("{path}#{anchor}"),
        None => path,
    }
}
