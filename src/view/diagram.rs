//! A pathway as people see it: boxes in columns, a line for every step from box to box, and the same steps in a table.
//!
//! What a line says is in the table as well, so a diagram that is too large to draw only loses its lines. On a narrow
//! screen the columns stand one below the other, and lines run beside the boxes as [rails](RailView).

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
/// Letters of the words for pay, and of those before a time.
const LETTERS_OF_PAY: usize = 25;
const LETTERS_OF_TIME: usize = 6;
/// Routes that the note of a step names; the table has all.
const MOST_WAYS: usize = 2;

/// The diagram of a set of steps.
#[derive(Debug, Default, Serialize, Hash)]
pub struct Diagram {
    pub columns: Vec<Column>,
    /// How many rows it is high; nothing if it is not drawn.
    pub rows: Option<usize>,
    /// The lines where the columns stand one below the other, and how many lanes these take; none if it is not drawn.
    pub rails: Vec<RailView>,
    pub lanes: usize,
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
    /// How many rows it takes where the columns stand one below the other.
    pub span: usize,
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
    /// Pounds a year, at least and at most.
    pub pay: Option<PaySpan>,
    /// How long it usually takes to get there.
    pub time: Option<Arc<str>>,
    /// The row in which it begins, from 1; nothing if the diagram is not drawn.
    pub row: Option<usize>,
    /// How many rows it has room for.
    pub rows: usize,
    /// Its number in the diagram, from 1, and the numbers of those that a step joins it to.
    pub number: usize,
    pub near: Vec<usize>,
    /// The steps that lead here, told when somebody chooses either end.
    pub notes: Vec<StepNote>,
}

/// Pounds a year.
#[derive(Debug, Clone, Copy, Serialize, Hash)]
pub struct PaySpan {
    pub least: u32,
    pub most: u32,
}

/// Steps to one box that are taken in the same way, as their lines tell them: where from, how, and how long.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct StepNote {
    /// The numbers of the boxes that they come from, and what these are called.
    pub from: Vec<usize>,
    pub titles: Vec<Arc<str>>,
    /// `progress`, `sideways` or `step-off`.
    pub kind: &'static str,
    /// The first of their routes.
    pub ways: Vec<Way>,
    /// How many routes there are besides.
    pub more: usize,
}

/// The numbers of the boxes at both ends of a step.
#[derive(Debug, Clone, Copy, Serialize, Hash)]
pub struct Ends {
    pub from: usize,
    pub to: usize,
}

/// A step beside boxes that stand one below the other; see [`crate::layout::Rail`].
#[derive(Debug, Serialize, Hash)]
pub struct RailView {
    #[serde(flatten)]
    pub ends: Ends,
    pub kind: &'static str,
    pub lane: usize,
    pub row: usize,
    pub rows: usize,
    pub is_up: bool,
}

/// An edge on its way through a column.
#[derive(Debug, Serialize, Hash)]
pub struct Lane {
    #[serde(flatten)]
    pub ends: Ends,
    pub kind: &'static str,
    pub row: usize,
}

/// A line in a gap.
#[derive(Debug, Serialize, Hash)]
pub struct Line {
    #[serde(flatten)]
    pub ends: Ends,
    pub kind: &'static str,
    /// As the `d` of a path in a box that is 100 wide and two for each row high.
    pub path: String,
    #[serde(skip)]
    pub shape: Shape,
}

/// The end of a line in a gap.
#[derive(Debug, Serialize, Hash)]
pub struct Arrow {
    #[serde(flatten)]
    pub ends: Ends,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Hash)]
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

impl PaySpan {
    /// What is between the least and the most of both.
    pub(super) fn with(self, other: PaySpan) -> PaySpan {
        PaySpan { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

impl DiagramBox {
    /// Notes how a step leads here.
    pub(super) fn note_step(&mut self, from: usize, title: Arc<str>, kind: &'static str, ways: &[Way]) {
        let (more, ways) = (ways.len().saturating_sub(MOST_WAYS), &ways[..ways.len().min(MOST_WAYS)]);
        let is_same = |note: &&mut StepNote| note.kind == kind && note.more == more && note.ways == ways;
        match self.notes.iter_mut().find(is_same) {
            Some(note) => {
                note.from.push(from);
                note.titles.push(title);
            }
            None if ways.is_empty() => {}
            None => {
                self.notes.push(StepNote { from: vec![from], titles: vec![title], kind, ways: ways.to_vec(), more })
            }
        }
    }
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
            pay: None,
            time: None,
            row: None,
            rows: 0,
            number: 0,
            near: Vec::new(),
            notes: Vec::new(),
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
        let told = self.told.as_ref().map_or(0, |told| {
            let by = told.by.iter().map(|route| letters(&route.title) + 2).sum::<usize>();
            let text = letters(&told.stage) + by + told.note.as_deref().map_or(0, letters) + 2 * LETTERS_OF_KIND;
            2 + text.div_ceil(across) + usize::from(self.both_ways)
        });
        let note = self.note.as_deref().map_or(0, letters).div_ceil(across) + usize::from(self.roles.is_some());
        let title = letters(&self.title).div_ceil(across - 2);
        let pay = self.pay.map_or(0, |_| LETTERS_OF_PAY.div_ceil(across));
        let time = self.time.as_deref().map_or(0, |time| letters(time) + LETTERS_OF_TIME).div_ceil(across);
        (title + note + told + pay + time + 2).div_ceil(2).max(2)
    }
}
