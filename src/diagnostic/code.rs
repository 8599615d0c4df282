//! The permanent names of all findings, each with its default level and its page.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident;)*) => {
        /// The permanent, kebab-case name of a kind of finding. Names are never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($variant),* }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// The level of a finding unless `site.yaml` says otherwise.
            pub fn default_severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// The page that explains the finding: what it means, why it matters, a failing and a fixed example.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Code::$variant => include_str!(concat!("../../docs/diagnostics/", $name, ".md"))),*
                }
            }
        }
    };
}

codes! {
    // Reading one file.
    NotText = "not-text", Error;
    TooLarge = "too-large", Error;
    FrontMatter = "front-matter", Error;
    YamlSyntax = "yaml-syntax", Error;
    MissingField = "missing-field", Error;
    UnknownField = "unknown-field", Error;
    RenamedField = "renamed-field", Warning;
    DuplicateField = "duplicate-field", Error;
    OtherVersion = "other-version", Warning;
    InvalidValue = "invalid-value", Error;
    CsvRow = "csv-row", Error;
    FileName = "file-name", Error;
    UnknownFolder = "unknown-folder", Error;
    ReservedForm = "reserved-form", Warning;
    OutsideLink = "outside-link", Error;
    HeadingLevel = "heading-level", Error;
    RawHtml = "raw-html", Error;
    UnsafeLink = "unsafe-link", Error;
    ImageAlt = "image-alt", Error;
    // Linking the files together.
    DuplicateId = "duplicate-id", Error;
    UnknownReference = "unknown-reference", Error;
    WrongKind = "wrong-kind", Error;
    AmbiguousReference = "ambiguous-reference", Error;
    SelfReference = "self-reference", Error;
    RenamedReference = "renamed-reference", Warning;
    HiddenReference = "hidden-reference", Warning;
    BrokenLink = "broken-link", Error;
    BrokenAnchor = "broken-anchor", Error;
    MissingImage = "missing-image", Error;
    UnreadableImage = "unreadable-image", Error;
    ImageDetails = "image-details", Error;
    MovingImage = "moving-image", Warning;
    ActiveDrawing = "active-drawing", Error;
    DistrictRow = "district-row", Error;
    FigureTable = "figure-table", Error;
    // Judging the graph and planning the pages.
    PathwayStep = "pathway-step", Error;
    FalsePromise = "false-promise", Error;
    SummaryLength = "summary-length", Warning;
    Unfinished = "unfinished", Error;
    FormerId = "former-id", Error;
    AddressCollision = "address-collision", Error;
    StrayFile = "stray-file", Warning;
    // What a graph lacks.
    NoWayIn = "no-way-in", Error;
    NoWayOn = "no-way-on", Warning;
    NoNextStep = "no-next-step", Warning;
    RouteToNowhere = "route-to-nowhere", Warning;
    Orphan = "orphan", Warning;
    ProgressCycle = "progress-cycle", Error;
    PartnerArea = "partner-area", Warning;
    NoPoint = "no-point", Warning;
    EmptyDomain = "empty-domain", Warning;
    StageGap = "stage-gap", Warning;
    NoSource = "no-source", Warning;
    WeakSource = "weak-source", Warning;
    FigureClaim = "figure-claim", Warning;
    // What time has made wrong.
    FutureDate = "future-date", Warning;
    ReviewOverdue = "review-overdue", Warning;
    ClosedOffer = "closed-offer", Error;
    LapsedConsent = "lapsed-consent", Error;
    PastEvent = "past-event", Warning;
    PastDeadline = "past-deadline", Warning;
    OldPay = "old-pay", Warning;
    PayBelowMinimum = "pay-below-minimum", Error;
    // How things are said.
    LongSentence = "long-sentence", Warning;
    LongParagraph = "long-paragraph", Warning;
    DoubledWord = "doubled-word", Warning;
    MisspeltWord = "misspelt-word", Warning;
    WrongDay = "wrong-day", Warning;
    UnexplainedAcronym = "unexplained-acronym", Warning;
    VagueLink = "vague-link", Warning;
    DocumentLink = "document-link", Warning;
    ScreenPlace = "screen-place", Warning;
    BoldHeading = "bold-heading", Warning;
    SplitItem = "split-item", Warning;
    HouseTerm = "house-term", Warning;
    ReadingAge = "reading-age", Warning;
    // What is typed and does not become what its author meant.
    StrayMark = "stray-mark", Warning;
    ForeignMark = "foreign-mark", Warning;
    PastedText = "pasted-text", Warning;
    MarkInField = "mark-in-field", Warning;
    LostWords = "lost-words", Warning;
    HalfCallout = "half-callout", Warning;
    Placeholder = "placeholder", Warning;
    UnjoinedVersions = "unjoined-versions", Error;
    // Links to other websites.
    DeadLink = "dead-link", Warning;
    MovedLink = "moved-link", Warning;
    // Reading the rendered pages.
    PageTitle = "page-title", Error;
    PageLanguage = "page-language", Error;
    PageZoom = "page-zoom", Error;
    MainHeading = "main-heading", Error;
    HeadingOrder = "heading-order", Error;
    Landmarks = "landmarks", Error;
    DuplicatePageId = "duplicate-page-id", Error;
    DuplicateAttribute = "duplicate-attribute", Error;
    BrokenIdReference = "broken-id-reference", Error;
    BrokenPageLink = "broken-page-link", Error;
    MisplacedElement = "misplaced-element", Error;
    NamelessElement = "nameless-element", Error;
    LabelMismatch = "label-mismatch", Error;
    UnlabelledControl = "unlabelled-control", Error;
    TableStructure = "table-structure", Error;
    ImageText = "image-text", Error;
    JunkAlt = "junk-alt", Warning;
    FrameTitle = "frame-title", Error;
    MediaText = "media-text", Error;
    MovingContent = "moving-content", Error;
    FocusOrder = "focus-order", Error;
    InlineHandler = "inline-handler", Error;
    ThirdParty = "third-party", Error;
    SendsData = "sends-data", Error;
    Cookie = "cookie", Error;
    LinkTextClash = "link-text-clash", Warning;
    PageWeight = "page-weight", Warning;
    ThemeStyle = "theme-style", Warning;
    // The theme.
    Template = "template", Error;
    ThemeString = "theme-string", Error;
    UntranslatedWords = "untranslated-words", Error;
    UnreadableColour = "unreadable-colour", Error;
}

impl Code {
    /// The first heading of the code's page.
    pub fn title(self) -> &'static str {
        self.explanation().lines().next().unwrap_or("").trim_start_matches('#').trim()
    }

    /// Whether an entry, or what leads to one, may be out of sight because of it, so that what seems to be missing is not.
    pub fn may_hide(self) -> bool {
        !matches!(
            self,
            Code::HeadingLevel
                | Code::ImageAlt
                | Code::MissingImage
                | Code::UnreadableImage
                | Code::ImageDetails
                | Code::ActiveDrawing
                | Code::BrokenAnchor
        )
    }

    /// The code with this name.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
