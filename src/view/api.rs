//! Machine-readable views: structured data inside pages, and open data beside them. Nothing is said here that the
//! visible page does not say too.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Context, Frame};
use crate::entry::kinds::{Dataset, Event, Figure, Kind, Organisation, Partner, Role, Route};
use crate::graph::{Linked, NodeId};
use crate::graph::{figures, pathway};
use crate::permalink;

/// One role as open data.
#[derive(Debug, Serialize)]
pub struct RoleData {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub address: String,
    pub stage: Arc<str>,
    pub professions: Vec<Arc<str>>,
    pub pay_bands: Vec<Arc<str>>,
    pub ways_in: Vec<WayInData>,
    pub leads_to: Vec<MoveData>,
    pub reviewed: String,
}

#[derive(Debug, Serialize)]
pub struct WayInData {
    pub route: Arc<str>,
    pub relation: &'static str,
}

#[derive(Debug, Serialize)]
pub struct MoveData {
    pub role: Arc<str>,
    pub kind: &'static str,
    pub by: Vec<Arc<str>>,
}

/// One organisation as open data.
#[derive(Debug, Serialize)]
pub struct OrganisationData {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub kind: Arc<str>,
    pub area: Arc<str>,
    pub town: Option<Arc<str>>,
    pub postcode: Option<Arc<str>>,
    pub website: Option<Arc<str>>,
    /// The data set that it comes from, which names its licence.
    pub dataset: Option<Arc<str>>,
    pub reviewed: String,
}

/// One data set, with what its licence asks to be said.
#[derive(Debug, Serialize)]
pub struct DatasetData {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub licence: Arc<str>,
    pub licence_url: Arc<str>,
    pub attribution: Vec<Arc<str>>,
    pub note: Option<Arc<str>>,
    pub reviewed: String,
}

/// One figure, with the table that it is drawn from.
#[derive(Debug, Serialize)]
pub struct FigureData {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    /// What it may not be taken to say.
    pub caution: Arc<str>,
    pub unit: &'static str,
    /// The data set that it comes from, which names its licence.
    pub dataset: Arc<str>,
    /// The file, from the root of the site.
    pub table: Option<String>,
    pub reviewed: String,
}

/// Any other entry as open data.
#[derive(Debug, Serialize)]
pub struct EntryData {
    pub id: Arc<str>,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    /// None for what has no page of its own.
    pub address: Option<String>,
    pub status: &'static str,
    pub reviewed: String,
}

/// JSON that is safe inside a `script` element.
fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn thing(kind: &str, frame: &Frame, name: &str, description: &str) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("@context".into(), "https://schema.org".into());
    map.insert("@type".into(), kind.into());
    map.insert("name".into(), name.into());
    map.insert("description".into(), description.into());
    if let Some(url) = &frame.canonical {
        map.insert("url".into(), url.as_str().into());
    }
    map
}

/// `Occupation` for a role.
pub fn occupation(context: &Context<'_>, frame: &Frame, role: Linked<'_, Role>) -> String {
    let mut map = thing("Occupation", frame, role.title(), role.node.summary());
    let list = |items: &[Arc<str>]| Value::from(items.join("; "));
    map.insert("responsibilities".into(), list(&role.tasks));
    map.insert("qualifications".into(), list(&role.requirements));
    map.insert("skills".into(), list(&role.qualities));
    map.insert("occupationLocation".into(), json!({ "@type": "Country", "name": "England" }));
    let pay = role.pay_bands.iter().map(|&band| {
        let band = context.graph.get(band);
        json!({
            "@type": "MonetaryAmountDistribution", "name": format!("{}, {}", band.title(), band.year),
            "currency": "GBP", "duration": "P1Y", "minValue": band.entry(), "maxValue": band.top(),
        })
    });
    map.insert("estimatedSalary".into(), pay.collect());
    script_json(&Value::Object(map))
}

/// `EducationalOccupationalProgram` for a route.
pub fn program(_: &Context<'_>, frame: &Frame, route: Linked<'_, Route>) -> String {
    let mut map = thing("EducationalOccupationalProgram", frame, route.title(), route.node.summary());
    map.insert("programPrerequisites".into(), route.what_you_need.join("; ").into());
    if let Some(code) = &route.standard_code {
        map.insert("identifier".into(), (&**code).into());
    }
    if let Some(months) = route.months.filter(|months| *months > 0) {
        map.insert("timeToComplete".into(), format!("P{months}M").into());
    }
    script_json(&Value::Object(map))
}

/// `Organization` for a partner.
pub fn organization(frame: &Frame, partner: Linked<'_, Partner>) -> String {
    let mut map = thing("Organization", frame, partner.title(), partner.node.summary());
    if let Some(website) = &partner.website {
        map.insert("sameAs".into(), (&*website.0).into());
    }
    if !partner.former_names.is_empty() {
        map.insert("alternateName".into(), partner.former_names.iter().map(|name| &**name).collect());
    }
    script_json(&Value::Object(map))
}

