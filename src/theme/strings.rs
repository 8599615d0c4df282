//! Every word that a theme says, from `strings/<language>.ftl`.

mod entries;
mod escapes;
mod judge;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use self::entries::{Named, Words};
use super::{Templates, is_default};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{self, SourcePath, Span};

/// The words of a theme in the site's language, over the default theme's English.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Words that take no arguments, ready made.
    plain: BTreeMap<String, String>,
    /// What each key wants to be given.
    wants: BTreeMap<String, Vec<String>>,
    /// Words of the site's own theme and where they stand, by key.
    own: Vec<(String, Span)>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strings({} plain)", self.plain.len())
    }
}

impl Strings {
    /// Reads the files that fit the site's language; later files win, word by word. English fills every gap, and in a
    /// site that is not in English each gap is told.
    pub fn load(
        files: &[(&SourcePath, &str)],
        config: &Config,
        templates: &Templates,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Strings {
        let language = &*config.language;
        let locale: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        let mut read = Vec::new();
        for (path, text) in fitting(files, language) {
            let (resource, words) = parse(path, text, diagnostics);
            read.push(words);
            bundle.add_resource_overriding(resource);
        }
        judge::judge(&read, templates, diagnostics);
        if base(language) != "en" {
            judge::judge_language(&read, config, diagnostics);
        }
        let mut strings = Strings { bundle, plain: BTreeMap::new(), wants: BTreeMap::new(), own: Vec::new() };
        strings.note(read.into_iter().flatten());
        strings
    }

    /// Notes what the entries of all files come to.
    fn note(&mut self, words: impl Iterator<Item = Words>) {
        let mut own = BTreeMap::new();
        for Words { key, at, refers } in words {
            if let Some(text) = self.format(&key, None) {
                self.plain.insert(key.clone(), text);
            }
            if !is_default(&at.path) {
                own.insert(key.clone(), at);
            }
            let wanted = refers.into_iter().filter_map(|reference| match reference.to {
                Named::Variable(name) => Some(name),
                Named::Words(_) | Named::Function(_) => None,
            });
            self.wants.insert(key, wanted.collect());
        }
        self.own = own.into_iter().collect();
    }

    /// What words for a key there are want to be given; none if there are none.
    pub(super) fn wants(&self, key: &str) -> Option<&[String]> {
        self.wants.get(key).map(Vec::as_slice)
    }

    /// The number of a key of the site's own theme.
    pub(super) fn own_number(&self, key: &str) -> Option<u32> {
        self.own.binary_search_by(|(own, _)| own.as_str().cmp(key)).ok().map(|number| number as u32)
    }

    /// Where the key of a number stands.
    pub(super) fn own_place(&self, number: u32) -> Option<Span> {
        self.own.get(number as usize).map(|(_, at)| at.clone())
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

/// A language without its country: `en` for `en-GB`.
fn base(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The files for a language, those first that others win over.
fn fitting<'f>(files: &[(&'f SourcePath, &'f str)], language: &str) -> Vec<(&'f SourcePath, &'f str)> {
    let base = base(language);
    let rank = |path: &SourcePath| match path.stem() {
        "en" => Some(0),
        stem if stem == base => Some(1),
        stem if stem == language => Some(2),
        _ => None,
    };
    let mut chosen: Vec<_> =
        files.iter().filter_map(|(path, text)| rank(path).map(|rank| (rank, *path, *text))).collect();
    chosen.sort_by_key(|(rank, ..)| *rank);
    chosen.into_iter().map(|(_, path, text)| (path, text)).collect()
}

/// One file, of which everything counts that can be read.
fn parse(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (FluentResource, Vec<Words>) {
    let after_mark = text.trim_start_matches('\u{feff}');
    let start = text.len() - after_mark.len();
    let mut cannot = |at: Range<usize>, why: &str| {
        // The end of a file is told as a byte after it.
        let at = source::inside(after_mark, at);
        diagnostics.push(catalogue::theme_string(
            Span::new(path, start + at.start..start + at.end),
            format!("these words cannot be read: {why}"),
            "write one `key = words` a line",
        ));
    };
    let readable =
        escapes::readable(after_mark, |at| cannot(at, "`\\u` is not followed by four digits, or `\\U` by six"));
    let resource = FluentResource::try_new(readable).unwrap_or_else(|(resource, errors)| {
        errors.into_iter().for_each(|error| cannot(error.pos, &error.kind.to_string()));
        resource
    });
    let words = entries::read(path, &resource, start);
    (resource, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{File, Snapshot};

    /// What is told of words in a site of a language, which has words for `one` in Welsh of its own.
    fn told(language: &str) -> Vec<String> {
        let mut site = Snapshot::default();
        site.insert(
            crate::config::path(),
            File::new(format!("title: T\ndescription: D.\nlanguage: {language}\n").into_bytes()),
        );
        let config = crate::config::read(&site, None).value;
        let english = SourcePath::new("themes/default/strings/en.ftl");
        let welsh = SourcePath::new("themes/own/strings/cy.ftl");
        let files = [(&english, "one = One\ntwo = Two\nthree = { -unit }\n-unit = Three\n"), (&welsh, "one = Un\n")];
        let mut diagnostics = Vec::new();
        Strings::load(&files, &config, &Templates::default(), &mut diagnostics);
        diagnostics.into_iter().map(|one| one.message).collect()
    }

    #[test]
    fn words_that_stay_english_in_a_site_of_another_language_are_counted() {
        let gap = |tag: &str, of: &str| {
            format!("the site is in `{tag}`, but {of} words of its menus and buttons are English, such as `three`")
        };
        assert_eq!(told("cy"), [gap("cy", "2 of the 3")]);
        assert_eq!(told("cy-GB"), [gap("cy-GB", "2 of the 3")]);
        assert_eq!(
            told("pl"),
            ["the site is in `pl`, but 3 of the 3 words of its menus and buttons are English, such as `one`"]
        );
        assert_eq!(told("en-AU"), [""; 0]);
    }
    proptest::proptest! {
        #[test]
        fn whatever_stands_there_is_told_where_it_stands(
            text in "((\n[a-z-]{1,2} = )|[{}\"$*é€ \n\\[\\]\\\\-]|->|\\\\u|\\\\U|0[0-9a-f]{0,6}|[a-z]){0,24}"
        ) {
            let path = SourcePath::new("themes/own/strings/en.ftl");
            let config = crate::config::read(&Snapshot::default(), None).value;
            let mut diagnostics = Vec::new();
            Strings::load(&[(&path, &text)], &config, &Templates::default(), &mut diagnostics);
            for told in diagnostics.iter().filter(|told| told.span.path == path) {
                proptest::prop_assert!(text.get(told.span.start..told.span.end).is_some(), "{told:?}");
            }
        }
    }
}
