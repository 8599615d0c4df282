//! An empty list has no page, no link and no line in a menu: on the shipped site, and on sites with hardly anything.

use std::path::Path;

use jiff::civil::date;
use trellis::disk;
use trellis::entry::{FileRole, Kind, role_of};
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::spec;
use crate::warm;

/// What the default theme says of a page that stands on no source.
const OWN_WORDS: &str = "These are our own words. No outside source is named.";

fn build(site: &Snapshot) -> Output {
    let request = Request { today: date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(site, &request, &mut warm::memo(), &|_| {});
    let errors: Vec<_> = build.diagnostics.iter().filter(|finding| finding.is_error()).collect();
    build.output.unwrap_or_else(|| panic!("the site has errors: {errors:#?}"))
}

/// The pages that visitors see, each with its main part.
fn mains(output: &Output) -> impl Iterator<Item = (&str, String)> {
    let pages = output.files.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    pages.map(|(path, file)| {
        let html = String::from_utf8(file.bytes.to_vec()).unwrap();
        let main = html.split_once("<main").map_or("", |(_, rest)| rest.split("</main>").next().unwrap());
        (path.as_str(), main.to_string())
    })
}

/// What stands between a tag that begins so and the tag that ends it.
fn inside<'h>(html: &'h str, tag: &str, end: &str) -> Vec<(&'h str, &'h str)> {
    let begun = html.match_indices(tag).filter_map(|(at, _)| html[at..].split_once('>'));
    begun.filter_map(|(head, rest)| Some((head, rest.split_once(end)?.0))).collect()
}

fn assert_nothing_is_empty(output: &Output, about: &str) {
    for (path, main) in mains(output) {
        for (_, words) in inside(&main, "<p class=\"none\"", "</p>") {
            assert_eq!(words, OWN_WORDS, "{about}: {path} says that there is nothing");
        }
        for (tag, end) in [("<ul", "</ul>"), ("<ol", "</ol>"), ("<dl", "</dl>"), ("<tbody", "</tbody>")] {
            // Scripts fill what is hidden until then.
            let seen = inside(&main, tag, end).into_iter().filter(|(head, _)| !head.contains("hidden"));
            let empty = seen.filter(|(head, words)| words.trim().is_empty() && !head.contains("id=")).count();
            assert_eq!(empty, 0, "{about}: {path} has an empty {tag}>");
        }
        for (head, words) in inside(&main, "<section", "</section>") {
            let after = words.rsplit("</h2>").next().unwrap_or("");
            assert!(!after.trim().is_empty() || head.contains("hidden"), "{about}: {path} has a heading over nothing");
        }
    }
}

/// The base site in which all entries are drafts but those of some kinds.
fn only(kinds: &[Kind]) -> Snapshot {
    let levels = ["no-way-in", "false-promise", "pathway-step"].map(|code| format!("  {code}: warning\n")).concat();
    let mut site = Snapshot::default();
    for (path, bytes) in spec::base() {
        let mut text = String::from_utf8(bytes).unwrap();
        let path = SourcePath::new(&*path);
        match role_of(&path) {
            _ if path.as_str() == "site.yaml" => text += &format!("levels:\n{levels}"),
            FileRole::Entries(kind) if kinds.contains(&kind) => {}
            _ if path.extension() == "md" => text = text.replacen("---\n", "---\ndraft: true\n", 1),
            _ => text = text.replace("  - id:", "  - draft: true\n    id:"),
        }
        site.insert(path, File::new(text.into_bytes()));
    }
    site
}

/// What an entry of a kind cannot be without.
fn needs(kind: Kind) -> &'static [Kind] {
    match kind {
        Kind::Role => &[Kind::Stage, Kind::Profession, Kind::PayBand, Kind::Domain],
        Kind::Domain => &[Kind::Stage],
        Kind::Partner => &[Kind::PartnerKind],
        Kind::Organisation => &[Kind::PartnerKind, Kind::Area, Kind::Page],
        Kind::Route => &[Kind::Role, Kind::Stage, Kind::Profession, Kind::PayBand, Kind::Domain],
        Kind::Pathway => {
            &[Kind::StartingPoint, Kind::Route, Kind::Role, Kind::Stage, Kind::Profession, Kind::PayBand, Kind::Domain]
        }
        // Tables alone are no site.
        kind if kind.is_data() => &[Kind::Page],
        _ => &[],
    }
}

#[test]
fn a_site_with_one_entry_of_any_kind_shows_nothing_empty() {
    let has =
        |kind: Kind| spec::base().keys().any(|path| role_of(&SourcePath::new(&**path)) == FileRole::Entries(kind));
    for &kind in Kind::ALL.iter().filter(|&&kind| has(kind)) {
        let kinds = [&[kind], needs(kind)].concat();
        let output = build(&only(&kinds));
        assert_nothing_is_empty(&output, kind.many());
        let is_there = |path: &str| output.files.iter().any(|(other, _)| other.as_str() == path);
        assert_eq!(is_there("events/index.html"), kind == Kind::Event, "{}", kind.many());
        // A kind of partner is something to read also where no partner is.
        assert_eq!(is_there("partners/index.html"), kinds.contains(&Kind::PartnerKind), "{}", kind.many());
    }
}

#[test]
fn a_site_with_everything_shows_nothing_empty() {
    assert_nothing_is_empty(&build(&only(Kind::ALL)), "everything");
}

#[test]
fn the_shipped_site_and_the_small_one_show_nothing_empty() {
    for name in ["", "tests/sites/small"] {
        let site = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), None).unwrap();
        assert_nothing_is_empty(&build(&site), name);
    }
}
