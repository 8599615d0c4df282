//! A theme: templates, words and static files. The default theme is part of the program; a site's own theme lies over
//! it, file by file.
//!
//! Templates see their view and nothing else: there are filters, which are pure, and no functions.
#![expect(clippy::wildcard_enum_match_arm, reason = "the errors are those of the template engine")]

mod circles;
mod engine;
#[cfg(test)]
mod every_kind;
mod failures;
mod filters;
mod marked;
pub mod marks;
mod mentions;
mod naming;
mod palette;
mod scan;
mod strings;
mod tokens;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::Tera;

pub use marked::MarkedTheme;
pub use naming::Statics;
pub(crate) use naming::renamed;
use palette::Colours;
pub use strings::Strings;
use tokens::Palette;

use crate::colour::Colour;
use crate::config::Config;
use crate::css;
use crate::diagnostic::{Diagnostic, Reported, catalogue};
use crate::entry;
use crate::snapshot::{File, Snapshot};
use crate::source::{self, SourcePath, Span};

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct DefaultTheme;

/// Where the default theme's files seem to be, in messages.
pub(crate) const DEFAULT: &str = "themes/default";

/// Everything that turns views into pages.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    templates: Templates,
    strings: Arc<Strings>,
    colours: Colours,
    /// How wide pictures in texts are shown, as the attribute `sizes` says it.
    pub picture_sizes: Arc<str>,
    /// Published below `assets/`.
    pub statics: Arc<Statics>,
    /// Hash of every file of the theme, and of how the static ones are named.
    pub hash: u128,
}

/// All templates of a theme, by the name that the engine knows them by. Names start with `site/` or `default/`. A name
/// without either means the site's own if there is one, so a site's `role.html` may extend `default/role.html` and
/// change one block.
pub type Templates = BTreeMap<String, Template>;

/// One template.
#[derive(Debug)]
pub struct Template {
    path: SourcePath,
    /// What it says, after a byte order mark.
    text: Arc<str>,
    /// Where in its file the text begins.
    start: usize,
}

impl Template {
    fn new(path: SourcePath, text: &str) -> Template {
        let after_mark = text.trim_start_matches('\u{feff}');
        Template { path, text: after_mark.into(), start: text.len() - after_mark.len() }
    }

    /// Where a part of its text is, as the engine tells it.
    fn span(&self, at: Range<usize>) -> Span {
        let at = source::inside(&self.text, at);
        Span::new(&self.path, self.start + at.start..self.start + at.end)
    }
}

/// One file of a theme and where it came from.
struct ThemeFile {
    path: SourcePath,
    bytes: Arc<[u8]>,
}

/// The theme of the last build.
#[derive(Debug, Default, Clone)]
pub struct Memo(Option<(u128, Reported<Option<Arc<Theme>>>)>);

/// Loads the theme, or takes it from the last build if neither its files nor what it takes from `site.yaml` have changed.
pub fn reload(snapshot: &Snapshot, config: &Config, memo: &mut Memo) -> Reported<Option<Arc<Theme>>> {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let settings = crate::config::path();
    // What is wrong with a brand is told where it is written.
    let brand = config.brand.as_ref().and_then(|_| Some((&settings, snapshot.get(&settings)?)));
    for (path, file) in snapshot.below("themes").chain(brand) {
        (path.as_str(), file.hash).hash(&mut hasher);
    }
    (&config.theme, &*config.language, config.language_at.start, config.language_at.end, config.offline)
        .hash(&mut hasher);
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
    let words = texts(&files, "strings/", &mut diagnostics);
    let templates = templates(&files, &mut diagnostics);
    let strings = Arc::new(Strings::load(&words, config, &templates, &mut diagnostics));
    let tera = engine::compile(&templates, &strings, &mut diagnostics);
    let settings = files.iter().filter(|file| inside(&file.path) == "theme.yaml");
    let settings = settings.filter_map(|file| Some((&file.path, Palette::read_file(file, &mut diagnostics)?)));
    let palettes: Vec<(&SourcePath, Palette)> = settings.collect();
    // A site's own theme comes last.
    let picture_sizes = palettes.iter().rev().find_map(|(_, palette)| palette.pictures.clone());
    let picture_sizes = picture_sizes.unwrap_or_else(|| "100vw".into());
    let colours = palette::read(palettes, &files, config, snapshot, &mut diagnostics);
    let mut statics = BTreeMap::new();
    for file in files.iter().filter(|file| is_of_use(file, &files, config)) {
        if let Some(name) = inside(&file.path).strip_prefix("static/") {
            statics.insert(name.to_string(), published(name, &file.bytes));
        }
    }
    if let Some(sheet) = statics.get_mut("theme.css") {
        *sheet = [colours.css().as_bytes(), sheet].concat().into();
    }
    let statics = naming::publish(&statics);
    let (hash, statics) = (hash(&files, &statics), Arc::new(statics));
    let theme = |tera| Theme { tera, templates, strings, colours, picture_sizes, statics, hash };
    Reported { value: tera.map(theme), diagnostics }
}

