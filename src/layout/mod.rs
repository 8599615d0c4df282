//! Where the boxes of a diagram go, so that its lines cross each other little.
//!
//! It knows columns, boxes and edges by number, and nothing of careers, pages or pixels. Heights are told in rows; a
//! [lane](LANE), in which an edge passes a column between the boxes, is one row high. The same input always gives the
//! same layout.

mod coordinates;
mod lines;
mod order;
mod rails;

pub use lines::{Beside, Drawing, Head, Line, Shape, Side};
#[cfg(any(test, feature = "internals"))]
pub use order::crossings;
#[cfg(any(test, feature = "internals"))]
pub use rails::{MOST_LANES, MOST_LONG};
pub use rails::{ROWS_OF_BOX, Rail, Rails, rails};

/// Rows that an edge takes where it passes a column.
pub const LANE: usize = 1;
/// Boxes in one column, beyond which a drawing helps nobody.
pub const MOST_IN_COLUMN: usize = 10;
/// Rows beyond which a drawing helps nobody.
pub const MOST_ROWS: usize = 64;

/// A line from one box to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    /// Its kind, by any number: only lines of one kind may lie over each other.
    pub kind: usize,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// Box n.
    Box(usize),
    /// Edge n on its way to a column further on.
    Lane(usize),
}

impl What {
    /// How many rows it is high; `boxes` are the heights of the boxes.
    fn rows(self, boxes: &[usize]) -> usize {
        match self {
            What::Box(number) => boxes[number],
            What::Lane(_) => LANE,
        }
    }
}

/// Whether boxes may change places within their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Wherever lines cross least.
    #[default]
    Free,
    /// As they were given: their order means something.
    Kept,
}

/// Something in a column, and the row in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub what: What,
    pub row: usize,
    /// How many rows it is high.
    pub rows: usize,
}

impl Position {
    /// The height of its middle, in half rows.
    pub fn middle(self) -> usize {
        2 * self.row + self.rows
    }
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub rows: usize,
    /// From the first column to the last, each from top to bottom.
    pub columns: Vec<Vec<Position>>,
}

impl Layout {
    /// The boxes of each column, from top to bottom.
    pub fn order(&self) -> Vec<Vec<usize>> {
        let number = |position: &Position| match position.what {
            What::Box(number) => Some(number),
            What::Lane(_) => None,
        };
        self.columns.iter().map(|column| column.iter().filter_map(number).collect()).collect()
    }
}

/// Lays out boxes in columns. `columns` name each box once, in the order that they keep if it is as good as any or must
/// be; `heights` tell how many rows each box needs; edges name boxes of the columns.
///
/// There is no layout for what is too much to take in.
pub fn layout(columns: &[Vec<usize>], heights: &[usize], edges: &[Edge], order: Order) -> Option<Layout> {
    if columns.iter().any(|column| column.len() > MOST_IN_COLUMN) {
        return None;
    }
    let ordered = order::order(columns, edges, order);
    let height = |column: &Vec<What>| column.iter().map(|what| what.rows(heights)).sum::<usize>();
    let rows = ordered.iter().map(height).max().unwrap_or(0);
    (rows <= MOST_ROWS).then(|| Layout { rows, columns: coordinates::assign(&ordered, heights, edges, rows) })
}

/// The column that each box is in, by the box's number.
fn column_of(columns: &[Vec<usize>], edges: &[Edge]) -> Vec<usize> {
    let boxes = columns.iter().flatten().chain(edges.iter().flat_map(|edge| [&edge.from, &edge.to]));
    let mut column = vec![0; boxes.max().map_or(0, |most| most + 1)];
    for (at, boxes) in columns.iter().enumerate() {
        boxes.iter().for_each(|&one| column[one] = at);
    }
    column
}
