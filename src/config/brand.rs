//! How an owner makes the site their own: a name, a logo, colours.

use std::collections::BTreeMap;

use super::named::read_names;
use crate::colour::Colour;
use crate::entry::fields::{Field, Reader, Shape};
use crate::entry::node::Node;
use crate::entry::phase::{MapTo, Phase, Resolve};
use crate::entry::record;
use crate::entry::values::Text;

record! {
    /// What sets the site apart from others.
    Brand {
        /// the short name at the top of each page, if it is not the title
        name: Option<Text>,
        /// a picture beside the name, such as `images/logo.svg` in the folder `content`
        logo: Option<Text>,
        /// colours of your own
        colours: Option<BrandColours<P>>,
    }
}

record! {
    /// Colours that take the place of the theme's.
    BrandColours {
        /// colours by day: a name from `theme.yaml` and a value such as `'#114136'`
        light: Tokens,
        /// colours for people who ask their device for dark pages
        dark: Tokens,
    }
}

/// Colours by the names that a theme gives them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens(pub BTreeMap<Text, Colour>);

impl Field for Tokens {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let tokens = read_names(node, reader, |name, node, reader| {
            let colour = node.as_text().and_then(Colour::parse);
            let help = "write it between quotes as a hash and six digits, such as '#114136'";
            let colour = colour.or_else(|| reader.expected("a colour", node, help))?;
            Some((Text::from(name), colour))
        })?;
        Some(Tokens(tokens.into_iter().collect()))
    }

    fn absent() -> Option<Self> {
        Some(Tokens::default())
    }

    fn shape() -> Shape {
        Shape::Group { names: None, each: Box::new(Shape::Colour) }
    }
}

impl<Q: Phase> MapTo<Q> for Tokens {
    type Out = Tokens;
    fn map_to(&self, _: &mut impl Resolve<Q>) -> Option<Tokens> {
        Some(self.clone())
    }
}
