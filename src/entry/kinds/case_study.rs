//! A case study: what really happened in one place, with its evidence or the lack of it.

use jiff::civil::Date;

use super::super::phase::To;
use super::super::record::{choice, record};
use super::super::values::{AtLeastOne, Text};
use super::{Area, Domain, Intervention, Partner, Programme, Role, Route, Stage};

choice! {
    /// People whom careers often leave out. What the site tells of them is counted for its editors.
    People {
        CareLeavers = "care-leavers",
        Disabled = "disabled-people",
        UnderRepresented = "under-represented-groups",
    }
}

record! {
    /// What happened in one place.
    CaseStudy {
        /// where it happened
        place: Text,
        /// the area
        area: Option<To<P, Area>>,
        /// when it happened
        year: Option<Text> where past(1900),
        /// people whom careers often leave out and whom it is about; visitors do not see this, `trellis report` counts it
        people: Vec<People>,
        /// the problem
        problem: Text,
        /// what was done
        what_was_done: AtLeastOne<Text>,
        /// what is known to have come of it; say plainly where nothing is
        evidence: AtLeastOne<Text>,
        /// the day until which the people in it agreed to be shown
        consent_until: Option<Date> where planned(),
        /// partners that took part
        partners: Vec<To<P, Partner>>,
        /// interventions that it shows
        interventions: Vec<To<P, Intervention>>,
        /// programmes that it shows
        programmes: Vec<To<P, Programme>>,
        /// roles that it is about
        roles: Vec<To<P, Role>>,
        /// routes that it is about
        routes: Vec<To<P, Route>>,
        /// stages of the Framework it is about
        stages: Vec<To<P, Stage>>,
        /// domains of the Framework it is about
        domains: Vec<To<P, Domain>>,
    }
}
