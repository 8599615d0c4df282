//! `trellis mv`: an entry gets another name everywhere, and nothing else changes.

use std::fs;

use trellis::diagnostic::{Code, Diagnostic};
use trellis::entry::Entry;
use trellis::entry::kinds::Shown;
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::permalink;
use trellis::pipeline::{self, Request};
use trellis::refactor::{self, Change};
use trellis::snapshot::{File, Snapshot};

use crate::small::Small;
use crate::warm;

fn request() -> Request {
    Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false }
}

/// The site after a renaming, without a look at how it was made: bytes outside the edits must be as they were.
fn renamed(snapshot: &Snapshot, changes: &[Change], names: [&str; 2]) -> Snapshot {
    let mut after = snapshot.clone();
    for Change { path, to, before, after: bytes, edits } in changes {
        let (before, bytes) = (before.as_deref().unwrap(), bytes.as_deref().unwrap());
        assert_eq!(before, &*snapshot.get(path).unwrap().bytes, "{path}");
        let (mut from, mut at) = (0, 0);
        for edit in edits {
            let same = edit.range.start - from;
            assert_eq!(before[from..edit.range.start], bytes[at..at + same], "{path} changes outside its edits");
            assert_eq!(bytes[at + same..at + same + edit.text.len()], *edit.text.as_bytes(), "{path}");
            let replaced = std::str::from_utf8(&before[edit.range.clone()]).unwrap();
            // What moves to another folder leads the same way from there.
            assert!(
                replaced.is_empty() || path.folder() != to.folder() || names.iter().any(|name| replaced.contains(name)),
                "{path} loses {replaced:?}"
            );
            (from, at) = (edit.range.end, at + same + edit.text.len());
        }
        assert_eq!(before[from..], bytes[at..], "{path} changes after its edits");
        after.remove(path);
        after.insert(to.clone(), File::new(bytes));
    }
    after
}

/// What is wrong, whatever it is called.
fn codes(diagnostics: &[Diagnostic]) -> Vec<Code> {
    let mut codes: Vec<_> = diagnostics.iter().map(|finding| finding.code).collect();
    codes.sort();
    codes
}

/// Renames an entry in memory, and holds that the site is as good as before and the old address leads on.
/// What the last build has left is built on.
fn holds(snapshot: &Snapshot, number: u32, new: &str, memo: &mut Memo) {
    let request = request();
    let survey = Survey::after(snapshot, &request, memo);
    let (kind, old) = (survey.entry(number).kind, survey.entry(number).id.to_string());
    let renaming = refactor::rename(number, new, &survey).unwrap_or_else(|refusal| panic!("{old}: {refusal:?}"));
    let after = renamed(snapshot, &renaming.changes, [&old, "\n"]);
    let build = pipeline::build(&after, &request, memo, &|_| {});
    assert_eq!(codes(&build.diagnostics), codes(&survey.judged.diagnostics), "{kind:?} {old}");
    let files = build.output.unwrap().files;
    let (from, to) = (permalink::of(kind, &old), permalink::of(kind, new));
    let had_page = survey.judged.pages.iter().any(|page| page.path == from.path);
    // What works behind a page has no address of its own.
    if from.anchor.is_none() && had_page && !matches!(kind.spec().shown, Shown::Behind { .. }) {
        let page = |path: &str| files.iter().find(|(address, _)| address.as_str() == path).map(|(_, file)| file);
        let text = String::from_utf8_lossy(&page(&from.path).unwrap_or_else(|| panic!("{} is lost", from.path)).bytes);
        assert!(text.contains(&format!("{new}.html\"")), "{} does not lead on", from.path);
        assert!(page(&to.path).is_some(), "{}", to.path);
    }
    // Back again: the site is as it was, but for the memory of both names.
    let there = Survey::after(&after, &request, memo);
    let is_it = |(_, entry): &(u32, &std::sync::Arc<trellis::entry::Entry>)| entry.kind == kind && *entry.id == *new;
    let (number, _) = (0..).zip(&there.contents.entries).find(is_it).unwrap();
    let back = refactor::rename(number, &old, &there).unwrap_or_else(|refusal| panic!("back to {old}: {refusal:?}"));
    let back = renamed(&after, &back.changes, [new, &old]);
    let judged = pipeline::judge(&back, &request, memo, &|_| {});
    assert_eq!(codes(&judged.diagnostics), codes(&survey.judged.diagnostics), "{kind:?} {old}");
}

