//! A pathway as people see it: boxes in columns, with every step from box to box told at both of its ends, once more
//! in a table, and by a line.
//!
//! The lines are decoration: whatever they say is said in words. So a diagram that is too large to draw only loses
//! its lines.

use std::sync::Arc;

use serde::Serialize;

use super::card::Link;
use super::moves::MoveView;
use crate::layout::{Head, Shape};

/// Letters that fit on a line across the whole page, and those that fit beside a box in its column.
const LETTERS_ACROSS: usize = 132;
const LETTERS_OF_GAP: usize = 8;
/// Letters of the words that say what kind of step it is.
const LETTERS_OF_KIND: usize = 10;

/// The diagram of a set of steps.
#[derive(Debug, Default, Serialize, Hash)]
pub struct Diagram {
    pub columns: Vec<Column>,
    /// How many rows it is high; nothing if it is not drawn.
    pub rows: Option<usize>,
    /// The kinds of step that occur, for the key.
    pub kinds: Vec<&'static str>,
    /// The same steps as rows of a table.
    pub steps: Vec<StepRow>,
    pub export: Option<Export>,
}

/// One column, from the first to the last.
#[derive(Debug, Serialize, Hash)]
pub struct Column {
    pub heading: Heading,
    /// From top to bottom.
    pub boxes: Vec<DiagramBox>,
    pub lanes: Vec<Lane>,
    /// The lines in the gap behind it.
    pub lines: Vec<Line>,
    pub heads: Vec<Arrow>,
}

/// What a column is called: an entry, or words of the theme.
#[derive(Debug, Clone, Default, Serialize, Hash)]
pub struct Heading {
    pub link: Option<Link>,
    pub key: Option<&'static str>,
}

/// A box: somewhere to be.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct DiagramBox {
    /// The id of the box on the page. It has an underscore, which no heading's id has.
    pub anchor: String,
    pub title: Arc<str>,
    /// Its page; nothing for the page itself.
    pub href: Option<String>,
    /// What there is to say about it in a few words.
    pub note: Option<Arc<str>>,
    /// How many roles it stands for, where it stands for several.
    pub roles: Option<usize>,
    /// The move that joins it to the page's own role, told in full.
    pub told: Option<MoveView>,
    /// Whether people move both ways between it and the page's own role.
    pub both_ways: bool,
    /// The row in which it begins, from 1; nothing if the diagram is not drawn.
    pub row: Option<usize>,
    /// How many rows it has room for.
    pub rows: usize,
    pub leads_to: Vec<Neighbour>,
    pub comes_from: Vec<Neighbour>,
}

/// The other end of a step.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Neighbour {
    pub anchor: String,
    pub title: Arc<str>,
    /// `progress`, `sideways`, `step-off`, or what a route does for someone who wants a role.
    pub kind: &'static str,
}

/// An edge on its way through a column.
#[derive(Debug, Serialize, Hash)]
pub struct Lane {
    pub kind: &'static str,
    pub row: usize,
}

/// A line in a gap.
#[derive(Debug, Serialize, Hash)]
pub struct Line {
    pub kind: &'static str,
    /// As the `d` of a path in a box that is 100 wide and two for each row high.
    pub path: String,
    #[serde(skip)]
    pub shape: Shape,
}

/// The end of a line in a gap.
#[derive(Debug, Serialize, Hash)]
pub struct Arrow {
    pub kind: &'static str,
    /// `left` or `right`.
    pub side: &'static str,
    /// How far down it is, such as `37.5%`.
    pub y: String,
    #[serde(skip)]
    pub head: Head,
}

/// A row of the table.
#[derive(Debug, Serialize, Hash)]
pub struct StepRow {
    pub from: Link,
    pub to: Link,
    pub kind: &'static str,
    pub ways: Vec<Way>,
}

/// A route by which people take a step.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Way {
    pub route: Link,
    pub level: Option<u32>,
    pub how_long: Arc<str>,
}

/// The diagram as a file for slides and posters.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Export {
    pub href: String,
    pub kilobytes: usize,
}

impl Heading {
    pub(crate) fn link(link: Link) -> Heading {
        Heading { link: Some(link), key: None }
    }

    pub(crate) fn words(key: &'static str) -> Heading {
        Heading { link: None, key: Some(key) }
    }
}

impl DiagramBox {
    pub(crate) fn new(anchor: String, link: Link) -> DiagramBox {
        let Link { href, title } = link;
        DiagramBox {
            anchor,
            title,
            href: Some(href),
            note: None,
            roles: None,
            told: None,
            both_ways: false,
            row: None,
            rows: 0,
            leads_to: Vec::new(),
            comes_from: Vec::new(),
        }
    }

    pub(super) fn link(&self) -> Link {
        Link { href: self.href.clone().unwrap_or_else(|| format!("#{}", self.anchor)), title: self.title.clone() }
    }

    /// About how many rows its words need, where there are so many columns: a row is two lines. A little too much or
    /// too little only moves things; nothing is cut off.
    pub(super) fn height(&self, columns: usize) -> usize {
        let across = LETTERS_ACROSS / columns.max(3) - LETTERS_OF_GAP;
        let letters = |text: &str| text.chars().count();
        let steps = |list: &[Neighbour]| match list.is_empty() {
            true => 0,
            false => {
                let lines = list.iter().map(|step| (letters(&step.title) + LETTERS_OF_KIND).div_ceil(across));
                1 + lines.sum::<usize>() + list.len().div_ceil(3)
            }
        };
        let told = self.told.as_ref().map_or(0, |told| {
            let by = told.by.iter().map(|route| letters(&route.title) + 2).sum::<usize>();
            let text = letters(&told.stage) + by + told.note.as_deref().map_or(0, letters) + 2 * LETTERS_OF_KIND;
            2 + text.div_ceil(across) + usize::from(self.both_ways)
        });
        let note = self.note.as_deref().map_or(0, letters).div_ceil(across) + usize::from(self.roles.is_some());
        let title = letters(&self.title).div_ceil(across - 2);
        let said = if told == 0 { steps(&self.leads_to) + steps(&self.comes_from) } else { told };
        (title + note + said + 2).div_ceil(2).max(2)
    }

    pub(super) fn neighbour(&self, kind: &'static str) -> Neighbour {
        Neighbour { anchor: self.anchor.clone(), title: self.title.clone(), kind }
    }
}
