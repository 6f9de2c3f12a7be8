//! Blocked circles: waits that keep each other from ever being met, and whose they are.
//!
//! A blocked circle is a set of nodes, each with one wait whose needs are all in the set. As long as these waits stand,
//! none of the nodes can be the first to happen. Where each wait has a single need it is a circle of arrows; an "or"
//! makes it branch. As something is stuck exactly where a blocked circle stands, whoever would free everything has to
//! waive a wait of each, and that is enough.
//!
//! What waits in vain is left out, as a node and as a need. It would not happen if every circle were opened, so that no
//! circle is what holds it up; and an "or" is not kept open by a way that leads nowhere.

use std::collections::{BTreeSet, VecDeque};

use crate::logic::happening::Happening;
use crate::logic::waiting::Wait;

/// The waits of what does not wait in vain, and whose each of them is.
#[derive(Debug)]
pub struct Hopeful {
    pub nodes: usize,
    pub waits: Vec<Wait>,
    /// For each wait, its owner; none where it cannot be waived.
    pub owners: Vec<Option<usize>>,
}

/// From how many stuck nodes circles are looked for at once.
const MOST_SEEDS: usize = 256;

impl Hopeful {
    /// Leaves out what waits in vain. An owner at or above `known_owners`, or none at all, makes a wait one that cannot
    /// be waived.
    pub fn new(nodes: usize, waits: &[Wait], owners: &[usize], shut: &[bool], known_owners: usize) -> Hopeful {
        let is_vain = Happening::new(nodes, waits, shut).in_vain();
        let has_hope = |node: usize| is_vain.get(node) == Some(&false);
        let mut hopeful = Hopeful { nodes, waits: Vec::new(), owners: Vec::new() };
        for (number, wait) in waits.iter().enumerate().filter(|(_, wait)| has_hope(wait.node)) {
            let mut any_of: Vec<usize> = wait.any_of.iter().copied().filter(|&need| has_hope(need)).collect();
            any_of.sort_unstable();
            any_of.dedup();
            hopeful.waits.push(Wait { node: wait.node, any_of });
            hopeful.owners.push(owners.get(number).copied().filter(|&owner| owner < known_owners));
        }
        hopeful
    }

    /// Whether nothing is stuck once the waits of some owners are waived.
    pub fn is_free(&self, is_gone: &[bool]) -> bool {
        !self.happening().without(|wait| self.is_waived(wait, is_gone)).contains(&false)
    }

    fn is_waived(&self, wait: usize, is_gone: &[bool]) -> bool {
        self.owners[wait].is_some_and(|owner| is_gone[owner])
    }

