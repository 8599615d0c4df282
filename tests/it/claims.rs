//! The table of claims holds every address that is published, and `trellis why` says of each what the table says; of
//! every other file of content it says why that is not there.

use std::collections::BTreeSet;
use std::path::Path;

use trellis::claims::Claim;
use trellis::diagnostic::Diagnostic;
use trellis::disk;
use trellis::entry::{FileRole, role_of};
use trellis::find::Survey;
use trellis::find::why::{self, Reason, Why};
use trellis::graph::Drafts;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::corpus;
use crate::photo;
use crate::small::Small;
use crate::warm;

fn request() -> Request {
    let base_url = Some("https://careers.example.org/".to_string());
    Request { today: corpus::TODAY.parse().unwrap(), drafts: Drafts::Hide, base_url, staging: false }
}

/// Holds the table to what is published, and each answer to the table.
fn hold(snapshot: &Snapshot) -> usize {
    let request = request();
    let output = pipeline::build(snapshot, &request, &mut warm::memo(), &|_| {}).output.expect("a site");
    let mut published: BTreeSet<&str> = output.files.keys().map(|path| path.as_str()).collect();
    let survey = Survey::new(snapshot, &request);
    let mut count = 0;
    for (address, claim) in survey.judged.claims(snapshot).all() {
        let is_there = published.remove(&*address);
        let answer = why::answer(&address, &survey);
        let agrees = match (&claim, &answer) {
            (Claim::Page(_), Why::Page(story)) => story.address == address,
            (Claim::File(path), Why::Published { file, address: at, .. }) => file == *path && *at == address,
            (Claim::Theme(path) | Claim::Copy(path), Why::MachineFile { address: at, from }) => {
                *at == address && from.contains(path.as_str())
            }
            (Claim::Machine(source), Why::MachineFile { address: at, from }) => *at == address && from == source,
            (Claim::Poster(_), Why::MachineFile { address: at, .. }) => *at == address,
            (Claim::Poster(_), Why::NotDrawn { .. }) => {
                assert!(!is_there, "{address} is said not to be drawn");
                continue;
            }
            _ => false,
        };
        assert!(agrees, "{address}: {claim:?} is told as {answer:?}");
        assert!(is_there, "{address} is claimed, and not published or published twice: {claim:?}");
        count += 1;
    }
    assert!(published.is_empty(), "published, and claimed by nothing: {published:?}");
    explain_files(snapshot, &survey);
    count
}

/// Every file of content is explained, and one that is not published with what stands against it.
fn explain_files(snapshot: &Snapshot, survey: &Survey<'_>) {
    let graph = survey.graph();
    for (path, _) in snapshot.below("content") {
        let answer = why::answer(path.as_str(), survey);
        let is_wrong = survey
            .judged
            .diagnostics
            .iter()
            .any(|finding: &Diagnostic| finding.is_error() && finding.span.path == *path);
        let stray = graph.strays.iter().find(|stray| stray.path == *path);
        let agrees = match (role_of(path), &answer) {
            (FileRole::Asset, Why::LeftOut { entry, reason: Reason::Refused(findings) }) => {
                is_wrong && entry == path && !findings.is_empty()
            }
            (FileRole::Asset, Why::LeftOut { entry, reason: Reason::Stray(hidden) }) => {
                !is_wrong && entry == path && stray.is_some_and(|stray| stray.hidden == *hidden)
            }
            (FileRole::Asset, Why::Published { file, .. }) => !is_wrong && stray.is_none() && file == path,
            (FileRole::Districts, Why::LeftOut { reason: Reason::Districts, .. }) => true,
            (FileRole::Ignored, Why::LeftOut { reason: Reason::Ignored, .. }) => true,
            (FileRole::Unknown, Why::LeftOut { reason: Reason::Unread(findings), .. }) => !findings.is_empty(),
            (FileRole::Entries(_), Why::Page(_) | Why::Part { .. } | Why::Several(_) | Why::LeftOut { .. }) => true,
            (FileRole::Entries(_), Why::Bare { .. } | Why::Unknown(_)) => path.as_str().starts_with("content/data/"),
            _ => false,
        };
        assert!(agrees, "{path}: told as {answer:?}");
    }
}

fn shipped() -> Snapshot {
    disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).unwrap()
}

#[test]
fn every_address_of_the_shipped_site_is_claimed_and_explained() {
    assert!(hold(&shipped()) > 400);
}

#[test]
fn so_is_every_address_where_pages_are_folders() {
    let mut snapshot = shipped();
    let path = SourcePath::new("site.yaml");
    let text = snapshot.text(&path).unwrap().to_string() + "addresses: directories\n";
    snapshot.insert(path, File::new(text.into_bytes()));
    assert!(hold(&snapshot) > 400);
}

const LINE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";

