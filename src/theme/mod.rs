//! A theme: templates, words and static files. The default theme is part of the program; a site's own theme lies over
//! it, file by file.
//!
//! Templates see their view and nothing else: there are filters, which are pure, and no functions.
#![expect(clippy::wildcard_enum_match_arm, reason = "the errors are those of the template engine")]

#[cfg(test)]
mod every_kind;
mod filters;
mod palette;
mod strings;
mod tokens;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::{ErrorKind, Tera};

use palette::Colours;
pub use strings::Strings;
use tokens::Palette;

use crate::colour::Colour;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::snapshot::{File, Snapshot};
use crate::source::{LineIndex, SourcePath, Span};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct DefaultTheme;

/// Where the default theme's files seem to be, in messages.
pub(crate) const DEFAULT: &str = "themes/default";

/// Everything that turns views into pages.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    /// Where each template is, by the name that the engine knows it by.
    templates: BTreeMap<String, SourcePath>,
    strings: Arc<Strings>,
    colours: Colours,
    /// How wide pictures in texts are shown, as the attribute `sizes` says it.
    pub picture_sizes: Arc<str>,
    /// Published below `assets/`, by name.
    pub statics: BTreeMap<String, Arc<[u8]>>,
    /// Hash of every file of the theme.
    pub hash: u128,
}

/// One file of a theme and where it came from.
struct ThemeFile {
    path: SourcePath,
    bytes: Arc<[u8]>,
}

/// The theme of the last build.
#[derive(Debug, Default)]
pub struct Memo(Option<(u128, Reported<Option<Arc<Theme>>>)>);

/// Loads the theme, or takes it from the last build if neither its files nor `site.yaml` have changed.
pub fn reload(snapshot: &Snapshot, config: &Config, memo: &mut Memo) -> Reported<Option<Arc<Theme>>> {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let settings = snapshot.get(&crate::config::path()).map(|file| (crate::config::path(), file.hash));
    let files = snapshot.below("themes").map(|(path, file)| (path.clone(), file.hash));
    for (path, hash) in files.chain(settings) {
        hasher.update(path.as_str().as_bytes());
        hasher.update(&hash.to_le_bytes());
    }
    let key = hasher.digest128();
    match &memo.0 {
        Some((known, theme)) if *known == key => theme.clone(),
        _ => {
            let Reported { value, diagnostics } = load(snapshot, config);
            let theme = Reported { value: value.map(Arc::new), diagnostics };
            memo.0 = Some((key, theme.clone()));
            theme
        }
    }
}

/// Loads the default theme with the site's own over it.
pub fn load(snapshot: &Snapshot, config: &Config) -> Reported<Option<Theme>> {
    let mut diagnostics = Vec::new();
    let files = files(snapshot, config, &mut diagnostics);
    let hash = hash(&files);
    let strings = Arc::new(Strings::load(&texts(&files, "strings/"), &config.language, &mut diagnostics));
    let tera = compile(&files, &strings, &mut diagnostics);
    let settings = files.iter().filter(|file| inside(&file.path) == "theme.yaml");
    let settings = settings.filter_map(|file| Some((&file.path, Palette::read_file(file, &mut diagnostics)?)));
    let palettes: Vec<(&SourcePath, Palette)> = settings.collect();
    // A site's own theme comes last.
    let picture_sizes = palettes.iter().rev().find_map(|(_, palette)| palette.pictures.clone());
    let picture_sizes = picture_sizes.unwrap_or_else(|| "100vw".into());
    let colours = palette::read(palettes, &files, config, snapshot, &mut diagnostics);
    let mut statics = BTreeMap::new();
    for file in &files {
        if let Some(name) = inside(&file.path).strip_prefix("static/") {
            statics.insert(name.to_string(), file.bytes.clone());
        }
    }
    if let Some(sheet) = statics.get_mut("theme.css") {
        *sheet = [colours.css().as_bytes(), sheet].concat().into();
    }
    let templates = templates(&files).map(|(name, path, _)| (name, path.clone())).collect();
    let theme = |tera| Theme { tera, templates, strings, colours, picture_sizes, statics, hash };
    Reported { value: tera.map(theme), diagnostics }
}

