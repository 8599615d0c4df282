//! What a link should say instead, where there is no doubt about it.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Fix;
use crate::entry::{BodyLink, Entry, LinkPlace};
use crate::nearest::{is_slip, only, only_id};
use crate::source::{SourcePath, Span, join, way};

/// The links of one entry as they stand in its file, looked up when the first of them is broken.
pub(super) struct Typed<'a> {
    entry: &'a Entry,
    text: &'a str,
    places: OnceCell<Vec<LinkPlace>>,
}

impl<'a> Typed<'a> {
    pub fn new(entry: &'a Entry, text: &'a str) -> Self {
        Typed { entry, text, places: OnceCell::new() }
    }

    fn target(&self, link: &BodyLink) -> Option<Range<usize>> {
        let places = self.places.get_or_init(|| self.entry.link_places(self.text));
        Entry::locate_target(places, &link.span)
    }

    /// Lets a link lead to the one of these files whose name is like the one that was typed.
    pub fn to_file<'p>(&self, link: &BodyLink, paths: impl Iterator<Item = &'p SourcePath>) -> Option<Fix> {
        let (typed, _) = parts(&link.target);
        let name = typed.trim_end_matches('/').rsplit('/').next()?;
        let paths: BTreeSet<&SourcePath> = paths.collect();
        let name = only(name, paths.iter().map(|path| path.file_name()))?;
        let mut same = paths.iter().filter(|path| path.file_name() == name);
        let path = same.next().filter(|_| same.next().is_none())?;
        // A name that is only like it may be another page's, and so may the name in another folder than the one that
        // was asked for, if that is there.
        let asked = join(self.entry.path.folder(), typed)?;
        let folder = asked.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_there = || paths.iter().any(|path| path.folder() == folder);
        if !is_slip(typed.trim_end_matches('/').rsplit('/').next()?, name) || path.folder() != folder && is_there() {
            return None;
        }
        let target = self.target(link)?;
        let at = Span::new(&self.entry.path, target.start..target.start + typed.len());
        let text = match typed.starts_with('/') {
            true => path.as_str().strip_prefix("content")?.to_string(),
            false => way(self.entry.path.folder(), path.as_str()),
        };
        let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/'));
        is_plain.then(|| Fix::new(at, text))
    }

    /// Writes the whole address of a link of which the beginning is missing.
    pub fn to_address(&self, link: &BodyLink, whole: &str) -> Option<Fix> {
        let target = self.target(link).filter(|target| self.text.get(target.clone()) == Some(&*link.target))?;
        let (file, _) = parts(&link.target);
        (&*link.target == file).then(|| Fix::new(Span::new(&self.entry.path, target), whole))
    }

    /// Lets a link lead to the one of these sections whose name is like the one that was typed.
    pub fn to_section<'s>(&self, link: &BodyLink, sections: impl Iterator<Item = &'s str>) -> Option<Fix> {
        let (_, anchor) = link.target.split_once('#')?;
        let section = only_id(anchor, sections)?;
        let target = self.target(link)?;
        Some(Fix::new(Span::new(&self.entry.path, target.end - anchor.len()..target.end), section))
    }
}

/// The file and the section of a target, as typed.
pub(super) fn parts(target: &str) -> (&str, Option<&str>) {
    let (file, anchor) = match target.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (target, None),
    };
    (file.split('?').next().unwrap_or(file), anchor)
}
