//! Every word that a theme says, from `strings/<language>.ftl`.

use std::collections::BTreeMap;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// The words of a theme in the site's language, over the default theme's English.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Words that take no arguments, ready made.
    plain: BTreeMap<String, String>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strings({} plain)", self.plain.len())
    }
}

impl Strings {
    /// Reads the files that fit the language; later files win, word by word. English fills every gap.
    pub fn load(files: &[(&SourcePath, &str)], language: &str, diagnostics: &mut Vec<Diagnostic>) -> Strings {
        let locale: LanguageIdentifier = language.parse().unwrap_or_else(|_| {
            let message = format!("`{language}` is not the name of a language");
            diagnostics.push(catalogue::theme_string(
                Span::file(&crate::config::path()),
                message,
                "write it like `en-GB` or `cy`",
            ));
            LanguageIdentifier::default()
        });
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let base = language.split('-').next().unwrap_or(language);
        let fits = |path: &SourcePath| match path.stem() {
            "en" => Some(0),
            stem if stem == base => Some(1),
            stem if stem == language => Some(2),
            _ => None,
        };
        let mut chosen: Vec<_> =
            files.iter().filter_map(|(path, text)| fits(path).map(|rank| (rank, *path, *text))).collect();
        chosen.sort_by_key(|(rank, ..)| *rank);
        let mut names = Vec::new();
        for (_, path, text) in chosen {
            let resource = FluentResource::try_new(text.to_string()).unwrap_or_else(|(resource, errors)| {
                for error in errors {
                    let at = Span::new(path, error.pos.clone());
                    diagnostics.push(catalogue::theme_string(
                        at,
                        format!("these words cannot be read: {}", error.kind),
                        "write one `key = words` a line",
                    ));
                }
                resource
            });
            names.extend(text.lines().filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_string())));
            bundle.add_resource_overriding(resource);
        }
        let mut strings = Strings { bundle, plain: BTreeMap::new() };
        let plain: Vec<_> =
            names.into_iter().filter_map(|name| strings.format(&name, None).map(|words| (name, words))).collect();
        strings.plain = plain.into_iter().collect();
        strings
    }

    /// The words for a key; none if the theme has none, or if an argument is wanted and not given.
    pub fn get(&self, key: &str, arguments: &[(String, Option<String>, Option<f64>)]) -> Option<String> {
        if arguments.is_empty() {
            return self.plain.get(key).cloned();
        }
        let mut values = FluentArgs::new();
        for (name, text, number) in arguments {
            match (text, number) {
                (Some(text), _) => values.set(name.clone(), text.clone()),
                (None, Some(number)) => values.set(name.clone(), *number),
                (None, None) => {}
            }
        }
        self.format(key, Some(&values))
    }

    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        errors.is_empty().then_some(words)
    }
}
