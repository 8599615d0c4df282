//! Who is listed where and whom case studies are about, as tables with what lacks.

use super::layout::Page;
use super::{count, grouped, number_or_none};
use crate::health::{Places, Stories};
use crate::report::phrases::people;

pub(super) fn places(page: &mut Page, places: &Places) {
    page.heading("Partners by area");
    if places.areas.is_empty() {
        page.line("The site has no area of health services.");
        return;
    }
    let all: usize = places.areas.iter().map(|area| area.partners()).sum();
    let areas = count(places.areas.len(), "area", "areas");
    page.line(&match places.gaps() {
        0 => format!("{} are listed in {areas}, and none is without.", grouped(all)),
        gaps => format!("{} are listed in {areas}, and {} without.", grouped(all), count(gaps, "area is", "areas are")),
    });
    let kinds = places.kinds.iter().map(|kind| &*kind.title);
    let head: Vec<&str> = ["Area"].into_iter().chain(kinds).chain(["Stories"]).collect();
    let row = |area: &crate::health::AreaCover| {
        let figures = area.kinds.iter().copied().chain([area.stories]).map(number_or_none);
        std::iter::once(area.area.title.to_string()).chain(figures).collect()
    };
    page.table(&head, &places.areas.iter().map(row).collect::<Vec<_>>());
}

pub(super) fn stories(page: &mut Page, stories: &Stories) {
    page.heading("Case studies by whom they are about");
    page.line(&format!(
        "{} on the site. One may count in several rows.",
        count(stories.all, "case study", "case studies")
    ));
    let professions = stories.professions.iter().map(|one| (one.profession.title.to_string(), one.stories.len()));
    let told = stories.people.iter().map(|(who, stories)| (people(*who).to_string(), stories.len()));
    let rows = professions.chain(told).map(|(about, number)| vec![about, number_or_none(number)]);
    page.table(&["About", "Case studies"], &rows.collect::<Vec<_>>());
}
