//! The files that were sent last, so that a question about one need not bring it again.

use std::sync::{Arc, Mutex, PoisonError};

use super::edit::file::hash;
use crate::serve::posted::Upload;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct KeptFile {
    /// What tells it from others.
    pub mark: String,
    /// What it is called.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// The last files of a kind, the newest last, for as long as the server runs.
#[derive(Debug)]
pub struct Kept {
    /// So many are kept.
    most: usize,
    files: Mutex<Vec<KeptFile>>,
}

impl Kept {
    pub fn most(most: usize) -> Kept {
        Kept { most, files: Mutex::default() }
    }

    pub fn keep(&self, upload: &Upload) -> KeptFile {
        let mark = hash(format!("{} {}", hash(&upload.bytes), upload.name).as_bytes());
        let file = KeptFile { mark, name: upload.name.clone(), bytes: (&*upload.bytes).into() };
        let mut kept = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| other.mark != file.mark);
        kept.push(file.clone());
        let old = kept.len().saturating_sub(self.most);
        kept.drain(..old);
        file
    }

    pub fn get(&self, mark: &str) -> Option<KeptFile> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|file| file.mark == mark).cloned()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn the_last_files_are_kept_once_each() {
        let kept = Kept::most(4);
        let keep = |name: &str| kept.keep(&Upload { name: name.into(), bytes: Bytes::from_static(b"a,b") }).mark;
        let marks = ["a", "b", "c", "d", "a", "e"].map(keep);
        assert_eq!(marks[0], marks[4]);
        let is_kept = |mark: &String| kept.get(mark).is_some();
        assert_eq!(marks.each_ref().map(is_kept), [true, false, true, true, true, true]);
        assert_eq!(kept.get(&marks[5]).unwrap().name, "e");
    }
}
