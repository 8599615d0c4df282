//! Layouts of diagrams: nothing is lost, nothing lies over anything else, and lines cross no more than they did.

use proptest::prelude::*;
use trellis::layout::{self, Drawing, Edge, Layout, Order, Shape, What};

/// Columns of a few boxes, how high each is, and edges among them.
#[derive(Debug, Clone)]
struct Graph {
    columns: Vec<Vec<usize>>,
    heights: Vec<usize>,
    edges: Vec<Edge>,
}

fn graphs() -> impl Strategy<Value = Graph> {
    prop::collection::vec(1..=4_usize, 1..=5).prop_flat_map(|sizes| {
        let all: usize = sizes.iter().sum();
        // An edge leads to another box than its own.
        let edge = (0..all, 1..all.max(2), 0..2_usize);
        let edge = edge.prop_map(move |(from, on, kind)| Edge { from, to: (from + on) % all, kind });
        let edges = prop::collection::vec(edge, 0..9);
        (prop::collection::vec(2..=6_usize, all), edges).prop_map(move |(heights, edges)| {
            let mut number = 0..;
            let columns = sizes.iter().map(|&size| number.by_ref().take(size).collect()).collect();
            // One box alone has no other to lead to.
            Graph { columns, heights, edges: if all == 1 { Vec::new() } else { edges } }
        })
    })
}

fn lay_out(graph: &Graph, order: Order) -> Layout {
    layout::layout(&graph.columns, &graph.heights, &graph.edges, order).expect("these are small")
}

/// The columns that an edge passes on its way.
fn passed(graph: &Graph, edge: &Edge) -> std::ops::Range<usize> {
    let column = |one: usize| graph.columns.iter().position(|column| column.contains(&one)).unwrap();
    let (from, to) = (column(edge.from), column(edge.to));
    from.min(to) + 1..from.max(to)
}

/// Every box in the order of its number, and every lane below: what an alphabetical list would be.
fn as_given(graph: &Graph) -> Vec<Vec<What>> {
    let mut columns: Vec<Vec<What>> =
        graph.columns.iter().map(|column| column.iter().copied().map(What::Box).collect()).collect();
    for (number, edge) in graph.edges.iter().enumerate() {
        passed(graph, edge).for_each(|column| columns[column].push(What::Lane(number)));
    }
    columns
}

fn whats(layout: &Layout) -> Vec<Vec<What>> {
    layout.columns.iter().map(|column| column.iter().map(|place| place.what).collect()).collect()
}

/// Pairs of straight lines that cross, counted without any cleverness.
fn crossings(graph: &Graph, columns: &[Vec<What>]) -> usize {
    let mut count = 0;
    for gap in 1..columns.len() {
        let ends = |edge: &Edge, number: usize| {
            let at = |column: &[What]| {
                let is_end = |what: &What| *what == What::Box(edge.from) || *what == What::Box(edge.to);
                column.iter().position(|what| *what == What::Lane(number) || is_end(what))
            };
            let here = passed(graph, edge);
            (here.start <= gap && gap <= here.end).then(|| Some((at(&columns[gap - 1])?, at(&columns[gap])?))).flatten()
        };
        let lines: Vec<_> = graph.edges.iter().enumerate().filter_map(|(number, edge)| ends(edge, number)).collect();
        for (number, a) in lines.iter().enumerate() {
            count += lines[..number].iter().filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
        }
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(192), ..ProptestConfig::default() })]

    #[test]
    fn lines_cross_no_more_than_in_the_order_that_was_given(graph in graphs()) {
        let given = as_given(&graph);
        for order in [Order::Free, Order::Kept] {
            let layout = lay_out(&graph, order);
            prop_assert!(crossings(&graph, &whats(&layout)) <= crossings(&graph, &given));
            prop_assert_eq!(layout::crossings(&whats(&layout), &graph.edges), crossings(&graph, &whats(&layout)));
        }
    }

    #[test]
    fn every_box_and_lane_has_one_place_and_room_for_it(graph in graphs()) {
        let layout = lay_out(&graph, Order::Free);
        for (column, given) in layout.columns.iter().zip(as_given(&graph)) {
            let mut here: Vec<What> = column.iter().map(|place| place.what).collect();
            let mut wanted = given;
            here.sort_by_key(|what| format!("{what:?}"));
            wanted.sort_by_key(|what| format!("{what:?}"));
            prop_assert_eq!(here, wanted);
            let mut free = 0;
            for place in column {
                prop_assert!(place.row >= free, "{:?} lies over the one above", place);
                let rows = if let What::Box(number) = place.what { graph.heights[number] } else { layout::LANE };
                prop_assert_eq!(place.rows, rows);
                free = place.row + place.rows;
            }
            prop_assert!(free <= layout.rows);
        }
    }

    #[test]
    fn each_edge_is_drawn_whole_with_one_head(graph in graphs()) {
        let layout = lay_out(&graph, Order::Free);
        let drawing = Drawing::new(&layout, &graph.edges);
        let lines = || drawing.gaps.iter().flatten();
        for (number, edge) in graph.edges.iter().enumerate() {
            let own = || lines().filter(|line| line.edge == number);
            prop_assert_eq!(own().filter(|line| line.head.is_some()).count(), 1);
            prop_assert_eq!(own().count(), passed(&graph, edge).len() + 1);
        }
        for line in lines() {
            let within = |at: usize| at <= 2 * layout.rows;
            let fits = match line.shape {
                Shape::Across { left, right } => within(left) && within(right),
                Shape::Beside(ends) => ends.upper < ends.lower && within(ends.lower),
            };
            prop_assert!(fits, "{:?}", line);
        }
    }

    #[test]
    fn the_same_graph_has_the_same_layout(graph in graphs()) {
        prop_assert_eq!(lay_out(&graph, Order::Free), lay_out(&graph.clone(), Order::Free));
    }

    #[test]
    fn an_order_that_means_something_is_kept(graph in graphs()) {
        for (column, given) in lay_out(&graph, Order::Kept).columns.iter().zip(&graph.columns) {
            let boxes = column.iter().filter_map(|place| match place.what {
                What::Box(number) => Some(number),
                What::Lane(_) => None,
            });
            prop_assert_eq!(&boxes.collect::<Vec<_>>(), given);
        }
    }
}

#[test]
fn two_lines_that_cross_are_uncrossed() {
    let edges = [Edge { from: 0, to: 3, kind: 0 }, Edge { from: 1, to: 2, kind: 0 }];
    let layout = layout::layout(&[vec![0, 1], vec![2, 3]], &[3; 4], &edges, Order::Free).unwrap();
    assert_eq!(layout::crossings(&whats(&layout), &edges), 0);
    let kept = layout::layout(&[vec![0, 1], vec![2, 3]], &[3; 4], &edges, Order::Kept).unwrap();
    assert_eq!(layout::crossings(&whats(&kept), &edges), 1);
}

#[test]
fn what_is_too_much_to_take_in_is_not_drawn() {
    let many: Vec<usize> = (0..=layout::MOST_IN_COLUMN).collect();
    assert_eq!(layout::layout(std::slice::from_ref(&many), &vec![2; many.len()], &[], Order::Free), None);
    assert_eq!(layout::layout(&[vec![0]], &[layout::MOST_ROWS + 1], &[], Order::Free), None);
}