/// Files of both themes, the default first, each in path order.
fn files(snapshot: &Snapshot, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<ThemeFile> {
    let mut names: Vec<_> = DefaultTheme::iter().collect();
    names.sort();
    let embedded = names.iter().filter_map(|name| {
        let file = DefaultTheme::get(name)?;
        Some(ThemeFile { path: SourcePath::new(format!("{DEFAULT}/{name}")), bytes: file.data.into_owned().into() })
    });
    let mut files: Vec<ThemeFile> = embedded.collect();
    if let Some(name) = config.theme.as_deref().filter(|name| *name != "default") {
        let folder = format!("themes/{name}");
        let own: Vec<_> = snapshot
            .below(&folder)
            .map(|(path, file)| ThemeFile { path: path.clone(), bytes: file.bytes.clone() })
            .collect();
        if own.is_empty() {
            let at = Span::file(&crate::config::path());
            let message = format!("there is no theme `{name}`: the folder `{folder}` is empty or missing");
            diagnostics.push(catalogue::template(at, message));
        }
        files.extend(own);
    }
    files
}

/// The path inside its theme: `templates/role.html`.
fn inside(path: &SourcePath) -> &str {
    path.as_str().splitn(3, '/').nth(2).unwrap_or("")
}

fn is_default(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/default/")
}

fn texts<'f>(files: &'f [ThemeFile], folder: &str) -> Vec<(&'f SourcePath, &'f str)> {
    let texts = files.iter().filter(|file| inside(&file.path).starts_with(folder));
    texts.filter_map(|file| std::str::from_utf8(&file.bytes).ok().map(|text| (&file.path, text))).collect()
}

fn hash(files: &[ThemeFile]) -> u128 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for file in files {
        hasher.update(file.path.as_str().as_bytes());
        hasher.update(&(file.bytes.len() as u64).to_le_bytes());
        hasher.update(&file.bytes);
    }
    hasher.digest128()
}

/// Names of templates start with `site/` or `default/`. A name without either means the site's own if there is one,
/// so a site's `role.html` may extend `default/role.html` and change one block.
fn compile(files: &[ThemeFile], strings: &Arc<Strings>, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut tera = Tera::default();
    filters::register(&mut tera, strings);
    tera.set_fallback_prefixes(["site/", "default/"]).expect("no template has been added yet");
    match tera.add_raw_templates(templates(files).map(|(name, _, text)| (name, text))) {
        Ok(()) => Some(tera),
        Err(error) => {
            let files = files.iter().map(|file| (&file.path, Some(&*file.bytes)));
            diagnostics.push(template_finding(&error, None, files));
            None
        }
    }
}

/// Every template with the name that the engine knows it by.
fn templates(files: &[ThemeFile]) -> impl Iterator<Item = (String, &SourcePath, &str)> {
    texts(files, "templates/").into_iter().map(|(path, text)| {
        let owner = if is_default(path) { "default" } else { "site" };
        (format!("{owner}/{}", &inside(path)["templates/".len()..]), path, text)
    })
}

