//! The kinds of entry: one file each, and this table.
//!
//! To add a kind, copy the file of one that is like it, say its fields with `record!`, and give it
//! a line in the table at the end of this file. Reading, linking, "did you mean", schemas and skeletons follow from
//! the fields; a page for it is a view, a template and a line in the plan (see `docs/architecture.md`).

mod assessment;
mod case_study;
mod common;
mod data;
mod event;
mod framework;
mod guide;
mod intervention;
mod page;
mod partner;
mod pathway;
mod profession;
mod programme;
mod role;
mod route;
mod starting_point;
mod taken;

pub use assessment::{Assessment, Question};
pub use case_study::CaseStudy;
pub use common::{Common, Confidence, Period, Source, Status};
pub use data::{
    Area, AreaType, Benchmark, GlossaryTerm, HouseTerm, Interest, PartnerKind, PayBand, PayStep, Supplement, Synonym,
    Wage,
};
pub use event::Event;
pub use framework::{Domain, DomainItem, ItemStatus, Stage};
pub use guide::Guide;
pub use intervention::{Element, Intervention};
pub use page::{Page, Proves};
pub use partner::Partner;
pub use pathway::{Pathway, PathwayStep};
pub use profession::{Profession, ProfessionalBody, StageGap};
pub use programme::{Ages, Programme};
pub use role::{Move, MoveKind, Related, Role, ShownDomain};
pub use route::{Money, OpenTo, Opening, Relation, Route, RouteType};
pub use starting_point::{StartingPoint, Suggestion};
pub use taken::Taken;

use super::fields::{FieldInfo, Map, Reader, Record};
use super::phase::{MapTo, Phase, Resolve, Written};
use crate::slug::slug;

/// A type that is the fields of one kind of entry.
pub trait KindOf: 'static {
    const KIND: Kind;
    /// The fields in a phase.
    type In<P: Phase>;
    /// These fields, if the entry is of this kind.
    fn of<P: Phase>(fields: &Fields<P>) -> Option<&Self::In<P>>;
}

macro_rules! kinds {
    ($( $(#[doc = $about:literal])* $kind:ident { $folder:literal, $one:literal, $many:literal, review $months:literal } )*) => {
        /// What an entry is; its folder decides.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( $(#[doc = $about])* $kind, )* }

        impl Kind {
            /// Every kind, in the order of the site.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];

            /// The folder below `content/`; for kinds of `data/`, the table's file without its extension.
            pub const fn folder(self) -> &'static str {
                match self { $(Kind::$kind => $folder),* }
            }

            /// What messages call one of these.
            pub const fn one(self) -> &'static str {
                match self { $(Kind::$kind => $one),* }
            }

            /// What messages call several of these.
            pub const fn many(self) -> &'static str {
                match self { $(Kind::$kind => $many),* }
            }

            /// What one of these is, in a sentence.
            pub const fn about(self) -> &'static str {
                match self { $(Kind::$kind => concat!($($about),*).trim_ascii()),* }
            }

            /// Months after which an entry should be looked at again, unless site.yaml or the entry says otherwise.
            pub const fn review_months(self) -> u32 {
                match self { $(Kind::$kind => $months),* }
            }

            /// The kind's own fields, beside those that every kind takes.
            pub fn fields(self) -> &'static [FieldInfo] {
                match self { $(Kind::$kind => <$kind as Record>::FIELDS),* }
            }

            /// Reads the kind's own fields.
            pub(super) fn take(self, map: &Map<'_>, reader: &mut Reader) -> Option<Fields<Written>> {
                match self { $(Kind::$kind => <$kind as Record>::take(map, reader).map(Fields::$kind)),* }
            }
        }

        /// The fields of an entry, whichever kind it is.
        #[derive(Debug, Clone)]
        pub enum Fields<P: Phase = Written> { $( $kind($kind<P>), )* }

        impl<Q: Phase> MapTo<Q> for Fields<Written> {
            type Out = Fields<Q>;
            fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Fields<Q>> {
                match self { $(Fields::$kind(fields) => fields.map_to(with).map(Fields::$kind)),* }
            }
        }

        $(
            impl KindOf for $kind {
                const KIND: Kind = Kind::$kind;
                type In<P: Phase> = $kind<P>;
                fn of<P: Phase>(fields: &Fields<P>) -> Option<&$kind<P>> {
                    match fields {
                        Fields::$kind(fields) => Some(fields),
                        _ => None,
                    }
                }
            }
        )*
    };
}

