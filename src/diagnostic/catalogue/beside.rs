//! Files beside the entries: the words for those that nothing refers to.

use super::did_you_mean;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// A file that is left out because nothing refers to it; `hidden` is a page that would, and is not on the site now.
pub fn stray_file(path: &SourcePath, hidden: Option<&SourcePath>) -> Diagnostic {
    let name = path.file_name();
    let (message, help) = match hidden {
        Some(page) => (
            format!("only a page that is not on the site refers to `{name}`, so it is not published"),
            format!("it will be when {page} is; until then nothing needs to be done"),
        ),
        None => {
            let (what, help) = about(path);
            (format!("{what}, and nothing on the site refers to it, so it is not published"), help)
        }
    };
    Diagnostic::new(Code::StrayFile, Span::file(path), message).help(help)
}

/// What a file is by its name, and what to do about it.
fn about(path: &SourcePath) -> (String, String) {
    let name = path.file_name();
    let is = |what: &str| format!("`{name}` is {what}");
    let lower = name.to_ascii_lowercase();
    match &*path.extension() {
        _ if name.starts_with("~$") => {
            (is("what Word, Excel or PowerPoint notes while somebody has a file open"), "close that file, or delete this one".into())
        }
        _ if ["thumbs.db", "ehthumbs.db", "desktop.ini"].contains(&&*lower) => {
            (is("a file that Windows makes for itself"), "delete it; it may come back, which does no harm".into())
        }
        "bak" | "old" | "orig" | "tmp" | "sav" | "rej" => {
            (is("what a program keeps of a file as it was"), "delete it, or keep it outside `content`".into())
        }
        "txt" if [".md.txt", ".csv.txt", ".yaml.txt"].iter().any(|end| lower.ends_with(end)) => {
            let wanted = &name[..name.len() - ".txt".len()];
            (is("a page by its name but for the `.txt` at its end"), format!("call it `{wanted}`"))
        }
        "csv" => (
            is("a table in a folder in which no table is read"),
            "move it up into the folder of its kind, such as `content/partners/`, or out of `content`".into(),
        ),
        "xlsx" | "xls" | "xlsm" | "ods" | "numbers" => (
            is("a spreadsheet, which may hold more than visitors should see"),
            "move it out of `content`; to take over its rows, save it as CSV and use `trellis import`; to offer it to visitors, link to it from a page".into(),
        ),
        "doc" | "docx" | "odt" | "rtf" | "pages" => (
            is("a document of a word processor, which becomes no page"),
            "write its text as a page that ends with `.md`; to offer it to visitors, link to it from a page; else move it out of `content`".into(),
        ),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif" => (
            is("a picture"),
            "show it in the text of a page, such as `![What it shows](../images/photo.jpg)`, or move it out of `content`".into(),
        ),
        _ => (
            is("a file beside the pages"),
            "link to it from a page, name it below `publish:` in site.yaml, or move it out of `content`".into(),
        ),
    }
}

/// A setting that names files of which there are none.
pub fn publishes_nothing(at: Span, typed: &str, nearest: Option<&str>) -> Diagnostic {
    let message = format!("no file beside the pages of `content` is called `{typed}`");
    let help = did_you_mean(nearest)
        .unwrap_or_else(|| "write the path of a file or folder below `content`, or take the line out".into());
    Diagnostic::new(Code::InvalidValue, at, message).help(help)
}

pub fn publishes_junk(at: Span, file: &str) -> Diagnostic {
    let message = format!("`{file}` is a file that a program makes for itself, and such files are never published");
    Diagnostic::new(Code::InvalidValue, at, message).help("take this line out, or name the file that you mean")
}