fn snapshot(site: &Small) -> Snapshot {
    let files = site.content().into_iter().chain([("site.yaml".to_string(), site.read("site.yaml").into_bytes())]);
    files.collect()
}

fn hold_for_all(snapshot: &Snapshot, every: usize, new: &str) -> usize {
    let request = request();
    let mut memo = warm::memo();
    let entries = Survey::after(snapshot, &request, &mut memo).contents.entries.clone();
    let can_be = |entry: &Entry| &*entry.id != "home" && entry.kind.takes_id(new);
    let numbers = (0..).zip(&entries).filter(|(_, entry)| can_be(entry)).step_by(every);
    numbers.map(|(number, _)| holds(snapshot, number, new, &mut memo)).count()
}

#[test]
fn entries_of_the_shipped_site_can_be_renamed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = trellis::disk::read(root, None).unwrap();
    assert!(hold_for_all(&snapshot, 40, "quite-another-name") > 5);
}

/// Every way in which people write names: quoted, with `.md`, with a folder, in lists, in links, with comments.
fn as_people_write() -> Small {
    let assistant = "content/roles/podiatry-assistant.md";
    let site = Small::new()
        .edit("content/routes/podiatry-degree.md", "role: podiatrist", "role: 'roles/podiatrist.md'   # the goal")
        .edit(assistant, "role: podiatrist", "role: \"podiatrist\"")
        .edit(assistant, "](podiatrist.md#ways-in)", "](<./podiatrist.md#ways-in> \"podiatrist.md\")")
        .edit("content/professions/podiatry.md", "](../roles/podiatrist.md)", "][goal]")
        .edit("content/guides/outside-in.md", "[routes/volunteering]", "[routes/volunteering, podiatrist]")
        .edit(
            "content/roles/podiatrist.md",
            "protected_title",
            "former_ids:\n  # long ago\n  - chiropodist  # until 2001\nprotected_title",
        )
        .edit("content/partners/more.csv", "north,https", "\"north\",https");
    let text = site.read("content/professions/podiatry.md");
    let text = text
        + "More: ![a podiatrist.md](../images/podiatrist.md.svg), `[x](../roles/podiatrist.md)`\n\n[Goal]: /roles/podiatrist.md?from=here#ways-in\n";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let site = site
        .write("content/images/podiatrist.md.svg", drawing)
        .write("content/professions/podiatry.md", &text.replace('\n', "\r\n"));
    site.write(
        "content/data/areas.yaml",
        "each:\n  reviewed: 2026-11-01\n  area_type: region\nentries:\n  # the first\n  - id: north  # us\n    title: North\n    summary: The north.\n  - title: South\n    id: south\n    summary: The south.\n    within: north\n",
    )
}

#[test]
fn any_entry_can_be_renamed_and_back() {
    let snapshot = snapshot(&as_people_write());
    let entries = Survey::new(&snapshot, &request()).contents.entries.len();
    assert_eq!(hold_for_all(&snapshot, 1, "quite-another-name"), entries - 1, "all but the first page");
}

#[test]
fn any_entry_can_be_moved_into_a_section_and_back() {
    let site = as_people_write();
    site.run("mv podiatrist feet/podiatrist").ends(0);
    site.run("mv pages/about about/us").ends(0);
    let snapshot = snapshot(&site);
    assert!(hold_for_all(&snapshot, 1, "feet/and/legs") > 10);
    assert!(hold_for_all(&snapshot, 3, "quite-another-name") > 3);
}

