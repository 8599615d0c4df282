//! What must hold between the pages of a site: links lead somewhere, titles differ, nothing comes from elsewhere, and no
//! page is too heavy.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Audited;
use super::accessible_name::meant;
use super::addresses::{Home, Leads, follow};
use super::clashes::Pair;
use super::links::{Link, Use};
use super::locator::Locator;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Sort, catalogue};
use crate::fault;
use crate::output::OutputPath;
use crate::source::{SourcePath, Span};

/// A page with its styles and scripts, before they are packed, should not be heavier: on a slow telephone line it
/// would take ten seconds.
pub const MOST_BYTES: u64 = 600_000;

/// A page of the site, rendered and audited.
#[derive(Debug, Clone, Copy)]
pub struct Published<'a> {
    pub address: &'a OutputPath,
    pub html: &'a [u8],
    pub audited: &'a Audited,
    /// Whether it is an old address that only leads on, and so may be called what another one is called.
    pub is_moved: bool,
    /// Whether it stands for an entry, so that an author can call it something else.
    pub is_entry: bool,
    /// Whether its text holds HTML that may not stand there, and that is told: it can undo whatever stands around it.
    pub is_undone: bool,
}

/// What a page's address may lead to.
#[derive(Debug, Clone, Copy)]
enum Goal<'a> {
    Page(Published<'a>),
    /// A file, with its length.
    File(u64),
}

/// The pages and files of a site, to be judged together.
#[derive(Debug)]
pub struct Whole<'a> {
    /// Each with its place in the list of all pages.
    pages: Vec<(usize, Published<'a>)>,
    goals: FxHashMap<&'a str, Goal<'a>>,
    home: Home<'a>,
    /// What places in pages are said to be in, until they are placed.
    path: SourcePath,
}

