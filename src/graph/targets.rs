//! Resolves the links and images of texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::index::{EntryIndex, Index, Lookup};
use super::resolve::any;
use super::retarget::{Typed, parts};
use crate::config::RawHtmlPolicy;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalogue::{self, Instead};
use crate::entry::address::whole as whole_address;
use crate::entry::kinds::Kind;
use crate::entry::{BodyLink, Entry, FileRole, LinkUse, RawHtml, Tables, role_of};
use crate::nearest::{nearest, nearest_id};
use crate::picture::{Motion, PictureFile};
use crate::slug::own_name;
use crate::snapshot::{File, Snapshot};
use crate::source::{SourcePath, Span, join};

/// What lies above all pages.
const CONTENT: &str = "content";

/// Where a link leads, before entries have their places in the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Entry(EntryIndex, Option<Arc<str>>),
    Home(Option<Arc<str>>),
    Listing(Kind),
    Asset(SourcePath),
    Picture(SourcePath, Arc<PictureFile>),
    Hidden,
    Broken,
}

/// Everything that resolving a text's links needs.
pub(super) struct Context<'a> {
    pub index: &'a Index<'a>,
    pub tables: &'a Tables<'a>,
    pub snapshot: &'a Snapshot,
    pub pictures: &'a BTreeMap<SourcePath, Arc<PictureFile>>,
    pub raw_html: RawHtmlPolicy,
}

impl Context<'_> {
    /// A file below `content/`. What lies elsewhere, such as a theme's pictures, is not published under its own path.
    fn published(&self, path: &SourcePath) -> Option<&File> {
        path.as_str().starts_with("content/").then(|| self.snapshot.get(path)).flatten()
    }
}

/// Resolves every link of an entry's text, in order, and judges its HTML.
pub(super) fn body(
    at: EntryIndex,
    entry: &Entry,
    context: &Context<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Target> {
    if context.raw_html == RawHtmlPolicy::Refuse {
        let closes = |text: &str| text.trim_start().starts_with("</");
        // A tag that closes another goes when that one goes; only those that close nothing are told by themselves.
        let opened = entry.body.raw_html.iter().filter(|html| !closes(&html.text)).count();
        // A block of many lines goes as a whole, so its first line says it.
        let told = |html: &&RawHtml| !html.goes_on && (opened == 0 || !closes(&html.text));
        for html in entry.body.raw_html.iter().filter(told) {
            let tag = html.text.trim().lines().next().unwrap_or("");
            diagnostics.push(catalogue::raw_html(html.place(&entry.path), tag));
        }
    }
    let text = context.snapshot.text(&entry.path).unwrap_or("");
    let typed = Typed::new(entry, text);
    entry.body.links.iter().map(|link| resolve(at, Spot { entry, link, typed: &typed }, context, diagnostics)).collect()
}

/// A link in the text of an entry.
#[derive(Clone, Copy)]
struct Spot<'a> {
    entry: &'a Entry,
    link: &'a BodyLink,
    typed: &'a Typed<'a>,
}

impl Spot<'_> {
    fn span(self) -> Span {
        Span::new(&self.entry.path, self.link.span.start as usize..self.link.span.end as usize)
    }
}

