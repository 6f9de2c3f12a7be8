//! Whose waiting would have to end for everything to go ahead: smallest waivers, and smallest feedback sets.
//!
//! An owner may have several waits, which are waived together. Where each wait has a single need this is the minimum
//! feedback set of a graph, which is hard in the worst case (Karp 1972) and quick in practice if circles are found one by
//! one as they are needed (Baharev, Schichl, Neumaier & Achterberg 2021). Never list all circles first.
//!
//! What waits in vain, for something that is shut, is nobody's goal here: no waiver is looked for that would let it
//! happen, nor one that would work only by letting it happen. A set that is found is enough all the same, since a waiver
//! never makes less happen. There always is one, unless waits that cannot be waived run in a circle by themselves.

use crate::logic::blocked::Hopeful;
use crate::logic::budget::Budget;
use crate::logic::smallest::{Matter, Smallest, smallest};
use crate::logic::waiting::Wait;

/// Finds the lightest sets of owners whose waits, if waived, would let everything happen that does not wait in vain.
///
/// `owners[w]` is the owner of wait `w`, and `weights[o]` is what a waiver by owner `o` costs. A wait without an owner,
/// or whose owner has no weight, cannot be waived. `shut` nodes never happen.
pub fn waivers(
    nodes: usize,
    waits: &[Wait],
    owners: &[usize],
    weights: &[u32],
    shut: &[bool],
    budget: &Budget,
) -> Smallest {
    let mut deadlock = Deadlock { graph: Hopeful::new(nodes, waits, owners, shut, weights.len()), budget };
    smallest(weights, &mut deadlock, budget)
}

/// Finds the lightest sets of owners without whose arrows no circle is left. `arrows[a]` leads from one node to another
/// and belongs to `owners[a]`.
pub fn feedback_sets(
    nodes: usize,
    arrows: &[(usize, usize)],
    owners: &[usize],
    weights: &[u32],
    budget: &Budget,
) -> Smallest {
    let waits: Vec<Wait> = arrows.iter().map(|&(from, to)| Wait { node: from, any_of: vec![to] }).collect();
    waivers(nodes, &waits, owners, weights, &[], budget)
}

struct Deadlock<'a> {
    graph: Hopeful,
    budget: &'a Budget<'a>,
}

