//! What other people call the columns of a table.

use crate::entry::Kind;

/// What a field is called: of entries of one kind, by its folder, or of any; in small letters and hyphens.
type Words = (&'static str, &'static str, &'static [&'static str]);

/// Names that leave no doubt. A column that is called so is the field, also where another has the field's own name: beside
/// `Organisation`, `Title` is that of a person, and beside `Date`, `Start` is a time.
const SURE: &[Words] = &[
    (
        "partners",
        "title",
        &[
            "organisation",
            "organization",
            "organisation-name",
            "organization-name",
            "name-of-organisation",
            "org",
            "org-name",
            "partner",
            "partner-name",
            "provider",
            "provider-name",
            "employer",
            "employer-name",
            "company",
            "company-name",
            "charity",
            "charity-name",
            "college-name",
            "school-name",
            "trust-name",
            "institution",
            "name-of-your-organisation",
            "your-organisation",
            "name-of-school",
            "name-of-college",
            "name-of-employer",
        ],
    ),
    (
        "events",
        "title",
        &["event", "event-name", "event-title", "name-of-event", "title-of-event", "what", "activity", "session"],
    ),
    (
        "events",
        "starts",
        &[
            "date",
            "dates",
            "date-s",
            "day",
            "event-date",
            "date-of-event",
            "date-and-time",
            "when",
            "start-date",
            "date-from",
            "starts-on",
        ],
    ),
    ("events", "ends", &["end-date", "date-to", "finish-date", "ends-on"]),
];

/// Names of columns that may mean a field. The first field of a word wins.
const WORDS: &[Words] = &[
    ("", "id", &["slug", "short-name", "key"]),
    ("", "title", &["name"]),
    ("partners", "title", &["college", "school", "trust"]),
    (
        "",
        "summary",
        &["description", "short-description", "about", "overview", "what-it-is", "blurb", "details", "information"],
    ),
    (
        "",
        "kind",
        &[
            "type",
            "category",
            "organisation-type",
            "organization-type",
            "partner-type",
            "sector",
            "type-of-organisation",
        ],
    ),
    ("", "town", &["town", "city", "town-city", "city-town", "town-or-city", "post-town"]),
    ("events", "place", &["venue", "location", "where", "address", "room", "campus"]),
    ("", "more_areas", &["other-areas", "also-in", "also-works-in", "further-areas", "additional-areas"]),
    (
        "",
        "area",
        &[
            "areas",
            "borough",
            "region",
            "location",
            "locality",
            "local-authority",
            "council",
            "county",
            "town",
            "city",
            "where",
        ],
    ),
    ("partners", "title", &["council", "local-authority"]),
    ("", "postcode", &["post-code", "p-code", "postal-code"]),
    ("", "address", &["address-line-1", "address-1", "street", "street-address", "postal-address"]),
    (
        "",
        "phone",
        &[
            "tel",
            "telephone",
            "telephone-number",
            "telephone-no",
            "tel-no",
            "phone-number",
            "phone-no",
            "contact-number",
        ],
    ),
    ("", "email", &["e-mail", "email-address", "e-mail-address", "mail"]),
    (
        "",
        "website",
        &[
            "web",
            "web-site",
            "web-address",
            "website-address",
            "web-page",
            "url",
            "link",
            "site",
            "homepage",
            "home-page",
            "www",
        ],
    ),
    (
        "",
        "offers",
        &[
            "offer",
            "what-they-offer",
            "what-it-offers",
            "services",
            "service",
            "courses",
            "activities",
            "provides",
            "support",
        ],
    ),
    (
        "",
        "former_names",
        &["former-name", "previous-name", "previous-names", "formerly", "old-name", "old-names", "also-known-as"],
    ),
    ("", "members", &["parts", "sites", "campuses", "colleges", "members"]),
    (
        "",
        "checked_on",
        &[
            "checked",
            "date-checked",
            "last-checked",
            "last-contacted",
            "last-contact",
            "last-updated",
            "updated",
            "date-updated",
        ],
    ),
    ("", "reviewed", &["review-date", "last-reviewed", "date-reviewed", "reviewed-on"]),
    ("", "owner", &["contact-owner", "looked-after-by", "responsible"]),
    ("", "status", &["state"]),
    ("", "status_note", &["status-note", "status-notes"]),
    ("events", "starts", &["start", "begins", "from"]),
    ("events", "ends", &["end", "finish", "finishes", "to", "until", "closes"]),
    (
        "events",
        "starts.time",
        &[
            "time",
            "times",
            "start",
            "starts",
            "start-time",
            "starts-at",
            "time-start",
            "starting-time",
            "from",
            "begins",
            "opens",
            "doors",
            "doors-open",
            "hours",
        ],
    ),
    ("events", "ends.time", &["end-time", "finish-time", "ends-at", "time-end", "ending-time"]),
    (
        "events",
        "who_for",
        &[
            "audience",
            "for",
            "for-whom",
            "who-is-it-for",
            "open-to",
            "suitable-for",
            "year-group",
            "year-groups",
            "target-audience",
        ],
    ),
    (
        "events",
        "booking",
        &["book", "book-here", "booking-link", "how-to-book", "register", "registration", "tickets", "link", "url"],
    ),
    ("", "sources.title", &["source", "source-title", "source-name"]),
    ("", "sources.url", &["source-url", "source-link", "source-address"]),
    ("", "sources.seen", &["source-seen", "source-date", "date-seen"]),
];

fn of<'w>(words: &'static [Words], kind: Kind) -> impl Iterator<Item = &'static Words> + 'w {
    words.iter().filter(move |(folder, ..)| folder.is_empty() || *folder == kind.folder())
}

/// The field that a name of a column means beyond doubt.
pub fn sure(kind: Kind, name: &str) -> Option<&'static str> {
    of(SURE, kind).find(|(.., words)| words.contains(&name)).map(|(_, field, _)| *field)
}

/// Fields that a name of a column may mean.
pub fn meant(kind: Kind, name: &str) -> impl Iterator<Item = &'static str> + '_ {
    of(WORDS, kind).filter(move |(.., words)| words.contains(&name)).map(|(_, field, _)| *field)
}

/// Every word and the field that it means.
pub fn all(kind: Kind) -> impl Iterator<Item = (&'static str, &'static str)> {
    of(SURE, kind).chain(of(WORDS, kind)).flat_map(|(_, field, words)| words.iter().map(move |word| (*word, *field)))
}

/// Whether a column of some table may be called so.
pub fn is_known(name: &str) -> bool {
    SURE.iter().chain(WORDS).any(|(_, field, words)| *field == name || words.contains(&name))
}