impl<'a> Whole<'a> {
    pub fn new(
        pages: Vec<(usize, Published<'a>)>,
        files: impl Iterator<Item = (&'a OutputPath, usize)>,
        config: &'a Config,
    ) -> Whole<'a> {
        let files = files.map(|(path, bytes)| (path.as_str(), Goal::File(bytes as u64)));
        let mut goals: FxHashMap<&str, Goal<'_>> = files.collect();
        goals.extend(pages.iter().map(|(_, page)| (page.address.as_str(), Goal::Page(*page))));
        let home = Home { base_url: config.base_url.as_deref(), base_path: config.base_path() };
        Whole { pages, goals, home, path: SourcePath::new("") }
    }

    /// Every finding over the pages, placed where an author can mend it. The same finding in the same place is told
    /// once, with the number of pages.
    pub fn findings(&self, locator: &Locator<'_>) -> Vec<Diagnostic> {
        let titles = self.titles();
        let found: Vec<(usize, Vec<Diagnostic>)> = (0..self.pages.len())
            .into_par_iter()
            .map(|at| (at, fault::at(self.pages[at].1.address, || self.judge(at, &titles))))
            .filter(|(_, found)| !found.is_empty())
            .collect();
        let mut told: BTreeMap<(Span, Code, Sort), Aggregate> = BTreeMap::new();
        let placed: Vec<(usize, Vec<Diagnostic>)> = found
            .into_par_iter()
            .map(|(at, found)| (at, fault::at(self.pages[at].1.address, || self.placed(at, found, locator))))
            .collect();
        for (at, finding) in placed.into_iter().flat_map(|(at, found)| found.into_iter().map(move |one| (at, one))) {
            let key = (finding.span.clone(), finding.code, finding.sort);
            match told.get_mut(&key) {
                Some(told) => {
                    told.pages += usize::from(told.last != at);
                    told.last = at;
                }
                None => drop(told.insert(key, Aggregate { finding, first: at, last: at, pages: 1 })),
            }
        }
        // Pages come in the order of their addresses, so the first that was met is the one that is named.
        told.into_values().map(|told| told.say(&self.pages)).collect()
    }

    fn placed(&self, at: usize, found: Vec<Diagnostic>, locator: &Locator<'_>) -> Vec<Diagnostic> {
        let (planned, published) = self.pages[at];
        let page = locator.page(planned, published.html);
        let placed = |finding: Diagnostic| Diagnostic { span: page.of(&finding), labels: Box::default(), ..finding };
        let is_to_blame =
            |placed: &Diagnostic| !published.is_undone || !placed.span.path.as_str().starts_with("themes/");
        found.into_iter().map(placed).filter(is_to_blame).collect()
    }

    /// The first page of each title; a page that Trellis makes itself has the better right to its own.
    fn titles(&self) -> FxHashMap<&str, usize> {
        let mut titles = FxHashMap::default();
        let (entries, own): (Vec<_>, Vec<_>) = self.pages.iter().enumerate().partition(|(_, (_, page))| page.is_entry);
        for (at, (_, page)) in own.into_iter().chain(entries) {
            if let Some(title) = title(page).filter(|_| !page.is_moved) {
                titles.entry(title).or_insert(at);
            }
        }
        titles
    }

    /// What is wrong with a page, as places in the page.
    fn judge(&self, at: usize, titles: &FxHashMap<&str, usize>) -> Vec<Diagnostic> {
        let (_, page) = self.pages[at];
        let mut found = page.audited.findings.to_vec();
        let path = self.path.clone();
        if let Some((title, range)) = title(&page).zip(page.audited.title.clone()).filter(|_| !page.is_moved)
            && let Some(&first) = titles.get(title).filter(|first| **first != at)
        {
            let span = Span::new(&path, range.start as usize..range.end as usize);
            let title = meant(title.into());
            found.push(catalogue::same_page_title(span, &title, self.pages[first].1.address.as_str()));
        }
        let mut weight = page.html.len() as u64;
        for link in &page.audited.links {
            let address = written(page.html, *link);
            let goal = self.follow(&page, *link, &address, &path, &mut found);
            if let (Use::Style | Use::Script, Some(Goal::File(bytes))) = (link.used, goal) {
                weight += bytes;
            }
        }
        for pair in &page.audited.pairs {
            found.extend(self.clash(&page, pair, titles, &path));
        }
        if weight > MOST_BYTES {
            found.push(catalogue::page_weight(Span::file(&path), weight, MOST_BYTES));
        }
        found
    }

    /// Two links that say the same, if they lead to two places.
    fn clash(
        &self,
        page: &Published<'_>,
        pair: &Pair,
        titles: &FxHashMap<&str, usize>,
        path: &SourcePath,
    ) -> Option<Diagnostic> {
        let [first, second] = [&pair.first, &pair.second].map(|one| written(page.html, one.link));
        let place = |address: &str| match follow(page.address.as_str(), address, self.home) {
            Leads::Inside { path, .. } => Some(path),
            Leads::Outside { .. } | Leads::Elsewhere | Leads::Astray => None,
        };
        let places = (place(&first), place(&second));
        if let (Some(one), Some(two)) = &places {
            let title = |path: &str| match self.goals.get(path) {
                Some(Goal::Page(page)) => title(page).and_then(|title| titles.get(title)),
                _ => None,
            };
            // Pages of one title are told as such, and once.
            if one == two || (title(one).is_some() && title(one) == title(two)) {
                return None;
            }
        }
        Some(clash(pair, path, [&first, &second]))
    }

    /// Follows one address, and tells if it leads where it should not.
    fn follow(
        &self,
        page: &Published<'_>,
        link: Link,
        address: &str,
        path: &SourcePath,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Goal<'a>> {
        let span = || Span::new(path, link.range());
        let (target, part) = match follow(page.address.as_str(), address, self.home) {
            Leads::Inside { path, part } => (path, part),
            other @ (Leads::Outside { .. } | Leads::Elsewhere | Leads::Astray) => {
                found.extend(strayed(link.used, &other, address, span));
                return None;
            }
        };
        let Some(goal) = self.goals.get(target.as_str()).copied() else {
            found.push(catalogue::broken_page_link(span(), address));
            return None;
        };
        // A part with `=` in it speaks to a script: `#compare=a,b`.
        let part = part.filter(|part| !part.is_empty() && part != "top" && !part.contains('='));
        if let (Goal::Page(other), Some(part), Use::Goes) = (goal, part, link.used)
            && !other.audited.has_id(&part)
        {
            found.push(catalogue::broken_page_fragment(span(), address));
        }
        Some(goal)
    }
}

pub(super) fn clash(pair: &Pair, path: &SourcePath, [first, second]: [&str; 2]) -> Diagnostic {
    catalogue::link_text_clash(&pair.words, [pair.first.told(path, first), pair.second.told(path, second)])
}

/// What is wrong with an address that leads to no file of the site.
pub(super) fn strayed(used: Use, leads: &Leads<'_>, address: &str, span: impl Fn() -> Span) -> Option<Diagnostic> {
    match (used, leads) {
        (Use::Base, _) => Some(catalogue::moved_base(span())),
        (Use::Loads | Use::Style | Use::Script, Leads::Outside { host }) => Some(catalogue::third_party(span(), host)),
        (Use::Sends, Leads::Outside { .. } | Leads::Elsewhere) => {
            Some(catalogue::form_sends(span(), "form sends what people type to another address"))
        }
        (_, Leads::Astray) => Some(catalogue::broken_page_link(span(), address)),
        _ => None,
    }
}

/// The address of a link as it is meant.
pub(super) fn written(html: &[u8], link: Link) -> Cow<'_, str> {
    meant(String::from_utf8_lossy(html.get(link.range()).unwrap_or_default()))
}

fn title<'p>(page: &Published<'p>) -> Option<&'p str> {
    let range = page.audited.title.clone()?;
    std::str::from_utf8(page.html.get(range.start as usize..range.end as usize)?).ok().map(str::trim)
}

/// A finding with the pages that it was met on.
struct Aggregate {
    finding: Diagnostic,
    first: usize,
    last: usize,
    pages: usize,
}

impl Aggregate {
    fn say(self, pages: &[(usize, Published<'_>)]) -> Diagnostic {
        catalogue::on_pages(self.finding, self.pages, pages[self.first].1.address.as_str())
    }
}
