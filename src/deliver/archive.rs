//! One file that a school can take along: the site in an archive, with a page that says what to do with it.
//!
//! The same site makes the same archive, byte for byte. It is written beside its place and moved there whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use pulldown_cmark_escape::escape_html;
use xxhash_rust::xxh3::xxh3_128;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Manner;
use super::changes::{Changes, Files, pages};
use crate::config::Config;
use crate::disk::{Built, PublishedFile};
use crate::error::Error;
use crate::output::{Output, OutputFile};
use crate::slug::is_reserved;
use crate::theme::Theme;

/// The page that tells what to do. Letters, digits and hyphens alone: no system has trouble with it.
const FIRST: &str = "unpack-me-first.html";
/// It is beside that page once the archive is unpacked, and not while one looks into it: then the page changes.
const UNPACKED: &str = "unpacked.css";
const UNPACKED_CSS: &str =
    "/* The archive is unpacked. */\nmain ol, .packed { display: none }\n.unpacked { display: block !important }\n";

/// The longest path in an archive. Windows takes 260 characters for all of a path, folders above it included.
const LONGEST: usize = 180;

/// What the page says, in the words of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// A language tag.
    pub language: String,
    /// The name of the site.
    pub site: String,
    pub title: String,
    /// What is wrong: the site is still packed.
    pub lede: String,
    /// What to do before and after it is unpacked, and in between, the ways to do that.
    pub close: String,
    pub unpack: String,
    pub ways: Vec<String>,
    pub then: String,
    /// The link to the site.
    pub open: String,
}

impl Words {
    /// In the words of the site's theme.
    pub fn of(theme: &Theme, config: &Config) -> Words {
        let words = |key: &str| theme.words(key).unwrap_or_default();
        Words {
            title: words("unpack-title"),
            lede: words("unpack-lede"),
            close: words("unpack-close"),
            unpack: words("unpack-unpack"),
            ways: ["unpack-windows", "unpack-mac", "unpack-chromebook"].map(words).into(),
            then: words("unpack-then"),
            open: words("unpack-open"),
            site: config.title.to_string(),
            language: config.language.to_string(),
        }
    }
}

pub(super) fn deliver(
    built: &Built,
    from: &Path,
    to: &Path,
    words: &Words,
    manner: Manner<'_>,
) -> Result<Changes, Error> {
    let folder = folder(to);
    judge_all(&folder, built.files.keys().map(|path| &**path))?;
    let there = files_in(to, &folder)?;
    let changes = Changes::between(&there, &built.files);
    manner.removals.judge(to, pages(&there), pages(&built.files))?;
    (manner.planned)(&changes)?;
    if manner.dry {
        return Ok(changes);
    }
    let files = built.files.iter().map(|(path, file)| (&**path, built.bytes(from, path, file)));
    let bytes = pack(files, &folder, &page(words, to, &folder))?;
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(changes);
    }
    let beside = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(beside).map_err(Error::io("create", beside))?;
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = file.tempfile_in(beside).map_err(Error::io("write beside", to))?;
    file.write_all(&bytes).map_err(Error::io("write", to))?;
    file.persist(to).map_err(|error| Error::io("write", to)(error.error))?;
    Ok(changes)
}

/// The bytes of a site as one file of a name, which are those that a publish to such a file writes.
pub fn bytes(output: &Output, name: &str, words: &Words) -> Result<Vec<u8>, Error> {
    let archive = Path::new(name);
    let folder = folder(archive);
    let files: BTreeMap<&str, &OutputFile> = output.files.iter().map(|(path, file)| (path.as_str(), file)).collect();
    judge_all(&folder, files.keys().copied())?;
    pack(files.iter().map(|(path, file)| (*path, Ok(&file.bytes))), &folder, &page(words, archive, &folder))
}

/// The folder that the site is in: called as the archive is, as far as every system can.
fn folder(archive: &Path) -> String {
    let name = archive.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain: String = name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() || is_reserved(plain) { "site".to_string() } else { plain.to_string() }
}

fn judge_all<'p>(folder: &str, paths: impl Iterator<Item = &'p str>) -> Result<(), Error> {
    let mut known = BTreeSet::new();
    paths.map(|path| format!("{folder}/{path}")).try_for_each(|path| judge(&path, &mut known))
}

/// Refuses a path that some system cannot unpack, or cannot tell from another. Each name in it was judged when it was read.
fn judge(path: &str, known: &mut BTreeSet<String>) -> Result<(), Error> {
    let refuse =
        |why| Err(Error::UnsafeOutput { path: path.into(), why, help: "give the file in `content` another name" });
    if path.chars().count() > LONGEST {
        return refuse("its path has more than 180 characters, and Windows could not unpack it");
    }
    if !known.insert(path.to_lowercase()) {
        return refuse("another path differs from it by capital letters alone, and most systems make one file of both");
    }
    Ok(())
}

