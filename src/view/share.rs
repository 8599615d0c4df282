//! The picture that other websites show beside a link to a page: that of its profession, else that of the folder that the
//! page lies in.

use std::sync::Arc;

use serde::Serialize;

use super::Context;
use crate::entry::kinds::{Profession, Role};
use crate::entry::picture_path;
use crate::graph::{Id, NodeId};
use crate::permalink::{self, Permalink};

/// Folders of pages that the theme has a picture for, as `share-<folder>.png` in its `static`; `site` is for all others.
pub const FOLDERS: [&str; 13] = [
    "roles",
    "routes",
    "starting-points",
    "professions",
    "pathways",
    "programmes",
    "interventions",
    "case-studies",
    "partners",
    "framework",
    "guides",
    "assessments",
    "site",
];

/// A picture for other websites.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct SharePicture {
    /// The whole address, if the site knows where it will be; else the way from the page.
    pub address: String,
    /// The profession that it is drawn for.
    pub about: Option<Arc<str>>,
}

impl Context<'_> {
    /// The picture of the folder that a page lies in.
    pub(crate) fn share_picture(&self, page: &str) -> SharePicture {
        let folder = page.split_once('/').map_or("site", |(folder, _)| folder);
        let folder = FOLDERS.into_iter().find(|known| *known == folder).unwrap_or("site");
        SharePicture { address: self.shared_from(page, &format!("assets/share-{folder}.png")), about: None }
    }

    /// The picture of the profession that an entry is, or is of first.
    pub(crate) fn share_picture_of(&self, page: &str, id: NodeId) -> Option<SharePicture> {
        let of = |id: Id<Profession>| {
            let profession = self.graph.get(id);
            let path = picture_path(profession.fields.share_picture.as_ref()?);
            self.graph.pictures.get(&path)?;
            let address = self.shared_from(page, &permalink::of_asset(&path));
            Some(SharePicture { address, about: Some(profession.title().clone()) })
        };
        if let Some(profession) = self.graph.cast(id) {
            return of(profession);
        }
        let role = self.graph.get(self.graph.cast::<Role>(id)?);
        role.professions.iter().find_map(|profession| of(*profession))
    }

    fn shared_from(&self, page: &str, to: &str) -> String {
        match &self.config.base_url {
            Some(base) => format!("{base}{to}"),
            None => self.href(page, &Permalink::page(to)),
        }
    }
}
