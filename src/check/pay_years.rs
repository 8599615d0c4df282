//! Pay is of this year.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{PayBand, Wage};
use crate::entry::locate::Step;
use crate::graph::Node;

/// NHS pay and the minimum wages both change every year on the first of April
/// (<https://www.gov.uk/national-minimum-wage-rates>); figures of more than a year ago are therefore old.
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut judge = |node: &Node, from: Date| {
        if from.saturating_add(1.year()) <= subject.today {
            let at = subject.at(&node.entry, &[Step::Field("from".into())]);
            diagnostics.push(catalogue::old_pay(at, from));
        }
    };
    subject.graph.all::<PayBand>().for_each(|band| judge(band.node, band.from));
    subject.graph.all::<Wage>().for_each(|wage| judge(wage.node, wage.from));
}
