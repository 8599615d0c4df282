//! Which file names work on every system.

use std::ffi::OsStr;

use crate::slug::is_reserved;

/// What Linux, macOS and Windows all allow.
const LONGEST: usize = 255;

/// Why a name cannot be used, and what to do about it.
pub(super) struct Trouble {
    pub message: String,
    pub help: String,
}

/// Finds what is wrong with the name of one file or folder.
pub(super) fn trouble(name: &OsStr) -> Option<Trouble> {
    let shown = shown(name);
    let trouble = |message, help: &str| Some(Trouble { message, help: help.to_string() });
    let Some(text) = name.to_str() else {
        return trouble(format!("the name `{shown}` is not UTF-8 text"), "give it a new name");
    };
    if text.len() > LONGEST {
        let message = format!("this name has {} bytes; most systems allow {LONGEST}", text.len());
        return trouble(message, "give it a shorter name");
    }
    if let Some(c) = text.chars().find(|c| c.is_control()) {
        let message = format!("the name `{shown}` holds an invisible control character (U+{:04X})", u32::from(c));
        return trouble(message, "give it a new name");
    }
    if let Some(c) = text.chars().find(|c| r#":*?"<>|\"#.contains(*c)) {
        let message = format!("the name `{shown}` holds `{c}`, which Windows does not allow");
        return trouble(message, "use letters, digits, hyphens and dots");
    }
    if text.ends_with(['.', ' ']) {
        let message = format!("the name `{shown}` ends with a dot or a space, which Windows drops");
        return trouble(message, "take the last character away");
    }
    if is_reserved(text.split('.').next().unwrap_or(text).trim_end()) {
        let message = format!("`{shown}` cannot be a name: some systems keep it for themselves");
        return trouble(message, "choose another name");
    }
    None
}

/// A name or path as it may be shown: always text, and nothing in it that a terminal would obey.
pub(super) fn shown(name: &OsStr) -> String {
    name.to_string_lossy().replace(char::is_control, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses_are_refused_on_all() {
        let long = "a".repeat(256);
        for name in [
            "a:b.md",
            "what?.md",
            "a\\b",
            "a\u{7}b",
            "con",
            "CON.txt",
            "com1.tar.gz",
            "nul .md",
            "dot.",
            "space ",
            &long,
        ] {
            assert!(trouble(OsStr::new(name)).is_some(), "{name:?}");
        }
    }

    #[test]
    fn ordinary_names_pass() {
        let long = "a".repeat(255);
        for name in
            ["physio.md", "Llŷn & Gŵyr.jpg", "a+b c.pdf", "100%20.png", "console.md", "CNAME", "_redirects", &long]
        {
            assert!(trouble(OsStr::new(name)).is_none(), "{name:?}");
        }
    }

    #[test]
    fn a_shown_name_cannot_steer_a_terminal() {
        assert_eq!(shown(OsStr::new("a\u{1b}[2Jb")), "a\u{FFFD}[2Jb");
    }
}
