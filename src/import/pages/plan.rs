//! What taking over the pages of a site would do: files to be, what is told of them, and what is wrong with them today.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::address::{free, key};
use super::fields::Said;
use super::old::{Ending, Manner, OldSite};
use super::page::{NewPage, OldPage, Reading, path_of, places};
use super::told::{Counts, FieldCounts, LeftOut};
use super::ways::{Ways, new_place};
use crate::diagnostic::baseline::Baseline;
use crate::diagnostic::{Code, Diagnostic};
use crate::memo::Memo;
use crate::picture::PictureFile;
use crate::pipeline::{self, Request};
use crate::refactor::Change;
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

/// What somebody wants.
#[derive(Debug)]
pub struct WantedPages<'a> {
    pub site: &'a OldSite,
    pub said: &'a Said,
    /// The section that takes the pages.
    pub into: Option<&'a str>,
    /// How old addresses end, if that is said.
    pub ending: Option<Ending>,
    /// The day on which pages were last checked that do not say it.
    pub reviewed: Option<Date>,
}

/// What would be done.
#[derive(Debug)]
pub struct PagesPlan {
    pub manner: Manner,
    pub pages: Vec<NewPage>,
    pub copied: Vec<Copied>,
    /// Pages that the site has already.
    pub left_out: Vec<LeftOut>,
    /// What became of the fields, and how often.
    pub mapped: FieldCounts,
    /// Tags of other programs.
    pub marks: Counts,
    /// So many pages are not on the site, since their day is over.
    pub over: usize,
    /// Pages that do not say when somebody last checked them, nobody else saying it either.
    pub undated: Undated,
    /// The pages, the files that come along, and what is known of them.
    pub changes: Vec<Change>,
    /// What is found wrong that was not wrong before, and must not keep the site from being published.
    pub known: Vec<Diagnostic>,
    /// What nothing can be published with.
    pub refused: Vec<Diagnostic>,
    /// The site as it would be.
    pub shown: Snapshot,
}

/// Pages without a day.
#[derive(Debug, Default)]
pub struct Undated {
    pub pages: usize,
    /// One of them.
    pub first: Option<String>,
}

/// A file that comes along.
#[derive(Debug)]
pub struct Copied {
    pub old: String,
    pub new: SourcePath,
}

impl PagesPlan {
    /// What is known of the pages: each code with how often it was found and whether it is an error, the most frequent first.
    pub fn known_codes(&self) -> Vec<(Code, usize, bool)> {
        let mut codes: BTreeMap<Code, (usize, bool)> = BTreeMap::new();
        for finding in &self.known {
            let (number, is_error) = codes.entry(finding.code).or_default();
            *number += 1;
            *is_error |= finding.is_error();
        }
        let mut codes: Vec<_> = codes.into_iter().map(|(code, (number, is_error))| (code, number, is_error)).collect();
        codes.sort_by_key(|(code, number, _)| (std::cmp::Reverse(*number), code.as_str()));
        codes
    }
}

/// Works out what would be done. `load` reads a file of the old site.
pub fn plan(
    wanted: &WantedPages<'_>,
    load: &dyn Fn(&str) -> Result<Vec<u8>, String>,
    snapshot: &Snapshot,
    request: &Request,
) -> PagesPlan {
    let mut manner = wanted.site.manner();
    manner.ending = wanted.ending.unwrap_or(manner.ending);
    let (mut mapped, mut marks, mut left_out) = (FieldCounts::new(), Counts::new(), wanted.site.left_out.clone());
    let reading = Reading { site: wanted.site, manner: &manner, said: wanted.said, today: request.today };
    let mut old: Vec<OldPage> = Vec::new();
    for read in wanted.site.texts.keys().filter_map(|source| reading.page(source, &mut mapped)) {
        match read {
            Ok(page) => old.push(page),
            Err(left) => left_out.push(left),
        }
    }
    if let Some(settings) = wanted.site.unread_settings() {
        left_out.push(LeftOut::new(
            settings,
            "nobody can read it, so how pages are addressed, and which folders hold some, is as usual: mend it, and try again",
        ));
    }
    let undated = date(&mut old, wanted.reviewed);
    let placed = place(old, wanted.into);
    let (addresses, sources) = places(&placed);
    let ways = Ways { site: wanted.site, manner: &manner, addresses, sources };
    let mut copies = Copies { load, snapshot, taken: BTreeSet::new(), new: BTreeMap::new(), bytes: BTreeMap::new() };
    let mut pages = Vec::new();
    for (page, path) in placed {
        if snapshot.get(&SourcePath::new(&*path)).is_some() {
            left_out.push(LeftOut::new(page.source, format!("{path} is there already, and stays as it is")));
            continue;
        }
        pages.push(page.moved(path, &ways, &mut marks, &mut |file| copies.place(file)));
    }
    left_out.sort();
    only_one_way(&mut pages);
    let judged = judge(&mut pages, &copies, snapshot, request);
    PagesPlan {
        manner,
        copied: copies.told(),
        left_out,
        mapped,
        marks,
        over: pages.iter().filter(|page| page.is_over(request.today)).count(),
        undated,
        changes: pages.iter().map(NewPage::change).chain(copies.changes()).chain(judged.taken_down).collect(),
        pages,
        known: judged.known,
        refused: judged.refused,
        shown: judged.shown,
    }
}

