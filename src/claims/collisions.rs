//! No two pages or files may have the same address.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{Claim, Claims, file};
use crate::diagnostic::{Code, Diagnostic, catalogue};
use crate::entry::locate::Step;
use crate::entry::{Tables, maker};
use crate::graph::Graph;
use crate::output::folders_of;
use crate::plan::{Page, Subject};
use crate::poster;
use crate::revision::Revision;
use crate::source::Span;

impl Claims<'_> {
    /// What [`Claims::collisions`] finds. Addresses do not change with the words of texts, so it need not be looked for
    /// where there was nothing before.
    pub fn new_collisions(self, revision: Revision, uncontested: &mut Option<Revision>) -> Vec<Diagnostic> {
        if uncontested.as_ref() == Some(&revision) {
            return Vec::new();
        }
        let found = self.collisions();
        *uncontested = found.is_empty().then_some(revision);
        found
    }

    /// Two things that want one address; addresses that differ only in capitals are one on many systems.
    pub fn collisions(self) -> Vec<Diagnostic> {
        // Who puts a file at an address that is taken wants it published, also where nothing refers to it.
        let strays = self.graph.strays.iter().map(|stray| &stray.path);
        let strays = strays.filter(|path| maker(path.file_name()).is_none()).map(file);
        let many = self.pages.len() + self.graph.assets.len();
        let mut taken: Taken<'_> = FxHashMap::with_capacity_and_hasher(many, Default::default());
        let tables = Tables::new(self.snapshot);
        let (mut diagnostics, mut files) = (Vec::new(), Vec::new());
        for (address, claim) in self.plain().chain(self.all()).chain(strays) {
            let folded = match address.chars().any(char::is_uppercase) {
                true => Cow::Owned(address.to_lowercase()),
                false => address.clone(),
            };
            match taken.entry(folded) {
                Entry::Vacant(free) => {
                    if let Claim::File(_) = claim {
                        files.push(free.key().clone());
                    }
                    free.insert((address, claim));
                }
                Entry::Occupied(taken) => {
                    let (first, other) = taken.get();
                    let at = claim.place(self.graph, &tables);
                    let say = |at| catalogue::address_collision(at, &address, &other.describe(first, self.graph));
                    diagnostics.extend(at.map(say));
                }
            }
        }
        diagnostics.extend(self.in_folders(&taken, &files, &tables));
        diagnostics
    }

    /// Files that stand where a folder of the site is to be, or in a folder where something else is to be that is no
    /// folder. Pages among themselves cannot: all of them end in `.html`.
    fn in_folders(self, taken: &Taken<'_>, files: &[Cow<'_, str>], tables: &Tables<'_>) -> Vec<Diagnostic> {
        if files.is_empty() {
            return Vec::new();
        }
        let mut folders: FxHashMap<&str, (&str, &Claim<'_>)> = FxHashMap::default();
        for (folded, (address, claim)) in taken {
            for folder in folders_of(folded) {
                let first = folders.entry(folder).or_insert((address, claim));
                // Which of them is told must not hang on the order of the table.
                if **address < *first.0 {
                    *first = (address, claim);
                }
            }
        }
        let collision = |file: &Cow<'_, str>| {
            let (address, claim) = &taken[file];
            let (what, (inside, other)) = match folders.get(&**file) {
                Some((inside, other)) => (&**address, (*inside, *other)),
                None => folders_of(file).find_map(|folder| {
                    let (address, claim) = taken.get(folder).filter(|(_, claim)| !matches!(claim, Claim::File(_)))?;
                    Some((&**address, (&**address, claim)))
                })?,
            };
            let at = claim.place(self.graph, tables)?;
            Some(catalogue::folder_collision(at, what, &other.describe(inside, self.graph)))
        };
        files.iter().filter_map(collision).collect()
    }
}

/// Everything that is claimed, by its address in small letters, with the address as it is.
type Taken<'a> = FxHashMap<Cow<'a, str>, (Cow<'a, str>, Claim<'a>)>;

impl Claim<'_> {
    fn describe(&self, address: &str, graph: &Graph) -> String {
        let made = |from: &str| format!("the `{address}` that Trellis makes from {from}");
        match self {
            Claim::Theme(path) => format!("the theme's file {path}"),
            Claim::Machine(from) => made(from),
            Claim::Poster(_) => made(poster::SOURCE),
            Claim::Copy(path) => format!("a smaller copy of {path}"),
            Claim::Page(page) => describe_page(page, graph),
            Claim::File(path) => format!("the file {path}"),
        }
    }

    /// Where an author can give the address up.
    fn place(&self, graph: &Graph, tables: &Tables<'_>) -> Option<Span> {
        match self {
            Claim::Page(page) => place_of_page(page, graph, tables),
            Claim::File(path) => Some(Span::file(path)),
            Claim::Copy(path) => Some(Span::file(path)),
            Claim::Theme(_) | Claim::Machine(_) | Claim::Poster(_) => None,
        }
    }
}

fn describe_page(page: &Page, graph: &Graph) -> String {
    match &page.subject {
        Subject::Entry(node) => graph.node(*node).entry.path.to_string(),
        Subject::Moved(former) => format!("a former id in {}", graph.node(former.now).entry.path),
        Subject::Ladder(_)
        | Subject::Pack(_)
        | Subject::Short(_)
        | Subject::Choice(..)
        | Subject::Narrowed(_)
        | Subject::Overview(_) => "a page that Trellis makes itself".into(),
    }
}

fn place_of_page(page: &Page, graph: &Graph, tables: &Tables<'_>) -> Option<Span> {
    match &page.subject {
        Subject::Entry(node) => Some(tables.locate_start(&graph.node(*node).entry)),
        Subject::Moved(former) => {
            let node = graph.node(former.now);
            let item = node.common.former_ids.iter().position(|id| *id == former.id).unwrap_or(0);
            let steps = [Step::Field("former_ids".into()), Step::Item(item)];
            Some(tables.locate(&node.entry, &steps))
        }
        Subject::Ladder(_)
        | Subject::Pack(_)
        | Subject::Short(_)
        | Subject::Choice(..)
        | Subject::Narrowed(_)
        | Subject::Overview(_) => None,
    }
}

/// Takes out what is told of files that nothing refers to, where something else is wrong with them: two files want one
/// address, or a picture is called by a name that no file has, which may be any of them.
pub fn tell_once(diagnostics: &mut Vec<Diagnostic>) {
    let is_named_wrongly = diagnostics.iter().any(|finding| finding.code == Code::MissingImage);
    let folded = |finding: &Diagnostic| finding.span.path.as_str().to_lowercase();
    let collides = |finding: &&Diagnostic| finding.code == Code::AddressCollision;
    let told: Vec<String> = diagnostics.iter().filter(collides).map(folded).collect();
    diagnostics
        .retain(|finding| finding.code != Code::StrayFile || !is_named_wrongly && !told.contains(&folded(finding)));
}
