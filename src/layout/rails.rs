//! The lines of a diagram whose boxes stand one below the other, as on a phone: each step is a bracket beside the boxes,
//! from the lower part of the box that it leaves to the upper part of the one that it leads to.
//!
//! Rows are those of one long column, counted from 1: one for the heading of each column, and [three](ROWS_OF_BOX) for
//! each box below it.

use std::collections::BTreeMap;

use super::{Edge, MOST_ROWS};

/// Rows of a box: lines lead to the end of the first and leave at the end of the second.
pub const ROWS_OF_BOX: usize = 3;
/// Lanes beyond which the lines help nobody on a small screen.
pub const MOST_LANES: usize = 9;
/// Rows that a line or a column may take, for the same reason.
pub const MOST_LONG: usize = 48;

/// One step beside the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rail {
    /// The number of the edge.
    pub edge: usize,
    /// From 1, the furthest from the boxes.
    pub lane: usize,
    /// The first row that it passes.
    pub row: usize,
    pub rows: usize,
    /// Whether it leads to a box further up.
    pub is_up: bool,
}

/// All rails, and how many lanes they take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rails {
    pub rails: Vec<Rail>,
    pub lanes: usize,
}

/// Rails for boxes in columns that stand one below the other. Lines of one kind share a lane where many leave one box or
/// many lead to one. There are none for what is too much to take in.
pub fn rails(columns: &[Vec<usize>], edges: &[Edge]) -> Rails {
    let first = first_rows(columns);
    let span = |edge: &Edge| {
        let (from, to) = (first[&edge.from], first[&edge.to]);
        // Rows from the end of the upper third of one box to the end of the second third of the other.
        if from < to { (from + 2, to + 1) } else { (to + 1, from + 2) }
    };
    let bundle = bundles(edges);
    let edges: Vec<(usize, &Edge)> = edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to).collect();
    let mut spans: BTreeMap<Bundle, (usize, usize)> = BTreeMap::new();
    for (number, edge) in &edges {
        let (start, end) = span(edge);
        let whole = spans.entry(bundle[*number]).or_insert((start, end));
        *whole = (whole.0.min(start), whole.1.max(end));
    }
    let (depths, lanes) = depths(&spans);
    let is_long = |(start, end): &(usize, usize)| end - start > MOST_LONG || *end > MOST_ROWS;
    let is_tall = columns.iter().any(|column| 1 + ROWS_OF_BOX * column.len() > MOST_LONG);
    if lanes > MOST_LANES || is_tall || spans.values().any(is_long) {
        return Rails::default();
    }
    let rail = |(number, edge): &(usize, &Edge)| {
        let (row, end) = span(edge);
        let lane = lanes - depths[&bundle[*number]];
        Rail { edge: *number, lane, row, rows: end - row, is_up: first[&edge.to] < first[&edge.from] }
    };
    Rails { rails: edges.iter().map(rail).collect(), lanes }
}

/// Lines that share a lane: those of a kind that leave a box, or that lead to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bundle {
    From(usize, usize),
    To(usize, usize),
}

/// The bundle of each edge: the larger of the two that it could be in.
fn bundles(edges: &[Edge]) -> Vec<Bundle> {
    let mut sizes: BTreeMap<Bundle, usize> = BTreeMap::new();
    let both = |edge: &Edge| [Bundle::From(edge.from, edge.kind), Bundle::To(edge.to, edge.kind)];
    for bundle in edges.iter().flat_map(both) {
        *sizes.entry(bundle).or_default() += 1;
    }
    let larger = |edge: &Edge| {
        let [from, to] = both(edge);
        if sizes[&to] > sizes[&from] { to } else { from }
    };
    edges.iter().map(larger).collect()
}

/// The first row of each box.
fn first_rows(columns: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    let mut row = 1;
    let mut first = BTreeMap::new();
    for column in columns {
        row += 1;
        for &number in column {
            first.insert(number, row);
            row += ROWS_OF_BOX;
        }
    }
    first
}

/// How far from the boxes each bundle runs, short ones beside them, and how many lanes that makes.
fn depths(spans: &BTreeMap<Bundle, (usize, usize)>) -> (BTreeMap<Bundle, usize>, usize) {
    let mut bundles: Vec<(Bundle, (usize, usize))> = spans.iter().map(|(&bundle, &span)| (bundle, span)).collect();
    bundles.sort_by_key(|&(key, (start, end))| (end - start, start, key));
    let mut lanes: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut depths = BTreeMap::new();
    for (key, span) in bundles {
        let is_free = |lane: &Vec<(usize, usize)>| lane.iter().all(|other| span.1 <= other.0 || other.1 <= span.0);
        let at = lanes.iter().position(is_free).unwrap_or(lanes.len());
        if at == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[at].push(span);
        depths.insert(key, at);
    }
    (depths, lanes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: usize, to: usize) -> Edge {
        Edge { from, to, kind: 0 }
    }

    #[test]
    fn a_step_runs_from_the_lower_part_of_one_box_to_the_upper_part_of_the_next() {
        // Rows: heading 1, box 0 in 2 to 4, heading 5, box 1 in 6 to 8.
        let down = rails(&[vec![0], vec![1]], &[edge(0, 1)]);
        assert_eq!(down.rails, [Rail { edge: 0, lane: 1, row: 4, rows: 3, is_up: false }]);
        let up = rails(&[vec![0], vec![1]], &[edge(1, 0)]);
        assert_eq!(up.rails, [Rail { edge: 0, lane: 1, row: 3, rows: 5, is_up: true }]);
    }

    #[test]
    fn what_leaves_one_box_or_leads_to_one_shares_a_lane_and_what_overlaps_does_not() {
        let edges = [edge(0, 2), edge(0, 3), edge(0, 4), edge(1, 5), edge(3, 5), edge(4, 5), edge(1, 2)];
        let drawn = rails(&[vec![0, 1], vec![2, 3, 4], vec![5]], &edges);
        let lane = |number: usize| drawn.rails[number].lane;
        assert_eq!((lane(0), lane(1)), (lane(1), lane(2)), "they leave the first box");
        assert_eq!((lane(3), lane(4)), (lane(4), lane(5)), "they lead to the last box");
        assert_eq!(drawn.lanes, 3);
        assert!(lane(6) > lane(0), "short lines run beside the boxes");
    }

    #[test]
    fn too_many_lanes_are_none() {
        let boxes: Vec<usize> = (0..20).collect();
        let edges: Vec<Edge> = (0..10).map(|from| edge(from, from + 10)).collect();
        assert_eq!(rails(&[boxes], &edges), Rails::default());
    }
}