/// Gives pages that do not say when they were checked the day that is said for all, or else that on which they were
/// written; counts those that have neither.
fn date(pages: &mut [OldPage], said: Option<Date>) -> Undated {
    let mut undated = Undated::default();
    for page in pages.iter_mut().filter(|page| page.fields.reviewed.is_none()) {
        let written = page.fields.written;
        page.fields.reviewed = said.or(written);
        page.fields.as_of = written.filter(|day| said.is_some_and(|said| said != *day));
        if page.fields.reviewed.is_none() {
            undated.pages += 1;
            undated.first.get_or_insert_with(|| page.source.clone());
        }
    }
    undated
}

/// The new file of each page. Of two that want one, the second gets a number.
fn place(pages: Vec<OldPage>, into: Option<&str>) -> Vec<(OldPage, String)> {
    let mut taken: BTreeMap<String, ()> = BTreeMap::new();
    let mut placed = Vec::new();
    for mut page in pages {
        let id = free(&page.place.id, &taken);
        if id != page.place.id {
            page.told.changed(format!("it is called `{id}`, since another is called `{}`", page.place.id));
        }
        taken.insert(id.clone(), ());
        placed.push((page, path_of(into, &id)));
    }
    placed
}

/// An old address leads to one page: to the first that had it.
fn only_one_way(pages: &mut [NewPage]) {
    let mut led: BTreeMap<String, SourcePath> = BTreeMap::new();
    for page in pages {
        let (path, told) = (&page.path, &mut page.told);
        page.former.retain(|old| {
            let other = led.entry(format!("{}{}", key(old), old.ends_with('/'))).or_insert_with(|| path.clone());
            if other != path {
                told.dropped(format!("no way from the old address {old}, which leads to {other}"));
            }
            other == path
        });
    }
}

/// Files that come along.
struct Copies<'a> {
    load: &'a dyn Fn(&str) -> Result<Vec<u8>, String>,
    snapshot: &'a Snapshot,
    taken: BTreeSet<String>,
    /// New places by old ones, or why there is none.
    new: BTreeMap<String, Result<String, String>>,
    /// What is to be written, by its place.
    bytes: BTreeMap<String, Vec<u8>>,
}

impl Copies<'_> {
    fn place(&mut self, old: &str) -> Result<String, String> {
        if let Some(known) = self.new.get(old) {
            return known.clone();
        }
        let placed = (self.load)(old).and_then(|bytes| harmless(old, bytes)).map(|bytes| self.put(old, bytes));
        self.new.insert(old.to_string(), placed.clone());
        placed
    }

    fn put(&mut self, old: &str, bytes: Vec<u8>) -> String {
        loop {
            let new = new_place(old, &self.taken);
            let there = self.snapshot.get(&SourcePath::new(&*new));
            self.taken.insert(new.clone());
            match there {
                // The very file is there: it need not come.
                Some(file) if *file.bytes == *bytes => return new,
                Some(_) => {}
                None => {
                    self.bytes.insert(new.clone(), bytes);
                    return new;
                }
            }
        }
    }

    /// The files as they are to be written.
    fn changes(&self) -> impl Iterator<Item = Change> {
        self.bytes.iter().map(|(new, bytes)| Change::whole(SourcePath::new(&**new), None, bytes.clone()))
    }

    fn told(&self) -> Vec<Copied> {
        let new = |(old, new): (&String, &Result<String, String>)| {
            let new = new.as_ref().ok().filter(|new| self.bytes.contains_key(*new))?;
            Some(Copied { old: old.clone(), new: SourcePath::new(&**new) })
        };
        self.new.iter().filter_map(new).collect()
    }
}

