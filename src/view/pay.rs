//! Pay: lines on role pages, and the page of all bands and minimum wages.

use std::sync::Arc;

use serde::Serialize;

use super::card::SourceView;
use super::{Context, PageView, View};
use crate::entry::kinds::{PayBand, Role, Wage};
use crate::graph::{Id, Linked};

/// Pay of one band, always with its year.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct PayLine {
    pub band: Arc<str>,
    pub title: Arc<str>,
    pub href: String,
    pub year: Arc<str>,
    pub from: String,
    /// Pounds a year.
    pub entry: u32,
    pub top: u32,
}

#[derive(Debug, Serialize, Hash)]
pub struct PayView {
    pub bands: Vec<BandView>,
    pub wages: Vec<WageView>,
    pub sources: Vec<SourceView>,
}

#[derive(Debug, Serialize, Hash)]
pub struct BandView {
    pub line: PayLine,
    pub anchor: String,
    pub summary: Arc<str>,
    /// Pounds an hour, with two decimals.
    pub hourly_entry: Option<String>,
    pub hourly_top: Option<String>,
    pub status_note: Option<Arc<str>>,
    pub role_count: usize,
}

#[derive(Debug, Serialize, Hash)]
pub struct WageView {
    pub anchor: String,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub from: String,
    /// Pounds an hour, with two decimals.
    pub hourly: String,
    pub status_note: Option<Arc<str>>,
}

impl Context<'_> {
    pub(crate) fn pay_lines(&self, from: &str, bands: &[Id<PayBand>]) -> Vec<PayLine> {
        bands.iter().map(|&band| self.pay_line(from, self.graph.get(band))).collect()
    }

    fn pay_line(&self, from: &str, band: Linked<'_, PayBand>) -> PayLine {
        PayLine {
            band: band.node.id().clone(),
            title: band.title().clone(),
            href: self.href_to(from, band.id.node()),
            year: band.year.clone(),
            from: band.fields.from.to_string(),
            entry: band.entry,
            top: band.top,
        }
    }

    pub(crate) fn pay_page(&self, path: &str) -> PageView {
        let mut frame = self.frame(path);
        frame.title_key = Some("pay-title");
        let pounds = |amount: f64| format!("{amount:.2}");
        let bands = self.graph.all::<PayBand>().map(|band| BandView {
            line: self.pay_line(path, band),
            anchor: format!("band-{}", band.node.id()),
            summary: band.node.summary().clone(),
            hourly_entry: band.hourly_entry.map(pounds),
            hourly_top: band.hourly_top.map(pounds),
            status_note: band.node.common.status_note.clone(),
            role_count: self.graph.referrers::<Role>(band.id.node()).count(),
        });
        let wages = self.graph.all::<Wage>().map(|wage| WageView {
            anchor: format!("wage-{}", wage.node.id()),
            title: wage.title().clone(),
            summary: wage.node.summary().clone(),
            from: wage.fields.from.to_string(),
            hourly: pounds(wage.hourly),
            status_note: wage.node.common.status_note.clone(),
        });
        let nodes = self
            .graph
            .all::<PayBand>()
            .map(|band| band.id.node())
            .chain(self.graph.all::<Wage>().map(|wage| wage.id.node()));
        let mut sources: Vec<SourceView> = Vec::new();
        for source in nodes.flat_map(|node| self.about(path, node).sources) {
            if !sources.iter().any(|known| known.title == source.title && known.url == source.url) {
                sources.push(source);
            }
        }
        let view = PayView { bands: bands.collect(), wages: wages.collect(), sources };
        PageView { page: frame, view: View::Pay(Box::new(view)) }
    }
}
