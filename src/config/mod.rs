//! `site.yaml`: what an owner says about the site as a whole.

pub mod brand;
mod frames;
pub mod hosts;
mod named;
mod pattern;

use self::brand::Brand;
pub use self::frames::FramedBy;
use self::hosts::Hosts;
pub use self::named::{Levels, ReviewTimes};
pub use self::pattern::Pattern;
use crate::diagnostic::{Code, Diagnostic, Reported, Severity};
use crate::entry::fields::{Field, Reader, Record};
use crate::entry::kinds::Period;
use crate::entry::language::Language;
use crate::entry::locate::Step;
use crate::entry::node::Node;
use crate::entry::values::{Address, Text};
use crate::entry::{self, choice, record};
use crate::snapshot::Snapshot;
use crate::source::{SourcePath, Span};
use crate::upgrade::Version;

choice! {
    /// How pages are named in addresses.
    Addresses {
        /// `roles/podiatrist.html`, which works everywhere, even from a folder.
        Files = "files",
        /// `roles/podiatrist/`, which needs a server that knows `index.html`.
        Directories = "directories",
    }
    default Files
}

choice! {
    /// What to do with HTML in texts.
    RawHtmlPolicy {
        Refuse = "refuse",
        Allow = "allow",
    }
    default Refuse
}

record! {
    /// Whom visitors can ask.
    Contact {
        /// who answers
        name: Text,
        /// an address such as `mailto:careers@…` or `https://…`
        address: Option<Address> where reachable(),
        /// a telephone number, as people say it
        phone: Option<Text>,
    }
}

record! {
    /// The whole of `site.yaml`.
    SiteFile {
        /// the name of the site
        title: Text,
        /// one sentence that says what the site is for
        description: Text,
        /// the language of the texts, such as `en-GB`
        language: Option<Language>,
        /// the address at which the site will be, such as `https://careers.example.org/ahp/`
        base_url: Option<Address> where site_address(),
        /// the folder of your own theme below `themes`
        theme: Option<Text>,
        /// `files` or `directories`
        addresses: Addresses,
        /// `refuse` or `allow`
        raw_html: RawHtmlPolicy,
        /// whom visitors can ask
        contact: Option<Contact<P>>,
        /// the name, logo and colours that make the site yours
        brand: Option<Brand<P>>,
        /// files and folders below `content` to publish though no page refers to them, such as `downloads/`
        publish: Vec<Pattern>,
        /// the folder below `content` that holds an editor for those who write, as `trellis cms` makes it, such as `admin`
        editor: Option<Pattern>,
        /// how serious each finding is: `error`, `warning` or `off`
        levels: Levels,
        /// how long each kind of page stays good
        review_every: ReviewTimes,
        /// how long after its review day a page may wait before that becomes an error, such as `3 months`
        review_grace: Option<Period>,
        /// the age at which people should be able to read every page with ease, such as `11`
        reading_age: Option<u32> where within(5, 18),
        /// websites that only retell what others have published, such as `blog.example`; names below them count too
        weak_hosts: Hosts,
        /// short forms that your readers know, such as `CPD`, which need not be spelled out
        known_acronyms: Vec<Text>,
        /// words that are right on your site though they look misspelt, such as names that begin small
        known_words: Vec<Text>,
        /// `false` keeps the names that `owner` fields say off the site; reports and the desk still tell them
        owner_public: Option<bool>,
        /// the version of Trellis that the site is made for, such as `0.2.0`; a newer one tells what it asks of you
        made_with: Option<Version>,
        /// other websites that may show your pages in a frame, such as `classroom.google.com`; names below them count too, and `anyone` alone stands for all
        framed_by: FramedBy,
        /// `true` keeps the site on the devices of its visitors, so that it can be read without a connection
        offline: Option<bool>,
    }
}

