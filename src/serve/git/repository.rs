//! What a repository says of the site's folder.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::listed::{self, FileChange, Listed, Status};
use super::program::{self, Asked};
use super::trouble::Trouble;

/// Files of which Git shows that something is under way.
const UNDER_WAY: [(&str, UnderWay); 5] = [
    ("MERGE_HEAD", UnderWay::Merge),
    ("rebase-merge", UnderWay::Rebase),
    ("rebase-apply", UnderWay::Rebase),
    ("CHERRY_PICK_HEAD", UnderWay::CherryPick),
    ("REVERT_HEAD", UnderWay::Revert),
];

/// A site's folder in the work tree of a repository.
#[derive(Debug)]
pub struct Repository {
    /// The site's folder.
    pub(super) folder: PathBuf,
    /// Where Git keeps what it knows.
    git_dir: PathBuf,
    /// The way from the top of the work tree to the site's folder; ends with a slash, or is empty.
    prefix: Vec<u8>,
}

/// Something of Git that must be brought to an end first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWay {
    Merge,
    Rebase,
    CherryPick,
    Revert,
    Conflict,
}

/// The last commit.
#[derive(Debug, PartialEq, Eq)]
pub struct LastCommit {
    /// The short form of its name.
    pub id: String,
    /// The first line of its message.
    pub words: String,
    pub by: String,
    /// Seconds since 1970.
    pub when: i64,
}

/// How the site's folder differs from the last commit.
#[derive(Debug)]
pub struct Changes {
    /// None where no branch is checked out.
    pub branch: Option<String>,
    pub last: Option<LastCommit>,
    /// Commits that the branch has and the one that it follows has not.
    pub ahead: usize,
    pub files: Vec<FileChange>,
    /// Files of which the name is no text.
    pub nameless: usize,
    /// Folders below that are repositories of their own.
    pub nested: usize,
    pub under_way: Option<UnderWay>,
    /// Whether the settings say who commits.
    pub has_author: bool,
    /// Whether Git is told to leave the site's folder alone.
    pub is_ignored: bool,
}

impl Repository {
    /// The repository of a folder.
    pub fn find(folder: &Path) -> Result<Repository, Trouble> {
        let say = |words: &[&str]| {
            let out = program::ask(folder, &Asked { words, ..Asked::default() })?.good()?;
            Ok::<Vec<u8>, Trouble>(out.strip_suffix(b"\n").unwrap_or(&out).to_vec())
        };
        if say(&["rev-parse", "--is-inside-work-tree"])? != b"true" {
            return Err(Trouble::NoRepository);
        }
        let git_dir = String::from_utf8(say(&["rev-parse", "--absolute-git-dir"])?);
        let git_dir = PathBuf::from(git_dir.map_err(|_| Trouble::odd("rev-parse --absolute-git-dir"))?);
        Ok(Repository { folder: folder.to_path_buf(), git_dir, prefix: say(&["rev-parse", "--show-prefix"])? })
    }

    /// The answer to words that must be answered.
    pub(super) fn answer(&self, words: &[&str], input: &[u8]) -> Result<Vec<u8>, Trouble> {
        program::ask(&self.folder, &Asked { words, input, ..Asked::default() })?.good()
    }

    fn is_so(&self, words: &[&str]) -> Result<bool, Trouble> {
        Ok(program::ask(&self.folder, &Asked { words, ..Asked::default() })?.is_good)
    }

