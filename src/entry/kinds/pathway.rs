//! A pathway: a told journey, each of whose steps must be possible on this very site.

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
    one_of [starting_point, programme, route, role]
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
