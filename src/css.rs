//! Reads stylesheets: the addresses that they name, their rules, and what of them visitors need. cssparser splits them as browsers do, so what
//! stands in a comment or in a string is no address and no rule.
#![expect(clippy::wildcard_enum_match_arm, reason = "the tokens are those of the reader of CSS")]

mod comments;

use std::ops::Range;

use cssparser::{ParseError, Parser, SourcePosition, Token};

pub use comments::without_comments;

/// An address that a stylesheet loads from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Where it is written, without quotation marks.
    pub at: Range<usize>,
    /// What it means, escapes read.
    pub text: String,
}

/// A rule with its declarations, also one inside another or inside `@media`.
#[derive(Debug)]
pub struct Rule<'c> {
    pub selector: &'c str,
    pub declarations: Vec<Declaration<'c>>,
}

#[derive(Debug)]
pub struct Declaration<'c> {
    /// In small letters.
    pub name: String,
    /// Without `!important`.
    pub value: &'c str,
    pub at: Range<usize>,
}

/// Every address that a sheet loads from: `url(…)`, `@import "…"` and the strings of `image-set(…)`.
pub fn addresses(css: &str) -> Vec<Address> {
    let mut found = Vec::new();
    addresses_in(&mut Parser::new(css), Strings::Words, &mut found);
    found
}

/// What strings are where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strings {
    Words,
    Addresses,
}

fn addresses_in<'c>(input: &mut Parser<'c>, strings: Strings, found: &mut Vec<Address>) {
    let mut after_import = false;
    let mut in_namespace = false;
    loop {
        let start = input.position();
        let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { return };
        let written = input.slice_from(start);
        let mut push = |inside: Range<usize>, text: &str| {
            let from = start.byte_index();
            found.push(Address { at: from + inside.start..from + inside.end, text: text.to_string() });
        };
        match &token {
            Token::WhiteSpace(_) | Token::Comment(_) => continue,
            Token::UnquotedUrl(text) if !in_namespace => push(in_brackets(written), text),
            Token::QuotedString(text) if after_import || strings == Strings::Addresses => {
                push(in_quotes(written), text);
            }
            Token::Function(name) if !in_namespace => {
                let holds = match name.to_ascii_lowercase().as_str() {
                    "url" | "src" | "image-set" | "-webkit-image-set" => Strings::Addresses,
                    _ => Strings::Words,
                };
                inside(input, |input| addresses_in(input, holds, found));
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                inside(input, |input| addresses_in(input, Strings::Words, found));
            }
            _ => {}
        }
        after_import = matches!(&token, Token::AtKeyword(name) if name.eq_ignore_ascii_case("import"));
        // The address of a namespace is a name: nothing is loaded from it.
        in_namespace = match &token {
            Token::AtKeyword(name) => name.eq_ignore_ascii_case("namespace"),
            Token::Semicolon | Token::CurlyBracketBlock => false,
            _ => in_namespace,
        };
    }
}

/// Reads the block that has just begun. Blocks that lie deeper than anybody writes them are passed over.
fn inside<'c>(input: &mut Parser<'c>, mut read: impl FnMut(&mut Parser<'c>)) {
    let done: Result<(), ParseError<()>> = input.parse_nested_block(|input| {
        read(input);
        Ok(())
    });
    drop(done);
}

/// The address in `url( … )`.
fn in_brackets(written: &str) -> Range<usize> {
    let start = written.find('(').map_or(0, |at| at + 1);
    let inner = written[start..].strip_suffix(')').unwrap_or(&written[start..]);
    let blank = inner.len() - inner.trim_ascii_start().len();
    start + blank..start + inner.trim_ascii_end().len().max(blank)
}

/// What stands in a string, of which the end may be missing.
fn in_quotes(written: &str) -> Range<usize> {
    let end = if written.len() > 1 && written.ends_with(['"', '\'']) { written.len() - 1 } else { written.len() };
    1.min(end)..end
}

/// Every rule of a sheet that has declarations.
pub fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut found = Vec::new();
    rules_in(&mut Parser::new(css), "", &mut found);
    found
}

/// A part of a block up to `;`, or up to a block of its own.
#[derive(Default)]
struct Statement {
    start: Option<SourcePosition>,
    colon: Option<SourcePosition>,
    end: Option<SourcePosition>,
    /// Where the last `!` is.
    mark: Option<SourcePosition>,
}

fn rules_in<'c>(input: &mut Parser<'c>, selector: &'c str, found: &mut Vec<Rule<'c>>) {
    let mut declarations = Vec::new();
    let mut open = Statement::default();
    loop {
        let start = input.position();
        let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { break };
        match &token {
            Token::WhiteSpace(_) | Token::Comment(_) => continue,
            Token::Semicolon => declarations.extend(std::mem::take(&mut open).declaration(input)),
            Token::CurlyBracketBlock => {
                let of_it = std::mem::take(&mut open);
                let name = of_it.start.zip(of_it.end).map_or("", |(from, to)| input.slice(from..to));
                inside(input, |input| rules_in(input, name, found));
            }
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock => {
                open.start.get_or_insert(start);
                inside(input, |_| {});
                open.end = Some(input.position());
            }
            other => {
                open.start.get_or_insert(start);
                match other {
                    Token::Colon => open.colon = open.colon.or(Some(start)),
                    Token::Delim('!') => open.mark = Some(start),
                    _ => {}
                }
                open.end = Some(input.position());
            }
        }
    }
    declarations.extend(open.declaration(input));
    if !declarations.is_empty() {
        found.push(Rule { selector, declarations });
    }
}