    /// How the site's folder differs from the last commit.
    pub fn changes(&self) -> Result<Changes, Trouble> {
        let words = [
            "status",
            "--porcelain=v2",
            "--branch",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=all",
            "--",
            ".",
        ];
        let status = Status::read(&self.answer(&words, b"")?);
        let inside = status.unknown.iter().filter_map(|path| path.strip_prefix(&*self.prefix));
        // A folder is named where it is a repository of its own.
        let (nested, unknown): (Vec<&[u8]>, Vec<&[u8]>) = inside.partition(|path| path.ends_with(b"/"));
        let listed = self.listed(&status, &unknown)?;
        let who = ["-c", "user.useConfigOnly=true", "var"];
        let has = |what| self.is_so(&[who[0], who[1], who[2], what]);
        Ok(Changes {
            last: if status.is_born { Some(self.last()?) } else { None },
            branch: status.branch,
            ahead: status.ahead,
            is_ignored: listed.files.is_empty() && self.is_ignored()?,
            files: listed.files,
            nameless: listed.nameless,
            nested: nested.len(),
            under_way: self.under_way(status.has_conflict),
            has_author: has("GIT_AUTHOR_IDENT")? && has("GIT_COMMITTER_IDENT")?,
        })
    }

    /// Compares the files themselves with the last commit, whatever the next one is to be: by a copy of the list of what
    /// is in it, which new files are added to by name alone. So what was renamed is known, and the list itself stays.
    fn listed(&self, status: &Status, unknown: &[&[u8]]) -> Result<Listed, Trouble> {
        let odd = |error: io::Error| Trouble::Said(error.to_string());
        let aside = TempDir::new().map_err(odd)?;
        let index = aside.path().join("index");
        copy_index(&self.git_dir.join("index"), &index).map_err(odd)?;
        let aside = |words: &[&str], input: &[u8]| {
            program::ask(&self.folder, &Asked { words, input, index: Some(&index), author: None })?.good()
        };
        if !unknown.is_empty() {
            let add = ["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"];
            aside(&add, &listed::list(unknown.iter().copied()))?;
        }
        let before = if status.is_born { "HEAD".to_string() } else { self.nothing()? };
        let diff = [
            "diff",
            "--raw",
            "--no-abbrev",
            "-z",
            "--find-renames",
            "--relative",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--ignore-submodules=all",
            &before,
            "--",
            ".",
        ];
        let unknown: BTreeSet<&[u8]> = unknown.iter().copied().collect();
        Listed::read(&aside(&diff, b"")?, &unknown).ok_or_else(|| Trouble::odd("diff --raw"))
    }

    /// What Git calls a tree with nothing in it.
    fn nothing(&self) -> Result<String, Trouble> {
        let name = self.answer(&["hash-object", "-t", "tree", "--stdin"], b"")?;
        Ok(String::from_utf8_lossy(&name).trim().to_string())
    }

    /// The last commit.
    fn last(&self) -> Result<LastCommit, Trouble> {
        let words = ["log", "-1", "--no-color", "--no-decorate", "--format=%h%x00%ct%x00%an%x00%s", "HEAD"];
        let said = self.answer(&words, b"")?;
        let said = String::from_utf8_lossy(&said);
        let mut parts = said.trim_end_matches('\n').splitn(4, '\0').map(str::to_string);
        let mut part = || parts.next().ok_or_else(|| Trouble::odd("log"));
        let (id, when, by, words) = (part()?, part()?, part()?, part()?);
        Ok(LastCommit { id, words, by, when: when.parse().map_err(|_| Trouble::odd("log"))? })
    }

    fn under_way(&self, has_conflict: bool) -> Option<UnderWay> {
        let found = UNDER_WAY.iter().find(|(name, _)| self.git_dir.join(name).exists());
        found.map(|(_, what)| *what).or(has_conflict.then_some(UnderWay::Conflict))
    }

    /// Whether the settings say that Git is to leave the whole folder alone.
    fn is_ignored(&self) -> Result<bool, Trouble> {
        Ok(!self.prefix.is_empty() && self.is_so(&["--no-literal-pathspecs", "check-ignore", "--quiet", "."])?)
    }
}

/// Copies the list of what is in the next commit, if there is one, with its time: by that, Git knows which files may have
/// been changed right after it was written.
fn copy_index(from: &Path, to: &Path) -> io::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    let written = fs::metadata(from)?.modified()?;
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.set_modified(written)
}
