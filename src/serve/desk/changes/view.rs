//! The page as its template sees it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::super::context::DeskContext;
use super::super::edit::file::hash;
use super::super::edit::versions::until;
use super::super::phrases;
use super::difference::{self, Difference};
use super::file::ChangedFile;
use super::refused::Refused;
use super::words::{self, TroubleView};
use crate::characters;
use crate::entry::{self, FileRole};
use crate::serve::git::{Became, Changes, LastCommit, Repository};
use crate::serve::posted::Posted;
use crate::snapshot::File;
use crate::source::SourcePath;

/// Files that are shown one by one; the rest go in together.
const MOST_SHOWN: usize = 500;
/// Files of which the text is compared.
const MOST_COMPARED: usize = 100;
/// The choice of all files that are not shown.
const REST: &str = "rest";

/// What Git says of the site's folder.
pub struct Looked {
    pub repository: Repository,
    pub changes: Changes,
    pub files: Vec<ChangedFile>,
    /// Changed files that Trellis itself makes.
    pub made: usize,
}

/// What a form chooses.
pub struct Chosen<'l> {
    pub files: Vec<&'l ChangedFile>,
    /// Whether one is not as it was shown.
    pub is_other: bool,
}

impl Looked {
    pub fn chosen(&self, posted: &Posted) -> Chosen<'_> {
        let mut known: BTreeMap<String, (&str, Vec<&ChangedFile>)> = BTreeMap::new();
        let shown = self.files.iter().take(MOST_SHOWN);
        known.extend(shown.map(|file| (field(&file.key), (&*file.mark, vec![file]))));
        let rest = rest(&self.files);
        if let Some(rest) = &rest {
            known.insert(field(REST), (&rest.mark, self.files.iter().skip(MOST_SHOWN).collect()));
        }
        let mut chosen = Chosen { files: Vec::new(), is_other: false };
        for name in posted.names().filter(|name| name.starts_with("take.")) {
            match known.get(name) {
                Some((mark, files)) if posted.get(name) == Some(mark) => chosen.files.extend(files),
                Some(_) | None => chosen.is_other = true,
            }
        }
        chosen
    }
}

fn field(key: &str) -> String {
    format!("take.{key}")
}

/// What the page is shown for.
#[derive(Default)]
pub struct Occasion<'p> {
    /// What somebody has typed and ticked.
    pub posted: Option<&'p Posted>,
    pub refused: Option<Refused>,
    /// The commit that was just made.
    pub done: Option<String>,
}

#[derive(Debug, Default, Serialize)]
pub struct View<'a> {
    trouble: Option<TroubleView>,
    refused: Option<&'a Refused>,
    done: Option<String>,
    token: String,
    branch: Option<String>,
    last: Option<LastView>,
    unsent: Option<String>,
    under_way: Option<&'static str>,
    is_ignored: bool,
    /// `3 files`.
    count: String,
    files: Vec<FileView>,
    rest: Option<Rest>,
    left_out: Vec<String>,
    /// Findings that keep the site from being published, in these files.
    errors: Option<String>,
    asks_author: bool,
    message: String,
    name: String,
    email: String,
}

#[derive(Debug, Serialize)]
struct LastView {
    id: String,
    words: String,
    by: String,
    when: String,
}

#[derive(Debug, Serialize)]
struct FileView {
    key: String,
    mark: String,
    is_taken: bool,
    /// `new`, `changed`, `deleted` or `renamed`.
    what: &'static str,
    title: String,
    /// What kind of thing it is; none where the title is its path.
    kind: Option<&'static str>,
    href: Option<String>,
    path: String,
    from: Option<String>,
    errors: Option<String>,
    difference: Difference,
}

/// Files that are not shown one by one.
#[derive(Debug, Serialize)]
struct Rest {
    mark: String,
    words: String,
    is_taken: bool,
}

fn rest(files: &[ChangedFile]) -> Option<Rest> {
    let marks: Vec<&str> = files.iter().skip(MOST_SHOWN).map(|file| &*file.mark).collect();
    let words = format!("{} that are not shown", phrases::count(marks.len(), "more file", "more files"));
    (!marks.is_empty()).then(|| Rest { mark: hash(marks.concat().as_bytes()), words, is_taken: true })
}

/// The page where Git does not answer.
pub fn without(trouble: TroubleView) -> View<'static> {
    View { trouble: Some(trouble), ..View::default() }
}

pub fn view<'a>(looked: &Looked, look: &DeskContext<'_>, occasion: &'a Occasion<'_>) -> View<'a> {
    let Looked { changes, files, .. } = looked;
    let typed = |name| occasion.posted.and_then(|posted| posted.get(name)).unwrap_or_default().to_string();
    let is_taken = |key: &str| occasion.posted.is_none_or(|posted| posted.get(&field(key)).is_some());
    let errors = errors(look);
    let in_these = files.iter().filter_map(|file| errors.get(&*file.change.path)).sum::<usize>();
    let last = changes.last.as_ref();
    View {
        trouble: None,
        refused: occasion.refused.as_ref(),
        done: occasion.done.clone().filter(|id| last.is_some_and(|last| last.id == *id)),
        token: look.desk.token.form().to_string(),
        branch: changes.branch.clone(),
        last: last.map(last_view),
        unsent: (changes.ahead > 0).then(|| unsent(changes.ahead)),
        under_way: changes.under_way.map(words::under_way),
        is_ignored: changes.is_ignored,
        count: phrases::count(files.len(), "file", "files"),
        files: file_views(looked, look, &errors, &is_taken),
        rest: rest(files).map(|rest| Rest { is_taken: is_taken(REST), ..rest }),
        left_out: left_out(looked),
        errors: (in_these > 0).then(|| phrases::count(in_these, "error", "errors")),
        asks_author: !changes.has_author,
        message: typed("message"),
        name: typed("name"),
        email: typed("email"),
    }
}