/// The site in the archive that is there already, if it is one.
fn files_in(archive: &Path, folder: &str) -> Result<Files, Error> {
    let other = |_| Error::Obstructed {
        path: archive.into(),
        why: "it is no archive that Trellis has made",
        help: "move it away, or name another file",
    };
    let Ok(file) = fs::File::open(archive) else { return Ok(Files::new()) };
    let mut zip = ZipArchive::new(std::io::BufReader::new(file)).map_err(other)?;
    zip.by_name(FIRST).map_err(other)?;
    let mut files = Files::new();
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).map_err(other)?;
        let name = entry.name().map_err(other)?.into_owned();
        let Some(path) = name.strip_prefix(folder).and_then(|path| path.strip_prefix('/')) else { continue };
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(Error::io("read", archive))?;
        files.insert(path.to_string(), PublishedFile { hash: xxh3_128(&bytes), len: bytes.len() as u64 });
    }
    Ok(files)
}

fn pack<'f, B: AsRef<[u8]>>(
    files: impl Iterator<Item = (&'f str, Result<B, Error>)>,
    folder: &str,
    page: &str,
) -> Result<Vec<u8>, Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8]| {
        let method = if is_packed(path) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Without a day of their own, files are of 1980, whenever they are packed.
        let options = SimpleFileOptions::default().compression_method(method).unix_permissions(0o644);
        zip.start_file(path, options).map_err(std::io::Error::from)?;
        zip.write_all(bytes)
    };
    add(FIRST, page.as_bytes()).map_err(Error::io("pack", FIRST))?;
    add(UNPACKED, UNPACKED_CSS.as_bytes()).map_err(Error::io("pack", UNPACKED))?;
    for (path, bytes) in files {
        add(&format!("{folder}/{path}"), bytes?.as_ref()).map_err(Error::io("pack", path))?;
    }
    let packed = zip.finish().map_err(std::io::Error::from).map_err(Error::io("pack", folder))?;
    Ok(packed.into_inner())
}

/// Whether packing would save nothing.
fn is_packed(path: &str) -> bool {
    [".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".mp4", ".pdf", ".zip", ".woff2"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The page, which needs nothing but itself: whoever looks into an archive gets one file of it.
fn page(words: &Words, archive: &Path, folder: &str) -> String {
    let safe = |text: &str| {
        let mut safe = String::new();
        let _ = escape_html(&mut safe, text);
        safe
    };
    let name = archive.file_name().unwrap_or_default().to_string_lossy();
    let fill = |text: &str| safe(&text.replace("@ARCHIVE@", &name).replace("@FOLDER@", folder));
    let item = |text: &String| format!("<li>{}</li>\n", fill(text));
    let ways: String = words.ways.iter().map(item).collect();
    let unpack = format!("<li>{}\n<ul>\n{ways}</ul>\n</li>\n", fill(&words.unpack));
    let steps = [item(&words.close), unpack, item(&words.then)].concat();
    let [language, site, title, lede, open] =
        [&words.language, &words.site, &words.title, &words.lede, &words.open].map(|text| fill(text));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title} - {site}</title>\n<style>\n\
         :root {{ color-scheme: light dark }}\n\
         body {{ margin: 0; font: 1.25rem/1.6 system-ui, sans-serif; color: #14231b; background: #fdf8ee }}\n\
         main {{ max-width: 34rem; margin: 0 auto; padding: 2rem 1rem }}\n\
         h1 {{ line-height: 1.2; color: #0f4a33 }}\n\
         li {{ margin-block: .75rem; padding-left: .25rem }}\n\
         .unpacked {{ display: none }}\n\
         a {{ color: #0f4a33; font-weight: 700 }}\n\
         @media (prefers-color-scheme: dark) {{ body {{ color: #f3efe4; background: #10201a }} h1, a {{ color: #a9e2c5 }} }}\n\
         </style>\n<link rel=\"stylesheet\" href=\"{UNPACKED}\">\n</head>\n<body>\n<main>\n\
         <h1><span class=\"packed\">{title}</span><span class=\"unpacked\">{site}</span></h1>\n\
         <p class=\"packed\">{lede}</p>\n<ol>\n{steps}</ol>\n\
         <p class=\"unpacked\"><a href=\"{folder}/index.html\">{open}</a></p>\n</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_as_its_archive_where_every_system_can() {
        let named = |name: &str| folder(Path::new(name));
        assert_eq!(named("to/Careers 2026.zip"), "careers-2026");
        assert_eq!(named("con.zip"), "site");
        assert_eq!(named("\u{17d}.zip"), "site");
    }

    #[test]
    fn what_some_system_cannot_unpack_is_refused() {
        let refused = |paths: &[&str]| {
            let mut known = BTreeSet::new();
            paths
                .iter()
                .find_map(|path| judge(path, &mut known).err())
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert_eq!(refused(&["site/roles/podiatrist.html", "site/.well-known/security.txt"]), "");
        assert!(refused(&["site/Open-Day.png", "site/open-day.png"]).contains("capital letters"));
        assert!(refused(&[&"a".repeat(LONGEST + 1)]).contains("180"));
        assert_eq!(refused(&[&"a".repeat(LONGEST)]), "");
    }
}
