//! The kinds of entry: one file each, and a table (`table.rs`).
//!
//! To add a kind, copy the file of one that is like it, say its fields with `record!`, and give it a line in the table.
//! Reading, linking, "did you mean", schemas and skeletons follow from the fields; addresses, lists, menus, search and
//! open data from the line ([`KindSpec`](spec::KindSpec)). What must be code for each kind, such as its view, is a
//! `match` without a rest, so that the compiler asks for it (see `docs/architecture.md`).

mod assessment;
mod case_study;
mod common;
mod data;
mod event;
mod fields;
mod figure;
mod framework;
mod guide;
mod intervention;
mod kind;
mod naming;
mod next_step;
mod organisation;
mod page;
mod partner;
mod partner_kind;
mod pathway;
mod profession;
mod programme;
mod role;
mod route;
mod short;
mod spec;
mod starting_point;
mod table;
mod taken;

pub use assessment::{Assessment, Question};
pub use case_study::{CaseStudy, People};
pub use common::{Common, Confidence, Period, Source, Status};
pub use data::{
    Area, AreaType, Benchmark, Dataset, GlossaryTerm, HouseTerm, Interest, PayBand, PayStep, Payment, Supplement,
    Synonym, Wage,
};
pub use event::Event;
pub use fields::Fields;
pub use figure::{Figure, Shows, Unit};
pub use framework::{Domain, DomainItem, ItemStatus, Stage};
pub use guide::Guide;
pub use intervention::{Element, Intervention};
pub use kind::Kind;
pub use next_step::{EndingPage, Fit, NextStep};
pub use organisation::Organisation;
pub use page::{Page, Statement};
pub use partner::Partner;
pub use partner_kind::PartnerKind;
pub use pathway::{Pathway, PathwayStep};
pub use profession::{Profession, StageGap};
pub use programme::Programme;
pub use role::{MoveKind, Role};
pub use route::{Money, OpenTo, Relation, Route, RouteType};
pub use short::Short;
pub use spec::{BENCHMARKS, FIGURES, FRAMEWORK, GLOSSARY, Keys, List, ListPage, Mark, Menu, NEAR, PAY, START, Shown};
pub use starting_point::{StartingPoint, Suggestion};
pub use taken::Taken;

pub(crate) use spec::keys;

use super::phase::Phase;
use crate::slug::slug;

/// A type that is the fields of one kind of entry.
pub trait KindOf: 'static {
    const KIND: Kind;
    /// The fields in a phase.
    type In<P: Phase>;
    /// These fields, if the entry is of this kind.
    fn of<P: Phase>(fields: &Fields<P>) -> Option<&Self::In<P>>;
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

    /// Whether entries of this kind are rows of a table in `content/data/`.
    pub fn is_data(self) -> bool {
        self.folder().starts_with("data/")
    }

    /// Whether an id is that of the site's first page.
    pub fn is_home(self, id: &str) -> bool {
        self == Kind::Page && id == "home"
    }

    /// Section ids that the theme gives to this kind's pages, so that links may point at them.
    pub fn sections(self) -> &'static [&'static str] {
        self.spec().ids.sections
    }
}
