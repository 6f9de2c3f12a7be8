//! Whether some groups can hold together: the cheapest method that can tell, tells.
//!
//! 1. Propagation finds most conflicts, and says whose they are.
//! 2. Where nothing conflicts, making everything else false, or everything else true, often satisfies all; for clauses
//!    with at most one positive literal it always does.
//! 3. Where no open clause has more than two literals, the circles of their implications decide.
//! 4. Only what is left goes to the SAT solver, with one selector for each group.

use crate::logic::budget::Budget;
use crate::logic::formula::{Formula, Model};
use crate::logic::literal::Literal;
use crate::logic::propagation::{Fixed, Propagated, Propagator};
use crate::logic::solver::{Answer, Solver};
use crate::logic::two_clauses::{self, TwoClauses};

/// Answers questions about one formula. It learns from one question for the next.
///
/// ```
/// use standoff::logic::{budget::Budget, formula::Formula, irreducible, literal::Literal};
/// use standoff::logic::oracle::{Oracle, Verdict};
///
/// let [plan, step, talks] = [0, 1, 2].map(|variable| Literal::new(variable, true));
/// let mut formula = Formula::new();
/// formula.always([!plan, step]); // Whoever wants the plan takes the step that is part of it.
/// let wants_plan = formula.group([vec![plan]]);
/// let wants_talks = formula.group([vec![talks]]);
/// let rejects_step = formula.group([vec![!step]]);
///
/// let budget = Budget::default();
/// let mut oracle = Oracle::new(&formula, &budget);
/// let all = [wants_plan, wants_talks, rejects_step];
/// let Verdict::Impossible(core) = oracle.holds_with(&all, &[]) else { panic!("nobody can have all of it") };
/// let conflict = irreducible::shrink(&mut oracle, core).core;
/// assert_eq!(conflict.groups, [wants_plan, rejects_step]);
/// ```
pub struct Oracle<'a> {
    formula: &'a Formula,
    budget: &'a Budget<'a>,
    propagator: Propagator<'a>,
    /// Made for the first question that needs it. Variable `v` of the formula is `groups + v` there; below are the
    /// selectors of the groups.
    solver: Option<Solver<'a>>,
}

/// Whether something can hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It does so in this model.
    Possible(Model),
    /// These cannot hold together. They need not be the fewest: see [`shrink`](crate::logic::irreducible::shrink).
    Impossible(Core),
    /// The budget was spent.
    Unknown,
}

/// Groups and assumptions that cannot hold together, given the background; each in increasing order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Core {
    pub groups: Vec<usize>,
    pub assumptions: Vec<Literal>,
}

impl Core {
    /// The same core, in order and with nothing named twice.
    pub fn sorted(mut self) -> Core {
        self.groups.sort_unstable();
        self.groups.dedup();
        self.assumptions.sort_unstable();
        self.assumptions.dedup();
        self
    }
}

impl<'a> Oracle<'a> {
    pub fn new(formula: &'a Formula, budget: &'a Budget<'a>) -> Oracle<'a> {
        Oracle { formula, budget, propagator: Propagator::new(formula), solver: None }
    }

    pub fn formula(&self) -> &'a Formula {
        self.formula
    }

    /// Whether the background, some groups and some more literals can hold together. A group that the formula does not
    /// have says nothing.
    pub fn holds_with(&mut self, groups: &[usize], assumptions: &[Literal]) -> Verdict {
        if !self.budget.take_call() {
            return Verdict::Unknown;
        }
        let fixed = match self.propagator.propagate(groups, assumptions) {
            Propagated::Conflict(core) => return Verdict::Impossible(core),
            Propagated::Fixed(fixed) => fixed,
        };
        match self.without_search(&fixed) {
            Some(model) => Verdict::Possible(model),
            None => self.by_search(groups, assumptions),
        }
    }

    /// A model that is found without guessing, if one is.
    fn without_search(&self, fixed: &Fixed) -> Option<Model> {
        let defaults = [false, true].map(|rest| fixed.completed(|_| rest));
        if let Some(model) = defaults.into_iter().find(|model| self.propagator.is_satisfied(fixed, model)) {
            return Some(model);
        }
        match two_clauses::decide(self.propagator.open_clauses(fixed)) {
            TwoClauses::Hold(values) => {
                Some(fixed.completed(|variable| values.get(variable).copied().unwrap_or(false)))
            }
            TwoClauses::Clash | TwoClauses::TooLong => None,
        }
    }

