//! `trellis publish`: a folder with releases, another computer by `rsync`, and one file to take along; stores are in
//! `deliver_store`.

mod archives;
mod purge_lists;
#[cfg(unix)]
mod releases;
mod rsync;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::small::Small;

pub use rsync::Daemon;

/// Every file below a folder but those with hidden names.
fn shown(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).follow_root_links(true).into_iter();
    let files = files.filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_str().unwrap().starts_with('.'));
    let files = files.map(Result::unwrap).filter(|file| file.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
}

fn built() -> Small {
    let site = Small::new();
    site.run("build").ends(0);
    site
}

/// The same site after a change of one word, built.
fn edited(site: Small) -> Small {
    let site = site.edit("content/pages/about.md", "title: ", "title: New ");
    site.run("build").ends(0);
    site
}

/// The same site with another colour, and so with a style of another name, built; and built into a new folder, `fresh`.
fn recoloured(site: Small) -> Small {
    let site = site.edit("site.yaml", "title:", "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\ntitle:");
    site.run("build").ends(0);
    site.run("build --out fresh").ends(0);
    site
}

/// The style that the home page of a site names.
fn style(folder: &Path) -> String {
    let home = fs::read_to_string(folder.join("index.html")).unwrap();
    let (_, after) = home.split_once("rel=\"stylesheet\" href=\"").unwrap();
    after.split('"').next().unwrap().to_string()
}
