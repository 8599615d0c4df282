//! The health of a site's content: the figures that the person in charge asks for.
//!
//! Only figures are made here, from a site that has been looked at from all sides ([`Survey`]). How they are told is
//! `report`'s. Nothing here is a finding: a figure may be good or bad, and a person decides.

mod benchmarks;
mod copies;
mod coverage;
mod endings;
mod facts;
mod findings;
mod gaps;
mod item;
mod left_out;
mod places;
mod reading;
mod reviews;
mod scope;
mod stories;

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::find::Survey;

pub use benchmarks::Evidence;
pub use copies::CopyRead;
pub use coverage::{Coverage, DomainCover, ProfessionCover, StageCover};
pub use endings::{End, Ending};
pub use facts::{ConfidenceCount, Facts, SourcesSeen};
pub use findings::Findings;
pub use gaps::Gaps;
pub use item::Item;
pub use left_out::{Away, LeftOut};
pub use places::{AreaCover, Places};
pub use reading::{AgeBand, HardSentence, Memo, PageReading, Readings, SectionReading, of_page as reading_of};
pub use reviews::{OwnerLoad, Review, Reviews, Urgency};
pub use scope::{NOBODY, Scope, Whose};
pub use stories::Stories;

/// Every figure about a site on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// The name of the site.
    pub site: Arc<str>,
    pub today: Date,
    pub scope: Scope,
    /// Entries on the site, rows of tables among them.
    pub entries: usize,
    /// Pages of the site, lists among them.
    pub pages: usize,
    /// Whether every file was read and every name led somewhere. If not, figures of what is absent may be too high.
    pub is_complete: bool,
    pub findings: Findings,
    pub reviews: Reviews,
    pub coverage: Coverage,
    pub benchmarks: Vec<Evidence>,
    pub reading: Readings,
    pub facts: Facts,
    pub gaps: Gaps,
    pub places: Places,
    pub stories: Stories,
    pub endings: Vec<Ending>,
    pub left_out: Vec<LeftOut>,
}

impl Health {
    /// Works out every figure. The findings are those of the whole build, which knows more than the survey.
    pub fn of(survey: &Survey<'_>, findings: &[Diagnostic], scope: Scope) -> Health {
        Health::after(survey, findings, scope, &mut Memo::default())
    }

    /// The same, where the last look at the site has left something to build on.
    pub fn after(survey: &Survey<'_>, findings: &[Diagnostic], scope: Scope, memo: &mut Memo) -> Health {
        let graph = survey.graph();
        Health {
            site: survey.config().title.clone(),
            today: survey.request.today,
            entries: graph.len(),
            pages: survey.judged.pages.len(),
            is_complete: graph.is_complete,
            findings: findings::of(survey, findings, &scope),
            reviews: reviews::of(survey, &scope),
            coverage: coverage::of(survey),
            benchmarks: benchmarks::of(survey),
            reading: reading::of(survey, &scope, memo),
            facts: facts::of(survey, &scope),
            gaps: gaps::of(survey, &scope),
            places: places::of(survey),
            stories: stories::of(survey),
            endings: endings::of(survey, &scope),
            left_out: left_out::of(survey, &scope),
            scope,
        }
    }
}
