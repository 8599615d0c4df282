//! Why `git` could not be asked, or did not do something: told apart as far as people can do something about it.

use std::io;

/// What stands before the words that a person is to type, where a folder belongs to another user.
const TRUST: &str = "git config --global --add safe.directory ";

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The program is not on this computer.
    NoProgram,
    /// The folder lies in no work tree.
    NoRepository,
    /// The folder belongs to another user of the computer; with what to type to trust it, if that was said.
    NotTrusted(Option<String>),
    /// It has not answered in time.
    Slow,
    /// It has not ended in time, and goes on.
    StillAtWork,
    /// There is more than anybody would read.
    TooMuch,
    /// Something else, in its own words.
    Said(String),
}

impl Trouble {
    /// What is meant by words that were said in English.
    pub fn of(said: &str) -> Trouble {
        if said.contains("not a git repository") || said.contains("must be run in a work tree") {
            return Trouble::NoRepository;
        }
        if said.contains("dubious ownership") || said.contains("unsafe repository") {
            let typed = said.lines().map(str::trim).find(|line| line.starts_with(TRUST));
            return Trouble::NotTrusted(typed.map(str::to_string));
        }
        Trouble::Said(said.to_string())
    }

    /// Why the program could not be started.
    pub fn of_start(error: &io::Error) -> Trouble {
        if error.kind() == io::ErrorKind::NotFound {
            return Trouble::NoProgram;
        }
        Trouble::Said(error.to_string())
    }

    /// An answer that is none.
    pub fn odd(words: &str) -> Trouble {
        Trouble::Said(format!("The answer to `git {words}` could not be read."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_can_do_something_about_is_told_apart() {
        let owned = "fatal: detected dubious ownership in repository at '/a b'\nTo add an exception for this directory, \
                     call:\n\n\tgit config --global --add safe.directory '/a b'";
        let typed = "git config --global --add safe.directory '/a b'".to_string();
        assert_eq!(Trouble::of(owned), Trouble::NotTrusted(Some(typed)));
        let none = "fatal: not a git repository (or any of the parent directories): .git";
        assert_eq!(Trouble::of(none), Trouble::NoRepository);
        assert_eq!(Trouble::of("fatal: bad object HEAD"), Trouble::Said("fatal: bad object HEAD".into()));
        assert_eq!(Trouble::of_start(&io::ErrorKind::NotFound.into()), Trouble::NoProgram);
    }
}
