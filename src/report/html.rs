//! The report as one HTML file that needs nothing else: no script, no other file, no network.
//!
//! Its template is not part of any theme: it belongs to the program and sees the JSON of the report and nothing else,
//! so that what programs and people read cannot differ.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{json, phrases};
use crate::health::Health;

/// The whole page. Entries are links below `root`, where the site is; without one they are plain words.
pub fn page(health: &Health, root: Option<&str>) -> String {
    render("page.html", health, root)
}

/// The style of the page.
pub fn style() -> &'static str {
    include_str!("html/report.css")
}

fn render(template: &str, health: &Health, root: Option<&str>) -> String {
    let mut context = tera::Context::new();
    context.insert_value("report", Value::from_serializable(&json::report(health)));
    context.insert_value("root", Value::from_serializable(&root));
    context.insert_value("style", Value::safe_string(style()));
    let shown = templates().and_then(|tera| tera.render(template, &context));
    shown.unwrap_or_else(|error| panic!("the templates show what every report holds, and tests render them: {error}"))
}

fn templates() -> TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.register_filter("day", |text: &str, _: Kwargs, _: &State<'_>| date(text).map(phrases::day));
    tera.register_filter("month", |text: &str, _: Kwargs, _: &State<'_>| {
        date(&format!("{text}-01")).map(phrases::month)
    });
    tera.register_filter("years", |years: f64, _: Kwargs, _: &State<'_>| phrases::age(years));
    tera.register_filter("grouped", |number: usize, _: Kwargs, _: &State<'_>| phrases::grouped(number));
    tera.register_filter("count", |number: usize, forms: Kwargs, _: &State<'_>| {
        Ok::<_, Error>(phrases::count(number, forms.must_get("one")?, forms.must_get("many")?))
    });
    tera.register_filter("most", |rows: Vec<Value>, of: Kwargs, _: &State<'_>| {
        let name: &str = of.must_get("of")?;
        let number = |row: &Value| row.get_from_path(name).and_then(Value::as_u64);
        Ok::<_, Error>(rows.iter().filter_map(number).max().unwrap_or(0))
    });
    tera.add_raw_templates([
        ("page.html", include_str!("html/page.html")),
        ("report.html", include_str!("html/report.html")),
        ("professions.html", include_str!("html/professions.html")),
        ("listed.html", include_str!("html/listed.html")),
        ("parts.html", include_str!("html/parts.html")),
    ])?;
    Ok(tera)
}

fn date(text: &str) -> TeraResult<jiff::civil::Date> {
    text.parse().map_err(|_| Error::message(format!("`{text}` is not a date")))
}
