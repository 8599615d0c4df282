//! What is said of text that another program has left marks in.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What was lost when text came from another program.
#[derive(Debug, Clone, Copy)]
pub enum Pasted<'a> {
    Bullets(&'a str),
    BulletsInLine(&'a str),
    Letters,
    Row,
    Rows,
    PushedIn,
    Lines,
    NoteMark(&'a str),
    MailPicture,
    WordField,
    WrongLetters(&'a str),
    Assistant,
    /// A character that nobody can see.
    Invisible(char),
    MailLink,
}

/// Text from a word processor, a spreadsheet or a web page that is no longer what it was there.
#[track_caller]
pub fn pasted_text(at: Span, what: Pasted<'_>) -> Diagnostic {
    let (message, help): (String, &str) = match what {
        Pasted::Bullets(bullet) => (
            format!("`{bullet}` makes no list: the page shows one run of words"),
            "begin each item with a hyphen and a blank: `- `",
        ),
        Pasted::BulletsInLine(bullet) => (
            format!("a list stands in one line, with `{bullet}` between its items"),
            "write each item on a line of its own, with a hyphen and a blank before it: `- `",
        ),
        Pasted::Letters => (
            "letters make no list: the page shows one run of words".into(),
            "begin each item with a number and a full stop, `1. `, or with a hyphen, `- `",
        ),
        Pasted::Row => (
            "there is a tab in this line: the page shows a blank there".into(),
            "write a table with `|` between its cells, or words and punctuation in its place",
        ),
        Pasted::Rows => (
            "these are rows of a table with tabs between their cells: the page shows one run of words".into(),
            "write `|` between the cells, and a line `|---|---|` below the one that names the columns",
        ),
        Pasted::PushedIn => (
            "a tab or four blanks at the start make code of these words".into(),
            "begin the line at its very start; code stands between two lines of three backticks",
        ),
        Pasted::Lines => (
            "these lines become one: the page shows them behind each other".into(),
            "end each line but the last with a backslash, `\\`, if a new line belongs there",
        ),
        Pasted::NoteMark(mark) => (
            format!("`{mark}` is the mark of a note on the page that these words came from"),
            "take it out, or write a note of your own: `[^1]`, and below the text `[^1]: What it says`",
        ),
        Pasted::MailPicture => (
            "here stood a picture of an e-mail: the page shows this mark in its place".into(),
            "save the picture into the folder `images` and write `![What it shows](../images/name.jpg)`, or take it out",
        ),
        Pasted::WordField => (
            "here a word processor could not fill in what it refers to".into(),
            "write what belongs here, such as the name of the section",
        ),
        Pasted::WrongLetters(right) => {
            (format!("these letters are a damaged `{right}`"), "write the sign itself; save files as UTF-8")
        }
        Pasted::Assistant => (
            "this mark was left behind by a program that writes texts".into(),
            "take it out, and check what the words before it say",
        ),
        Pasted::Invisible(c) => (
            format!("here stands a character that nobody can see (U+{:04X}): no search finds the word", u32::from(c)),
            "take it out: write the word anew, without pasting",
        ),
        Pasted::MailLink => (
            "a mail program has put this address between `<` and `>`".into(),
            "write the address alone, or a link: `[words](https://www.example.org)`, `[words](mailto:who@example.org)`",
        ),
    };
    Diagnostic::new(Code::PastedText, at, message).help(help)
}
