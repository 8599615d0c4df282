//! Shapes of content whose cost could grow faster than they do: deep nesting, runs of one sign, much of one kind.
//! Nobody writes three hundred kilobytes of `![`, but a paste or a broken import can, and the editor who did it waits.

mod files;
mod texts;

/// Files of a site around one shape of about this many bytes.
pub type Files = Vec<(String, String)>;

/// A shape by its name.
pub struct Shape {
    pub name: &'static str,
    pub files: fn(usize) -> Files,
}

/// The head of the page that holds most of the shapes.
const HEAD: &str = "title: A page\nsummary: A page to try.\nreviewed: 2026-11-01\n";
/// Settings that let everything be read, so that nothing stops before the end.
const SITE: &str = "title: Shapes\ndescription: A site of shapes.\n";
/// A page that texts can lead to.
const FEET: &str = "---\ntitle: Feet\nsummary: We look after feet.\nreviewed: 2026-11-01\n---\n\n## Tasks\n\nFeet.\n";
/// A term of the glossary, to be looked for in texts.
const TERMS: &str = "entries:\n  - id: placement\n    title: Placement\n    summary: A time of learning at work.\n    reviewed: 2026-11-01\n";

/// A site with these files and the few that every shape needs.
fn site(files: impl IntoIterator<Item = (&'static str, String)>) -> Files {
    let around = [
        ("site.yaml", SITE.to_string()),
        ("content/pages/feet.md", FEET.to_string()),
        ("content/data/glossary.yaml", TERMS.to_string()),
    ];
    let mut all: std::collections::BTreeMap<String, String> =
        around.into_iter().map(|(path, text)| (path.to_string(), text)).collect();
    all.extend(files.into_iter().map(|(path, text)| (path.to_string(), text)));
    all.into_iter().collect()
}

/// A page with this text.
fn page(body: &str) -> Files {
    site([("content/pages/page.md", format!("---\n{HEAD}---\n\n{body}\n"))])
}

/// A page with this field beside the others.
fn field(field: &str) -> Files {
    site([("content/pages/page.md", format!("---\n{HEAD}{field}\n---\n\nWords of a page.\n"))])
}

/// A page with these words at its head.
fn headed(title: &str, summary: &str) -> Files {
    let text = format!("---\ntitle: {title}\nsummary: {summary}\nreviewed: 2026-11-01\n---\n\nWords.\n");
    site([("content/pages/page.md", text)])
}

/// A page with this text, on a site that allows HTML.
fn allowing_html(body: String) -> Files {
    let settings = format!("{SITE}raw_html: allow\n");
    site([("site.yaml", settings), ("content/pages/page.md", format!("---\n{HEAD}---\n\n{body}\n"))])
}

/// A sheet of partners.
fn sheet(text: String) -> Files {
    site([("content/partners/all.csv", text)])
}

/// A glossary with these entries.
fn glossary(entries: String) -> Files {
    site([("content/data/glossary.yaml", format!("entries:\n{entries}"))])
}

/// A role with these steps.
fn role_with_steps(steps: String) -> Files {
    site([("content/roles/other.md", format!("---\n{HEAD}leads_to:\n{steps}---\n\nWords.\n"))])
}

/// A site with these settings beside its title.
fn settings(settings: String) -> Files {
    site([("site.yaml", format!("{SITE}{settings}"))])
}

/// As many of something as fit, each with its number.
fn many(size: usize, part: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(size + 100);
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        all += &part(number);
    }
    all
}

fn run(size: usize, part: &str) -> String {
    part.repeat(size / part.len())
}

/// Lines, each further in than the one before, of this size together.
fn deeper(size: usize, indent: &str, line: &str) -> String {
    let mut all = String::new();
    for depth in 0.. {
        if all.len() >= size {
            break;
        }
        all += &format!("{}{line}\n", indent.repeat(depth));
    }
    all
}

/// A picture with this inside.
fn drawing(inside: &str) -> Files {
    site([
        (
            "content/pages/a.svg",
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>"),
        ),
        ("content/pages/page.md", format!("---\n{HEAD}---\n\n![A drawing of feet](a.svg)\n")),
    ])
}

/// Every shape, in one order.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    texts::RUNS.iter().chain(texts::OTHERS).chain(files::ALL)
}
