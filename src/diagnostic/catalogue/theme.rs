//! The theme: the words of what can be wrong.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::nearest::nearest;
use crate::source::{SourcePath, Span};

pub fn template(at: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::Template, at, message)
}

pub fn missing_template(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "write the name of a file below `templates/`; `default/` before it means the default theme's".to_string()
        }
    };
    Diagnostic::new(Code::Template, at, format!("there is no template `{name}`")).help(help)
}

/// Templates that extend or include each other; `instead` is what one that only names itself may have meant.
pub fn circular_template(at: Span, does: &str, others: &[String], instead: Option<&str>) -> Diagnostic {
    let way = match others {
        [] => String::new(),
        others => format!(", by way of `{}`", others.join("` and `")),
    };
    let help = match instead {
        Some(default) => format!("write `{default}` to mean the template of the default theme"),
        None => "take out one of these commands".to_string(),
    };
    Diagnostic::new(Code::Template, at, format!("this template {does} itself{way}")).help(help)
}

pub fn doubled_component(at: Span, name: &str, first: &SourcePath) -> Diagnostic {
    Diagnostic::new(Code::Template, at, format!("the component `{name}` is made twice: also in {first}"))
        .help("give one of the two another name")
}

pub fn theme_string(at: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeString, at, message).help(help)
}

/// `missing` of the `all` words that a site says by itself are not there in its language; `example` is the key of one.
pub fn untranslated_words(
    at: Span,
    language: &str,
    theme: &str,
    (missing, all): (usize, usize),
    example: &str,
) -> Diagnostic {
    let are = if missing == 1 { "is" } else { "are" };
    let message = format!(
        "the site is in `{language}`, but {missing} of the {all} words of its menus and buttons {are} English, such as `{example}`"
    );
    let help = format!(
        "write them in `themes/{theme}/strings/{language}.ftl`, each as a line `{example} = ...`; or say the language that the pages are in"
    );
    Diagnostic::new(Code::UntranslatedWords, at, message).help(help)
}

pub fn doubled_words(at: Span, key: &str) -> Diagnostic {
    theme_string(at, format!("the words `{key}` stand twice in this file"), "take one of the two out")
}

pub fn unused_words(at: Span, key: &str, near: &str) -> Diagnostic {
    theme_string(at, format!("nothing says the words `{key}`"), &format!("did you mean `{near}`?"))
}

pub fn unknown_words(at: Span, key: &str, near: Option<&str>) -> Diagnostic {
    let help =
        near.map_or_else(|| "write a key of these strings".to_string(), |near| format!("did you mean `{near}`?"));
    theme_string(at, format!("there are no words `{key}`"), &help)
}

pub fn unknown_function(at: Span, name: &str) -> Diagnostic {
    theme_string(at, format!("there is no function `{name}`"), "write the words, or a `{ $name }` that they are given")
}

/// `given` is what these words are given wherever they are said.
pub fn unknown_variable(at: Span, name: &str, key: &str, given: &BTreeSet<&str>) -> Diagnostic {
    let near = nearest(name, given.iter().copied()).or(given.first().copied().filter(|_| given.len() == 1));
    let help = match near {
        Some(near) => format!("write `{{ ${near} }}`"),
        None if given.is_empty() => "write the words without it".to_string(),
        None => format!("these words are given `{}`", given.iter().copied().collect::<Vec<_>>().join("`, `")),
    };
    theme_string(at, format!("the words `{key}` are given no `{name}`"), &help)
}

pub fn circular_words(at: Span, key: &str, others: &[&str]) -> Diagnostic {
    let way = match others {
        [] => String::new(),
        others => format!(", by way of `{}`", others.join("` and `")),
    };
    theme_string(at, format!("the words `{key}` name themselves{way}"), "write out the words of one of them")
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
