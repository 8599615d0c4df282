//! The author's editor: which it is, and how it is asked to show a line of a file.
//!
//! An address such as `vscode://file/{path}:{line}` becomes a plain link. A program is started by the server, without a
//! shell. An editor that lives in a terminal has no window of its own to open, so people are told what to type there.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What the path of an address must not hold as it is.
const IN_ADDRESS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// Editors that live in a terminal.
const IN_TERMINAL: [&str; 18] = [
    "vi", "vim", "nvim", "view", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "jed", "ne", "mcedit", "ed",
    "ex", "mg", "zile",
];

/// Addresses that would run something in the page that holds them.
const NO_EDITOR: [&str; 4] = ["javascript", "data", "vbscript", "blob"];

/// How the author's files are opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editor {
    /// By a link that the system hands on, made from a pattern with `{path}`, `{line}` and `{column}`.
    Link(String),
    /// By a program, with patterns for its arguments.
    Program { program: String, arguments: Vec<String> },
    /// By hand, in a terminal.
    Terminal { command: String },
    /// Not at all, because other computers can ask as well.
    Shared,
    /// Nobody has said how.
    Unknown,
}

/// A place in a file.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// The whole path.
    pub file: &'a Path,
    pub line: usize,
    pub column: usize,
}

impl Editor {
    /// Reads what somebody wrote: a command, or the pattern of an address. The error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Editor, String> {
        let text = text.trim();
        if let Some((scheme, _)) = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) {
            return match text.contains("{path}") && !NO_EDITOR.contains(&scheme.to_ascii_lowercase().as_str()) {
                true => Ok(Editor::Link(text.to_string())),
                false => Err("write an address such as vscode://file/{path}:{line}".into()),
            };
        }
        let mut words = words(text).ok_or("a quotation mark is not closed")?;
        if words.is_empty() {
            return Err("write a command such as code, or an address such as vscode://file/{path}:{line}".into());
        }
        let program = words.remove(0);
        if lives_in_terminal(&program, &words) {
            return Ok(Editor::Terminal { command: text.to_string() });
        }
        if !words.iter().any(|word| word.contains("{path}")) {
            // Nobody waits for the editor to close.
            words.retain(|word| word != "--wait" && word != "-w");
            words.extend(place_arguments(&program).iter().map(|word| word.to_string()));
        }
        Ok(Editor::Program { program, arguments: words })
    }

    /// The address that opens a place, if a link can.
    pub fn link(&self, at: At<'_>) -> Option<String> {
        let Editor::Link(pattern) = self else { return None };
        let path = at.file.to_str()?.replace('\\', "/");
        let (before, _) = pattern.split_once("{path}")?;
        // `file/{path}` and `/home/me` make `file/home/me`.
        let path = if before.ends_with('/') { path.trim_start_matches('/') } else { &path };
        let path = utf8_percent_encode(path, IN_ADDRESS).to_string();
        Some(filled(pattern, &path, at))
    }

    /// Starts the program that opens a place, if one can.
    pub fn open(&self, at: At<'_>) -> io::Result<()> {
        let Some((program, arguments)) = self.command(at) else {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "no editor can be started from here"));
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        // Somebody must hear that it has ended, or the system keeps its number.
        thread::Builder::new().name("editor".into()).spawn(move || child.wait())?;
        Ok(())
    }

    fn command(&self, at: At<'_>) -> Option<(&str, Vec<String>)> {
        let Editor::Program { program, arguments } = self else { return None };
        let path = at.file.to_str()?;
        Some((program, arguments.iter().map(|word| filled(word, path, at)).collect()))
    }

    /// What to type in a terminal to open a place, if that is the way.
    pub fn typed(&self, at: At<'_>) -> Option<String> {
        let Editor::Terminal { command } = self else { return None };
        let path = at.file.to_str()?;
        let quoted =
            if path.bytes().all(is_plain) { path.to_string() } else { format!("'{}'", path.replace('\'', r"'\''")) };
        Some(format!("{command} +{} {quoted}", at.line))
    }

    /// The program's name, for people.
    pub fn name(&self) -> Option<&str> {
        match self {
            Editor::Program { program, .. } => Some(stem(program)),
            Editor::Terminal { command } => command.split_whitespace().next().map(stem),
            Editor::Link(_) | Editor::Shared | Editor::Unknown => None,
        }
    }
}

