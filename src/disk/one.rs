//! One of the author's files as it is now, for whoever is about to change it.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::source::SourcePath;

/// A longer file is edited by nobody.
const LONGEST: u64 = 64 << 20;

/// The bytes of a file below `content/`. A link that leads elsewhere is followed by nobody.
pub fn read_one(site: &Path, path: &SourcePath) -> Result<Vec<u8>, Error> {
    let shown = site.join(path.as_str());
    let (content, place) = (site.join("content"), shown.canonicalize().map_err(Error::io("open", &shown))?);
    let content = content.canonicalize().map_err(Error::io("open", &content))?;
    let found = place.metadata().map_err(Error::io("look at", &shown))?;
    let refused = |why, help| Err(Error::Obstructed { path: shown.clone(), why, help });
    if !place.starts_with(&content) {
        return refused("it is a link out of the site's content", "change it where it really is");
    }
    if !found.is_file() || found.len() > LONGEST {
        return refused("it is no file, or a very large one", "look at it in another program");
    }
    fs::read(&place).map_err(Error::io("read", &shown))
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
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(disk.path().join("site.yaml"), disk.path().join("content/roles/l.md")).unwrap();
            assert!(read("content/roles/l.md").unwrap_err().to_string().contains("link out of"));
        }
    }
}
