//! What was published to another computer, as it is written down there.

use serde::{Deserialize, Serialize};

use super::far::Far;
use crate::deliver::changes::Files;
use crate::disk::may_be_ours;
use crate::error::Error;

/// The file on the far side.
const LIST: &str = ".trellis-published.json";
/// What was published there.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct List {
    /// Pages of the last publish that was completed.
    pub pages: usize,
    pub files: Files,
    /// Files of the site before, which go with the next publish.
    #[serde(default, skip_serializing_if = "Files::is_empty")]
    pub former: Files,
}

impl List {
    /// What the last publish sent; nothing if this is the first.
    pub fn of(far: &Far) -> Result<List, Error> {
        let Some(bytes) = far.read(LIST)? else { return Ok(List::default()) };
        List::read(&bytes).ok_or_else(|| Error::UnsafeOutput {
            path: far.place.clone().into(),
            why: "its list of published files, `.trellis-published.json`, is damaged",
            help: "delete that file there, then publish again: all files are compared anew",
        })
    }

    pub fn put(&self, far: &Far) -> Result<(), Error> {
        far.write(LIST, &serde_json::to_vec(self).expect("lists always turn into JSON"))
    }

    /// Reads a list from elsewhere; whoever wrote it must not make us touch anything that no site has, here or there.
    fn read(bytes: &[u8]) -> Option<List> {
        let list: List = serde_json::from_slice(bytes).ok()?;
        list.files.keys().chain(list.former.keys()).all(|path| may_be_ours(path)).then_some(list)
    }
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
