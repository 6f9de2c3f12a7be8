//! All minimal conflicts among some groups, and all minimal ways to settle them.
//!
//! A *conflict* is a set of groups that cannot hold together although each smaller part of it can. A *correction* is a
//! set of groups without which the rest can hold, none of which could stay. Each correction takes a member out of each
//! conflict, and the minimal sets of either kind are the minimal hitting sets of the other (Reiter 1987; Liffiton &
//! Sakallah 2008).
//!
//! The search is MARCO (Liffiton, Previti, Malik & Marques-Silva 2016): a map remembers which choices of groups are
//! known to hold and known not to; an unknown choice is picked, asked about, and grown or shrunk to the border.

use crate::logic::budget::Budget;
use crate::logic::formula::{Formula, Model};
use crate::logic::irreducible::{self, Shrunk};
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::logic::solver::{Answer, Solver};

/// The minimal conflicts and corrections of a formula. Each kind comes smallest first, then in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Landscape {
    /// Without any where all groups can hold together; the empty set where the background alone cannot hold.
    pub conflicts: Vec<Vec<usize>>,
    /// The empty set where all groups can hold together; without any where the background alone cannot hold.
    pub corrections: Vec<Vec<usize>>,
    /// Whether these are all. Where not, the budget was spent; what is listed is minimal all the same.
    pub complete: bool,
    groups: usize,
}

impl Landscape {
    /// The maximal sets of groups that can hold together: all but a correction. Largest first, then in order.
    pub fn agreements(&self) -> Vec<Vec<usize>> {
        let mut agreements: Vec<_> =
            self.corrections.iter().map(|correction| all_but(correction, self.groups)).collect();
        agreements.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        agreements
    }
}

/// Explores a formula until all of its minimal conflicts and corrections are known, or the budget is spent.
///
/// Explore one [component](crate::logic::components) at a time: where two parts have nothing to do with each other, each
/// correction of one goes with each of the other, and their number multiplies.
pub fn explore<'a>(formula: &'a Formula, budget: &'a Budget<'a>) -> Landscape {
    let mut oracle = Oracle::new(formula, budget);
    let mut map = Map::new(formula.groups().len(), budget);
    let mut found = Landscape { groups: formula.groups().len(), ..Landscape::default() };
    found.complete = loop {
        let choice = match map.unknown_choice() {
            Choice::Groups(groups) => groups,
            Choice::NoneLeft => break true,
            Choice::Unknown => break false,
        };
        if found.conflicts.len() >= budget.sets() || found.corrections.len() >= budget.sets() {
            break false;
        }
        match oracle.holds_with(&choice, &[]) {
            Verdict::Possible(model) => {
                let Some(correction) = grow(&mut oracle, &model) else { break false };
                map.has_correction(&correction);
                found.corrections.push(correction);
            }
            Verdict::Impossible(core) => {
                let Shrunk { core, is_irreducible } = irreducible::shrink(&mut oracle, core);
                if !is_irreducible {
                    break false;
                }
                map.has_conflict(&core.groups);
                found.conflicts.push(core.groups);
            }
            Verdict::Unknown => break false,
        }
    };
    for sets in [&mut found.conflicts, &mut found.corrections] {
        sets.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    }
    found
}

/// Adds groups to those that a model satisfies until no more can hold; gives those that are left out. Whatever a model
/// satisfies on the way is taken along without a question, which saves most of the questions.
fn grow(oracle: &mut Oracle, model: &Model) -> Option<Vec<usize>> {
    let groups = oracle.formula().groups();
    let mut is_in: Vec<bool> = groups.iter().map(|clauses| model.satisfies_all(clauses)).collect();
    for group in 0..groups.len() {
        if is_in[group] {
            continue;
        }
        let more: Vec<usize> = (0..groups.len()).filter(|&other| is_in[other] || other == group).collect();
        match oracle.holds_with(&more, &[]) {
            Verdict::Possible(model) => is_in = groups.iter().map(|clauses| model.satisfies_all(clauses)).collect(),
            Verdict::Impossible(_) => {}
            Verdict::Unknown => return None,
        }
    }
    Some((0..groups.len()).filter(|&group| !is_in[group]).collect())
}

fn all_but(left_out: &[usize], groups: usize) -> Vec<usize> {
    (0..groups).filter(|group| left_out.binary_search(group).is_err()).collect()
}

/// Which choices of groups nothing is known about yet. Variable `g` says that group `g` is left out: a solver tries
/// false first, so that it picks large choices, in which conflicts are found early.
struct Map<'a> {
    solver: Solver<'a>,
    groups: usize,
}

enum Choice {
    Groups(Vec<usize>),
    NoneLeft,
    Unknown,
}

