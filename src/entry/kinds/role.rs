//! A role: a job that a visitor may come to do.
//!
//! Ways in are not written here: routes say which roles they lead to, and the linker turns that around.

use super::super::phase::To;
use super::super::record::{choice, record};
use super::super::values::{Address, AtLeastOne, Text};
use super::{Domain, Interest, NextStep, PayBand, Profession, Route, Short, Stage};

choice! {
    /// How one role leads to another.
    MoveKind {
        /// A step up, with more training and responsibility.
        Progress = "progress",
        /// Another role at the same stage.
        Sideways = "sideways",
        /// Into a support role, for someone who leaves a degree.
        StepOff = "step-off",
    }
    default Progress
}

record! {
    /// A move from this role to another.
    Move {
        /// the role it leads to
        role: To<P, Role>,
        /// whether it is a step up (`progress`), `sideways` or a `step-off`
        kind: MoveKind,
        /// the routes that take people there
        by: Vec<To<P, Route>>,
        /// anything to know about this move
        note: Option<Text>,
    }
}

record! {
    /// A domain of the Framework that this role's work shows.
    ShownDomain {
        /// the domain
        domain: To<P, Domain>,
        /// how the work shows it, in one short sentence
        shows: Text,
    }
}

record! {
    /// A role that is like this one.
    Related {
        /// the other role
        role: To<P, Role>,
        /// why someone who likes this role may like that one
        because: Text,
    }
}

record! {
    /// A job that a visitor may come to do.
    Role {
        /// other names that adverts and people use
        other_titles: Vec<Text>,
        /// the professions it belongs to; leave out if it works across them
        professions: Vec<To<P, Profession>>,
        /// the stage, such as `support-worker`
        stage: To<P, Stage>,
        /// what the stage is called locally
        local_level: Option<Text>,
        /// usual pay bands, such as `[2, 3]`
        pay_bands: AtLeastOne<To<P, PayBand>>,
        /// what to know about pay
        pay_note: Option<Text>,
        /// usual hours and patterns
        hours: Text,
        /// what you do, each starting with a verb
        tasks: AtLeastOne<Text>,
        /// where you work
        places: AtLeastOne<Text>,
        /// what helps you do it well
        qualities: AtLeastOne<Text>,
        /// what is honestly hard about it
        hard_parts: AtLeastOne<Text>,
        /// support and adjustments that employers can make
        adjustments: Vec<Text>,
        /// what you usually need
        requirements: AtLeastOne<Text>,
        /// checks before you start
        checks: AtLeastOne<Text>,
        /// how long study takes
        study: Option<Text>,
        /// who keeps the register, for registered roles
        regulator: Option<Text>,
        /// whether only registered people may use the title
        protected_title: Option<bool>,
        /// the code of the Standard Occupational Classification 2020
        soc2020: Option<Text> where code("0000"),
        /// what people who like this work tend to enjoy
        interests: Vec<To<P, Interest>>,
        /// domains of the Framework that the work shows
        domains: Vec<ShownDomain<P>>,
        /// roles that people move on to
        leads_to: Vec<Move<P>>,
        /// why many people stay, and how they grow in the role
        stay: Option<Text>,
        /// roles that are like this one, each with a reason
        related: Vec<Related<P>>,
        /// the words of its short version, where those that are made of this page can be bettered
        short: Option<Short<P>>,
        /// next steps that come first at the end of the page; those that fit it follow
        next_steps: Vec<To<P, NextStep>>,
        /// the official page about this role
        official_page: Option<Address> where web_page(),
    }
}
