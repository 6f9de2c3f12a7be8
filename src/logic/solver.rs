//! The border to the SAT solver `batsat`: literals in, models and cores out, and never more work than the budget has.
//!
//! Three of its ways stay behind this border. Its core lists the *negations* of the assumptions, whatever its
//! documentation says. It has no limit on conflicts that one could set, so that a callback counts what it learns. And
//! it wants a variable to be made before it is spoken of.

use batsat::{Callbacks, ClauseKind, Lit, SolverInterface, SolverOpts, Var, lbool};

use crate::logic::budget::Budget;
use crate::logic::formula::Model;
use crate::logic::literal::Literal;

/// Clauses that can be asked about again and again, and added to in between.
pub struct Solver<'a> {
    inner: batsat::Solver<Meter<'a>>,
    budget: &'a Budget<'a>,
}

/// What the solver says about its clauses under some assumptions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    Model(Model),
    /// These of the assumptions cannot hold together; sorted.
    Core(Vec<Literal>),
    /// The budget was spent before an answer was found.
    Unknown,
}

struct Meter<'a>(&'a Budget<'a>);

impl Callbacks for Meter<'_> {
    fn on_new_clause(&mut self, _: &[Lit], _: ClauseKind) {
        self.0.count_conflict();
    }

    fn stop(&self) -> bool {
        self.0.is_spent()
    }
}

impl<'a> Solver<'a> {
    pub fn new(budget: &'a Budget<'a>) -> Solver<'a> {
        Solver { inner: batsat::Solver::new(SolverOpts::default(), Meter(budget)), budget }
    }

    /// How many variables have been spoken of.
    pub fn variables(&self) -> usize {
        self.inner.num_vars() as usize
    }

    /// A variable that no clause speaks of yet. Left to itself the solver tries to make it false.
    pub fn new_variable(&mut self) -> usize {
        let variable = self.inner.new_var_default();
        variable.idx() as usize
    }

    pub fn add(&mut self, clause: &[Literal]) {
        let mut clause: Vec<Lit> = clause.iter().map(|&literal| self.known(literal)).collect();
        self.inner.add_clause_reuse(&mut clause);
    }

    /// Looks for a model of all clauses in which the assumptions hold.
    pub fn solve(&mut self, assumptions: &[Literal]) -> Answer {
        if !self.budget.take_call() {
            return Answer::Unknown;
        }
        let assumptions: Vec<Lit> = assumptions.iter().map(|&literal| self.known(literal)).collect();
        match self.inner.solve_limited(&assumptions) {
            verdict if verdict == lbool::TRUE => {
                Answer::Model(Model::new(self.inner.get_model().iter().map(|&value| value == lbool::TRUE).collect()))
            }
            verdict if verdict == lbool::FALSE => {
                let mut core: Vec<Literal> = self.inner.unsat_core().iter().map(|&negated| ours(!negated)).collect();
                core.sort_unstable();
                Answer::Core(core)
            }
            _ => Answer::Unknown,
        }
    }

    /// The solver's name for a literal; its variable is made where it is new.
    fn known(&mut self, literal: Literal) -> Lit {
        while self.variables() <= literal.variable() {
            self.new_variable();
        }
        let variable = u32::try_from(literal.variable()).expect("a literal's variable has 31 bits");
        Lit::new(Var::unsafe_from_idx(variable), literal.is_positive())
    }
}

fn ours(literal: Lit) -> Literal {
    Literal::new(literal.var().idx() as usize, literal.sign())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::brute_force::clause;
    use crate::logic::budget::Limits;

    #[test]
    fn a_core_lists_assumptions_and_not_their_negations() {
        let budget = Budget::default();
        let mut solver = Solver::new(&budget);
        solver.add(&clause(&[-1, -2]));
        assert_eq!(solver.solve(&clause(&[3, 1, -4, 2])), Answer::Core(clause(&[1, 2])));
        assert!(matches!(solver.solve(&clause(&[1, -2])), Answer::Model(_)));
        solver.add(&[]);
        assert_eq!(solver.solve(&[]), Answer::Core(vec![]));
    }

    /// Seven pigeons in six holes, which no solver of this kind finds impossible without thousands of conflicts.
    #[test]
    fn a_question_too_hard_for_the_budget_is_left_open_at_the_same_count_each_time() {
        let hole = |pigeon: usize, hole: usize| Literal::new(pigeon * 6 + hole, true);
        let ask = |conflicts: u64| {
            let budget = Budget::new(Limits { conflicts, ..Limits::default() });
            let mut solver = Solver::new(&budget);
            for pigeon in 0..7 {
                solver.add(&(0..6).map(|h| hole(pigeon, h)).collect::<Vec<_>>());
                for (h, other) in (0..6).flat_map(|h| (0..pigeon).map(move |other| (h, other))) {
                    solver.add(&[!hole(pigeon, h), !hole(other, h)]);
                }
            }
            solver.solve(&[])
        };
        assert_eq!(ask(100), Answer::Unknown);
        assert_eq!(ask(1_000_000), Answer::Core(vec![]));
    }
}
