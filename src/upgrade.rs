//! Versions of Trellis, and what each asks of those who keep a site that an earlier one made.
//!
//! What a version asks stands in `CHANGELOG.md` under a heading of its own, so that it is written once.

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::catalogue;
use crate::entry::fields::{Field, FieldPart, Form, Reader, Shape};
use crate::entry::node::Node;
use crate::entry::phase::same_in_every_phase;
use crate::entry::values::Text;

const CHANGES: &str = include_str!("../CHANGELOG.md");
/// The heading above what an owner must do.
const ASKED: &str = "### If you kept a site with an earlier copy";

/// A version of Trellis, such as `0.2.0` (<https://semver.org>, without what may follow the three numbers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u32; 3]);

impl Version {
    /// Before all that were published.
    pub fn first() -> Version {
        Version([0; 3])
    }

    /// The version of this program.
    pub fn own() -> Version {
        env!("CARGO_PKG_VERSION").parse().unwrap_or(Version::first())
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Version([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// How it is written.
const WRITTEN: Form = Form {
    about: "a version of Trellis",
    sample: env!("CARGO_PKG_VERSION"),
    pattern: r"^[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}$",
    meant: |_| None,
};

impl FromStr for Version {
    type Err = ();

    /// Reads three numbers of at most five digits.
    fn from_str(text: &str) -> Result<Version, ()> {
        let is_number = |part: &&str| (1..6).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.split('.');
        let mut number = || parts.next().filter(is_number).and_then(|part| part.parse().ok()).ok_or(());
        let version = Version([number()?, number()?, number()?]);
        if parts.next().is_none() { Ok(version) } else { Err(()) }
    }
}

impl Field for Version {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = Text::read(node, reader)?;
        let Ok(version) = text.parse::<Version>() else {
            let help = "write three numbers, such as `0.2.0`; `trellis --version` tells yours";
            reader.invalid(format!("`{text}` is no version of Trellis"), Some(help.into()));
            return None;
        };
        let own = Version::own();
        if version > own {
            reader
                .problem(FieldPart::Value, move |at| catalogue::newer_site(at, &version.to_string(), &own.to_string()));
        } else if asking(version, own).next().is_some() {
            reader
                .problem(FieldPart::Value, move |at| catalogue::older_site(at, &version.to_string(), &own.to_string()));
        }
        Some(version)
    }

    fn shape() -> Shape {
        Shape::Form(&WRITTEN)
    }
}

same_in_every_phase!(Version);

/// A version that was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    pub version: Version,
    /// The day, such as `2026-11-29`.
    pub day: &'static str,
    /// What it asks of owners, in Markdown; empty if it asks nothing.
    pub asked: &'static str,
}

/// Every version that was published, the newest first.
pub fn releases() -> impl Iterator<Item = Release> {
    CHANGES.split("\n## ").skip(1).filter_map(|part| {
        let (title, text) = part.split_once('\n')?;
        let (version, day) = title.split_once(", ")?;
        let asked = text.split_once(ASKED).map_or("", |(_, rest)| rest.split("\n#").next().unwrap_or(rest));
        Some(Release { version: version.parse().ok()?, day, asked: asked.trim() })
    })
}

/// The versions behind `from` and up to `to` that ask something of owners, the newest first.
pub fn asking(from: Version, to: Version) -> impl Iterator<Item = Release> {
    releases().filter(move |release| release.version > from && release.version <= to && !release.asked.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn versions_are_read_and_compared_as_numbers() {
        assert!(version("0.10.0") > version("0.9.12") && version("1.0.0") > version("0.10.0"));
        assert_eq!(version("0.2.0").to_string(), "0.2.0");
        for odd in
            ["", "1", "0.2", "v0.2.0", "0.2.0.1", "0.2.x", "0.2.0-beta", "0..2", "0.0.999999", "latest", "0.2.0 "]
        {
            assert!(odd.parse::<Version>().is_err(), "{odd}");
        }
    }

    #[test]
    fn every_version_in_the_list_of_changes_is_known_and_they_are_in_order() {
        let titles = CHANGES.lines().filter(|line| line.starts_with("## ") && *line != "## Unreleased").count();
        let all: Vec<Release> = releases().collect();
        assert!(!all.is_empty() && all.len() == titles, "{all:?}");
        assert!(all.is_sorted_by(|newer, older| newer.version > older.version && newer.day >= older.day));
        assert!(all.iter().all(|release| release.day.parse::<jiff::civil::Date>().is_ok()));
        assert_eq!(all[0].version, Version::own(), "the newest version in the list is this one");
        assert_eq!(CHANGES.matches(ASKED).count(), all.iter().filter(|release| !release.asked.is_empty()).count());
    }

    #[test]
    fn only_what_came_since_is_asked() {
        let since = |from: &str, to: &str| asking(version(from), version(to)).map(|release| release.version);
        assert_eq!(since("0.1.0", "0.2.0").collect::<Vec<_>>(), [version("0.2.0")]);
        assert_eq!(since("0.2.0", "9.0.0").next(), None);
        assert_eq!(since("0.1.0", "0.1.9").next(), None);
        let asked = asking(version("0.1.0"), version("0.2.0")).next().unwrap().asked;
        assert!(asked.starts_with("- ") && !asked.contains('#'), "{asked}");
    }
}
