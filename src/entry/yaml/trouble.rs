//! Why a text is no YAML, in words that an editor may know.

use std::ops::Range;

use super::slips;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::source::{SourcePath, Span};

/// What keeps a text from being read.
#[derive(Debug)]
pub(in super::super) enum Cause {
    /// In the words of the parser.
    Grammar(String),
    SecondDocument,
    TooDeep,
    Tag,
    /// Of a field: it is no plain word.
    Name,
    RepeatsItself,
    RepeatsTooMuch,
    /// `&name` before a value, and nothing repeats it.
    LonelyName,
}

/// What is wrong first, and where that was noticed.
#[derive(Debug)]
pub(in super::super) struct Trouble {
    pub cause: Cause,
    /// In the text that was read.
    pub at: Range<usize>,
    /// Where the bracket stands inside of which it was noticed.
    pub opened: Option<usize>,
}

/// What to tell the author of YAML that cannot be read and begins `base` bytes into its file.
pub(in super::super) fn findings(path: &SourcePath, text: &str, base: usize, trouble: &Trouble) -> Vec<Diagnostic> {
    let place = |range: &Range<usize>| Span::new(path, base + range.start..base + range.end);
    let slips =
        if matches!(trouble.cause, Cause::Grammar(_) | Cause::LonelyName) { slips::find(text) } else { Vec::new() };
    if slips.is_empty() {
        let (reason, help) = words(&trouble.cause);
        return vec![catalogue::yaml_syntax(place(&trouble.place(text)), &reason, help.map(str::to_string))];
    }
    let say = |slip: &slips::Diagnosis| {
        let fix = slip.fix.as_ref().map(|(range, text)| Fix::new(place(range), text.as_str()));
        let labels = slip.also.iter().map(|(range, words)| (place(range), *words));
        catalogue::yaml_slip(place(&slip.place), &slip.reason, &slip.help, labels).maybe_fix(fix)
    };
    slips.iter().map(say).collect()
}

impl Trouble {
    pub fn new(cause: Cause, at: Range<usize>) -> Trouble {
        Trouble { cause, at, opened: None }
    }

    /// The bytes to look at: from where it begins to the end of its line, and never nothing.
    fn place(&self, text: &str) -> Range<usize> {
        let opened = self.opened.filter(|_| matches!(self.cause, Cause::Grammar(_) | Cause::TooDeep));
        let start = opened.unwrap_or(self.at.start);
        // The end of the text is no place to edit: the last character stands for it.
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        let start = if start >= text.len() { last } else { start };
        let line = text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
        let letter = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
        start..line.max(letter)
    }
}

/// What is wrong, and what to do about it.
fn words(cause: &Cause) -> (String, Option<&'static str>) {
    let (reason, help) = match cause {
        Cause::Grammar(reason) => return grammar(reason),
        Cause::SecondDocument => {
            ("there is more than one document in this file", "take out the lines `---` and `...` and what follows them")
        }
        Cause::TooDeep => ("it is nested too deeply", PLAINLY),
        Cause::Tag => (
            "tags such as `!name` are not used here",
            "if the text itself starts with `!`, put it between double quotes",
        ),
        Cause::Name => ("a field's name must be a plain word", "write `name: value`"),
        Cause::LonelyName => ("`&` at the start of a value means something else: its first word would be lost", QUOTE),
        Cause::RepeatsItself => ("this repeats what it is a part of", PLAINLY),
        Cause::RepeatsTooMuch => ("it repeats itself too often through `*` references", PLAINLY),
    };
    (reason.into(), Some(help))
}

const PLAINLY: &str = "write it out plainly, without `&` and `*` and without deep nesting";
const QUOTE: &str = "put the text between double quotes";
const LINE_UP: &str = "make the lines of one list or group start in the same column";
const CLOSE: &str = "look for a quotation mark or bracket that is opened and never closed";

/// What the parser says, what that means, and what to do.
const GRAMMAR: [(&str, &str, Option<&str>); 24] = [
    (
        "mapping values",
        "a second `: ` on one line",
        Some("if the text itself has a colon, put the whole text between double quotes"),
    ),
    ("recursion limit", "it is nested too deeply", Some(PLAINLY)),
    ("quoted scalar, found unexpected", "a quotation mark is opened and never closed", Some(CLOSE)),
    ("indentation in quoted scalar", "a quotation mark is opened and never closed", Some(CLOSE)),
    ("trailing content after double-quoted", "words stand behind the closing quotation mark", Some(CLOSE)),
    ("flow", "a bracket is opened and never closed, or a comma is missing", Some(CLOSE)),
    ("only valid inside a block", "a hyphen stands where no item of a list can begin", Some(QUOTE)),
    ("unexpected character", "a value cannot start with this character", Some(QUOTE)),
    ("directive", "a value cannot start with this character", Some(QUOTE)),
    (
        "alphabetic or numeric",
        "a value that starts with `*` or `&` means something else",
        Some("if the text itself starts with `*`, put it between double quotes"),
    ),
    (
        "unknown anchor",
        "nothing is called by this name after `*`",
        Some("if the text itself starts with `*`, put it between double quotes"),
    ),
    ("expected key", "this line does not line up with those above it", Some(LINE_UP)),
    ("expected '-' indicator", "this line does not line up with those above it", Some(LINE_UP)),
    ("invalid indentation", "this line does not line up with those above it", Some(LINE_UP)),
    ("wrongly indented line", "this line does not line up with those above it", Some(LINE_UP)),
    ("document start", "this line does not belong to what stands above it", Some(LINE_UP)),
    ("simple key", "this line is neither a field nor an item of a list", Some("write `name: value` or `- item`")),
    (
        "block sequence entries",
        "an item of a list needs a line of its own",
        Some("put the hyphen at the beginning of the next line, or the text between double quotes"),
    ),
    (
        "escape",
        "a backslash between double quotes means something else",
        Some("write it twice, or put the text between single quotes"),
    ),
    (
        "hexadecimal",
        "a backslash between double quotes means something else",
        Some("write it twice, or put the text between single quotes"),
    ),
    ("tab", "a tab stands where only blanks may stand", Some("indent with spaces; a tab is not allowed here")),
    ("block scalar", "something stands behind `|` or `>`", Some("write the text below it, indented by two spaces")),
    ("tag", "a value that starts with `!` means something else", Some(QUOTE)),
    ("node content", "a value is missing, or a bracket is never closed", Some(CLOSE)),
];

fn grammar(reason: &str) -> (String, Option<&'static str>) {
    let known = GRAMMAR.iter().find(|(part, ..)| reason.contains(part));
    known.map_or_else(|| (reason.to_string(), None), |(_, words, help)| (words.to_string(), *help))
}
