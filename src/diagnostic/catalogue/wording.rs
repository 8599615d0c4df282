//! How things are said: the words of what can be wrong.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn long_sentence(at: Span, words: usize) -> Diagnostic {
    Diagnostic::new(Code::LongSentence, at, format!("this sentence has {words} words"))
        .help("say it in shorter sentences: at most 25 words each, with one idea in each")
}

pub fn long_paragraph(at: Span, sentences: usize) -> Diagnostic {
    Diagnostic::new(Code::LongParagraph, at, format!("this paragraph has {sentences} sentences"))
        .help("start a new paragraph where a new idea starts, or make a list; 5 sentences are enough")
}

/// `is_told_later` says that a text further down says it.
pub fn unexplained_acronym(at: Span, acronym: &str, is_told_later: bool) -> Diagnostic {
    let message = match is_told_later {
        true => format!("what `{acronym}` stands for is only said further down"),
        false => format!("nothing says what `{acronym}` stands for"),
    };
    Diagnostic::new(Code::UnexplainedAcronym, at, message).help(format!(
        "write the whole name where it first stands, with `({acronym})` behind it, or add it to content/data/glossary.yaml"
    ))
}

/// `is_example` says that the words are an address which belongs to nobody.
pub fn vague_link(at: Span, words: &str, is_example: bool) -> Diagnostic {
    let finding = Diagnostic::new(Code::VagueLink, at, format!("`{words}` does not say where this link leads"));
    finding.help(if is_example {
        "nobody answers at this address: if it shows how addresses are written, put it between backticks"
    } else {
        "put the link on words that say what people find there, such as `how to become a podiatrist`"
    })
}

/// `has_size` says that only the kind of file is missing.
/// `names_kind` and `has_size` say which of both the words of the link have already.
pub fn document_link(at: Span, document: &str, names_kind: bool, has_size: bool) -> Diagnostic {
    let missing = match (names_kind, has_size) {
        (true, _) => "how large it is",
        (false, true) => "what kind of file it is",
        (false, false) => "what kind of file it is and how large",
    };
    let article = if document.starts_with(['E', 'O']) { "an" } else { "a" };
    Diagnostic::new(
        Code::DocumentLink,
        at,
        format!("this link opens {article} {document} file and does not say {missing}"),
    )
    .help(format!("put both into the words of the link, such as `Application form ({document}, 200 KB)`"))
}

pub fn screen_place(at: Span, words: &str) -> Diagnostic {
    Diagnostic::new(Code::ScreenPlace, at, format!("`{words}` points at a place or a colour on the screen"))
        .help("call it by its words: not everybody sees it, and on a phone it is somewhere else")
}

/// `level` is one deeper than the heading above it.
pub fn bold_heading(at: Span, words: &str, level: usize) -> Diagnostic {
    let signs = "#".repeat(level.clamp(2, 6));
    Diagnostic::new(Code::BoldHeading, at, format!("`{words}` looks like a heading and is none"))
        .help(format!("begin the line with `{signs}` and take the stars away, so that everybody finds it"))
}

/// A heading with the words of another on its level, below the same heading.
#[track_caller]
pub fn doubled_heading(at: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::DoubledWord, at, "a heading above has the same words")
        .label(first, "it stands here")
        .help("say what makes this one another, or write it a level deeper, below what it belongs to")
}

/// A word that stands there twice.
pub fn doubled_word(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::DoubledWord, at, format!("`{word}` stands here twice")).help("take one of them out")
}

/// A paragraph, an item or a heading with the words of the one before it.
pub fn doubled_paragraph(at: Span) -> Diagnostic {
    Diagnostic::new(Code::DoubledWord, at, "these words stand right above as well").help("take one of them out")
}

/// With the words that could be meant, at least one.
pub fn misspelt_word(at: Span, word: &str, meant: &[String]) -> Diagnostic {
    let meant: Vec<String> = meant.iter().map(|word| format!("`{word}`")).collect();
    Diagnostic::new(Code::MisspeltWord, at, format!("`{word}` is misspelt"))
        .help(format!("write {}; if it is right, add it to `known_words` in site.yaml", meant.join(" or ")))
}

/// A day that no calendar has.
pub fn no_such_day(at: Span, day: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongDay, at, format!("there is no `{day}`")).help("write the day that is meant")
}

/// A day that is called by the name of another.
pub fn wrong_weekday(at: Span, day: &str, weekday: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongDay, at, format!("`{day}` is a {weekday}"))
        .help("look up which of both is right: somebody may come on the wrong day")
}

/// `is_first` says that there is no line above it, of which it could be the end.
pub fn split_item(at: Span, is_first: bool) -> Diagnostic {
    let message = "this item begins small where the others begin with a capital";
    Diagnostic::new(Code::SplitItem, at, message).help(match is_first {
        true => "begin it with a capital letter, as the others do",
        false => {
            "is it the end of the line above? If so, write both as one item; if not, begin it with a capital letter"
        }
    })
}

pub fn house_term(at: Span, old: &str, now: &str) -> Diagnostic {
    Diagnostic::new(Code::HouseTerm, at, format!("`{old}` is called `{now}` now")).help(format!(
        "write `{now}`; if this tells of before, say so in the same sentence, such as `then called {old}`"
    ))
}

/// With the hardest sentences, each with the age for it alone.
pub fn reading_age(at: Span, age: f64, target: u32, hardest: impl Iterator<Item = (Span, f64)>) -> Diagnostic {
    let message = format!("this reads like a text for people aged {}; the site aims at {target}", in_years(age));
    let finding = Diagnostic::new(Code::ReadingAge, at, message)
        .help("begin with the sentences that are shown: make them shorter, with words that people say");
    hardest.fold(finding, |finding, (place, age)| finding.label(place, format!("age {}", in_years(age))))
}

/// Beyond the end of studies the formula goes on, and its figure means nothing more.
fn in_years(age: f64) -> String {
    if age < 25.0 { format!("{age:.0}") } else { "25 or more".into() }
}
