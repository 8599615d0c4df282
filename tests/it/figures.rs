//! Figures of the shipped site: each has its table, its source and its licence beside it, and the tables add up to what
//! their publishers say.

use std::collections::BTreeMap;

use trellis::entry::kinds::{Dataset, Figure};

use crate::near::{file, root, site};

/// The part of the page that is about a figure.
fn part<'p>(page: &'p str, id: &str) -> &'p str {
    let begin = page.find(&format!("<section id=\"figure-{id}\"")).unwrap_or_else(|| panic!("{id} is not on the page"));
    &page[begin..begin + page[begin..].find("</section>").unwrap()]
}

#[test]
fn every_figure_has_its_table_its_source_and_what_it_cannot_say() {
    let site = site();
    let page = file(&site, "figures.html");
    let figures: Vec<_> = site.graph.all::<Figure>().collect();
    assert!(figures.len() >= 3, "{} figures", figures.len());
    for one in figures {
        let (part, drawn) = (part(&page, one.node.id()), &site.graph.figures[&one.id]);
        assert_eq!(part.matches("<tr><th scope=\"row\">").count(), drawn.numbers.rows.len(), "{}", one.title());
        let drawings = part.matches("<svg class=\"chart-").count();
        assert_eq!(drawings, drawn.numbers.rows.len(), "{}", one.title());
        for row in &drawn.numbers.rows {
            let newest = row.last().unwrap().shown(one.unit());
            assert!(
                part.matches(&newest).count() >= 2,
                "{newest} is in the drawing and in the table of {}",
                one.title()
            );
        }
        assert!(part.contains("role=\"img\"") && part.contains(&*one.caution), "{}", one.title());
        let source = &site.graph.get(one.dataset).node.sources()[0];
        assert!(part.contains(&*source.url.as_ref().unwrap().0), "{}", one.title());
        assert!(part.contains(&source.seen.to_string()), "{}", one.title());
    }
}

/// What the licences of tables ask to be said stands where they are drawn, in open data and with the content.
#[test]
fn every_table_says_its_licence() {
    let site = site();
    let licence = std::fs::read_to_string(root().join("content/LICENSE")).unwrap();
    let (page, api) = (file(&site, "figures.html"), file(&site, "api/data-datasets.json"));
    for one in site.graph.all::<Dataset>() {
        let Some(table) = &one.table else { continue };
        assert!(licence.contains(&format!("data/{table}")), "{table} is not named in content/LICENSE");
        assert!(page.contains(&*one.licence_url.0) && !one.attribution.is_empty(), "{}", one.title());
        for said in &one.attribution {
            let is_said = [&licence, &page, &api].map(|text| text.contains(&**said));
            assert_eq!(is_said, [true; 3], "{said} (LICENSE, figures.html, api)");
        }
        assert!(!file(&site, "near.html").contains(&**one.title()), "{} is no list of places", one.title());
        assert_eq!(file(&site, &format!("data/{table}")).lines().next(), first_line(table).as_deref());
    }
}

fn first_line(table: &str) -> Option<String> {
    let text = std::fs::read_to_string(root().join("content/data").join(table)).unwrap();
    text.lines().next().map(str::to_string)
}

/// The register has fifteen professions on each day, and as many people as its snapshot says in all.
#[test]
fn the_register_adds_up() {
    let text = std::fs::read_to_string(root().join("content/data/hcpc-register.csv")).unwrap();
    let mut days: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let day = days.entry(cells[2]).or_default();
        *day = (day.0 + 1, day.1 + cells[3].parse::<u32>().unwrap());
    }
    let wanted = [
        ("2020-10-01", 286_437),
        ("2020-11-03", 287_917),
        ("2021-11-01", 295_809),
        ("2021-12-01", 295_665),
        ("2025-01-01", 352_593),
    ];
    assert_eq!(days.into_iter().collect::<Vec<_>>(), wanted.map(|(day, sum)| (day, (15, sum))));
}