impl Statement {
    fn declaration<'c>(self, input: &Parser<'c>) -> Option<Declaration<'c>> {
        let (start, colon, end) = (self.start?, self.colon?, self.end?);
        let important = self.mark.filter(|mark| {
            let word = input.slice(*mark..end).trim_start_matches('!').trim_ascii();
            word.eq_ignore_ascii_case("important")
        });
        let name = input.slice(start..colon).trim_ascii().to_ascii_lowercase();
        let value = input.slice(colon..important.unwrap_or(end)).trim_start_matches(':').trim_ascii();
        Some(Declaration { name, value, at: start.byte_index()..end.byte_index() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(css: &str) -> Vec<String> {
        for address in addresses(css) {
            assert!(css.get(address.at.clone()).is_some(), "{address:?} in {css}");
        }
        addresses(css).into_iter().map(|address| address.text).collect()
    }

    #[test]
    fn addresses_are_found_however_they_are_written() {
        let css = "@import \"a.css\";@import url(b.css);p{background:url( 'c.png' ),URL(d.png)}@import 'e.css";
        let written: Vec<_> = addresses(css).into_iter().map(|address| &css[address.at]).collect();
        assert_eq!(written, ["a.css", "b.css", "c.png", "d.png", "e.css"]);
        assert_eq!(found("a{background:image-set('a.png' 1x, url(b.png) 2x)}"), ["a.png", "b.png"]);
        assert_eq!(found(r"a{background:url(a\ b.png)}"), ["a b.png"]);
        assert_eq!(found(&format!("{}a{{b:url(c)}}", "@media x{".repeat(20))), ["c"]);
    }

    #[test]
    fn what_is_no_address_is_left_alone() {
        for css in [
            "/* url(no.png) @import 'no.css' */ p{}",
            "p{content:\"url(https://no.example/a.png)\"}",
            "@namespace svg url(http://www.w3.org/2000/svg);",
            "@namespace 'a';p{content:'b.png'}",
            "p{font-family:'no.css'}",
        ] {
            assert!(addresses(css).is_empty(), "{css}");
        }
    }

    #[test]
    fn declarations_are_told_from_what_only_looks_like_them() {
        let css = "a:hover /* b{c:d} */ {content:'; order: 2';color:red!important}@media x{b{c : d}}e{}";
        let rules = rules(css);
        let seen: Vec<_> = rules
            .iter()
            .flat_map(|rule| rule.declarations.iter().map(move |one| (rule.selector, &*one.name, one.value)))
            .collect();
        let hover = "a:hover";
        assert_eq!(seen, [(hover, "content", "'; order: 2'"), (hover, "color", "red"), ("b", "c", "d")]);
        assert_eq!(&css[rules[0].declarations[1].at.clone()], "color:red!important");
    }

    /// A piece of a sheet, and the address in it that counts.
    fn piece() -> impl Strategy<Value = (String, Option<String>)> {
        let name = "[a-z]{1,6}\\.png";
        prop_oneof![
            name.prop_map(|name| (format!("a{{b:url({name})}}"), Some(name))),
            name.prop_map(|name| (format!("@media x{{a{{b:c,URL( \"{name}\" ) d}}}}"), Some(name))),
            name.prop_map(|name| (format!("/* url({name}) */"), None)),
            name.prop_map(|name| (format!("a{{b:\"url({name})\"}}"), None)),
            name.prop_map(|name| (format!("a{{b:'/* url({name})'}}"), None)),
            name.prop_map(|name| (format!("@import '{name}';"), Some(name))),
        ]
    }

    proptest! {
        #[test]
        fn every_address_outside_of_comments_and_strings_is_found(pieces in prop::collection::vec(piece(), 0..12)) {
            let css: String = pieces.iter().map(|(css, _)| css.as_str()).collect();
            let wanted: Vec<String> = pieces.into_iter().filter_map(|(_, address)| address).collect();
            prop_assert_eq!(found(&css), wanted);
        }

        #[test]
        fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let css = String::from_utf8_lossy(&bytes);
            found(&css);
            rules(&css);
        }

        #[test]
        fn no_text_like_css_stops_the_reader(css in "(url\\(|[{}()\\[\\];:!@'\"/*\\\\aé ]|@import|image-set\\(|\n){0,60}") {
            found(&css);
            rules(&css);
        }
    }

    #[test]
    fn blocks_without_end_are_no_trouble() {
        for open in ["{", "(", "[", "a{", "url('", "image-set("] {
            let css = open.repeat(100_000);
            found(&css);
            rules(&css);
        }
    }
}
