//! Pay along the pathway of a profession: the bands of its roles as bars, and the same as a table with its sources.

use serde::Serialize;

use super::Context;
use super::bars::Bars;
use super::card::{Link, SourceView};
use super::pay::{PayLine, Period, period};
use crate::entry::kinds::{PayBand, Profession, Role};
use crate::graph::{Id, pathway};

#[derive(Debug, Serialize, Hash)]
pub struct PathwayPay {
    pub bars: Bars,
    pub bands: Vec<BandOfRoles>,
    /// When the figures hold, where that is the same for all bands.
    pub period: Option<Period>,
    pub sources: Vec<SourceView>,
}

/// A band, and the roles of the pathway that are paid by it.
#[derive(Debug, Serialize, Hash)]
pub struct BandOfRoles {
    pub line: PayLine,
    pub roles: Vec<Link>,
}

impl Context<'_> {
    /// None where no role of the pathway says its band.
    pub(super) fn pathway_pay(&self, path: &str, profession: Id<Profession>) -> Option<PathwayPay> {
        let on_it = pathway::ladder_roles(self.graph, profession);
        let (mut bands, mut nodes) = (Vec::new(), Vec::new());
        for band in self.graph.all::<PayBand>() {
            let roles = self.graph.referrers::<Role>(band.id.node()).filter(|role| on_it.contains(&role.id));
            let roles: Vec<Link> = roles.map(|role| self.link(path, role.id.node())).collect();
            if !roles.is_empty() {
                bands.push(BandOfRoles { line: self.pay_line(path, band), roles });
                nodes.push(band.id.node());
            }
        }
        let bars = Bars::new(bands.iter().map(|band| band.line.for_bars()).collect())?;
        let period = period(bands.iter().map(|band| &band.line));
        Some(PathwayPay { bars, bands, period, sources: self.sources_of(path, nodes.into_iter()) })
    }
}
