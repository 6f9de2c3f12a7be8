//! Conflicts cut down until each member is needed.
//!
//! An irreducible conflict is what one can show a reader: take any member away, and the others can hold together. It is
//! minimal, and need not be the smallest there is; to find the smallest is a much harder question.

use crate::logic::oracle::{Core, Oracle, Verdict};

/// A conflict after it was cut down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shrunk {
    pub core: Core,
    /// Whether each member is known to be needed. Where not, the budget was spent first.
    pub is_irreducible: bool,
}

/// Cuts a conflict down by leaving out one member after the other, the last ones first: groups, then assumptions. The
/// background is never left out.
pub fn shrink(oracle: &mut Oracle, mut core: Core) -> Shrunk {
    let is_irreducible = drop_needless(oracle, &mut core, |core| &mut core.groups)
        && drop_needless(oracle, &mut core, |core| &mut core.assumptions);
    Shrunk { core, is_irreducible }
}

/// Leaves out the members of one kind that are not needed; says whether all were looked at.
fn drop_needless<T: Clone>(oracle: &mut Oracle, core: &mut Core, members: fn(&mut Core) -> &mut Vec<T>) -> bool {
    // The needed ones stand at the end. They are in every smaller conflict as well, so that counting them is enough.
    let mut needed = 0;
    while needed < members(core).len() {
        let mut fewer = core.clone();
        let last_untried = members(core).len() - needed - 1;
        members(&mut fewer).remove(last_untried);
        match oracle.holds_with(&fewer.groups, &fewer.assumptions) {
            Verdict::Possible(_) => needed += 1,
            Verdict::Impossible(smaller) => *core = smaller,
            Verdict::Unknown => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, clauses, formulas};
    use crate::logic::budget::{Budget, Limits};
    use crate::logic::literal::Literal;

    #[test]
    fn of_four_clauses_with_one_conflict_all_are_needed() {
        // From PySAT's tests: these have a single minimal conflict, which is all of them.
        let formula = clauses(&[&[-1, 2], &[1, -2], &[-1, -2], &[1, 2], &[1, 3]]);
        let budget = Budget::default();
        let mut oracle = Oracle::new(&formula, &budget);
        let all = Core { groups: vec![0, 1, 2, 3, 4], assumptions: clause(&[3]) };
        let shrunk = shrink(&mut oracle, all.clone());
        assert_eq!(shrunk.core, Core { groups: vec![0, 1, 2, 3], assumptions: vec![] });

        let spent = Budget::new(Limits { calls: 0, ..Limits::default() });
        let unshrunk = shrink(&mut Oracle::new(&formula, &spent), all.clone());
        assert_eq!(unshrunk, Shrunk { core: all, is_irreducible: false });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn each_member_of_a_shrunk_core_is_needed(
            formula in formulas(),
            assumptions in prop::collection::vec((0usize..12).prop_map(Literal::from_index), 0..3),
        ) {
            let budget = Budget::default();
            let mut oracle = Oracle::new(&formula, &budget);
            let Verdict::Impossible(core) = oracle.holds_with(&formula.all_groups(), &assumptions) else {
                return Ok(());
            };
            let Shrunk { core, is_irreducible } = shrink(&mut oracle, core);
            prop_assert!(is_irreducible);
            prop_assert!(!can_hold(&formula, &core.groups, &core.assumptions));
            for place in 0..core.groups.len() {
                let mut fewer = core.groups.clone();
                fewer.remove(place);
                prop_assert!(can_hold(&formula, &fewer, &core.assumptions));
            }
            for place in 0..core.assumptions.len() {
                let mut fewer = core.assumptions.clone();
                fewer.remove(place);
                prop_assert!(can_hold(&formula, &core.groups, &fewer));
            }
        }
    }
}
