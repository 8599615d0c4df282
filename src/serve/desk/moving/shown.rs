//! The page about another site: what would become of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::acts::shown::{self, Refused, sentences};
use super::super::edit::control::{Choice, label};
use super::super::phrases;
use super::asked::{Asked, EXTRA, LEFT_OUT, extra};
use crate::diagnostic::Code;
use crate::import::pages::{self, Became, Ending, PagesPlan};

/// Pages and files that are told one by one.
const MOST: usize = 100;

#[derive(Debug, Serialize)]
pub struct View {
    pub token: String,
    pub refused: Option<Refused>,
    /// What was taken over a moment ago: `12 pages`.
    pub done: Option<String>,
    pub site: Option<SiteView>,
}

#[derive(Debug, Serialize)]
pub struct SiteView {
    pub of: String,
    pub name: String,
    /// What would be done, each in some words: `12 pages are added`.
    pub parts: Vec<String>,
    /// What tells this plan from another; nothing if it cannot be carried out.
    pub mark: Option<String>,
    pub is_other: bool,
    /// `12 pages`.
    pub count: String,
    /// What stands in the way of all.
    pub trouble: Vec<String>,
    /// `12 pages do not say…`
    pub undated: Option<String>,
    /// What was said of them.
    pub reviewed: String,
    pub into: String,
    /// Where pages may lie, if there is a choice.
    pub folders: Vec<Choice>,
    /// How old addresses may end, if its settings do not say it.
    pub endings: Vec<Choice>,
    pub fields: Vec<FieldView>,
    pub pages: Vec<PageView>,
    pub more_pages: usize,
    pub left_out: Vec<LeftOutView>,
    pub more_left_out: usize,
    pub marks: Vec<MarkView>,
    pub known: Vec<KnownView>,
    /// `12 findings`.
    pub known_count: String,
}

/// A field of the old pages.
#[derive(Debug, Serialize)]
pub struct FieldView {
    pub number: usize,
    pub name: String,
    /// `12 pages`.
    pub count: String,
    pub options: Vec<Choice>,
}

