//! The colours of a theme: written once, given to the style sheet, and each pair of them checked.
//!
//! Contrast is that of WCAG 2.2: 4.5 to 1 for words (1.4.3), 3 to 1 for lines and shapes that carry meaning (1.4.11).

use std::collections::BTreeMap;
use std::fmt::Write;

use super::ThemeFile;
use super::tokens::Palette;
use crate::colour::Colour;
use crate::config::brand::{Brand, Tokens};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, catalogue, catalogue::Unreadable};
use crate::entry;
use crate::entry::fields::FieldPart;
use crate::entry::locate::Step;
use crate::entry::values::Text;
use crate::nearest::nearest;
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};

const WORDS: f64 = 4.5;
const MARKS: f64 = 3.0;

/// When each scheme is asked for, and which come before it.
const SCHEMES: [(&str, &str, &[usize]); 4] = [
    ("light", "", &[0]),
    ("dark", "@media (prefers-color-scheme: dark)", &[0, 1]),
    ("more", "@media (prefers-contrast: more)", &[0, 2]),
    ("more_dark", "@media (prefers-contrast: more) and (prefers-color-scheme: dark)", &[0, 1, 2, 3]),
];

/// A colour and the place where its author can change it.
#[derive(Debug, Clone)]
struct Token {
    colour: Colour,
    path: SourcePath,
    steps: Vec<Step>,
}

/// All colours of a site's theme.
#[derive(Debug, Default)]
pub(super) struct Colours {
    /// What each scheme says itself, in the order of [`SCHEMES`].
    schemes: [BTreeMap<Text, Token>; 4],
    pairs: Vec<Pair>,
}

/// One colour on another.
#[derive(Debug)]
struct Pair {
    front: Text,
    back: Text,
    least: f64,
    /// The theme's file that says so, and where in it.
    path: SourcePath,
    steps: Vec<Step>,
}

