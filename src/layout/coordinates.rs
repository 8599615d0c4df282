//! The rows of a column's boxes and lanes: as near as can be to what they are joined with, in the order they have.

use super::{Edge, Position, What};

/// Rounds over all columns. More than a few move nothing.
const ROUNDS: usize = 4;

pub(super) fn assign(columns: &[Vec<What>], heights: &[usize], edges: &[Edge], rows: usize) -> Vec<Vec<Position>> {
    let mut placed: Vec<Vec<Position>> = columns.iter().map(|column| centred(column, heights, rows)).collect();
    for round in 0..ROUNDS {
        for step in 0..columns.len() {
            let at = if round % 2 == 0 { step } else { columns.len() - 1 - step };
            let wishes: Vec<usize> = placed[at].iter().map(|&one| wish(one, at, &placed, edges)).collect();
            placed[at] = nearest(&placed[at], &wishes, rows);
        }
    }
    placed
}

/// A column in the middle of the diagram.
fn centred(column: &[What], heights: &[usize], rows: usize) -> Vec<Position> {
    let mut row = (rows - column.iter().map(|what| what.rows(heights)).sum::<usize>()) / 2;
    let mut place = |&what: &What| {
        let place = Position { what, row, rows: what.rows(heights) };
        row += place.rows;
        place
    };
    column.iter().map(&mut place).collect()
}

/// The row in which something would be level with the mean of its neighbours.
fn wish(one: Position, column: usize, placed: &[Vec<Position>], edges: &[Edge]) -> usize {
    let beside = column.checked_sub(1).into_iter().chain([column + 1]).filter_map(|at| placed.get(at));
    let middles: Vec<usize> =
        beside.flatten().filter(|other| joined(one.what, other.what, edges)).map(|other| other.middle()).collect();
    match middles.len() {
        0 => one.row,
        count => (middles.iter().sum::<usize>() / count).saturating_sub(one.rows) / 2,
    }
}

/// Whether an edge has a piece between two things of neighbouring columns.
fn joined(a: What, b: What, edges: &[Edge]) -> bool {
    let ends = |edge: &Edge, one: usize| edge.from == one || edge.to == one;
    match (a, b) {
        (What::Box(a), What::Box(b)) => edges.iter().any(|edge| a != b && ends(edge, a) && ends(edge, b)),
        (What::Lane(a), What::Lane(b)) => a == b,
        (What::Lane(lane), What::Box(one)) | (What::Box(one), What::Lane(lane)) => ends(&edges[lane], one),
    }
}

/// Rows in the order of the column, together as near as can be to what each wishes: things that would lie over each
/// other share the mean of their wishes.
fn nearest(column: &[Position], wishes: &[usize], rows: usize) -> Vec<Position> {
    let mut above = 0;
    let mut blocks: Vec<(usize, usize)> = Vec::with_capacity(column.len());
    for (place, &wish) in column.iter().zip(wishes) {
        // Where the column's first row would have to be, which may be above the diagram: hence the constant.
        let (mut sum, mut count) = (rows + wish - above, 1);
        while let Some(&(last_sum, last_count)) = blocks.last()
            && last_sum * count >= sum * last_count
        {
            blocks.pop();
            (sum, count) = (sum + last_sum, count + last_count);
        }
        blocks.push((sum, count));
        above += place.rows;
    }
    let room = rows - above;
    let tops = blocks
        .iter()
        .flat_map(|&(sum, count)| std::iter::repeat_n((sum / count).saturating_sub(rows).min(room), count));
    let mut above = 0;
    let mut placed = Vec::with_capacity(column.len());
    for (&place, top) in column.iter().zip(tops) {
        placed.push(Position { row: top + above, ..place });
        above += place.rows;
    }
    placed
}
