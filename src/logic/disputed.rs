//! What of a formula is disputed: the clauses that some conflict could draw on, and the parts that they fall into.
//!
//! Most of what hangs together is at odds with nothing. Every conflict, every correction and every coalition of the whole
//! is one of some disputed part, and a search in it costs only what the part does. (Where the background alone cannot hold,
//! nothing more can be said of the whole; of its other parts it can.)

use crate::logic::components::{Component, components};
use crate::logic::cone::{Cone, Ground};
use crate::logic::formula::{Clause, Formula};

/// A part of a formula that a conflict could draw on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disputed {
    /// The numbers that its groups have in the whole, in increasing order.
    pub groups: Vec<usize>,
    /// What of these groups, and of the background, could be drawn on.
    pub formula: Formula,
}

/// The disputed parts of a formula, in the order of their lowest variable.
pub fn disputed(formula: &Formula) -> Vec<Disputed> {
    let ground = Ground::new(formula.variables(), []);
    let mut cone = Cone::new(&ground);
    let clauses = || formula.background().iter().chain(formula.groups().iter().flatten());
    clauses().for_each(|clause| cone.add(clause));
    let mut is_live = cone.live().into_iter();
    let mut live_among = |clauses: &[Clause]| -> Vec<Clause> {
        clauses.iter().zip(&mut is_live).filter(|(_, is_live)| *is_live).map(|(clause, _)| clause.clone()).collect()
    };

    let mut live = Formula::new();
    live_among(formula.background()).into_iter().for_each(|clause| live.always(clause));
    let mut groups = Vec::new();
    for (group, clauses) in formula.groups().iter().enumerate() {
        let clauses = live_among(clauses);
        if !clauses.is_empty() {
            live.group(clauses);
            groups.push(group);
        }
    }
    let part = |part: &Component| Disputed {
        groups: part.groups.iter().map(|&group| groups[group]).collect(),
        formula: part.formula(&live),
    };
    components(&live).iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{clauses, formulas};
    use crate::logic::budget::{Budget, Limits};
    use crate::logic::landscape::explore;

    #[test]
    fn what_is_at_odds_with_nothing_is_left_out_and_two_disputes_are_told_apart() {
        // 1 is wanted and not wanted, and so is 3; somebody wants 2 along with either.
        let formula = clauses(&[&[1], &[-1], &[3], &[-3], &[-1, 2], &[-3, 2]]);
        let groups: Vec<Vec<usize>> = disputed(&formula).into_iter().map(|part| part.groups).collect();
        assert_eq!(groups, [vec![0, 1], vec![2, 3]]);
    }

    fn conflicts(formula: &Formula) -> Vec<Vec<usize>> {
        explore(formula, &Budget::new(Limits { sets: 1_000, ..Limits::default() })).conflicts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn the_conflicts_of_the_parts_are_those_of_the_whole(formula in formulas()) {
            let of_part = |part: Disputed| -> Vec<Vec<usize>> {
                let named = |core: &Vec<usize>| core.iter().map(|&group| part.groups[group]).collect();
                conflicts(&part.formula).iter().map(named).collect()
            };
            let mut of_parts: Vec<Vec<usize>> = disputed(&formula).into_iter().flat_map(of_part).collect();
            let mut of_whole = conflicts(&formula);
            of_parts.sort();
            of_whole.sort();
            // Where the background cannot hold, that is all there is to say of the whole; other parts may say more.
            if of_whole == [Vec::<usize>::new()] {
                of_parts.truncate(1);
            }
            prop_assert_eq!(of_parts, of_whole);
        }
    }
}