/// A site with pictures that are shown, not shown, and shown by a draft; with files for hosts and files of programs.
fn with_files() -> Small {
    let site = Small::new()
        .write("content/images/spare.svg", LINE)
        .write("content/images/draft.svg", LINE)
        .write("content/images/line.svg", LINE)
        .write("content/CNAME", "careers.example.org\n")
        .write("content/robots.txt", "User-agent: *\n")
        .write("content/roles/CNAME", "careers.example.org\n")
        .write("content/desktop.ini", "x\n")
        .write("content/staff.csv", "name,telephone\n")
        .write("content/readme.md", "Notes")
        .write("content/pages/draft.md", "---\ntitle: A draft\nsummary: Not yet.\nreviewed: 2026-11-01\ndraft: true\n---\n\n![A line](../images/draft.svg)\n")
        .edit("content/pages/about.md", "---\n\n", "---\n\n![A line](../images/line.svg)\n\n![A room](../images/room.jpg)\n\n");
    std::fs::write(site.path("content/images/room.jpg"), photo::jpeg(photo::SIZE, 1)).unwrap();
    site
}

#[test]
fn files_that_are_published_and_files_that_are_not_say_why() {
    let snapshot = disk::read(&with_files().path(""), None).unwrap();
    hold(&snapshot);
}

#[test]
fn files_that_are_refused_say_what_is_wrong_with_them() {
    let site = with_files()
        .write("content/assets/theme.css", "p { color: red }\n")
        .write("content/Sitemap.xml", "x\n")
        .write("content/roles/index.html", "x\n")
        .write("content/images/line.SVG", LINE);
    let snapshot = disk::read(&site.path(""), None).unwrap();
    let request = request();
    let survey = Survey::new(&snapshot, &request);
    explain_files(&snapshot, &survey);
    for path in ["content/assets/theme.css", "content/Sitemap.xml", "content/roles/index.html"] {
        let answer = why::answer(path, &survey);
        assert!(matches!(answer, Why::LeftOut { reason: Reason::Refused(_), .. }), "{path}: {answer:?}");
    }
    let run = site.run("why content/assets/theme.css").out.clone();
    assert!(run.contains("because something is wrong with it"), "{run}");
}

const DRAFT: &str = "---\ntitle: A draft\nsummary: Not yet.\nreviewed: 2026-11-01\ndraft: true\n---\n\n\
                     ![A line](../images/line.svg) [A list](../files/list.xlsx)\n";

/// What editors leave in folders, each by itself: not one of them makes the site another.
#[test]
fn what_nothing_refers_to_changes_no_byte_of_the_site() {
    let mut memo = warm::memo();
    let mut built = |snapshot: &Snapshot| pipeline::build(snapshot, &request(), &mut memo, &|_| {});
    let site = Small::new();
    let before = built(&disk::read(&site.path(""), None).unwrap());
    let bytes = |output: Output| output.files.into_iter().map(|(path, file)| (path, file.bytes)).collect::<Vec<_>>();
    let expected = bytes(before.output.expect("a site"));
    let alone = [
        "content/roles/porter.docx",
        "content/roles/~$porter.docx",
        "content/roles/porter.md.bak",
        "content/roles/porter.md~",
        "content/roles/porter.md.orig",
        "content/roles/porter.md.txt",
        "content/roles/porter.markdown",
        "content/roles/porter.html",
        "content/roles/Thumbs.db",
        "content/partners/list.xlsx",
        "content/partners/list.ods",
        "content/partners/~$list.xlsx",
        "content/partners/.~lock.list.csv#",
        "content/files/list.csv",
        "content/data/more/list.csv",
        "content/data/list.json",
        "content/staff.csv",
        "content/notes.pdf",
        "content/images/spare.svg",
        "content/images/originals/photo.psd",
        "content/.DS_Store",
        "content/pages/._about.md",
    ];
    let draft =
        [("content/pages/draft.md", DRAFT), ("content/images/line.svg", LINE), ("content/files/list.xlsx", "x")];
    let cases = alone.into_iter().map(|path| vec![(path, if path.ends_with(".svg") { LINE } else { "name\nx\n" })]);
    for files in cases.chain([draft.to_vec()]) {
        let mut snapshot = disk::read(&site.path(""), None).unwrap();
        for (path, text) in &files {
            snapshot.insert(SourcePath::new(*path), File::new(text.as_bytes().to_vec()));
        }
        let build = built(&snapshot);
        let is_told = |path: &str| build.diagnostics.iter().any(|finding| finding.span.path.as_str() == path);
        let (last, _) = files.last().expect("there is one");
        let is_ignored = role_of(&SourcePath::new(*last)) == FileRole::Ignored;
        assert!(is_told(last) != is_ignored, "{last} is ignored: {is_ignored}");
        assert!(bytes(build.output.expect("a site")) == expected, "{last} makes another site");
    }
}
