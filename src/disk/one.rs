//! One of the author's files as it is now, for whoever is about to change it.

use std::fs;
use std::io;
use std::path::Path;

use crate::config;
use crate::error::Error;
use crate::pipeline::known_path;
use crate::source::SourcePath;

const OUT_OF_SITE: &str = "it is a link out of the site's folder";
/// A longer file is edited by nobody.
const LONGEST: u64 = 64 << 20;

/// The bytes of a file below `content/`, or of what is known of the site. A link that leads elsewhere is followed by nobody.
pub fn read_one(site: &Path, path: &SourcePath) -> Result<Vec<u8>, Error> {
    if *path == known_path() {
        return read_below(site, &site.join(path.as_str()), OUT_OF_SITE);
    }
    read_below(&site.join("content"), &site.join(path.as_str()), "it is a link out of the site's content")
}

/// The bytes of the site's settings; none if there are none. A link that leads out of the site is followed by nobody.
pub fn read_settings(site: &Path) -> Result<Option<Vec<u8>>, Error> {
    let shown = site.join(config::path().as_str());
    match shown.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read_below(site, &shown, OUT_OF_SITE).map(Some),
    }
}

fn read_below(folder: &Path, shown: &Path, link_out: &'static str) -> Result<Vec<u8>, Error> {
    let place = shown.canonicalize().map_err(Error::io("open", shown))?;
    let folder = folder.canonicalize().map_err(Error::io("open", folder))?;
    let found = place.metadata().map_err(Error::io("look at", shown))?;
    let refused = |why, help| Err(Error::Obstructed { path: shown.into(), why, help });
    if !place.starts_with(&folder) {
        return refused(link_out, "change it where it really is");
    }
    if !found.is_file() || found.len() > LONGEST {
        return refused("it is no file, or a very large one", "look at it in another program");
    }
    fs::read(&place).map_err(Error::io("read", shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_below_content_are_read() {
        let disk = tempfile::tempdir().unwrap();
        fs::create_dir_all(disk.path().join("content/roles")).unwrap();
        fs::write(disk.path().join("content/roles/a.md"), "a").unwrap();
        fs::write(disk.path().join("site.yaml"), "title: x").unwrap();
        let read = |path: &str| read_one(disk.path(), &SourcePath::new(path));
        assert_eq!(read("content/roles/a.md").unwrap(), b"a");
        for path in ["content/roles", "content/roles/b.md", "site.yaml", "content/../site.yaml"] {
            assert!(read(path).is_err(), "{path}");
        }
        assert_eq!(read_settings(disk.path()).unwrap().as_deref(), Some(&b"title: x"[..]));
        assert_eq!(read_settings(&disk.path().join("content")).unwrap(), None);
        #[cfg(unix)]
        {
            let other = tempfile::tempdir().unwrap();
            std::os::unix::fs::symlink(disk.path().join("site.yaml"), other.path().join("site.yaml")).unwrap();
            assert!(read_settings(other.path()).unwrap_err().to_string().contains("link out of"));
            std::os::unix::fs::symlink(disk.path().join("site.yaml"), disk.path().join("content/roles/l.md")).unwrap();
            assert!(read("content/roles/l.md").unwrap_err().to_string().contains("link out of"));
        }
    }
}
