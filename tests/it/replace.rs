//! An entry goes and another takes its place: whatever named the one names the other, and nothing becomes wrong.

use std::collections::BTreeSet;

use trellis::diagnostic::Diagnostic;
use trellis::entry::Kind;
use trellis::find::Survey;
use trellis::graph::{Drafts, MentionPlace};
use trellis::permalink;
use trellis::pipeline::{self, Request};
use trellis::refactor::{self, Change};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::small::Small;
use crate::warm;

fn request() -> Request {
    Request { today: "2026-11-23".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false }
}

fn snapshot(site: &Small) -> Snapshot {
    let files = site.content().into_iter().chain([("site.yaml".to_string(), site.read("site.yaml").into_bytes())]);
    files.collect()
}

fn changed(snapshot: &Snapshot, changes: &[Change]) -> Snapshot {
    let mut after = snapshot.clone();
    for change in changes {
        assert_eq!(change.before.as_deref(), snapshot.get(&change.path).map(|file| &*file.bytes));
        after.remove(&change.path);
        if let Some(bytes) = &change.after {
            after.insert(change.to.clone(), File::new(bytes.clone()));
        }
    }
    after
}

fn number(survey: &Survey<'_>, kind: Kind, id: &str) -> u32 {
    let entries = || (0..).zip(&survey.contents.entries);
    entries().find(|(_, entry)| entry.kind == kind && *entry.id == *id).unwrap_or_else(|| panic!("no {id}")).0
}

/// The site without an entry and with another in its place; or why there is none.
fn replaced(site: &Snapshot, kind: Kind, old: &str, new: &str) -> Result<Snapshot, String> {
    let request = request();
    let survey = Survey::new(site, &request);
    let replacing = refactor::replace(number(&survey, kind, old), number(&survey, kind, new), &survey);
    replacing.map(|replacing| changed(site, &replacing.changes)).map_err(|refusal| refusal.why.clone())
}

/// Who names whom, in fields or in texts, by kinds and ids.
fn links(site: &Snapshot) -> BTreeSet<(String, bool, String)> {
    let request = request();
    let survey = Survey::new(site, &request);
    let is_text = |place| matches!(place, MentionPlace::Text(_));
    let mentions = survey.mentions.iter();
    mentions.map(|mention| (survey.name(mention.from), is_text(mention.place), survey.name(mention.to))).collect()
}

#[test]
fn whatever_takes_the_place_of_whatever_nothing_becomes_wrong() {
    let site = Small::new();
    site.run("mv podiatrist feet/podiatrist").ends(0);
    let role = site.read("content/roles/feet/podiatrist.md");
    let route = site.read("content/routes/podiatry-degree.md");
    let site = site
        .write(
            "content/roles/foot-doctor.md",
            &role.replace("title: Podiatrist", "title: Foot doctor").replace("former_ids: [podiatrist]\n", ""),
        )
        .write(
            "content/routes/foot-course.md",
            &route.replace("title: Podiatry degree", "title: Foot course").replace("former_ids: [foot-degree]\n", ""),
        )
        .edit(
            "content/routes/podiatry-degree.md",
            "    relation: qualifies\n",
            "    relation: qualifies\n  - role: foot-doctor\n    relation: qualifies\n",
        );
    let before = snapshot(&site);
    let (request, named) = (request(), links(&before));
    let survey = Survey::new(&before, &request);
    assert_eq!(survey.judged.diagnostics.iter().filter(|found| found.is_error()).count(), 0);
    let (mut done, mut refused) = (0, 0);
    for (at, old) in (0..).zip(&survey.contents.entries) {
        for (by, new) in (0..).zip(&survey.contents.entries).filter(|(by, new)| *by != at && new.kind == old.kind) {
            let Ok(replacing) = refactor::replace(at, by, &survey) else {
                refused += 1;
                continue;
            };
            let after = changed(&before, &replacing.changes);
            let build = pipeline::build(&after, &request, &mut warm::memo(), &|_| {});
            let errors: Vec<&Diagnostic> = build.diagnostics.iter().filter(|found| found.is_error()).collect();
            assert!(errors.is_empty(), "{} by {}: {errors:#?}", old.id, new.id);
            let [gone, other] = &replacing.names;
            let follow = |name: &String| if name == gone { other.clone() } else { name.clone() };
            let expected: BTreeSet<_> = named
                .iter()
                .filter(|(from, _, _)| from != gone)
                .map(|(from, is_text, to)| (from.clone(), *is_text, follow(to)))
                .filter(|(from, _, to)| from != to)
                .collect();
            let found: BTreeSet<_> = links(&after).into_iter().filter(|(from, _, to)| from != to).collect();
            assert_eq!(found, expected, "{gone} by {other}");
            let (was, is) = (permalink::of(old.kind, &old.id), permalink::of(new.kind, &new.id));
            let files = build.output.unwrap().files;
            let had_page = survey.judged.pages.iter().any(|page| page.path == was.path);
            if was.anchor.is_none() && is.anchor.is_none() && had_page {
                let page = files.iter().find(|(path, _)| path.as_str() == was.path).expect("the old address is there");
                assert!(String::from_utf8_lossy(&page.1.bytes).contains(is.path.rsplit('/').next().unwrap()), "{gone}");
            }
            done += 1;
        }
    }
    assert!(done > 4 && refused > 4, "{done} done, {refused} refused");
}