kinds! {
    /// One of the allied health professions.
    Profession { "professions", "profession", "professions", review 12 }
    /// A job: what someone does, needs, earns and can do next.
    Role { "roles", "role", "roles", review 12 }
    /// A way into a career.
    Route { "routes", "route", "routes", review 6 }
    /// Where a visitor is now.
    StartingPoint { "starting-points", "starting point", "starting points", review 12 }
    /// A scheme that helps people in.
    Programme { "programmes", "programme", "programmes", review 6 }
    /// Something that partners do to bring people in, develop them or help them up.
    Intervention { "interventions", "intervention", "interventions", review 12 }
    /// What happened in one place.
    CaseStudy { "case-studies", "case study", "case studies", review 12 }
    /// An organisation to work with.
    Partner { "partners", "partner", "partners", review 6 }
    /// A stage of the Framework, or one beside it.
    Stage { "framework/stages", "stage", "stages", review 12 }
    /// A domain of the Framework.
    Domain { "framework/domains", "domain", "domains", review 12 }
    /// A told journey.
    Pathway { "pathways", "pathway", "pathways", review 12 }
    /// A page for people who plan workforces.
    Guide { "guides", "guide", "guides", review 12 }
    /// Questions to check how ready a place is.
    Assessment { "assessments", "assessment", "assessments", review 12 }
    /// Something on a day, at a place.
    Event { "events", "event", "events", review 3 }
    /// A page of its own: home, about, help.
    Page { "pages", "page", "pages", review 12 }
    /// Pay of one band in one year.
    PayBand { "data/pay", "pay band", "pay bands", review 12 }
    /// A minimum wage.
    Wage { "data/wages", "minimum wage", "minimum wages", review 12 }
    /// One of the Gatsby Benchmarks.
    Benchmark { "data/benchmarks", "benchmark", "benchmarks", review 12 }
    /// A kind of organisation.
    PartnerKind { "data/partner-kinds", "partner kind", "partner kinds", review 12 }
    /// A place on the map.
    Area { "data/areas", "area", "areas", review 24 }
    /// A word that needs explaining.
    GlossaryTerm { "data/glossary", "glossary term", "glossary terms", review 24 }
    /// Something a visitor may like doing.
    Interest { "data/interests", "interest", "interests", review 24 }
    /// Words that people search for, and what they mean by them.
    Synonym { "data/synonyms", "synonym", "synonyms", review 24 }
    /// What an organisation or a thing is called now, and what it was called before.
    HouseTerm { "data/house-terms", "house term", "house terms", review 12 }
}

impl Kind {
    /// The kind that people mean by a word: `role`, `roles`, `case study`, `framework/stages`, `stages`, `pay`.
    pub fn named(word: &str) -> Option<Kind> {
        let wanted = slug(word);
        Kind::ALL.iter().copied().find(|kind| kind.words().contains(&wanted))
    }

    /// The words by which the kind can be named, fit for a command line: its proper name first.
    pub fn words(self) -> [String; 5] {
        let last = self.folder().rsplit('/').next().unwrap_or_default();
        let one_of_last = last.strip_suffix("ies").map_or(last.trim_end_matches('s').into(), |stem| format!("{stem}y"));
        [slug(self.one()), slug(self.many()), slug(last), one_of_last, slug(self.folder())]
    }

    /// Whether entries state facts that people act on, so that they must say where these come from.
    pub fn states_facts(self) -> bool {
        use Kind::{Benchmark, CaseStudy, Domain, PayBand, Profession, Programme, Role, Route, Stage, Wage};
        matches!(self, Profession | Role | Route | Programme | CaseStudy | Stage | Domain | PayBand | Wage | Benchmark)
    }

    /// Whether entries of this kind are rows of a table in `content/data/`.
    pub fn is_data(self) -> bool {
        self.folder().starts_with("data/")
    }

    /// Section ids that the theme gives to this kind's pages, so that links may point at them.
    pub fn sections(self) -> &'static [&'static str] {
        match self {
            Kind::Role => &[
                "key-facts",
                "what-you-do",
                "where-you-work",
                "is-it-for-me",
                "ways-in",
                "before-you-start",
                "where-it-can-lead",
                "real-stories",
                "near-me",
                "related-roles",
                "framework",
                "for-advisers",
                "sources",
            ],
            Kind::Route => &["six-facts", "where-it-leads", "framework", "who-offers-it", "start-from", "sources"],
            Kind::Programme => &["key-facts", "what-you-get", "how-to-join", "where-it-leads", "framework", "sources"],
            Kind::StartingPoint => {
                &["first-steps", "ways-in", "programmes", "where-you-could-go", "framework", "sources"]
            }
            Kind::Profession => &["roles", "ladder", "ways-in", "sources"],
            Kind::Stage | Kind::Domain => &[
                "items",
                "roles",
                "linked",
                "routes",
                "programmes",
                "ladders",
                "journeys",
                "case-studies",
                "starting-points",
                "interventions",
                "partners",
                "guides",
                "assessments",
                "events",
                "sources",
            ],
            Kind::CaseStudy => &["what-was-done", "evidence", "who-took-part", "framework", "sources"],
            Kind::Partner => &["key-facts", "what-they-offer", "framework", "sources"],
            Kind::Intervention => &["what-it-is", "try-it", "benchmarks", "partners", "framework", "sources"],
            Kind::Pathway => &["steps", "framework", "sources"],
            Kind::Guide => &["interventions", "framework", "sources"],
            Kind::Assessment => &["questions", "framework", "sources"],
            Kind::Event => &["key-facts", "framework", "sources"],
            Kind::Page => &["checked", "sources"],
            _ => &["sources"],
        }
    }
}
