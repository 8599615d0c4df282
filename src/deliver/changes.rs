//! What a publish changes, and in which order, so that no visitor meets a page before what it needs.

use std::collections::BTreeMap;

use crate::disk::PublishedFile;

/// Files by path, each with what is in it.
pub(super) type Files = BTreeMap<String, PublishedFile>;

/// When a file is sent, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Styles, scripts, pictures, documents.
    Asset,
    NewPage,
    ChangedPage,
    /// What leads to pages: lists, search, feeds, the home page.
    List,
    Removal,
}

/// What is not the same at the target.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order in which they are made.
    pub steps: Vec<(Step, String)>,
    pub unchanged: usize,
}

impl Changes {
    /// Compares what is there with what is to be there.
    pub(super) fn between(there: &Files, wanted: &Files) -> Changes {
        let mut steps = Vec::new();
        for (path, file) in wanted {
            match there.get(path) {
                Some(old) if old == file => {}
                old => steps.push((step(path, old.is_none()), path.clone())),
            }
        }
        let unchanged = wanted.len() - steps.len();
        let gone = there.keys().filter(|path| !wanted.contains_key(*path));
        steps.extend(gone.map(|path| (Step::Removal, path.clone())));
        // What leads to all others comes last of its step.
        steps.sort_by_key(|(step, path)| (*step, path == "index.html"));
        Changes { steps, unchanged }
    }

    /// The paths of one step.
    pub fn of(&self, wanted: Step) -> impl Iterator<Item = &str> + Clone {
        self.steps.iter().filter(move |(step, _)| *step == wanted).map(|(_, path)| path.as_str())
    }
}

/// How many of the files are pages.
pub(super) fn pages(files: &Files) -> usize {
    files.keys().filter(|path| path.ends_with(".html")).count()
}

fn step(path: &str, is_new: bool) -> Step {
    let name = path.rsplit('/').next().unwrap_or(path);
    let leads_on = ["index.html", "sitemap.xml", "feed.xml"].contains(&name) || name.ends_with("-data.js");
    match (leads_on, path.ends_with(".html"), is_new) {
        (true, ..) => Step::List,
        (false, false, _) => Step::Asset,
        (false, true, true) => Step::NewPage,
        (false, true, false) => Step::ChangedPage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, u128)]) -> Files {
        list.iter().map(|&(path, hash)| (path.to_string(), PublishedFile { hash, len: 1 })).collect()
    }

    #[test]
    fn what_leads_to_a_page_comes_after_it_and_removals_come_last() {
        let there = files(&[("a.html", 1), ("gone.html", 1), ("index.html", 1), ("kept.html", 1), ("theme.css", 1)]);
        let names = ["a.html", "assets/search-data.js", "index.html", "new.html", "roles/index.html", "theme.css"];
        let mut wanted = files(&names.map(|name| (name, 2)));
        wanted.extend(files(&[("kept.html", 1)]));
        let changes = Changes::between(&there, &wanted);
        let order: Vec<&str> = changes.steps.iter().map(|(_, path)| path.as_str()).collect();
        let last = ["assets/search-data.js", "roles/index.html", "index.html", "gone.html"];
        assert_eq!(order, [["theme.css", "new.html", "a.html"].as_slice(), &last].concat());
        assert_eq!(changes.unchanged, 1);
        assert!(Changes::between(&wanted, &wanted).steps.is_empty());
    }
}
