//! Who could agree with whom: the largest circles of holders all of whose groups can hold together.

use crate::logic::budget::Budget;
use crate::logic::formula::Formula;
use crate::logic::landscape;

/// The maximal coalitions of holders.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coalitions {
    /// Each as the numbers of its holders: nobody else could join it. Largest first, then in order. A holder who
    /// contradicts himself is in none.
    pub coalitions: Vec<Vec<usize>>,
    /// Whether these are all.
    pub complete: bool,
}

/// Finds the maximal coalitions. `holders[h]` are the numbers of the groups that holder `h` stands by.
pub fn coalitions(formula: &Formula, holders: &[Vec<usize>], budget: &Budget) -> Coalitions {
    let found = landscape::explore(&formula.merged(holders), budget);
    Coalitions { coalitions: found.agreements(), complete: found.complete }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, clauses, formulas, subsets};

    #[test]
    fn three_who_cannot_all_agree_can_agree_in_pairs() {
        // The package (3) is made of its two parts (1, 2). One demands a part, one the other, one rejects the package.
        let mut formula = clauses(&[&[1], &[2], &[-3]]);
        [&[-3, 1][..], &[-3, 2], &[-1, -2, 3]].iter().for_each(|numbers| formula.always(clause(numbers)));
        let found = coalitions(&formula, &[vec![0], vec![1], vec![2]], &Budget::default());
        assert_eq!(found, Coalitions { coalitions: vec![vec![0, 1], vec![0, 2], vec![1, 2]], complete: true });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn coalitions_hold_together_and_nobody_else_could_join(
            formula in formulas(),
            owners in prop::collection::vec(0usize..4, 8),
        ) {
            let mut holders = vec![Vec::new(); 4];
            formula.all_groups().into_iter().for_each(|group| holders[owners[group]].push(group));
            let agree = |members: &[usize]| {
                let groups: Vec<usize> = members.iter().flat_map(|&holder| holders[holder].clone()).collect();
                can_hold(&formula, &groups, &[])
            };
            let agreeing: Vec<Vec<usize>> = subsets(4).filter(|members| agree(members)).collect();
            let is_within = |a: &Vec<usize>, b: &Vec<usize>| a != b && a.iter().all(|holder| b.contains(holder));
            let mut maximal: Vec<_> =
                agreeing.iter().filter(|set| !agreeing.iter().any(|other| is_within(set, other))).cloned().collect();
            maximal.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            let found = coalitions(&formula, &holders, &Budget::default());
            prop_assert_eq!(found, Coalitions { coalitions: maximal, complete: true });
        }
    }
}
