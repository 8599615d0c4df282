//! The tables that were sent last, so that a question about one need not bring it again.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

use super::super::edit::file::hash;
use crate::serve::posted::Upload;

/// Tables that are kept, for as long as the server runs.
const MOST: usize = 4;

/// A table as it came.
#[derive(Debug, Clone)]
pub struct Table {
    /// What tells it from others.
    pub mark: String,
    /// What its file is called.
    pub name: String,
    pub bytes: Bytes,
}

/// The last tables, the newest last.
#[derive(Debug, Default)]
pub struct Tables(Mutex<Vec<Table>>);

impl Tables {
    pub fn keep(&self, upload: &Upload) -> Table {
        let mark = hash(&[upload.name.as_bytes(), b"\0", &upload.bytes].concat());
        let table = Table { mark, name: upload.name.clone(), bytes: upload.bytes.clone() };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| other.mark != table.mark);
        kept.push(table.clone());
        let old = kept.len().saturating_sub(MOST);
        kept.drain(..old);
        table
    }

    pub fn get(&self, mark: &str) -> Option<Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|table| table.mark == mark).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_tables_are_kept_once_each() {
        let tables = Tables::default();
        let keep = |name: &str| tables.keep(&Upload { name: name.into(), bytes: Bytes::from_static(b"a,b") }).mark;
        let marks = ["a", "b", "c", "d", "a", "e"].map(keep);
        assert_eq!(marks[0], marks[4]);
        let is_kept = |mark: &String| tables.get(mark).is_some();
        assert_eq!(marks.each_ref().map(is_kept), [true, false, true, true, true, true]);
        assert_eq!(tables.get(&marks[5]).unwrap().name, "e");
    }
}