#[test]
fn links_lead_the_same_way_from_another_folder() {
    let site = as_people_write();
    let own = site.read("content/roles/podiatry-assistant.md");
    let site = site.write(
        "content/roles/podiatry-assistant.md",
        &(own + "\n[Degree](../routes/podiatry-degree.md#six-facts), [all](./), ![](../images/podiatrist.md.svg \"decorative\"), [top](/roles/podiatrist.md), [own](podiatry-assistant.md), [part](#more).\n\n## More\n\nWords.\n"),
    );
    site.run("mv podiatry-assistant feet/")
        .ends(0)
        .says("Renamed roles/podiatry-assistant to roles/feet/podiatry-assistant");
    let text = site.read("content/roles/feet/podiatry-assistant.md");
    for link in [
        "](../../routes/podiatry-degree.md#six-facts)",
        "[all](../)",
        "](../../images/podiatrist.md.svg \"decorative\")",
        "[top](/roles/podiatrist.md)",
        "[own](podiatry-assistant.md)",
        "](<../podiatrist.md#ways-in> \"podiatrist.md\")",
        "former_ids: [podiatry-assistant]",
    ] {
        assert!(text.contains(link), "{link}: {text}");
    }
    site.run("mv podiatrist feet/podiatrist").ends(0);
    let text = site.read("content/roles/feet/podiatry-assistant.md");
    assert!(text.contains("](<podiatrist.md#ways-in> \"podiatrist.md\")"), "{text}");
    assert!(text.contains("[top](/roles/feet/podiatrist.md)"), "{text}");
    assert!(
        site.read("content/professions/podiatry.md").contains("[Goal]: /roles/feet/podiatrist.md?from=here#ways-in")
    );
    assert!(site.read("content/routes/podiatry-degree.md").contains("role: 'roles/feet/podiatrist.md'   # the goal"));
    site.run("check").ends(0);
    // Out again: the folder that is empty then goes.
    site.run("mv feet/podiatrist roles/podiatrist").ends(0);
    site.run("mv podiatry-assistant content/roles/podiatry-assistant.md").ends(0);
    assert!(!site.path("content/roles/feet").exists());
    site.run("build").ends(0);
    assert!(site.read("public/roles/feet/podiatrist.html").contains("../podiatrist.html"));
}

#[test]
fn names_are_changed_however_they_are_written() {
    let site = as_people_write();
    // The words that stand behind the address are told, for no page shows them; nothing else is wrong.
    site.run("check").ends(0).says("\"podiatrist.md\").").says("Checked 59 pages").says(": 1 warning");
    site.run("mv podiatrist podologist").ends(0).says("Renamed roles/podiatrist to roles/podologist, in 6 files");
    let read = |path: &str| site.read(path);
    assert!(read("content/routes/podiatry-degree.md").contains("role: 'roles/podologist.md'   # the goal"));
    assert!(read("content/roles/podiatry-assistant.md").contains("](<./podologist.md#ways-in> \"podiatrist.md\")"));
    let own = read("content/roles/podologist.md");
    assert!(
        own.contains("former_ids:\n  # long ago\n  - chiropodist  # until 2001\n  - podiatrist\nprotected_title"),
        "{own}"
    );
    let profession = read("content/professions/podiatry.md");
    assert!(
        profession.contains("`[x](../roles/podiatrist.md)`\r\n\r\n[Goal]: /roles/podologist.md?from=here#ways-in\r\n")
    );
    assert!(!site.path("content/roles/podiatrist.md").exists());
    site.run("mv data/areas/north up-there").ends(0);
    let areas = read("content/data/areas.yaml");
    assert!(areas.contains("  - id: up-there  # us\n    former_ids: [north]\n    title: North\n"), "{areas}");
    assert!(
        areas.contains("    within: up-there\n") && read("content/partners/more.csv").contains(",\"up-there\",https")
    );
    site.run("build").ends(0);
    assert!(site.read("public/roles/podiatrist.html").contains("podologist.html"));
    assert!(site.read("public/roles/chiropodist.html").contains("podologist.html"));
}

#[test]
fn a_dry_run_says_everything_and_changes_nothing() {
    let site = Small::new();
    let before = site.content();
    let run = site.run("mv podiatrist foot-doctor --dry-run");
    run.ends(0).says("Would rename roles/podiatrist to roles/foot-doctor, in 5 files. Nothing was changed");
    run.answers("content/roles/podiatry-assistant.md:35:32: podiatrist.md -> foot-doctor.md\n");
    run.answers("content/roles/podiatrist.md:22:1: add former_ids: [podiatrist]\n");
    run.answers("content/roles/podiatrist.md -> content/roles/foot-doctor.md\n");
    assert!(before == site.content());
    let done = site.run("mv content/roles/podiatrist.md content/roles/foot-doctor.md");
    assert_eq!((done.code, &done.out), (0, &run.out));
    assert!(site.content() != before);
}

