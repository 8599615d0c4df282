//! Another computer, by the system's `rsync`. What was published lies there in a file of its own, so that whoever
//! publishes next, from wherever, sends what changed and removes what Trellis once sent and nothing else.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::Manner;
use super::changes::{Changes, Files, Step, There, pages};
use crate::disk::{Built, PublishedFile, may_be_ours};
use crate::error::Error;

/// The file on the far side.
const LIST: &str = ".trellis-published.json";
/// How `rsync` ends when a file that was asked for is not there.
const MISSING: i32 = 23;

#[derive(Default, Serialize, Deserialize)]
struct List {
    /// Pages of the last publish that was completed.
    pages: usize,
    files: Files,
    /// Files of the site before, which go with the next publish.
    #[serde(default, skip_serializing_if = "Files::is_empty")]
    former: Files,
}

impl List {
    /// Reads a list from elsewhere; whoever wrote it must not make us touch anything that no site has, here or there.
    fn read(bytes: &[u8]) -> Option<List> {
        let list: List = serde_json::from_slice(bytes).ok()?;
        list.files.keys().chain(list.former.keys()).all(|path| may_be_ours(path)).then_some(list)
    }
}

pub(super) fn deliver(built: &Built, from: &Path, place: &str, manner: Manner<'_>) -> Result<Changes, Error> {
    let aside = TempDir::new().map_err(Error::io("create a folder in", std::env::temp_dir()))?;
    let far = Far { place: format!("{}/", place.trim_end_matches('/')), aside };
    let list = far.list()?;
    let there = There { files: list.files, former: list.former };
    let (changes, former) = (there.changes_to(&built.files), there.kept_for(&built.files));
    manner.removals.judge(Path::new(place), list.pages, pages(&built.files))?;
    (manner.planned)(&changes)?;
    if manner.dry || changes.steps.is_empty() {
        return Ok(changes);
    }
    built.files.iter().try_for_each(|(path, file)| built.bytes(from, path, file).map(drop))?;
    // Until all is done, whatever may be there counts as sent by Trellis, and none of it as being as it should be.
    let mut both = there.files;
    both.extend(built.files.clone());
    for (_, path) in &changes.steps {
        both.insert(path.clone(), PublishedFile { hash: 0, len: 0 });
    }
    far.put_list(&List { pages: list.pages, files: both, former: there.former })?;
    for step in [Step::Asset, Step::NewPage, Step::ChangedPage, Step::List] {
        far.send(from, changes.of(step))?;
    }
    far.remove(changes.of(Step::Removal))?;
    far.put_list(&List { pages: pages(&built.files), files: built.files.clone(), former })?;
    Ok(changes)
}

/// The far side.
struct Far {
    /// Ends with a slash.
    place: String,
    /// An empty folder of this run, which goes with it and which nobody else can enter.
    aside: TempDir,
}

impl Far {
    /// What the last publish sent; nothing if this is the first.
    fn list(&self) -> Result<List, Error> {
        let here = self.aside.path().join(LIST);
        let args = ["--", &format!("{}{LIST}", self.place), &here.to_string_lossy()];
        match self.run(&args, "", &[MISSING])? {
            MISSING => Ok(List::default()),
            _ => {
                let bytes = fs::read(&here).map_err(Error::io("read", &here))?;
                List::read(&bytes).ok_or_else(|| Error::UnsafeOutput {
                    path: self.place.clone().into(),
                    why: "its list of published files, `.trellis-published.json`, is damaged",
                    help: "delete that file there, then publish again: all files are compared anew",
                })
            }
        }
    }

    fn put_list(&self, list: &List) -> Result<(), Error> {
        let here = self.aside.path().join(LIST);
        let bytes = serde_json::to_vec(list).expect("lists always turn into JSON");
        fs::write(&here, bytes).map_err(Error::io("write", &here))?;
        self.run(&["-r", "--checksum", "--", &here.to_string_lossy(), &self.place], "", &[]).map(drop)
    }

    /// Sends files of a folder. Each appears whole, and what has the same bytes there is not sent.
    fn send<'p>(&self, from: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), Error> {
        let list = listed(paths);
        let from = format!("{}/", from.display());
        let how =
            ["-r", "-p", "--chmod=D755,F644", "--checksum", "--from0", "--files-from=-", "--", &from, &self.place];
        if list.is_empty() { Ok(()) } else { self.run(&how, &list, &[]).map(drop) }
    }

    /// Removes files there: they are asked for in folders that have none of them.
    fn remove<'p>(&self, paths: impl Iterator<Item = &'p str> + Clone) -> Result<(), Error> {
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

    /// Runs the system's `rsync` with a list of files; any end but success and these is an error.
    fn run(&self, args: &[&str], list: &str, allowed: &[i32]) -> Result<i32, Error> {
        let mut command = Command::new("rsync");
        // The words of the system, by which a missing file is known, follow the language otherwise.
        command.args(args).env("LC_ALL", "C").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut running = command.spawn().map_err(Error::io("start", "rsync"))?;
        if let Some(mut stdin) = running.stdin.take() {
            // If it has gone, its end says why.
            let _ = stdin.write_all(list.as_bytes());
        }
        let ended = running.wait_with_output().map_err(Error::io("wait for", "rsync"))?;
        match ended.status.code() {
            Some(0) => Ok(0),
            Some(code) if allowed.contains(&code) && is_missing(&ended.stderr) => Ok(code),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_from_elsewhere_names_files_of_a_site_alone() {
        let list = |path: &str| format!("{{\"pages\":1,\"files\":{{\"{path}\":{{\"hash\":1,\"len\":1}}}}}}");
        assert!(List::read(list("roles/podiatrist.html").as_bytes()).is_some());
        for path in ["../../etc/passwd", "/etc/passwd", ".git/config", "a/../../b"] {
            assert!(List::read(list(path).as_bytes()).is_none(), "{path}");
        }
        assert!(List::read(b"{").is_none());
    }
}
