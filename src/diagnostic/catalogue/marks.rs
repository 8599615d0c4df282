//! Marks that visitors would see as they are typed, and what text from other programs lost on its way.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A mark of Markdown that does not work as it is typed.
#[derive(Debug, Clone, Copy)]
pub enum Stray<'a> {
    Heading,
    Item,
    LinkApart,
    LinkTurned,
    LinkOpen,
    LinksTouch(&'a str),
    AddressBlanks {
        is_picture: bool,
    },
    CurlyQuotes,
    NoAddress(&'a str),
    NoNote(&'a str),
    Bracket,
    StarsOpen,
    StarsApart,
    StarsGlued,
    TableLine {
        columns: usize,
    },
    TableWidth {
        dashes: usize,
        columns: usize,
    },
    Entity(&'a str),
    AfterComment,
    Underlined,
    CodeOpen,
    BelowTable,
    NoteStar,
    SentenceDash,
    AddressEnd(char),
    AddressInvisible(char),
    OwnComputer,
    /// An address of another website by way of a service, and what it leads to if that can be read.
    Detour {
        by: &'a str,
        to: Option<&'a str>,
    },
}

/// A mark typed slightly otherwise than Markdown has it: the page shows the mark.
#[track_caller]
pub fn stray_mark(at: Span, slip: Stray<'_>) -> Diagnostic {
    let (message, help): (String, String) = match slip {
        Stray::Heading => (
            "this is no heading: the page shows the signs `#`".into(),
            "write a blank after them: `## A day at work`".into(),
        ),
        Stray::Item => (
            "this is no item of a list: the page shows its mark".into(),
            "write an ordinary blank after the mark: `- One thing`".into(),
        ),
        Stray::LinkApart => (
            "this is no link: a blank stands between its words and its address".into(),
            "take the blank out: `[words](address)`".into(),
        ),
        Stray::LinkTurned => (
            "this is no link: its brackets are the wrong way round".into(),
            "write the words between square brackets and the address between round ones: `[words](address)`".into(),
        ),
        Stray::LinkOpen => (
            "this link is never closed: the page shows its brackets and its address".into(),
            "write `)` behind the address".into(),
        ),
        Stray::LinksTouch(words) => (
            format!("two links touch each other: the page shows `{words}`"),
            "write a blank between them".into(),
        ),
        Stray::AddressBlanks { is_picture: true } => (
            "this picture is not shown: there are blanks in its address".into(),
            "put the address between `<` and `>`, or take the blanks out of the file's name and the address".into(),
        ),
        Stray::AddressBlanks { is_picture: false } => (
            "this is no link: there are blanks in its address".into(),
            "put the address between `<` and `>`, or take the blanks out".into(),
        ),
        Stray::CurlyQuotes => (
            "curly quotation marks stand behind this address: the page shows all of it as it is typed".into(),
            "type straight ones, as the key for them does: `\"`".into(),
        ),
        Stray::NoAddress(name) => (
            format!("nothing says where `[{name}]` leads: the page shows the brackets"),
            format!("write the address in round brackets, `[words](address)`, or add a line `[{name}]: address`"),
        ),
        Stray::NoNote(name) => (
            format!("there is no note `[^{name}]`: the page shows the mark"),
            format!("write the note on a line of its own, `[^{name}]: What it says`, or take the mark out"),
        ),
        Stray::Bracket => (
            "this bracket is opened and never closed".into(),
            "write `]` where it ends, or take it out".into(),
        ),
        Stray::StarsOpen => (
            "bold words begin or end here, and their other end is missing: the page shows the stars".into(),
            "write `**` at both ends of the bold words, or take the stars out".into(),
        ),
        Stray::StarsApart => (
            "these words are not bold: blanks stand between them and their stars".into(),
            "let the stars touch the words: `**bold**`".into(),
        ),
        Stray::StarsGlued => (
            "these words are not bold: other words touch their stars from outside".into(),
            "write a blank between the stars and the words outside".into(),
        ),
        Stray::TableLine { columns } => (
            "this is no table: the line of dashes is missing that makes one".into(),
            format!("write `{}` below the line that names the columns", dashes(columns)),
        ),
        Stray::TableWidth { dashes: found, columns } => (
            format!("this is no table: its line of dashes has {found} columns, and the line above it {columns}"),
            format!("write `{}` as the line of dashes", dashes(columns)),
        ),
        Stray::Entity(code) => {
            (format!("the page shows the letters `{code}`"), "write the character itself, such as `&` or `–`".into())
        }
        Stray::AfterComment => (
            "words behind a note in `<!-- -->` on the same line are shown as they are typed, without bold words or links"
                .into(),
            "put the note on a line of its own, with an empty line below it".into(),
        ),
        Stray::Underlined => (
            "the line of dashes below makes a heading of these words".into(),
            "leave an empty line above the dashes; a heading begins with `##`".into(),
        ),
        Stray::CodeOpen => (
            "this code is never closed: all that stands below this line is shown as code".into(),
            "write a line of the same signs where the code ends, or take this line out".into(),
        ),
        Stray::BelowTable => (
            "this line is a row of the table above it".into(),
            "leave an empty line between the table and the words below it".into(),
        ),
        Stray::NoteStar => (
            "this star makes a list of one thing: the page shows a bullet where a note begins".into(),
            "write `\\*`, so that the star is shown".into(),
        ),
        Stray::SentenceDash => (
            "this mark makes a list of one thing out of the end of a sentence".into(),
            "write a long dash, `–`; where a list is meant, end the line above with `:`".into(),
        ),
        Stray::AddressEnd(mark) => (
            format!("this address ends in `{mark}`, which belongs to a sentence"),
            "take it out, or put it behind the link".into(),
        ),
        Stray::AddressInvisible(c) => (
            format!("this address holds a character that nobody can see (U+{:04X})", u32::from(c)),
            "write it anew, without pasting".into(),
        ),
        Stray::OwnComputer => (
            "this address is one of your own computer: nobody else can follow it".into(),
            "write the address that the page has for everybody".into(),
        ),
        Stray::Detour { by, to } => (
            format!("this address leads through {by}, which notes who follows it, and may end one day"),
            match to {
                Some(to) => format!("write the address of the page itself: `{to}`"),
                None => "open it, and copy the address of the page itself from the address bar".into(),
            },
        ),
    };
    Diagnostic::new(Code::StrayMark, at, message).help(help)
}

fn dashes(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns))
}

/// A form that other programs know, and Trellis does not.
#[derive(Debug, Clone, Copy)]
pub enum Foreign<'a> {
    Wiki(&'a str),
    WikiPicture,
    Highlight,
    HiddenNote,
    Tags,
    Callout,
    Container,
    Task,
    Meaning,
    Attributes,
    Contents,
    Emoji,
    Heading,
    Template,
    Shortcode,
    Label,
    Role,
}

/// Marks of another program's texts or templates: the page shows them.
#[track_caller]
pub fn foreign_mark(at: Span, form: Foreign<'_>, typed: &str) -> Diagnostic {
    let help: String = match form {
        Foreign::Wiki(name) => format!("link to the file: `[words](../folder/{}.md)`", name.trim()),
        Foreign::WikiPicture => {
            "put the file into the folder `images` and write `![What it shows](../images/name.jpg)`".into()
        }
        Foreign::Highlight => {
            "text cannot be marked in colour here; if it matters, write it as bold words: `**words**`".into()
        }
        Foreign::HiddenNote => "a note for editors stands between `<!--` and `-->`, on lines of its own".into(),
        Foreign::Tags => "take them out; a heading has a blank after its signs: `## Words`".into(),
        Foreign::Callout | Foreign::Container => {
            "a block that stands out begins with `> [!NOTE]`, and each of its lines with `>`; see `trellis explain \
             half-callout` for all of them"
                .into()
        }
        Foreign::Task => "visitors cannot tick a box here; write an ordinary item: `- One thing`".into(),
        Foreign::Meaning => "write the word in bold and what it means behind it: `- **Word**: what it means`".into(),
        Foreign::Attributes => "take it out: how a page looks is the theme's part".into(),
        Foreign::Contents => "take it out: a list of the page's parts is made by itself".into(),
        Foreign::Emoji => "type the picture itself, or take it out".into(),
        Foreign::Heading => "begin a heading with `##` and a blank".into(),
        Foreign::Template => "write what it would have stood for: nothing is filled in here".into(),
        Foreign::Label => "take it out: links name a heading by its words, such as `#how-to-apply`".into(),
        Foreign::Role => {
            "take it out; what stands behind it is shown as code, so write it as plain words or a link".into()
        }
        Foreign::Shortcode => "it called a part of another website: write what it showed, or take it out".into(),
    };
    let message = format!("`{typed}` is a mark of another program: the page shows it as it is typed");
    Diagnostic::new(Code::ForeignMark, at, message).help(help)
}

/// A mark where only plain words are shown.
#[derive(Debug, Clone, Copy)]
pub enum FieldMark<'a> {
    Stress,
    Code,
    Link,
    Picture,
    Heading,
    Html(&'a str),
    Entity(&'a str),
    Meant(&'a str, &'a str),
}

#[track_caller]
pub fn mark_in_field(at: Span, mark: FieldMark<'_>) -> Diagnostic {
    let plain = "a field holds plain words, so the page shows the marks";
    let (message, help): (String, String) = match mark {
        FieldMark::Stress => (format!("{plain}: nothing is bold or slanted here"), "take the marks out".into()),
        FieldMark::Code => (format!("{plain}: there is no code here"), "take the backticks out".into()),
        FieldMark::Link => (
            format!("{plain}: there are no links here"),
            "keep the words alone, and put the link into the text below the fields or into a field for addresses"
                .into(),
        ),
        FieldMark::Picture => (
            format!("{plain}: there are no pictures here"),
            "take it out, and put the picture into the text below the fields".into(),
        ),
        FieldMark::Heading => (format!("{plain}: there are no headings here"), "take the signs `#` out".into()),
        FieldMark::Html(tag) => {
            (format!("a field holds plain words, so the page shows `{tag}`"), "write the words without tags".into())
        }
        FieldMark::Entity(code) => {
            (format!("a field holds plain words, so the page shows `{code}`"), "write the character itself".into())
        }
        FieldMark::Meant(code, letter) => {
            (format!("a field holds plain words, so the page shows `{code}`"), format!("write `{letter}`"))
        }
    };
    Diagnostic::new(Code::MarkInField, at, message).help(help)
}

/// Words that are in the file and on no page.
#[derive(Debug, Clone, Copy)]
pub enum Lost<'a> {
    Comment,
    Cell,
    Caption,
    LinkTitle,
    Definition(&'a str),
    Fence,
    OpenNote,
}

#[track_caller]
pub fn lost_words(at: Span, lost: Lost<'_>) -> Diagnostic {
    let (message, help): (String, String) = match lost {
        Lost::Comment => (
            "these words are on no page: behind a blank, `#` begins a note for editors".into(),
            "if they belong to the value, put all of it between double quotation marks; if they are a note, write a blank after `#`"
                .into(),
        ),
        Lost::Cell => (
            "this cell is on no page: the row has more cells than the table has columns".into(),
            "give the table one more column in its first two lines, or take the cell out; a `|` inside a cell is written `\\|`"
                .into(),
        ),
        Lost::Caption => (
            "these words are on no page: a picture among other words has no caption".into(),
            "give the picture a paragraph of its own, or write the words into the text".into(),
        ),
        Lost::LinkTitle => (
            "these words are on no page: a link shows only the words between its square brackets".into(),
            "write them into the text, or take them out".into(),
        ),
        Lost::Definition(name) => (
            format!("this line is on no page: it says where `[{name}]` leads, and nothing is called so"),
            format!("if it is text, write `\\[{name}]: …`; if not, take it out"),
        ),
        Lost::Fence => (
            "these words are on no page: behind the backticks stands only the name of a language".into(),
            "write them above the code".into(),
        ),
        Lost::OpenNote => (
            "this note is never closed: all that stands below it is on no page".into(),
            "write `-->` where the note ends".into(),
        ),
    };
    Diagnostic::new(Code::LostWords, at, message).help(help)
}

/// Words that stand in for others.
pub fn placeholder(at: Span, words: &str) -> Diagnostic {
    Diagnostic::new(Code::Placeholder, at, format!("`{words}` stands for something that is still to be written"))
        .help("write what belongs there; if you do not know it yet, say when it will be known, or take the line out")
}

/// A text of a few words only.
pub fn few_words(at: Span, count: usize) -> Diagnostic {
    let words = if count == 1 { "one word".into() } else { format!("{count} words") };
    Diagnostic::new(Code::Placeholder, at, format!("the text below the fields has only {words}"))
        .help("write the text, or take these words out: the page is made of its fields, too")
}

/// Two versions of a text that a program could not join.
pub fn unjoined_versions(at: Span, other: Option<Span>) -> Diagnostic {
    let help = "keep the lines of one version, and take out the other and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`";
    let finding = Diagnostic::new(Code::UnjoinedVersions, at, "two versions of this text were never joined").help(help);
    match other {
        Some(other) => finding.label(other, "the second version begins here"),
        None => finding,
    }
}

/// The fields of another page below the text of one.
pub fn second_page(at: Span) -> Diagnostic {
    Diagnostic::new(Code::FrontMatter, at, "a second page begins here: these lines are fields, and stand below a text")
        .help("put the second page into a file of its own, or take its fields out")
}