fn resolve(at: EntryIndex, spot: Spot<'_>, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) -> Target {
    let Spot { entry, link, .. } = spot;
    let span = || spot.span();
    let (file, _) = parts(&link.target);
    let Some(Aim { path, anchor }) = aim(entry, &link.target) else {
        diagnostics.push(catalogue::broken_link(span(), file, None));
        return Target::Broken;
    };
    let is_here = path.is_none();
    let path = path.unwrap_or_else(|| entry.path.to_string());
    if link.used == LinkUse::Image {
        let typed = if file.is_empty() { &*link.target } else { file };
        return image(&path, typed, context, spot, diagnostics);
    }
    let found = if is_here { Some(Lookup::Shown(at)) } else { find(&path, &anchor, context) };
    match found {
        Some(Lookup::Shown(to) | Lookup::Former(to)) => {
            let target = context.index.entry(to);
            match anchor.filter(|_| target.row.is_none()) {
                None => Target::Entry(to, None),
                Some(anchor) if has_section(target, &anchor) => Target::Entry(to, Some(anchor)),
                Some(anchor) => {
                    diagnostics.push(broken_anchor(spot, target, &anchor));
                    Target::Broken
                }
            }
        }
        Some(Lookup::Hidden(to, why)) => {
            diagnostics.push(catalogue::hidden_reference(
                span(),
                &context.index.entry(to).id,
                &why.to_string(),
                why.advice(),
            ));
            Target::Hidden
        }
        Some(Lookup::Unread) => Target::Broken,
        None => match (table(&path, context), anchor) {
            (Some(kind), Some(row)) => {
                let source = SourcePath::new(&*path);
                let near = nearest_id(&row, context.index.names(kind)).map(|near| Instead::Near(near, &source));
                let instead = near.unwrap_or_else(|| any(kind, context.index));
                let finding = catalogue::unknown_reference(span(), kind.one(), &row, instead);
                diagnostics.push(finding.maybe_fix(spot.typed.to_section(link, context.index.names(kind))));
                Target::Broken
            }
            // `/`, or `../` from a page.
            (_, anchor) if path == CONTENT => Target::Home(anchor),
            _ => other(&path, file, context, spot, diagnostics),
        },
    }
}

/// What a link names.
pub(super) struct Aim {
    /// A path inside the site; none for the very file that the link is in.
    pub path: Option<String>,
    pub anchor: Option<Arc<str>>,
}

/// What a target that was typed in an entry's text names; nothing if it climbs out of the site.
pub(super) fn aim(entry: &Entry, target: &str) -> Option<Aim> {
    let (file, anchor) = parts(target);
    let decoded = percent_decode_str(file).decode_utf8_lossy();
    let path = if decoded.is_empty() { None } else { Some(join(entry.path.folder(), &decoded)?) };
    let anchor = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8_lossy().into());
    Some(Aim { path, anchor })
}

/// The kind of the rows of a table that is there.
fn table(path: &str, context: &Context<'_>) -> Option<Kind> {
    context.snapshot.get(&SourcePath::new(path))?;
    kind_of_table(path)
}

/// The kind of the rows that a table at a path has.
pub(super) fn kind_of_table(path: &str) -> Option<Kind> {
    let source = SourcePath::new(path);
    match role_of(&source) {
        FileRole::Entries(kind) => Some(kind).filter(|_| source.extension() != "md"),
        FileRole::Asset | FileRole::Districts | FileRole::Unknown | FileRole::Ignored => None,
    }
}

/// The entry that a path means: a page, or a row of a table named by its anchor.
fn find(path: &str, anchor: &Option<Arc<str>>, context: &Context<'_>) -> Option<Lookup> {
    context
        .index
        .find_path(path)
        .or_else(|| table(path, context).and_then(|kind| context.index.find(kind, anchor.as_deref().unwrap_or(""))))
}

/// A folder, a file that is published as it is, or nothing.
fn other(path: &str, typed: &str, context: &Context<'_>, spot: Spot<'_>, diagnostics: &mut Vec<Diagnostic>) -> Target {
    let folder = path.trim_end_matches('/').strip_prefix("content/");
    if let Some(kind) =
        folder.and_then(|folder| Kind::ALL.iter().find(|kind| kind.folder() == folder || is_table(**kind, folder)))
    {
        return listing(*kind, context, spot, diagnostics);
    }
    if folder == Some("framework") {
        return listing(Kind::Stage, context, spot, diagnostics);
    }
    let source = SourcePath::new(path);
    if context.published(&source).is_some() && role_of(&source) == FileRole::Asset {
        return Target::Asset(source);
    }
    if let Some(whole) = whole_address(typed) {
        let fix = spot.typed.to_address(spot.link, &whole);
        diagnostics.push(catalogue::half_address(spot.span(), typed, &whole).maybe_fix(fix));
        return Target::Broken;
    }
    let finding = catalogue::broken_link(spot.span(), typed, near(path, context.index));
    diagnostics.push(finding.maybe_fix(spot.typed.to_file(spot.link, context.index.paths())));
    Target::Broken
}

