//! Keeps every other Trellis out of a folder while one is at work there.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use crate::error::Error;

/// A lock that is held until it is dropped.
///
/// A program that another thread starts holds a copy of the open file for a moment, and with it the lock, unless the lock
/// itself is given up.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Locks a file, which is made if need be, for work in a folder. That another is at work there is an error.
    pub fn take(path: &Path, folder: &Path) -> Result<Lock, Error> {
        if path.is_symlink() {
            fs::remove_file(path).map_err(Error::io("remove", path))?;
        }
        let file = File::options().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(Error::io("open", path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock(file)),
            Err(TryLockError::WouldBlock) => Err(Error::OutputBusy { path: folder.into() }),
            // Some network and USB file systems have no locks; there the author is careful, or unlucky.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock(file)),
            Err(TryLockError::Error(error)) => Err(Error::io("lock", path)(error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where there are no locks, there is none to give up; and closing the file gives it up at the latest.
        let _ = self.0.unlock();
    }
}
