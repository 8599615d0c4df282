//! A site and its output folder on disk, for tests about files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trellis::disk::{self, Changes, Manner, Progress};
use trellis::error::Error;
use trellis::output::{FileClass, Output, OutputFile, OutputPath};

/// A folder of its own, with a site in `site` that is published into `public`.
pub struct Folder {
    disk: TempDir,
}

impl Folder {
    pub fn new() -> Self {
        let folder = Folder { disk: tempfile::tempdir().unwrap() };
        folder.put("site/site.yaml", "title: Careers\n");
        folder.put("site/content/index.md", "---\ntitle: Home\n---\n");
        folder
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.disk.path().join(path)
    }

    pub fn site(&self) -> PathBuf {
        self.path("site")
    }

    pub fn out(&self) -> PathBuf {
        self.path("public")
    }

    pub fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[cfg(unix)]
    pub fn link(&self, path: &str, target: impl AsRef<Path>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
    }

    /// Every file that is published, and every other file beside them.
    pub fn published(&self) -> BTreeMap<String, String> {
        let mut files = self.files("public");
        files.retain(|path, _| !path.starts_with(".trellis/"));
        files
    }

    /// Every file below a folder, by its path from there.
    pub fn files(&self, below: &str) -> BTreeMap<String, String> {
        let top = self.path(below);
        let entries = walkdir::WalkDir::new(&top).into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        let name = |path: &Path| path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
        files.map(|file| (name(file.path()), fs::read_to_string(file.path()).unwrap_or_default())).collect()
    }

    pub fn publish(&self, output: &Output) -> Result<Changes, Error> {
        self.publish_watched(output, &mut |_| {})
    }

    pub fn publish_watched(&self, output: &Output, progress: &mut dyn FnMut(Progress)) -> Result<Changes, Error> {
        disk::publish(&self.out(), &self.site(), output, Manner::default(), progress)
    }

    pub fn publish_to(&self, out: impl AsRef<Path>) -> Result<Changes, Error> {
        disk::publish(out.as_ref(), &self.site(), &site(&[("index.html", "home")]), Manner::default(), &mut |_| {})
    }
}

/// A site made of these files; those that end in `.html` are pages, the others assets.
pub fn site(files: &[(&str, &str)]) -> Output {
    let file = |&(path, text): &(&str, &str)| {
        let class = if path.ends_with(".html") { FileClass::Page } else { FileClass::Asset };
        (OutputPath::new(path), OutputFile::new(class, text.as_bytes()))
    };
    Output { files: files.iter().map(file).collect() }
}

/// What the folder holds when these files are published and nothing else is there.
pub fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// Copies a folder and everything in it.
pub fn copy(from: &Path, to: &Path) {
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).unwrap();
        }
    }
}
