//! Which threads meet which box or plate.

use crate::diagram::picture::Edge;

/// The edges at each node, by their places in the list that it was made from.
pub struct Threads {
    pub from: Vec<Vec<usize>>,
    pub to: Vec<Vec<usize>>,
    /// Those that are addressed to it.
    pub towards: Vec<Vec<usize>>,
}

impl Threads {
    pub fn new(edges: &[&Edge], count: usize) -> Threads {
        let mut threads =
            Threads { from: vec![Vec::new(); count], to: vec![Vec::new(); count], towards: vec![Vec::new(); count] };
        for (index, edge) in edges.iter().enumerate() {
            threads.from[edge.from].push(index);
            threads.to[edge.to].push(index);
            edge.towards.iter().for_each(|&whom| threads.towards[whom].push(index));
        }
        threads
    }
}
