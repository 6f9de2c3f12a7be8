//! What can happen at all, where some things wait for others.
//!
//! Both answers are least fixed points, which work through each wait once: what can happen grows from what waits for
//! nothing, and what waits in vain grows from what is shut.

use crate::logic::waiting::Wait;

/// Waits, prepared for questions about what happens without some of them. A need outside the nodes never happens.
#[derive(Debug)]
pub struct Happening<'a> {
    waits: &'a [Wait],
    is_shut: Vec<bool>,
    /// For each node, the waits that it would meet; a wait that lists it twice is there twice.
    waits_on: Vec<Vec<usize>>,
    /// For each node, its own waits.
    waits_of: Vec<Vec<usize>>,
}

impl<'a> Happening<'a> {
    /// `shut` nodes never happen, whatever they wait for.
    pub fn new(nodes: usize, waits: &'a [Wait], shut: &[bool]) -> Happening<'a> {
        let mut waits_on = vec![Vec::new(); nodes];
        let mut waits_of = vec![Vec::new(); nodes];
        for (number, wait) in waits.iter().enumerate().filter(|(_, wait)| wait.node < nodes) {
            waits_of[wait.node].push(number);
            for &need in wait.any_of.iter().filter(|&&need| need < nodes) {
                waits_on[need].push(number);
            }
        }
        let is_shut = (0..nodes).map(|node| shut.get(node).copied().unwrap_or(false)).collect();
        Happening { waits, is_shut, waits_on, waits_of }
    }

    pub fn nodes(&self) -> usize {
        self.is_shut.len()
    }

    /// The numbers of the waits of a node.
    pub fn waits_of(&self, node: usize) -> &[usize] {
        &self.waits_of[node]
    }

    /// For each node, whether it can happen if some waits are waived.
    pub fn without(&self, is_waived: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut is_met: Vec<bool> = (0..self.waits.len()).map(is_waived).collect();
        let unmet = |waits: &Vec<usize>| waits.iter().filter(|&&wait| !is_met[wait]).count();
        let mut unmet_waits: Vec<usize> = self.waits_of.iter().map(unmet).collect();
        let mut happens = vec![false; self.nodes()];
        let mut ready: Vec<usize> = (0..self.nodes()).filter(|&n| unmet_waits[n] == 0 && !self.is_shut[n]).collect();
        while let Some(node) = ready.pop() {
            happens[node] = true;
            for &number in &self.waits_on[node] {
                if !std::mem::replace(&mut is_met[number], true) {
                    let waiting = self.waits[number].node;
                    unmet_waits[waiting] -= 1;
                    if unmet_waits[waiting] == 0 && !self.is_shut[waiting] {
                        ready.push(waiting);
                    }
                }
            }
        }
        happens
    }

    /// For each node, whether it waits in vain: it is shut, or one of its waits has only needs that wait in vain. No
    /// order of events, and no way out of a circle, would let it happen.
    pub fn in_vain(&self) -> Vec<bool> {
        let in_reach = |wait: &Wait| wait.any_of.iter().filter(|&&need| need < self.nodes()).count();
        let mut open_needs: Vec<usize> = self.waits.iter().map(in_reach).collect();
        let is_hopeless = |node: usize| self.is_shut[node] || self.waits_of[node].iter().any(|&w| open_needs[w] == 0);
        let mut is_vain: Vec<bool> = (0..self.nodes()).map(is_hopeless).collect();
        let mut new: Vec<usize> = (0..self.nodes()).filter(|&node| is_vain[node]).collect();
        while let Some(node) = new.pop() {
            for &number in &self.waits_on[node] {
                open_needs[number] -= 1;
                let waiting = self.waits[number].node;
                if open_needs[number] == 0 && !std::mem::replace(&mut is_vain[waiting], true) {
                    new.push(waiting);
                }
            }
        }
        is_vain
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_circle_is_stuck_and_what_waits_for_a_shut_node_is_in_vain() {
        // 0 and 1 wait for each other, 2 waits for 3, which is shut, and 4 for either 2 or 0.
        let waits = [(0, vec![1]), (1, vec![0]), (2, vec![3]), (4, vec![2, 0])];
        let waits = waits.map(|(node, any_of)| Wait { node, any_of });
        let happening = Happening::new(5, &waits, &[false, false, false, true]);
        assert_eq!(happening.without(|_| false), [false; 5]);
        assert_eq!(happening.in_vain(), [false, false, true, true, false]);
        assert_eq!(happening.without(|wait| wait == 0), [true, true, false, false, true]);
    }

    #[test]
    fn a_need_that_is_no_node_never_happens() {
        let waits = [(0, vec![7]), (1, vec![]), (9, vec![0])].map(|(node, any_of)| Wait { node, any_of });
        let happening = Happening::new(3, &waits, &[]);
        assert_eq!(happening.without(|_| false), [false, false, true]);
        assert_eq!(happening.in_vain(), [true, true, false]);
    }

    proptest! {
        /// A node waits in vain exactly where it would not happen even if all that is not in vain had happened.
        #[test]
        fn in_vain_is_a_fixed_point(
            raw in prop::collection::vec((0usize..6, prop::collection::vec(0usize..6, 1..3)), 0..9),
            shut in prop::collection::vec(prop::bool::weighted(0.2), 6),
        ) {
            let waits: Vec<Wait> = raw.into_iter().map(|(node, any_of)| Wait { node, any_of }).collect();
            let mut is_vain = shut.clone();
            for _ in 0..6 {
                for wait in &waits {
                    is_vain[wait.node] |= wait.any_of.iter().all(|&need| is_vain[need]);
                }
            }
            prop_assert_eq!(Happening::new(6, &waits, &shut).in_vain(), is_vain);
        }
    }
}
