//! Which view shows the page of an entry, kind by kind.

use super::{Context, Face, PageView};
use crate::entry::kinds::{self, Kind, Shown};
use crate::graph::NodeId;

macro_rules! entry_pages {
    (with { $($kind:ident => $page:ident,)* } without { $($without:ident),* }) => {
        impl Context<'_> {
            fn entry_page(&self, path: &str, node: NodeId) -> PageView {
                match self.node(node).kind() {
                    $(Kind::$kind => {
                        self.$page(path, self.graph.cast::<kinds::$kind>(node).expect("the kind was just asked"))
                    })*
                    kind @ ($(Kind::$without)|*) => unreachable!("{} have no pages of their own", kind.many()),
                }
            }
        }

        const fn has_view(kind: Kind) -> bool {
            match kind {
                $(Kind::$kind => true,)*
                $(Kind::$without => false,)*
            }
        }
    };
}

entry_pages! {
    with {
        Profession => profession_page,
        Role => role_page,
        Route => route_page,
        StartingPoint => starting_point_page,
        Programme => programme_page,
        Intervention => intervention_page,
        CaseStudy => case_study_page,
        Partner => partner_page,
        Stage => stage_page,
        Domain => domain_page,
        Pathway => journey_page,
        Guide => guide_page,
        Assessment => assessment_page,
        Event => event_page,
        Page => prose_page,
        PartnerKind => partner_kind_page,
        Area => area_page,
        Interest => interest_page,
    }
    without { PayBand, Payment, Wage, Benchmark, Organisation, Dataset, Figure, NextStep, GlossaryTerm, Synonym, HouseTerm }
}

// The table of kinds says by what template an entry is shown, and this file by what view: both or neither.
const _: () = {
    let mut at = 0;
    while at < Kind::ALL.len() {
        let kind = Kind::ALL[at];
        assert!(
            has_view(kind) == kind.has_own_pages(),
            "a kind with `Shown::Page` in src/entry/kinds/table.rs has a line in src/view/entry_page.rs, others none",
        );
        at += 1;
    }
};

/// How the page of an entry of a kind is shown. The kind must have pages of its own.
pub fn entry_face(kind: Kind, path: &str, node: NodeId) -> Face<'_> {
    let Shown::Page { template, .. } = kind.spec().shown else {
        unreachable!("{} have no pages of their own", kind.many())
    };
    Face::new(template, move |context| context.entry_page(path, node))
}
