//! `npx serve`: `serve.json` in the folder that it shows, for a look at the site.

use serde_json::{Value, json};

use super::told::{ASK, FOREVER};
use super::types::PLAIN;
use super::{Former, Host, NONE, Place, Told};

pub(super) const HOST: Host = Host {
    name: "serve",
    title: "serve",
    place: Place::Inside(&[("serve.json", text)]),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: NONE,
};

fn text(told: &Told) -> String {
    let all = told.headers.iter().map(|(name, value)| (*name, value.as_str())).chain([("Cache-Control", ASK)]);
    let mut headers = vec![rule("**/*", all)];
    headers.extend(told.types.iter().map(|(ending, kind)| rule(&format!("**/*.{ending}"), [("Content-Type", *kind)])));
    headers.extend(told.plain.iter().map(|path| rule(path, [("Content-Type", PLAIN)])));
    headers.extend(told.lasting.iter().map(|path| rule(path, [("Cache-Control", FOREVER)])));
    let redirects = told.moved.iter().flat_map(|moved| {
        let lead = |from: &String| json!({ "source": format!("/{from}"), "destination": format!("/{}", moved.to), "type": 301 });
        moved.from.iter().map(lead).collect::<Vec<Value>>()
    });
    // Without this the server takes `.html` off addresses, and relative links lead elsewhere.
    let data = json!({
        "cleanUrls": false,
        "directoryListing": false,
        "headers": headers,
        "redirects": redirects.collect::<Vec<Value>>(),
        "unlisted": [".trellis"],
    });
    format!("{data:#}\n")
}

fn rule<'a>(source: &str, headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let headers = headers.into_iter().map(|(key, value)| json!({ "key": key, "value": value }));
    json!({ "source": source, "headers": headers.collect::<Vec<Value>>() })
}
