//! Pictures that other websites show beside a link, and icons: each page has one, and each is what it says it is.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use trellis::disk;
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::Snapshot;
use trellis::view::share::FOLDERS;

use crate::warm;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn build(snapshot: &Snapshot, base_url: Option<&str>) -> Output {
    let base_url = base_url.map(str::to_string);
    let request = Request { today: date(2026, 11, 23), drafts: Drafts::Hide, base_url, staging: false };
    let build = pipeline::build(snapshot, &request, &mut warm::memo(), &|_| {});
    build.output.unwrap_or_else(|| panic!("{:?}", build.diagnostics))
}

/// Width and height, as the head of a PNG tells them.
fn size(path: &Path) -> (u32, u32) {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{} is no PNG", path.display());
    let number = |from: usize| u32::from_be_bytes(bytes[from..from + 4].try_into().unwrap());
    (number(16), number(20))
}

/// The `content` of a `meta` whose name or property is this.
fn meta<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let after = html.split_once(&format!("\"{name}\" content=\""))?.1;
    Some(after.split_once('"')?.0)
}

#[test]
fn pictures_and_icons_have_their_sizes() {
    let theme = root().join("themes/default/static");
    for folder in FOLDERS {
        assert_eq!(size(&theme.join(format!("share-{folder}.png"))), (1200, 630), "{folder}");
    }
    for icon in [180, 192, 512] {
        assert_eq!(size(&theme.join(format!("icon-{icon}.png"))), (icon, icon));
    }
    let ico = fs::read(theme.join("favicon.ico")).unwrap();
    assert_eq!(ico[..6], [0, 0, 1, 0, 2, 0], "two pictures in one icon");
}

#[test]
fn every_shipped_profession_has_a_picture_of_that_size() {
    let mut seen = 0;
    for file in fs::read_dir(root().join("content/professions")).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let named = text.lines().find_map(|line| line.strip_prefix("share_picture: "));
        let named = named.unwrap_or_else(|| panic!("{} names no `share_picture`", path.display()));
        assert_eq!(size(&root().join("content").join(named)), (1200, 630), "{named}");
        seen += 1;
    }
    assert!(seen > 10, "{seen} professions");
}

#[test]
fn every_page_says_which_picture_goes_with_it() {
    let small = disk::read(&root().join("tests/sites/small"), None).unwrap();
    let output = build(&small, Some("https://example.org/careers/"));
    let mut pages = 0;
    for (path, file) in output.files.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(&file.bytes).unwrap();
        let of = |name| meta(html, name).unwrap_or_else(|| panic!("{} has no {name}", path.as_str()));
        let picture = of("og:image").strip_prefix("https://example.org/careers/").expect("a whole address");
        assert!(output.files.keys().any(|file| file.as_str() == picture), "{picture} is not published");
        assert!(!of("og:image:alt").is_empty());
        assert_eq!(of("twitter:card"), "summary_large_image");
        pages += 1;
    }
    assert!(pages > 20, "{pages} pages");
}

#[test]
fn a_site_that_does_not_know_its_address_says_the_way_from_the_page() {
    let site = "title: Careers\ndescription: Careers in health.\n";
    let guide = "---\ntitle: A guide\nsummary: What it says.\nreviewed: 2026-11-23\nelement: outside-in\norder: 1\n\
                 audience: People who plan teams\n---\n\nWords of a guide.\n";
    let files = [("site.yaml", site), ("content/guides/one.md", guide)];
    let files = files.map(|(path, text)| (path.to_string(), text.as_bytes().to_vec()));
    let output = build(&Snapshot::from_iter(files), None);
    let said = |page: &str| {
        let (_, file) = output.files.iter().find(|(path, _)| path.as_str() == page).expect("the page is there");
        meta(std::str::from_utf8(&file.bytes).unwrap(), "og:image").map(str::to_string)
    };
    assert_eq!(said("guides/one.html").as_deref(), Some("../assets/share-guides.png"));
    assert_eq!(said("index.html").as_deref(), Some("assets/share-site.png"));
}
