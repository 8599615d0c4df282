//! The lines of a diagram, gap by gap between its columns.
//!
//! Gap n lies behind column n. Lines go from the middle of one thing to the middle of the next; those between boxes
//! of one column bend into the gap behind it.

use super::{Edge, Layout, What};

/// How far from a box's middle lines leave it that do not lead on to a later column, in half rows.
const OFF_MIDDLE: usize = 1;

/// Everything that is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The lines in each gap, by column.
    pub gaps: Vec<Vec<Line>>,
}

/// One piece of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The number of the edge.
    pub edge: usize,
    pub shape: Shape,
    /// Where its arrow points, on the last piece of an edge.
    pub head: Option<Head>,
}

/// How a line runs; heights are in half rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// From the left side of the gap to the right.
    Across { left: usize, right: usize },
    /// From the left side and back to it.
    Beside(Beside),
}

/// A line that joins two boxes of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Beside {
    pub upper: usize,
    pub lower: usize,
}

/// The end of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Head {
    /// On which side of the gap.
    pub side: Side,
    /// In half rows.
    pub at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    Left,
    Right,
}

impl Drawing {
    /// The lines of a layout with its edges.
    pub fn new(layout: &Layout, edges: &[Edge]) -> Drawing {
        let mut gaps = vec![Vec::new(); layout.columns.len()];
        for (number, edge) in edges.iter().enumerate() {
            let find = |wanted: usize| {
                let place = |column: &Vec<super::Position>| {
                    column.iter().find(|place| place.what == What::Box(wanted)).copied()
                };
                layout.columns.iter().enumerate().find_map(|(at, column)| Some((at, place(column)?.middle())))
            };
            let (Some(from), Some(to)) = (find(edge.from), find(edge.to)) else { continue };
            if from.0 == to.0 {
                gaps[from.0].push(beside(number, from.1, to.1));
            } else {
                across(layout, edges, number, from, to, &mut gaps);
            }
        }
        Drawing { gaps }
    }
}

/// Between two boxes of one column. Lines are drawn downwards whichever way they lead, so that the dashes of a way
/// there and a way back fall together.
fn beside(edge: usize, from: usize, to: usize) -> Line {
    let (upper, lower) = (from.min(to) + OFF_MIDDLE, from.max(to).saturating_sub(OFF_MIDDLE));
    let at = if to > from { lower } else { upper };
    Line { edge, shape: Shape::Beside(Beside { upper, lower }), head: Some(Head { side: Side::Left, at }) }
}

/// From one column to another, through the lanes of those between. Where a line leads there and one like it back, they
/// are drawn as one.
fn across(
    layout: &Layout,
    edges: &[Edge],
    edge: usize,
    from: (usize, usize),
    to: (usize, usize),
    gaps: &mut [Vec<Line>],
) {
    let leads_back = from.0 > to.0;
    let (left, right) = if leads_back { (to, from) } else { (from, to) };
    let Edge { from: start, to: end, kind } = edges[edge];
    let is_return = edges.contains(&Edge { from: end, to: start, kind });
    let off = if leads_back && !is_return { OFF_MIDDLE } else { 0 };
    let mut before = left.1 + off;
    for (gap, lines) in gaps.iter_mut().enumerate().take(right.0).skip(left.0) {
        let lane = || layout.columns[gap + 1].iter().find(|place| place.what == What::Lane(edge)).copied();
        let after = if gap + 1 == right.0 { Some(right.1 + off) } else { lane().map(super::Position::middle) };
        let Some(after) = after else { return };
        let head = match (!leads_back, gap + 1 == right.0, gap == left.0) {
            (true, true, _) => Some(Head { side: Side::Right, at: after }),
            (false, _, true) => Some(Head { side: Side::Left, at: before }),
            _ => None,
        };
        lines.push(Line { edge, shape: Shape::Across { left: before, right: after }, head });
        before = after;
    }
}
