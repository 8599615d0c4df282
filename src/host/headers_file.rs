//! Netlify and Cloudflare Pages: `_headers` and `_redirects` in the site's folder, whose root is the root of the host.

use super::redirects_file::line;
use super::told::FOREVER;
use super::{Former, Host, NONE, Place, Told};

pub(super) const NETLIFY: Host = Host {
    name: "netlify",
    title: "Netlify",
    place: Place::Inside(&[("_headers", |told| headers(told, usize::MAX)), ("_redirects", forced)]),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: NONE,
};

pub(super) const CLOUDFLARE: Host = Host {
    name: "cloudflare",
    title: "Cloudflare Pages",
    // It reads no more than a hundred rules, of which one is for all files and some are for types.
    place: Place::Inside(&[("_headers", |told| headers(told, 80)), ("_redirects", redirects)]),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: NONE,
};

/// Types that services do not know, or know without their letters.
const SAID: [&str; 4] = ["ics", "vcf", "webmanifest", "csv"];

/// Both services have all files asked about each time unless they are told otherwise.
fn headers(told: &Told, most: usize) -> String {
    let mut out = "/*\n".to_string();
    for (name, value) in &told.headers {
        out.push_str(&format!("  {name}: {value}\n"));
    }
    for (ending, kind) in told.types.iter().filter(|(ending, _)| SAID.contains(&ending.as_str())) {
        out.push_str(&format!("/*.{ending}\n  Content-Type: {kind}\n"));
    }
    for path in told.lasting.iter().take(most) {
        out.push_str(&format!("/{}\n  Cache-Control: {FOREVER}\n", super::in_address(path)));
    }
    out
}

/// The mark says that a page that stands there gives way.
fn forced(told: &Told) -> String {
    lines(told, "301!")
}

fn redirects(told: &Told) -> String {
    lines(told, "301")
}

fn lines(told: &Told, status: &str) -> String {
    let all = told.moved.iter().flat_map(|moved| moved.from.iter().map(move |from| (from, moved)));
    all.map(|(from, moved)| line(&format!("/{from}"), &told.address(&moved.to), status)).collect()
}