/// Ends of names of files that browsers or servers run, or show as pages that may run something.
const RUN: [&str; 19] = [
    "asp", "aspx", "cgi", "htm", "html", "js", "jse", "jsp", "mhtml", "mjs", "php", "phtml", "shtml", "svgz", "vbs",
    "xht", "xhtml", "xml", "xsl",
];

/// The bytes of a file, unless it does more than being looked at: what runs on this site runs in its name. A drawing that
/// cannot be read is none that anybody has looked into.
fn harmless(old: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let path = SourcePath::new(old);
    let end = path.extension();
    if RUN.contains(&&*end) {
        return Err("a file that browsers or servers run, which is not brought along".into());
    }
    let is_sound = || {
        let bytes: Arc<[u8]> = bytes.as_slice().into();
        let file = PictureFile::read(&path, &bytes, 0);
        file.is_some_and(|file| file.picture.is_ok() && file.active.is_empty())
    };
    if end == "svg" && !is_sound() {
        let why = "a drawing with a script or something from elsewhere in it, or one that cannot be read, which is \
                   not brought along";
        return Err(why.into());
    }
    Ok(bytes)
}

struct Judged {
    known: Vec<Diagnostic>,
    /// The file in which it is taken down.
    taken_down: Option<Change>,
    refused: Vec<Diagnostic>,
    shown: Snapshot,
}

/// Judges the site as it would be. Old addresses that cannot lead on there are given up first.
fn judge(pages: &mut [NewPage], copies: &Copies<'_>, snapshot: &Snapshot, request: &Request) -> Judged {
    let found = |snapshot: &Snapshot| {
        let mut memo = Memo::default();
        let judged = pipeline::judge(snapshot, request, &mut memo, &|_| {});
        judged.render_but(&Baseline::default(), snapshot, &memo, &|_| {}).verdict.findings
    };
    let before = found(snapshot).all;
    let with_files = with(snapshot, copies.changes());
    loop {
        let shown = with(&with_files, pages.iter().map(NewPage::change));
        let findings = found(&shown);
        if give_up(pages, &findings.all, &shown) {
            continue;
        }
        // What cannot be read would be lost.
        let (mut known, mut refused) = (Vec::new(), pipeline::known(snapshot).diagnostics);
        for finding in Baseline::of(&before).split(findings.all, &|_| true, &|_| false).new {
            let is_in_the_way = findings.unmakeable.contains(&(finding.code, finding.span.clone()));
            if is_in_the_way { refused.push(finding) } else { known.push(finding) }
        }
        return Judged { taken_down: taken_down(&known, before, snapshot), known, refused, shown };
    }
}

/// What is wrong with the pages today, added to what the site knows already and still has: what is mended, or has gone, lets
/// nothing new pass.
fn taken_down(known: &[Diagnostic], found: Vec<Diagnostic>, snapshot: &Snapshot) -> Option<Change> {
    let path = pipeline::known_path();
    let before = snapshot.get(&path).map(|file| file.bytes.clone());
    let standing = pipeline::known(snapshot).value.of_these(found, &|path| pipeline::stands(snapshot, path));
    (!known.is_empty()).then(|| Change::whole(path, before, standing.and(Baseline::of(known)).text()))
}

fn with(snapshot: &Snapshot, changes: impl Iterator<Item = Change>) -> Snapshot {
    let mut after = snapshot.clone();
    for change in changes {
        after.insert(change.path, File::new(change.after.unwrap_or_default()));
    }
    after
}

/// Takes old addresses out that are found to be impossible; says whether there was one.
fn give_up(pages: &mut [NewPage], findings: &[Diagnostic], shown: &Snapshot) -> bool {
    let mut found = false;
    for finding in findings.iter().filter(|finding| matches!(finding.code, Code::FormerId | Code::AddressCollision)) {
        let Some(page) = pages.iter_mut().find(|page| page.path == finding.span.path) else { continue };
        let typed = shown.text(&page.path).and_then(|text| text.get(finding.span.start..finding.span.end));
        let Some(old) = typed.map(|typed| typed.trim_matches(['"', '\''])) else { continue };
        let number = page.former.len();
        page.former.retain(|former| former != old);
        if page.former.len() < number {
            page.told.dropped(format!("no way from the old address {old}: {}", finding.message));
            found = true;
        }
    }
    found
}
