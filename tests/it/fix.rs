//! `trellis fix`: repairs that are beyond doubt, shown first and made when asked.

use serde_json::Value;

use crate::small::Small;

/// The small site with one of everything that can be mended.
fn slips() -> Small {
    Small::new()
        .edit("content/roles/podiatrist.md", "professions: [podiatry]", "professions: [podiatri]  # a slip")
        .edit("content/roles/podiatrist.md", "stage: registered", "stage: \"framework/stages/registred.md\"")
        .edit("content/roles/podiatrist.md", "checks:", "cheks:")
        .edit("content/routes/volunteering.md", "[podiatry-degree]", "[foot-degree]")
        .edit("content/guides/outside-in.md", "routes/volunteering", "routes/volunteerin")
        .edit("content/partners/more.csv", "volunteering\n", "volunteerign\n")
        .edit("content/professions/podiatry.md", "../roles/podiatrist.md", "../rolls/podiatrist.md#ways-inn")
        .edit("content/roles/podiatry-assistant.md", "podiatrist.md#ways-in", "podiatrist.md#ways-inn")
        .write("content/images/foot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .edit("content/pages/about.md", "---\n\n", "---\n\n![A foot](../image/foot.svg)\n\n")
}

#[test]
fn the_changes_are_shown_and_none_is_made() {
    let site = slips();
    let before = site.content();
    let run = site.run("fix");
    run.ends(1).says("Can mend 8 findings in 6 files. To do it: trellis fix --yes");
    run.answers("--- a/content/roles/podiatrist.md\n+++ b/content/roles/podiatrist.md\n@@ -");
    run.answers("\n-professions: [podiatri]  # a slip\n").answers("\n+professions: [podiatry]  # a slip\n");
    assert!(before == site.content());
    assert!(!run.out.contains('\u{1b}'), "no colours where nobody sees them");
}

#[test]
fn all_that_is_beyond_doubt_is_mended_and_nothing_else_changes() {
    let site = slips();
    site.run("fix --yes").ends(0).says("Mended 8 findings in 6 files");
    // A link that led nowhere, or to a page that could not be read, hid that its section is missing.
    site.run("fix --yes").ends(0).says("Mended 2 findings in 2 files");
    site.run("check").ends(0).says("nothing to mend");
    let whole = Small::new()
        .edit("content/roles/podiatrist.md", "[podiatry]", "[podiatry]  # a slip")
        .edit("content/roles/podiatrist.md", "stage: registered", "stage: \"framework/stages/registered.md\"")
        .edit("content/professions/podiatry.md", "../roles/podiatrist.md", "../roles/podiatrist.md#ways-in")
        .write("content/images/foot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .edit("content/pages/about.md", "---\n\n", "---\n\n![A foot](../images/foot.svg)\n\n");
    assert_eq!(texts(&site), texts(&whole));
    site.run("fix").ends(0).says("Nothing is to be mended");
}

fn texts(site: &Small) -> Vec<(String, String)> {
    site.content().into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn what_could_mean_two_things_is_left_to_people() {
    let site = Small::new()
        .edit("content/pathways/from-school.md", "route: volunteering", "route: podiatry-degre")
        .edit("content/pathways/from-school.md", "role: podiatrist", "role: foot-doctor");
    let twin = site.read("content/routes/podiatry-degree.md").replace("former_ids: [foot-degree]\n", "");
    let site = site.write("content/routes/podiatry-degrees.md", &twin);
    let before = site.content();
    let run = site.run("fix --yes");
    run.ends(0).says("Nothing can be mended without you").says("2 findings need you: trellis check");
    assert!(run.out.is_empty() && before == site.content(), "{}", run.out);
}

#[test]
fn no_picture_is_ever_said_to_be_decoration() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    let site = Small::new().write("content/images/foot.svg", picture).edit(
        "content/pages/about.md",
        "---\n\n",
        "---\n\n![ ](../images/foot.svg)\n\n",
    );
    site.run("fix --yes").ends(0).says("Mended 1 finding");
    assert!(
        site.read("content/pages/about.md").contains("\n![TODO: say what this picture shows](../images/foot.svg)\n")
    );
    // The reminder is no decision: nothing is published until somebody writes the words.
    site.run("check").ends(1).says("image-alt");
    site.run("fix").ends(0).says("Nothing can be mended without you").says("1 finding needs you");
    site.edit("content/pages/about.md", "TODO: say what this picture shows", "A foot").run("check").ends(0);
}

#[test]
fn old_names_are_written_anew_where_nothing_else_changes() {
    let terms = "each: {reviewed: 2026-11-01}\nentries:\n  - id: kings-trust\n    title: The King's Trust\n    summary: A charity.\n    \
                 since: 2024-10-15\n    instead_of: [The Prince's Trust]\n  - id: nhs-england\n    title: NHS England\n    \
                 summary: A body.\n    was_before: [Health Education England]\n";
    let site = Small::new().write("content/data/house-terms.yaml", terms).edit(
        "content/pages/about.md",
        "---\n\n",
        "---\n\nThe Prince\u{2019}s Trust helps. So does Health Education England. It was The Prince's Trust in 2023.\n\n\
         > The Prince's Trust\n\n",
    );
    site.run("fix --yes").ends(0).says("Mended 1 finding").says("1 finding needs you");
    let text = site.read("content/pages/about.md");
    assert!(
        text.contains(
            "\nThe King's Trust helps. So does Health Education England. It was The Prince's Trust in 2023.\n"
        )
    );
    assert!(text.contains("> The Prince's Trust\n"));
}

#[test]
fn programs_read_what_mends_a_finding() {
    let site = Small::new().edit("content/roles/podiatrist.md", "professions: [podiatry]", "professions: [podiatri]");
    let finding: Value = serde_json::from_str(site.run("check --format json").out.trim()).unwrap();
    let fix = &finding["fixes"][0];
    assert_eq!((&fix["text"], &fix["at"]["start"]["column"]), (&"podiatry".into(), &15.into()));
    let log: Value = serde_json::from_str(&site.run("check --format sarif").out).unwrap();
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "content/roles/podiatrist.md");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "podiatry");
    assert_eq!(
        (&replacement["deletedRegion"]["startLine"], &replacement["deletedRegion"]["endColumn"]),
        (&4.into(), &23.into())
    );
}

