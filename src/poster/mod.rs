//! Pathways as pictures that stand alone, for slides and posters: SVG with real text, on a light ground.
//!
//! They show what a page shows and are never the only way to it. They are drawn from the same layout as the page, in
//! whole units, so the same site gives the same bytes.

mod draw;
mod text;

use std::collections::BTreeMap;

use crate::entry::kinds::Profession;
use crate::output::{FileClass, OutputFile, OutputPath};
use crate::theme::Theme;
use crate::view::diagram::Diagram;
use crate::view::{Context, paths};

/// The pictures of a site, by address: one for the pathway of each profession that has one, and one for the map.
pub fn files(context: &Context<'_>, theme: &Theme) -> BTreeMap<OutputPath, OutputFile> {
    let ladder = |profession: crate::graph::Linked<'_, Profession>| {
        let id = profession.node.id();
        let title = theme.words_about("ladder-title", "about", profession.title()).unwrap_or_default();
        file(&paths::ladder_picture(id), context, theme, &title, &context.ladder(&paths::ladder(id), profession.id))
    };
    let map = || {
        let title = theme.words("map-title").unwrap_or_default();
        file(paths::MAP_PICTURE, context, theme, &title, &context.map(paths::MAP))
    };
    context.graph.all::<Profession>().filter_map(ladder).chain(map()).collect()
}

/// The picture of one diagram; none if it is not drawn on its page either.
fn file(
    path: &str,
    context: &Context<'_>,
    theme: &Theme,
    title: &str,
    diagram: &Diagram,
) -> Option<(OutputPath, OutputFile)> {
    diagram.rows?;
    let poster = draw::Poster { title, site: &context.config.title, theme, diagram };
    Some((OutputPath::new(path), OutputFile::new(FileClass::Page, poster.draw().into_bytes())))
}