/// Turns a template's failure into a finding that points into the template.
fn template_finding<'f>(
    error: &tera::Error,
    template: Option<&str>,
    files: impl Iterator<Item = (&'f SourcePath, Option<&'f [u8]>)>,
) -> Diagnostic {
    let (name, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (Some(report.filename().to_string()), report.span().range.clone(), report.message().to_string())
        }
        ErrorKind::MissingParent { current, .. } => (Some(current.clone()), 0..0, error.to_string()),
        _ => (None, 0..0, error.to_string()),
    };
    let place = name.is_none().then(|| place_in(&message)).flatten();
    let name = name.or(place.as_ref().map(|(name, ..)| name.to_string())).or(template.map(str::to_string));
    let words = message.strip_prefix("error: ").unwrap_or(&message).split("\n").next().unwrap_or("").trim().to_string();
    let name = name.unwrap_or_default();
    let bare = name.strip_prefix("site/").or(name.strip_prefix("default/")).unwrap_or(&name);
    let own = !name.starts_with("default/");
    let mut candidates: Vec<_> =
        files.filter(|(path, _)| inside(path).strip_prefix("templates/") == Some(bare)).collect();
    candidates.sort_by_key(|(path, _)| is_default(path) == own);
    let (path, text) = candidates.first().map_or_else(
        || (SourcePath::new(format!("{DEFAULT}/templates/{bare}")), None),
        |(path, text)| ((*path).clone(), *text),
    );
    let range = place.and_then(|(_, line, column)| offset(&path, text, line, column)).map_or(range, |at| at..at);
    catalogue::template(Span::new(&path, range), words)
}

/// Some failures say where they are only in their words: ` --> default/role.html:2:10`.
fn place_in(message: &str) -> Option<(&str, usize, usize)> {
    let (_, place) = message.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    Some((name, line.trim().parse().ok()?, column.trim().parse().ok()?))
}

/// Where a line and column of a template are: one whose text is at hand, or one of the default theme.
fn offset(path: &SourcePath, text: Option<&[u8]>, line: usize, column: usize) -> Option<usize> {
    let bytes = text.map(Arc::from).or_else(|| default_text(path))?;
    std::str::from_utf8(&bytes).ok().map(|text| LineIndex::new(text).offset(line, column))
}

impl Theme {
    /// The words for a key that takes no arguments.
    pub fn words(&self, key: &str) -> Option<String> {
        self.strings.get(key, &[])
    }

    /// The words for a key that speaks of one thing.
    pub fn words_about(&self, key: &str, name: &str, about: &str) -> Option<String> {
        self.strings.get(key, &[(name.to_string(), Some(about.to_string()), None)])
    }

    /// The colour of a name by day.
    pub fn colour(&self, name: &str) -> Option<Colour> {
        self.colours.by_day(name)
    }

    /// Renders a template with its whole context.
    ///
    /// The error is a finding that points into the template.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| {
            Box::new(template_finding(&error, Some(template), self.templates.values().map(|path| (path, None))))
        })
    }

    /// Every template with its name, its path and its text.
    pub fn template_texts<'a>(
        &'a self,
        snapshot: &'a Snapshot,
    ) -> impl Iterator<Item = (String, SourcePath, Arc<str>)> + 'a {
        self.templates.iter().filter_map(|(name, path)| {
            let text = match snapshot.text(path).filter(|_| !is_default(path)) {
                Some(text) => Arc::from(text),
                None => Arc::from(std::str::from_utf8(&default_text(path)?).ok()?),
            };
            Some((name.clone(), path.clone(), text))
        })
    }
}

/// The text of a default theme's file, so that a finding can show the lines it points at.
pub fn default_text(path: &SourcePath) -> Option<Arc<[u8]>> {
    let name = path.as_str().strip_prefix("themes/default/")?;
    DefaultTheme::get(name).map(|file| file.data.into_owned().into())
}

/// A snapshot in which every file that the findings point into has its text, also those of the default theme.
pub fn with_default_texts<'s>(diagnostics: &[Diagnostic], snapshot: &'s Snapshot) -> Cow<'s, Snapshot> {
    let mut snapshot = Cow::Borrowed(snapshot);
    for path in diagnostics.iter().map(|diagnostic| &diagnostic.span.path) {
        if snapshot.get(path).is_none()
            && let Some(bytes) = default_text(path)
        {
            snapshot.to_mut().insert(path.clone(), File::new(bytes));
        }
    }
    snapshot
}

/// Hash of the theme that is part of the program.
pub fn default_hash() -> u128 {
    let mut names: Vec<_> = DefaultTheme::iter().collect();
    names.sort();
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for name in names {
        hasher.update(name.as_bytes());
        hasher.update(&DefaultTheme::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    hasher.digest128()
}
