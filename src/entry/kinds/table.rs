//! All kinds of entry, in the order of the site, each with everything that is to be said of it beside its fields.
//!
//! The line of a kind: its folder below `content/` (or its table in `data/`, without the extension), what messages call
//! one of these and several, and the months after which an entry should be looked at again; then its
//! [`KindSpec`](super::spec::KindSpec). The table names nothing itself: `kind`, `spec` and `fields` each make their
//! part of it.

/// Hands the table to a macro, which makes of it what it needs.
macro_rules! every_kind {
    ($with:ident!) => { $with! {
    /// One of the allied health professions.
    Profession {
        "professions", "profession", "professions", review 12,
        shown: Shown::Page { template: "profession.html", folder: "professions", needs: &[] },
        list: List::Own(Menu::Head(2)),
        search: Some(12), way_to_find: Some(2),
        marks: &[Mark::StatesFacts, Mark::MetThroughOthers, Mark::InFramework, Mark::OpenData],
        ids: Ids { sections: &["roles", "ladder", "ways-in", "sources"], own: &[], starts: &[] },
    }
    /// A job: what someone does, needs, earns and can do next.
    Role {
        "roles", "role", "roles", review 12,
        shown: Shown::Page { template: "role.html", folder: "roles", needs: &[] },
        list: List::Own(Menu::Head(3)),
        search: Some(13), way_to_find: Some(1),
        marks: &[Mark::StatesFacts, Mark::Offers, Mark::InFramework, Mark::OpenData],
        ids: Ids {
            sections: &[
                "key-facts", "what-you-do", "where-you-work", "is-it-for-me", "ways-in", "before-you-start",
                "where-it-can-lead", "real-stories", "near-me", "related-roles", "framework", "for-advisers", "do-next",
                "sources",
            ],
            own: &[], starts: &["way-"],
        },
    }
    /// A way into a career.
    Route {
        "routes", "route", "routes", review 6,
        shown: Shown::Page { template: "route.html", folder: "routes", needs: &[] },
        list: List::Own(Menu::Head(4)),
        search: Some(11), way_to_find: Some(3),
        marks: &[
            Mark::StatesFacts, Mark::Offers, Mark::MetThroughOthers, Mark::InFramework, Mark::OpenData, Mark::InFeed,
        ],
        ids: Ids {
            sections: &["six-facts", "where-it-leads", "framework", "who-offers-it", "start-from", "do-next", "sources"],
            own: &["real-stories"], starts: &[],
        },
    }
    /// Where a visitor is now.
    StartingPoint {
        "starting-points", "starting point", "starting points", review 12,
        shown: Shown::Page { template: "starting-point.html", folder: "starting-points", needs: &[] },
        list: List::On(START, None),
        search: Some(11), way_to_find: Some(4),
        marks: &[Mark::Offers, Mark::InFramework, Mark::OpenData],
        ids: Ids {
            sections: &[
                "first-steps", "ways-in", "programmes", "where-you-could-go", "framework", "do-next", "sources",
            ],
            own: &["what-you-like", "real-stories"], starts: &[],
        },
    }
    /// A scheme that helps people in.
    Programme {
        "programmes", "programme", "programmes", review 6,
        shown: Shown::Page { template: "programme.html", folder: "programmes", needs: &[] },
        list: List::Own(Menu::Foot(2)),
        search: Some(11), way_to_find: Some(5),
        marks: &[
            Mark::StatesFacts, Mark::Offers, Mark::MetThroughOthers, Mark::InFramework, Mark::OpenData, Mark::InFeed,
        ],
        ids: Ids {
            sections: &[
                "key-facts", "what-you-get", "how-to-join", "where-it-leads", "framework", "do-next", "sources",
            ],
            own: &[], starts: &[],
        },
    }
    /// Something that partners do to bring people in, develop them or help them up.
    Intervention {
        "interventions", "intervention", "interventions", review 12,
        shown: Shown::Page { template: "intervention.html", folder: "interventions", needs: &[] },
        list: List::Own(Menu::Foot(3)),
        search: Some(7), way_to_find: Some(10),
        marks: &[Mark::MetThroughOthers, Mark::InFramework],
        ids: Ids {
            sections: &["what-it-is", "try-it", "worksheet", "benchmarks", "partners", "framework", "sources"],
            own: &["see-also"], starts: &[],
        },
    }
    /// What happened in one place.
    CaseStudy {
        "case-studies", "case study", "case studies", review 12,
        shown: Shown::Page { template: "case-study.html", folder: "case-studies", needs: &[] },
        list: List::Own(Menu::Foot(5)),
        search: Some(9), way_to_find: Some(8),
        marks: &[Mark::StatesFacts, Mark::InFramework, Mark::OpenData, Mark::InFeed],
        ids: Ids {
            sections: &["what-was-done", "evidence", "who-took-part", "framework", "sources"],
            own: &["problem", "see-also"], starts: &[],
        },
    }
    /// An organisation to work with.
    Partner {
        "partners", "partner", "partners", review 6,
        shown: Shown::Page { template: "partner.html", folder: "partners", needs: &[] },
        list: List::Own(Menu::Foot(6)),
        search: Some(9), way_to_find: Some(7),
        marks: &[Mark::Offers, Mark::InFramework, Mark::OpenData, Mark::InSpreadsheets],
        ids: Ids { sections: &["key-facts", "what-they-offer", "framework", "sources"], own: &[], starts: &[] },
    }
    /// A kind of organisation to work with.
    PartnerKind {
        "partner-kinds", "partner kind", "partner kinds", review 12,
        shown: Shown::Page { template: "partner-kind.html", folder: "partners/kinds", needs: &[] },
        list: List::On(PARTNERS, Some("kinds")),
        search: Some(7), way_to_find: None,
        marks: &[],
        ids: Ids {
            sections: &["how-to-reach", "find-one", "what-to-offer", "what-to-do", "who-they-are", "sources"],
            own: &["see-also"], starts: &[],
        },
    }
    /// A stage of the Framework, or one beside it.
    Stage {
        "framework/stages", "stage", "stages", review 12,
        shown: Shown::Page { template: "stage.html", folder: "framework/stages", needs: &[] },
        list: List::On(FRAMEWORK, Some("stages")),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts, Mark::OpenData],
        ids: Ids {
            sections: &[
                "items", "roles", "linked", "routes", "programmes", "ladders", "journeys", "case-studies",
                "starting-points", "interventions", "partners", "guides", "assessments", "events", "sources",
            ],
            own: &[], starts: &[],
        },
    }
    /// A domain of the Framework.
    Domain {
        "framework/domains", "domain", "domains", review 12,
        shown: Shown::Page { template: "domain.html", folder: "framework/domains", needs: &[] },
        list: List::On(FRAMEWORK, Some("domains")),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts, Mark::OpenData],
        ids: Ids {
            sections: &[
                "items", "roles", "linked", "routes", "programmes", "ladders", "journeys", "case-studies",
                "starting-points", "interventions", "partners", "guides", "assessments", "events", "sources",
            ],
            own: &[], starts: &[],
        },
    }
    /// A told journey.
    Pathway {
        "pathways", "pathway", "pathways", review 12,
        shown: Shown::Page { template: "journey.html", folder: "pathways", needs: &[] },
        list: List::Own(Menu::Foot(1)),
        search: Some(10), way_to_find: Some(6),
        marks: &[Mark::Offers, Mark::InFramework],
        ids: Ids { sections: &["steps", "framework", "sources"], own: &[], starts: &[] },
    }
    /// A page for people who plan workforces.
    Guide {
        "guides", "guide", "guides", review 12,
        shown: Shown::Page { template: "guide.html", folder: "guides", needs: &[] },
        list: List::Own(Menu::Foot(10)),
        search: Some(7), way_to_find: Some(9),
        marks: &[Mark::InFramework],
        ids: Ids {
            sections: &["interventions", "framework", "sources"],
            own: &["in-guide-title", "see-also"], starts: &[],
        },
    }
    /// Questions to check how ready a place is.
    Assessment {
        "assessments", "assessment", "assessments", review 12,
        shown: Shown::Page { template: "assessment.html", folder: "assessments", needs: &[] },
        list: List::Own(Menu::Nowhere),
        search: Some(7), way_to_find: None,
        marks: &[Mark::MetThroughOthers, Mark::InFramework],
        ids: Ids { sections: &["questions", "framework", "sources"], own: &["see-also"], starts: &["q-"] },
    }
    /// Something on a day, at a place.
    Event {
        "events", "event", "events", review 3,
        shown: Shown::Page { template: "event.html", folder: "events", needs: &[] },
        list: List::Own(Menu::Foot(7)),
        search: Some(10), way_to_find: None,
        marks: &[Mark::InFramework, Mark::InFeed, Mark::InSpreadsheets],
        ids: Ids { sections: &["key-facts", "framework", "sources"], own: &["see-also"], starts: &[] },
    }
    /// A page of its own: home, about, help.
    Page {
        "pages", "page", "pages", review 12,
        shown: Shown::Page { template: "prose.html", folder: "", needs: &[] },
        list: List::Near("index.html"),
        search: Some(10), way_to_find: None,
        marks: &[],
        ids: Ids { sections: &["checked", "sources"], own: &["kept-on-device"], starts: &[] },
    }
    /// Pay of one band in one year.
    PayBand {
        "data/pay", "pay band", "pay bands", review 12,
        shown: Shown::Part { page: "pay.html", anchor: "band-" },
        list: List::On(PAY, None),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// A minimum wage.
    Wage {
        "data/wages", "minimum wage", "minimum wages", review 12,
        shown: Shown::Part { page: "pay.html", anchor: "wage-" },
        list: List::On(PAY, None),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// A fee, a grant or another amount of money that pages name.
    Payment {
        "data/payments", "payment", "payments", review 12,
        shown: Shown::Part { page: "pay.html", anchor: "payment-" },
        list: List::On(PAY, None),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// One of the Gatsby Benchmarks.
    Benchmark {
        "data/benchmarks", "benchmark", "benchmarks", review 12,
        shown: Shown::Part { page: "benchmarks.html", anchor: "" },
        list: List::On(BENCHMARKS, None),
        search: Some(7), way_to_find: None,
        marks: &[Mark::StatesFacts],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// A place on the map.
    Area {
        "data/areas", "area", "areas", review 24,
        shown: Shown::Page {
            template: "directory.html", folder: "partners/areas",
            needs: &[Kind::Partner, Kind::CaseStudy, Kind::Event, Kind::Programme, Kind::Organisation],
        },
        list: List::Of(Kind::Partner),
        search: Some(7), way_to_find: None,
        marks: &[],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// An organisation that is listed by place and not described.
    Organisation {
        "data/organisations", "organisation", "organisations", review 12,
        shown: Shown::Behind { page: "near.html" },
        list: List::On(NEAR, None),
        search: None, way_to_find: None,
        marks: &[Mark::OpenData, Mark::NamesOthers],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// Open data that lists of organisations and places and figures come from.
    Dataset {
        "data/datasets", "data set", "data sets", review 12,
        shown: Shown::Part { page: "near.html", anchor: "list-" },
        list: List::Near("index.html"),
        search: None, way_to_find: None,
        marks: &[Mark::StatesFacts, Mark::OpenData],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// A figure that is drawn from open data.
    Figure {
        "data/figures", "figure", "figures", review 12,
        shown: Shown::Part { page: "figures.html", anchor: "figure-" },
        list: List::On(FIGURES, None),
        search: None, way_to_find: None,
        marks: &[Mark::OpenData],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// Something real that visitors can do now, which the pages that it fits end in.
    NextStep {
        "data/next-steps", "next step", "next steps", review 6,
        shown: Shown::Behind { page: "index.html" },
        list: List::Near("index.html"),
        search: None, way_to_find: None,
        marks: &[Mark::StatesFacts, Mark::NamesOthers],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// A word that needs explaining.
    GlossaryTerm {
        "data/glossary", "glossary term", "glossary terms", review 24,
        shown: Shown::Part { page: "glossary.html", anchor: "" },
        list: List::On(GLOSSARY, None),
        search: Some(7), way_to_find: Some(11),
        marks: &[Mark::ExplainsNames],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// Something a visitor may like doing.
    Interest {
        "data/interests", "interest", "interests", review 24,
        shown: Shown::Page { template: "interest.html", folder: "interests", needs: &[] },
        list: List::On(START, None),
        search: Some(9), way_to_find: None,
        marks: &[Mark::MetThroughOthers],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// Words that people search for, and what they mean by them.
    Synonym {
        "data/synonyms", "synonym", "synonyms", review 24,
        shown: Shown::Behind { page: "search.html" },
        list: List::Near("search.html"),
        search: None, way_to_find: None,
        marks: &[Mark::WordsOfVisitors],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    /// What an organisation or a thing is called now, and what it was called before.
    HouseTerm {
        "data/house-terms", "house term", "house terms", review 12,
        shown: Shown::Behind { page: "search.html" },
        list: List::Near("search.html"),
        search: None, way_to_find: None,
        marks: &[Mark::ExplainsNames],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
    } };
}
pub(super) use every_kind;
