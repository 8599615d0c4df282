//! What bytes can be: a page, its text, a table, words of a theme, a stylesheet, a picture, a request, a page to mend.

use std::cell::RefCell;
use std::sync::Arc;

use trellis::entry::Kind;
use trellis::find::Survey;
use trellis::import::{self, Answers, Encoding, Existing, Sheet, Wanted};
use trellis::picture::{self, PictureFile, Size};
use trellis::pipeline::{self, Request};
use trellis::refactor::Change;
use trellis::theme::{Strings, Templates};
use trellis::{Diagnostic, Drafts, File, Memo, Snapshot, SourcePath, config, css, refactor, serve};

/// What is done with bytes of one sort.
type Target = fn(&[u8]);

/// Each by its name.
pub const ALL: [(&str, Target); 9] = [
    ("front-matter", front_matter),
    ("body", body),
    ("table", table),
    ("strings", strings),
    ("style", style),
    ("drawing", drawing),
    ("picture", picture_of_a_camera),
    ("request", request_head),
    ("edits", edits),
];

const PAGE: &str = "content/pages/help.md";
const COLLEGES: &str = "---
title: Colleges
summary: They are.
how_to_reach: [Ask for the office.]
finders: [{title: Find one, url: 'https://college.example/', finds: One near you.}]
what_to_offer: [A visit.]
reviewed: 2026-11-23
---
";
const FIELDS: &str = "---\ntitle: Help\nsummary: Where to ask.\nreviewed: 2026-11-23\n---\n\n";

thread_local! {
    /// What does not change from one try to the next, such as the theme, is made once.
    static MEMO: RefCell<Memo> = RefCell::default();
}

fn request() -> Request {
    Request { today: "2026-12-01".parse().expect("a day"), drafts: Drafts::Hide, base_url: None, staging: false }
}

/// A small site with a file in it.
fn site(path: &str, bytes: &[u8]) -> Snapshot {
    let common = "    summary: What it is.\n    reviewed: 2026-11-23\n";
    let entries = |id: &str, more: &str| format!("entries:\n  - id: {id}\n    title: The {id}\n{more}{common}");
    let files = [
        ("site.yaml", "title: Careers\ntheme: own\n".to_string()),
        ("content/pages/about.md", format!("{}[help](help.md)\n", FIELDS.replace("Help", "About"))),
        ("content/data/areas.yaml", entries("north", "    area_type: region\n")),
        ("content/partner-kinds/college.md", COLLEGES.to_string()),
        ("content/data/glossary.yaml", entries("hcpc", "    also: [HCPC]\n")),
        ("content/data/house-terms.yaml", entries("nhs", "    instead_of: [the old name]\n")),
        ("themes/own/theme.yaml", "name: Own\n".to_string()),
    ];
    let mut site: Snapshot = files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    site.insert(SourcePath::new(path), File::new(bytes.to_vec()));
    site
}

/// Every place that is told lies between characters of the file that it names.
fn assert_places(findings: &[Diagnostic], site: &Snapshot) {
    for finding in findings {
        let fixes = finding.fix.iter().map(|fix| &fix.span);
        for span in std::iter::once(&finding.span).chain(fixes) {
            let file = site.text(&span.path);
            assert!(file.is_none_or(|text| text.get(span.start..span.end).is_some()), "{finding:?}");
        }
    }
}

fn judge(site: &Snapshot) -> Vec<Diagnostic> {
    let judged = MEMO.with_borrow_mut(|memo| pipeline::judge(site, &request(), memo, &|_| {}));
    assert_places(&judged.diagnostics, site);
    judged.diagnostics
}

/// The first line says which file the rest is: a page of any kind, or a file of data.
fn front_matter(data: &[u8]) {
    let line = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (name, rest) = data.split_at(line);
    let path = std::str::from_utf8(name).ok().filter(|path| is_a_path(path));
    judge(&site(path.unwrap_or(PAGE), rest.get(1..).unwrap_or_default()));
}

/// Whether a disk could have such a path below a site's folder.
fn is_a_path(path: &str) -> bool {
    let known = path.starts_with("content/") || path == "site.yaml";
    known && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0']))
}

fn body(data: &[u8]) {
    let site = site(PAGE, &[FIELDS.as_bytes(), data].concat());
    let build = MEMO.with_borrow_mut(|memo| pipeline::build(&site, &request(), memo, &|_| {}));
    assert_places(&build.diagnostics, &site);
}

/// A table of the site, and the same as a spreadsheet has saved it.
fn table(data: &[u8]) {
    let mut site = site("content/partners/list.csv", data);
    for path in ["content/data/organisations/list.csv", "content/data/postcode-districts.csv"] {
        site.insert(SourcePath::new(path), File::new(data.to_vec()));
    }
    judge(&site);
    for encoding in [Encoding::Detected, Encoding::Windows1252] {
        take_over(import::read(&SourcePath::new("list.csv"), data, encoding, None).value, &site);
    }
}

