//! `trellis refs`: every place that mentions an entry.

use serde_json::Value;

use crate::small::Small;

const PODIATRIST: &str = "\
content/pathways/from-school.md:13:11: in field steps
content/professions/podiatry.md:16:24: in the text
content/roles/podiatry-assistant.md:20:11: in field leads_to
content/roles/podiatry-assistant.md:24:11: in field related
content/roles/podiatry-assistant.md:35:19: in the text
content/routes/podiatry-degree.md:15:11: in field leads_to
";

#[test]
fn an_entry_may_be_named_in_every_way_that_people_know() {
    let site = Small::new();
    for name in [
        "podiatrist",
        "role/podiatrist",
        "roles/podiatrist",
        "content/roles/podiatrist.md",
        "./content/roles/podiatrist.md",
        "roles/podiatrist.md",
        "roles/podiatrist.html",
        "public/roles/podiatrist.html",
        "/roles/podiatrist.html#ways-in",
        "https://careers.example.org/small/roles/podiatrist.html",
    ] {
        let run = site.run(&format!("refs {name}"));
        assert_eq!((run.code, run.out.as_str()), (0, PODIATRIST), "{name}: {}", run.said);
    }
    site.run("refs podiatrist").says("6 mentions of roles/podiatrist in 4 files");
}

#[test]
fn rows_and_old_names_are_entries_too() {
    let site = Small::new();
    site.run("refs glossary.html#dbs").ends(0).says("Nothing mentions data/glossary/dbs");
    site.run("refs pay.html#band-2").ends(0).answers("content/roles/podiatry-assistant.md:7:13: in field pay_bands");
    site.run("refs content/partners/more.csv#east-clinic").ends(0).says("2 mentions of partners/east-clinic");
    let run = site.run("refs college");
    assert_eq!(run.ends(0).out.lines().count(), 3, "{}", run.out);
    let site = site.edit("content/routes/volunteering.md", "[podiatry-degree]", "[foot-degree]");
    let run = site.run("refs foot-degree");
    run.ends(0).answers("content/roles/podiatry-assistant.md:21:10: in field leads_to\n");
    run.answers("content/routes/volunteering.md:17:17: in field progresses_to, by an old name\n");
}

#[test]
fn what_rows_of_a_table_share_is_one_place() {
    let table = "each:\n  area_type: region\n  within: west\n  reviewed: 2026-11-01\n  summary: A place.\nentries:\n  \
                 - {id: north, title: North}\n  - {id: south, title: South}\n  - {id: west, title: West, within: north}\n";
    let run = Small::new().write("content/data/areas.yaml", table).run("refs data/areas/west");
    assert_eq!((run.code, run.out.as_str()), (0, "content/data/areas.yaml:3:11: in field within\n"), "{}", run.said);
}

#[test]
fn programs_read_one_object_a_line() {
    let run = Small::new().run("refs podiatrist --format json");
    let objects: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 6);
    assert_eq!(objects[0]["at"]["path"], "content/pathways/from-school.md");
    assert_eq!(objects[0]["at"]["start"], serde_json::json!({ "line": 13, "column": 11 }));
    assert_eq!((&objects[0]["field"], &objects[1]["field"]), (&"steps".into(), &Value::Null));
}

#[test]
fn it_works_while_content_has_errors_and_for_entries_that_are_left_out() {
    let site = Small::new()
        .edit("content/roles/podiatrist.md", "stage: registered", "stage: registred\ndraft: true")
        .edit("content/routes/volunteering.md", "title: Volunteering\n", "");
    let run = site.run("refs podiatrist");
    assert_eq!((run.code, run.out.as_str()), (0, PODIATRIST));
    run.says("1 file has errors, so there may be more");
}

#[test]
fn a_name_that_nothing_has_is_answered_with_those_like_it() {
    let site = Small::new();
    site.run("refs podiatrst").ends(2).says("no entry is called `podiatrst`").says("roles/podiatrist");
    site.run("refs content/roles/podiatrst.md").ends(2).says("did you mean `content/roles/podiatrist.md`");
    site.run("refs zzzzzz").ends(2).says("write a file's name without `.md`");
    let run = site.run("refs content/data/pay.yaml");
    run.ends(2).says("could mean more than one entry").says("data/pay/2, data/pay/3, data/pay/5");
}