/// Slips whose repair once damaged the words around them.
const DELICATE: [&str; 12] = [
    "We offer:\n1.first\n2.second\n",
    "Careers team<br>\n1 High Street<br>\nLeeds\n",
    "\u{f0b7}\tvisits\no\tin schools\n➢\ttaster days\n–\twork experience\n✓\tmentoring\n",
    "Please [write](mailto: jo@trust.example) to us, or [to him](mailto:jo at trust.example) at once.\n",
    "We are open.\n\n##Times##\n\nAsk us.\n",
    "Install it like this:\n\n    pip install datasette\n\nand then:\n\n    # Copyright (c) 2026\n",
    "We write it so:\n\n    <type>(<scope>): <subject>\n",
    "Come in.\n\n    You meet people all day. You help them to walk.\n",
    "| Day | Time |\n|---|---|\n| Monday | 9am |\nPlease ring the bell when you come.\n",
    "See [contributing](CONTRIBUTING.md) first.\n",
    "It costs Â£5, and itâ€™s worth it.\n",
    "See [a page](https://x.example/page,) and go.\n",
];

#[test]
fn a_repair_keeps_all_words_and_makes_no_new_finding() {
    let letters = |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
    let mut site = Small::new();
    for (number, body) in DELICATE.iter().enumerate() {
        let text = format!("---\ntitle: Page {number}\nsummary: What it says.\nreviewed: 2026-11-23\n---\n\n{body}");
        site = site.write(&format!("content/pages/delicate-{number}.md"), &text);
    }
    let counts = |site: &Small| {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for line in site.run("check --format json").out.lines() {
            let finding: Value = serde_json::from_str(line).unwrap();
            *counts.entry(finding["code"].as_str().unwrap().to_string()).or_default() += 1;
        }
        counts
    };
    let before = counts(&site);
    site.run("fix --yes");
    let after = counts(&site);
    for (code, count) in &after {
        assert!(before.get(code).is_some_and(|known| known >= count), "{code}: {before:?} {after:?}");
    }
    for (number, body) in DELICATE.iter().enumerate() {
        let text = site.read(&format!("content/pages/delicate-{number}.md"));
        let mended = text.split_once("---\n\n").unwrap().1;
        // A letter before a tab was a sign.
        assert_eq!(letters(mended), letters(&body.replace("o\t", "")), "{mended}");
    }
}
