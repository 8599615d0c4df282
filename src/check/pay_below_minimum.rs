//! No pay is shown that is below the legal minimum of the same days.

use jiff::civil::Date;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::{PayBand, Wage};
use crate::entry::locate::Step;
use crate::graph::{Linked, Meant};

/// Every step of a band is at least the highest minimum wage that holds on one of its days: a band is paid to people of
/// every age, and the National Living Wage to everybody from 21 (<https://www.gov.uk/national-minimum-wage-rates>).
pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let wages: Vec<_> = subject.graph.all::<Wage>().collect();
    for band in subject.graph.all::<PayBand>() {
        let same_days = wages.iter().filter(|wage| overlap(band.fields, wage.fields));
        let Some(wage) = same_days.max_by(|a, b| a.hourly.total_cmp(&b.hourly)) else { continue };
        judge(subject, band, *wage, diagnostics);
    }
}

fn overlap(band: &PayBand<Meant>, wage: &Wage<Meant>) -> bool {
    let days = |from: Date, until: Date| from..=until;
    days(band.from, band.until).contains(&wage.from) || days(wage.from, wage.until).contains(&band.from)
}

fn judge(subject: &Subject<'_>, band: Linked<'_, PayBand>, wage: Linked<'_, Wage>, diagnostics: &mut Vec<Diagnostic>) {
    for (number, step) in band.steps.iter().enumerate().filter(|(_, step)| step.hourly < wage.hourly) {
        let path = [Step::Field("steps".into()), Step::Item(number), Step::Field("hourly".into())];
        let at = subject.at(&band.node.entry, &path);
        let since = wage.fields.from.max(band.fields.from);
        diagnostics.push(catalogue::pay_below_minimum(at, step.hourly, wage.title(), wage.hourly, since));
    }
}
