//! An intervention: something that partners do, in one of the three elements of Grow Your Own.

use super::super::phase::To;
use super::super::record::{choice, record};
use super::super::values::{AtLeastOne, Text};
use super::{Benchmark, PartnerKind, Programme, Route};

choice! {
    /// The three elements of Grow Your Own.
    Element {
        /// Bringing local people in.
        OutsideIn = "outside-in",
        /// Growing people in their work.
        InWork = "in-work",
        /// Helping people up.
        InsideUp = "inside-up",
    }
}

record! {
    /// Something that partners do to bring people in, develop them or help them up.
    Intervention {
        /// which element of Grow Your Own it belongs to
        element: Element,
        /// who it is for
        audience: AtLeastOne<Text>,
        /// what it is, in two or three short sentences
        what_it_is: Text,
        /// why it works
        why_it_works: Option<Text>,
        /// one way to do it for AHP careers
        ahp_idea: Text,
        /// Gatsby Benchmarks it serves
        benchmarks: Vec<To<P, Benchmark>>,
        /// kinds of partner that can do it
        partner_kinds: Vec<To<P, PartnerKind>>,
        /// routes it leads to
        routes: Vec<To<P, Route>>,
        /// programmes that do it
        programmes: Vec<To<P, Programme>>,
        /// the steps of an activity
        activity: Vec<Text>,
        /// what students write on its worksheet, one question a line
        worksheet: Vec<Text>,
        /// how much work it is
        effort: Option<Text>,
    }
}
