//! A site that comes as one archive (ZIP), as code hosts give them and as every system packs a folder.
//!
//! Nothing that it says of itself is believed: names that lead out of it are left out, and no file is read further than it
//! says that it is long.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::old::{FOLDERS_ABOVE, LARGEST_FILE, OldSite, TOO_LARGE, folder_of_pages, is_aside, settings, stem};
use super::told::LeftOut;
use super::ways::joined;
use crate::output::is_inside;

/// More files are no site that people wrote.
const MOST_FILES: usize = 50_000;
/// Bytes of all files, unpacked.
const MOST_BYTES: u64 = 512 << 20;
/// In bytes: no system that people use has longer paths.
const LONGEST_PATH: usize = 1_000;
/// Folders in folders.
const DEEPEST: usize = 30;

/// The files of an archive. Where one folder holds all others, paths are counted from there.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    files: BTreeMap<String, ArchivedFile>,
    left_out: Vec<LeftOut>,
}

#[derive(Debug, Clone, Copy)]
struct ArchivedFile {
    number: usize,
    /// Its bytes, unpacked, as the archive says.
    length: u64,
}

/// Why an archive cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub enum NoArchive {
    /// It is none.
    Other,
    Broken(String),
    TooLarge,
}

impl Archive {
    /// Reads which files there are.
    pub fn read(bytes: Arc<[u8]>) -> Result<Archive, NoArchive> {
        if !bytes.starts_with(b"PK") {
            return Err(NoArchive::Other);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| NoArchive::Broken(error.to_string()))?;
        if zip.len() > MOST_FILES {
            return Err(NoArchive::TooLarge);
        }
        let (mut files, mut left_out) = (BTreeMap::new(), Vec::new());
        for number in 0..zip.len() {
            let file = zip.by_index_raw(number).map_err(|error| NoArchive::Broken(error.to_string()))?;
            let name = file.name().map(|name| name.replace('\\', "/")).unwrap_or_default();
            let why = match () {
                () if file.is_dir() || name.ends_with('/') => continue,
                () if !is_inside(&name) => "its name leads out of the archive",
                () if name.len() > LONGEST_PATH || name.matches('/').count() > DEEPEST => {
                    "it lies deeper, or has a longer name, than files have"
                }
                () if is_aside_at_all(&name) => continue,
                () if file.is_symlink() => "it is a link",
                () if file.encrypted() => "it is locked with a password",
                () => {
                    files.insert(name, ArchivedFile { number, length: file.size() });
                    continue;
                }
            };
            // A name may be longer than anybody reads.
            left_out.push(LeftOut::new(&name[..name.floor_char_boundary(LONGEST_PATH)], why));
        }
        if files.values().map(|file| file.length).fold(0, u64::saturating_add) > MOST_BYTES {
            return Err(NoArchive::TooLarge);
        }
        let shared = shared_folder(&files);
        let files = files.into_iter().map(|(path, file)| (path[shared..].to_string(), file)).collect();
        Ok(Archive { zip, files, left_out })
    }

    /// Folders that hold pages, in themselves or below, each with how many; the whole archive is an empty path.
    pub fn folders(&self) -> BTreeMap<&str, usize> {
        let mut folders = BTreeMap::new();
        for path in self.files.keys().filter(|path| stem(path).is_some()) {
            for folder in std::iter::once("").chain(path.match_indices('/').map(|(at, _)| &path[..at])) {
                *folders.entry(folder).or_default() += 1;
            }
        }
        folders
    }

    /// The folder that is the site, where nobody says one: the topmost with settings and a page below, or else all.
    pub fn usual_folder(&self) -> &str {
        let folders = self.folders();
        let with_settings = folders.keys().filter(|folder| self.settings(folder).is_some());
        with_settings
            .min_by_key(|folder| folder.split('/').filter(|part| !part.is_empty()).count())
            .copied()
            .unwrap_or("")
    }

