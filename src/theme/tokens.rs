//! `theme.yaml`: the colours of a theme, and which stands on which.

use std::collections::BTreeMap;

use super::ThemeFile;
use crate::config::brand::Tokens;
use crate::diagnostic::Diagnostic;
use crate::entry::fields::{Field, Map, Reader, Shape};
use crate::entry::locate::Step;
use crate::entry::node::{Marked, Node};
use crate::entry::phase::{MapTo, Phase, Resolve};
use crate::entry::values::Text;
use crate::entry::{self, record};
use crate::upgrade::Version;

record! {
    /// The whole of `theme.yaml`.
    Palette {
        /// the name of the theme
        name: Option<Text>,
        /// the version of Trellis that the theme is made for, such as `0.2.0`
        made_with: Option<Version>,
        /// for each colour of words, the colours that they stand on
        text: Pairs,
        /// for each colour of lines and shapes that carry meaning, the colours that they stand on
        marks: Pairs,
        /// how wide pictures in texts are shown, as the attribute `sizes` of HTML says it
        pictures: Option<Text>,
        /// the colours themselves
        schemes: Option<Schemes<P>>,
    }
}

record! {
    /// Colours for each wish that people can tell their device.
    Schemes {
        /// colours by day
        light: Tokens,
        /// what differs for people who ask for dark pages
        dark: Tokens,
        /// what differs for people who ask for more contrast
        more: Tokens,
        /// what differs for people who ask for both
        more_dark: Tokens,
    }
}

/// Colours, and those that they stand on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(pub BTreeMap<Text, Vec<Text>>);

impl Field for Pairs {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Node::Map(map) = node else {
            return reader.expected("a group of fields", node, "write `ink: [paper]` lines below it");
        };
        let map: Map<'_> = map;
        let read = |(name, node): &(Text, Marked)| {
            let on = reader.at(Step::Field(name.to_string().into()), |reader| Vec::<Text>::read(node, reader))?;
            Some((name.clone(), on))
        };
        map.iter().map(read).collect::<Option<_>>().map(Pairs)
    }

    fn absent() -> Option<Self> {
        Some(Pairs::default())
    }

    fn shape() -> Shape {
        Shape::Group { names: None, each: Box::new(Vec::<Text>::shape()) }
    }
}

impl<Q: Phase> MapTo<Q> for Pairs {
    type Out = Pairs;
    fn map_to(&self, _: &mut impl Resolve<Q>) -> Option<Pairs> {
        Some(self.clone())
    }
}

impl Palette {
    /// Reads a theme's file of colours.
    pub(super) fn read_file(file: &ThemeFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Palette> {
        let text = entry::text_of(&file.path, &file.bytes, diagnostics)?;
        let whole = entry::whole_yaml(&file.path, text, diagnostics)?;
        let mut reader = Reader::default();
        let palette = Palette::read(&whole, &mut reader);
        diagnostics.extend(reader.findings(&file.path, &whole));
        palette
    }
}
