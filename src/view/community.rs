//! The pages of case studies and partners: what happened in a place, and who is there.

use std::sync::Arc;

use serde::Serialize;

use super::card::{About, Card, Link};
use super::tied::InFramework;
use super::{Context, PageView, View};
use crate::entry::address::telephone;
use crate::entry::kinds::{CaseStudy, Event, Partner};
use crate::graph::places::partner_areas;
use crate::graph::{Id, Meant};

#[derive(Debug, Serialize, Hash)]
pub struct CaseStudyView {
    pub about: About,
    pub place: Arc<str>,
    pub area: Option<Link>,
    pub year: Option<Arc<str>>,
    pub problem: Arc<str>,
    pub what_was_done: Vec<Arc<str>>,
    pub evidence: Vec<Arc<str>>,
    pub partners: Vec<Card>,
    pub interventions: Vec<Card>,
    pub programmes: Vec<Card>,
    pub roles: Vec<Card>,
    pub routes: Vec<Card>,
    pub stages: Vec<Link>,
    pub domains: Vec<Link>,
}

/// How to get in touch with an office or a team.
#[derive(Debug, Serialize, Hash)]
pub struct Contact {
    pub page: Option<Arc<str>>,
    pub phone: Option<Arc<str>>,
    /// The address by which a telephone rings it.
    pub dial: Option<String>,
    pub email: Option<Arc<str>>,
}

impl Contact {
    fn of(partner: &Partner<Meant>) -> Contact {
        Contact {
            page: partner.contact_page.as_ref().map(|address| address.0.clone()),
            phone: partner.phone.as_ref().map(|phone| phone.0.clone()),
            dial: partner.phone.as_ref().map(|phone| telephone(&phone.0)),
            email: partner.email.as_ref().map(|address| address.0.clone()),
        }
    }
}

#[derive(Debug, Serialize, Hash)]
pub struct PartnerView {
    pub about: About,
    pub kind: Link,
    pub areas: Vec<Link>,
    pub town: Option<Arc<str>>,
    pub postcode: Option<Arc<str>>,
    pub address: Option<Arc<str>>,
    pub website: Option<Arc<str>>,
    pub contact: Contact,
    /// Whether people may visit, and how they ask.
    pub visits: Option<Arc<str>>,
    pub offers: Vec<Arc<str>>,
    pub former_names: Vec<Arc<str>>,
    pub members: Vec<Arc<str>>,
    pub checked_on: String,
    pub interventions: Vec<Card>,
    pub routes: Vec<Card>,
    pub stories: Vec<Card>,
    pub events: Vec<Card>,
    /// The stages and domains of the Framework that it is tied to.
    pub framework: InFramework,
}

impl Context<'_> {
    pub(crate) fn case_study_page(&self, path: &str, id: Id<CaseStudy>) -> PageView {
        let study = self.graph.get(id);
        let view = CaseStudyView {
            about: self.about(path, id.node()),
            place: study.place.clone(),
            area: study.area.map(|area| self.link(path, area.node())),
            year: study.year.clone(),
            problem: study.problem.clone(),
            what_was_done: study.what_was_done.0.clone(),
            evidence: study.evidence.0.clone(),
            partners: self.cards(path, &study.partners),
            interventions: self.cards(path, &study.interventions),
            programmes: self.cards(path, &study.programmes),
            roles: self.cards(path, &study.roles),
            routes: self.cards(path, &study.routes),
            stages: self.links(path, &study.stages),
            domains: self.links(path, &study.domains),
        };
        PageView { page: self.entry_frame(path, id.node()), view: View::CaseStudy(Box::new(view)) }
    }

    pub(crate) fn partner_page(&self, path: &str, id: Id<Partner>) -> PageView {
        let partner = self.graph.get(id);
        let view = PartnerView {
            about: self.about(path, id.node()),
            kind: self.link(path, partner.kind.node()),
            areas: partner_areas(partner.fields).map(|area| self.link(path, area.node())).collect(),
            town: partner.town.clone(),
            postcode: partner.postcode.as_ref().map(|postcode| postcode.0.clone()),
            address: partner.address.clone(),
            website: partner.website.as_ref().map(|address| address.0.clone()),
            contact: Contact::of(&partner),
            visits: partner.visits.clone(),
            offers: partner.offers.clone(),
            former_names: partner.former_names.clone(),
            members: partner.members.clone(),
            checked_on: partner.checked_on.to_string(),
            interventions: self.cards(path, &partner.interventions),
            routes: self.cards(path, &partner.routes),
            stories: self.referring::<CaseStudy>(path, id.node()),
            events: self.referring::<Event>(path, id.node()),
            framework: self.in_framework(path, id.node()),
        };
        let mut frame = self.entry_frame(path, id.node());
        frame.json_ld = Some(super::api::organization(&frame, partner));
        PageView { page: frame, view: View::Partner(Box::new(view)) }
    }
}
