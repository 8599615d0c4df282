//! A pathway as people see it: boxes in columns, with every step from box to box told at both of its ends, once more
//! in a table, and by a line.
//!
//! The lines are decoration: whatever they say is said in words. So a diagram that is too large to draw only loses
//! its lines.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::card::Link;
use super::moves::MoveView;
use crate::layout::{self, Drawing, Edge, Head, Layout, Order, Shape, Side, What};

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

/// A diagram before it is laid out. Steps name boxes by number, counted through all columns.
#[derive(Debug, Default, Hash)]
pub(crate) struct Draft {
    pub columns: Vec<(Heading, Vec<DiagramBox>)>,
    pub steps: Vec<DraftStep>,
    pub order: Order,
}

#[derive(Debug, Hash)]
pub(crate) struct DraftStep {
    pub from: usize,
    pub to: usize,
    pub kind: &'static str,
    pub ways: Vec<Way>,
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

    fn link(&self) -> Link {
        Link { href: self.href.clone().unwrap_or_else(|| format!("#{}", self.anchor)), title: self.title.clone() }
    }

    /// About how many rows its words need, where there are so many columns: a row is two lines. A little too much or
    /// too little only moves things; nothing is cut off.
    fn height(&self, columns: usize) -> usize {
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

    fn neighbour(&self, kind: &'static str) -> Neighbour {
        Neighbour { anchor: self.anchor.clone(), title: self.title.clone(), kind }
    }
}

impl Draft {
    /// Lays the diagram out, and tells each step in all its forms.
    pub(crate) fn finish(self) -> Diagram {
        let Draft { columns, steps, order } = self;
        let kinds: BTreeSet<&'static str> = steps.iter().map(|step| step.kind).collect();
        let kinds: Vec<&'static str> = kinds.into_iter().collect();
        let kind = |step: &DraftStep| kinds.iter().position(|&kind| kind == step.kind).unwrap_or(0);
        let edge = |step: &DraftStep| Edge { from: step.from, to: step.to, kind: kind(step) };
        let edges: Vec<Edge> = steps.iter().map(edge).collect();
        let mut number = 0..;
        let numbers: Vec<Vec<usize>> =
            columns.iter().map(|(_, boxes)| number.by_ref().take(boxes.len()).collect()).collect();
        let (headings, boxes): (Vec<Heading>, Vec<Vec<DiagramBox>>) = columns.into_iter().unzip();
        let mut boxes: Vec<DiagramBox> = boxes.into_iter().flatten().collect();
        let rows = steps.into_iter().map(|step| tell(step, &mut boxes)).collect::<Vec<_>>();
        let heights: Vec<usize> = boxes.iter().map(|one| one.height(headings.len())).collect();
        let layout = match rows.is_empty() {
            true => None,
            false => layout::layout(&numbers, &heights, &edges, order),
        };
        Diagram {
            columns: match &layout {
                Some(layout) => drawn(headings, &boxes, layout, &edges, &rows),
                None => plain(headings, &boxes, &numbers),
            },
            rows: layout.map(|layout| layout.rows),
            kinds,
            steps: rows,
            export: None,
        }
    }
}

/// Tells a step at both of its ends, and as a row. What a starting point offers is told there alone.
fn tell(step: DraftStep, boxes: &mut [DiagramBox]) -> StepRow {
    let DraftStep { from, to, kind, ways } = step;
    let (at_start, at_end) = (boxes[to].neighbour(kind), boxes[from].neighbour(kind));
    boxes[from].leads_to.push(at_start);
    if kind != "offers" {
        boxes[to].comes_from.push(at_end);
    }
    StepRow { from: boxes[from].link(), to: boxes[to].link(), kind, ways }
}

/// Columns in the order they were given, without lines.
fn plain(headings: Vec<Heading>, boxes: &[DiagramBox], numbers: &[Vec<usize>]) -> Vec<Column> {
    let column = |(heading, numbers): (Heading, &Vec<usize>)| Column {
        heading,
        boxes: numbers.iter().map(|&number| boxes[number].clone()).collect(),
        lanes: Vec::new(),
        lines: Vec::new(),
        heads: Vec::new(),
    };
    headings.into_iter().zip(numbers).map(column).collect()
}

fn drawn(
    headings: Vec<Heading>,
    boxes: &[DiagramBox],
    layout: &Layout,
    edges: &[Edge],
    steps: &[StepRow],
) -> Vec<Column> {
    let drawing = Drawing::new(layout, edges);
    let column = |((heading, places), lines): ((Heading, &Vec<layout::Position>), &Vec<layout::Line>)| {
        let mut column = Column {
            heading,
            boxes: Vec::with_capacity(places.len()),
            lanes: Vec::new(),
            lines: lines.iter().map(|line| line_view(line, steps)).collect(),
            heads: lines
                .iter()
                .filter_map(|line| Some(arrow(line.head?, steps[line.edge].kind, layout.rows)))
                .collect(),
        };
        for place in places {
            let row = place.row + 1;
            match place.what {
                What::Box(number) => {
                    column.boxes.push(DiagramBox { row: Some(row), rows: place.rows, ..boxes[number].clone() })
                }
                What::Lane(edge) => column.lanes.push(Lane { kind: steps[edge].kind, row }),
            }
        }
        column
    };
    headings.into_iter().zip(&layout.columns).zip(&drawing.gaps).map(column).collect()
}

fn line_view(line: &layout::Line, steps: &[StepRow]) -> Line {
    let path = match line.shape {
        Shape::Across { left, right } if left == right => format!("M0 {left}H100"),
        Shape::Across { left, right } => format!("M0 {left}C50 {left} 50 {right} 100 {right}"),
        Shape::Beside(ends) => format!("M0 {0}C80 {0} 80 {1} 0 {1}", ends.upper, ends.lower),
    };
    Line { kind: steps[line.edge].kind, path, shape: line.shape }
}

fn arrow(head: Head, kind: &'static str, rows: usize) -> Arrow {
    let side = match head.side {
        Side::Left => "left",
        Side::Right => "right",
    };
    // Rounded to hundredths in whole numbers, so that no machine writes it otherwise.
    let hundredths = (head.at * 10_000 + rows) / (2 * rows);
    Arrow { kind, side, y: format!("{}.{:02}%", hundredths / 100, hundredths % 100), head }
}
