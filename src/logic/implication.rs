//! Two-literal clauses as a graph: what follows from one literal, and by which clauses.
//!
//! A clause `a or b` is two arrows, `not a → b` and `not b → a` (Aspvall, Plass & Tarjan 1979). The arrows are closed
//! under contraposition, so two literals contradict each other exactly when the negation of one can be reached from
//! the other; no more than reachability is needed to find every pair.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::logic::literal::Literal;

/// Up to so many consequences are told apart by looking at all of them.
const FEW: usize = 32;

/// Arrows between literals; each carries the number of the clause that it came from.
#[derive(Debug, Default)]
pub struct Implications {
    /// The arrows of literal `l` are `arrows[starts[l]..starts[l + 1]]`.
    starts: Vec<u32>,
    arrows: Vec<Arrow>,
}

#[derive(Clone, Copy, Debug)]
struct Arrow {
    to: Literal,
    clause: u32,
}

impl Implications {
    /// Builds the graph of the clauses `a or b`, over `variables` variables. The number that each clause comes with is
    /// given back by [`Implications::path`].
    pub fn new(variables: usize, clauses: &[(Literal, Literal, usize)]) -> Implications {
        let arrows_of = |&(a, b, clause): &(Literal, Literal, usize)| {
            let clause = u32::try_from(clause).expect("fewer than four billion clauses");
            [(!a, Arrow { to: b, clause }), (!b, Arrow { to: a, clause })]
        };
        let mut starts = vec![0u32; variables * 2 + 1];
        for (from, _) in clauses.iter().flat_map(arrows_of) {
            starts[from.index() + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut free = starts.clone();
        let mut arrows = vec![Arrow { to: Literal::new(0, true), clause: 0 }; clauses.len() * 2];
        for (from, arrow) in clauses.iter().flat_map(arrows_of) {
            let slot = &mut free[from.index()];
            arrows[*slot as usize] = arrow;
            *slot += 1;
        }
        Implications { starts, arrows }
    }

    fn arrows_from(&self, literal: Literal) -> &[Arrow] {
        match self.starts.get(literal.index()..literal.index() + 2) {
            Some(&[start, end]) => &self.arrows[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Whether anything follows from a literal besides itself.
    pub fn has_consequences(&self, literal: Literal) -> bool {
        !self.arrows_from(literal).is_empty()
    }

    /// All that follows from a literal, itself first, then nearest first.
    pub fn consequences(&self, literal: Literal) -> Vec<Literal> {
        let mut order = vec![literal];
        // Most literals have a handful of consequences, which are found faster by looking than by hashing.
        let mut seen: FxHashSet<Literal> = FxHashSet::default();
        let mut next = 0;
        while let Some(&at) = order.get(next) {
            for arrow in self.arrows_from(at) {
                let is_new = match order.len() {
                    0..FEW => !order.contains(&arrow.to),
                    FEW => {
                        seen.extend(&order);
                        seen.insert(arrow.to)
                    }
                    _ => seen.insert(arrow.to),
                };
                if is_new {
                    order.push(arrow.to);
                }
            }
            next += 1;
        }
        order
    }

    /// The numbers of the clauses on a shortest way from one literal to another; none where there is no way.
    pub fn path(&self, from: Literal, to: Literal) -> Option<Vec<usize>> {
        let came_by = self.arrows_to_all_from(from);
        let mut clauses = Vec::new();
        let mut at = to;
        while at != from {
            let &(before, clause) = came_by.get(&at)?;
            clauses.push(clause as usize);
            at = before;
        }
        clauses.reverse();
        Some(clauses)
    }

    /// For each literal that follows from one, the last arrow on a shortest way to it.
    fn arrows_to_all_from(&self, from: Literal) -> FxHashMap<Literal, (Literal, u32)> {
        let mut came_by = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        while let Some(literal) = queue.pop_front() {
            for arrow in self.arrows_from(literal) {
                if arrow.to != from && !came_by.contains_key(&arrow.to) {
                    came_by.insert(arrow.to, (literal, arrow.clause));
                    queue.push_back(arrow.to);
                }
            }
        }
        came_by
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn positive(variable: usize) -> Literal {
        Literal::new(variable, true)
    }

    #[test]
    fn a_chain_of_implications_is_told_by_its_clauses() {
        // p → q → r, and not (r and s): whoever wants p cannot want s.
        let clauses =
            [(!positive(0), positive(1), 10), (!positive(1), positive(2), 11), (!positive(2), !positive(3), 12)];
        let graph = Implications::new(4, &clauses);
        assert_eq!(graph.path(positive(0), !positive(3)), Some(vec![10, 11, 12]));
        assert_eq!(graph.path(positive(3), !positive(0)), Some(vec![12, 11, 10]));
        assert_eq!(graph.path(positive(2), positive(0)), None);
        assert!(!graph.has_consequences(!positive(3)));
    }

    proptest! {
        /// Brute force over all assignments: a consequence holds in every model in which the literal holds.
        #[test]
        fn consequences_hold_in_every_model(raw in prop::collection::vec((0usize..12, 0usize..12), 0..14)) {
            let clauses: Vec<_> = raw.iter().enumerate().map(|(n, &(a, b))| (Literal::from_index(a), Literal::from_index(b), n)).collect();
            let graph = Implications::new(6, &clauses);
            let holds = |model: u32, literal: Literal| (model >> literal.variable() & 1 == 1) == literal.is_positive();
            let models = (0..64).filter(|&m| clauses.iter().all(|&(a, b, _)| holds(m, a) || holds(m, b)));
            for model in models {
                for literal in (0..12).map(Literal::from_index).filter(|&literal| holds(model, literal)) {
                    for consequence in graph.consequences(literal) {
                        prop_assert!(holds(model, consequence));
                        prop_assert!(graph.path(literal, consequence).is_some());
                    }
                }
            }
        }
    }
}