#[test]
fn a_section_is_moved_entry_by_entry() {
    let site = Small::new();
    site.run("mv podiatrist feet/podiatrist").ends(0);
    site.run("mv podiatry-assistant feet/assistant").ends(0);
    let before = site.content();
    for section in ["feet", "roles/feet", "content/roles/feet/"] {
        site.run(&format!("mv {section} hands"))
            .ends(2)
            .says(&format!("`{section}` is a section, which is no entry itself"))
            .says("name each entry in it: roles/feet/assistant, roles/feet/podiatrist");
    }
    assert!(before == site.content());
    site.run("mv feet/assistant feet").ends(0);
    let whole = site.run("mv roles/feet hands");
    whole.ends(0).says("The section of that name keeps its 1 entry: `trellis mv` moves one entry at a time");
    assert!(!site.run("mv roles/hands legs").said.contains("section"));
    // A folder is meant, however its way begins.
    let root = site.path("content/roles/knees/");
    site.run(&format!("mv feet/podiatrist {}", root.display())).ends(0).says("to roles/knees/podiatrist");
}

#[test]
fn names_that_cannot_be_are_refused_with_the_reason() {
    let site = Small::new();
    let before = site.content();
    for (words, reason) in [
        ("podiatrist podiatry-assistant", "there is a role called `podiatry-assistant`"),
        ("volunteering foot-degree", "`foot-degree` is an old name of content/routes/podiatry-degree.md"),
        ("podiatrist Foot-Doctor", "`foot-doctor` would do"),
        ("podiatrist con", "cannot be a name"),
        ("podiatrist routes/foot-doctor", "another kind of page"),
        ("podiatrist podiatrist", "it is called `podiatrist` already"),
        ("home start", "the name by which Trellis finds the first page"),
        ("podiatrist feet/Podiatrist", "`feet/podiatrist` would do"),
        ("podiatrist content/feet/podiatrist.md", "another kind of page"),
        ("data/benchmarks/gb5 gatsby/five", "cannot be a name"),
        ("podiatrist by-stage", "address-collision"),
        ("podiatrst foot-doctor", "no entry is called `podiatrst`"),
    ] {
        site.run(&format!("mv {words}")).ends(2).says(reason);
    }
    assert!(before == site.content());
}

#[test]
fn in_doubt_about_who_names_it_nothing_is_renamed() {
    let site = Small::new().edit("content/guides/outside-in.md", "title: Outside/In", "title: \"Outside/In");
    let before = site.content();
    site.run("mv podiatrist foot-doctor").ends(2).says("content/guides/outside-in.md").says("mend these first");
    assert!(before == site.content());
    // Other errors leave no doubt.
    let site = Small::new().edit("content/guides/outside-in.md", "order: 1", "order: first");
    site.run("mv podiatrist foot-doctor").ends(0);
    // A name that nothing has now must not begin to mean something.
    let site = Small::new().edit("content/programmes/step-in.md", "[podiatry-assistant]", "[foot-doctor]");
    let run = site.run("mv podiatrist foot-doctor");
    run.ends(2).says("named here already").says("content/programmes/step-in.md:12:9");
    let site =
        Small::new().edit("content/professions/podiatry.md", "../roles/podiatrist.md)", "../roles/podiatris&#116;.md)");
    let run = site.run("mv podiatrist foot-doctor");
    run.ends(2).says("written in a way here that cannot be changed").says("content/professions/podiatry.md:16:24");
}

#[test]
fn files_are_written_all_or_none() {
    let site = Small::new();
    // The last file cannot be moved to where a folder stands.
    fs::create_dir(site.path("content/roles/foot-doctor.md")).unwrap();
    let before = site.content();
    site.run("mv podiatrist foot-doctor").ends(2).says("foot-doctor.md").says("something stands there");
    assert!(before == site.content());
}
