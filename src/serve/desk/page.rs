//! A page of the desk: its view and its template to HTML. Whatever comes from files is escaped by the templates.

use std::sync::OnceLock;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::context::DeskContext;
use super::phrases;

/// Every template, the frame and the parts first.
const TEMPLATES: &[(&str, &str)] = &[
    ("parts.html", include_str!("templates/parts.html")),
    ("frame.html", include_str!("templates/frame.html")),
    ("overview.html", include_str!("templates/overview.html")),
    ("problems.html", include_str!("templates/problems.html")),
    ("entries.html", include_str!("templates/entries.html")),
    ("entry.html", include_str!("templates/entry.html")),
    ("edit.html", include_str!("templates/edit.html")),
    ("choices.html", include_str!("templates/choices.html")),
    ("add.html", include_str!("templates/add.html")),
    ("add-one.html", include_str!("templates/add-one.html")),
    ("rename.html", include_str!("templates/rename.html")),
    ("duplicate.html", include_str!("templates/duplicate.html")),
    ("hide.html", include_str!("templates/hide.html")),
    ("delete.html", include_str!("templates/delete.html")),
    ("deleted.html", include_str!("templates/deleted.html")),
    ("import.html", include_str!("templates/import.html")),
    ("moving.html", include_str!("templates/moving.html")),
    ("changes.html", include_str!("templates/changes.html")),
    ("publish.html", include_str!("templates/publish.html")),
    ("reviews.html", include_str!("templates/reviews.html")),
    ("reading.html", include_str!("templates/reading.html")),
    ("coverage.html", include_str!("templates/coverage.html")),
    ("left-out.html", include_str!("templates/left-out.html")),
    ("explained.html", include_str!("templates/explained.html")),
    ("guide.html", include_str!("templates/guide.html")),
    ("codes.html", include_str!("templates/codes.html")),
    ("message.html", include_str!("templates/message.html")),
    ("welcome.html", include_str!("templates/welcome.html")),
];

/// Pages that every page of the desk leads to.
const MENU: &[(&str, &str)] = &[
    ("/_trellis/", "Overview"),
    ("/_trellis/problems", "Problems"),
    ("/_trellis/entries", "Entries"),
    ("/_trellis/reviews", "Reviews"),
    ("/_trellis/reading", "Reading age"),
    ("/_trellis/coverage", "Coverage"),
    ("/_trellis/left-out", "Online when"),
    (phrases::PUBLISH, "Publish"),
    (phrases::SETTINGS, "Settings"),
];

/// What surrounds every page.
#[derive(Debug, Serialize)]
pub struct Frame {
    pub title: String,
    pub site: String,
    pub menu: Vec<MenuItem>,
    pub version: u64,
    /// Why the site cannot be looked at, if so.
    pub trouble: Option<String>,
    /// What to do about a missing editor, if it is missing.
    pub editor: EditorNote,
}

#[derive(Debug, Serialize)]
pub struct MenuItem {
    pub href: &'static str,
    pub words: &'static str,
    pub count: Option<String>,
    pub is_here: bool,
}

/// How files are opened, for the note at the foot of each page.
#[derive(Debug, Serialize)]
pub struct EditorNote {
    pub is_known: bool,
    pub is_terminal: bool,
    pub is_shared: bool,
    pub name: Option<String>,
}

/// A page before it is rendered.
pub struct DeskPage {
    pub status: u16,
    pub title: String,
    /// The item of the menu that it belongs to.
    pub here: &'static str,
    pub template: &'static str,
    pub view: Value,
}

impl DeskPage {
    pub fn new(
        title: impl Into<String>,
        here: &'static str,
        template: &'static str,
        view: &impl Serialize,
    ) -> DeskPage {
        DeskPage { status: 200, title: title.into(), here, template, view: Value::from_serializable(view) }
    }

    /// A page that only says something.
    pub fn message(status: u16, title: &str, text: &str) -> DeskPage {
        #[derive(Serialize)]
        struct View<'t> {
            text: &'t str,
        }
        DeskPage { status, ..DeskPage::new(title, "", "message.html", &View { text }) }
    }
}

/// What surrounds a page.
pub fn frame(
    made: &DeskPage,
    look: Option<&DeskContext<'_>>,
    editor: EditorNote,
    version: u64,
    trouble: Option<String>,
) -> Frame {
    let findings = look.map_or(0, |look| look.survey.judged.diagnostics.len());
    let item = |&(href, words): &(&'static str, &'static str)| MenuItem {
        href,
        words,
        count: (href == "/_trellis/problems" && findings > 0).then(|| phrases::grouped(findings)),
        is_here: href == made.here,
    };
    let may_write = look.is_none_or(|look| look.may_write);
    let may_be_used = |(href, _): &&(&str, &str)| may_write || *href != phrases::SETTINGS;
    Frame {
        title: made.title.clone(),
        site: look.map_or_else(String::new, |look| look.survey.config().title.to_string()),
        menu: MENU.iter().filter(may_be_used).map(item).collect(),
        version,
        trouble,
        editor,
    }
}

/// The whole page.
pub fn html(made: &DeskPage, frame: &Frame) -> String {
    let mut context = Context::new();
    context.insert_value("frame", Value::from_serializable(frame));
    context.insert_value("view", made.view.clone());
    rendered(made.template, &context)
}

/// A page that nothing surrounds.
pub fn alone(template: &str, view: &impl Serialize) -> String {
    let mut context = Context::new();
    context.insert_value("view", Value::from_serializable(view));
    rendered(template, &context)
}

fn rendered(template: &str, context: &Context) -> String {
    templates().render(template, context).unwrap_or_else(|error| {
        // A test shows every page; so this is a fault of Trellis, and it is said rather than hidden.
        let mut text = String::from("<!DOCTYPE html>\n<html lang=\"en\"><title>The desk</title><pre>");
        escape_html(&mut text, &error.to_string()).expect("a String takes any text");
        text + "</pre></html>\n"
    })
}

/// A message as HTML: what stands between backticks is code.
fn coded(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut parts = text.split('`').peekable();
    let mut is_code = false;
    while let Some(part) = parts.next() {
        // A backtick without a second one is only a sign.
        let (before, after) = match (is_code, parts.peek()) {
            (true, Some(_)) => ("<code>", "</code>"),
            (true, None) => ("`", ""),
            (false, _) => ("", ""),
        };
        html.push_str(before);
        escape_html(&mut html, part).expect("a String takes any text");
        html.push_str(after);
        is_code = !is_code;
    }
    html
}

fn templates() -> &'static Tera {
    static TERA: OnceLock<Tera> = OnceLock::new();
    TERA.get_or_init(|| {
        let mut tera = Tera::default();
        tera.register_filter("coded", |text: &str, _: Kwargs, _: &State<'_>| Value::safe_string(&coded(text)));
        tera.add_raw_templates(TEMPLATES.iter().copied()).expect("the desk's templates are part of the program");
        tera
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code_and_all_is_escaped() {
        assert_eq!(
            coded("no role is called `<b>` & `x`"),
            "no role is called <code>&lt;b&gt;</code> &amp; <code>x</code>"
        );
        assert_eq!(coded("a ` alone"), "a ` alone");
        assert_eq!(coded("`<script>"), "`&lt;script&gt;");
    }

    #[test]
    fn every_template_can_be_read() {
        assert_eq!(templates().get_template_names().count(), TEMPLATES.len());
    }
}
