//! Pay is of this year.

use jiff::civil::Date;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{PayBand, Payment, Wage};
use crate::entry::locate::Step;
use crate::graph::Node;

/// NHS pay and the minimum wages both change every year on the first of April
/// (<https://www.gov.uk/national-minimum-wage-rates>), so they say until when they hold; so do fees, where it is known.
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut judge = |node: &Node, until: Date| {
        if until < subject.today {
            let at = subject.at(&node.entry, &[Step::Field("until".into())]);
            diagnostics.push(catalogue::old_pay(at, until));
        }
    };
    subject.graph.all::<PayBand>().for_each(|band| judge(band.node, band.until));
    subject.graph.all::<Wage>().for_each(|wage| judge(wage.node, wage.until));
    let payments = subject.graph.all::<Payment>();
    payments.filter_map(|payment| Some((payment.node, payment.until?))).for_each(|(node, until)| judge(node, until));
}
