//! Hostile strings in texts: paragraphs, headings, the words and addresses of links, descriptions of pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use super::shown::{self, Page};
use super::{assert_told, build, errors, rounds, strings};
use crate::spec;

/// Where words stand in a text. `@` is their place.
const FORMS: [&str; 24] = [
    "@",
    "Words @ words.",
    "## @",
    "## Words {#@}",
    "@\n===",
    "- @\n- words",
    "1. words\n2. @",
    "> @",
    "| a | b |\n|---|---|\n| @ | b |",
    "**@** and *@*",
    "`@`",
    "```\n@\n```",
    "```@\nwords\n```",
    "[@](about.md)",
    "[words](@)",
    "[words](<@>)",
    "[words](about.md#@)",
    "[words](https://a.example/ \"@\")",
    "[words][a]\n\n[a]: @",
    "![@](../images/a.svg)",
    "![words](@)",
    "![words](../images/a.svg \"@\")",
    "<@>",
    "Words[^1].\n\n[^1]: @",
];

/// What Markdown makes.
const MADE: [&str; 28] = [
    "a href",
    "blockquote ",
    "br ",
    "code ",
    "del ",
    "em ",
    "h2 id",
    "h3 id",
    "hr ",
    "li ",
    "ol ",
    "ol start",
    "p ",
    "pre ",
    "strong ",
    "sup ",
    "table ",
    "tbody ",
    "td ",
    "th ",
    "thead ",
    "tr ",
    "ul ",
    "div class role tabindex",
    "a href title",
    "th scope",
    "pre tabindex",
    // A menu that is short enough to name every page.
    "a aria-current href",
];

fn path(form: usize) -> SourcePath {
    SourcePath::new(format!("content/pages/form-{form}.md"))
}

fn site(texts: &BTreeMap<usize, String>) -> Snapshot {
    let mut site: Snapshot = spec::base().iter().map(|(path, bytes)| (&**path, bytes.clone())).collect();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"><circle r=\"1\"/></svg>";
    site.insert(SourcePath::new("content/images/a.svg"), File::new(drawing.as_bytes()));
    for (form, text) in texts {
        let fields = format!("title: Form {form}\nsummary: A page of form {form}.\nreviewed: 2026-11-23");
        let page =
            format!("---\n{fields}\n---\n\nWords before it.\n\n{text}\n\n## More of {form}\n\nWords after it.\n");
        site.insert(path(*form), File::new(page.into_bytes()));
    }
    site
}

struct Quiet(BTreeMap<String, Page>);

static QUIET: LazyLock<Quiet> = LazyLock::new(|| {
    let texts = FORMS.iter().enumerate().map(|(form, text)| (form, text.replace('@', "about.md"))).collect();
    Quiet(publish(texts).1)
});

/// The pages that are published, once those that are told are taken away, and how many these are.
fn publish(mut texts: BTreeMap<usize, String>) -> (usize, BTreeMap<String, Page>) {
    let all = texts.len();
    loop {
        let site = site(&texts);
        let build = build(&site);
        assert_told(&build.diagnostics, &site);
        if let Some(output) = &build.output {
            let pages = shown::read(output).unwrap_or_else(|error| panic!("{error}\n{texts:#?}"));
            return (all - texts.len(), pages);
        }
        let told: BTreeSet<SourcePath> = build
            .diagnostics
            .iter()
            .filter(|finding| finding.is_error())
            .map(|finding| finding.span.path.clone())
            .collect();
        let before = texts.len();
        texts.retain(|form, _| !told.contains(&path(*form)));
        assert!(texts.len() < before, "others are blamed: {:#?}", errors(&build.diagnostics));
    }
}

#[test]
fn hostile_strings_in_texts_are_told_or_words() {
    let strings = strings();
    let rounds = rounds(strings.len(), &[5, 101]);
    let (mut told, mut shown, mut wrong) = (0, 0, Vec::new());
    for number in &rounds {
        let string = |form: usize| &strings[(form * 8 + number) % strings.len()];
        let texts = FORMS.iter().enumerate().map(|(form, text)| (form, text.replace('@', string(form))));
        let texts: BTreeMap<usize, String> = texts.collect();
        // What is wrong in one round is written down, and the others are tried, too.
        let Ok((refused, pages)) = catch_unwind(AssertUnwindSafe(|| publish(texts.clone()))) else {
            wrong.push(format!("{texts:#?}"));
            continue;
        };
        told += refused;
        shown += FORMS.len() - refused;
        for (form, text) in FORMS.iter().enumerate() {
            let Some(page) = pages.get(&format!("form-{form}.html")) else { continue };
            let like = QUIET.0.get(&format!("form-{form}.html")).unwrap_or(&QUIET.0["form-0.html"]);
            let more =
                page.shapes.iter().filter(|shape| !like.shapes.contains(*shape) && !MADE.contains(&shape.as_str()));
            let more: Vec<_> = more.collect();
            if !more.is_empty() || page.active != like.active {
                wrong.push(format!("{text:?} with {:?} makes {more:?}, {:?}", string(form), page.active));
            }
        }
    }
    let (forms, rounds) = (FORMS.len(), rounds.len());
    println!("{} strings in {forms} forms, {rounds} rounds: {told} told, {shown} shown", strings.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