    /// The name of the settings that lie in a folder.
    fn settings(&self, folder: &str) -> Option<&'static str> {
        settings().find(|name| self.files.contains_key(&joined(folder, name)))
    }

    /// The site that lies in a folder, or whose pages do.
    pub fn site(&self, folder: &str) -> ArchivedSite<'_> {
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]).rev().chain([""]);
        let root = std::iter::once(folder).chain(above).take(FOLDERS_ABOVE + 1);
        let root = root.clone().find(|folder| self.settings(folder).is_some()).unwrap_or(folder).to_string();
        let pages = match folder[root.len()..].trim_start_matches('/') {
            "" => self.usual_pages(&root),
            pages => pages.into(),
        };
        let mut site = OldSite { pages, left_out: self.left_out.clone(), ..OldSite::default() };
        let start = joined(&root, "");
        for (path, file) in &self.files {
            let Some(path) = path.strip_prefix(&*start) else { continue };
            if let Err(why) = site.take(path.into(), file.length, || self.bytes(*file)) {
                site.left_out.push(LeftOut::new(path, why));
            }
        }
        ArchivedSite { archive: self, root, site }
    }

    /// Where the pages of a whole site lie, counted from its folder.
    fn usual_pages(&self, root: &str) -> String {
        let usual = self.settings(root).map_or("", folder_of_pages);
        let is_there = || self.files.keys().any(|path| path.starts_with(&joined(&joined(root, usual), "")));
        if !usual.is_empty() && is_there() { usual.into() } else { String::new() }
    }

    fn bytes(&self, file: ArchivedFile) -> Result<Vec<u8>, String> {
        let mut zip = self.zip.clone();
        let mut bytes = Vec::new();
        let packed = zip.by_index(file.number).map_err(|error| error.to_string())?;
        // At its end its checksum is compared: so one byte more is asked for than it says that there are.
        packed.take(file.length.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        match bytes.len() as u64 == file.length {
            true => Ok(bytes),
            false => Err("it is not as long as the archive says".into()),
        }
    }
}

/// A site of an archive.
#[derive(Debug)]
pub struct ArchivedSite<'a> {
    archive: &'a Archive,
    /// The folder of the archive that it is.
    root: String,
    pub site: OldSite,
}

impl ArchivedSite<'_> {
    /// The bytes of a file that a page needs, or why it is not brought along.
    pub fn load(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.archive.files.get(&joined(&self.root, path)) {
            Some(file) if file.length > LARGEST_FILE => Err(TOO_LARGE.into()),
            Some(file) => self.archive.bytes(*file),
            None => Err("it is not in the archive".into()),
        }
    }
}

/// Whether a file belongs to programs, or lies in a folder of theirs. Settings are read whatever they are called.
fn is_aside_at_all(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    folders.split('/').any(|folder| is_aside(folder, true))
        || is_aside(name, false) && !settings().any(|own| own == name)
}

