//! Where an entry is named, byte for byte, and what to write there when it has another name.

use percent_encoding::percent_decode_str;

use super::former::word;
use super::rebase::rebased;
use crate::entry::{BodyLink, Entry, Kind};
use crate::find::Survey;
use crate::graph::{Mention, MentionPlace};
use crate::slug::own_name;
use crate::source::{SourcePath, Span};

pub(super) fn place(mention: &Mention, survey: &Survey<'_>) -> Span {
    let entry = survey.entry(mention.from);
    match mention.place {
        MentionPlace::Field(site) => entry.locate_reference(survey.text(&entry.path), site),
        MentionPlace::Text(link) => link_place(entry, &entry.body.links[link as usize]),
    }
}

pub(super) fn link_place(entry: &Entry, link: &BodyLink) -> Span {
    Span::new(&entry.path, link.span.start as usize..link.span.end as usize)
}

/// The bytes of a mention that are the old name, and what to write there.
pub(super) fn spot(mention: &Mention, new: &str, survey: &Survey<'_>) -> Option<(Span, String)> {
    match mention.place {
        MentionPlace::Field(site) => field_spot(mention, site, new, survey),
        MentionPlace::Text(link) => link_spot(mention, link, new, survey),
    }
}

fn field_spot(mention: &Mention, site: u32, new: &str, survey: &Survey<'_>) -> Option<(Span, String)> {
    let (entry, target) = (survey.entry(mention.from), survey.entry(mention.to));
    let reference = entry.refs.get(site as usize)?;
    let text = survey.text(&entry.path);
    let whole = entry.locate_reference(text, site);
    let at = Entry::name_in(text, &whole, &target.id)?;
    let folder = format!("{}/", target.kind.folder());
    let is_full = text[whole.start..at.start].ends_with(&folder);
    // Where any kind will do, the new name alone could mean another entry.
    let others = || survey.contents.entries.iter().filter(|other| other.kind != target.kind);
    let is_shared = || Kind::in_full(new).is_some() || others().any(|other| *other.id == *new);
    let name = match reference.wants {
        _ if is_full => new.to_string(),
        None if is_shared() => target.kind.full_name(new),
        None => new.to_string(),
        Some(kind) => kind.short_name(new),
    };
    let is_csv = entry.path.extension() == "csv";
    let text = if at == whole && !is_csv { word(&name) } else { name };
    Some((at, text))
}

fn link_spot(mention: &Mention, link: u32, new: &str, survey: &Survey<'_>) -> Option<(Span, String)> {
    let (entry, target) = (survey.entry(mention.from), survey.entry(mention.to));
    let link = entry.body.links.get(link as usize)?;
    let at = Entry::locate_target(&entry.link_places(survey.text(&entry.path)), &link.span)?;
    let (file, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
    let file = file.split('?').next()?;
    let to = SourcePath::new(target.kind.page_path(new));
    let (typed, start, wanted, text) = match target.row {
        None if to.folder() != target.path.folder() => {
            let after = if mention.from == mention.to { to.folder() } else { entry.path.folder() };
            let text = rebased(file, [entry.path.folder(), after], [&target.path, &to])?;
            return Some((Span::new(&entry.path, at.start..at.start + file.len()), text));
        }
        None => {
            let name = own_name(file);
            (name, at.start + file.len() - name.len(), target.path.file_name(), to.file_name().to_string())
        }
        Some(_) => (anchor, at.end - anchor.len(), &*target.id, new.to_string()),
    };
    let is_same = percent_decode_str(typed).decode_utf8().is_ok_and(|decoded| decoded == wanted);
    is_same.then(|| (Span::new(&entry.path, start..start + typed.len()), text))
}

/// The bytes of an anchor behind a link to a page, with its `#`, where the page in its place has no such part.
pub(super) fn anchor_spot(mention: &Mention, by: &Entry, survey: &Survey<'_>) -> Option<Span> {
    let MentionPlace::Text(link) = mention.place else { return None };
    let entry = survey.entry(mention.from);
    let link = entry.body.links.get(link as usize)?;
    let (_, anchor) = link.target.split_once('#')?;
    let is_there =
        by.kind.sections().contains(&anchor) || by.body.headings.iter().any(|heading| &*heading.id == anchor);
    if is_there || survey.entry(mention.to).row.is_some() {
        return None;
    }
    let text = survey.text(&entry.path);
    let at = Entry::locate_target(&entry.link_places(text), &link.span)?;
    let start = text.get(..at.end)?.strip_suffix(anchor)?.strip_suffix('#')?.len();
    Some(Span::new(&entry.path, start..at.end))
}
