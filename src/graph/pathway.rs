//! Ways through the graph.
