//! Files that are published as they are, the theme's and the site's own: scripts, styles, drawings, and pages that were
//! made elsewhere. Their owner may write what they like, but nothing of it may tell others about visitors.

use std::sync::Arc;

use super::addresses::{Home, follow};
use super::links::{self, Use};
use super::site::{strayed, written};
use super::{scan, scripts, styles};
use crate::config::Config;
use crate::css;
use crate::diagnostic::{self, Code, Diagnostic, catalogue};
use crate::picture::PictureFile;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::theme::{self, Theme};

/// What the files of the theme and of the site do that no page may do.
pub fn check<'a>(
    theme: &Theme,
    snapshot: &Snapshot,
    config: &Config,
    assets: impl Iterator<Item = &'a SourcePath>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let statics = theme.statics.names().filter_map(|name| {
        let own = config.theme.as_deref().map(|theme| SourcePath::new(format!("themes/{theme}/static/{name}")));
        let own = own.and_then(|path| Some((snapshot.get(&path)?.bytes.clone(), path)));
        own.or_else(|| {
            let path = SourcePath::new(format!("themes/default/static/{name}"));
            Some((theme::default_text(&path)?, path))
        })
    });
    let assets = assets.filter_map(|path| Some((snapshot.get(path)?.bytes.clone(), path.clone())));
    let files: Vec<(Arc<[u8]>, SourcePath)> = statics.chain(assets).collect();
    for (bytes, path) in &files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        match path.extension().as_str() {
            "js" | "mjs" => scripts::judge(text, |range| Span::new(path, range), &mut found),
            "css" => sheet(path, text, config, &mut found),
            "html" | "htm" => page(path, text, config, &mut found),
            // Those of the site itself are judged with its other pictures.
            "svg" if !path.as_str().starts_with("content/") => drawing(path, bytes, &mut found),
            _ => {}
        }
    }
    diagnostic::sort(&mut found);
    found
}

fn sheet(path: &SourcePath, text: &str, config: &Config, found: &mut Vec<Diagnostic>) {
    styles::judge(path, text, found);
    let home = Home { base_url: config.base_url.as_deref(), base_path: config.base_path() };
    for address in css::addresses(text) {
        let leads = follow("", &address.text, home);
        found.extend(strayed(Use::Loads, &leads, &address.text, || Span::new(path, address.at.clone())).filter(
            // Where a sheet's own files are is a matter of the folder that it is in.
            |finding| finding.code == Code::ThirdParty,
        ));
    }
}

/// A page that was made elsewhere: what it loads, what it sends and what its scripts keep. The rest is its owner's.
fn page(path: &SourcePath, text: &str, config: &Config, found: &mut Vec<Diagnostic>) {
    let document = scan::scan(path, text);
    scripts::check(&document, found);
    let home = Home { base_url: config.base_url.as_deref(), base_path: config.base_path() };
    for link in links::all(&document) {
        let address = written(text.as_bytes(), link);
        let finding = strayed(link.used, &follow("", &address, home), &address, || Span::new(path, link.range()));
        found.extend(finding.filter(|finding| matches!(finding.code, Code::ThirdParty | Code::SendsData)));
    }
}

/// A drawing of a theme.
fn drawing(path: &SourcePath, bytes: &Arc<[u8]>, found: &mut Vec<Diagnostic>) {
    let Some(file) = PictureFile::read(path, bytes, 0) else { return };
    if let Err(trouble) = file.picture {
        found.push(catalogue::picture_trouble(Span::file(path), path.file_name(), trouble));
    }
    found.extend(
        file.active.iter().map(|active| catalogue::active_drawing(Span::new(path, active.at.clone()), &active.deed)),
    );
}
