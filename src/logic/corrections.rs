//! What it takes, at the least, for the rest to hold together: the lightest corrections of a formula.

use crate::logic::budget::Budget;
use crate::logic::formula::Formula;
use crate::logic::irreducible;
use crate::logic::oracle::{Oracle, Verdict};
use crate::logic::smallest::{Matter, Smallest, smallest};

/// Finds the lightest sets of groups without which the background and all other groups can hold together.
///
/// `weights[g]` is what it costs to give up group `g`; a group without a weight costs 1. Where the background alone
/// cannot hold there is no such set, and that is proven.
pub fn smallest_corrections(formula: &Formula, weights: &[u32], budget: &Budget) -> Smallest {
    let weights: Vec<u32> =
        formula.all_groups().iter().map(|&group| weights.get(group).copied().unwrap_or(1)).collect();
    smallest(&weights, &mut Disagreement { oracle: Oracle::new(formula, budget) }, budget)
}

struct Disagreement<'a> {
    oracle: Oracle<'a>,
}

impl Matter for Disagreement<'_> {
    fn in_the_way(&mut self, is_gone: &[bool]) -> Option<Vec<Vec<usize>>> {
        match self.oracle.holds_with(&those_left(is_gone), &[]) {
            Verdict::Possible(_) => Some(Vec::new()),
            // A conflict that is not quite irreducible is a conflict all the same; it only tells less.
            Verdict::Impossible(core) => Some(vec![irreducible::shrink(&mut self.oracle, core).core.groups]),
            Verdict::Unknown => None,
        }
    }

    fn is_settled(&mut self, is_gone: &[bool]) -> Option<bool> {
        match self.oracle.holds_with(&those_left(is_gone), &[]) {
            Verdict::Possible(_) => Some(true),
            Verdict::Impossible(_) => Some(false),
            Verdict::Unknown => None,
        }
    }
}

fn those_left(is_gone: &[bool]) -> Vec<usize> {
    (0..is_gone.len()).filter(|&group| !is_gone[group]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clauses, complement, formulas, from_one, lightest, subsets};
    use crate::logic::budget::Limits;

    #[test]
    fn the_cheapest_concession_changes_with_what_the_groups_weigh() {
        // The example of CAMUS: giving up the first clause settles all, unless that is too dear.
        let formula = clauses(&[&[1], &[-1], &[-1, 2], &[-2], &[-1, 3], &[-3]]);
        let found = smallest_corrections(&formula, &[], &Budget::default());
        assert_eq!((from_one(&found.sets), found.weight), (vec![vec![1]], Some(1)));
        let found = smallest_corrections(&formula, &[4], &Budget::default());
        assert_eq!((from_one(&found.sets)[0].clone(), found.sets.len(), found.weight), (vec![2, 3, 5], 4, Some(3)));
        assert!(found.is_proven && found.complete);
    }

    #[test]
    fn a_spent_budget_leaves_a_bracket() {
        let pairs: Vec<[i32; 1]> = (1..=9).flat_map(|variable| [[variable], [-variable]]).collect();
        let formula = clauses(&pairs.iter().map(|row| &row[..]).collect::<Vec<_>>());
        let whole = smallest_corrections(&formula, &[], &Budget::default());
        assert_eq!((whole.weight, whole.is_proven, whole.complete), (Some(9), true, false));
        for calls in [0, 20, 60, 90] {
            let found = smallest_corrections(&formula, &[], &Budget::new(Limits { calls, ..Limits::default() }));
            assert!(found.lower_bound <= 9 && found.weight.is_none_or(|weight| weight >= 9));
            assert!(!found.complete);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]

        #[test]
        fn the_lightest_corrections_are_those_of_all_subsets(
            formula in formulas(),
            weights in prop::collection::vec(1u32..5, 8),
        ) {
            let n = formula.groups().len();
            let enough = subsets(n).filter(|gone| can_hold(&formula, &complement(gone, n), &[])).collect();
            let found = smallest_corrections(&formula, &weights, &Budget::default());
            prop_assert_eq!(found.sets, lightest(enough, &weights));
            prop_assert!(found.is_proven && found.complete);
            prop_assert!(found.weight.is_none_or(|weight| weight == found.lower_bound));
        }
    }
}
