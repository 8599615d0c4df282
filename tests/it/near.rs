//! Near you: districts of the shipped site with distances worked by hand from the open data, and what its licences ask.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;
use trellis::entry::Kind;
use trellis::entry::kinds::{Area, Dataset, Intervention, Organisation, Partner};
use trellis::graph::Drafts;
use trellis::output::OutputPath;
use trellis::pipeline::{self, Request};
use trellis::site::Site;
use trellis::{disk, near};

use crate::warm;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).into()
}

/// The shipped site, of which only what is asked for is rendered.
pub(crate) fn site() -> Site {
    let snapshot = disk::read(&root(), None).unwrap();
    let request =
        Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
    let mut memo = warm::memo();
    let judged = pipeline::judge(&snapshot, &request, &mut memo, &|_| {});
    let (site, found) = judged.site(&snapshot, &memo);
    site.unwrap_or_else(|_| panic!("the shipped site has errors: {found:#?}"))
}

pub(crate) fn file(site: &Site, path: &str) -> String {
    let file = site.file(&OutputPath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.unwrap().bytes.to_vec()).unwrap()
}

/// What the script holds, read without the site's own script.
struct Data {
    areas: Vec<String>,
    kinds: Vec<String>,
    /// Title, number of the kind, point.
    places: Vec<(String, usize, [f64; 2])>,
    /// Point, area, whether that is unsure, and council.
    districts: BTreeMap<String, District>,
    /// What each area has: programmes, events, partners and stories, by their addresses.
    has: Vec<[Vec<String>; 4]>,
}

struct District {
    point: [f64; 2],
    area: Option<usize>,
    is_unsure: bool,
    council: Option<String>,
}

impl Data {
    fn read(script: &str) -> Data {
        let (_, json) = script.split_once("var trellisNearData=").unwrap();
        let data: Value = serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap();
        let names = |key: &str| {
            data[key].as_array().unwrap().iter().map(|one| one[0].as_str().unwrap().to_string()).collect::<Vec<_>>()
        };
        let point = |cells: &[&str]| [0, 1].map(|at| cells[at].parse::<f64>().unwrap() / 1000.0);
        let rows = |key: &str, mark: char| {
            data[key].as_str().unwrap().lines().map(|line| line.split(mark).collect()).collect::<Vec<Vec<&str>>>()
        };
        let (places, districts, councils) = (rows("places", '\t'), rows("districts", ' '), rows("councils", '\t'));
        let numbers = |list: &Value| {
            list.as_array().unwrap().iter().map(|one| one.as_u64().unwrap() as usize).collect::<Vec<_>>()
        };
        let entries = |list: &Value| {
            numbers(list).into_iter().map(|one| data["entries"][one][1].as_str().unwrap().to_string()).collect()
        };
        let district = |row: &Vec<&str>| {
            let (area, council) = (row[3], row.get(4).map(|at| &councils[at.parse::<usize>().unwrap()]));
            // The area is left out where it is the council's.
            let own = area.trim_end_matches('?').parse().ok();
            District {
                point: point(&row[1..]),
                area: own.or_else(|| council.and_then(|council| council.get(1)?.parse().ok())),
                is_unsure: area.ends_with('?'),
                council: council.map(|council| council[0].to_string()),
            }
        };
        Data {
            has: data["areas"]
                .as_array()
                .unwrap()
                .iter()
                .map(|area| [2, 3, 4, 5].map(|at| entries(&area[at])))
                .collect(),
            areas: names("areas"),
            kinds: names("kinds"),
            places: places.iter().map(|row| (row[0].into(), row[3].parse().unwrap(), point(&row[4..]))).collect(),
            districts: districts.iter().map(|row| (row[0].to_string(), district(row))).collect(),
        }
    }

