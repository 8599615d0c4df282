//! What is said of blocks that stand out.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What a block lacks that it is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfCallout {
    Title,
    Speaker,
    Proof,
    List,
    Link,
}

/// A block that begins with a mark such as `[!STEPS]` and does not hold what the mark promises.
#[track_caller]
pub fn half_callout(at: Span, word: &str, lacks: HalfCallout) -> Diagnostic {
    let (what, help) = match lacks {
        HalfCallout::Title => (
            "has no title, so nothing can be folded away behind it: the page shows all of its words",
            "say behind the mark what the words are about: `> [!MORE] What a band is`",
        ),
        HalfCallout::Speaker => (
            "does not say whose words these are",
            "name who says it by what they do, not by name, and link to where they said it: `> [!QUOTE] A podiatry assistant, \
             [NHS Health Careers](https://…)`",
        ),
        HalfCallout::Proof => (
            "does not say where these words were said, or when the person agreed to have them here",
            "link to the page they come from, or write the day behind the person: `agreed 2026-05-01`",
        ),
        HalfCallout::List => ("holds no numbered list", "write one step a line: `> 1. Ask your school`"),
        HalfCallout::Link => ("leads nowhere", "write one link: `> [Find an open day](../events/)`"),
    };
    Diagnostic::new(Code::HalfCallout, at, format!("`[!{word}]` {what}")).help(help)
}
