//! "Find your way": its data are the very steps that `trellis path` follows, and what each takes, costs and brings.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use trellis::graph::ways::{self, Network};
use trellis::graph::{Graph, NodeId};

use crate::near::{file, site};
use crate::small::Small;

fn data(script: &str) -> Value {
    let json = script.strip_prefix("var trellisWaysData=").unwrap().trim_end().trim_end_matches(';');
    serde_json::from_str(json).unwrap()
}

fn small(site: &Small) -> Value {
    site.run("build").ends(0);
    data(&site.read("public/assets/ways-data.js"))
}

fn place<'a>(data: &'a Value, id: &str) -> &'a Value {
    data["places"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

fn name(graph: &Graph, node: NodeId) -> String {
    format!("{}/{}", graph.node(node).kind().folder(), graph.node(node).id())
}

/// A browser test compares what is found in them, pair by pair; here it is held that nothing is left out or moved.
#[test]
fn the_data_are_the_steps_of_the_search_in_their_order() {
    let site = site();
    let (graph, data) = (&site.graph, data(&file(&site, "assets/ways-data.js")));
    let nodes: Vec<NodeId> = ways::places(graph).collect::<BTreeSet<_>>().into_iter().collect();
    let names: Vec<String> = nodes.iter().map(|&node| name(graph, node)).collect();
    let told: Vec<&str> = data["places"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(told, names);
    let network = Network::whole(graph);
    let number = |node: &NodeId| nodes.binary_search(node).unwrap();
    let mut steps = 0;
    for (at, &node) in nodes.iter().enumerate() {
        let expected: Vec<Value> = network
            .from(node)
            .map(|leg| {
                let by = ways::by(graph, node, &leg);
                let by = by.iter().map(|route| json!(number(route)));
                [json!(number(&leg.to)), json!(leg.kind.as_str())].into_iter().chain(by).collect()
            })
            .collect();
        steps += expected.len();
        assert_eq!(data["steps"][at], Value::from(expected), "{}", names[at]);
        let ends: Vec<usize> = ways::ends(graph, node).iter().map(number).collect();
        let told = data["places"][at].get("roles").cloned().unwrap_or_else(|| json!([at]));
        assert_eq!(told, json!(ends), "{}", names[at]);
    }
    assert!(steps > 300, "{steps} steps");
}

#[test]
fn what_is_not_known_is_left_out() {
    let degree = "content/routes/podiatry-degree.md";
    let data = small(&Small::new());
    // So many months at least, and fees that nobody says.
    let route = place(&data, "routes/podiatry-degree");
    assert_eq!((&route["months"], &route["cost"], &route["wage"]), (&json!([36, null]), &Value::Null, &json!([0, 0])));
    assert_eq!(route["need"], "Two A levels", "what it asks for is told wherever it is drawn");
    let volunteering = place(&data, "routes/volunteering");
    assert_eq!((&volunteering["long"], &volunteering["months"]), (&json!("A few hours a week"), &Value::Null));
    assert_eq!(volunteering["cost"], json!([0, 0]));
    assert_eq!(place(&data, "roles/podiatrist")["pay"], json!([32073, 39043]));
    // A year that has begun is paid for.
    let site = Small::new().edit(degree, "months: 36", "months: 36\nmonths_most: 42\nfee: {most: 9000, year: 2026/27}");
    let data = small(&site);
    let route = place(&data, "routes/podiatry-degree");
    assert_eq!(
        (&route["months"], &route["cost"], &data["years"]),
        (&json!([36, 42]), &json!([0, 36000]), &json!("2026/27"))
    );
}

#[test]
fn pay_on_the_way_is_from_the_lowest_that_may_be_paid_to_the_highest() {
    let wage = |fields: &str| {
        let site =
            Small::new().edit("content/routes/podiatry-degree.md", "money: fees", &format!("money: wage\n{fields}"));
        place(&small(&site), "routes/podiatry-degree")["wage"].clone()
    };
    assert_eq!(wage(""), Value::Null);
    assert_eq!(wage("pay_bands: [2, 3]"), json!([25272, 27476]));
    let hourly = Small::new().read("content/data/wages.yaml");
    let id = hourly.split("id: ").nth(1).unwrap().split([',', '\n']).next().unwrap().trim().to_string();
    let by_law = wage(&format!("wages: [{id}]"));
    assert!(by_law[0].as_u64().unwrap() > 10_000 && by_law[1].is_null(), "{by_law}");
    assert_eq!(wage(&format!("wages: [{id}]\npay_bands: [2]"))[1], 25272);
}

#[test]
fn pages_lead_to_the_finder_with_one_choice_made() {
    let site = Small::new();
    site.run("build").ends(0);
    assert!(site.read("public/ways.html").contains("assets/ways."));
    assert!(site.read("public/roles/podiatrist.html").contains("ways.html#to=roles/podiatrist\""));
    assert!(site.read("public/starting-points/at-school.html").contains("ways.html#from=starting-points/at-school\""));
}

#[test]
fn all_pairs_are_told_a_line_each() {
    let site = Small::new();
    let run = site.run("path --all");
    run.ends(0).answers("starting-points/at-school -> roles/podiatrist: 3 steps, 2 ways");
    let run = site.run("path --all --limit 1 --format json");
    let lines: Vec<Value> = run.ends(0).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 7 * 6);
    for line in &lines {
        let one = site.run(&format!(
            "path {} {} --limit 1 --format json",
            line["from"].as_str().unwrap(),
            line["to"].as_str().unwrap()
        ));
        let one: Value = serde_json::from_str(&one.out).unwrap();
        let ids = |way: &Value| -> Vec<Value> {
            let steps = way["steps"].as_array().unwrap().iter().map(|step| step["to"]["id"].clone());
            std::iter::once(way["from"]["id"].clone()).chain(steps).collect()
        };
        let ways: Vec<Vec<Value>> = one["ways"].as_array().unwrap().iter().map(ids).collect();
        assert_eq!(
            (json!(ways), &one["has_more"], &one["nearest"]["id"]),
            (line["ways"].clone(), &line["has_more"], &line["nearest"])
        );
    }
    site.run("path --all at-school").ends(2);
}
