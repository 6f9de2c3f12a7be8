//! Who waits for whom, and in what circle: an AND-OR wait-for graph over opaque nodes.
//!
//! A node happens once each of its waits is met, and a wait is met once any one of its needs happens. What can happen
//! at all is the least fixed point of that; circles are looked for among the rest only, since a circle with a way out
//! is no deadlock (Coffman, Elphick & Shoshani 1971, for the circle; the fixed point makes the "or" exact, because
//! prerequisites are monotone).

use std::collections::{BTreeSet, VecDeque};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::logic::happening::Happening;

/// `node` cannot happen before one of `any_of` has.
#[derive(Clone, Debug)]
pub struct Wait {
    pub node: usize,
    pub any_of: Vec<usize>,
}

/// One arrow of a circle: `node` waits for `need`, as the wait of that number says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Step {
    pub node: usize,
    pub need: usize,
    pub wait: usize,
}

/// What came of a search for circles.
#[derive(Debug, Default)]
pub struct Circles {
    /// For each node, whether it can happen at all.
    pub can_happen: Vec<bool>,
    /// Circles, each a shortest one through some arrow, shortest first. Each begins at its lowest node.
    pub circles: Vec<Vec<Step>>,
    /// Whether every arrow was looked at. Where not, more circles may exist than are listed.
    pub complete: bool,
}

/// How many arrows of one knot of nodes are looked at; the work is this times the size of the knot.
const MOST_ARROWS: usize = 256;

/// Finds what can happen, and the circles among what cannot. `shut` nodes never happen, whatever they wait for, and are
/// part of no circle: what waits for them waits in vain, not in turn.
pub fn circles(nodes: usize, waits: &[Wait], shut: &[bool]) -> Circles {
    let can_happen = Happening::new(nodes, waits, shut).without(|_| false);
    let mut graph: DiGraph<(), usize> = DiGraph::with_capacity(nodes, waits.len());
    for _ in 0..nodes {
        graph.add_node(());
    }
    for (number, wait) in waits.iter().enumerate() {
        let is_met = wait.any_of.iter().any(|&need| can_happen[need]);
        if is_met || shut[wait.node] {
            continue;
        }
        for &need in wait.any_of.iter().filter(|&&need| !shut[need]) {
            graph.add_edge(NodeIndex::new(wait.node), NodeIndex::new(need), number);
        }
    }
    let mut found = Circles { can_happen, circles: Vec::new(), complete: true };
    for knot in kosaraju_scc(&graph) {
        found.complete &= circles_of_knot(&graph, &knot, &mut found.circles);
    }
    found.circles.sort_by_key(|circle| (circle.len(), circle.clone()));
    found
}

/// Adds a shortest circle through each arrow of a strongly connected set of nodes; says whether all were looked at.
fn circles_of_knot(graph: &DiGraph<(), usize>, knot: &[NodeIndex], circles: &mut Vec<Vec<Step>>) -> bool {
    let members: BTreeSet<NodeIndex> = knot.iter().copied().collect();
    let mut arrows: Vec<Step> = Vec::new();
    for &node in &members {
        let inner = graph.edges(node).filter(|edge| members.contains(&petgraph::visit::EdgeRef::target(edge)));
        arrows.extend(inner.map(|edge| Step {
            node: node.index(),
            need: petgraph::visit::EdgeRef::target(&edge).index(),
            wait: *edge.weight(),
        }));
    }
    arrows.sort_unstable();
    let mut known: BTreeSet<Vec<usize>> = BTreeSet::new();
    for &arrow in arrows.iter().take(MOST_ARROWS) {
        let circle = from_lowest(shortest_circle(&arrows, arrow));
        let mut waits: Vec<usize> = circle.iter().map(|step| step.wait).collect();
        waits.sort_unstable();
        if known.insert(waits) {
            circles.push(circle);
        }
    }
    arrows.len() <= MOST_ARROWS
}

/// The shortest circle through an arrow of a strongly connected set, in which there always is one.
fn shortest_circle(arrows: &[Step], through: Step) -> Vec<Step> {
    let from = |node: usize| {
        let start = arrows.partition_point(|step| step.node < node);
        arrows[start..].iter().take_while(move |step| step.node == node)
    };
    let mut came_by: std::collections::BTreeMap<usize, Step> = std::collections::BTreeMap::new();
    let mut queue = VecDeque::from([through.need]);
    while let Some(node) = queue.pop_front() {
        if node == through.node {
            break;
        }
        for &step in from(node) {
            if step.need != through.need && !came_by.contains_key(&step.need) {
                came_by.insert(step.need, step);
                queue.push_back(step.need);
            }
        }
    }
    let mut back = vec![through];
    let mut at = through.node;
    while at != through.need {
        let step = came_by[&at];
        back.push(step);
        at = step.node;
    }
    back[1..].reverse();
    back
}

