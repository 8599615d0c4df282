//! The theme: the words of what can be wrong.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn template(at: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::Template, at, message)
}

pub fn theme_string(at: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeString, at, message).help(help)
}

/// Two colours that cannot be told apart well enough.
#[derive(Debug)]
pub struct Unreadable<'a> {
    pub front: &'a str,
    pub back: &'a str,
    pub scheme: &'a str,
    pub contrast: f64,
    pub least: f64,
    /// A colour that would do.
    pub instead: Option<String>,
}

pub fn unreadable_colour(at: Span, pair: &Unreadable<'_>) -> Diagnostic {
    let Unreadable { front, back, scheme, contrast, least, instead } = pair;
    // Rounding up could say that 4.499 is enough.
    let contrast = (contrast * 100.0).floor() / 100.0;
    let message = format!(
        "`{front}` cannot be read on `{back}` in the scheme `{scheme}`: the contrast is {contrast} to 1, and must be {least}"
    );
    let help = match instead {
        Some(colour) => format!("`'{colour}'` would do"),
        None => format!("change `{front}` and `{back}` together: one light, one dark"),
    };
    Diagnostic::new(Code::UnreadableColour, at, message).help(help)
}