#[test]
fn entries_of_the_shipped_site_take_each_others_place_or_a_reason_is_told() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = trellis::disk::read(root, None).unwrap();
    let request = request();
    let survey = Survey::new(&site, &request);
    let errors = |snapshot: &Snapshot| {
        let judged = pipeline::judge(snapshot, &request, &mut warm::memo(), &|_| {});
        judged.diagnostics.iter().filter(|found| found.is_error()).count()
    };
    let (now, mut done) = (errors(&site), 0);
    let mut pairs = Vec::new();
    for kind in Kind::ALL {
        let of_kind = || (0..).zip(&survey.contents.entries).filter(|(_, entry)| entry.kind == *kind);
        pairs.extend(of_kind().zip(of_kind().skip(1)).map(|((old, _), (new, _))| (old, new)).take(1));
    }
    for (old, new) in pairs.into_iter().step_by(4) {
        match refactor::replace(old, new, &survey) {
            Ok(replacing) => {
                assert!(errors(&changed(&site, &replacing.changes)) <= now, "{:?}", replacing.names);
                done += 1;
            }
            Err(refusal) => assert!(!refusal.why.is_empty() && !refusal.help.is_empty()),
        }
    }
    assert!(done > 0);
}

#[test]
fn what_would_be_named_twice_in_a_list_is_taken_out_of_it() {
    let page = |list: &str| {
        format!(
            "---\ntitle: Guide\nsummary: It says how.\nreviewed: 2026-11-01\nsources:\n  - title: A page\n    url: https://www.example.org/about\n    seen: 2026-11-01\n{list}---\n\nWords.\n"
        )
    };
    let of = |list: &str| {
        let site = Small::new();
        let open_day = site.read("content/interventions/open-day.md");
        let site = site
            .write(
                "content/interventions/fair.md",
                &open_day.replace("title: ", "title: Fair or ").replacen("former_ids", "# former_ids", 1),
            )
            .write("content/guides/another.md", &page(list));
        let after = replaced(&snapshot(&site), Kind::Intervention, "open-day", "fair").unwrap();
        after.text(&SourcePath::new("content/guides/another.md")).unwrap().to_string()
    };
    for (list, expected) in [
        ("interventions: [open-day]\n", "interventions: [fair]\n"),
        ("interventions: [open-day, fair]\n", "interventions: [fair]\n"),
        ("interventions: [fair, open-day]  # both\n", "interventions: [fair]  # both\n"),
        ("interventions:\n  - fair\n  # the old one\n  - open-day\n", "interventions:\n  - fair\n  # the old one\n"),
        ("interventions:\n  - open-day # old\n  - fair\n", "interventions:\n  - fair\n"),
        ("interventions: [\"interventions/open-day.md\",\n  fair]\n", "interventions: [fair]\n"),
    ] {
        assert_eq!(of(list), page(expected), "{list}");
    }
}