/// Gathers the colours of both themes and of the owner, and judges them.
pub(super) fn read(
    palettes: Vec<(&SourcePath, Palette)>,
    files: &[ThemeFile],
    config: &Config,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Colours {
    let mut colours = Colours::default();
    for (path, palette) in palettes {
        colours.add(path, palette);
    }
    if let Some(brand) = &config.brand {
        colours.rebrand(brand, snapshot, diagnostics);
    }
    colours.judge(files, snapshot, diagnostics);
    colours
}

impl Colours {
    fn add(&mut self, path: &SourcePath, palette: Palette) {
        for (section, pairs, least) in [("text", palette.text, WORDS), ("marks", palette.marks, MARKS)] {
            for (front, backs) in pairs.0 {
                let steps = vec![Step::Field(section.into()), Step::Field(front.to_string().into())];
                let pair = |back| Pair { front: front.clone(), back, least, path: path.clone(), steps: steps.clone() };
                self.pairs.extend(backs.into_iter().map(pair));
            }
        }
        let Some(schemes) = palette.schemes else { return };
        for (at, tokens) in [schemes.light, schemes.dark, schemes.more, schemes.more_dark].into_iter().enumerate() {
            self.set(at, tokens, path, &["schemes", SCHEMES[at].0]);
        }
    }

    fn set(&mut self, scheme: usize, tokens: Tokens, path: &SourcePath, above: &[&'static str]) {
        for (name, colour) in tokens.0 {
            let above = above.iter().map(|&step| Step::Field(step.into()));
            let steps = above.chain([Step::Field(name.to_string().into())]).collect();
            self.schemes[scheme].insert(name, Token { colour, path: path.clone(), steps });
        }
    }

    fn rebrand(&mut self, brand: &Brand, snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
        let Some(colours) = &brand.colours else { return };
        let path = config::path();
        for (at, tokens) in [(0, &colours.light), (1, &colours.dark)] {
            let mut known = tokens.clone();
            known.0.retain(|name, _| {
                let is_known = self.schemes[0].contains_key(name);
                if !is_known {
                    let steps = ["brand", "colours", SCHEMES[at].0].map(|step| Step::Field(step.into()));
                    let steps: Vec<_> = steps.into_iter().chain([Step::Field(name.to_string().into())]).collect();
                    let at = YamlLocation { path: &path, steps: &steps };
                    diagnostics.push(self.unknown(at.span(snapshot.text(&path), FieldPart::Name), name));
                }
                is_known
            });
            self.set(at, known, &path, &["brand", "colours", SCHEMES[at].0]);
        }
    }

    /// The colour of a name in a scheme, with those that it takes over from schemes before it.
    fn token(&self, scheme: usize, name: &str) -> Option<&Token> {
        SCHEMES[scheme].2.iter().rev().find_map(|&at| self.schemes[at].get(name))
    }

    /// Custom properties for the style sheet.
    pub fn css(&self) -> String {
        let mut css = String::new();
        for ((_, when, _), tokens) in SCHEMES.iter().zip(&self.schemes) {
            let mut rule = String::from(":root{");
            for (name, token) in tokens {
                write!(rule, "--{name}:{};", token.colour).expect("a String takes any text");
            }
            rule.push('}');
            if when.is_empty() {
                writeln!(css, "{rule}").expect("a String takes any text");
            } else if !tokens.is_empty() {
                writeln!(css, "{when}{{{rule}}}").expect("a String takes any text");
            }
        }
        css
    }

    /// The name of every colour.
    #[cfg(feature = "serve")]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.schemes[0].keys().map(|name| &**name)
    }

    /// The colour of a name by day.
    pub fn by_day(&self, name: &str) -> Option<Colour> {
        self.token(0, name).map(|token| token.colour)
    }

    fn unknown(&self, at: Span, name: &str) -> Diagnostic {
        let near = nearest(name, self.schemes[0].keys().map(|name| &**name));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        catalogue::invalid_value(at, format!("the theme has no colour called `{name}`"), help)
    }

    /// Pairs that cannot be told apart. Each is reported once, at the colour that was written last: an owner's
    /// before a theme's.
    fn judge(&self, files: &[ThemeFile], snapshot: &Snapshot, diagnostics: &mut Vec<Diagnostic>) {
        let text = |path: &SourcePath| {
            let file = files.iter().find(|file| file.path == *path);
            file.map_or_else(|| snapshot.text(path), |file| std::str::from_utf8(&file.bytes).ok())
        };
        let mut reported: Vec<YamlLocation<'_>> = Vec::new();
        for pair in &self.pairs {
            for name in [&pair.front, &pair.back].into_iter().filter(|&name| self.token(0, name).is_none()) {
                let at = YamlLocation { path: &pair.path, steps: &pair.steps };
                diagnostics.push(self.unknown(at.span(text(&pair.path), FieldPart::Value), name));
            }
            for scheme in 0..SCHEMES.len() {
                let Some((finding, at)) = self.unreadable(scheme, pair) else { continue };
                if !reported.contains(&at) {
                    diagnostics.push(catalogue::unreadable_colour(at.span(text(at.path), FieldPart::Value), &finding));
                    reported.push(at);
                }
            }
        }
    }

    /// What is wrong with a pair in a scheme, and where its author can change it.
    fn unreadable<'p>(&'p self, scheme: usize, pair: &'p Pair) -> Option<(Unreadable<'p>, YamlLocation<'p>)> {
        let (front, back) = (self.token(scheme, &pair.front)?, self.token(scheme, &pair.back)?);
        let contrast = front.colour.contrast(back.colour);
        if contrast >= pair.least {
            return None;
        }
        let (name, token) = if rank(back) > rank(front) { (&pair.back, back) } else { (&pair.front, front) };
        let finding = Unreadable {
            front: &pair.front,
            back: &pair.back,
            scheme: SCHEMES[scheme].0,
            contrast,
            least: pair.least,
            instead: self.readable(scheme, name, token.colour).map(|colour| colour.to_string()),
        };
        Some((finding, YamlLocation { path: &token.path, steps: &token.steps }))
    }

    /// The nearest darker or lighter colour that can be read in all pairs of its name.
    fn readable(&self, scheme: usize, name: &str, colour: Colour) -> Option<Colour> {
        let others: Vec<(Colour, f64)> = self
            .pairs
            .iter()
            .filter_map(|pair| {
                let is_front = *pair.front == *name;
                let other = if is_front { &pair.back } else { (*pair.back == *name).then_some(&pair.front)? };
                Some((self.token(scheme, other)?.colour, pair.least))
            })
            .collect();
        let steps =
            (1..=100).flat_map(|percent| [Colour::BLACK, Colour::WHITE].map(|end| colour.towards(end, percent)));
        steps.into_iter().find(|colour| others.iter().all(|(other, least)| colour.contrast(*other) >= *least))
    }
}

/// How late a colour was written: by the default theme, by the site's own, by the owner.
fn rank(token: &Token) -> u8 {
    match token.path.as_str() {
        "themes/default/theme.yaml" => 0,
        path if path.starts_with("themes/") => 1,
        _ => 2,
    }
}

/// Where something stands in a file of YAML.
#[derive(PartialEq)]
struct YamlLocation<'p> {
    path: &'p SourcePath,
    steps: &'p [Step],
}

impl YamlLocation<'_> {
    fn span(&self, text: Option<&str>, part: FieldPart) -> Span {
        let text = text.unwrap_or("");
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let marks = entry::yaml_marks(text, start);
        let found = marks.find(self.steps);
        Span::new(self.path, if part == FieldPart::Name { found.key.clone() } else { found.value.clone() })
    }
}
