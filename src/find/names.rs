//! Which entry people mean, in whatever way they name it.

use std::collections::BTreeSet;

use super::Survey;
use crate::entry::kinds::Kind;
use crate::entry::{Entry, FormerName};
use crate::nearest::likest;
use crate::permalink;
use crate::slug::own_name;

/// How many names are suggested.
const MOST: usize = 5;

/// What a name turned out to mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Named {
    /// The number of an entry.
    One(u32),
    /// Several entries, each with the name that means it alone.
    Several(Vec<String>),
    /// Nothing; these names are like it.
    Nothing(Vec<String>),
}

/// The entry that is called so: an id, a kind or folder and an id, a path of a file, or an address of the site.
pub fn entry(typed: &str, survey: &Survey<'_>) -> Named {
    let name = tidy(typed, survey);
    let found = all(&name, survey);
    match found.as_slice() {
        [one] => Named::One(*one),
        [] => Named::Nothing(near(&name, survey)),
        several => Named::Several(several.iter().map(|&number| alone(number, several, survey)).collect()),
    }
}

/// The names of all entries that lie in a section, if one is called so.
pub fn in_section(typed: &str, survey: &Survey<'_>) -> Vec<String> {
    let name = tidy(typed, survey);
    let name = name.strip_prefix("content/").unwrap_or(&name).trim_end_matches('/');
    let lies_in = |entry: &Entry| {
        let section = match Kind::in_full(name) {
            Some((kind, section)) => Some(section).filter(|_| kind == entry.kind),
            None => Some(name),
        };
        section.and_then(|section| entry.id.strip_prefix(section)).is_some_and(|rest| rest.starts_with('/'))
    };
    let entries = (0..).zip(&survey.contents.entries).filter(|(_, entry)| entry.row.is_none() && lies_in(entry));
    entries.map(|(number, _)| survey.name(number)).collect()
}

/// The name without what people put around it: the site's address, `./`, an opening slash.
pub(super) fn tidy(typed: &str, survey: &Survey<'_>) -> String {
    let typed = typed.trim().replace('\\', "/");
    let base = survey.config().base_url.as_deref().map(|base| base.trim_end_matches('/'));
    let inside = base.and_then(|base| typed.strip_prefix(base)).unwrap_or(&typed);
    let mut inside = inside.trim_start_matches('/');
    while let Some(rest) = inside.strip_prefix("./") {
        inside = rest;
    }
    inside.to_string()
}

/// Every entry that a tidy name can mean, names of now before names of before.
pub(super) fn all(name: &str, survey: &Survey<'_>) -> Vec<u32> {
    let entries = || (0..).zip(&survey.contents.entries);
    let now = |entry: &Entry| goes_by(name, entry, &entry.id, survey) || is_file(name, entry);
    let found: Vec<u32> = entries().filter(|(_, entry)| now(entry)).map(|(number, _)| number).collect();
    // A full name means one entry, whatever else is called so.
    if let Some(one) = found.iter().find(|number| survey.name(**number) == name) {
        return vec![*one];
    }
    if !found.is_empty() {
        return found;
    }
    let former = |entry: &Entry| {
        let ids = entry.common.iter().flat_map(|common| &common.former_ids);
        ids.into_iter().any(|id| goes_by(name, entry, id, survey) || was_at(name, entry.kind, id))
    };
    let found: Vec<u32> = entries().filter(|(_, entry)| former(entry)).map(|(number, _)| number).collect();
    if !found.is_empty() {
        return found;
    }
    let in_section = |entry: &Entry| own_name(&entry.id) == name;
    entries().filter(|(_, entry)| in_section(entry)).map(|(number, _)| number).collect()
}

/// Whether an entry with this id may be called so.
fn goes_by(name: &str, entry: &Entry, id: &str, survey: &Survey<'_>) -> bool {
    // Most entries are no match, and this is the quickest way to know.
    let may_be = name.contains(id) || id == "home" && name.len() <= "index.html".len();
    if !may_be {
        return false;
    }
    let kind = entry.kind;
    let with =
        |folder: &str| name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| rest == id);
    let short = own_name(kind.folder());
    name == id || with(kind.folder()) || with(&word(kind)) || with(short) || is_address(name, kind, id, survey)
}

/// The kind as one word, such as `case-study`.
fn word(kind: Kind) -> String {
    kind.one().replace(' ', "-")
}

fn is_address(name: &str, kind: Kind, id: &str, survey: &Survey<'_>) -> bool {
    let link = permalink::of(kind, id);
    let (path, anchor) = name.split_once('#').map_or((name, None), |(path, anchor)| (path, Some(anchor)));
    // A section of a page is still that page.
    (link.anchor.is_none() || link.anchor.as_deref() == anchor) && is_page(path, &link.path, survey)
}

/// Whether this is the address of a page that is given in the `files` form.
pub(super) fn is_page(typed: &str, page: &str, survey: &Survey<'_>) -> bool {
    let addresses = survey.config().addresses;
    let typed = typed.trim_end_matches('/');
    typed == page
        || page.strip_suffix("/index.html").is_some_and(|folder| folder == typed)
        || typed == permalink::output_path(addresses, page).as_str()
        || typed == permalink::public_path(addresses, page).trim_end_matches('/')
}

/// Whether a tidy name is the whole address that an entry had.
fn was_at(name: &str, kind: Kind, former: &str) -> bool {
    let was = FormerName::read(kind, former).ok().and_then(|former| former.address());
    was.is_some_and(|was| was == name.trim_end_matches('/'))
}

fn is_file(name: &str, entry: &Entry) -> bool {
    let (path, row) = name.split_once('#').map_or((name, None), |(path, row)| (path, Some(row)));
    let inside = entry.path.as_str().strip_prefix("content/").unwrap_or(entry.path.as_str());
    (path == entry.path.as_str() || path == inside) && row.is_none_or(|row| entry.row.is_none() || row == &*entry.id)
}

/// The shortest name that means this entry only.
fn alone(number: u32, among: &[u32], survey: &Survey<'_>) -> String {
    let name = survey.name(number);
    let is_shared = among.iter().any(|&other| other != number && survey.name(other) == name);
    if is_shared { survey.entry(number).path.to_string() } else { name }
}

fn near(name: &str, survey: &Survey<'_>) -> Vec<String> {
    let entries = &survey.contents.entries;
    if name.ends_with(".md") || name.starts_with("content/") {
        let paths: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        return likest(name, paths, MOST).into_iter().map(str::to_string).collect();
    }
    let id = own_name(name).trim_end_matches(".html");
    let near = likest(id, entries.iter().map(|entry| own_name(&entry.id)), MOST);
    let called = |id: &&str| {
        let of_that_name = (0..).zip(entries).filter(move |(_, entry)| own_name(&entry.id) == *id);
        of_that_name.map(|(number, _)| survey.name(number)).collect::<Vec<_>>()
    };
    near.iter().flat_map(called).take(MOST).collect()
}
