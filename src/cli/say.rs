//! Everything that commands print goes through here: answers to the standard output, and words beside them to the
//! standard error.
//!
//! A reader that has gone, such as `head`, is no trouble: nothing more is said, and the command does its work and ends
//! as it would have. Any other failure is told, as of any file that cannot be written.

use std::fmt::Arguments;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use crate::Error;
use crate::characters::{in_json, shown, shown_lines, shown_with_colours};

/// Where words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// What was asked for: the standard output.
    Answer,
    /// Words for people beside it: the standard error.
    Beside,
}

/// Prints a line of the answer.
macro_rules! say {
    ($($words:tt)*) => { $crate::cli::say::line($crate::cli::say::To::Answer, format_args!($($words)*)) };
}

/// Prints a line beside the answer.
macro_rules! note {
    ($($words:tt)*) => { $crate::cli::say::line($crate::cli::say::To::Beside, format_args!($($words)*)) };
}

pub(super) use {note, say};

/// Prints one line of plain words.
pub fn line(to: To, words: Arguments<'_>) -> Result<(), Error> {
    let text = shown(&format!("{words}\n")).into_owned();
    match to {
        To::Answer => print(io::stdout().lock(), |out| out.write_all(text.as_bytes())),
        To::Beside => print(io::stderr().lock(), |out| out.write_all(text.as_bytes())),
    }
}

/// Prints words with styles of ours, which are for terminals only.
pub fn styled(to: To, text: &str) -> Result<(), Error> {
    lines(to, &shown_with_colours(text))
}

/// Prints lines of files with styles of ours. What came out of the files was made fit to be shown.
pub fn lines(to: To, text: &str) -> Result<(), Error> {
    match to {
        To::Answer => print(anstream::stdout().lock(), |out| out.write_all(text.as_bytes())),
        To::Beside => print(anstream::stderr().lock(), |out| out.write_all(text.as_bytes())),
    }
}

/// Prints an answer for programs as JSON, in which nothing moves a cursor.
pub fn json(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    print(io::stdout().lock(), |out| write(&mut Json(out)))
}

/// Takes JSON in pieces of whole characters, as it is written by serde.
struct Json<'a>(&'a mut dyn Write);

impl Write for Json<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(piece) {
            Ok(text) => self.0.write_all(in_json(text).as_bytes())?,
            Err(_) => self.0.write_all(piece)?,
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Prints a document for programs: byte for byte, unless somebody looks at it on a terminal.
pub fn document(text: &str) -> Result<(), Error> {
    let text = if io::stdout().is_terminal() { shown_lines(text) } else { text.into() };
    answer(|out| out.write_all(text.as_bytes()))
}

/// Prints an answer for programs, byte for byte, piece by piece.
pub fn answer(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    print(io::stdout().lock(), write)
}

fn print(to: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = BufWriter::new(to);
    let done = write(&mut out).and_then(|()| out.flush());
    // What could not be written now is not tried again when the writer goes.
    drop(out.into_parts());
    done.or_else(gone).map_err(Error::io("write", "what there is to say"))
}

/// A reader that has gone, such as `head`, is no trouble.
pub fn gone(error: io::Error) -> io::Result<()> {
    if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_has_gone_is_no_trouble_and_a_full_disk_is() {
        let print_to = |kind| print(Failing(kind), |out| out.write_all(b"words"));
        assert!(print_to(ErrorKind::BrokenPipe).is_ok());
        let error = print_to(ErrorKind::StorageFull).unwrap_err().to_string();
        assert_eq!(error, "could not write what there is to say: the disk is full");
    }
}
