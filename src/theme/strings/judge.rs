//! What is wrong with the words of a site's own theme, told before a page stumbles over them.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{Named, Reference, Words};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::nearest::nearest;
use crate::theme::{Templates, is_default};

/// Judges the words of the site's own theme; `files` are the entries of each file that is used, the later ones winning.
pub(super) fn judge(files: &[Vec<Words>], templates: &Templates, diagnostics: &mut Vec<Diagnostic>) {
    let is_own = |words: &Words| !is_default(&words.at.path);
    let mut last: BTreeMap<&str, &Words> = BTreeMap::new();
    let mut default: BTreeMap<&str, &Words> = BTreeMap::new();
    for words in files.iter().flatten() {
        last.insert(&words.key, words);
        if !is_own(words) {
            default.insert(&words.key, words);
        }
    }
    let known = Bundles { last, default };
    for file in files {
        let mut before = BTreeSet::new();
        for words in file.iter().filter(|words| is_own(words)) {
            if !before.insert(&words.key) {
                diagnostics.push(catalogue::doubled_words(words.at.clone(), &words.key));
            }
            known.judge_key(words, templates, diagnostics);
            known.judge_references(words, diagnostics);
        }
    }
    known.judge_circles(diagnostics);
}

/// Tells how many of the default theme's words a site in another language leaves in English.
pub(super) fn judge_language(files: &[Vec<Words>], config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let in_english = |words: &&Words| words.at.path.stem() == "en";
    let is_said = |words: &&Words| !words.key.starts_with('-');
    let keys = |english: bool| {
        let of_file = files.iter().flatten().filter(is_said).filter(move |words| in_english(words) == english);
        of_file.map(|words| &*words.key).collect::<BTreeSet<&str>>()
    };
    let (english, translated) = (keys(true), keys(false));
    let missing: Vec<&str> = english.difference(&translated).copied().collect();
    if let Some(example) = missing.first() {
        let theme = config.theme.as_deref().unwrap_or("our-own");
        let counts = (missing.len(), english.len());
        let at = config.language_at.clone();
        diagnostics.push(catalogue::untranslated_words(at, &config.language, theme, counts, example));
    }
}

struct Bundles<'w> {
    /// What each key means in the end.
    last: BTreeMap<&'w str, &'w Words>,
    /// What it means in the default theme.
    default: BTreeMap<&'w str, &'w Words>,
}

impl Bundles<'_> {
    /// A key that is no key of the default theme, is named by no template of the site's own, and is like one that is.
    fn judge_key(&self, words: &Words, templates: &Templates, diagnostics: &mut Vec<Diagnostic>) {
        let key = &*words.key;
        if self.default.contains_key(key) || self.is_used(key, templates) {
            return;
        }
        if let Some(near) = nearest(key, self.default.keys().copied()) {
            diagnostics.push(catalogue::unused_words(words.at.clone(), key, near));
        }
    }

    fn is_used(&self, key: &str, templates: &Templates) -> bool {
        let own = templates.values().filter(|template| !is_default(&template.path));
        let in_words = |words: &&Words| words.refers.iter().any(|other| other.to == Named::Words(key.to_string()));
        self.last.values().any(in_words)
            || own.into_iter().any(|template| {
                ['"', '\'', '`'].iter().any(|quote| template.text.contains(&format!("{quote}{key}{quote}")))
            })
    }

    fn judge_references(&self, words: &Words, diagnostics: &mut Vec<Diagnostic>) {
        for Reference { to, at } in &words.refers {
            match to {
                // What a page gives to words that only the site's own templates use, those alone know.
                Named::Variable(name) => {
                    let Some(given) = self.default.get(&*words.key).map(|words| self.variables(words)) else {
                        continue;
                    };
                    if !given.contains(&**name) {
                        diagnostics.push(catalogue::unknown_variable(at.clone(), name, &words.key, &given));
                    }
                }
                Named::Words(key) if !self.last.contains_key(&**key) => {
                    let near = nearest(key, self.last.keys().copied());
                    diagnostics.push(catalogue::unknown_words(at.clone(), key, near));
                }
                Named::Words(_) => {}
                Named::Function(name) => diagnostics.push(catalogue::unknown_function(at.clone(), name)),
            }
        }
    }

    /// The variables of words and of those that they name.
    fn variables<'k>(&'k self, words: &'k Words) -> BTreeSet<&'k str> {
        let (mut found, mut seen, mut next) = (BTreeSet::new(), BTreeSet::new(), vec![words]);
        while let Some(words) = next.pop().filter(|words| seen.insert(&words.key)) {
            for reference in &words.refers {
                match &reference.to {
                    Named::Variable(name) => drop(found.insert(&**name)),
                    Named::Words(key) => next.extend(self.default.get(&**key)),
                    Named::Function(_) => {}
                }
            }
        }
        found
    }

    /// Words that name themselves, by way of others or not: each circle once, where the owner wrote a part of it.
    fn judge_circles(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (key, words) in self.last.iter().filter(|(_, words)| !is_default(&words.at.path)) {
            if told.contains(key) {
                continue;
            }
            for reference in &words.refers {
                let Named::Words(to) = &reference.to else { continue };
                if let Some(way) = self.way(to, key) {
                    told.extend(way.iter().copied());
                    let others: Vec<&str> = way.into_iter().filter(|other| other != key).collect();
                    diagnostics.push(catalogue::circular_words(reference.at.clone(), key, &others));
                    break;
                }
            }
        }
    }

    /// The keys on a way from one to another, both of them included.
    fn way(&self, from: &str, to: &str) -> Option<Vec<&str>> {
        let (start, _) = self.last.get_key_value(from)?;
        let (mut before, mut next) = (BTreeMap::from([(*start, *start)]), vec![*start]);
        while let Some(key) = next.pop() {
            if key == to {
                let mut way = vec![key];
                while let Some(&earlier) =
                    before.get(way[way.len() - 1]).filter(|&&earlier| earlier != way[way.len() - 1])
                {
                    way.push(earlier);
                }
                way.reverse();
                return Some(way);
            }
            for reference in &self.last[key].refers {
                let Named::Words(other) = &reference.to else { continue };
                if let Some((other, _)) = self.last.get_key_value(&**other)
                    && !before.contains_key(other)
                {
                    before.insert(other, key);
                    next.push(other);
                }
            }
        }
        None
    }
}
