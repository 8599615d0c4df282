//! A store that speaks the language of S3. What was published lies there in an object of its own, so that whoever
//! publishes next, from wherever, sends what changed and removes what Trellis once sent and nothing else.
//!
//! 1. What is there is read: the list of the last publish, and the note of one that is at work or was stopped.
//! 2. A note says who is at work and what is about to change. Two cannot have it at once (`held`).
//! 3. Objects are sent, several at once, in the order in which visitors need them; then some are removed.
//! 4. The new list is written, and the note removed. Stopped at any moment, the note says what nobody knows, and the next
//!    publish sends or removes that anew.

mod ask;
mod far;
mod heads;
mod held;
mod manifest;
mod place;
mod trouble;

pub use place::{Access, Place, Safety, Store, Style};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use self::ask::{Ask, What};
use self::far::{Far, LANES};
use self::heads::Head;
use self::held::{Held, Left};
use self::manifest::{MANIFEST, Manifest};
use super::changes::{Changes, Files, Step, pages};
use super::{Event, Manner};
use crate::disk::Built;
use crate::error::Error;

/// How often it is begun anew when others were quicker.
const TRIES: usize = 3;

/// The site as it is to be in the store.
struct Site<'s> {
    built: &'s Built,
    from: &'s Path,
    heads: BTreeMap<String, Head>,
}

pub(super) fn deliver(
    built: &Built,
    from: &Path,
    place: &Place,
    access: &Access,
    manner: Manner<'_>,
) -> Result<Changes, Error> {
    let far = Far::open(place, access)?;
    let site = Site { built, from, heads: heads::heads(built, from, &place.root())? };
    for _ in 0..TRIES {
        if let Some(changes) = attempt(&far, &site, manner)? {
            return Ok(changes);
        }
    }
    Err(Error::Usage(format!(
        "others publish to {} all the time\n  help: publish again when they have finished",
        far.shown
    )))
}

/// Publishes, unless another publish comes in between.
fn attempt(far: &Far, site: &Site<'_>, manner: Manner<'_>) -> Result<Option<Changes>, Error> {
    let left = Left::read(far)?;
    let unknown = left.as_ref().map(|left| left.changes(far)).transpose()?;
    let (manifest, mark) = list(far)?;
    let before = manifest.pages;
    let there = manifest.there(&site.heads, unknown.into_iter().flatten());
    let wanted = &site.built.files;
    let changes = there.changes_to(wanted);
    manner.removals.judge(Path::new(&far.shown), before, pages(wanted))?;
    (manner.planned)(&changes)?;
    if manner.dry || changes.steps.is_empty() && left.is_none() {
        return Ok(Some(changes));
    }
    let paths = changes.steps.iter().map(|(_, path)| path.clone()).collect();
    let Some(held) = Held::take(far, left.as_ref(), paths)? else { return Ok(None) };
    if list(far)?.1 != mark {
        held.release()?;
        return Ok(None);
    }
    if !held.keeps_others_out {
        (manner.told)(Event::NoLocks);
    }
    let list = Manifest::new(wanted, &site.heads, there.kept_for(wanted));
    match held.during(|| work(far, site, &changes, &list, &held, manner)) {
        Ok(()) => held.release().map(|()| Some(changes)),
        Err(error) => {
            held.stop();
            Err(error)
        }
    }
}

/// The list of the last publish that was completed, and the mark of the object that holds it.
fn list(far: &Far) -> Result<(Manifest, Option<String>), Error> {
    let Some(answer) = far.read(MANIFEST)? else { return Ok((Manifest::default(), None)) };
    match Manifest::read(&answer.body) {
        Some(manifest) => Ok((manifest, answer.mark)),
        None => Err(Error::UnsafeOutput {
            path: far.shown.clone().into(),
            why: "its list of published files, `.trellis/manifest.json`, is damaged or from another version of Trellis",
            help: "publish with the Trellis that wrote it; if it was altered, delete it: then all files are sent anew, and none is removed",
        }),
    }
}

fn work(
    far: &Far,
    site: &Site<'_>,
    changes: &Changes,
    list: &Manifest,
    held: &Held<'_>,
    manner: Manner<'_>,
) -> Result<(), Error> {
    let done = AtomicUsize::new(0);
    let one = |act: &dyn Fn() -> Result<(), Error>| {
        held.check()?;
        act()?;
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        (manner.told)(Event::Done { done, total: changes.steps.len() });
        Ok(())
    };
    let remove = |path: &str| one(&|| far.remove(path));
    in_lanes(&changes.of(Step::Stale).collect::<Vec<_>>(), remove)?;
    for step in Step::SENT {
        // The home page leads to all others.
        let (home, others): (Vec<&str>, Vec<&str>) = changes.of(step).partition(|path| *path == "index.html");
        for paths in [others, home] {
            in_lanes(&paths, |path| one(&|| send(far, site, path)))?;
        }
    }
    in_lanes(&changes.of(Step::Removal).collect::<Vec<_>>(), remove)?;
    held.check()?;
    let headers = [("cache-control", "no-store"), ("content-type", "application/json")];
    far.must(Ask { what: What::Write, key: MANIFEST, headers: &headers, body: &list.bytes() }).map(drop)
}

fn send(far: &Far, site: &Site<'_>, path: &str) -> Result<(), Error> {
    let files: &Files = &site.built.files;
    let (Some(file), Some(head)) = (files.get(path), site.heads.get(path)) else { return Ok(()) };
    let bytes = site.built.bytes(site.from, path, file)?;
    let headers = head.headers();
    let ask = Ask { what: What::Write, key: path, headers: &headers, body: &bytes };
    let answer = far.ask(ask)?;
    if answer.is_good() {
        return Ok(());
    }
    // A store without websites may not take where the page leads on; then the page is shown, which says so itself.
    let headers: Vec<_> = headers.iter().copied().filter(|(name, _)| !name.starts_with("x-amz-")).collect();
    match head.moved_to {
        Some(_) if matches!(answer.status, 400 | 501) => far.must(Ask { headers: &headers, ..ask }).map(drop),
        Some(_) | None => Err(trouble::refusal(&far.shown, ask, &answer)),
    }
}

/// Does the same with each path, several at once. After the first trouble nothing more is begun.
fn in_lanes(paths: &[&str], act: impl Fn(&str) -> Result<(), Error> + Sync) -> Result<(), Error> {
    let next = AtomicUsize::new(0);
    let trouble: Mutex<Option<Error>> = Mutex::default();
    let lane = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(error) = act(path) {
                next.store(paths.len(), Ordering::Relaxed);
                trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        }
    };
    thread::scope(|scope| (0..LANES.min(paths.len())).for_each(|_| drop(scope.spawn(lane))));
    trouble.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_is_done_once_and_nothing_is_begun_after_trouble() {
        let paths: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let done: Mutex<Vec<String>> = Mutex::default();
        let note = |path: &str| done.lock().unwrap().push(path.to_string());
        in_lanes(&paths, |path| {
            note(path);
            Ok(())
        })
        .unwrap();
        let mut all = std::mem::take(&mut *done.lock().unwrap());
        all.sort_by_key(|path| path.parse::<usize>().unwrap());
        assert_eq!(all, paths);
        let failed = in_lanes(&paths, |path| {
            note(path);
            Err(Error::Usage(path.to_string()))
        });
        assert!(failed.is_err());
        assert!(done.lock().unwrap().len() <= LANES, "each lane has met trouble once at most");
    }
}
