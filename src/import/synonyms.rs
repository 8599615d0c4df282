//! What other people call the columns of a table.

/// Names of columns that may mean a field, in small letters and hyphens. The first field of a word wins.
const WORDS: &[(&str, &[&str])] = &[
    ("id", &["slug", "short-name", "key"]),
    (
        "title",
        &[
            "name",
            "organisation",
            "organization",
            "organisation-name",
            "organization-name",
            "name-of-organisation",
            "partner",
            "partner-name",
            "provider",
            "provider-name",
            "college",
            "college-name",
            "school",
            "school-name",
            "employer",
            "employer-name",
            "company",
            "company-name",
            "institution",
            "trust",
            "trust-name",
            "event",
            "event-name",
            "event-title",
        ],
    ),
    ("summary", &["description", "short-description", "about", "overview", "what-it-is", "blurb"]),
    (
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
    (
        "area",
        &["borough", "region", "location", "locality", "local-authority", "council", "county", "town", "city", "where"],
    ),
    (
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
        "former_names",
        &["former-name", "previous-name", "previous-names", "formerly", "old-name", "old-names", "also-known-as"],
    ),
    ("members", &["parts", "sites", "campuses", "colleges", "members"]),
    (
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
    ("reviewed", &["review-date", "last-reviewed", "date-reviewed", "reviewed-on"]),
    ("owner", &["lead", "contact-owner", "looked-after-by", "responsible"]),
    ("status", &["state"]),
    ("status_note", &["status-note", "status-notes"]),
    ("starts", &["start", "date", "start-date", "date-and-time", "when", "begins", "from"]),
    ("starts.time", &["time", "times", "start-time", "starts-at", "time-start", "starting-time", "hours"]),
    ("ends", &["end", "end-date", "finish", "finishes", "to", "until"]),
    ("ends.time", &["end-time", "finish-time", "ends-at", "time-end", "ending-time"]),
    ("place", &["venue", "location", "where", "address"]),
    ("who_for", &["audience", "for", "for-whom", "who-is-it-for"]),
    ("booking", &["book", "booking-link", "how-to-book", "register", "registration"]),
    ("sources.title", &["source", "source-title", "source-name"]),
    ("sources.url", &["source-url", "source-link", "source-address"]),
    ("sources.seen", &["source-seen", "source-date", "date-seen"]),
];

/// Fields that a name of a column may mean.
pub fn meant(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    WORDS.iter().filter(move |(_, words)| words.contains(&name)).map(|(field, _)| *field)
}

/// Every word and the field that it means.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS.iter().flat_map(|(field, words)| words.iter().map(move |word| (*word, *field)))
}
