//! Trouble with the machine, never with the author's files.
//!
//! Every variant says what was being done to which path, so that the message alone is enough to act on.
#![expect(clippy::wildcard_enum_match_arm, reason = "the system knows more than what is told apart")]

use std::io;
use std::path::PathBuf;

use crate::fault::Fault;
use crate::source::SourcePath;

/// Why Trellis could not run at all. Problems in content are [`crate::Diagnostic`]s instead.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each is told in full by its own message")]
pub enum Error {
    #[error("could not {doing} {}: {}", path.display(), reason(source))]
    Io {
        /// A verb phrase, such as "read" or "write".
        doing: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("{} is no Trellis site: it has no site.yaml and no content folder\n  help: run this in the site's folder, or name it with --site", path.display())]
    NotASite { path: PathBuf },
    #[error("cannot read {}: {why}\n  help: make it a folder that holds the pages of the site, or name another site with --site", path.display())]
    NoContent { path: PathBuf, why: String },
    #[error("there is nothing to publish: {why}\n  help: {help}")]
    NothingToPublish { why: String, help: &'static str },
    #[error("will not publish into {}: {why}\n  help: {help}", path.display())]
    UnsafeOutput { path: PathBuf, why: &'static str, help: &'static str },
    #[error("will not write {}: {why}\n  help: {help}", path.display())]
    Obstructed { path: PathBuf, why: &'static str, help: &'static str },
    #[error("another Trellis is publishing into {} just now\n  help: wait for it to finish, then build again", path.display())]
    OutputBusy { path: PathBuf },
    #[error("could not write {}: {why}; everything is as it was before", path.display())]
    NothingWritten { path: PathBuf, why: String },
    #[error("could not write {}: {why}\n  help: some files are changed already; what they held before is in {kept}", path.display())]
    HalfWritten { path: PathBuf, why: String, kept: String },
    #[error("{0}")]
    Usage(String),
    #[error("could not listen on {address}: {}", reason(source))]
    Listen { address: String, source: io::Error },
    #[error("could not watch {}: {why}\n  help: try again with --poll", path.display())]
    Watch { path: PathBuf, why: String },
    /// A panic. It is about us, not about the author's files, but they hold what brought it on.
    #[error(
        "Trellis itself has failed{}{}: {}\n  help: this is a fault of Trellis, not of your file; please report it with {}. Until it is mended, undo what you wrote last, or write it in another way",
        fault.at.as_ref().map_or_else(String::new, |at| format!(" at {at}")),
        changed(after),
        fault.what,
        fault.at.as_ref().map_or("these words", |_| "that file and these words")
    )]
    Fault { fault: Fault, after: Vec<SourcePath> },
}

/// `, after a change in content/roles/porter.md and 2 more`.
fn changed(files: &[SourcePath]) -> String {
    match files {
        [] => String::new(),
        [one] => format!(", after a change in {one}"),
        [one, others @ ..] => format!(", after a change in {one} and {} more", others.len()),
    }
}

impl Error {
    /// Makes a mapper for `map_err`, so that a call site stays one line.
    pub fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { doing, path, source }
    }
}

/// The reason in words that need no error numbers.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you have no permission".into(),
        io::ErrorKind::NotFound => "it does not exist".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::QuotaExceeded => "you have used all the space you are allowed".into(),
        io::ErrorKind::FileTooLarge => "the file is larger than the system allows".into(),
        io::ErrorKind::IsADirectory => "a folder is in its place".into(),
        io::ErrorKind::NotADirectory => "a file stands where a folder is needed".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".into(),
        io::ErrorKind::AddrInUse => "the address is in use".into(),
        _ => {
            let text = error.to_string();
            text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words).to_string()
        }
    }
}