/// How long the path of the folder is that holds all others and no file beside them.
fn shared_folder(files: &BTreeMap<String, ArchivedFile>) -> usize {
    let Some((first, last)) = files.keys().next().zip(files.keys().next_back()) else { return 0 };
    // Paths stand in order: what the first and the last have in common all have.
    let same = first.bytes().zip(last.bytes()).take_while(|(one, other)| one == other);
    // Letters that differ may begin with the same byte, and a slash is a byte of its own.
    let slashes = same.enumerate().filter(|(_, (byte, _))| *byte == b'/');
    slashes.last().map_or(0, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(files: &[(&str, &str)]) -> Arc<[u8]> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner().into()
    }

    #[test]
    fn the_folder_around_all_is_none_and_the_settings_say_where_pages_lie() {
        let hugo = zip(&[
            ("old-main/hugo.toml", "title = 'x'"),
            ("old-main/content/a.md", "A"),
            ("old-main/content/team/b.md", "B"),
            ("old-main/static/c.png", "C"),
            ("old-main/themes/x/exampleSite/hugo.toml", ""),
            ("old-main/themes/x/exampleSite/content/d.md", "D"),
            ("old-main/.git/config.md", "no"),
            ("__MACOSX/old-main/._a.md", "no"),
        ]);
        let archive = Archive::read(hugo).unwrap();
        assert_eq!((archive.usual_folder(), archive.folders()[""], archive.folders()["content/team"]), ("", 3, 1));
        let whole = archive.site("");
        assert_eq!((&*whole.site.pages, whole.load("static/c.png").as_deref()), ("content", Ok(&b"C"[..])));
        assert_eq!(whole.site.texts.keys().collect::<Vec<_>>(), ["content/a.md", "content/team/b.md", "hugo.toml"]);
        let part = archive.site("content/team");
        assert_eq!((&*part.root, &*part.site.pages), ("", "content/team"));
        let example = archive.site("themes/x/exampleSite");
        assert_eq!((&*example.root, &*example.site.pages), ("themes/x/exampleSite", "content"));
    }

    #[test]
    fn without_settings_every_folder_may_hold_the_pages() {
        let archive = Archive::read(zip(&[("a.md", "A"), ("deep/in/b.md", "B"), ("deep/c.txt", "C")])).unwrap();
        let site = archive.site("deep");
        assert_eq!((&*site.root, site.site.texts.keys().next().map(|path| &**path)), ("deep", Some("in/b.md")));
        assert_eq!((site.load("c.txt"), site.load("../a.md").is_err()), (Ok(b"C".to_vec()), true));
        let jekyll = Archive::read(zip(&[("docs/_config.yml", ""), ("docs/a.md", "A"), ("src/b.rs", "")])).unwrap();
        assert_eq!((jekyll.usual_folder(), &*jekyll.site("docs").site.pages), ("docs", ""));
    }

    #[test]
    fn names_may_be_in_any_language_and_are_no_longer_than_people_make_them() {
        let names = |files: &[(&str, &str)]| {
            let archive = Archive::read(zip(files)).unwrap();
            (archive.files.into_keys().collect::<Vec<_>>(), archive.left_out.len())
        };
        assert_eq!(names(&[("\u{e4}.md", "A"), ("\u{f6}.md", "O")]).0, ["\u{e4}.md", "\u{f6}.md"]);
        let chinese = [("site/\u{5173}\u{4e8e}.md", "A"), ("site/\u{56e2}\u{961f}.md", "T")];
        assert_eq!(names(&chinese).0, ["\u{5173}\u{4e8e}.md", "\u{56e2}\u{961f}.md"]);
        let (long, deep) = (format!("{}.md", "\u{175}".repeat(2_000)), format!("{}x.md", "a/".repeat(40)));
        assert_eq!(names(&[("a.md", "A"), (&long, "L"), (&deep, "D")]), (vec!["a.md".to_string()], 2));
    }

    #[test]
    fn a_damaged_file_is_told() {
        let mut bytes = zip(&[("a.md", "Aaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ("b.txt", "B")]).to_vec();
        // The first byte of its packed words, behind its head and its name.
        bytes[30 + "a.md".len()] ^= 0x10;
        let archive = Archive::read(bytes.into()).unwrap();
        let whole = archive.site("");
        assert!(whole.site.texts.is_empty() && whole.site.left_out.len() == 1, "{:?}", whole.site);
        assert_eq!(whole.load("b.txt").as_deref(), Ok(&b"B"[..]));
    }

    #[test]
    fn what_is_none_or_leads_elsewhere_is_left_out() {
        assert_eq!(Archive::read(b"text".as_slice().into()).unwrap_err(), NoArchive::Other);
        assert!(matches!(Archive::read(b"PK\x03\x04".as_slice().into()), Err(NoArchive::Broken(_))));
        let archive = Archive::read(zip(&[("../a.md", "A"), ("/b.md", "B"), ("c\\d.md", "D"), ("e.md", "E")])).unwrap();
        assert_eq!(archive.files.keys().collect::<Vec<_>>(), ["c/d.md", "e.md"]);
        assert_eq!(archive.left_out.len(), 2);
        let mut empty = Archive::read(zip(&[("a.txt", "")])).unwrap();
        assert_eq!((empty.folders().len(), empty.usual_folder()), (0, ""));
        empty.files.clear();
        assert!(empty.site("").site.texts.is_empty());
    }
}