    fn by_search(&mut self, groups: &[usize], assumptions: &[Literal]) -> Verdict {
        let (formula, budget) = (self.formula, self.budget);
        let shift = formula.groups().len();
        let known = groups.iter().filter(|&&group| group < shift).map(|&group| Literal::new(group, true));
        let assumed = assumptions.iter().map(|&literal| shifted(literal, shift));
        let assumed: Vec<Literal> = known.chain(assumed).collect();

        let solver = self.solver.get_or_insert_with(|| with_selectors(formula, budget));
        match solver.solve(&assumed) {
            Answer::Model(model) => Verdict::Possible(model.without_first(shift)),
            Answer::Core(core) => {
                let (selectors, literals): (Vec<_>, Vec<_>) = core.into_iter().partition(|l| l.variable() < shift);
                let groups = selectors.into_iter().map(Literal::variable).collect();
                let unshifted = |literal: Literal| Literal::new(literal.variable() - shift, literal.is_positive());
                Verdict::Impossible(Core { groups, assumptions: literals.into_iter().map(unshifted).collect() })
            }
            Answer::Unknown => Verdict::Unknown,
        }
    }
}

/// A solver in which each clause of a group holds if the group's selector does.
fn with_selectors<'a>(formula: &Formula, budget: &'a Budget<'a>) -> Solver<'a> {
    let shift = formula.groups().len();
    let shifted = |clause: &Vec<Literal>| clause.iter().map(|&literal| shifted(literal, shift)).collect::<Vec<_>>();
    let mut solver = Solver::new(budget);
    for clause in formula.background() {
        solver.add(&shifted(clause));
    }
    for (group, clauses) in formula.groups().iter().enumerate() {
        for clause in clauses {
            let mut clause = shifted(clause);
            clause.push(Literal::new(group, false));
            solver.add(&clause);
        }
    }
    solver
}

fn shifted(literal: Literal, shift: usize) -> Literal {
    Literal::new(literal.variable() + shift, literal.is_positive())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, clauses, formulas};
    use crate::logic::budget::Limits;

    #[test]
    fn a_choice_between_three_that_all_others_rule_out_is_found_by_search() {
        // One of 1, 2, 3; any two of them rule each other out; and none of them goes without 4, which somebody rejects.
        let mut formula = Formula::new();
        formula.always(clause(&[1, 2, 3]));
        let takes_four = formula.group([[-1, 4, 5], [-2, 4, 5], [-3, 4, 5]].map(|numbers| clause(&numbers)));
        let rejects = formula.group([clause(&[-4, 6])]);
        let rejects_all = formula.group([clause(&[-5]), clause(&[-6])]);
        let budget = Budget::default();
        let mut oracle = Oracle::new(&formula, &budget);
        let all = [takes_four, rejects, rejects_all];
        assert_eq!(
            oracle.holds_with(&all, &[]),
            Verdict::Impossible(Core { groups: all.to_vec(), assumptions: vec![] })
        );
        let Verdict::Possible(model) = oracle.holds_with(&all[..2], &clause(&[-1])) else { panic!("it is possible") };
        assert!(!model.satisfies(clause(&[1])[0]));
    }

    #[test]
    fn a_spent_budget_is_no_verdict() {
        let formula = clauses(&[&[1]]);
        let budget = Budget::new(Limits { calls: 0, ..Limits::default() });
        assert_eq!(Oracle::new(&formula, &budget).holds_with(&[0], &[]), Verdict::Unknown);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The ladder and the solver alone, asked again and again, say what all assignments say.
        #[test]
        fn verdicts_are_those_of_all_assignments(
            formula in formulas(),
            questions in prop::collection::vec(
                (any::<u8>(), prop::collection::vec((0usize..14).prop_map(Literal::from_index), 0..3)), 1..6),
        ) {
            let budget = Budget::default();
            let mut oracle = Oracle::new(&formula, &budget);
            for (mask, assumptions) in questions {
                let groups: Vec<usize> = formula.all_groups().into_iter().filter(|&g| mask >> g & 1 == 1).collect();
                for verdict in [oracle.holds_with(&groups, &assumptions), oracle.by_search(&groups, &assumptions)] {
                    match verdict {
                        Verdict::Possible(model) => {
                            prop_assert!(model.satisfies_all(formula.background()));
                            prop_assert!(groups.iter().all(|&g| model.satisfies_all(&formula.groups()[g])));
                            prop_assert!(assumptions.iter().all(|&literal| model.satisfies(literal)));
                        }
                        Verdict::Impossible(core) => {
                            prop_assert!(core.groups.iter().all(|group| groups.contains(group)));
                            prop_assert!(core.assumptions.iter().all(|literal| assumptions.contains(literal)));
                            prop_assert!(!can_hold(&formula, &core.groups, &core.assumptions));
                        }
                        Verdict::Unknown => prop_assert!(false, "the budget is ample"),
                    }
                }
            }
        }
    }
}