/// The same circle, told from its lowest node.
fn from_lowest(mut circle: Vec<Step>) -> Vec<Step> {
    let lowest = (0..circle.len()).min_by_key(|&index| circle[index].node).unwrap_or(0);
    circle.rotate_left(lowest);
    circle
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wait(node: usize, any_of: &[usize]) -> Wait {
        Wait { node, any_of: any_of.to_vec() }
    }

    fn nodes_of(circle: &[Step]) -> Vec<usize> {
        circle.iter().map(|step| step.node).collect()
    }

    #[test]
    fn each_waiting_for_the_other_is_a_circle_and_a_bystander_is_not_in_it() {
        let found = circles(3, &[wait(0, &[1]), wait(1, &[0]), wait(2, &[0])], &[false; 3]);
        assert_eq!(found.circles.iter().map(|c| nodes_of(c)).collect::<Vec<_>>(), [vec![0, 1]]);
        assert_eq!(found.can_happen, [false; 3]);
    }

    #[test]
    fn another_way_out_opens_the_circle_unless_it_is_shut() {
        let waits = [wait(0, &[1, 2]), wait(1, &[0])];
        assert!(circles(3, &waits, &[false; 3]).circles.is_empty());
        let found = circles(3, &waits, &[false, false, true]);
        assert_eq!(found.circles.iter().map(|c| nodes_of(c)).collect::<Vec<_>>(), [vec![0, 1]]);
    }

    #[test]
    fn waiting_for_what_is_shut_is_no_circle() {
        let found = circles(2, &[wait(0, &[1]), wait(1, &[0])], &[false, true]);
        assert!(found.circles.is_empty());
    }

    #[test]
    fn two_circles_that_share_an_arrow_are_both_found() {
        let found = circles(2, &[wait(0, &[1]), wait(1, &[0]), wait(1, &[0])], &[false; 2]);
        let waits: Vec<Vec<usize>> = found.circles.iter().map(|c| c.iter().map(|s| s.wait).collect()).collect();
        assert_eq!(waits, [vec![0, 1], vec![0, 2]]);
    }

    proptest! {
        /// Brute force: a node can happen exactly where some order of events brings it about; circles exist exactly
        /// where something that is not shut, and does not wait for what is shut alone, never happens.
        #[test]
        fn circles_are_real_and_what_happens_is_a_fixed_point(
            raw in prop::collection::vec((0usize..6, prop::collection::vec(0usize..6, 1..3)), 0..9),
            shut in prop::collection::vec(prop::bool::weighted(0.15), 6),
        ) {
            let waits: Vec<Wait> = raw.iter().map(|(node, any_of)| wait(*node, any_of)).collect();
            let found = circles(6, &waits, &shut);
            let mut happens = vec![false; 6];
            for _ in 0..6 {
                for node in 0..6 {
                    let mine = waits.iter().filter(|wait| wait.node == node);
                    happens[node] = !shut[node] && mine.clone().all(|wait| wait.any_of.iter().any(|&n| happens[n]));
                }
            }
            prop_assert_eq!(&found.can_happen, &happens);
            for circle in &found.circles {
                for (at, step) in circle.iter().enumerate() {
                    let wait = &waits[step.wait];
                    prop_assert!(wait.node == step.node && wait.any_of.contains(&step.need));
                    prop_assert_eq!(circle[(at + 1) % circle.len()].node, step.need);
                    prop_assert!(!happens[step.node] && !shut[step.node]);
                }
            }
            let waits_in_turn = |node: usize| !happens[node] && !shut[node];
            let stuck_without_shut = (0..6).filter(|&n| waits_in_turn(n)).all(|n| waits.iter()
                .filter(|w| w.node == n && !w.any_of.iter().any(|&need| happens[need]))
                .all(|w| w.any_of.iter().all(|&need| !shut[need])));
            if stuck_without_shut && (0..6).any(waits_in_turn) {
                prop_assert!(!found.circles.is_empty());
            }
        }
    }
}
