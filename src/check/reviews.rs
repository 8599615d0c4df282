//! Every page is looked at again in time.

use jiff::Span;
use jiff::civil::Date;

use super::Subject;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{Fields, KindOf, Partner};
use crate::entry::locate::Step;
use crate::graph::Node;

/// The day by which someone should look at an entry again: by its own word, the owner's, or its kind's.
pub fn review_due(config: &Config, node: &Node) -> Date {
    good_until(config, node, node.common.reviewed)
}

/// The day by which someone should first look at any part of an entry again: partners are also checked to be there.
pub fn first_review(config: &Config, node: &Node) -> Date {
    let due = review_due(config, node);
    match Partner::of(&node.fields) {
        Some(partner) => due.min(good_until(config, node, partner.checked_on)),
        None => due,
    }
}

fn good_until(config: &Config, node: &Node, looked_at: Date) -> Date {
    let own = node.common.review_every.map(|period| period.months);
    let owners = config.review_every.0.get(&node.kind()).copied();
    let months = own.or(owners).unwrap_or(node.kind().review_months());
    looked_at.saturating_add(Span::new().months(i64::from(months)))
}

/// Reports what nobody has looked at in time; an error once the owner's grace is over too.
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (_, node) in subject.graph.nodes() {
        judge(subject, node, "reviewed", node.common.reviewed, diagnostics);
        if let Fields::Partner(partner) = &node.fields {
            judge(subject, node, "checked_on", partner.checked_on, diagnostics);
        }
    }
}

fn judge(subject: &Subject<'_>, node: &Node, field: &'static str, looked_at: Date, diagnostics: &mut Vec<Diagnostic>) {
    let due = good_until(subject.config, node, looked_at);
    if due < subject.today {
        let grace = subject.config.review_grace.map(|grace| Span::new().months(i64::from(grace.months)));
        let late = grace.is_some_and(|grace| due.saturating_add(grace) < subject.today);
        let at = subject.at(&node.entry, &[Step::Field(field.into())]);
        diagnostics.push(catalogue::review_overdue(at, due, late));
    }
}
