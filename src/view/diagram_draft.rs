//! Diagrams before they are laid out, and how they are.

use std::collections::BTreeSet;

use super::diagram::{Arrow, Column, Diagram, DiagramBox, Ends, Heading, Lane, Line, RailView, StepRow, Way};
use crate::layout::{self, Drawing, Edge, Layout, Order, Shape, Side, What};

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
        boxes.iter_mut().zip(1..).for_each(|(one, number)| one.number = number);
        let rows = steps.into_iter().map(|step| tell(step, &mut boxes)).collect::<Vec<_>>();
        let heights: Vec<usize> = boxes.iter().map(|one| one.height(headings.len())).collect();
        let layout = match rows.is_empty() {
            true => None,
            false => layout::layout(&numbers, &heights, &edges, order),
        };
        // Where boxes tell their own moves, lines beside them would say nothing more.
        let is_told = boxes.iter().any(|one| one.told.is_some());
        let beside = layout.as_ref().filter(|_| !is_told).map(|layout| layout::rails(&layout.order(), &edges));
        let layout::Rails { rails, lanes } = beside.unwrap_or_default();
        let rail = |rail: layout::Rail| {
            let layout::Rail { edge, lane, row, rows: high, is_up } = rail;
            RailView { ends: ends(edges[edge]), kind: rows[edge].kind, lane, row, rows: high, is_up }
        };
        Diagram {
            columns: match &layout {
                Some(layout) => drawn(headings, &boxes, layout, &edges, &rows),
                None => plain(headings, &boxes, &numbers),
            },
            rails: rails.into_iter().map(rail).collect(),
            lanes,
            rows: layout.map(|layout| layout.rows),
            kinds,
            steps: rows,
            export: None,
        }
    }
}

/// The numbers by which a page knows the boxes at the ends of an edge.
fn ends(edge: Edge) -> Ends {
    Ends { from: edge.from + 1, to: edge.to + 1 }
}

/// Tells a step where it leads to, for who chooses one of its ends, and as a row.
fn tell(step: DraftStep, boxes: &mut [DiagramBox]) -> StepRow {
    let DraftStep { from, to, kind, ways } = step;
    for (one, other) in [(from, to), (to, from)] {
        let number = boxes[other].number;
        if !boxes[one].near.contains(&number) {
            boxes[one].near.push(number);
        }
    }
    let (number, title) = (boxes[from].number, boxes[from].title.clone());
    boxes[to].note_step(number, title, kind, &ways);
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
        span: 0,
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
            lines: lines.iter().map(|line| line_view(line, edges, steps)).collect(),
            heads: lines.iter().filter_map(|line| arrow(line, edges, steps, layout.rows)).collect(),
            span: 1,
        };
        for place in places {
            let row = place.row + 1;
            match place.what {
                What::Box(number) => {
                    column.span += layout::ROWS_OF_BOX;
                    column.boxes.push(DiagramBox { row: Some(row), rows: place.rows, ..boxes[number].clone() })
                }
                What::Lane(edge) => column.lanes.push(Lane { ends: ends(edges[edge]), kind: steps[edge].kind, row }),
            }
        }
        column
    };
    headings.into_iter().zip(&layout.columns).zip(&drawing.gaps).map(column).collect()
}

fn line_view(line: &layout::Line, edges: &[Edge], steps: &[StepRow]) -> Line {
    let path = match line.shape {
        Shape::Across { left, right } if left == right => format!("M0 {left}H100"),
        Shape::Across { left, right } => format!("M0 {left}C50 {left} 50 {right} 100 {right}"),
        Shape::Beside(ends) => format!("M0 {0}C80 {0} 80 {1} 0 {1}", ends.upper, ends.lower),
    };
    Line { ends: ends(edges[line.edge]), kind: steps[line.edge].kind, path, shape: line.shape }
}

fn arrow(line: &layout::Line, edges: &[Edge], steps: &[StepRow], rows: usize) -> Option<Arrow> {
    let head = line.head?;
    let side = match head.side {
        Side::Left => "left",
        Side::Right => "right",
    };
    // Rounded to hundredths in whole numbers, so that no machine writes it otherwise.
    let hundredths = (head.at * 10_000 + rows) / (2 * rows);
    let y = format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    Some(Arrow { ends: ends(edges[line.edge]), kind: steps[line.edge].kind, side, y, head })
}