/// `Event` for an event.
pub fn event(frame: &Frame, event: Linked<'_, Event>) -> String {
    let mut map = thing("Event", frame, event.title(), event.node.summary());
    map.insert("startDate".into(), event.starts.in_england().into());
    if let Some(ends) = event.ends {
        map.insert("endDate".into(), ends.in_england().into());
    }
    map.insert("location".into(), json!({ "@type": "Place", "name": &*event.place }));
    script_json(&Value::Object(map))
}

impl Context<'_> {
    /// The address of an entry below the site's root.
    pub(crate) fn below_root(&self, node: NodeId) -> String {
        let link = permalink::of_node(self.node(node));
        let mut address = permalink::public_path(self.config.addresses, &link.path);
        if let Some(anchor) = link.anchor {
            address.push('#');
            address.push_str(&anchor);
        }
        address
    }

    /// Open data of all roles.
    pub(crate) fn role_data(&self) -> Vec<RoleData> {
        let id = |node: NodeId| self.node(node).id().clone();
        let data = |role: Linked<'_, Role>| RoleData {
            id: role.node.id().clone(),
            title: role.title().clone(),
            summary: role.node.summary().clone(),
            address: self.below_root(role.id.node()),
            stage: id(role.stage.node()),
            professions: role.professions.iter().map(|one| id(one.node())).collect(),
            pay_bands: role.pay_bands.iter().map(|one| id(one.node())).collect(),
            ways_in: pathway::ways_in(self.graph, role.id)
                .iter()
                .map(|way| WayInData { route: id(way.route.id.node()), relation: way.relation.as_str() })
                .collect(),
            leads_to: pathway::moves_from(self.graph, role.id)
                .map(|step| MoveData {
                    role: id(step.to.node()),
                    kind: step.kind.as_str(),
                    by: step.by.iter().map(|one| id(one.node())).collect(),
                })
                .collect(),
            reviewed: role.node.common.reviewed.to_string(),
        };
        self.graph.all::<Role>().map(data).collect()
    }

    /// Open data of all organisations.
    pub(crate) fn organisation_data(&self) -> Vec<OrganisationData> {
        let id = |node: NodeId| self.node(node).id().clone();
        let data = |one: Linked<'_, Organisation>| OrganisationData {
            id: one.node.id().clone(),
            title: one.title().clone(),
            kind: id(one.kind.node()),
            area: id(one.area.node()),
            town: one.town.clone(),
            postcode: one.postcode.as_ref().map(|postcode| postcode.0.clone()),
            website: one.website.as_ref().map(|address| address.0.clone()),
            dataset: one.dataset.map(|dataset| id(dataset.node())),
            reviewed: one.node.common.reviewed.to_string(),
        };
        self.graph.all::<Organisation>().map(data).collect()
    }

    /// Open data of all data sets: whoever takes their rows needs their licences.
    pub(crate) fn dataset_data(&self) -> Vec<DatasetData> {
        let data = |one: Linked<'_, Dataset>| DatasetData {
            id: one.node.id().clone(),
            title: one.title().clone(),
            summary: one.node.summary().clone(),
            licence: one.licence.clone(),
            licence_url: one.licence_url.0.clone(),
            attribution: one.attribution.clone(),
            note: one.note.clone(),
            reviewed: one.node.common.reviewed.to_string(),
        };
        self.graph.all::<Dataset>().map(data).collect()
    }

    /// Open data of all figures: what each may not be taken to say goes with it.
    pub(crate) fn figure_data(&self) -> Vec<FigureData> {
        let data = |one: Linked<'_, Figure>| FigureData {
            id: one.node.id().clone(),
            title: one.title().clone(),
            summary: one.node.summary().clone(),
            caution: one.caution.clone(),
            unit: one.unit().as_str(),
            dataset: self.node(one.dataset.node()).id().clone(),
            table: figures::table(self.graph.get(one.dataset)).map(|table| permalink::of_asset(&table)),
            reviewed: one.node.common.reviewed.to_string(),
        };
        self.graph.all::<Figure>().map(data).collect()
    }

    /// Open data of all entries of another kind.
    pub(crate) fn entry_data(&self, kind: Kind) -> Vec<EntryData> {
        let data = |&node: &NodeId| {
            let entry = self.node(node);
            EntryData {
                id: entry.id().clone(),
                title: entry.title().clone(),
                summary: entry.summary().clone(),
                address: self.graph.has_page(node).then(|| self.below_root(node)),
                status: entry.common.status.as_str(),
                reviewed: entry.common.reviewed.to_string(),
            }
        };
        self.graph.of_kind(kind).iter().map(data).collect()
    }
}