#[test]
fn the_one_in_its_place_does_not_name_itself() {
    let site = Small::new();
    let role = site.read("content/roles/podiatrist.md").replace("title: Podiatrist", "title: Foot doctor");
    let named = |fields: &str| role.replace("reviewed: 2026-11-01\n---", &format!("reviewed: 2026-11-01\n{fields}---"));
    let related = "related:\n  - role: podiatrist\n    because: It is the same.\n";
    let site = site.write("content/roles/foot-doctor.md", &named(related));
    let after = replaced(&snapshot(&site), Kind::Role, "podiatrist", "foot-doctor").unwrap();
    let text = after.text(&SourcePath::new("content/roles/foot-doctor.md")).unwrap();
    assert_eq!(text, named("former_ids: [podiatrist]\n"), "a list of nothing goes whole");
}

#[test]
fn links_to_parts_that_the_other_has_not_lead_to_its_top() {
    let site = Small::new();
    let about = site.read("content/pages/about.md");
    let site = site
        .write("content/pages/us.md", &about.replacen("title: ", "title: Us and ", 1))
        .write("content/pages/about.md", &format!("{about}\n## Old words\n\nMore.\n"));
    let help = about.replacen("title: ", "title: Help ", 1);
    let site = site.write(
        "content/pages/help.md",
        &format!("{help}\n[a](about.md#old-words), [b](<about.md>), [c](/pages/about.md?x=1).\n"),
    );
    let before = snapshot(&site);
    let after = replaced(&before, Kind::Page, "about", "us").unwrap();
    let text = after.text(&SourcePath::new("content/pages/help.md")).unwrap();
    assert!(text.ends_with("\n[a](us.md), [b](<us.md>), [c](/pages/us.md?x=1).\n"), "{text}");
}

#[test]
fn rows_go_from_their_tables_and_their_names_stay() {
    let row = |id: &str| {
        format!(
            "{id},The {id},A clinic.,nhs-employer,north,https://www.example.org/{id},Visits,2026-11-01,2026-11-01,Its website,https://www.example.org/{id},2026-11-01,volunteering\n"
        )
    };
    let site = Small::new();
    let table = site.read("content/partners/more.csv");
    let site = site.write("content/partners/more.csv", &format!("{table}{}{}", row("west"), row("south")));
    let before = snapshot(&site);
    for (old, new) in [("west", "south"), ("south", "west"), ("east-clinic", "west"), ("west", "north-college")] {
        let after = replaced(&before, Kind::Partner, old, new).unwrap_or_else(|why| panic!("{old} by {new}: {why}"));
        let text = after.text(&SourcePath::new("content/partners/more.csv")).unwrap();
        assert!(!text.contains(&format!("\n{old},")), "{text}");
        let request = request();
        let survey = Survey::new(&after, &request);
        let other = survey.entry(number(&survey, Kind::Partner, new));
        assert!(other.common.as_ref().unwrap().former_ids.iter().any(|id| &**id == old), "{old} by {new}: {text}");
        assert_eq!(survey.judged.diagnostics.iter().filter(|found| found.is_error()).count(), 0);
    }
}

#[test]
fn a_command_deletes_what_nothing_names_and_replaces_what_something_does() {
    let site = Small::new();
    let before = site.content();
    let refused = site.run("rm podiatrist");
    refused.ends(2).says("cannot delete `podiatrist`: other entries refer to it");
    refused.says("at: content/roles/podiatry-assistant.md:20:11").says("let another entry take its place");
    site.run("rm podiatrist --replace-by podiatry-assistant").ends(2).says("false-promise").says("cannot replace");
    site.run("rm podiatrist --replace-by podiatry-degree").ends(2).says("only another role can take its place");
    site.run("rm home").ends(2).says("it is the first page of the site");
    site.run("rm pages/about --dry-run").ends(0).says("Would delete pages/about, in 1 file. Nothing was changed");
    assert_eq!(site.content(), before);
    let run = site.run("rm pages/about");
    run.ends(0).says("Deleted pages/about, in 1 file");
    assert_eq!(run.out, "content/pages/about.md: goes\n");
    assert!(!site.path("content/pages/about.md").exists());
    let role = site.read("content/roles/podiatrist.md");
    let site = site.write("content/roles/foot-doctor.md", &role.replace("title: Podiatrist", "title: Foot doctor"));
    site.run("rm podiatrist --replace-by foot-doctor")
        .ends(0)
        .says("roles/foot-doctor has its place and its addresses");
    assert!(site.read("content/roles/foot-doctor.md").contains("former_ids: [podiatrist]"));
    site.run("build").ends(0);
    assert!(site.read("public/roles/podiatrist.html").contains("foot-doctor.html"));
}