/// Plans the partners of a sheet. What is planned is text that lies where entries lie.
fn take_over(sheet: Sheet, site: &Snapshot) {
    for row in std::iter::once(&sheet.header).chain(&sheet.rows) {
        assert_eq!(row.cells.len(), sheet.header.cells.len(), "{row:?}");
        assert!(row.cells.iter().all(|cell| sheet.text.get(cell.place.clone()).is_some()), "{row:?}");
    }
    let answers = Answers::default();
    let Ok(mapping) = import::propose(&sheet, Kind::Partner, &answers) else { return };
    let wanted = Wanted {
        kind: Kind::Partner,
        sheet: &sheet,
        mapping: &mapping,
        each: &answers.each,
        values: &answers.values,
        existing: Existing::Update,
        order: None,
        into: SourcePath::new("content/partners/all.csv"),
    };
    import::plan(&wanted, site, &request(), &mut Memo::default());
}

/// The words of a theme, each asked for as templates do.
fn strings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (path, config) = (SourcePath::new("themes/own/strings/en.ftl"), config::read(&Snapshot::default(), None).value);
    let mut findings = Vec::new();
    let strings = Strings::load(&[(&path, text)], &config, &Templates::new(), &mut findings);
    assert_places(&findings, &[(path.as_str(), data.to_vec())].into_iter().collect());
    let arguments = [("name".to_string(), Some("Leeds".to_string()), None), ("count".to_string(), None, Some(2.0))];
    for key in text.lines().filter_map(|line| line.split('=').next()) {
        let _ = (strings.get(key.trim(), &[]), strings.get(key.trim(), &arguments));
    }
}

fn style(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for address in css::addresses(text) {
        assert!(text.get(address.at.clone()).is_some(), "{address:?}");
    }
    for rule in css::rules(text) {
        for declaration in rule.declarations {
            assert!(text.get(declaration.at.clone()).is_some(), "{declaration:?}");
        }
    }
}

fn read_picture(name: &str, data: &[u8]) {
    let bytes: Arc<[u8]> = data.into();
    if PictureFile::read(&SourcePath::new(format!("content/images/{name}")), &bytes, 1).is_some() {
        // What is refused because of its size is never unpacked.
        let _ = picture::shrink(data, &[Size { width: 16, height: 12 }, Size { width: 3, height: 3 }]);
    }
}

fn drawing(data: &[u8]) {
    read_picture("x.svg", data);
}

/// JPEG, PNG, WebP and GIF by their first bytes, into the pixels.
fn picture_of_a_camera(data: &[u8]) {
    let name = match data {
        [0xFF, 0xD8, ..] => "x.jpg",
        [0x89, b'P', ..] => "x.png",
        [b'G', b'I', ..] => "x.gif",
        _ => "x.webp",
    };
    // A picture of a thousand megapixels is slow and not wrong.
    if imagesize(data).is_none_or(|pixels| pixels < 1_000_000) {
        read_picture(name, data);
    }
}

fn imagesize(data: &[u8]) -> Option<u64> {
    let bytes: Arc<[u8]> = data.into();
    let picture = PictureFile::read(&SourcePath::new("content/images/x.png"), &bytes, 1)?;
    let size = picture.picture.ok()?.size?;
    Some(u64::from(size.width) * u64::from(size.height))
}

/// What passes the gateway is HTTP in ASCII that ends once.
fn request_head(data: &[u8]) {
    if let Some(clean) = serve::head::clean(data, "secret", "") {
        assert!(clean.is_ascii() && clean.ends_with(b"\r\n\r\n"), "{:?}", String::from_utf8_lossy(&clean));
        let ends = clean.windows(4).filter(|window| window == b"\r\n\r\n").count();
        assert_eq!(ends, 1, "{:?}", String::from_utf8_lossy(&clean));
    }
}

/// Mends a page until nothing is left to mend, then gives it another name, and lets another page take its place.
fn edits(data: &[u8]) {
    let mut site = site(PAGE, &[FIELDS.as_bytes(), data].concat());
    for round in 0.. {
        let changes = refactor::mend(&judge(&site), &site).changes;
        if changes.is_empty() {
            break;
        }
        assert!(round < 50, "it is never mended");
        for change in changes {
            assert!(is_text(&change), "{change:?}");
            site.insert(change.to, File::new(change.after.expect("mending takes no file away")));
        }
    }
    let request = request();
    let survey = Survey::new(&site, &request);
    let number = (0..).zip(&survey.contents.entries).find(|(_, entry)| &*entry.id == "help");
    let Some((number, _)) = number else { return };
    let renaming = refactor::rename(number, "quite-another-name", &survey).map(|plan| plan.changes);
    let others = (0..).zip(&survey.contents.entries).filter(|(other, _)| *other != number);
    let replacing = others.map(|(other, _)| refactor::replace(number, other, &survey).map(|plan| plan.changes));
    for changes in std::iter::once(renaming).chain(replacing).flatten() {
        assert!(changes.iter().all(is_text), "{changes:?}");
    }
}

/// Whether a file that is written or taken away is as an editor can read it.
fn is_text(change: &Change) -> bool {
    change.after.as_deref().is_none_or(|after| std::str::from_utf8(after).is_ok())
}
