//! What is told of pages that were taken over: what became of each, and of the whole.

use std::collections::BTreeMap;

/// What became of one page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Told {
    /// What stands there in another form.
    pub changed: Vec<String>,
    /// What is there no longer.
    pub dropped: Vec<String>,
}

impl Told {
    pub fn changed(&mut self, what: impl Into<String>) {
        push(&mut self.changed, what.into());
    }

    pub fn dropped(&mut self, what: impl Into<String>) {
        push(&mut self.dropped, what.into());
    }
}

fn push(list: &mut Vec<String>, what: String) {
    if !list.contains(&what) {
        list.push(what);
    }
}

/// Something of the old site that was not taken over, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    pub path: String,
    pub why: String,
}

impl LeftOut {
    pub fn new(path: impl Into<String>, why: impl Into<String>) -> LeftOut {
        LeftOut { path: path.into(), why: why.into() }
    }
}

/// How often each name was met.
pub type Counts = BTreeMap<String, usize>;

/// Counts a name once more.
pub fn count(counts: &mut Counts, name: impl Into<String>) {
    *counts.entry(name.into()).or_default() += 1;
}

/// What became of a field of the old pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// A field of that name.
    Field(String),
    /// The day on which a page was written.
    Written,
    /// It says where a page was.
    OldAddress,
    OldAddresses,
    LeftOut,
}

/// How often something became of each field, by its old name.
pub type FieldCounts = BTreeMap<(String, Became), usize>;

impl Became {
    /// What is told of a field by its old name.
    pub fn told(&self, name: &str) -> String {
        match self {
            Became::Field(field) if field == name => format!("`{name}` stays"),
            Became::Field(field) => format!("`{name}` is `{field}`"),
            Became::Written => format!("`{name}` is the day on which a page was written"),
            Became::OldAddress => format!("`{name}` is the old address"),
            Became::OldAddresses => format!("`{name}` are old addresses"),
            Became::LeftOut => format!("`{name}` is left out"),
        }
    }
}
