//! The far side, as `rsync` reaches it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::DateTime;
use tempfile::TempDir;

use crate::error::Error;

/// How `rsync` ends when a file that was asked for is not there.
const MISSING: i32 = 23;

/// The far side.
pub(super) struct Far {
    /// Ends with a slash.
    pub place: String,
    /// An empty folder of this run, which goes with it and which nobody else can enter.
    aside: TempDir,
}

impl Far {
    pub fn new(place: &str) -> Result<Far, Error> {
        let aside = TempDir::new().map_err(Error::io("create a folder in", std::env::temp_dir()))?;
        Ok(Far { place: format!("{}/", place.trim_end_matches('/')), aside })
    }

    /// One file of ours there, if there is one.
    pub fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let here = self.aside.path().join(name);
        let args = ["--", &format!("{}{name}", self.place), &here.to_string_lossy()];
        match self.run(&args, "", &[MISSING])? {
            None => Ok(None),
            Some(_) => fs::read(&here).map(Some).map_err(Error::io("read", &here)),
        }
    }

    /// Writes one file of ours there; its time is that at which it is written, by the clock there.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let here = self.aside.path().join(name);
        fs::write(&here, bytes).map_err(Error::io("write", &here))?;
        self.run(&["-r", "--ignore-times", "--", &here.to_string_lossy(), &self.place], "", &[]).map(drop)
    }

    /// The files there of which the name begins so, each with its time.
    pub fn names(&self, begin: &str) -> Result<Vec<(String, DateTime)>, Error> {
        let include = format!("--include={begin}*");
        let said = self.run(&["--list-only", "--dirs", &include, "--exclude=*", "--", &self.place], "", &[])?;
        let said = said.unwrap_or_default();
        Ok(said.lines().filter_map(named).filter(|(name, _)| name.starts_with(begin)).collect())
    }

    /// Sends files of a folder. Each appears whole, and what has the same bytes there is not sent.
    pub fn send<'p>(&self, from: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), Error> {
        let list = listed(paths);
        let from = format!("{}/", from.display());
        let how =
            ["-r", "-p", "--chmod=D755,F644", "--checksum", "--from0", "--files-from=-", "--", &from, &self.place];
        if list.is_empty() { Ok(()) } else { self.run(&how, &list, &[]).map(drop) }
    }

    /// Removes files there: they are asked for in folders that have none of them.
    pub fn remove<'p>(&self, paths: impl Iterator<Item = &'p str> + Clone) -> Result<(), Error> {
        let empty = self.aside.path().join("empty");
        for path in paths.clone() {
            let folder = empty.join(path);
            let folder = folder.parent().unwrap_or(&empty);
            fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
        }
        let list = listed(paths);
        let empty = format!("{}/", empty.display());
        let how = ["-r", "--delete-missing-args", "--from0", "--files-from=-", "--", &empty, &self.place];
        if list.is_empty() { Ok(()) } else { self.run(&how, &list, &[]).map(drop) }
    }

    /// Runs the system's `rsync` with a list of files, and gives what it says; nothing if it ends in one of these ways
    /// because a file is missing. Any other end is an error.
    fn run(&self, args: &[&str], list: &str, allowed: &[i32]) -> Result<Option<String>, Error> {
        let mut command = Command::new("rsync");
        // What is asked is short. A server of `rsync` would wait for more before it answers.
        command.arg("--sockopts=TCP_NODELAY");
        // The words of the system, by which a missing file is known, follow the language otherwise.
        command.args(args).env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command.spawn().map_err(Error::io("start", "rsync"))?;
        if let Some(mut stdin) = running.stdin.take() {
            // If it has gone, its end says why.
            let _ = stdin.write_all(list.as_bytes());
        }
        let ended = running.wait_with_output().map_err(Error::io("wait for", "rsync"))?;
        match ended.status.code() {
            Some(0) => Ok(Some(String::from_utf8_lossy(&ended.stdout).into_owned())),
            Some(code) if allowed.contains(&code) && is_missing(&ended.stderr) => Ok(None),
            _ => Err(Error::Usage(format!(
                "rsync could not publish to {}: {}\n  help: nothing is lost; when that is mended, publish again",
                self.place,
                String::from_utf8_lossy(&ended.stderr).trim()
            ))),
        }
    }
}

/// Whether the only trouble was a file that is not there.
fn is_missing(said: &[u8]) -> bool {
    String::from_utf8_lossy(said).contains("No such file or directory")
}

/// Names as `rsync` reads them from a list, so that no name can be taken for anything else.
fn listed<'p>(paths: impl Iterator<Item = &'p str>) -> String {
    paths.map(|path| format!("{path}\0")).collect()
}

/// The name and the time in a line of a list: `-rw-r--r--  1,234 2026/11/23 12:00:00 name`.
fn named(line: &str) -> Option<(String, DateTime)> {
    let mut words = line.split_whitespace();
    let (_, _, day, time, name) = (words.next()?, words.next()?, words.next()?, words.next()?, words.next()?);
    let moment = DateTime::strptime("%Y/%m/%d %H:%M:%S", format!("{day} {time}")).ok()?;
    Some((name.to_string(), moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_rsync_is_read_line_by_line() {
        let line = "-rw-r--r--          1,234 2026/11/23 12:00:07 .trellis-publishing-1f";
        let (name, time) = named(line).unwrap();
        assert_eq!((name.as_str(), time), (".trellis-publishing-1f", jiff::civil::date(2026, 11, 23).at(12, 0, 7, 0)));
        assert_eq!(named("receiving incremental file list"), None);
    }
}
