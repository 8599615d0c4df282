//! What a publish changes, and in which order, so that no visitor meets a page before what it needs.

use std::collections::BTreeSet;

use crate::disk;
pub(super) use crate::disk::Files;
use crate::offline;
use crate::packed;

/// What is at a target: a site, and of the one before it the theme's files, whose names have changed since. A page that is
/// on its way to a visitor may still ask for those, so they stay for one publish.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct There {
    pub files: Files,
    pub former: Files,
}

impl There {
    /// What stays of this site when another takes its place.
    pub fn kept_for(&self, wanted: &Files) -> Files {
        disk::former(&self.files, |path| wanted.contains_key(path))
    }

    /// What is to be changed, so that the site there is another. If it is that already, what stays goes on staying.
    pub fn changes_to(&self, wanted: &Files) -> Changes {
        if self.files == *wanted {
            return Changes { unchanged: wanted.len(), ..Changes::default() };
        }
        let kept = self.kept_for(wanted);
        let both = |one: &Files, other: &Files| one.clone().into_iter().chain(other.clone()).collect::<Files>();
        let changes = Changes::between(&both(&self.former, &self.files), &both(&kept, wanted));
        Changes { unchanged: changes.unchanged - kept.len(), ..changes }
    }
}

/// When a file is sent, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Packed twins of files that are about to change or to go: they go first, so that none is ever of another file than
    /// the one beside it.
    Stale,
    /// Styles, scripts, pictures, documents.
    Asset,
    NewPage,
    ChangedPage,
    /// What leads to pages: lists, search, feeds, the home page.
    List,
    /// What names all others by their bytes: a device that finds it looks for those at once.
    Worker,
    /// Packed twins of the files that are there by now.
    Twin,
    Removal,
}

impl Step {
    /// The steps in which files are sent.
    pub const SENT: [Step; 6] = [Step::Asset, Step::NewPage, Step::ChangedPage, Step::List, Step::Worker, Step::Twin];
}

/// What is not the same at the target.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// In the order in which they are made.
    pub steps: Vec<(Step, String)>,
    /// Paths at which nothing was before.
    pub new: BTreeSet<String>,
    pub unchanged: usize,
}

impl Changes {
    /// Compares what is there with what is to be there.
    pub(super) fn between(there: &Files, wanted: &Files) -> Changes {
        let (mut steps, mut new) = (Vec::new(), BTreeSet::new());
        let mut unchanged = 0;
        for (path, file) in wanted {
            let old = there.get(path);
            if old == Some(file) {
                unchanged += 1;
                continue;
            }
            let beside = packed::file_of(path).map(|(file, _)| file).filter(|file| wanted.contains_key(*file));
            let is_stale = old.is_some() && beside.is_some_and(|file| there.get(file) != wanted.get(file));
            steps.extend(is_stale.then(|| (Step::Stale, path.clone())));
            steps.push((if beside.is_some() { Step::Twin } else { step(path, old.is_none()) }, path.clone()));
            new.extend(old.is_none().then(|| path.clone()));
        }
        let is_file = |path: &str| wanted.contains_key(path) || there.contains_key(path);
        let gone = there.keys().filter(|path| !wanted.contains_key(*path)).map(|path| {
            let is_twin = packed::file_of(path).is_some_and(|(file, _)| is_file(file));
            (if is_twin { Step::Stale } else { Step::Removal }, path.clone())
        });
        steps.extend(gone);
        // What leads to all others comes last of its step.
        steps.sort_by_key(|(step, path)| (*step, path == "index.html"));
        Changes { steps, new, unchanged }
    }

