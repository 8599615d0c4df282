//! What stands on every page does not grow with the site.

use trellis::{Drafts, Request, Snapshot};

use crate::warm;

/// The page `page-0` of a site with so many pages and guides, of which each so-manieth page says its place.
fn first_page(pages: usize, guides: usize, placed: usize) -> (String, String) {
    let mut files = vec![("site.yaml".to_string(), "title: Careers\ndescription: Careers in health.\n".to_string())];
    let head = |name: String| format!("---\ntitle: {name}\nsummary: What it says.\nreviewed: 2026-11-23\n");
    for number in 0..pages {
        let order = if number % placed == 0 { format!("order: {number}\n") } else { String::new() };
        let text = format!("{}{order}---\n\nWords of a page.\n", head(format!("Page {number}")));
        files.push((format!("content/pages/page-{number}.md"), text));
    }
    for number in 0..guides {
        let fields = format!("element: outside-in\norder: {number}\naudience: People who plan teams\n");
        let text = format!("{}{fields}---\n\nWords of a guide.\n", head(format!("Guide {number}")));
        files.push((format!("content/guides/guide-{number}.md"), text));
    }
    let snapshot = Snapshot::from_iter(files.into_iter().map(|(path, text)| (path, text.into_bytes())));
    let request =
        Request { today: jiff::civil::date(2026, 12, 1), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = trellis::build(&snapshot, &request, &mut warm::memo(), &|_| {});
    let output = build.output.unwrap_or_else(|| panic!("{:?}", build.diagnostics));
    let text = |path: &str| {
        let file = output.files.iter().find(|(own, _)| own.as_str() == path);
        file.map_or(String::new(), |(_, file)| String::from_utf8_lossy(&file.bytes).into_owned())
    };
    (text("page-0.html"), text("guides/guide-15.html"))
}

fn links_in_footer(page: &str) -> usize {
    let footer = page.split("<footer").nth(1).expect("a page has a footer");
    footer.matches("href=\"page-").count()
}

#[test]
fn a_few_pages_all_stand_in_the_footer() {
    assert_eq!(links_in_footer(&first_page(20, 0, 1000).0), 20);
}

#[test]
fn of_many_pages_those_stand_there_that_say_their_place() {
    assert_eq!(links_in_footer(&first_page(40, 0, 10).0), 4);
    assert_eq!(links_in_footer(&first_page(40, 0, 1).0), 20);
}

#[test]
fn a_guide_names_those_around_it() {
    let (_, guide) = first_page(1, 40, 1);
    let named = |number: usize| guide.contains(&format!("guide-{number}.html"));
    assert!(named(5) && named(25), "{guide}");
    assert!(!named(4) && !named(26), "{guide}");
}
