//! What may be written, in the words of an editor.

use super::Rule;
use crate::entry::fields::Shape;

impl Rule {
    /// What it lets be written, as words behind those of the field's shape.
    pub fn words(self, shape: &Shape) -> String {
        match self {
            Rule::Within(least, most) => format!("from {least} to {most}"),
            Rule::Years(first, _) => format!("since {first}"),
            Rule::Past(_) => "not after today".into(),
            Rule::NotBelow(other) if matches!(shape, Shape::Whole | Shape::Number) => {
                format!("not less than `{other}`")
            }
            Rule::NotBelow(other) => format!("not before `{other}`"),
            Rule::After(other) => format!("after `{other}`"),
            Rule::Rises { part, first: None } => format!("going up in `{part}`"),
            Rule::Rises { part, first: Some(first) } => format!("going up in `{part}` from {first}"),
            Rule::WebPage => "`https://` or `http://`".into(),
            Rule::Reachable => "`https://`, `http://`, `mailto:` or `tel:`".into(),
            Rule::SiteAddress => "`https://` or `http://`, as browsers send it, without a page, `?` and `#`".into(),
            Rule::Code(form) => of_code(form),
        }
    }
}

/// A code's form, as `ST` and 4 digits.
pub(super) fn of_code(form: &str) -> String {
    let letters: String = form.chars().filter(|&c| c != '0').collect();
    let digits = form.len() - letters.len();
    if letters.is_empty() { format!("{digits} digits") } else { format!("`{letters}` and {digits} digits") }
}
