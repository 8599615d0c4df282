//! A guide: for the people who plan workforces.

use super::super::phase::{Any, To};
use super::super::record::record;
use super::super::values::Text;
use super::{Assessment, CaseStudy, Element, Intervention, PartnerKind};

record! {
    /// A page for people who plan workforces.
    Guide {
        /// which element of Grow Your Own it is about
        element: Option<Element>,
        /// its place in the list
        order: u32 where within(0, 1_000),
        /// whom it is for
        audience: Text,
        /// interventions it is about
        interventions: Vec<To<P, Intervention>>,
        /// assessments that help to start
        assessments: Vec<To<P, Assessment>>,
        /// kinds of partner to work with
        partner_kinds: Vec<To<P, PartnerKind>>,
        /// case studies that show it
        case_studies: Vec<To<P, CaseStudy>>,
        /// other pages worth reading, such as `routes/t-level-health`
        see_also: Vec<Any<P>>,
    }
}
