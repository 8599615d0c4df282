//! What stylesheets do that shuts people out.
//!
//! Only what can be said for sure from the sheet alone is said: a focus outline taken away without another mark,
//! an order for the eye that is not that of the page, and parts that stay in view and cover what has the focus.

use crate::css::{self, Declaration, Rule};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// Judges the rules of a theme's sheet.
pub(super) fn judge(path: &SourcePath, text: &str, found: &mut Vec<Diagnostic>) {
    let rules = css::rules(text);
    let marked: Vec<&str> = rules.iter().filter(|rule| marks_focus(rule)).flat_map(selectors).collect();
    for rule in &rules {
        for Declaration { name, value, at } in &rule.declarations {
            let Some((what, help)) = fault(rule, name, value, &marked) else { continue };
            found.push(catalogue::theme_style(Span::new(path, at.clone()), what, help));
        }
    }
}

fn fault(rule: &Rule<'_>, name: &str, value: &str, marked: &[&str]) -> Option<(&'static str, &'static str)> {
    let is = |words: &[&str]| value.split_ascii_whitespace().any(|word| words.contains(&word));
    match name {
        "outline" | "outline-style" | "outline-width" if is(&["none", "0", "0px"]) => {
            let is_marked = marks_focus(rule) || selectors(rule).all(|selector| has_mark(selector, marked));
            (!is_marked).then_some((
                "this takes away the mark of what has the focus, and gives no other",
                "leave the outline, or give `:focus-visible` a border, a shadow or a background that can be seen",
            ))
        }
        "order" if value != "0" => Some(ORDER),
        "flex-direction" | "flex-flow" if is(&["row-reverse", "column-reverse"]) => Some(ORDER),
        "grid-auto-flow" if is(&["dense"]) => Some(ORDER),
        "position" if is(&["fixed", "sticky", "-webkit-sticky"]) && !stays_at_the_side(rule) => {
            Some(("this part stays in view, and can cover what has the focus", "let it scroll with the page"))
        }
        _ => None,
    }
}

const ORDER: (&str, &str) = (
    "this shows parts in another order than the page has them",
    "put the parts into the template in the order in which people should meet them",
);

/// Whether something sticks to one side alone, such as the first column of a wide table. Down the page it scrolls as all
/// does, and across it the box around can keep room for it.
fn stays_at_the_side(rule: &Rule<'_>) -> bool {
    let is_side = |name: &str| matches!(name, "left" | "right" | "inset-inline-start" | "inset-inline-end");
    let is_upright = |name: &str| !is_side(name) && (matches!(name, "top" | "bottom") || name.starts_with("inset"));
    let names = || rule.declarations.iter().map(|declaration| declaration.name.as_str());
    let is_fixed = rule.declarations.iter().any(|one| one.name == "position" && one.value.contains("fixed"));
    !is_fixed && names().any(is_side) && !names().any(is_upright)
}

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

fn selectors<'c>(rule: &Rule<'c>) -> impl Iterator<Item = &'c str> {
    rule.selector.split(',').map(str::trim)
}

/// Whether this is how something that has the focus looks, with a mark that is no outline or an outline that shows.
fn marks_focus(rule: &Rule<'_>) -> bool {
    rule.selector.contains(":focus")
        && rule.declarations.iter().any(|declaration| match declaration.name.as_str() {
            "outline" | "outline-style" => !matches!(declaration.value, "none" | "0" | "0px"),
            "box-shadow" | "border" | "border-color" | "background" | "background-color" | "text-decoration" => {
                declaration.value != "none"
            }
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(faults(".a { position: fixed; left: 0 }"), ["position: fixed"]);
        assert_eq!(faults(".a { position: sticky; left: 0; top: 0 }"), ["position: sticky"]);
        assert!(faults("th { position: sticky; inset-inline-start: 0 }").is_empty());
        assert!(faults(".a { order: 0; position: relative; border-order: 2 } /* order: 1; */").is_empty());
    }
}
