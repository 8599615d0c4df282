//! Resolves references in front matter.

use std::cell::OnceCell;

use super::index::{EntryIndex, Index, Lookup};
use crate::diagnostic::catalogue::{self, Instead};
use crate::diagnostic::{Diagnostic, Fix};
use crate::entry::fields::RefSite;
use crate::entry::kinds::Kind;
use crate::entry::{Entry, Tables};
use crate::nearest::{is_like, nearest_id, only_id};
use crate::source::Span;

/// What a reference turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolved {
    Entry(EntryIndex),
    /// To an entry that is not shown now.
    Hidden,
    /// Nowhere, which has been reported here or elsewhere.
    Nowhere,
}

/// Resolves every reference of an entry, in order.
pub(super) fn references(
    entry: &Entry,
    index: &Index<'_>,
    tables: &Tables<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Resolved> {
    let text = tables.text(entry);
    // Read once for all of them, and only where something is to be told.
    let places = OnceCell::new();
    let place = |number: usize| places.get_or_init(|| tables.locate_references(entry))[number].clone();
    (0..)
        .zip(&entry.refs)
        .map(|(number, site)| {
            let (resolved, finding) = resolve(entry, site, index);
            if let Some(finding) = finding {
                let (finding, name) = finding(place(number));
                let fix = name.zip(Entry::name_in(text, &finding.span, &site.text));
                diagnostics.push(finding.maybe_fix(fix.map(|(name, at)| Fix::new(at, name))));
            }
            resolved
        })
        .collect()
}

/// A finding, and the name to write instead where there is no doubt about it.
type Finding<'a> = Box<dyn FnOnce(Span) -> (Diagnostic, Option<String>) + 'a>;

fn resolve<'a>(entry: &'a Entry, site: &'a RefSite, index: &'a Index<'_>) -> (Resolved, Option<Finding<'a>>) {
    let text = &*site.text;
    let found = match site.wants {
        Some(kind) => index.find(kind, text),
        None => match candidates(site, index).as_slice() {
            [] => None,
            [(_, found)] => Some(*found),
            several => {
                let choices = several.iter().map(|(kind, _)| format!("`{}`", kind.full_name(text))).collect::<Vec<_>>();
                return (
                    Resolved::Nowhere,
                    Some(Box::new(move |at| (catalogue::ambiguous_reference(at, text, &choices), None))),
                );
            }
        },
    };
    match found {
        Some(Lookup::Shown(at)) if is_itself(entry, at, index) => {
            (Resolved::Nowhere, Some(Box::new(move |at| (catalogue::self_reference(at, text), None))))
        }
        Some(Lookup::Shown(at)) => (Resolved::Entry(at), None),
        Some(Lookup::Former(to)) => {
            let to_entry = index.entry(to);
            let now = match site.is_full() {
                true => to_entry.kind.full_name(&to_entry.id),
                false => to_entry.kind.short_name(&to_entry.id),
            };
            (Resolved::Entry(to), Some(Box::new(move |at| (catalogue::renamed_reference(at, text, &now), Some(now)))))
        }
        Some(Lookup::Hidden(_, why)) => (
            Resolved::Hidden,
            Some(Box::new(move |at| (catalogue::hidden_reference(at, text, &why.to_string(), why.advice()), None))),
        ),
        Some(Lookup::Unread) => (Resolved::Nowhere, None),
        None => (Resolved::Nowhere, Some(Box::new(move |at| unknown(at, site.wants, text, index)))),
    }
}

fn is_itself(entry: &Entry, at: EntryIndex, index: &Index<'_>) -> bool {
    let other = index.entry(at);
    other.kind == entry.kind && other.id == entry.id
}

/// Everything that a name without a known kind could mean: `roles/podiatrist`, or just `podiatrist`.
fn candidates(site: &RefSite, index: &Index<'_>) -> Vec<(Kind, Lookup)> {
    let named = |kind: &Kind| {
        let found = index.find(*kind, site.id_of(*kind)?);
        found.filter(|found| site.is_full() || *found != Lookup::Unread).map(|found| (*kind, found))
    };
    Kind::ALL.iter().filter_map(named).collect()
}

fn unknown(at: Span, wants: Option<Kind>, text: &str, index: &Index<'_>) -> (Diagnostic, Option<String>) {
    let Some(wanted) = wants else {
        let id = Kind::in_full(text).map_or(text, |(_, id)| id);
        let near = Kind::ALL.iter().find_map(|&kind| suggestion(kind, id, index));
        let near = near.map(|entry| (entry.kind.full_name(&entry.id), &entry.path));
        let names = Kind::ALL.iter().flat_map(|kind| index.names(*kind));
        let fix =
            near.as_ref().map(|(name, _)| name.clone()).filter(|_| names.filter(|name| is_like(id, name)).count() == 1);
        let instead = near.as_ref().map_or(Instead::File, |(name, path)| Instead::Near(name, path));
        return (catalogue::unknown_reference(at, "entry", text, instead), fix);
    };
    let elsewhere = Kind::ALL.iter().find_map(|&kind| match index.find(kind, text) {
        Some(Lookup::Shown(at) | Lookup::Hidden(at, _)) => Some((kind, at)),
        _ => None,
    });
    if let Some((kind, other)) = elsewhere {
        let path = &index.entry(other).path;
        return (catalogue::wrong_kind(at, text, kind.one(), wanted.one(), path), None);
    }
    let titled = titled(wanted, text, index);
    let near = titled.or_else(|| suggestion(wanted, text, index));
    let near = near.map(|entry| (wanted.short_name(&entry.id), &entry.path));
    let only = titled.map(|entry| &*entry.id).or_else(|| only_id(text, index.names(wanted)));
    let fix = only.map(|id| wanted.short_name(id));
    let instead = near.as_ref().map_or_else(|| any(wanted, index), |(name, path)| Instead::Near(name, path));
    (catalogue::unknown_reference(at, wanted.one(), text, instead), fix)
}

/// So many names can be read at a glance.
const FEW: usize = 8;

/// What an entry of a kind is called, where nothing is like what was written.
pub(super) fn any(kind: Kind, index: &Index<'_>) -> Instead<'static> {
    let names: Vec<String> = index.names(kind).take(FEW + 1).map(|id| kind.short_name(id)).collect();
    match names.len() {
        1..=FEW => Instead::OneOf(names),
        _ if kind.is_data() => Instead::Row(format!("content/{}.yaml", kind.folder())),
        _ => Instead::File,
    }
}

/// The one entry of a kind that visitors know by these words.
fn titled<'a>(kind: Kind, text: &str, index: &Index<'a>) -> Option<&'a Entry> {
    let words = text.trim().to_lowercase();
    let entries = index.names(kind).filter_map(|name| Some(&**index.entry(index.named(kind, name)?.entry)));
    let is_titled = |entry: &&Entry| entry.common.as_ref().is_some_and(|common| common.title.to_lowercase() == words);
    let mut titled = entries.filter(is_titled);
    let first = titled.next()?;
    titled.all(|other| other.id == first.id).then_some(first)
}

fn suggestion<'a>(kind: Kind, text: &str, index: &Index<'a>) -> Option<&'a Entry> {
    let name = nearest_id(text, index.names(kind))?;
    Some(index.entry(index.named(kind, name)?.entry))
}
