//! Pay: lines on role pages, and the page of all bands and minimum wages.

use std::sync::Arc;

use serde::Serialize;

use super::bars::Bars;
use super::card::SourceView;
use super::{Context, Overview, PageView, View};
use crate::entry::kinds::{Kind, PayBand, PayStep, Payment, Role, Supplement, Wage};
use crate::graph::{Id, Linked, Meant, NodeId};

/// Pay of one band, always with its year.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct PayLine {
    pub band: Arc<str>,
    pub title: Arc<str>,
    pub href: String,
    pub year: Arc<str>,
    pub from: String,
    /// The last day for which it holds.
    pub until: String,
    /// Pounds a year on the first step and on the last.
    pub entry: u32,
    pub top: u32,
    pub steps: Vec<StepView>,
}

impl PayLine {
    /// What a bar shows of it.
    pub(super) fn for_bars(&self) -> (Arc<str>, Vec<u64>) {
        (self.title.clone(), self.steps.iter().map(|step| step.annual.into()).collect())
    }
}

/// One step of a band.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct StepView {
    /// Whole years in the band before it.
    pub after_years: u32,
    /// Pounds a year.
    pub annual: u32,
    /// Pounds an hour, with two decimals.
    pub hourly: String,
}

/// What people in an area get on top of a band.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct SupplementView {
    pub place: Arc<str>,
    /// The share of basic pay, in hundredths, and pounds a year that it is at least and at most.
    pub percent: u32,
    pub least: u32,
    pub most: u32,
}

/// Pay of one band in an area, supplement included, in pounds a year.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct PlacePay {
    pub place: Arc<str>,
    pub entry: u32,
    pub top: u32,
}

#[derive(Debug, Serialize, Hash)]
pub struct PayView {
    /// All bands on one scale.
    pub bars: Option<Bars>,
    pub bands: Vec<BandView>,
    pub wages: Vec<WageView>,
    /// Fees and grants.
    pub payments: Vec<PaymentView>,
    /// What is paid on top in and around London; the same for all bands.
    pub supplements: Vec<SupplementView>,
    /// When the figures hold, where that is the same for all bands.
    pub period: Option<Period>,
    pub sources: Vec<SourceView>,
}

#[derive(Debug, Serialize, Hash)]
pub struct BandView {
    pub line: PayLine,
    pub anchor: String,
    pub summary: Arc<str>,
    /// Basic pay with what is paid on top in each place.
    pub places: Vec<PlacePay>,
    pub status_note: Option<Arc<str>>,
    pub role_count: usize,
}

/// When figures hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Hash)]
pub struct Period {
    pub year: Arc<str>,
    pub from: String,
    pub until: String,
}

#[derive(Debug, Serialize, Hash)]
pub struct WageView {
    pub anchor: String,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub from: String,
    pub until: String,
    /// Pounds an hour, with two decimals.
    pub hourly: String,
    pub status_note: Option<Arc<str>>,
}

/// A fee or a grant.
#[derive(Debug, Serialize, Hash)]
pub struct PaymentView {
    pub anchor: String,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    /// Such as `£9,790`.
    pub amount: String,
    /// How often, as strings of themes name it: `year`.
    pub per: &'static str,
    pub year: Arc<str>,
    pub status_note: Option<Arc<str>>,
}

/// Pounds with two decimals.
fn pounds(amount: f64) -> String {
    format!("{amount:.2}")
}

/// Basic pay of a year with what is paid on top of it in a place: a share, within limits. Half pounds go up.
fn with_supplement(annual: u32, supplement: &Supplement<Meant>) -> u32 {
    let share = (u64::from(annual) * u64::from(supplement.percent) + 50) / 100;
    let share = u32::try_from(share).unwrap_or(u32::MAX);
    annual.saturating_add(share.min(supplement.most).max(supplement.least))
}

