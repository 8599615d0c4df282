//! Another computer, by the system's `rsync`. What was published lies there in a file of its own, so that whoever
//! publishes next, from wherever, sends what changed and removes what Trellis once sent and nothing else.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::Manner;
use super::changes::{Changes, Files, Step, pages};
use crate::disk::{Built, PublishedFile};
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
}

pub(super) fn deliver(built: &Built, from: &Path, place: &str, manner: Manner) -> Result<Changes, Error> {
    let far = Far { place: format!("{}/", place.trim_end_matches('/')), aside: Aside::new()? };
    let list = far.list()?;
    let changes = Changes::between(&list.files, &built.files);
    manner.removals.judge(Path::new(place), list.pages, pages(&built.files))?;
    if manner.dry || changes.steps.is_empty() {
        return Ok(changes);
    }
    built.files.iter().try_for_each(|(path, file)| built.bytes(from, path, file).map(drop))?;
    // Until all is done, whatever may be there counts as sent by Trellis, and none of it as being as it should be.
    let mut both = list.files;
    both.extend(built.files.clone());
    for (_, path) in &changes.steps {
        both.insert(path.clone(), PublishedFile { hash: 0, len: 0 });
    }
    far.put_list(&List { pages: list.pages, files: both })?;
    for step in [Step::Asset, Step::NewPage, Step::ChangedPage, Step::List] {
        far.send(from, changes.of(step))?;
    }
    far.remove(changes.of(Step::Removal))?;
    far.put_list(&List { pages: pages(&built.files), files: built.files.clone() })?;
    Ok(changes)
}

/// An empty folder of this run, which goes with it.
struct Aside(std::path::PathBuf);

impl Aside {
    fn new() -> Result<Aside, Error> {
        let folder = std::env::temp_dir().join(format!("trellis-publish-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(Error::io("create", &folder))?;
        Ok(Aside(folder))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The far side.
struct Far {
    /// Ends with a slash.
    place: String,
    aside: Aside,
}

impl Far {
    /// What the last publish sent; nothing if this is the first.
    fn list(&self) -> Result<List, Error> {
        let here = self.aside.0.join(LIST);
        let args = ["--", &format!("{}{LIST}", self.place), &here.to_string_lossy()];
        match self.run(&args, "", &[MISSING])? {
            MISSING => Ok(List::default()),
            _ => {
                let bytes = fs::read(&here).map_err(Error::io("read", &here))?;
                serde_json::from_slice(&bytes).map_err(|_| Error::UnsafeOutput {
                    path: self.place.clone().into(),
                    why: "its list of published files, `.trellis-published.json`, is damaged",
                    help: "delete that file there, then publish again: all files are compared anew",
                })
            }
        }
    }

    fn put_list(&self, list: &List) -> Result<(), Error> {
        let here = self.aside.0.join(LIST);
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
        let empty = self.aside.0.join("empty");
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