fn last_view(last: &LastCommit) -> LastView {
    LastView {
        id: last.id.clone(),
        words: one_line(&last.words),
        by: one_line(&last.by),
        when: until(u64::try_from(last.when).unwrap_or_default().saturating_mul(1000)),
    }
}

fn unsent(ahead: usize) -> String {
    let verb = if ahead == 1 { "has" } else { "have" };
    format!("{} of this computer {verb} not been sent yet", phrases::count(ahead, "version", "versions"))
}

/// What is changed and is not offered.
fn left_out(looked: &Looked) -> Vec<String> {
    let told = |number: usize, one: &str, many: &str, why: &str| {
        (number > 0).then(|| format!("{} {why}", phrases::count(number, one, many)))
    };
    let made =
        "that Trellis makes itself, such as the finished site. Say in .gitignore that Git is to leave them alone.";
    let nameless = "with a name that is no text in UTF-8. Rename it, or commit it with Git itself.";
    let nested = "of another Git repository inside this folder.";
    [
        told(looked.made, "file", "files", made),
        told(looked.changes.nameless, "file", "files", nameless),
        told(looked.changes.nested, "folder", "folders", nested),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many errors there are in each file.
fn errors(look: &DeskContext<'_>) -> FxHashMap<String, usize> {
    let mut errors = FxHashMap::default();
    for finding in look.judgement.diagnostics().iter().filter(|finding| finding.is_error()) {
        *errors.entry(finding.span.path.to_string()).or_default() += 1;
    }
    errors
}

fn file_views(
    looked: &Looked,
    look: &DeskContext<'_>,
    errors: &FxHashMap<String, usize>,
    is_taken: &dyn Fn(&str) -> bool,
) -> Vec<FileView> {
    let compared = looked.files.iter().take(MOST_COMPARED);
    let names: Vec<&str> = compared.filter_map(|file| file.change.old.as_deref()).collect();
    // Without what was, the page still says which files are changed.
    let kept = looked.repository.kept(&names).unwrap_or_default();
    let view = |(at, file): (usize, &ChangedFile)| {
        let old = file.change.old.as_ref().and_then(|name| kept.get(name)).map(Vec::as_slice);
        let difference = match at < MOST_COMPARED {
            true => difference::of(file, old),
            false => difference::none("Only the first 100 files are compared here."),
        };
        let errors = errors.get(&*file.change.path).map(|found| phrases::count(*found, "error", "errors"));
        FileView { is_taken: is_taken(&file.key), errors, ..file_view(file, old, difference, look) }
    };
    looked.files.iter().take(MOST_SHOWN).enumerate().map(view).collect()
}

fn file_view(file: &ChangedFile, old: Option<&[u8]>, difference: Difference, look: &DeskContext<'_>) -> FileView {
    let path = one_line(&file.change.path);
    let (what, from) = match &file.change.became {
        Became::New => ("new", None),
        Became::Changed => ("changed", None),
        Became::Deleted => ("deleted", None),
        Became::Renamed(from) => ("renamed", Some(one_line(from))),
    };
    let called = called(file, old, look);
    let (title, kind, href) =
        called.map_or((path.clone(), None, None), |(title, kind, href)| (title, Some(kind), href));
    let (key, mark) = (file.key.clone(), file.mark.clone());
    FileView { key, mark, is_taken: true, what, title, kind, href, path, from, errors: None, difference }
}

/// The title, the kind and the form of what stands in a file, where that is one thing.
fn called(
    file: &ChangedFile,
    old: Option<&[u8]>,
    look: &DeskContext<'_>,
) -> Option<(String, &'static str, Option<String>)> {
    let path = SourcePath::new(file.change.path.as_str());
    if path.as_str() == "site.yaml" {
        return Some(("Settings".into(), "settings", Some(phrases::SETTINGS.into())));
    }
    if let Some(number) = look.page(&path) {
        let link = look.link(number);
        return Some((link.title, link.kind, look.form(number).or(Some(link.href))));
    }
    let FileRole::Entries(kind) = entry::role_of(&path) else { return None };
    path.as_str().strip_prefix("content/")?;
    if path.extension() != "md" {
        let rows = format!("/_trellis/entries?kind={}", phrases::encoded(kind.folder()));
        let is_there = file.change.became != Became::Deleted;
        return Some((phrases::capital(kind.many()), "table", is_there.then_some(rows)));
    }
    // What is gone is known by what it was.
    let read = entry::read(&path, kind, &File::new(file.now.as_deref().or(old)?)).value;
    let title = read.first()?.common.as_ref()?.title.to_string();
    Some((title, kind.one(), None))
}

/// A name as people may see it, on one line.
fn one_line(name: &str) -> String {
    characters::shown(name).replace('\n', "␊")
}
