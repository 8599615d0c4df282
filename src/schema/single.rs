//! Schemas of single values, and how rules narrow them.
//!
//! What compares two fields, or a day with today, a schema cannot say; that is for the reader and for `check`.

use serde_json::{Value, json};

use super::pattern;
use crate::entry::fields::Shape;
use crate::entry::kinds::Period;
use crate::entry::language::NO_TAGS;
use crate::entry::rule::Rule;

/// Letters and digits of any writing, with `-` and `_` between them, and full stops between such names.
macro_rules! host {
    () => {
        concat!("(localhost|", label!(), "(\\.", label!(), ")+)")
    };
}
macro_rules! label {
    () => {
        "[^\\x00-/:-@\\[-`{-\\x7F]([^\\x00-,./:-@\\[-^`{-\\x7F]*[^\\x00-/:-@\\[-`{-\\x7F])?"
    };
}

/// What a value of a shape may be; of shapes that are made of others, anything.
pub(super) fn schema(shape: &Shape) -> Value {
    match shape {
        // YAML reads `5` as a number, and Trellis reads it as a text where it wants one.
        Shape::Text => json!({ "type": ["string", "integer"], "pattern": "\\S" }),
        // The reader takes digits between quotation marks for a number, so the schema does.
        Shape::Whole => json!({ "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$" }),
        Shape::Number => json!({ "type": ["number", "string"], "minimum": 0, "pattern": "^[0-9]+(\\.[0-9]+)?$" }),
        Shape::TrueFalse => json!({ "type": ["boolean", "string"], "enum": [true, false, "true", "false"] }),
        Shape::Date => json!({ "type": "string", "format": "date", "pattern": format!("^{}$", day("[0-9]{4}")) }),
        // YAML reads a year as a number.
        Shape::PartDate => json!({
            "type": ["string", "integer"],
            "pattern": format!("^{}$", part_date("[0-9]{4}")),
            "minimum": 1000,
            "maximum": 9999,
        }),
        Shape::Moment => json!({ "type": "string", "pattern": format!("^{}$", moment("[0-9]{4}")) }),
        Shape::Period => {
            let most = pattern::whole(1, Period::MOST);
            json!({ "type": "string", "pattern": format!("^{most} +(months?|years?)$") })
        }
        Shape::Colour => json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" }),
        Shape::Address => address(&format!("{WEB}([/?#].*)?|mailto:[^@?]+@{HOST}(\\?.*)?|tel:\\+?[0-9][0-9().-]*")),
        Shape::Form(form) => text_like(form.pattern),
        Shape::Language => text_like(&language()),
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::Anything => json!({ "type": "object" }),
        Shape::Reference(_) | Shape::AnyReference | Shape::List(_) | Shape::Record { .. } | Shape::Group { .. } => {
            json!({})
        }
    }
}

/// Narrows a value's schema to what a rule lets be, as far as a schema can say it.
pub(super) fn narrow(schema: &mut Value, shape: &Shape, rule: Rule) {
    match rule {
        Rule::Within(least, most) => {
            let is_whole = !matches!(shape, Shape::Number);
            let digits = if is_whole { pattern::whole(least, most) } else { pattern::number(least, most) };
            set(schema, json!({ "minimum": least, "maximum": most, "pattern": format!("^{digits}$") }));
        }
        Rule::Years(first, last) => narrow_years(schema, shape, first, last),
        Rule::Past(first) => narrow_years(schema, shape, first, Rule::LAST_YEAR),
        Rule::WebPage => *schema = address(&format!("{WEB}([/?#].*)?")),
        Rule::SiteAddress => {
            *schema = address(&format!("(?=[!-~]+\\s*$)(?!https?://[^/]+/.*\\.{PAGE}\\s*$){WEB}(/[^?#/]+)*/?"))
        }
        Rule::Code(form) => {
            let letters: String = form.chars().filter(|&c| c != '0').collect();
            let digits = form.len() - letters.len();
            *schema = text_like(&format!("{letters}[0-9]{{{digits}}}"));
            if letters.is_empty() {
                let least = 10_u32.pow(digits as u32 - 1);
                set(schema, json!({ "type": ["string", "integer"], "minimum": least, "maximum": least * 10 - 1 }));
            }
        }
        Rule::NotBelow(_) | Rule::After(_) | Rule::Rises { .. } | Rule::Reachable => {}
    }
}

fn narrow_years(schema: &mut Value, shape: &Shape, first: i16, last: i16) {
    let years = pattern::years(first, last);
    match shape {
        Shape::Date => set(schema, json!({ "pattern": format!("^{}$", day(&years)) })),
        Shape::Moment => set(schema, json!({ "pattern": format!("^{}$", moment(&years)) })),
        Shape::PartDate => {
            let pattern = format!("^{}$", part_date(&years));
            set(schema, json!({ "pattern": pattern, "minimum": first, "maximum": last }));
        }
        // Words, of which some are dates, and what has no year.
        Shape::Text
        | Shape::Whole
        | Shape::Number
        | Shape::TrueFalse
        | Shape::Period
        | Shape::Address
        | Shape::Form(_)
        | Shape::Language
        | Shape::Colour
        | Shape::Anything
        | Shape::Choice(_)
        | Shape::Reference(_)
        | Shape::AnyReference
        | Shape::List(_)
        | Shape::Record { .. }
        | Shape::Group { .. } => {}
    }
}

fn set(schema: &mut Value, more: Value) {
    if let (Some(schema), Value::Object(more)) = (schema.as_object_mut(), more) {
        schema.extend(more);
    }
}

/// A website: names between full stops, or the computer that the site is built on; and perhaps a port.
const WEB: &str = concat!(
    "https?://",
    host!(),
    "(:0*([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
);
const HOST: &str = host!();
/// How the addresses of pages end, which are none of a site.
const PAGE: &str = "([Hh][Tt][Mm][Ll]?|[Pp][Hh][Pp]|[Aa][Ss][Pp][Xx])";

/// What no address may hold: what nobody can see, blanks, and signs that have a meaning elsewhere.
const NEVER: &str = "\\s\\x00-\\x1F\\x7F-\\x9F\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF<>\"\\\\`";

fn address(pattern: &str) -> Value {
    text_like(&format!("(?=[^{NEVER}]*[^{NEVER}.,;]\\s*$)({pattern})"))
}

/// A text of which blanks around it do not count.
fn text_like(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^\\s*({pattern})\\s*$") })
}

fn day(years: &str) -> String {
    format!("{years}{}", pattern::MONTH_AND_DAY)
}

fn part_date(years: &str) -> String {
    format!("(about +)?({years}(-(0[1-9]|1[0-2]))?|{})", day(years))
}

fn moment(years: &str) -> String {
    format!("{}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?", day(years))
}

fn language() -> String {
    let none = NO_TAGS.map(|(tag, _)| pattern::any_case(tag)).join("|");
    format!("(?!({none})\\s*$)[A-Za-z]{{2,3}}(-[A-Za-z]{{4}})?(-([A-Za-z]{{2}}|[0-9]{{3}}))?")
}
