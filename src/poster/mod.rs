//! Pathways as pictures that stand alone, for slides and posters: SVG with real text, on a light ground.
//!
//! They show what a page shows and are never the only way to it. They are drawn from the same layout as the page, in
//! whole units, so the same site gives the same bytes.

mod draw;
mod text;

use crate::entry::kinds::{Profession, Role};
use crate::graph::{Graph, Id};
use crate::output::{FileClass, OutputFile};
use crate::theme::Theme;
use crate::view::{Context, paths};

/// What a picture shows.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// The pathway of a profession.
    Ladder(Id<Profession>),
    /// The whole journey.
    Map,
}

/// What there may be a picture of, each with its address.
pub fn subjects(graph: &Graph) -> impl Iterator<Item = (String, Subject)> {
    let ladder =
        |one: crate::graph::Linked<'_, Profession>| (paths::ladder_picture(one.node.id()), Subject::Ladder(one.id));
    let with_roles = graph.all::<Profession>().filter(|one| graph.referrers::<Role>(one.id.node()).next().is_some());
    with_roles.map(ladder).chain([(paths::MAP_PICTURE.to_owned(), Subject::Map)])
}

impl Subject {
    /// Draws the picture; none if the diagram is not drawn on its page either.
    pub fn draw(self, context: &Context<'_>, theme: &Theme) -> Option<OutputFile> {
        let (title, diagram) = match self {
            Subject::Ladder(id) => {
                let profession = context.graph.get(id);
                let page = paths::ladder(profession.node.id());
                (theme.words_about("ladder-title", "about", profession.title()), context.ladder(&page, id))
            }
            Subject::Map => (theme.words("map-title"), context.map(paths::MAP)),
        };
        diagram.rows?;
        let site = &context.config.title;
        let poster = draw::Poster { title: &title.unwrap_or_default(), site, theme, diagram: &diagram };
        Some(OutputFile::new(FileClass::Page, poster.draw().into_bytes()))
    }
}