impl Matter for Deadlock<'_> {
    fn in_the_way(&mut self, is_gone: &[bool]) -> Option<Vec<Vec<usize>>> {
        (!self.budget.is_spent()).then(|| self.graph.blocked_circles(is_gone))
    }

    fn is_settled(&mut self, is_gone: &[bool]) -> Option<bool> {
        (!self.budget.is_spent()).then(|| self.graph.is_free(is_gone))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{lightest, subsets};
    use crate::logic::budget::Limits;
    use crate::logic::happening::Happening;

    fn each_its_own(arrows: &[(usize, usize)]) -> (Vec<usize>, Vec<u32>) {
        ((0..arrows.len()).collect(), vec![1; arrows.len()])
    }

    /// A graph of arrows drawn by a small generator, so that it is the same everywhere.
    fn random_graph(nodes: usize, arrows: usize, mut seed: u64) -> Vec<(usize, usize)> {
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut drawn = std::collections::BTreeSet::new();
        while drawn.len() < arrows {
            let (from, to) = (draw(nodes), draw(nodes));
            if from != to {
                drawn.insert((from, to));
            }
        }
        drawn.into_iter().collect()
    }

    #[test]
    fn one_who_stands_in_both_circles_is_enough() {
        // A: x only after y; B and C: y only after x.
        let found = feedback_sets(2, &[(0, 1), (1, 0), (1, 0)], &[0, 1, 2], &[1, 1, 1], &Budget::default());
        assert_eq!((found.sets, found.complete), (vec![vec![0]], true));
        // Where A is dearer than both of the others together, they have to go.
        let found = feedback_sets(2, &[(0, 1), (1, 0), (1, 0)], &[0, 1, 2], &[3, 1, 1], &Budget::default());
        assert_eq!(found.sets, [[1, 2]]);
        // And where A cannot waive at all.
        let found = feedback_sets(2, &[(0, 1), (1, 0), (1, 0)], &[9, 1, 2], &[0, 3, 3], &Budget::default());
        assert_eq!(found.sets, [[1, 2]]);
    }

    #[test]
    fn circles_that_nobody_can_waive_have_no_waiver() {
        let found = feedback_sets(2, &[(0, 1), (1, 0)], &[], &[], &Budget::default());
        assert_eq!((found.sets, found.is_proven), (vec![], true));
    }

    #[test]
    fn what_waits_in_vain_is_not_revived() {
        // 0 needs 1 or 2, and 1 needs 0. Were 2 not waiting for the shut 3, it would be a way out.
        let waits = [(0, vec![1, 2]), (1, vec![0]), (2, vec![3])].map(|(node, any_of)| Wait { node, any_of });
        let shut = [false, false, false, true];
        let found = waivers(4, &waits, &[0, 1, 2], &[5, 5, 1], &shut, &Budget::default());
        assert_eq!((found.sets, found.weight), (vec![vec![0], vec![1]], Some(5)));
    }

    /// In the complete graph every pair of nodes is a circle, and an order of the nodes keeps one arrow of each.
    #[test]
    fn a_complete_graph_needs_an_arrow_of_each_pair() {
        for n in 2..8 {
            let arrows: Vec<_> = (0..n).flat_map(|a| (0..n).filter(move |&b| a != b).map(move |b| (a, b))).collect();
            let (owners, weights) = each_its_own(&arrows);
            let budget = Budget::new(Limits { sets: 1, ..Limits::default() });
            let found = feedback_sets(n, &arrows, &owners, &weights, &budget);
            assert_eq!((found.weight, found.is_proven), (Some((n * (n - 1) / 2) as u64), true), "of {n} nodes");
        }
    }

    #[test]
    fn sixty_nodes_with_two_hundred_arrows_are_solved_and_more_are_bracketed() {
        let budget = Limits { sets: 1, ..Limits::default() };
        let arrows = random_graph(60, 200, 1);
        let (owners, weights) = each_its_own(&arrows);
        let found = feedback_sets(60, &arrows, &owners, &weights, &Budget::new(budget));
        assert!(found.is_proven);
        let left: Vec<Wait> = (0..arrows.len())
            .filter(|arrow| !found.sets[0].contains(arrow))
            .map(|arrow| Wait { node: arrows[arrow].0, any_of: vec![arrows[arrow].1] })
            .collect();
        assert_eq!(Happening::new(60, &left, &[]).without(|_| false), [true; 60]);

        let arrows = random_graph(120, 500, 2);
        let (owners, weights) = each_its_own(&arrows);
        let short = Budget::new(Limits { conflicts: 500, ..budget });
        let found = feedback_sets(120, &arrows, &owners, &weights, &short);
        assert!(!found.is_proven && found.lower_bound > 0 && found.weight > Some(found.lower_bound));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// All sets of owners are tried: the waivers are the lightest of those that free whatever does not wait in vain,
        /// even if what waits in vain never comes; and they free it in the whole graph too.
        #[test]
        fn waivers_are_the_lightest_of_all_sets(
            raw in prop::collection::vec((0usize..7, prop::collection::vec(0usize..7, 1..4), 0usize..7), 0..12),
            shut in prop::collection::vec(prop::bool::weighted(0.1), 7),
            weights in prop::collection::vec(1u32..4, 6),
        ) {
            let waits: Vec<Wait> = raw.iter().map(|(node, any_of, _)| Wait { node: *node, any_of: any_of.clone() }).collect();
            let owners: Vec<usize> = raw.iter().map(|&(_, _, owner)| owner).collect();
            let is_vain = Happening::new(7, &waits, &shut).in_vain();
            let frees = |shut: &[bool], gone: &[usize]| {
                let mut happens = [false; 7];
                for _ in 0..7 {
                    for node in (0..7).filter(|&node| !shut[node]) {
                        let mut mine = (0..waits.len()).filter(|&w| waits[w].node == node && !gone.contains(&owners[w]));
                        happens[node] = mine.all(|wait| waits[wait].any_of.iter().any(|&need| happens[need]));
                    }
                }
                (0..7).all(|node| happens[node] || is_vain[node])
            };
            let found = waivers(7, &waits, &owners, &weights, &shut, &Budget::default());
            prop_assert!(found.is_proven && found.complete);
            prop_assert!(found.sets.iter().all(|gone| frees(&shut, gone)));
            prop_assert_eq!(found.sets, lightest(subsets(6).filter(|gone| frees(&is_vain, gone)).collect(), &weights));
        }
    }
}