impl<'a> Map<'a> {
    fn new(groups: usize, budget: &'a Budget<'a>) -> Map<'a> {
        let mut solver = Solver::new(budget);
        (0..groups).for_each(|_| _ = solver.new_variable());
        Map { solver, groups }
    }

    fn unknown_choice(&mut self) -> Choice {
        match self.solver.solve(&[]) {
            Answer::Model(model) => {
                let is_in = |&group: &usize| model.satisfies(Literal::new(group, false));
                Choice::Groups((0..self.groups).filter(is_in).collect())
            }
            Answer::Core(_) => Choice::NoneLeft,
            Answer::Unknown => Choice::Unknown,
        }
    }

    /// No choice that holds all of a conflict needs to be looked at.
    fn has_conflict(&mut self, conflict: &[usize]) {
        self.solver.add(&conflict.iter().map(|&group| Literal::new(group, true)).collect::<Vec<_>>());
    }

    /// No choice that leaves out all of a correction needs to be looked at.
    fn has_correction(&mut self, correction: &[usize]) {
        self.solver.add(&correction.iter().map(|&group| Literal::new(group, false)).collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, clauses, complement, formulas, from_one, minimal, subsets};
    use crate::logic::budget::Limits;

    /// The conflicts and corrections of clauses, numbered from one as in the papers.
    fn published(rows: &[&[i32]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let found = explore(&clauses(rows), &Budget::default());
        assert!(found.complete);
        (from_one(&found.conflicts), from_one(&found.corrections))
    }

    #[test]
    fn the_running_example_of_marco() {
        let (conflicts, corrections) = published(&[&[1], &[-1], &[2], &[-2], &[1, 2]]);
        assert_eq!(conflicts, [vec![1, 2], vec![3, 4], vec![2, 4, 5]]);
        assert_eq!(corrections, [vec![1, 4], vec![2, 3], vec![2, 4], vec![1, 3, 5]]);
    }

    #[test]
    fn the_example_of_camus() {
        let (conflicts, corrections) = published(&[&[1], &[-1], &[-1, 2], &[-2], &[-1, 3], &[-3]]);
        assert_eq!(conflicts, [vec![1, 2], vec![1, 3, 4], vec![1, 5, 6]]);
        assert_eq!(corrections, [vec![1], vec![2, 3, 5], vec![2, 3, 6], vec![2, 4, 5], vec![2, 4, 6]]);
    }

    #[test]
    fn the_example_of_pysat_has_its_exclusions_in_the_background() {
        let mut formula = clauses(&[&[1], &[2], &[3]]);
        [[-1, -2], [-1, -3], [-2, -3]].iter().for_each(|numbers| formula.always(clause(numbers)));
        let found = explore(&formula, &Budget::default());
        assert_eq!(from_one(&found.conflicts), [[1, 2], [1, 3], [2, 3]]);
        assert_eq!(found.corrections, found.conflicts);
        assert_eq!(from_one(&found.agreements()), [[1], [2], [3]]);
    }

    /// Reiter's full adder: with input 1, 0, 1 it was seen to give 1 and 0, where 0 and 1 were expected.
    #[test]
    fn the_faulty_full_adder_of_reiter_has_three_diagnoses() {
        // Wires: 1 first exclusive-or, 2 its exclusive-or with the carry, 3 first and, 4 second and, 5 or.
        let mut formula = Formula::new();
        formula.always(clause(&[2]));
        formula.always(clause(&[-5]));
        let x1 = formula.group([clause(&[1])]);
        let x2 = formula.group([clause(&[2, 1]), clause(&[-2, -1])]);
        let a1 = formula.group([clause(&[-3])]);
        let a2 = formula.group([clause(&[-4, 1]), clause(&[4, -1])]);
        let o1 = formula.group([clause(&[-5, 3, 4]), clause(&[5, -3]), clause(&[5, -4])]);
        let found = explore(&formula, &Budget::default());
        assert_eq!(found.conflicts, [vec![x1, x2], vec![x1, a2, o1]]);
        assert_eq!(found.corrections, [vec![x1], vec![x2, a2], vec![x2, o1]]);
        assert!(!found.conflicts.concat().contains(&a1));
    }

    #[test]
    fn harmony_and_an_impossible_background_are_told_apart() {
        let harmony = explore(&clauses(&[&[1], &[2]]), &Budget::default());
        assert_eq!((harmony.conflicts, harmony.corrections), (vec![], vec![vec![]]));
        let mut formula = clauses(&[&[1]]);
        formula.always(clause(&[]));
        let impossible = explore(&formula, &Budget::default());
        assert_eq!((impossible.conflicts, impossible.corrections), (vec![vec![]], vec![]));
    }

    #[test]
    fn a_limit_on_sets_or_calls_is_admitted() {
        let pairs: Vec<[i32; 1]> = (1..=8).flat_map(|variable| [[variable], [-variable]]).collect();
        let formula = clauses(&pairs.iter().map(|row| &row[..]).collect::<Vec<_>>());
        let few = explore(&formula, &Budget::new(Limits { sets: 5, ..Limits::default() }));
        assert!(!few.complete && few.conflicts.len() <= 5 && few.corrections.len() <= 5);
        let short = explore(&formula, &Budget::new(Limits { calls: 30, ..Limits::default() }));
        assert!(!short.complete && short.conflicts.iter().all(|conflict| conflict.len() == 2));
        let stopped = explore(&formula, &Budget::new(Limits { interrupted: &|| true, ..Limits::default() }));
        assert!(!stopped.complete && stopped.conflicts.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]

        /// All subsets decide what is minimal; and each kind of set is the minimal hitting sets of the other.
        #[test]
        fn all_minimal_sets_are_found_and_hit_each_other(formula in formulas()) {
            let found = explore(&formula, &Budget::default());
            let n = formula.groups().len();
            let impossible = subsets(n).filter(|groups| !can_hold(&formula, groups, &[])).collect();
            let enough = subsets(n).filter(|gone| can_hold(&formula, &complement(gone, n), &[])).collect();
            prop_assert!(found.complete);
            prop_assert_eq!(&found.conflicts, &minimal(impossible));
            prop_assert_eq!(&found.corrections, &minimal(enough));

            let hit_all = |sets: &[Vec<usize>]| {
                let hits = |gone: &Vec<usize>| sets.iter().all(|set| set.iter().any(|group| gone.contains(group)));
                minimal(subsets(n).filter(hits).collect())
            };
            prop_assert_eq!(&hit_all(&found.conflicts), &found.corrections);
            prop_assert_eq!(&hit_all(&found.corrections), &found.conflicts);
        }
    }
}