/// The file that was meant most likely: the page of a section that is named like a folder, or else a file of a name that
/// is like it, the likest where several are called so.
fn near<'a>(path: &str, index: &Index<'a>) -> Option<&'a str> {
    let paths = || index.paths().map(SourcePath::as_str);
    let folder = path.trim_end_matches('/');
    let of_section = [format!("{folder}/index.md"), format!("{folder}.md")];
    if let Some(page) = of_section.iter().find_map(|page| paths().find(|path| path == page)) {
        return Some(page);
    }
    let name = nearest(own_name(path), paths().map(own_name))?;
    paths().filter(|other| own_name(other) == name).min_by_key(|other| (strsim::osa_distance(path, other), *other))
}

/// The list of a kind. One with nothing on it has no page: its words stand without a link.
fn listing(kind: Kind, context: &Context<'_>, spot: Spot<'_>, diagnostics: &mut Vec<Diagnostic>) -> Target {
    if kind.listed_with().is_none_or(|mut kinds| kinds.any(|kind| context.index.has(kind))) {
        return Target::Listing(kind);
    }
    diagnostics.push(catalogue::empty_list(spot.span(), kind.many()));
    Target::Hidden
}

/// `data/glossary.yaml` as a whole means the page that shows the table.
fn is_table(kind: Kind, path: &str) -> bool {
    kind.is_data() && path.rsplit_once('.').is_some_and(|(stem, _)| stem == kind.folder())
}

fn image(path: &str, typed: &str, context: &Context<'_>, spot: Spot<'_>, diagnostics: &mut Vec<Diagnostic>) -> Target {
    let source = SourcePath::new(path);
    if let Some(found) = context.pictures.get(&source) {
        match &found.picture {
            Ok(picture) if picture.motion == Motion::Moving => {
                diagnostics.push(catalogue::moving_image(spot.span(), typed));
            }
            Ok(_) => {}
            Err(trouble) => diagnostics.push(catalogue::picture_trouble(spot.span(), typed, *trouble)),
        }
        return Target::Picture(source, found.clone());
    }
    if context.published(&source).is_some() && role_of(&source) == FileRole::Asset {
        diagnostics.push(catalogue::unshown_image(spot.span(), typed));
        return Target::Asset(source);
    }
    let images = || context.pictures.keys();
    let near = nearest(source.file_name(), images().map(|path| path.file_name()));
    let finding = catalogue::missing_image(spot.span(), typed, near);
    diagnostics.push(finding.maybe_fix(spot.typed.to_file(spot.link, images())));
    Target::Broken
}

fn has_section(entry: &Entry, anchor: &str) -> bool {
    // Browsers go to the top of any page.
    anchor == "top"
        || entry.kind.sections().contains(&anchor)
        || entry.body.headings.iter().any(|heading| &*heading.id == anchor)
        || entry.body.has_id(anchor)
}

fn broken_anchor(spot: Spot<'_>, target: &Entry, anchor: &str) -> Diagnostic {
    let sections = || {
        let own = entry_sections(target);
        own.chain(target.kind.sections().iter().copied())
    };
    let known = sections().map(|id| format!("#{id}")).collect::<Vec<_>>().join(", ");
    let finding = catalogue::broken_anchor(
        spot.span(),
        target.path.as_str(),
        anchor,
        nearest(anchor, sections()).map(|near| format!("#{near}")).as_deref(),
        &known,
    );
    finding.maybe_fix(spot.typed.to_section(spot.link, sections()))
}

fn entry_sections(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.body.headings.iter().map(|heading| &*heading.id)
}