impl Context<'_> {
    pub(crate) fn pay_lines(&self, from: &str, bands: &[Id<PayBand>]) -> Vec<PayLine> {
        bands.iter().map(|&band| self.pay_line(from, self.graph.get(band))).collect()
    }

    pub(super) fn pay_line(&self, from: &str, band: Linked<'_, PayBand>) -> PayLine {
        PayLine {
            band: band.node.id().clone(),
            title: band.title().clone(),
            href: self.href_to(from, band.id.node()),
            year: band.year.clone(),
            from: band.fields.from.to_string(),
            until: band.fields.until.to_string(),
            entry: band.entry(),
            top: band.top(),
            steps: band.steps.iter().map(step).collect(),
        }
    }

    pub(crate) fn pay_page(&self, path: &str) -> PageView {
        let frame = self.overview_frame(path, Overview::Pay);
        let bands: Vec<BandView> = self
            .graph
            .all::<PayBand>()
            .map(|band| BandView {
                line: self.pay_line(path, band),
                anchor: format!("band-{}", band.node.id()),
                summary: band.node.summary().clone(),
                places: places(band),
                status_note: band.node.common.status_note.clone(),
                role_count: self.graph.referrers::<Role>(band.id.node()).count(),
            })
            .collect();
        let wages = self.graph.all::<Wage>().map(|wage| WageView {
            anchor: format!("wage-{}", wage.node.id()),
            title: wage.title().clone(),
            summary: wage.node.summary().clone(),
            from: wage.fields.from.to_string(),
            until: wage.fields.until.to_string(),
            hourly: pounds(wage.hourly),
            status_note: wage.node.common.status_note.clone(),
        });
        let payments = self.graph.all::<Payment>().map(|payment| PaymentView {
            anchor: format!("payment-{}", payment.node.id()),
            title: payment.title().clone(),
            summary: payment.node.summary().clone(),
            amount: super::money::pounds(payment.pounds),
            per: payment.per.as_str(),
            year: payment.year.clone(),
            status_note: payment.node.common.status_note.clone(),
        });
        let kinds = [Kind::PayBand, Kind::Wage, Kind::Payment];
        let nodes = kinds.into_iter().flat_map(|kind| self.graph.of_kind(kind)).copied();
        let sources = self.sources_of(path, nodes);
        let period = period(bands.iter().map(|band| &band.line));
        let supplements = self.supplements();
        let bars = Bars::new(bands.iter().map(|band| band.line.for_bars()).collect());
        let view =
            PayView { bars, bands, wages: wages.collect(), payments: payments.collect(), supplements, period, sources };
        PageView { page: frame, view: View::Pay(Box::new(view)) }
    }

    /// Where the figures of some entries are from, each source once.
    pub(super) fn sources_of(&self, path: &str, nodes: impl Iterator<Item = NodeId>) -> Vec<SourceView> {
        let mut sources: Vec<SourceView> = Vec::new();
        for source in nodes.flat_map(|node| self.about(path, node).sources) {
            if !sources.iter().any(|known| known.title == source.title && known.url == source.url) {
                sources.push(source);
            }
        }
        sources
    }

    /// What is paid on top, each place once.
    fn supplements(&self) -> Vec<SupplementView> {
        let mut supplements: Vec<SupplementView> = Vec::new();
        for one in self.graph.all::<PayBand>().flat_map(|band| &band.fields.supplements) {
            if !supplements.iter().any(|known| known.place == one.place) {
                let Supplement { place, percent, least, most, .. } = one;
                supplements.push(SupplementView {
                    place: place.clone(),
                    percent: *percent,
                    least: *least,
                    most: *most,
                });
            }
        }
        supplements
    }
}

fn step(step: &PayStep<Meant>) -> StepView {
    StepView { after_years: step.after_years, annual: step.annual, hourly: pounds(step.hourly) }
}

fn places(band: Linked<'_, PayBand>) -> Vec<PlacePay> {
    let place = |one: &Supplement<Meant>| PlacePay {
        place: one.place.clone(),
        entry: with_supplement(band.entry(), one),
        top: with_supplement(band.top(), one),
    };
    band.supplements.iter().map(place).collect()
}

/// When all of these hold, if it is one time.
pub(super) fn period<'a>(mut lines: impl Iterator<Item = &'a PayLine>) -> Option<Period> {
    let of = |line: &PayLine| Period { year: line.year.clone(), from: line.from.clone(), until: line.until.clone() };
    let first = lines.next().map(of)?;
    lines.all(|line| of(line) == first).then_some(first)
}
