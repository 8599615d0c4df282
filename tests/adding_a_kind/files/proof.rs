//! Put into the copy by the test: a site with a workshop has its page, its list, its line in the menu and its place in
//! search, and only that.

use jiff::civil::date;

use crate::graph::Drafts;
use crate::memo::Memo;
use crate::pipeline::{self, Request};
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

#[test]
fn a_new_kind_is_on_the_site() {
    let mut site = Snapshot::default();
    let mut add = |path: &str, text: &str| site.insert(SourcePath::new(path), File::new(text.as_bytes().to_vec()));
    add("site.yaml", "title: Careers\ndescription: Careers in health.\nlanguage: en-GB\n");
    add(
        "content/workshops/try-it.md",
        "---\ntitle: Try it\nsummary: A day to try things.\nreviewed: 2026-11-01\nwho_for: Anyone\n---\n\nCome along.\n",
    );
    let request = Request { today: date(2026, 11, 23), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&site, &request, &mut Memo::default(), &|_| {});
    let output = build.output.unwrap_or_else(|| panic!("{:#?}", build.diagnostics));
    let text = |path: &str| {
        let file = output.files.iter().find(|(other, _)| other.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(file.1.bytes.to_vec()).unwrap()
    };
    let page = text("workshops/try-it.html");
    assert!(page.contains("Come along.") && page.contains("Anyone"), "{page}");
    assert!(page.contains("<a href=\"index.html\">Workshops</a>"), "no way up: {page}");
    let list = text("workshops/index.html");
    assert!(list.contains("Days to try something.") && list.contains("A day to try things."), "{list}");
    assert!(text("index.html").contains("<a href=\"workshops/index.html\">Workshops</a>"), "no line in the menu");
    assert!(text("assets/search-data.js").contains("workshops/try-it.html"), "search does not find it");
    assert!(text("search.html").contains("data-group-workshops=\"Workshops\""), "search has no heading for it");
    assert!(text("api/workshops.json").contains("try-it"), "it is no open data");
}
