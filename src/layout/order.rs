//! The order of boxes and lanes in each column: barycentre sweeps, then swaps as long as they help.

use super::{Edge, Order, What, column_of};

/// Sweeps there and back. Small diagrams settle after two or three.
const SWEEPS: usize = 6;

/// What is worth avoiding, the worst first: crossings, then sideways lines that pass other boxes.
type Cost = (usize, usize);

/// Columns with the lanes of long edges, in a good order; the order that was given, where none is better.
pub(super) fn order(columns: &[Vec<usize>], edges: &[Edge], order: Order) -> Vec<Vec<What>> {
    let graph = Graph::new(columns, edges);
    let mut now = graph.start.clone();
    let mut best = (graph.cost(&now), now.clone());
    for sweep in 0..2 * SWEEPS {
        graph.sweep(&mut now, sweep % 2 == 0);
        if order == Order::Kept {
            graph.put_boxes_back(&mut now);
        }
        let cost = graph.cost(&now);
        if cost < best.0 {
            best = (cost, now.clone());
        }
    }
    let (mut cost, mut columns) = best;
    while graph.swap(&mut columns, &mut cost, order) {}
    columns
}

/// How often lines between neighbouring columns cross. A test counts them in another way, and compares.
#[cfg(any(test, feature = "internals"))]
pub fn crossings(columns: &[Vec<What>], edges: &[Edge]) -> usize {
    let boxes: Vec<Vec<usize>> =
        columns.iter().map(|column| column.iter().filter_map(|what| what.a_box()).collect()).collect();
    Graph::new(&boxes, edges).cost(columns).0
}

impl What {
    fn a_box(&self) -> Option<usize> {
        match self {
            What::Box(number) => Some(*number),
            What::Lane(_) => None,
        }
    }
}

/// Columns and the pieces of edges between them.
struct Graph {
    start: Vec<Vec<What>>,
    /// For each gap between two columns, what each piece joins.
    pieces: Vec<Vec<(What, What)>>,
    /// Boxes of one column that an edge joins, column by column.
    beside: Vec<Vec<(What, What)>>,
}

impl Graph {
    fn new(columns: &[Vec<usize>], edges: &[Edge]) -> Graph {
        let column = column_of(columns, edges);
        let mut start: Vec<Vec<What>> =
            columns.iter().map(|boxes| boxes.iter().copied().map(What::Box).collect()).collect();
        let mut pieces = vec![Vec::new(); columns.len()];
        let mut beside = vec![Vec::new(); columns.len()];
        for (number, edge) in edges.iter().enumerate() {
            let (from, to) = (column[edge.from], column[edge.to]);
            if from == to {
                beside[from].push((What::Box(edge.from), What::Box(edge.to)));
                continue;
            }
            let (left, right) = if from < to { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let (first, last) = (from.min(to), from.max(to));
            let mut before = What::Box(left);
            for passed in first + 1..last {
                start[passed].push(What::Lane(number));
                pieces[passed - 1].push((before, What::Lane(number)));
                before = What::Lane(number);
            }
            pieces[last - 1].push((before, What::Box(right)));
        }
        Graph { start, pieces, beside }
    }

    fn cost(&self, columns: &[Vec<What>]) -> Cost {
        let at = |column: &[What], what: What| column.iter().position(|one| *one == what).unwrap_or(0);
        let mut cost = (0, 0);
        for (gap, pieces) in self.pieces.iter().enumerate().filter(|(_, pieces)| !pieces.is_empty()) {
            let ends: Vec<(usize, usize)> =
                pieces.iter().map(|&(l, r)| (at(&columns[gap], l), at(&columns[gap + 1], r))).collect();
            for (number, a) in ends.iter().enumerate() {
                cost.0 +=
                    ends[..number].iter().filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
            }
        }
        for (column, pairs) in self.beside.iter().enumerate() {
            let far = |&(a, b): &(What, What)| at(&columns[column], a).abs_diff(at(&columns[column], b)) - 1;
            cost.1 += pairs.iter().filter(|(a, b)| a != b).map(far).sum::<usize>();
        }
        cost
    }

    /// Orders each column by where its neighbours on one side stand; what has none there stays where it is.
    fn sweep(&self, columns: &mut [Vec<What>], rightwards: bool) {
        let count = columns.len();
        let steps: Vec<(usize, usize)> = match rightwards {
            true => (1..count).map(|at| (at - 1, at)).collect(),
            false => (1..count).rev().map(|at| (at, at - 1)).collect(),
        };
        for (fixed, moved) in steps {
            let pieces = &self.pieces[fixed.min(moved)];
            let mut keyed: Vec<((usize, usize), What)> = Vec::with_capacity(columns[moved].len());
            for (place, &what) in columns[moved].iter().enumerate() {
                let others = pieces.iter().filter_map(|&(l, r)| match rightwards {
                    true => (r == what).then_some(l),
                    false => (l == what).then_some(r),
                });
                let places = others.filter_map(|other| columns[fixed].iter().position(|one| *one == other));
                let (sum, number) = places.fold((0, 0), |(sum, number), place| (sum + place, number + 1));
                keyed.push((if number == 0 { (place, 1) } else { (sum, number) }, what));
            }
            // Means are compared as fractions, so that no rounding decides.
            keyed.sort_by(|((sum_a, count_a), _), ((sum_b, count_b), _)| (sum_a * count_b).cmp(&(sum_b * count_a)));
            columns[moved] = keyed.into_iter().map(|(_, what)| what).collect();
        }
    }

    /// Puts boxes back into the order they were given, in the places where boxes stand.
    fn put_boxes_back(&self, columns: &mut [Vec<What>]) {
        for (column, given) in columns.iter_mut().zip(&self.start) {
            let places = column.iter_mut().filter(|what| what.a_box().is_some());
            let boxes = given.iter().filter(|what| what.a_box().is_some());
            places.zip(boxes).for_each(|(place, given)| *place = *given);
        }
    }

    fn is_in_order(&self, number: usize, column: &[What]) -> bool {
        let boxes = |column: &[What]| column.iter().filter_map(What::a_box).collect::<Vec<_>>();
        boxes(column) == boxes(&self.start[number])
    }

    /// Makes the first swap in a column that is for the better, if there is one.
    fn swap(&self, columns: &mut [Vec<What>], cost: &mut Cost, order: Order) -> bool {
        for column in 0..columns.len() {
            for lower in 1..columns[column].len() {
                for upper in 0..lower {
                    columns[column].swap(upper, lower);
                    let may_be = order == Order::Free || self.is_in_order(column, &columns[column]);
                    let new = self.cost(columns);
                    if may_be && new < *cost {
                        *cost = new;
                        return true;
                    }
                    columns[column].swap(upper, lower);
                }
            }
        }
        false
    }
}