    /// The paths at which something else was, or something that is gone.
    pub fn stale(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|(_, path)| path.as_str()).filter(|path| !self.new.contains(*path))
    }

    /// How many files are sent, and how many go for good.
    pub fn counts(&self) -> (usize, usize) {
        let sent = Step::SENT.into_iter().map(|step| self.of(step).count()).sum();
        let renewed: BTreeSet<&str> = self.of(Step::Twin).collect();
        let gone = self.of(Step::Removal).count() + self.of(Step::Stale).filter(|path| !renewed.contains(path)).count();
        (sent, gone)
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
    if path == offline::PATH {
        return Step::Worker;
    }
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
    use proptest::prelude::*;

    use super::*;
    use crate::disk::PublishedFile;

    fn files(list: &[(&str, u128)]) -> Files {
        list.iter().map(|&(path, hash)| (path.to_string(), PublishedFile { hash, len: 1 })).collect()
    }

    #[test]
    fn what_leads_to_a_page_comes_after_it_and_removals_come_last() {
        let there = files(&[("a.html", 1), ("gone.html", 1), ("index.html", 1), ("kept.html", 1), ("theme.css", 1)]);
        let names =
            ["a.html", "assets/search-data.js", "index.html", "new.html", "roles/index.html", "sw.js", "theme.css"];
        let mut wanted = files(&names.map(|name| (name, 2)));
        wanted.extend(files(&[("kept.html", 1)]));
        let changes = Changes::between(&there, &wanted);
        let order: Vec<&str> = changes.steps.iter().map(|(_, path)| path.as_str()).collect();
        let last = ["assets/search-data.js", "roles/index.html", "index.html", "sw.js", "gone.html"];
        assert_eq!(order, [["theme.css", "new.html", "a.html"].as_slice(), &last].concat());
        assert_eq!(changes.unchanged, 1);
        let mut stale: Vec<&str> = changes.stale().collect();
        stale.sort_unstable();
        assert_eq!(stale, ["a.html", "gone.html", "index.html", "theme.css"]);
        assert!(Changes::between(&wanted, &wanted).steps.is_empty());
    }

    /// The steps from one site to another, and what stays of the first.
    fn steps(there: &There, wanted: &Files) -> (Vec<(Step, String)>, Files) {
        (there.changes_to(wanted).steps, there.kept_for(wanted))
    }

    #[test]
    fn a_style_whose_name_has_changed_goes_one_publish_later() {
        let (old, new) = ("assets/a.00000001.css", "assets/a.00000002.css");
        let [first, second, third] =
            [files(&[(old, 1), ("a.html", 1)]), files(&[(new, 2), ("a.html", 2)]), files(&[(new, 2), ("a.html", 3)])];
        let there = There { files: first, former: Files::new() };
        let (changes, former) = steps(&there, &second);
        assert_eq!(changes, [(Step::Asset, new.to_string()), (Step::ChangedPage, "a.html".to_string())]);
        assert_eq!(there.changes_to(&second).unchanged, 0);
        assert_eq!(former, files(&[(old, 1)]));
        let there = There { files: second.clone(), former };
        assert!(steps(&there, &second).0.is_empty(), "the same site again changes nothing");
        let (changes, former) = steps(&there, &third);
        assert_eq!(changes, [(Step::ChangedPage, "a.html".to_string()), (Step::Removal, old.to_string())]);
        assert!(former.is_empty());
    }

    #[test]
    fn what_is_taken_back_is_there_and_pictures_go_at_once() {
        let style = "assets/a.00000001.css";
        let copy = "images/a.480w.00000003.webp";
        let there = There { files: files(&[(copy, 3), ("a.html", 1)]), former: files(&[(style, 1)]) };
        let (changes, former) = steps(&there, &files(&[(style, 1), ("a.html", 1)]));
        assert_eq!(changes, [(Step::Removal, copy.to_string())]);
        assert!(former.is_empty());
    }

    proptest! {
        /// A twin here has the number of its file, and a site has any files and any twins of them.
        #[test]
        fn at_no_moment_is_a_twin_of_another_file_than_the_one_beside_it(
            there in site(),
            wanted in site(),
            unknown in prop::collection::vec(0..8_usize, 0..3),
        ) {
            let mut noted = there.clone();
            // What a publish that was stopped may have touched.
            for (number, file) in noted.values_mut().enumerate() {
                if unknown.contains(&number) {
                    *file = PublishedFile { hash: u128::MAX, len: 0 };
                }
            }
            let changes = Changes::between(&noted, &wanted);
            let mut now = there;
            for (step, path) in &changes.steps {
                match step {
                    Step::Stale | Step::Removal => drop(now.remove(path)),
                    Step::Asset | Step::NewPage | Step::ChangedPage | Step::List | Step::Worker | Step::Twin => {
                        now.insert(path.clone(), wanted[path]);
                    }
                }
                for (path, twin) in &now {
                    let Some((file, _)) = packed::file_of(path) else { continue };
                    prop_assert_eq!(now.get(file), Some(twin), "{} after {:?}", path, step);
                }
            }
            prop_assert_eq!(&now, &wanted);
            let (sent, gone) = changes.counts();
            prop_assert_eq!(sent + changes.unchanged, wanted.len());
            prop_assert_eq!(gone, noted.keys().filter(|path| !wanted.contains_key(*path)).count());
        }
    }

    fn site() -> impl Strategy<Value = Files> {
        let names = ["a.css", "b.html", "gone.html", "index.html"];
        prop::collection::vec((prop::option::of(1..4_u128), any::<bool>(), any::<bool>()), names.len()).prop_map(
            move |files| {
                let mut site = Files::new();
                for (name, (number, gz, br)) in names.into_iter().zip(files) {
                    let Some(hash) = number else { continue };
                    let twins = [(gz, ".gz"), (br, ".br")].into_iter().filter(|(is_there, _)| *is_there);
                    let names = twins.map(|(_, ending)| format!("{name}{ending}")).chain([name.to_string()]);
                    site.extend(names.map(|name| (name, PublishedFile { hash, len: 1 })));
                }
                site
            },
        )
    }
}