/// What the whole build needs to know about the site.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: Text,
    pub description: Text,
    pub language: Text,
    /// Where the language is said; the whole of `site.yaml` if it is not.
    pub language_at: Span,
    /// Ends with a slash.
    pub base_url: Option<String>,
    pub theme: Option<Text>,
    pub addresses: Addresses,
    pub raw_html: RawHtmlPolicy,
    pub contact: Option<Contact>,
    pub brand: Option<Brand>,
    /// Files that are published though no page refers to them.
    pub publish: Vec<Pattern>,
    /// The folder that is for those who write: published, and no page of the site.
    pub editor: Option<Pattern>,
    pub levels: Levels,
    pub review_every: ReviewTimes,
    /// After this time without a review, what is overdue becomes an error.
    pub review_grace: Option<Period>,
    /// The age at which people should be able to read every page.
    pub reading_age: Option<u32>,
    /// Websites that only retell what others have published.
    pub weak_hosts: Hosts,
    /// Short forms that readers of this site know.
    pub known_acronyms: Vec<Text>,
    /// Words that look misspelt and are right on this site.
    pub known_words: Vec<Text>,
    /// Whether visitors may know who looks after a page.
    pub owner_public: bool,
    /// Which other websites may show pages in a frame.
    pub framed_by: FramedBy,
    /// Whether devices keep the site, to show it without a connection. A copy to look at is never kept.
    pub offline: bool,
    /// Whether it is a copy to look at before the public does, as whoever builds it says.
    pub staging: bool,
}

/// Where the configuration is.
pub fn path() -> SourcePath {
    SourcePath::new("site.yaml")
}

/// Reads `site.yaml` out of a snapshot; a site without one gets a plain name.
pub fn read(snapshot: &Snapshot, base_url: Option<&str>) -> Reported<Config> {
    let mut diagnostics = Vec::new();
    let read = snapshot.get(&path()).and_then(|file| read_file(&file.bytes, &mut diagnostics));
    let (site, language_at) = read.unwrap_or_else(|| (nameless(), Span::file(&path())));
    let base_url = base_url.map(str::to_string).or(site.base_url.map(|address| address.0.to_string()));
    let config = Config {
        title: site.title,
        description: site.description,
        language: site.language.map_or_else(|| "en-GB".into(), |language| language.0),
        language_at,
        base_url: base_url.map(|url| if url.ends_with('/') { url } else { url + "/" }),
        theme: site.theme,
        addresses: site.addresses,
        raw_html: site.raw_html,
        contact: site.contact,
        brand: site.brand,
        publish: site.publish,
        editor: site.editor,
        levels: site.levels,
        review_every: site.review_every,
        review_grace: site.review_grace,
        reading_age: site.reading_age,
        weak_hosts: site.weak_hosts,
        known_acronyms: site.known_acronyms,
        known_words: site.known_words,
        owner_public: site.owner_public.unwrap_or(true),
        framed_by: site.framed_by,
        offline: site.offline.unwrap_or(false),
        staging: false,
    };
    Reported { value: config, diagnostics }
}

/// The version that the bytes of a `site.yaml` say the site is made for.
pub fn made_with(bytes: &[u8]) -> Option<Version> {
    let mut passed_over = Vec::new();
    read_file(bytes, &mut passed_over)?.0.made_with
}

/// The settings, and where the language is said.
fn read_file(bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<(SiteFile, Span)> {
    let path = path();
    let whole = entry::whole_yaml(&path, entry::text_of(&path, bytes, diagnostics)?, diagnostics)?;
    let mut reader = Reader::default();
    let site = SiteFile::read(&whole, &mut reader);
    diagnostics.extend(reader.findings(&path, &whole));
    let at = whole.find(&[Step::Field("language".into())]).value.clone();
    Some((site?, Span::new(&path, at)))
}

fn nameless() -> SiteFile {
    let title = (Text::from("title"), Node::Text("Careers".into()).into());
    let description = (Text::from("description"), Node::Text("Careers, and the ways into them.".into()).into());
    SiteFile::take(&[title, description].as_slice(), &mut Reader::default()).expect("all other fields are optional")
}

impl Config {
    /// Whether its texts are English, as written in some country.
    pub fn is_english(&self) -> bool {
        let language = self.language.to_ascii_lowercase();
        language == "en" || language.starts_with("en-")
    }

    /// Whether its texts are English as written in the United States.
    pub fn is_american(&self) -> bool {
        self.language.eq_ignore_ascii_case("en-US")
    }

    /// Applies the owner's levels: some findings change their weight, some fall silent.
    pub fn judge(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| match self.levels.0.get(&diagnostic.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        });
    }

    /// Whether a site with this finding is not published: nobody has made it a warning, or silenced it.
    pub fn enforces(&self, code: Code) -> bool {
        self.levels.0.get(&code).copied().unwrap_or(Some(code.default_severity())) == Some(Severity::Error)
    }

    /// The path part of the base address, with slashes at both ends.
    pub fn base_path(&self) -> &str {
        let rest = self.base_url.as_deref().and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }
}