    /// The nearest of the kind that is called so, and how many miles away it is: by the chord between the two.
    fn nearest(&self, from: [f64; 2], kind: &str) -> (&str, f64) {
        let kind = self.kinds.iter().position(|name| name == kind).unwrap();
        let on_ball = |[lat, lon]: [f64; 2]| {
            let (lat, lon) = (lat.to_radians(), lon.to_radians());
            [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
        };
        let miles = |to: [f64; 2]| {
            let squares = on_ball(from).into_iter().zip(on_ball(to)).map(|(a, b)| (a - b) * (a - b));
            2.0 * (squares.sum::<f64>().sqrt() / 2.0).asin() * 6371.0 / 1.609_344
        };
        let of_kind = self.places.iter().filter(|place| place.1 == kind);
        of_kind.map(|(title, _, at)| (&**title, miles(*at))).min_by(|a, b| a.1.total_cmp(&b.1)).unwrap()
    }
}

/// District, area, whether that is unsure, the trust whose head office is nearest, and the miles to it. All of it was
/// worked from the files of the Office for National Statistics and the Organisation Data Service, not from the site.
const BY_HAND: [(&str, &str, bool, &str, f64); 10] = [
    ("M13", "Greater Manchester", false, "Manchester University NHS Foundation Trust", 0.38),
    ("NE1", "North East and North Cumbria", false, "The Newcastle upon Tyne Hospitals NHS Foundation Trust", 2.27),
    ("TR26", "Cornwall and the Isles of Scilly", false, "Royal Cornwall Hospitals NHS Trust", 17.7),
    ("TR21", "Cornwall and the Isles of Scilly", false, "Royal Cornwall Hospitals NHS Trust", 59.24),
    ("CA28", "North East and North Cumbria", false, "North Cumbria Integrated Care NHS Foundation Trust", 34.8),
    ("DL8", "Humber and North Yorkshire", false, "County Durham and Darlington NHS Foundation Trust", 18.43),
    ("HA9", "West and North London", false, "London North West University Healthcare NHS Trust", 1.85),
    ("PL1", "Devon", false, "University Hospitals Plymouth NHS Trust", 3.57),
    ("CT16", "Kent and Medway", false, "East Kent Hospitals University NHS Foundation Trust", 13.18),
    // On the border of three areas.
    ("OX17", "Northamptonshire", true, "South Central Ambulance Service NHS Foundation Trust", 13.86),
];

#[test]
fn ten_districts_have_the_nearest_trust_that_was_worked_by_hand() {
    let data = Data::read(&file(&site(), near::PATH));
    for (district, area, is_unsure, trust, miles) in BY_HAND {
        let own = &data.districts[district];
        assert_eq!((&*data.areas[own.area.unwrap()], own.is_unsure), (area, is_unsure), "{district}");
        let (found, found_miles) = data.nearest(own.point, "NHS trusts and other health employers");
        assert_eq!(found, trust, "{district}: {found_miles} miles");
        // Points are rounded to a thousandth of a degree, which is within 0.05 miles at both ends.
        assert!((found_miles - miles).abs() < 0.1, "{district}: {found_miles} miles, by hand {miles}");
    }
    for nowhere in ["ZZ9", "LE55", "WV98", "BX1", "CF10", "EH1", "BT1"] {
        assert!(!data.districts.contains_key(nowhere), "{nowhere} is no place in England");
    }
    assert!(data.districts.values().all(|one| one.area.is_some()), "a district without an area");
}

/// Districts and the councils that the Office for National Statistics files most of their postcodes under.
const COUNCILS: [(&str, &str); 6] = [
    ("M13", "Manchester"),
    ("TR21", "Isles of Scilly"),
    ("OX17", "West Northamptonshire"),
    ("BS1", "Bristol"),
    ("HU1", "Kingston upon Hull"),
    ("BB4", "Rossendale"),
];

#[test]
fn every_district_has_its_council() {
    let data = Data::read(&file(&site(), near::PATH));
    for (district, council) in COUNCILS {
        assert_eq!(data.districts[district].council.as_deref(), Some(council), "{district}");
    }
    let named: BTreeSet<_> = data.districts.values().map(|one| one.council.as_deref().unwrap_or_default()).collect();
    assert_eq!(named.len(), 296, "councils in England");
    assert!(!named.contains(""), "a district without a council");
}

#[test]
fn what_is_on_the_site_of_an_area_is_told_there() {
    let data = Data::read(&file(&site(), near::PATH));
    let at = |area: &str| &data.has[data.areas.iter().position(|name| name == area).unwrap()];
    let [.., stories] = at("Devon");
    assert!(stories.contains(&"case-studies/hospital-internships-north-devon.html".to_string()), "{stories:?}");
    let [_, _, partners, stories] = at("West and North London");
    assert!(partners.contains(&"partners/hruc.html".to_string()), "{partners:?}");
    assert!(stories.contains(&"case-studies/interns-in-theatres-west-london.html".to_string()), "a council's stories");
    assert!(stories.contains(&"case-studies/navy-to-operating-theatre-london.html".to_string()), "those of all London");
    assert!(
        !at("Devon")[3].contains(&"case-studies/orthoptist-apprenticeship-england.html".to_string()),
        "no place's own"
    );
}

#[test]
fn every_nhs_area_has_a_trust_and_a_page() {
    let site = site();
    let trusts = site.graph.find(Kind::PartnerKind, "nhs-employer").unwrap();
    let with_code: Vec<_> = site.graph.all::<Area>().filter(|area| area.code.is_some()).collect();
    assert_eq!(with_code.len(), 36);
    for area in with_code {
        let has = site.graph.referrers::<Organisation>(area.id.node()).any(|one| one.fields.kind.node() == trusts);
        assert!(has && site.graph.has_page(area.id.node()), "{} has no trust", area.title());
    }
}

/// The kinds of community partner that the guide to Grow Your Own names.
const KINDS_OF_THE_GUIDE: [&str; 12] = [
    "school",
    "college",
    "university",
    "council",
    "voluntary",
    "jobcentre",
    "lep-successor",
    "faith",
    "prison",
    "youth",
    "leisure",
    "veterans",
];

#[test]
fn every_kind_of_partner_of_the_guide_has_a_page_that_helps() {
    let site = site();
    let list = file(&site, "partners/index.html");
    for id in KINDS_OF_THE_GUIDE {
        let kind = site.graph.find(Kind::PartnerKind, id).unwrap_or_else(|| panic!("no kind {id}"));
        assert!(list.contains(&format!("href=\"kinds/{id}.html\"")), "the list of partners does not lead to {id}");
        let page = file(&site, &format!("partners/kinds/{id}.html"));
        for part in ["how-to-reach", "find-one", "what-to-offer", "what-to-do", "sources"] {
            // It stands open or folded; what has nothing to say is hidden.
            let is_told = ["\">", "\" class="].iter().any(|end| page.contains(&format!(" id=\"{part}{end}")));
            assert!(is_told, "{id} has nothing under {part}");
        }
        assert!(site.graph.referrers::<Intervention>(kind).count() > 2, "hardly any intervention names {id}");
    }
}

#[test]
fn no_partner_is_listed_twice() {
    let site = site();
    let host = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_start_matches("www.").split('/').next().unwrap().to_ascii_lowercase()
    };
    let partners: BTreeSet<String> =
        site.graph.all::<Partner>().filter_map(|one| Some(host(&one.website.as_ref()?.0))).collect();
    for one in site.graph.all::<Organisation>() {
        assert!(one.dataset.is_some(), "{} does not say where it comes from", one.title());
        let website = one.website.as_ref().unwrap_or_else(|| panic!("{} leads nowhere", one.title()));
        assert!(!partners.contains(&host(&website.0)), "{} is a partner with a page", one.title());
    }
}