/// What becomes of a page.
#[derive(Debug, Serialize)]
pub struct PageView {
    pub title: String,
    pub path: String,
    pub source: String,
    pub changed: Vec<String>,
    pub dropped: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct LeftOutView {
    pub path: String,
    pub why: String,
}

/// A tag of another program.
#[derive(Debug, Serialize)]
pub struct MarkView {
    pub name: String,
    pub count: String,
}

/// What is found of a kind.
#[derive(Debug, Serialize)]
pub struct KnownView {
    pub title: &'static str,
    pub href: String,
    pub count: String,
}

fn times(number: usize) -> String {
    phrases::count(number, "time", "times")
}

pub fn site(asked: &Asked, plan: &PagesPlan) -> SiteView {
    let is_good = plan.refused.is_empty() && plan.undated.pages == 0 && !plan.pages.is_empty();
    let mut trouble: Vec<String> = plan.refused.iter().take(MOST).map(sentences).collect();
    if plan.pages.is_empty() {
        trouble.push("There is no page to take over there. Pages are files in Markdown, which end in .md.".into());
    }
    let page = |page: &pages::NewPage| PageView {
        title: page.title().to_string(),
        path: page.path.to_string(),
        source: page.source.clone(),
        changed: page.told.changed.clone(),
        dropped: page.told.dropped.clone(),
    };
    let left_out = |left: &pages::LeftOut| LeftOutView { path: left.path.clone(), why: phrases::capital(&left.why) };
    SiteView {
        of: asked.kept.mark.clone(),
        name: asked.kept.name.clone(),
        parts: parts(plan),
        mark: is_good.then(|| shown::mark(&plan.changes)),
        is_other: false,
        count: phrases::count(plan.pages.len(), "page", "pages"),
        trouble,
        undated: undated(plan),
        reviewed: asked.reviewed.map(|day| day.to_string()).unwrap_or_default(),
        into: asked.into.clone().unwrap_or_default(),
        folders: folders(asked),
        endings: endings(asked, plan),
        fields: fields(asked, plan),
        pages: plan.pages.iter().take(MOST).map(page).collect(),
        more_pages: plan.pages.len().saturating_sub(MOST),
        left_out: plan.left_out.iter().take(MOST).map(left_out).collect(),
        more_left_out: plan.left_out.len().saturating_sub(MOST),
        marks: plan.marks.iter().map(|(name, number)| MarkView { name: name.clone(), count: times(*number) }).collect(),
        known: known(plan),
        known_count: phrases::count(plan.known.len(), "finding", "findings"),
    }
}

fn parts(plan: &PagesPlan) -> Vec<String> {
    let number = |number: usize, one: &str, many: &str| (number > 0).then(|| phrases::count(number, one, many));
    let parts = [
        number(plan.pages.len(), "page is added", "pages are added"),
        number(plan.copied.len(), "picture or document comes along", "pictures and documents come along"),
        number(plan.left_out.len(), "file is left out", "files are left out"),
        number(
            plan.over,
            "page is not shown to visitors, since its last day is over",
            "pages are not shown to visitors, since their last day is over",
        ),
        plan.manner.maker.map(|maker| format!("The other site is made by {}", maker.name())),
    ];
    parts.into_iter().flatten().collect()
}

fn undated(plan: &PagesPlan) -> Option<String> {
    let first = plan.undated.first.as_ref()?;
    let pages = phrases::count(plan.undated.pages, "page does", "pages do");
    let them = if plan.undated.pages == 1 { "it" } else { "them" };
    Some(format!("{pages} not say when somebody last checked {them}, such as {first}."))
}

fn folders(asked: &Asked) -> Vec<Choice> {
    let folders = asked.archive.folders();
    let choice = |(folder, pages): (&&str, &usize)| Choice {
        value: if folder.is_empty() { "/".into() } else { folder.to_string() },
        words: format!(
            "{} ({})",
            if folder.is_empty() { "The whole" } else { folder },
            phrases::count(*pages, "page", "pages")
        ),
        is_chosen: **folder == *asked.folder,
    };
    // Of very many, those with the most pages; the one that is chosen is always among them.
    let mut shown: Vec<_> = folders.iter().collect();
    shown.sort_by_key(|(folder, pages)| (***folder != *asked.folder, std::cmp::Reverse(**pages)));
    shown.truncate(MOST);
    shown.sort();
    if shown.len() > 1 { shown.into_iter().map(choice).collect() } else { Vec::new() }
}

fn endings(asked: &Asked, plan: &PagesPlan) -> Vec<Choice> {
    if asked.ending.is_none() && plan.manner.ending != Ending::Both {
        return Vec::new();
    }
    let choice = |value: &str, words: &str, ending| Choice {
        value: value.into(),
        words: words.into(),
        is_chosen: asked.ending == ending,
    };
    vec![
        choice("", "Either way: both lead to the new pages", None),
        choice("folders", "As folders do: /about/", Some(Ending::Folders)),
        choice("files", "As files do: /about.html", Some(Ending::Files)),
    ]
}

/// The fields of the old pages, each with what becomes of it.
fn fields(asked: &Asked, plan: &PagesPlan) -> Vec<FieldView> {
    let mut fields: BTreeMap<&str, (usize, Vec<&Became>)> = BTreeMap::new();
    for ((name, became), number) in &plan.mapped {
        let (pages, all) = fields.entry(name).or_default();
        *pages += number;
        all.push(became);
    }
    let view = |(number, (name, (pages, became))): (usize, (&str, (usize, Vec<&Became>)))| {
        let said = asked.said.get(name).map(String::as_str);
        let words = match said {
            None => format!(
                "As Trellis takes it: {}",
                became.iter().map(|one| words(one)).collect::<Vec<_>>().join(", or ")
            ),
            Some(_) => "As Trellis takes it".into(),
        };
        let choice = |value: &str, words: String, is_chosen| Choice { value: value.into(), words, is_chosen };
        let own = pages::own_fields().filter(|field| !field.contains('.'));
        let own = own.map(|field| choice(field, label(field), said == Some(field)));
        let is_kept = said.is_some_and(|said| said.starts_with("extra."));
        let extra = extra(name).map(|_| choice(EXTRA, "Kept for a theme of your own".into(), is_kept));
        let rest = extra.into_iter().chain([choice(LEFT_OUT, "Leave it out".into(), said == Some(""))]);
        FieldView {
            number,
            name: name.to_string(),
            count: phrases::count(pages, "page", "pages"),
            options: std::iter::once(choice("", words, said.is_none())).chain(own).chain(rest).collect(),
        }
    };
    fields.into_iter().enumerate().map(view).collect()
}

fn words(became: &Became) -> String {
    match became {
        Became::Field(field) => match field.strip_prefix("extra.") {
            Some(_) => "kept for a theme of your own".into(),
            None => label(field),
        },
        Became::Written => "the day on which a page was written".into(),
        Became::OldAddress | Became::OldAddresses => "where the page was".into(),
        Became::LeftOut => "left out".into(),
    }
}

/// What is wrong with the pages today, the most frequent first; nothing as long as a day is missing in all of them.
fn known(plan: &PagesPlan) -> Vec<KnownView> {
    if plan.undated.pages > 0 {
        return Vec::new();
    }
    let view = |(code, number, _): (Code, usize, bool)| KnownView {
        title: code.title(),
        href: phrases::code_address(code),
        count: times(number),
    };
    plan.known_codes().into_iter().map(view).collect()
}