/// A folder's whole path as editors take it: Windows puts `\\?\` before a path that it has looked up.
pub fn plain_root(root: &Path) -> PathBuf {
    let short = root.to_str().and_then(|path| path.strip_prefix(r"\\?\")).filter(|path| !path.starts_with("UNC"));
    short.map_or_else(|| root.to_path_buf(), PathBuf::from)
}

fn filled(pattern: &str, path: &str, at: At<'_>) -> String {
    // The path last: it may hold what looks like a place to fill.
    pattern.replace("{line}", &at.line.to_string()).replace("{column}", &at.column.to_string()).replace("{path}", path)
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_')
}

/// The name of a program without its folder and `.exe`.
fn stem(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    [".exe", ".cmd", ".bat"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

fn lives_in_terminal(program: &str, words: &[String]) -> bool {
    let has = |word: &str| words.iter().any(|other| other == word);
    match stem(program) {
        "emacs" | "emacsclient" => has("-nw") || has("-t") || has("--tty"),
        "vi" | "vim" if has("-g") => false,
        name => IN_TERMINAL.contains(&name),
    }
}

/// How a program is told which file and line to show.
fn place_arguments(program: &str) -> &'static [&'static str] {
    match stem(program) {
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => &["-g", "{path}:{line}:{column}"],
        "subl" | "sublime_text" | "zed" | "zeditor" => &["{path}:{line}:{column}"],
        "idea" | "webstorm" | "pycharm" | "phpstorm" | "rubymine" | "goland" | "rustrover" => {
            &["--line", "{line}", "{path}"]
        }
        "kate" | "kwrite" => &["-l", "{line}", "-c", "{column}", "{path}"],
        "mate" => &["-l", "{line}:{column}", "{path}"],
        "notepad++" => &["-n{line}", "-c{column}", "{path}"],
        "emacs" | "emacsclient" => &["+{line}:{column}", "{path}"],
        "gedit" | "xed" | "pluma" | "gvim" | "mvim" | "vim" | "vi" | "bbedit" | "geany" => &["+{line}", "{path}"],
        _ => &["{path}"],
    }
}

/// The words of a command; quotation marks keep blanks together. None if one is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "/home/me/my site/content/roles/{line} %.md";

    fn at(file: &str) -> At<'_> {
        At { file: Path::new(file), line: 12, column: 3 }
    }

    fn command(text: &str) -> String {
        let editor = Editor::parse(text).unwrap();
        let (program, arguments) = editor.command(at(PLACE)).unwrap();
        format!("{program} | {}", arguments.join(" | "))
    }

    #[test]
    fn programs_are_told_the_line_in_their_own_way() {
        assert_eq!(command("code --wait"), format!("code | -g | {PLACE}:12:3"));
        assert_eq!(command("/opt/Sublime/subl -w"), format!("/opt/Sublime/subl | {PLACE}:12:3"));
        assert_eq!(command("kate"), format!("kate | -l | 12 | -c | 3 | {PLACE}"));
        assert_eq!(command("vim -g"), format!("vim | -g | +12 | {PLACE}"));
        assert_eq!(command("my-editor"), format!("my-editor | {PLACE}"));
    }

    #[test]
    fn a_pattern_is_filled_and_a_path_stays_one_argument() {
        assert_eq!(command("'my editor' --at={line} \"{path}\""), format!("my editor | --at=12 | {PLACE}"));
        let odd = Editor::parse("code").unwrap();
        let (_, arguments) = odd.command(at("/x/$(rm -rf ~);`a` && b.md")).unwrap();
        assert_eq!(arguments, ["-g", "/x/$(rm -rf ~);`a` && b.md:12:3"]);
    }

    #[test]
    fn addresses_are_filled_and_encoded() {
        let editor = Editor::parse("vscode://file/{path}:{line}:{column}").unwrap();
        let link = editor.link(at(PLACE)).unwrap();
        assert_eq!(link, "vscode://file/home/me/my%20site/content/roles/%7Bline%7D%20%25.md:12:3");
        let query = Editor::parse("editor://open?file={path}").unwrap();
        assert_eq!(query.link(at("/a/b.md")).unwrap(), "editor://open?file=/a/b.md");
        assert!(query.command(at("/a")).is_none() && query.open(at("/a")).is_err());
    }

    #[test]
    fn editors_in_a_terminal_are_known() {
        for text in ["vim", "/usr/bin/nano", "nvim", "emacs -nw", "hx"] {
            let editor = Editor::parse(text).unwrap();
            assert_eq!(editor.typed(at("/a/b.md")).unwrap(), format!("{text} +12 /a/b.md"));
            assert!(editor.command(at("/a/b.md")).is_none(), "{text} is never started");
        }
        assert_eq!(Editor::parse("nano").unwrap().typed(at("/a b/it's.md")).unwrap(), r"nano +12 '/a b/it'\''s.md'");
        assert!(matches!(Editor::parse("emacs").unwrap(), Editor::Program { .. }));
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        for text in ["", "  ", "code 'x", "javascript://{path}", "data://{path}", "vscode://file/"] {
            assert!(Editor::parse(text).is_err(), "{text}");
        }
    }
}
