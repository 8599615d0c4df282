//! A next step: something real that a visitor can do now, at somebody else's address. Pages choose the ones that fit them
//! (`graph::next_steps`); an editor writes each once.

use super::super::phase::To;
use super::super::phone::Phone;
use super::super::record::{choice, record};
use super::super::values::{Address, Text};
use super::{Profession, Route, RouteType, Stage};

choice! {
    /// Pages that end in next steps.
    EndingPage {
        Roles = "roles",
        Routes = "routes",
        StartingPoints = "starting-points",
        Programmes = "programmes",
    }
}

record! {
    /// Pages that a next step fits: each list that is there must hold something of the page.
    Fit {
        /// the kinds of page; leave out for all of them
        pages: Vec<EndingPage>,
        /// the types of route, of the page itself or of the routes that it is about
        route_types: Vec<RouteType>,
        /// the routes that the page is, or is about
        routes: Vec<To<P, Route>>,
        /// the stages of the Framework that the page is about
        stages: Vec<To<P, Stage>>,
        /// the professions that the page is about
        professions: Vec<To<P, Profession>>,
    }
}

record! {
    /// Something real that a visitor can do now; its summary says what they find there.
    NextStep {
        /// its place in the lists: low numbers come first, and a page shows only the first few
        order: u32 where within(0, 1_000),
        /// the web address where people do it
        url: Address where web_page(),
        /// the telephone number, for people who would rather ring
        phone: Option<Phone>,
        /// who it is for, in a few words that go on after `For`, such as `anyone aged 16 or over`
        who_for: Text,
        /// the pages that it fits; without any, only pages that name it under `next_steps` show it
        fits: Vec<Fit<P>>,
    }
}
