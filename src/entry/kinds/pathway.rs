//! A pathway: a told journey, each of whose steps must be possible on this very site.

use super::super::fields::Reader;
use super::super::phase::To;
use super::super::record::record;
use super::super::values::{AtLeastOne, Text};
use super::{Profession, Programme, Role, Route, StartingPoint};

record! {
    /// One step: exactly one of a starting point, a programme, a route or a role.
    PathwayStep {
        /// where the journey starts
        starting_point: Option<To<P, StartingPoint>>,
        /// a programme on the way
        programme: Option<To<P, Programme>>,
        /// a route on the way
        route: Option<To<P, Route>>,
        /// a role on the way
        role: Option<To<P, Role>>,
        /// what happens at this step
        note: Text,
    }
    judge one_place_a_step
}

fn one_place_a_step(step: &PathwayStep, reader: &mut Reader) {
    let places = [step.starting_point.is_some(), step.programme.is_some(), step.route.is_some(), step.role.is_some()];
    if places.iter().filter(|&&there| there).count() != 1 {
        reader.invalid(
            "a step must name exactly one place",
            Some("write one of `starting_point:`, `programme:`, `route:` or `role:`".into()),
        );
    }
}

record! {
    /// A told journey.
    Pathway {
        /// the profession it leads into
        profession: Option<To<P, Profession>>,
        /// whom it is for
        who: Text,
        /// the steps, in order
        steps: AtLeastOne<PathwayStep<P>>,
    }
}
