//! One more commit, of chosen files alone.

use std::fs;

use tempfile::TempDir;

use super::listed::{self, Became, FileChange};
use super::program::{self, Asked};
use super::repository::Repository;
use super::trouble::Trouble;

/// What is to be committed.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub files: Vec<&'a FileChange>,
    /// Not empty.
    pub message: &'a str,
    /// Name and e-mail address, where the settings do not say who commits.
    pub author: Option<(&'a str, &'a str)>,
}

impl Wanted<'_> {
    /// Every name that is concerned: a file that was renamed has two.
    fn paths(&self) -> impl Iterator<Item = &[u8]> {
        self.files.iter().flat_map(|file| {
            let former = match &file.became {
                Became::Renamed(from) => Some(from.as_bytes()),
                Became::New | Became::Changed | Became::Deleted => None,
            };
            [Some(file.path.as_bytes()), former].into_iter().flatten()
        })
    }

    /// Names that Git must be told of first.
    fn unknown(&self) -> Vec<u8> {
        let unknown = self.files.iter().filter(|file| file.is_unknown);
        listed::list(unknown.map(|file| file.path.as_bytes()))
    }
}

impl Repository {
    /// Commits files as they are now, and nothing else, with the hooks of the repository; gives the short name of the
    /// commit. If Git refuses, everything is as it was.
    pub fn commit(&self, wanted: &Wanted<'_>) -> Result<String, Trouble> {
        let odd = |error: std::io::Error| Trouble::Said(error.to_string());
        let aside = TempDir::new().map_err(odd)?;
        let list = aside.path().join("files");
        fs::write(&list, listed::list(wanted.paths())).map_err(odd)?;
        let from = format!("--pathspec-from-file={}", list.to_string_lossy());
        let unknown = wanted.unknown();
        if !unknown.is_empty() {
            let words = ["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"];
            self.told(&Asked { words: &words, input: &unknown, ..Asked::default() })?;
        }
        let words = [
            "-c",
            "i18n.commitEncoding=UTF-8",
            "commit",
            "--only",
            "--quiet",
            "--cleanup=whitespace",
            "--file=-",
            &from,
            "--pathspec-file-nul",
        ];
        let input = wanted.message.as_bytes();
        let done = self.told(&Asked { words: &words, input, author: wanted.author, ..Asked::default() });
        match done {
            Ok(()) => {
                let id = self.answer(&["rev-parse", "--short", "HEAD"], b"")?;
                Ok(String::from_utf8_lossy(&id).trim().to_string())
            }
            // It may still need what it was told.
            Err(Trouble::StillAtWork) => Err(Trouble::StillAtWork),
            Err(trouble) => {
                self.forget(&unknown);
                Err(trouble)
            }
        }
    }

    /// Takes back that Git was told of names.
    fn forget(&self, unknown: &[u8]) {
        if !unknown.is_empty() {
            let words = ["update-index", "-z", "--force-remove", "--stdin"];
            // A name too many does no harm: nothing of the file is in the list.
            let _ = self.told(&Asked { words: &words, input: unknown, ..Asked::default() });
        }
    }

    fn told(&self, asked: &Asked<'_>) -> Result<(), Trouble> {
        let answer = program::tell(&self.folder, asked)?;
        // What hooks say comes by either way.
        let out = String::from_utf8_lossy(&answer.out);
        let said = [answer.said.trim(), out.trim()].join("\n").trim().to_string();
        if answer.is_good { Ok(()) } else { Err(Trouble::Said(said)) }
    }
}