/// Whether a file is published on this site if it is a static one. Some of the default theme are for devices that keep the
/// site, and its icon is for none that has another.
fn is_of_use(file: &ThemeFile, files: &[ThemeFile], config: &Config) -> bool {
    let has_own = |name: &str| files.iter().any(|file| !is_default(&file.path) && inside(&file.path) == name);
    match inside(&file.path) {
        _ if !is_default(&file.path) => true,
        "static/offline.js" => config.offline,
        "static/icon-maskable-512.png" => config.offline && !has_own("static/icon-512.png"),
        _ => true,
    }
}

/// A static file as visitors load it.
fn published(name: &str, bytes: &Arc<[u8]>) -> Arc<[u8]> {
    match std::str::from_utf8(bytes) {
        Ok(sheet) if name.ends_with(".css") => css::without_comments(sheet).into_bytes().into(),
        Ok(_) | Err(_) => bytes.clone(),
    }
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

/// Whether a file is part of the default theme.
pub fn is_default(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/default/")
}

/// The files of a folder that are text; those that are none are told.
fn texts<'f>(
    files: &'f [ThemeFile],
    folder: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'f SourcePath, &'f str)> {
    let texts = files.iter().filter(|file| inside(&file.path).starts_with(folder));
    texts.filter_map(|file| Some((&file.path, entry::text_of(&file.path, &file.bytes, diagnostics)?))).collect()
}

fn templates(files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) -> Templates {
    let texts = texts(files, "templates/", diagnostics).into_iter();
    let named = texts.map(|(path, text)| {
        let owner = if is_default(path) { "default" } else { "site" };
        (format!("{owner}/{}", &inside(path)["templates/".len()..]), Template::new(path.clone(), text))
    });
    named.collect()
}

/// The template that a name means: the site's own before the default.
fn find<'t>(templates: &'t Templates, name: &str) -> Option<(&'t str, &'t Template)> {
    let candidates = [name.to_string(), format!("site/{name}"), format!("default/{name}")];
    let (name, template) = candidates.iter().find_map(|name| templates.get_key_value(name))?;
    Some((name, template))
}

fn hash(files: &[ThemeFile], statics: &Statics) -> u128 {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for file in files {
        hasher.update(file.path.as_str().as_bytes());
        hasher.update(&(file.bytes.len() as u64).to_le_bytes());
        hasher.update(&file.bytes);
    }
    // Pages name these, and what the owner chose in `site.yaml` is in them.
    statics.iter().for_each(|(_, one)| hasher.update(one.address.as_bytes()));
    hasher.digest128()
}

impl Theme {
    /// The words for a key that takes no arguments.
    pub fn words(&self, key: &str) -> Option<String> {
        self.strings.get(key, &[])
    }

    /// The words for a key that speaks of one thing.
    pub fn words_about(&self, key: &str, name: &str, about: &str) -> Option<String> {
        self.words_with(key, &[(name, about)])
    }

    /// The words for a key that speaks of some things, each by its name.
    pub fn words_with(&self, key: &str, about: &[(&str, &str)]) -> Option<String> {
        let about: Vec<_> = about.iter().map(|(name, text)| (name.to_string(), Some(text.to_string()), None)).collect();
        self.strings.get(key, &about)
    }

    /// The colour of a name by day.
    pub fn colour(&self, name: &str) -> Option<Colour> {
        self.colours.by_day(name)
    }

    /// The name of every colour.
    #[cfg(feature = "serve")]
    pub(crate) fn colour_names(&self) -> impl Iterator<Item = &str> {
        self.colours.names()
    }

    /// Every colour, as the style sheet begins with them.
    #[cfg(feature = "serve")]
    pub(crate) fn colours_as_css(&self) -> String {
        self.colours.css()
    }

    /// Renders a template with its whole context.
    ///
    /// The error is a finding that points into the template.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Box<Diagnostic>> {
        self.tera
            .render(template, context)
            .map_err(|error| Box::new(failures::rendering(&error, template, &self.templates)))
    }

    /// The same theme with marks in what it renders; `with_words` marks words of the site's own theme as well, which
    /// some templates may not bear. None where the engine takes no marks.
    pub fn marked(&self, with_words: bool) -> Option<MarkedTheme> {
        MarkedTheme::new(&self.templates, &self.strings, &self.statics, with_words)
    }

    /// The beginning of the template that a name means.
    pub fn beginning(&self, template: &str) -> Option<Span> {
        let (_, template) = find(&self.templates, template)?;
        let length = template.text.find('\n').unwrap_or(template.text.len());
        Some(template.span(0..template.text[..length].trim_end().len()))
    }

    /// The beginning of the template at a path.
    pub fn beginning_of(&self, path: &SourcePath) -> Option<Span> {
        let (name, _) = self.templates.iter().find(|(_, template)| template.path == *path)?;
        self.beginning(name)
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
