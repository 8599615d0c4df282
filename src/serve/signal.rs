//! What the system tells of a site's folder, and the desk of what it writes.
#![expect(clippy::wildcard_enum_match_arm, reason = "the events are those of the watcher of files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use notify::Event;
use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};

/// One piece of what is told.
#[derive(Debug)]
pub enum Signal {
    /// The desk has written, and is done.
    Written(Vec<PathBuf>),
    /// Something happened at these places.
    Touched {
        places: Vec<PathBuf>,
        /// Whether it looks like the last half of a save.
        save_is_over: bool,
    },
    /// Something may have happened anywhere.
    Lost,
}

/// What was heard and nobody has looked at.
#[derive(Debug, Default)]
pub struct Gathered {
    pub places: BTreeSet<PathBuf>,
    pub is_written: bool,
    pub is_lost: bool,
}

impl Gathered {
    pub fn add(&mut self, signal: Signal) {
        match signal {
            Signal::Written(places) => {
                self.places.extend(places);
                self.is_written = true;
            }
            Signal::Touched { places, .. } => self.places.extend(places),
            Signal::Lost => self.is_lost = true,
        }
    }
}

/// What an event means. Reading a file is an event as well: were it not left out, each build would start the next.
pub fn signal(event: notify::Result<Event>) -> Option<Signal> {
    let Ok(event) = event else { return Some(Signal::Lost) };
    if event.need_rescan() {
        return Some(Signal::Lost);
    }
    let save_is_over = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both) | ModifyKind::Metadata(_)) => true,
        EventKind::Create(CreateKind::Folder) => true,
        _ => false,
    };
    let places: Vec<_> = event.paths.into_iter().filter(|place| !is_hidden(place)).collect();
    (!places.is_empty()).then_some(Signal::Touched { places, save_is_over })
}

/// Hidden files are no part of a site; what happens to them is nobody's news.
fn is_hidden(place: &Path) -> bool {
    let name = place.file_name().and_then(|name| name.to_str()).unwrap_or("");
    name.starts_with('.') && name != ".well-known"
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RemoveKind};

    fn told(kind: EventKind, paths: &[&str]) -> Option<(usize, bool)> {
        let event = paths.iter().fold(Event::new(kind), |event, path| event.add_path(path.into()));
        match signal(Ok(event))? {
            Signal::Touched { places, save_is_over } => Some((places.len(), save_is_over)),
            Signal::Written(_) => None,
            Signal::Lost => Some((0, true)),
        }
    }

    #[test]
    fn events_of_every_kind_are_hints_except_reading() {
        let both = EventKind::Modify(ModifyKind::Name(RenameMode::Both));
        assert_eq!(told(both, &["/s/a.md", "/s/b.md"]), Some((2, true)));
        assert_eq!(told(EventKind::Any, &["/s/CNAME"]), Some((1, false)));
        assert_eq!(told(EventKind::Remove(RemoveKind::File), &["/s/a.md"]), Some((1, false)));
        assert_eq!(told(EventKind::Modify(ModifyKind::Data(DataChange::Any)), &["/s/_redirects"]), Some((1, false)));
        assert_eq!(told(EventKind::Access(AccessKind::Open(AccessMode::Read)), &["/s/a.md"]), None);
        assert_eq!(told(EventKind::Access(AccessKind::Close(AccessMode::Read)), &["/s/a.md"]), None);
        assert_eq!(told(EventKind::Create(CreateKind::File), &["/s/.a.md.swp"]), None);
    }
}
