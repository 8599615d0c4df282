//! The configuration of an editor in the browser (Sveltia CMS, and Decap CMS where it is the same), made from the tables
//! of fields that read the files, so that the two cannot disagree.
//!
//! [`settings()`] makes it, `made` keeps apart what is ours and what the owner has written. Nothing here reads or writes.

mod collections;
mod fields;
mod made;

use serde_json::{Value, json};

use crate::config::Config;
use crate::snapshot::Snapshot;

pub use collections::Tables;
pub use made::{Made, page, script_mark, script_of, with_backend};

/// The folder below `content` in which the editor lies.
pub const FOLDER: &str = "admin";
/// The script of the editor, as the page loads it.
pub const SCRIPT: &str = "sveltia-cms.js";

/// All that the editor must be told, but for how it reaches the code host. It is YAML.
pub fn settings(config: &Config, snapshot: &Snapshot) -> (String, Tables) {
    let tables = Tables::of(snapshot);
    let mut settings = json!({
        "app_title": &*config.title,
        "media_folder": "content/images",
        "public_folder": "/images",
        "show_preview_links": false,
        "slug": { "encoding": "ascii", "clean_accents": true, "maxlength": 100 },
        "editor": { "preview": false },
        "output": { "omit_empty_optional_fields": true },
        "collections": collections::all(snapshot, &tables),
    });
    if let (Some(address), Some(settings)) = (&config.base_url, settings.as_object_mut()) {
        settings.insert("site_url".into(), address.as_str().into());
    }
    (yaml(&settings), tables)
}

/// A value as YAML; a value of JSON always has a form there.
fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap_or_else(|_| value.to_string())
}
