//! One column of boxes or plates, and the ends of threads on them.

use crate::diagram::figure::Figure;
use crate::diagram::layout::settle::settle;

/// A thread's end on a box or plate, and the height of the thread's other end.
pub type Ends = Vec<(usize, f64)>;

/// One column of boxes, from the top down.
#[derive(Clone)]
pub struct Column {
    /// Indices of nodes, in their order on the page.
    pub nodes: Vec<usize>,
    /// The upper end of each node of the picture; only those of `nodes` count.
    pub tops: Vec<f64>,
    pub heights: Vec<f64>,
    pub width: f64,
}

impl Column {
    pub fn new(nodes: Vec<usize>, count: usize) -> Column {
        Column { nodes, tops: vec![0.0; count], heights: vec![0.0; count], width: 0.0 }
    }

    pub fn centre(&self, node: usize) -> f64 {
        self.tops[node] + self.heights[node] / 2.0
    }

    /// Takes each node's size from its figure; `least` is the height that the ends of its threads need.
    pub fn measure(&mut self, figures: &[Figure], least: impl Fn(usize) -> f64) {
        for &node in &self.nodes {
            let size = figures[node].size();
            self.width = self.width.max(size.width);
            self.heights[node] = size.height.max(least(node));
        }
    }

    /// Puts each node as near as possible to the height that it wishes for, in the order of the wishes.
    pub fn settle(&mut self, mut wishes: Vec<(usize, f64)>, between: f64, room: f64) {
        wishes.sort_by(|one, other| one.1.total_cmp(&other.1).then(one.0.cmp(&other.0)));
        let wanted: Vec<f64> = wishes.iter().map(|&(_, wish)| wish).collect();
        let heights: Vec<f64> = wishes.iter().map(|&(node, _)| self.heights[node]).collect();
        self.nodes = wishes.iter().map(|&(node, _)| node).collect();
        for (&node, top) in self.nodes.iter().zip(settle(&wanted, &heights, between, room)) {
            self.tops[node] = top;
        }
    }

    /// The heights of threads' ends on the nodes' borders. Ends on one border stand in the order of the threads' other ends,
    /// so that no two threads cross where they begin.
    pub fn spread(&self, ends: &Ends, apart: f64) -> Vec<f64> {
        let mut heights = vec![0.0; ends.len()];
        let mut order: Vec<usize> = (0..ends.len()).collect();
        order.sort_by(|&one, &other| {
            ends[one].0.cmp(&ends[other].0).then(ends[one].1.total_cmp(&ends[other].1)).then(one.cmp(&other))
        });
        for own in order.chunk_by(|&one, &other| ends[one].0 == ends[other].0) {
            let first = self.centre(ends[own[0]].0) - (own.len() - 1) as f64 * apart / 2.0;
            for (place, &end) in own.iter().enumerate() {
                heights[end] = first + place as f64 * apart;
            }
        }
        heights
    }
}