    fn happening(&self) -> Happening<'_> {
        Happening::new(self.nodes, &self.waits, &[])
    }

    /// Blocked circles that stand although the waits of some owners are waived, each as the owners of its waits, of whom
    /// none could be spared. None exactly where nothing is stuck.
    pub fn blocked_circles(&self, is_gone: &[bool]) -> Vec<Vec<usize>> {
        let happening = self.happening();
        let happens = happening.without(|wait| self.is_waived(wait, is_gone));
        let stands = |&wait: &usize| {
            let is_unmet = !self.waits[wait].any_of.iter().any(|&need| happens[need]);
            is_unmet && !self.is_waived(wait, is_gone)
        };
        let standing: Vec<Vec<usize>> =
            (0..self.nodes).map(|node| happening.waits_of(node).iter().copied().filter(stands).collect()).collect();
        let stuck: Vec<usize> = (0..self.nodes).filter(|&node| !happens[node]).take(MOST_SEEDS).collect();

        let round = stuck.iter().filter_map(|&node| self.shortest_circle(node, &standing));
        let mut circles: BTreeSet<Vec<usize>> = round.map(|waits| self.needed_owners(&happening, &waits)).collect();
        if circles.is_empty() {
            let branching = stuck.iter().map(|&node| self.closed_set(node, &standing));
            circles.extend(branching.map(|waits| self.needed_owners(&happening, &waits)));
        }
        circles.into_iter().collect()
    }

    /// The waits of a shortest circle through a node, along waits with a single need.
    fn shortest_circle(&self, through: usize, standing: &[Vec<usize>]) -> Option<Vec<usize>> {
        let mut came_by: Vec<Option<usize>> = vec![None; self.nodes];
        let mut queue = VecDeque::from([through]);
        while let Some(node) = queue.pop_front() {
            for &wait in &standing[node] {
                let [need] = self.waits[wait].any_of[..] else { continue };
                if came_by[need].is_none() {
                    came_by[need] = Some(wait);
                    queue.push_back(need);
                }
                if need == through {
                    queue.clear();
                    break;
                }
            }
        }
        let mut waits = vec![came_by[through]?];
        let mut at = self.waits[waits[0]].node;
        while at != through {
            let wait = came_by[at]?;
            waits.push(wait);
            at = self.waits[wait].node;
        }
        Some(waits)
    }

    /// The waits of a blocked circle that can be reached from a stuck node, and of what leads to it: one wait for each
    /// node, and all its needs with it. Waits that lead to few new nodes come first.
    fn closed_set(&self, from: usize, standing: &[Vec<usize>]) -> Vec<usize> {
        let mut is_in = vec![false; self.nodes];
        is_in[from] = true;
        let mut queue = VecDeque::from([from]);
        let mut waits = Vec::new();
        while let Some(node) = queue.pop_front() {
            let new_needs = |wait: usize| self.waits[wait].any_of.iter().filter(|&&need| !is_in[need]).count();
            let Some(&wait) = standing[node].iter().min_by_key(|&&wait| new_needs(wait)) else { continue };
            waits.push(wait);
            for &need in &self.waits[wait].any_of {
                if !std::mem::replace(&mut is_in[need], true) {
                    queue.push_back(need);
                }
            }
        }
        waits
    }

    /// The owners of some waits that keep something stuck, as few of them as it takes. Waits that cannot be waived stand in
    /// any case.
    fn needed_owners(&self, happening: &Happening, waits: &[usize]) -> Vec<usize> {
        let mut owners: Vec<usize> = waits.iter().filter_map(|&wait| self.owners[wait]).collect();
        owners.sort_unstable();
        owners.dedup();
        let mut place = owners.len();
        while place > 0 {
            place -= 1;
            let owner = owners.remove(place);
            let is_waived = |wait: usize| self.owners[wait].is_some_and(|owner| owners.binary_search(&owner).is_err());
            if !happening.without(is_waived).contains(&false) {
                owners.insert(place, owner);
            }
        }
        owners
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{minimal, subsets};

    fn hopeful(waits: &[(usize, &[usize], usize)], shut: &[bool], owners: usize) -> Hopeful {
        let (waits, numbers): (Vec<Wait>, Vec<usize>) =
            waits.iter().map(|&(node, any_of, owner)| (Wait { node, any_of: any_of.to_vec() }, owner)).unzip();
        Hopeful::new(6, &waits, &numbers, shut, owners)
    }

    #[test]
    fn a_circle_names_its_owners_and_not_those_who_only_wait_for_it() {
        let graph = hopeful(&[(0, &[1], 0), (1, &[0], 1), (2, &[0], 2)], &[], 3);
        assert_eq!(graph.blocked_circles(&[false; 3]), [[0, 1]]);
        assert!(graph.blocked_circles(&[true, false, false]).is_empty());
    }

    #[test]
    fn a_circle_that_branches_blames_all_of_its_branches() {
        // 0 needs 1 or 2, and both of these need 0.
        let graph = hopeful(&[(0, &[1, 2], 0), (1, &[0], 1), (2, &[0], 2)], &[], 3);
        assert_eq!(graph.blocked_circles(&[false; 3]), [[0, 1, 2]]);
        // Once 2 is shut it is no way out, and nobody need waive anything for its sake.
        let graph = hopeful(&[(0, &[1, 2], 0), (1, &[0], 1), (2, &[0], 2)], &[false, false, true], 3);
        assert_eq!(graph.blocked_circles(&[false; 3]), [[0, 1]]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        /// Each blocked circle is a minimal set of owners whose waits alone keep something stuck, and there is one
        /// wherever something is stuck.
        #[test]
        fn blocked_circles_are_minimal_and_stand_where_something_is_stuck(
            raw in prop::collection::vec((0usize..6, prop::collection::vec(0usize..6, 1..4), 0usize..6), 0..10),
            shut in prop::collection::vec(prop::bool::weighted(0.1), 6),
            gone in prop::collection::vec(prop::bool::weighted(0.2), 5),
        ) {
            let waits: Vec<_> = raw.iter().map(|(node, any_of, owner)| (*node, &any_of[..], *owner)).collect();
            let graph = hopeful(&waits, &shut, 5);
            let is_stuck_by = |owners: &[usize]| {
                let stands = |owner: Option<usize>| owner.is_none_or(|owner| owners.contains(&owner));
                let standing = || graph.waits.iter().zip(&graph.owners).filter(|&(_, &owner)| stands(owner));
                let mut happens = [false; 6];
                for _ in 0..6 {
                    for node in 0..6 {
                        let mut mine = standing().filter(|(wait, _)| wait.node == node);
                        happens[node] = mine.all(|(wait, _)| wait.any_of.iter().any(|&need| happens[need]));
                    }
                }
                happens.contains(&false)
            };
            let still_there: Vec<usize> = (0..5).filter(|&owner| !gone[owner]).collect();
            let circles = graph.blocked_circles(&gone);
            prop_assert_eq!(circles.is_empty(), !is_stuck_by(&still_there));
            prop_assert_eq!(graph.is_free(&gone), circles.is_empty());
            let all_minimal = minimal(subsets(5).filter(|owners| is_stuck_by(owners)).collect());
            for circle in circles {
                prop_assert!(all_minimal.contains(&circle));
                prop_assert!(circle.iter().all(|owner| still_there.contains(owner)));
            }
        }
    }
}
