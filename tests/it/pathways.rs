//! Pathway diagrams on pages and as pictures: each step is told in the table and by lines, and the numbers agree.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use trellis::graph::Drafts;
use trellis::layout;
use trellis::output::Output;
use trellis::pipeline::{self, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::corpus;
use crate::small::Small;
use crate::warm;

fn site() -> Snapshot {
    corpus::site(60, 3).into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

fn build(site: &Snapshot) -> Output {
    let request =
        Request { today: corpus::TODAY.parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(site, &request, &mut warm::memo(), &|_| {});
    build.output.unwrap_or_else(|| panic!("{:#?}", build.diagnostics))
}

fn text<'o>(output: &'o Output, path: &str) -> &'o str {
    let (_, file) = output.files.iter().find(|(at, _)| at.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&file.bytes).unwrap()
}

fn paths<'o>(output: &'o Output, folder: &str, extension: &str) -> Vec<&'o str> {
    let all = output.files.keys().map(|path| path.as_str());
    all.filter(|path| path.starts_with(folder) && path.ends_with(extension)).collect()
}

/// The part of a page between two marks.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from}"));
    text[start..].split(to).next().unwrap()
}

#[test]
fn each_step_of_a_ladder_is_told_in_all_its_forms() {
    let output = build(&site());
    let mut steps = 0;
    for path in paths(&output, "pathways/professions/", ".html") {
        // What follows the ladder is how its roles show the Framework.
        let page = text(&output, path).split(" id=\"framework\"").next().unwrap();
        let ladder = part(page, "<ol class=\"ladder", "</ol>");
        let told = page.matches("<tbody>").count();
        let boxes = ladder.matches("class=\"ladder-box").count();
        assert!(
            part(ladder, "<li", "</ol>").matches("<a ").count() <= 2 * boxes + 8,
            "{path}: links of boxes and stages"
        );
        if !ladder.contains("drawn") {
            continue;
        }
        steps += told;
        assert_eq!(told, ladder.matches("class=\"head ").count(), "{path}: ends of lines");
        if ladder.contains("railed") {
            let rails = part(ladder, "class=\"rails\"", "</li>");
            assert_eq!(told, rails.matches("<span").count(), "{path}: lines beside the boxes");
        }
        let pairs = |kind: &str| {
            let ends = |piece: &str| {
                let number = |name: &str| part(piece, name, "\" ").split('"').nth(1).unwrap().to_string();
                [number("data-from="), number("data-to=")]
            };
            ladder.split(kind).skip(1).map(ends).collect::<BTreeSet<_>>()
        };
        let drawn = pairs("class=\"head ");
        for [from, to] in &drawn {
            let near = part(ladder, &format!("data-at=\"{from}\" data-near=\""), ">");
            assert!(near.split(['"', ' ']).any(|number| number == to), "{path}: {from} does not know {to}");
        }
    }
    assert!(steps > 10, "only {steps} steps were drawn: this corpus shows nothing");
}

#[test]
fn the_style_has_a_place_for_every_row_and_lane() {
    let style = include_str!("../../themes/default/static/theme.css");
    for (name, most) in [("row", layout::MOST_ROWS), ("rows", layout::MOST_LONG), ("lane", layout::MOST_LANES)] {
        for number in if name == "rows" { 2 } else { 1 }..=most {
            assert!(
                style.contains(&format!("[data-{name}=\"{number}\"] {{ --{name}: {number}; }}")),
                "{name} {number}"
            );
        }
    }
}

#[test]
fn pictures_are_whole_xml_with_a_name_and_the_words_of_their_page() {
    let output = build(&site());
    let pictures = paths(&output, "pathways/", ".svg");
    assert!(pictures.len() > 1 && pictures.contains(&"pathways/map.svg"), "{pictures:?}");
    for path in pictures {
        let picture = text(&output, path);
        let mut reader = Reader::from_str(picture);
        let mut words = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")) {
                Event::Text(text) => words.push(text.to_string()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(picture.contains("role=\"img\"") && picture.contains("<title id=\"title\">"), "{path}");
        let page = text(&output, &path.replace(".svg", ".html"));
        let kilobytes = picture.len().div_ceil(1000);
        let name = path.rsplit('/').next().unwrap();
        assert!(page.contains(&format!("<a href=\"{name}\" download>")), "{path} is not linked");
        assert!(page.contains(&format!("(SVG, {kilobytes} kB)")), "{path}: the page tells another size");
        assert_eq!(picture.matches("<rect").count() - 1, page.matches("class=\"ladder-box").count(), "{path}: boxes");
        assert!(words.iter().any(|word| word.contains("Many people stay")), "{path}");
    }
}

#[test]
fn no_title_can_break_a_picture() {
    let mut site = site();
    for number in 0..8 {
        let path = SourcePath::new(format!("content/roles/role-{number}.md"));
        let Some(role) = site.text(&path) else { continue };
        let mut lines: Vec<&str> = role.lines().collect();
        let title = lines.iter().position(|line| line.starts_with("title:")).unwrap();
        let hostile = format!("title: '</text><script>alert({number})</script> & \"Zuständige*r\" ]]> 护士'");
        lines[title] = &hostile;
        let role = lines.join("\n");
        site.insert(path, File::new(role.as_bytes()));
    }
    let output = build(&site);
    let mut hostile = 0;
    for path in paths(&output, "pathways/", ".svg") {
        let picture = text(&output, path);
        assert!(!picture.contains("<script"), "{path}");
        hostile += picture.matches("&lt;/text&gt;").count();
        let mut reader = Reader::from_str(picture);
        while !matches!(reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")), Event::Eof) {}
    }
    assert!(hostile > 0, "no picture shows such a title");
}

#[test]
fn ways_in_begin_with_what_most_people_can_take() {
    let site = Small::new();
    let degree = site.read("content/routes/podiatry-degree.md").replace("former_ids: [foot-degree]\n", "");
    let way = |site: Small, id: &str, fields: &str| {
        let text = degree.replace("title: Podiatry degree", &format!("title: {id}\n{fields}"));
        site.write(&format!("content/routes/{id}.md"), &text)
    };
    let site = way(site, "a-return", "open_to: trained-before");
    let site = way(site, "b-masters", "open_to: graduates");
    let site = way(site, "c-apprenticeship", "open_to: with-employer\nmin_age: 16");
    let site = way(site, "d-at-18", "min_age: 18");
    let site = way(site, "e-at-16", "min_age: 16");
    site.run("build").ends(0);
    for page in ["public/roles/podiatrist.html", "public/professions/packs/podiatry.html"] {
        let page = site.read(page);
        let at = |id: &str| page.find(&format!("routes/{id}.html\">")).unwrap_or_else(|| panic!("no {id}"));
        let order = ["e-at-16", "d-at-18", "podiatry-degree", "c-apprenticeship", "b-masters", "a-return"];
        assert!(order.map(at).is_sorted(), "{:?}", order.map(at));
    }
}
