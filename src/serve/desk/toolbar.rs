//! What the toolbar at the end of a served page says, as JSON. The words are made here; the script only lays them out.

use serde_json::{Value, json};

use super::about;
use super::context::{DeskContext, LocationView};
use super::phrases;
use crate::find::names::{self, Named};
use crate::find::why;

/// The toolbar of the page at an address of the published site, such as `roles/podiatrist.html`.
pub fn data(path: &str, look: &DeskContext<'_>) -> Value {
    let about = why::about(path, &look.survey);
    // The last good page of an entry that has errors now is on no list of pages.
    let named = || match names::entry(path, &look.survey) {
        // Where there is no good page yet, the path is empty.
        Named::One(number) => Some(number).filter(|_| !path.is_empty()),
        Named::Several(_) | Named::Nothing(_) => None,
    };
    let (what, number) = match about {
        Some((what, number)) => (Some(what), number),
        None => (None, named()),
    };
    let (errors, warnings) = look.counts();
    let mut items = number.map_or_else(Vec::new, |number| entry_items(number, look));
    items.push(item("Whole site", number_of(errors + warnings), "/_trellis/problems", state(errors, warnings)));
    json!({
        "what": what.map(|what| phrases::capital(&what)),
        "title": number.map(|number| look.title(number)),
        "desk": number.map_or_else(|| "/_trellis/".to_string(), |number| look.link(number).href),
        "items": items,
        "form": number.and_then(|number| look.form(number)),
        "edit": number.map(|number| edit(&look.place(&why::start(number, &look.survey)))),
    })
}

fn entry_items(number: u32, look: &DeskContext<'_>) -> Vec<Value> {
    let desk = look.link(number).href;
    let findings: Vec<_> = look.survey.findings(number).collect();
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let mut from: Vec<u32> =
        look.survey.mentions.iter().filter(|mention| mention.to == number).map(|mention| mention.from).collect();
    from.sort_unstable();
    from.dedup();
    let mut items = vec![item(
        "This page",
        number_of(findings.len()),
        &format!("{desk}#findings"),
        state(errors, findings.len() - errors),
    )];
    if let Some(node) = look.node(number) {
        if let Some(reading) = about::reading(node, look) {
            items.push(item("Reading age", reading.age.to_string(), &format!("{desk}#reading"), reading.state));
        }
        let review = about::review(node, look);
        items.push(item("Review", review.words, &format!("{desk}#review"), review.state));
    }
    let named = phrases::count(from.len(), "page", "pages");
    items.push(item("Named by", named, &format!("{desk}#named-by"), "good"));
    items
}

fn item(name: &str, words: String, href: &str, state: &str) -> Value {
    json!({ "name": name, "words": words, "href": href, "state": state })
}

fn number_of(findings: usize) -> String {
    if findings == 0 { "nothing found".into() } else { phrases::count(findings, "finding", "findings") }
}

fn state(errors: usize, warnings: usize) -> &'static str {
    match (errors, warnings) {
        (0, 0) => "good",
        (0, _) => "look",
        _ => "stop",
    }
}

fn edit(place: &LocationView) -> Value {
    json!({ "path": place.path, "href": place.href, "action": place.action, "typed": place.typed })
}
