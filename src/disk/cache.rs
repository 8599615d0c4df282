//! Keeps what was made from one run to the next, in the site's hidden folder `.trellis-cache`.
//!
//! It lies in the site's folder, and not among the caches of a user, so that machines which build sites for others can
//! carry it from run to run, and so that whoever deletes the site deletes it too. It tells git to leave it alone. All of
//! it can be deleted at any time. Each thing is a file of its own, written aside and moved to its place whole, and begins
//! with a hash of its key and bytes: what does not fit is as good as not there. Nothing here fails: without a cache,
//! all is made anew.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const FOLDER: &str = ".trellis-cache";

/// Bytes of the hash before a thing's own.
const HASH: usize = 16;

/// Nothing that is kept is nearly as long. A longer file is not ours.
const LONGEST: u64 = 32 << 20;

/// What nothing has used for so long is thrown away.
const UNUSED: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// How often it is noted that a thing is used.
const NOTED: Duration = Duration::from_secs(24 * 60 * 60);

/// A part of the cache in a site's folder, for things of one sort.
#[derive(Debug)]
pub(super) struct Cache {
    top: PathBuf,
    folder: PathBuf,
    /// How many files this process has written aside.
    aside: AtomicUsize,
}

impl Cache {
    /// A part of a site's cache. It is named with a number, which is raised when files come to be written in another way.
    /// Nothing is made until there is something to keep.
    pub fn of(site: &Path, part: &str) -> Cache {
        let top = site.join(FOLDER);
        Cache { folder: top.join(part), top, aside: AtomicUsize::new(0) }
    }

    /// What is kept under a key, if it is as it was put there.
    pub fn get(&self, key: u128) -> Option<Vec<u8>> {
        self.read(key).ok().flatten()
    }

    /// Keeps something under a key, in place of what is there.
    pub fn put(&self, key: u128, bytes: &[u8]) {
        // A full disk or a folder that may not be written into costs time at the next run, and nothing else.
        let _ = self.write(key, bytes);
    }

    /// Every key under which something is kept, with the time of its file.
    pub fn keys(&self) -> Vec<(u128, SystemTime)> {
        let Some(files) = self.folder.read_dir().ok().filter(|_| self.is_ours()) else { return Vec::new() };
        let key_of = |file: fs::DirEntry| {
            let key = u128::from_str_radix(file.file_name().to_str().filter(|name| name.len() == 32)?, 16).ok()?;
            Some((key, file.metadata().and_then(|found| found.modified()).ok()?))
        };
        files.flatten().filter_map(key_of).collect()
    }

    /// Throws away what is kept under a key.
    pub fn forget(&self, key: u128) {
        if self.is_ours() {
            // What stays is thrown away when nothing has used it for long.
            let _ = fs::remove_file(self.place(key));
        }
    }

    fn place(&self, key: u128) -> PathBuf {
        self.folder.join(format!("{key:032x}"))
    }

    /// Whether the folders are what they seem. A link could lead anywhere.
    fn is_ours(&self) -> bool {
        !self.top.is_symlink() && !self.folder.is_symlink()
    }

    fn read(&self, key: u128) -> io::Result<Option<Vec<u8>>> {
        let place = self.place(key);
        let found = place.symlink_metadata()?;
        if !self.is_ours() || !found.is_file() || found.len() > LONGEST {
            return Ok(None);
        }
        let mut file = File::options().read(true).open(&place)?;
        let mut bytes = Vec::with_capacity(found.len() as usize);
        (&mut file).take(LONGEST).read_to_end(&mut bytes)?;
        let Some((hash, thing)) = bytes.split_first_chunk::<HASH>() else { return Ok(None) };
        if *hash != hash_of(key, thing) {
            return Ok(None);
        }
        if found.modified()?.elapsed().is_ok_and(|age| age > NOTED) {
            // Failing only means that it is made anew one day.
            let _ = File::options().append(true).open(&place).and_then(|file| file.set_modified(SystemTime::now()));
        }
        Ok(Some(thing.to_vec()))
    }

