//! A copy of the small site in a folder of its own, and what the commands say of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::folder::copy;

pub struct Small {
    folder: TempDir,
}

/// How a command ended, what it answered, and what it said beside that.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub said: String,
}

impl Small {
    pub fn new() -> Small {
        let folder = TempDir::new().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), folder.path());
        Small { folder }
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub fn write(self, inside: &str, text: &str) -> Small {
        fs::create_dir_all(self.path(inside).parent().unwrap()).unwrap();
        fs::write(self.path(inside), text).unwrap();
        self
    }

    pub fn edit(self, inside: &str, from: &str, to: &str) -> Small {
        let text = self.read(inside);
        assert!(text.contains(from), "{inside} does not hold {from:?}");
        self.write(inside, &text.replacen(from, to, 1))
    }

    pub fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).unwrap()
    }

    /// Every file of the content, by its path in the site.
    pub fn content(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.below("content").into_iter();
        files.map(|(path, bytes)| (format!("content/{path}"), bytes)).collect()
    }

    /// Every file below a folder of the site, by its path from there.
    pub fn below(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let files = walkdir::WalkDir::new(self.path(folder)).into_iter().map(Result::unwrap);
        let name = |path: &Path| path.strip_prefix(self.path(folder)).unwrap().to_str().unwrap().replace('\\', "/");
        let files = files.filter(|file| file.file_type().is_file());
        files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
    }

    /// Runs a command of which the words stand between blanks.
    pub fn run(&self, words: &str) -> Run {
        self.run_with(words, &[])
    }

    /// The same with more in the environment.
    pub fn run_with(&self, words: &str, environment: &[(&str, &str)]) -> Run {
        let mut command = Command::cargo_bin("trellis").unwrap();
        let command = command.current_dir(self.folder.path()).args(words.split_whitespace());
        let knows_a_day = !["publish ", "ci "].iter().any(|command| words.starts_with(command));
        let day: &[&str] = if knows_a_day && !words.contains("--now") { &["--now", "2026-11-23"] } else { &[] };
        let output = command.args(day).env_remove("SOURCE_DATE_EPOCH").envs(environment.to_vec()).output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    #[track_caller]
    pub fn ends(&self, code: i32) -> &Run {
        assert_eq!(self.code, code, "{}{}", self.out, self.said);
        self
    }

    #[track_caller]
    pub fn says(&self, words: &str) -> &Run {
        assert!(self.said.contains(words), "does not say {words:?}:\n{}", self.said);
        self
    }

    #[track_caller]
    pub fn answers(&self, words: &str) -> &Run {
        assert!(self.out.contains(words), "does not answer {words:?}:\n{}", self.out);
        self
    }
}
