//! Splits a template into what is shown as it is and what speaks to the engine. That is all that is ever read of a
//! template beside the engine itself.

use std::ops::Range;

/// What a part of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Shown as it is.
    Literal,
    /// `{{ … }}`: shows a value, or what a component makes of one.
    Value,
    /// `{% … %}`
    Command,
    /// `{# … #}`, and the marks around what is `raw`.
    Nothing,
}

/// A part of a template, with its brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub at: Range<usize>,
}

/// Every part of a template, in order; together they are the template.
pub(super) fn parts(text: &str) -> Vec<Token> {
    let mut parts = Vec::new();
    let (mut at, mut from) = (0, 0);
    let mut push = |kind, at: Range<usize>| {
        if !at.is_empty() {
            parts.push(Token { kind, at });
        }
    };
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let kind = match text.as_bytes().get(open + 1) {
            Some(b'{') => Kind::Value,
            Some(b'%') => Kind::Command,
            Some(b'#') => Kind::Nothing,
            _ => {
                at = open + 1;
                continue;
            }
        };
        push(Kind::Literal, from..open);
        let end = end(text, open, kind);
        at = end;
        if kind == Kind::Command && word(&text[open..end]) == "raw" {
            push(Kind::Nothing, open..end);
            // What is `raw` is shown as it is, up to the command that ends it.
            let close = commands_from(text, end).find(|close| word(&text[close.clone()]) == "endraw");
            let close = close.unwrap_or(text.len()..text.len());
            push(Kind::Literal, end..close.start);
            push(Kind::Nothing, close.clone());
            at = close.end;
        } else {
            push(kind, open..end);
        }
        from = at;
    }
    push(Kind::Literal, from..text.len());
    parts
}

/// Everything from a place on that looks like a command.
fn commands_from(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    text[from..].match_indices("{%").map(move |(at, _)| from + at..end(text, from + at, Kind::Command))
}

/// One past the brackets that close a part; brackets inside of strings close nothing.
fn end(text: &str, open: usize, kind: Kind) -> usize {
    let close: &[u8] = match kind {
        Kind::Value => b"}}",
        Kind::Command => b"%}",
        Kind::Nothing | Kind::Literal => {
            return text[open..].find("#}").map_or(text.len(), |found| open + found + 2);
        }
    };
    let bytes = text.as_bytes();
    let (mut at, mut quote) = (open + 2, None);
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(open), byte) if byte == open => quote = None,
            (None, byte @ (b'"' | b'\'' | b'`')) => quote = Some(byte),
            (None, _) if bytes[at..].starts_with(close) => return at + 2,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// What stands between the brackets of a part.
pub(super) fn inside(part: &str) -> &str {
    let inner = part.get(2..part.len().saturating_sub(2)).unwrap_or("");
    inner.trim_start_matches('-').trim_end_matches('-').trim()
}

/// The first word of a command.
pub(super) fn word(command: &str) -> &str {
    let inner = inside(command);
    let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
    &inner[..end]
}

/// The first string of a command, without its quotation marks.
pub(super) fn string(command: &str) -> Option<&str> {
    let quote = command.find(['"', '\'', '`'])?;
    let rest = &command[quote + 1..];
    rest.split(char::from(command.as_bytes()[quote])).next()
}

/// The commands of a template that begin with one of these words.
pub(super) fn commands<'t>(text: &'t str, words: &'t [&str]) -> impl Iterator<Item = Range<usize>> + 't {
    let commands = parts(text).into_iter().filter(|part| part.kind == Kind::Command).map(|part| part.at);
    commands.filter(move |at| words.contains(&word(&text[at.clone()])))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        parts(text).into_iter().map(|part| (part.kind, &text[part.at])).collect()
    }

    #[test]
    fn what_is_shown_is_told_from_what_speaks_to_the_engine() {
        use Kind::*;
        assert_eq!(
            kinds("<p>{{- \"}}\" | t }}</p>{% if a == '%}' %}{# <b> {{ #}{ }"),
            [
                (Literal, "<p>"),
                (Value, "{{- \"}}\" | t }}"),
                (Literal, "</p>"),
                (Command, "{% if a == '%}' %}"),
                (Nothing, "{# <b> {{ #}"),
                (Literal, "{ }"),
            ]
        );
        assert_eq!(
            kinds("{% raw %}<b>{{ a }}{%- endraw -%}<i>"),
            [(Nothing, "{% raw %}"), (Literal, "<b>{{ a }}"), (Nothing, "{%- endraw -%}"), (Literal, "<i>")]
        );
        assert_eq!(kinds("a{{ b"), [(Literal, "a"), (Value, "{{ b")]);
    }

    #[test]
    fn commands_are_found_with_what_they_name() {
        let text = "{%- extends 'a.html' %}{% block b %}{% include \"c.html\" -%}";
        let found: Vec<_> = commands(text, &["extends", "include"]).map(|at| string(&text[at]).unwrap()).collect();
        assert_eq!(found, ["a.html", "c.html"]);
    }

    proptest! {
        #[test]
        fn parts_together_are_the_template(text in "([{}%#<>\"'a-]|raw|endraw|é| ){0,40}") {
            let joined: String = parts(&text).into_iter().map(|part| text[part.at].to_string()).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