    fn write(&self, key: u128, bytes: &[u8]) -> io::Result<()> {
        if !self.is_ours() {
            return Ok(());
        }
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            fs::write(self.top.join(".gitignore"), "# Made by Trellis. It can be deleted at any time.\n*\n")?;
        }
        let number = self.aside.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!("{}-{number}.new", std::process::id()));
        let _ = fs::remove_file(&aside);
        let mut file = File::create_new(&aside)?;
        let written = file.write_all(&hash_of(key, bytes)).and_then(|()| file.write_all(bytes));
        drop(file);
        written.and_then(|()| fs::rename(&aside, self.place(key))).inspect_err(|_| drop(fs::remove_file(&aside)))
    }

    /// Throws away what nothing has used for long.
    pub fn tidy(&self) {
        let Some(files) = self.folder.read_dir().ok().filter(|_| self.is_ours()) else { return };
        for file in files.flatten() {
            let age = file.metadata().and_then(|found| found.modified()).map(|then| then.elapsed());
            if age.is_ok_and(|age| age.is_ok_and(|age| age > UNUSED)) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

fn hash_of(key: u128, bytes: &[u8]) -> [u8; HASH] {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    hasher.update(&key.to_le_bytes());
    hasher.update(bytes);
    hasher.digest128().to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = "things-1";

    fn kept() -> (tempfile::TempDir, Cache) {
        let site = tempfile::tempdir().unwrap();
        let cache = Cache::of(site.path(), PART);
        cache.put(7, b"a thing");
        (site, cache)
    }

    #[test]
    fn what_is_put_is_found_again_by_its_key_only() {
        let (site, cache) = kept();
        assert_eq!(cache.get(7).as_deref(), Some(&b"a thing"[..]));
        assert_eq!(Cache::of(site.path(), PART).get(7).as_deref(), Some(&b"a thing"[..]), "in another process");
        assert_eq!(cache.get(8), None);
        let ignored = fs::read_to_string(site.path().join(".trellis-cache/.gitignore")).unwrap();
        assert!(ignored.lines().any(|line| line == "*"), "git leaves it alone");
        let names: Vec<_> = cache.folder.read_dir().unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(names, [format!("{:032x}", 7).as_str()], "nothing is left aside");
    }

    #[test]
    fn what_was_spoilt_or_swapped_is_not_there() {
        let (_site, cache) = kept();
        let whole = fs::read(cache.place(7)).unwrap();
        fs::write(cache.place(8), &whole).unwrap();
        assert_eq!(cache.get(8), None, "what is kept of something else");
        for at in 0..whole.len() {
            let mut spoilt = whole.clone();
            spoilt[at] ^= 1;
            fs::write(cache.place(7), &spoilt).unwrap();
            assert_eq!(cache.get(7), None, "byte {at}");
            fs::write(cache.place(7), &whole[..at]).unwrap();
            assert_eq!(cache.get(7), None, "cut after {at} bytes");
        }
    }

    #[test]
    fn without_a_place_nothing_is_kept_and_nothing_fails() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join(FOLDER), "a file stands here").unwrap();
        let cache = Cache::of(site.path(), PART);
        cache.put(7, b"a thing");
        assert_eq!(cache.get(7), None);
        cache.tidy();
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_not_followed() {
        let (site, cache) = kept();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::rename(site.path().join(FOLDER), elsewhere.path().join("taken")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("taken"), site.path().join(FOLDER)).unwrap();
        assert_eq!(cache.get(7), None);
        cache.put(8, b"another");
        assert!(!elsewhere.path().join("taken").join(PART).join(format!("{:032x}", 8)).exists());
    }

    #[test]
    fn what_is_unused_for_long_goes() {
        let (_site, cache) = kept();
        cache.put(8, b"another");
        let age = |key, days: u64| {
            let file = File::options().append(true).open(cache.place(key)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).unwrap();
        };
        age(7, 59);
        age(8, 61);
        assert!(cache.get(7).is_some(), "which notes that it is used");
        cache.tidy();
        assert!(cache.get(7).is_some());
        assert_eq!(cache.get(8), None);
        assert!(cache.place(7).metadata().unwrap().modified().unwrap().elapsed().unwrap() < NOTED);
    }
}
