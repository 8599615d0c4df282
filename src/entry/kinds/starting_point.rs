//! A starting point: where a visitor is now.

use super::super::phase::To;
use super::super::record::record;
use super::super::values::{AtLeastOne, Text};
use super::{NextStep, Programme, Route, Short, Stage};

record! {
    /// A route worth looking at from here.
    Suggestion {
        /// the route
        route: To<P, Route>,
        /// why it suits people who start here
        because: Text,
    }
}

record! {
    /// Where a visitor is now.
    StartingPoint {
        /// its place in the list
        order: u32 where within(0, 1_000),
        /// what someone here might say
        you_might_say: Text,
        /// what to do first
        first_steps: AtLeastOne<Text>,
        /// routes worth looking at, each with a reason
        routes: AtLeastOne<Suggestion<P>>,
        /// the stage that people here left early, such as a degree
        leaves: Option<To<P, Stage>>,
        /// programmes that can help
        programmes: Vec<To<P, Programme>>,
        /// the words of its short version, where those that are made of this page can be bettered
        short: Option<Short<P>>,
        /// next steps that come first at the end of the page; those that fit it follow
        next_steps: Vec<To<P, NextStep>>,
    }
}
