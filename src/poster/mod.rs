//! Pathways as pictures that stand alone, for slides and posters: SVG with real text, on a light ground.
//!
//! They show what a page shows and are never the only way to it. They are drawn from the same layout as the page, in
//! whole units, so the same site gives the same bytes.

mod draw;
mod text;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::entry::kinds::{Profession, Role};
use crate::fault;
use crate::graph::{Graph, Id};
use crate::output::{FileClass, OutputFile};
use crate::theme::Theme;
use crate::view::diagram_draft::Draft;
use crate::view::{Context, paths};

/// Pictures of the last site, by a hash of all that they show; none where a diagram is not drawn.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<FxHashMap<u128, Option<OutputFile>>>);

/// What a picture shows.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// The pathway of a profession.
    Ladder(Id<Profession>),
    /// The whole journey.
    Map,
}

/// What the picture of a diagram is made from.
pub const SOURCE: &str = "the diagram of the page of the same name, to be shown elsewhere";

/// What there may be a picture of, each with its address.
pub fn subjects(graph: &Graph) -> impl Iterator<Item = (String, Subject)> {
    let ladder =
        |one: crate::graph::Linked<'_, Profession>| (paths::ladder_picture(one.node.id()), Subject::Ladder(one.id));
    let with_roles = graph.all::<Profession>().filter(|one| graph.referrers::<Role>(one.id.node()).next().is_some());
    with_roles.map(ladder).chain([(paths::MAP_PICTURE.to_owned(), Subject::Map)])
}

/// Draws every picture, by address, or takes it from the memo, which keeps those of this site alone.
pub(crate) fn draw(context: &Context<'_>, theme: &Theme, memo: &Memo) -> BTreeMap<String, OutputFile> {
    let last = std::mem::take(&mut *memo.0.lock().unwrap_or_else(PoisonError::into_inner));
    let subjects: Vec<(String, Subject)> = subjects(context.graph).collect();
    let draw = |(address, subject): (String, Subject)| {
        let (key, drawn) = fault::at(&address, || subject.draw(context, theme, &last));
        (address, key, drawn)
    };
    let all: Vec<_> = subjects.into_par_iter().map(draw).collect();
    let keys = all.iter().map(|(_, key, drawn)| (*key, drawn.clone()));
    *memo.0.lock().unwrap_or_else(PoisonError::into_inner) = keys.collect();
    all.into_iter().filter_map(|(address, _, drawn)| Some((address, drawn?))).collect()
}

impl Subject {
    fn draft(self, context: &Context<'_>) -> Draft {
        match self {
            Subject::Ladder(id) => context.ladder_draft(&paths::ladder(context.graph.get(id).node.id()), id),
            Subject::Map => context.map_draft(paths::MAP),
        }
    }

    /// Whether there is a picture: a diagram that is too large is not drawn.
    pub(crate) fn is_drawn(self, context: &Context<'_>) -> bool {
        self.draft(context).finish().rows.is_some()
    }

    /// The picture, if the diagram is drawn on its page too, and the hash of what it shows.
    fn draw(
        self,
        context: &Context<'_>,
        theme: &Theme,
        last: &FxHashMap<u128, Option<OutputFile>>,
    ) -> (u128, Option<OutputFile>) {
        let title = match self {
            Subject::Ladder(id) => theme.words_about("ladder-title", "about", context.graph.get(id).title()),
            Subject::Map => theme.words("map-title"),
        };
        let draft = self.draft(context);
        let (title, site) = (title.unwrap_or_default(), &context.config.title);
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        (&title, site, theme.hash, &draft).hash(&mut hasher);
        let key = hasher.digest128();
        let drawn = last.get(&key).cloned().unwrap_or_else(|| {
            let diagram = draft.finish();
            diagram.rows?;
            let poster = draw::Poster { title: &title, site, theme, diagram: &diagram };
            Some(OutputFile::new(FileClass::Page, poster.draw().into_bytes()))
        });
        (key, drawn)
    }
}
