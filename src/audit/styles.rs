//! Reads stylesheets: what they load, and what they do that shuts people out.
//!
//! Only what can be said for sure from the sheet alone is said: a focus outline taken away without another mark,
//! an order for the eye that is not that of the page, and parts that stay in view and cover what has the focus.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// Where a sheet names addresses: `url(…)` and `@import "…"`, without quotes, outside of comments.
pub(super) fn addresses(css: &str) -> Vec<Range<usize>> {
    let bytes = css.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &css[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if starts_with(rest, "url(") {
            let range = quoted(css, at + "url(".len(), ')');
            at = range.end;
            found.push(range);
        } else if starts_with(rest, "@import") {
            let start = at + "@import".len();
            let blank = css[start..].len() - css[start..].trim_start().len();
            if css[start + blank..].starts_with(['"', '\'']) {
                let range = quoted(css, start + blank, ';');
                at = range.end;
                found.push(range);
            } else {
                at = start;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn starts_with(text: &str, word: &str) -> bool {
    text.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// The words from a place on: up to the closing quote if there is an opening one, else up to `end`.
fn quoted(css: &str, start: usize, end: char) -> Range<usize> {
    let rest = &css[start..];
    let start = start + rest.len() - rest.trim_start().len();
    let quote = css[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let start = start + usize::from(quote.is_some());
    let length = css[start..].find(quote.unwrap_or(end)).unwrap_or(css.len() - start);
    start..start + css[start..start + length].trim_end().len()
}

/// Judges the rules of a theme's sheet.
pub(super) fn judge(path: &SourcePath, css: &str, found: &mut Vec<Diagnostic>) {
    let rules = rules(css);
    let marked: Vec<&str> = rules.iter().filter(|rule| rule.marks_focus()).flat_map(|rule| rule.selectors()).collect();
    for rule in &rules {
        for Declaration { name, value, at } in &rule.declarations {
            let Some((what, help)) = fault(rule, name, value, &marked) else { continue };
            found.push(catalogue::theme_style(Span::new(path, at.clone()), what, help));
        }
    }
}

fn fault(rule: &Block<'_>, name: &str, value: &str, marked: &[&str]) -> Option<(&'static str, &'static str)> {
    let is = |words: &[&str]| value.split_ascii_whitespace().any(|word| words.contains(&word));
    match name {
        "outline" | "outline-style" | "outline-width" if is(&["none", "0", "0px"]) => {
            let is_marked = rule.marks_focus() || rule.selectors().all(|selector| has_mark(selector, marked));
            (!is_marked).then_some((
                "this takes away the mark of what has the focus, and gives no other",
                "leave the outline, or give `:focus-visible` a border, a shadow or a background that can be seen",
            ))
        }
        "order" if value != "0" => Some(ORDER),
        "flex-direction" | "flex-flow" if is(&["row-reverse", "column-reverse"]) => Some(ORDER),
        "grid-auto-flow" if is(&["dense"]) => Some(ORDER),
        "position" if is(&["fixed", "sticky", "-webkit-sticky"]) => {
            Some(("this part stays in view, and can cover what has the focus", "let it scroll with the page"))
        }
        _ => None,
    }
}

const ORDER: (&str, &str) = (
    "this shows parts in another order than the page has them",
    "put the parts into the template in the order in which people should meet them",
);

/// Whether something keeps a mark when it has the focus, though one rule takes its outline away: another rule for the
/// same thing gives it one, or one for everything does and is stronger.
fn has_mark(selector: &str, marked: &[&str]) -> bool {
    let bare = |text: &str| text.replace(":focus-visible", "").replace(":focus", "").trim().to_string();
    let is_plain = || !selector.contains([':', '.', '#', '[']);
    let never_by_keyboard =
        || matches!(bare(selector).as_str(), "main" | "h1") || selector.contains("[tabindex=\"-1\"]");
    selector.contains(":not(:focus-visible)")
        || marked.iter().any(|other| bare(other) == bare(selector) || bare(other).is_empty() && is_plain())
        || never_by_keyboard()
}

struct Block<'c> {
    selector: &'c str,
    declarations: Vec<Declaration<'c>>,
}

struct Declaration<'c> {
    name: String,
    value: &'c str,
    at: Range<usize>,
}

impl<'c> Block<'c> {
    fn selectors(&self) -> impl Iterator<Item = &'c str> {
        self.selector.split(',').map(str::trim)
    }

    /// Whether this is how something that has the focus looks, with a mark that is no outline or an outline that shows.
    fn marks_focus(&self) -> bool {
        self.selector.contains(":focus")
            && self.declarations.iter().any(|declaration| match declaration.name.as_str() {
                "outline" | "outline-style" => !matches!(declaration.value, "none" | "0" | "0px"),
                "box-shadow" | "border" | "border-color" | "background" | "background-color" | "text-decoration" => {
                    declaration.value != "none"
                }
                _ => false,
            })
    }
}

/// The rules of a sheet, also those inside `@media`.
fn rules(css: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < css.len() {
        let rest = &css[at..];
        if rest.starts_with("/*") {
            let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
            at += length;
            if css[start..at - length].trim().is_empty() {
                start = at;
            }
            continue;
        }
        match rest.as_bytes()[0] {
            b'{' => {
                let selector = css[start..at].trim();
                let inside = css[at + 1..].find(['{', '}']);
                let is_block = inside.is_some_and(|end| css.as_bytes()[at + 1 + end] == b'}');
                if let Some(end) = inside.filter(|_| is_block) {
                    blocks.push(Block { selector, declarations: declarations(css, at + 1..at + 1 + end) });
                    at += 1 + end;
                }
                start = at + 1;
            }
            b'}' | b';' => start = at + 1,
            _ => {}
        }
        at += css[at..].chars().next().map_or(1, char::len_utf8);
    }
    blocks
}

fn declarations(css: &str, range: Range<usize>) -> Vec<Declaration<'_>> {
    let mut at = range.start;
    let mut found = Vec::new();
    for part in css[range].split(';') {
        let text = part.rsplit("*/").next().unwrap_or(part);
        let start = at + part.len() - text.trim_start().len();
        if let Some((name, value)) = text.split_once(':') {
            let value = value.trim().trim_end_matches("!important").trim_end();
            let name = name.trim().to_ascii_lowercase();
            found.push(Declaration { name, value, at: start..start + text.trim().len() });
        }
        at += part.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_however_they_are_written() {
        let css = "@import \"a.css\";@import url(b.css);/* url(no) */ p{background:url( 'c.png' ),URL(d.png)}";
        let found: Vec<_> = addresses(css).into_iter().map(|range| &css[range]).collect();
        assert_eq!(found, ["a.css", "b.css", "c.png", "d.png"]);
    }

    fn faults(css: &str) -> Vec<&str> {
        let mut found = Vec::new();
        judge(&SourcePath::new("a.css"), css, &mut found);
        found.iter().map(|finding| &css[finding.span.start..finding.span.end]).collect()
    }

    #[test]
    fn outlines_may_go_where_another_mark_stays() {
        assert_eq!(faults("a:focus { outline: none }"), ["outline: none"]);
        assert_eq!(faults("a { color: red; outline: 0; }"), ["outline: 0"]);
        assert!(faults("a:focus { outline: none; box-shadow: 0 0 0 3px }").is_empty());
        assert!(faults("a:focus { outline: none } a:focus-visible { outline: 3px solid }").is_empty());
        assert!(
            faults(":focus-visible { outline: 3px solid } a:focus:not(:focus-visible) { outline: none }").is_empty()
        );
    }

    #[test]
    fn order_and_what_stays_in_view_are_found_also_inside_media() {
        let css = "@media (min-width: 40em) { .a { order: 2 } } .b{flex-flow:row-reverse;position:sticky}";
        assert_eq!(faults(css), ["order: 2", "flex-flow:row-reverse", "position:sticky"]);
        assert!(faults(".a { order: 0; position: relative; border-order: 2 } /* order: 1; */").is_empty());
    }
}
