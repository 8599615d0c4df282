//! `trellis why`: where a page comes from, or why an entry is not on the site.

use crate::photo;
use crate::small::Small;

#[test]
fn a_page_tells_its_file_its_template_and_what_the_graph_gave() {
    let site = Small::new();
    let expected = "\
roles/podiatrist.html is the role `Podiatrist`
  from: content/roles/podiatrist.md
  template: role.html of the default theme
  named in its fields: professions/podiatry, framework/stages/registered, data/pay/5
  named by the fields of: roles/podiatry-assistant, routes/podiatry-degree, pathways/from-school
  linked from the text of: professions/podiatry, roles/podiatry-assistant
";
    for name in [
        "roles/podiatrist.html",
        "/roles/podiatrist.html",
        "public/roles/podiatrist.html",
        "content/roles/podiatrist.md",
    ] {
        let run = site.run(&format!("why {name}"));
        assert_eq!((run.code, run.out.as_str(), run.said.as_str()), (0, expected, ""), "{name}");
    }
}

#[test]
fn every_file_of_the_published_site_is_explained() {
    let site = Small::new();
    site.run("build").ends(0);
    let public = site.path("public");
    let files =
        walkdir::WalkDir::new(&public).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    let mut count = 0;
    for file in files {
        let path = file.path().strip_prefix(&public).unwrap().to_str().unwrap().to_string();
        if !path.starts_with(".trellis") {
            let run = site.run(&format!("why {path}"));
            assert!(run.code == 0 && run.out.contains(&*path), "{path}: {}{}", run.out, run.said);
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
}

#[test]
fn lists_and_old_addresses_and_parts_say_what_is_behind_them() {
    let site = Small::new();
    site.run("why roles/").ends(0).answers("roles/index.html is the list of all roles");
    site.run("why roles/").answers("every entry of the kind: roles/podiatrist, roles/podiatry-assistant");
    site.run("why professions/packs/podiatry.html")
        .ends(0)
        .answers("its roles by stage: roles/podiatry-assistant, roles/podiatrist");
    let run = site.run("why routes/foot-degree.html");
    run.ends(0).answers("old address of the route `Podiatry degree`: `foot-degree` was its name");
    run.answers("from: content/routes/podiatry-degree.md:17:14");
    let run = site.run("why data/glossary/dbs");
    run.ends(0).answers("part of another page, at glossary.html#dbs").answers("content/data/glossary.yaml:8:");
}

#[test]
fn what_has_nothing_to_show_has_no_page() {
    let site = Small::new().edit(
        "content/data/areas.yaml",
        "entries:\n",
        "entries:\n  - id: nowhere\n    title: Nowhere\n    summary: A place.\n    area_type: council\n",
    );
    let run = site.run("why data/areas/nowhere");
    run.ends(0).answers("it has no page: nothing on the site belongs to it").answers("content/data/areas.yaml:");
    let site = site.edit("content/events/open-evening.md", "title:", "draft: true\ntitle:");
    site.run("why events/").ends(0).answers("the list of events has no page: there is nothing on it");
}

#[test]
fn a_template_of_the_sites_own_is_named() {
    let site = Small::new().edit("site.yaml", "title:", "theme: mine\ntitle:");
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates/role.html");
    let site = site.write("themes/mine/templates/role.html", &std::fs::read_to_string(default).unwrap());
    site.run("why podiatrist").ends(0).answers("  template: themes/mine/templates/role.html\n");
    site.run("why volunteering").ends(0).answers("  template: route.html of the default theme\n");
}

#[test]
fn what_is_left_out_says_the_reason() {
    let about = "content/pages/about.md";
    let with = |line: &str| Small::new().edit(about, "order: 1", &format!("order: 1\n{line}"));
    let cases = [
        ("draft: true", "it is a draft"),
        ("publish_from: 2027-01-01", "it will be published on 2027-01-01"),
        ("expires: 2026-10-01", "it expired on 2026-10-01"),
    ];
    for (line, reason) in cases {
        let site = with(line);
        for name in ["about.html", about] {
            let run = site.run(&format!("why {name}"));
            run.ends(0).answers(&format!("{about} is not on the site\n  because {reason}"));
        }
        site.run("why about.html --drafts").ends(0).answers("about.html is the page");
    }
    let run = with("odd: field\npublish_from: tomorrow").run("why about.html");
    run.ends(0)
        .answers("because it could not be read")
        .says("`tomorrow` is not a date")
        .says("2 errors stand in content");
}

#[test]
fn an_entry_that_needs_one_that_is_left_out_says_which() {
    let site = Small::new().edit("content/framework/stages/registered.md", "order: 4", "order: 4\ndraft: true");
    let run = site.run("why roles/podiatrist.html");
    run.ends(0).answers("content/roles/podiatrist.md is not on the site");
    run.answers("because content/roles/podiatrist.md:5:8 needs `registered`: it is a draft");
}

#[test]
fn notes_and_pictures_and_odd_folders_are_explained() {
    let site = Small::new()
        .write("content/readme.md", "Notes")
        .write("content/images/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .write("content/images/spare.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .edit(
            "content/pages/about.md",
            "---\n\n",
            "---\n\n![A line](../images/line.svg)\n\n![A room](../images/room.jpg)\n\n",
        )
        .write("content/rolls/a.md", "---\ntitle: A\n---\n");
    std::fs::write(site.path("content/images/room.jpg"), photo::jpeg(photo::SIZE, 1)).unwrap();
    site.run("why content/readme.md").ends(0).answers("notes, which are never published");
    site.run("why images/line.svg").ends(0).answers("published as it is\n  from: content/images/line.svg");
    site.run("why images/room.jpg").ends(0).answers("published without what cameras and programs note in pictures");
    site.run("why images/spare.svg").ends(0).answers("not on the site\n  because nothing on the site refers to it");
    site.run("why content/rolls/a.md").ends(0).says("unknown-folder").says("1 error stands in content");
}

#[test]
fn an_address_that_is_not_there_is_answered_with_those_like_it() {
    let site = Small::new();
    site.run("why rols/podiatrist.html").ends(2).says("the nearest are: roles/podiatrist.html");
    site.run("why content/roles/podiatrst.md").ends(2).says("content/roles/podiatrist.md");
    site.run("why ../../etc/passwd").ends(2).says("there is no `../../etc/passwd`");
    site.run("why content/data/pay.yaml").ends(2).says("write one of: data/pay/2");
}

#[test]
fn an_owners_robots_file_takes_the_place_of_the_made_one() {
    let site = Small::new();
    site.run("why robots.txt").ends(0).answers("robots.txt is made by Trellis");
    let rules = "User-agent: *\nDisallow: /\n";
    let site = site.write("content/robots.txt", rules);
    site.run("build").ends(0);
    assert_eq!(site.read("public/robots.txt"), rules);
    site.run("why robots.txt").ends(0).answers("robots.txt is published as it is\n  from: content/robots.txt");
}

#[test]
fn a_picture_that_only_a_draft_shows_says_so() {
    let site = Small::new()
        .write("content/images/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
        .edit("content/pages/about.md", "order: 1", "order: 1\ndraft: true")
        .edit("content/pages/about.md", "---\n\n", "---\n\n![A line](../images/line.svg)\n\n");
    site.run("why images/line.svg").ends(0).answers("because only content/pages/about.md refers to it");
    site.run("why images/line.svg --drafts").ends(0).answers("published as it is");
    site.run("build").ends(0);
    assert!(!site.path("public/images/line.svg").exists());
}

#[test]
fn what_hosts_look_for_is_published_and_kept() {
    let site = Small::new().write("content/.htaccess", "# rules\n").write("content/.nojekyll", "");
    let site = site.write("content/.well-known/security.txt", "us\n").write("content/roles/.htaccess", "# no\n");
    for _ in 0..2 {
        site.run("build").ends(0);
        for path in [".htaccess", ".nojekyll", ".well-known/security.txt"] {
            assert!(site.path(&format!("public/{path}")).exists(), "{path}");
            site.run(&format!("why {path}")).ends(0).answers("published as it is");
        }
        assert!(!site.path("public/roles/.htaccess").exists());
    }
}
