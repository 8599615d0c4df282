//! A profession: the family that registered and support roles belong to.

use super::super::phase::{Phase, To};
use super::super::record::record;
use super::super::values::{Address, Text};
use super::{Interest, Stage};

record! {
    /// A body that speaks for a profession.
    ProfessionalBody {
        /// its name
        name: Text,
        /// its website
        url: Option<Address> where web_page(),
    }
}

record! {
    /// A stage of the Framework at which this site knows no role of the profession.
    StageGap {
        /// the stage
        stage: To<P, Stage>,
        /// why there is no role, in one short sentence
        because: Text,
    }
}

impl<P: Phase> Profession<P> {
    /// The pictures that it names, with the field that names each.
    pub fn pictures(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let named = [("drawing", &self.drawing), ("share_picture", &self.share_picture)];
        named.into_iter().filter_map(|(field, picture)| Some((field, picture.as_ref()?)))
    }
}

record! {
    /// One of the allied health professions in England.
    Profession {
        /// who keeps the register
        regulator: Text,
        /// the regulator's website
        regulator_url: Option<Address> where web_page(),
        /// the body that speaks for the profession
        professional_body: Option<ProfessionalBody<P>>,
        /// job titles that only registered people may use
        protected_titles: Vec<Text>,
        /// a drawing that stands for it, such as `images/professions/podiatry.svg` in the folder `content`
        drawing: Option<Text>,
        /// the picture that other websites show beside a link to it, a PNG of 1200 by 630 dots in the folder `content`
        share_picture: Option<Text>,
        /// what people who like this work tend to enjoy
        interests: Vec<To<P, Interest>>,
        /// stages of the Framework at which it has no role, each with the reason
        no_role_at: Vec<StageGap<P>>,
    }
}
