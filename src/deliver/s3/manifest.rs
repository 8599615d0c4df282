//! What was published to a store, as it is written down there, so that whoever publishes next, from wherever, sends what
//! changed and removes what Trellis once sent and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::heads::Head;
use crate::deliver::changes::{Files, There, pages};
use crate::disk::{PublishedFile, may_be_ours};

/// The object behind the prefix.
pub(super) const MANIFEST: &str = ".trellis/manifest.json";
/// Raised when a manifest can no longer be read as it was written.
const VERSION: u32 = 1;

/// The site of the last publish that was completed.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    pub pages: usize,
    files: BTreeMap<String, Sent>,
    /// Files of the site before, which go with the next publish.
    #[serde(default, skip_serializing_if = "Files::is_empty")]
    former: Files,
}

/// One object as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Sent {
    hash: u128,
    len: u64,
    /// A hash of what was said of it.
    head: u64,
}

impl Manifest {
    /// Of a site that stands whole in the store.
    pub fn new(files: &Files, heads: &BTreeMap<String, Head>, former: Files) -> Manifest {
        let sent = |(path, file): (&String, &PublishedFile)| {
            Some((path.clone(), Sent { hash: file.hash, len: file.len, head: heads.get(path)?.hash() }))
        };
        Manifest { version: VERSION, pages: pages(files), files: files.iter().filter_map(sent).collect(), former }
    }

    /// Reads one. Whoever wrote it must not make us touch anything that no site has.
    pub fn read(bytes: &[u8]) -> Option<Manifest> {
        let manifest: Manifest = serde_json::from_slice(bytes).ok()?;
        let is_ours = manifest.files.keys().chain(manifest.former.keys()).all(|path| may_be_ours(path));
        (manifest.version == VERSION && is_ours).then_some(manifest)
    }

    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("manifests always turn into JSON")
    }

    /// What is there, if other things are to be said of it than was: as if its bytes were others. What a publish that was
    /// stopped may have touched is there, and nobody knows how.
    pub fn there<'l>(self, heads: &BTreeMap<String, Head>, left: impl Iterator<Item = &'l String>) -> There {
        let unknown = PublishedFile { hash: 0, len: 0 };
        let mut files: Files = BTreeMap::new();
        for (path, sent) in self.files {
            let is_same = heads.get(&path).is_none_or(|head| head.hash() == sent.head);
            files.insert(path, if is_same { PublishedFile { hash: sent.hash, len: sent.len } } else { unknown });
        }
        files.extend(left.map(|path| (path.clone(), unknown)));
        There { files, former: self.former }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(keep: &'static str) -> BTreeMap<String, Head> {
        BTreeMap::from([("a.html".to_string(), Head { kind: "text/html", keep, moved_to: None })])
    }

    fn files() -> Files {
        Files::from([("a.html".to_string(), PublishedFile { hash: u128::MAX, len: 2 })])
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written_and_says_what_differs() {
        let written = Manifest::new(&files(), &head("no-cache"), Files::new());
        let read = || Manifest::read(&written.bytes()).unwrap();
        assert_eq!((read(), read().pages), (Manifest::new(&files(), &head("no-cache"), Files::new()), 1));
        let is_changed = |there: There| !there.changes_to(&files()).steps.is_empty();
        assert!(!is_changed(read().there(&head("no-cache"), [].iter())));
        assert!(is_changed(read().there(&head("no-store"), [].iter())), "it may be kept for another time");
        assert!(is_changed(read().there(&head("no-cache"), ["a.html".to_string()].iter())), "it may be half sent");
        assert!(is_changed(read().there(&head("no-cache"), ["b.html".to_string()].iter())), "it must go");
    }

    #[test]
    fn a_manifest_from_elsewhere_names_files_of_a_site_alone() {
        let manifest = |path: &str| {
            format!("{{\"version\":1,\"pages\":1,\"files\":{{\"{path}\":{{\"hash\":1,\"len\":1,\"head\":1}}}}}}")
        };
        assert!(Manifest::read(manifest("roles/podiatrist.html").as_bytes()).is_some());
        for path in ["../../passwd", "/etc/passwd", ".trellis/manifest.json", "a/../../b"] {
            assert!(Manifest::read(manifest(path).as_bytes()).is_none(), "{path}");
        }
        assert!(Manifest::read(manifest("a").replace(":1,\"pages", ":2,\"pages").as_bytes()).is_none());
        assert!(Manifest::read(b"{").is_none());
    }
}