/// What the licences of open data ask to be said stands wherever the data goes.
#[test]
fn every_list_says_its_licence() {
    let site = site();
    let licence = std::fs::read_to_string(root().join("content/LICENSE")).unwrap();
    let (page, api, data) = (file(&site, "near.html"), file(&site, "api/data-datasets.json"), file(&site, near::PATH));
    let datasets: Vec<_> = site.graph.all::<Dataset>().collect();
    assert!(datasets.iter().any(|one| &**one.node.id() == "postcode-districts"));
    // Tables of figures are shown with the figures, see `figures.rs`.
    for one in datasets.into_iter().filter(|one| one.table.is_none()) {
        assert!(!one.attribution.is_empty() && page.contains(&*one.licence_url.0), "{}", one.title());
        for said in &one.attribution {
            let is_said = [&licence, &page, &api, &data].map(|text| text.contains(&**said));
            assert_eq!(is_said, [true; 4], "{said} (LICENSE, near.html, api, near-data.js)");
        }
    }
    let table = Path::new("content/data/organisations");
    for file in std::fs::read_dir(root().join(table)).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(text.lines().next().unwrap().split(',').any(|column| column == "dataset"));
    }
}

#[test]
fn the_data_and_the_line_that_leads_to_it_are_light() {
    let site = site();
    let data = file(&site, near::PATH);
    assert!(data.len() <= 120_000, "{} bytes", data.len());
    let script = file(&site, &site.theme.statics.address("near.js"));
    assert!(script.contains("assets/near-data.js"), "the data has another name");
    for node in site.graph.of_kind(Kind::Role) {
        let html = file(&site, &format!("roles/{}.html", site.graph.node(*node).id()));
        let lines: Vec<&str> = html.lines().filter(|line| line.contains("near.html")).collect();
        assert!(!lines.is_empty(), "{} does not lead to what is near", site.graph.node(*node).id());
        let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
        assert!(bytes <= 1000 && !html.contains("near-data.js") && !html.contains("near.js"), "{bytes} bytes");
    }
}
