//! Stylesheets without what only their authors read.

use std::ops::Range;

use cssparser::{Parser, Token};

use super::inside;

/// The same sheet without its comments, which visitors would have to load. Those that begin with `!` stay: they say whose
/// it is. So do those that keep two words apart.
pub fn without_comments(css: &str) -> String {
    let mut comments = Vec::new();
    comments_in(&mut Parser::new(css), &mut comments);
    let mut lean = String::with_capacity(css.len());
    let mut done = 0;
    for comment in comments {
        let (before, after) = (&css[..comment.start], &css[comment.end..]);
        let begins_line = before.trim_end_matches([' ', '\t']).ends_with('\n') || before.trim().is_empty();
        let ends_line = after.starts_with(['\n', '\r']) || after.is_empty();
        if !begins_line
            && !ends_line
            && !before.ends_with(char::is_whitespace)
            && !after.starts_with(char::is_whitespace)
        {
            continue;
        }
        lean.push_str(&css[done..comment.start]);
        // A line that had nothing else goes with it.
        done = comment.end + if begins_line { after.len() - after.trim_start_matches(['\n', '\r']).len() } else { 0 };
    }
    lean.push_str(&css[done..]);
    lean
}

fn comments_in(input: &mut Parser<'_>, found: &mut Vec<Range<usize>>) {
    loop {
        let start = input.position().byte_index();
        let Ok(token) = input.next_including_whitespace_and_comments().cloned() else { return };
        match &token {
            Token::Comment(text) if !text.starts_with('!') => found.push(start..input.position().byte_index()),
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                inside(input, |input| comments_in(input, found));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rules;
    use super::*;

    #[test]
    fn comments_go_and_nothing_else() {
        assert_eq!(without_comments("/* One */\na { b: c }\n/* Two */\n"), "a { b: c }\n");
        assert_eq!(without_comments("a { /* in */ b: c; /* end */\n}"), "a {  b: c; \n}");
        assert_eq!(without_comments("/*! Of somebody */\na{}"), "/*! Of somebody */\na{}");
        assert_eq!(without_comments("a{b:'/* no */' url(/*x*/)}"), "a{b:'/* no */' url(/*x*/)}");
        assert_eq!(without_comments("a/**/b{}"), "a/**/b{}");
    }

    proptest! {
        #[test]
        fn rules_stay_the_same(parts in prop::collection::vec("[a-c]\\{d: [a-c]\\}|/\\* [a-c]? \\*/|\n| |@media x \\{a\\{b:c\\}\\}", 0..12)) {
            let css: String = parts.concat();
            let told = |css: &str| {
                rules(css).iter().map(|rule| {
                    let declared = rule.declarations.iter().map(|one| format!("{}:{}", one.name, one.value));
                    (rule.selector.split_whitespace().last().map(str::to_string), declared.collect::<Vec<_>>())
                }).collect::<Vec<_>>()
            };
            prop_assert_eq!(told(&without_comments(&css)), told(&css));
        }
    }
}
