//! A programme: a scheme with a host that helps people in.

use super::super::part_date::PartDate;
use super::super::phase::To;
use super::super::record::record;
use super::super::values::{Address, AtLeastOne, Text};
use super::{Area, Domain, NextStep, Role, Route, Stage};

record! {
    /// Whom a programme takes, by age.
    Ages {
        /// the youngest age
        min: Option<u32> where within(0, 120),
        /// the oldest age
        max: Option<u32> where within(0, 120); not_below("min"),
    }
}

record! {
    /// A scheme that helps people in.
    Programme {
        /// who it is for
        who_for: Text,
        /// whom it takes, by age
        ages: Option<Ages<P>>,
        /// who runs it
        run_by: Text,
        /// the areas in which it runs; `england` if it runs in many places or anywhere
        areas: Vec<To<P, Area>>,
        /// what it gives people
        offers: AtLeastOne<Text>,
        /// what it costs the person
        cost: Text,
        /// names it had before
        former_names: Vec<Text>,
        /// how to join, first things first
        how_to_join: AtLeastOne<Text>,
        /// routes it helps people onto
        routes: Vec<To<P, Route>>,
        /// roles it helps people into
        roles: Vec<To<P, Role>>,
        /// stages of the Framework it leads to
        stages: Vec<To<P, Stage>>,
        /// domains of the Framework it builds
        domains: Vec<To<P, Domain>>,
        /// how new its status is, such as `2026-05`
        status_checked: PartDate where done(),
        /// next steps that come first at the end of the page; those that fit it follow
        next_steps: Vec<To<P, NextStep>>,
        /// its official page
        official_page: Option<Address> where web_page(),
    }
}
