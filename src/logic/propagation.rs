//! What follows without any guess: a clause whose literals are all false but one makes that one true.
//!
//! Each clause counts its literals that are not yet false, so that a question costs no more than reading the clauses
//! once (Dowling & Gallier 1984). For clauses with at most one positive literal each the answer is complete: where
//! nothing conflicts, making all that is left open false satisfies them.

use crate::logic::formula::{Clause, Formula, Model};
use crate::logic::literal::Literal;
use crate::logic::oracle::Core;

/// A formula prepared for questions about many choices of its groups.
#[derive(Debug)]
pub struct Propagator<'a> {
    clauses: Vec<Owned<'a>>,
    groups: usize,
    variables: usize,
    /// For each literal, the numbers of the clauses that it occurs in.
    occurrences: Vec<Vec<usize>>,
}

/// A clause, and the group that it comes from unless it is of the background.
#[derive(Debug)]
struct Owned<'a> {
    group: Option<usize>,
    literals: &'a [Literal],
}

/// What came of a propagation.
#[derive(Debug)]
pub enum Propagated {
    /// The groups and assumptions named contradict each other; others may not be needed for that.
    Conflict(Core),
    /// Nothing conflicts so far, and these literals are forced.
    Fixed(Fixed),
}

/// The literals that are forced, and the clauses that were switched on.
#[derive(Debug)]
pub struct Fixed {
    values: Vec<Option<bool>>,
    is_on: Vec<bool>,
}

impl Fixed {
    /// Whether a literal is forced to hold, or forced not to.
    pub fn value(&self, literal: Literal) -> Option<bool> {
        let value = self.values.get(literal.variable()).copied().flatten();
        value.map(|value| value == literal.is_positive())
    }

    /// All forced literals, in the order of their variables.
    pub fn literals(&self) -> impl Iterator<Item = Literal> {
        let values = self.values.iter().enumerate();
        values.filter_map(|(variable, value)| value.map(|value| Literal::new(variable, value)))
    }

    /// The forced values, and for each other variable the value that is given for it.
    pub fn completed(&self, rest: impl Fn(usize) -> bool) -> Model {
        let values = self.values.iter().enumerate();
        Model::new(values.map(|(variable, value)| value.unwrap_or_else(|| rest(variable))).collect())
    }
}

impl<'a> Propagator<'a> {
    pub fn new(formula: &'a Formula) -> Propagator<'a> {
        let background = formula.background().iter().map(|literals| Owned { group: None, literals });
        let of_groups =
            formula.groups().iter().enumerate().flat_map(|(group, clauses)| {
                clauses.iter().map(move |literals| Owned { group: Some(group), literals })
            });
        let clauses: Vec<Owned> = background.chain(of_groups).collect();
        let mut occurrences = vec![Vec::new(); formula.variables() * 2];
        for (number, clause) in clauses.iter().enumerate() {
            for literal in clause.literals {
                occurrences[literal.index()].push(number);
            }
        }
        Propagator { clauses, groups: formula.groups().len(), variables: formula.variables(), occurrences }
    }

    /// Follows what the background, some groups and some assumptions force.
    pub fn propagate(&self, groups: &[usize], assumptions: &[Literal]) -> Propagated {
        let mut run = Run::new(self, groups, assumptions);
        match run.all(assumptions) {
            Ok(()) => Propagated::Fixed(Fixed { values: run.values, is_on: run.is_on }),
            Err(clash) => Propagated::Conflict(run.explain(clash)),
        }
    }

    /// The clauses switched on that no forced literal satisfies, without their literals that cannot hold.
    pub fn open_clauses<'s>(&'s self, fixed: &'s Fixed) -> impl Iterator<Item = Clause> + 's {
        let on = self.clauses.iter().zip(&fixed.is_on).filter(|&(_, &is_on)| is_on).map(|(clause, _)| clause.literals);
        let open = on.filter(|literals| !literals.iter().any(|&literal| fixed.value(literal) == Some(true)));
        open.map(|literals| literals.iter().copied().filter(|&literal| fixed.value(literal).is_none()).collect())
    }

    /// Whether a model satisfies all clauses that are switched on.
    pub fn is_satisfied(&self, fixed: &Fixed, model: &Model) -> bool {
        let mut on = self.clauses.iter().zip(&fixed.is_on).filter(|&(_, &is_on)| is_on);
        on.all(|(clause, _)| clause.literals.iter().any(|&literal| model.satisfies(literal)))
    }
}

/// Why a literal holds.
#[derive(Clone, Copy)]
enum Reason {
    Assumed,
    Clause(usize),
}

/// Two sides that cannot both be: a clause none of whose literals can hold, or an assumption whose negation holds.
enum Clash {
    Clause(usize),
    Assumption(Literal),
}

/// One propagation.
struct Run<'r, 'a> {
    of: &'r Propagator<'a>,
    is_on: Vec<bool>,
    /// For each clause, how many of its literals have not been seen to be false.
    open: Vec<usize>,
    values: Vec<Option<bool>>,
    reasons: Vec<Reason>,
    /// What holds, in the order in which it was found.
    trail: Vec<Literal>,
}

impl<'r, 'a> Run<'r, 'a> {
    fn new(of: &'r Propagator<'a>, groups: &[usize], assumptions: &[Literal]) -> Run<'r, 'a> {
        let mut is_chosen = vec![false; of.groups];
        for &group in groups.iter().filter(|&&group| group < of.groups) {
            is_chosen[group] = true;
        }
        let last = assumptions.iter().map(|literal| literal.variable() + 1).max().unwrap_or(0);
        let variables = of.variables.max(last);
        Run {
            of,
            is_on: of.clauses.iter().map(|clause| clause.group.is_none_or(|group| is_chosen[group])).collect(),
            open: of.clauses.iter().map(|clause| clause.literals.len()).collect(),
            values: vec![None; variables],
            reasons: vec![Reason::Assumed; variables],
            trail: Vec::new(),
        }
    }

    fn all(&mut self, assumptions: &[Literal]) -> Result<(), Clash> {
        for &literal in assumptions {
            match self.value(literal) {
                None => self.set(literal, Reason::Assumed),
                Some(false) => return Err(Clash::Assumption(literal)),
                Some(true) => {}
            }
        }
        for number in 0..self.of.clauses.len() {
            if self.is_on[number] && self.open[number] <= 1 {
                self.force(number)?;
            }
        }
        let mut next = 0;
        while let Some(&literal) = self.trail.get(next) {
            self.follow(literal)?;
            next += 1;
        }
        Ok(())
    }

    /// Tells the clauses that a literal's negation occurs in that it is false.
    fn follow(&mut self, literal: Literal) -> Result<(), Clash> {
        let of = self.of;
        for &number in of.occurrences.get((!literal).index()).into_iter().flatten() {
            self.open[number] -= 1;
            if self.is_on[number] && self.open[number] <= 1 {
                self.force(number)?;
            }
        }
        Ok(())
    }

    /// Makes the last literal of a clause true. The count may lag behind the values, so that these decide.
    fn force(&mut self, number: usize) -> Result<(), Clash> {
        let literals = self.of.clauses[number].literals;
        let last = literals.iter().copied().find(|&literal| self.value(literal) != Some(false));
        let literal = last.ok_or(Clash::Clause(number))?;
        if self.value(literal).is_none() {
            self.set(literal, Reason::Clause(number));
        }
        Ok(())
    }

    fn value(&self, literal: Literal) -> Option<bool> {
        self.values[literal.variable()].map(|value| value == literal.is_positive())
    }

    fn set(&mut self, literal: Literal, reason: Reason) {
        self.values[literal.variable()] = Some(literal.is_positive());
        self.reasons[literal.variable()] = reason;
        self.trail.push(literal);
    }

    /// The groups and assumptions that a clash goes back to.
    fn explain(&self, clash: Clash) -> Core {
        let mut core = Core::default();
        let mut is_seen = vec![false; self.values.len()];
        let mut unexplained: Vec<usize> = Vec::new();
        let mut blame = |number: usize, core: &mut Core, unexplained: &mut Vec<usize>| {
            let clause = &self.of.clauses[number];
            core.groups.extend(clause.group);
            let variables = clause.literals.iter().map(|literal| literal.variable());
            unexplained.extend(variables.filter(|&variable| !std::mem::replace(&mut is_seen[variable], true)));
        };
        match clash {
            Clash::Clause(number) => blame(number, &mut core, &mut unexplained),
            Clash::Assumption(literal) => {
                core.assumptions.push(literal);
                unexplained.push(literal.variable());
            }
        }
        while let Some(variable) = unexplained.pop() {
            match self.reasons[variable] {
                Reason::Clause(number) => blame(number, &mut core, &mut unexplained),
                Reason::Assumed => {
                    core.assumptions.push(Literal::new(variable, self.values[variable] == Some(true)));
                }
            }
        }
        core.sorted()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, formulas};

    fn literal(number: i32) -> Literal {
        clause(&[number])[0]
    }

    #[test]
    fn a_package_is_wanted_with_its_parts_and_a_bystander_is_not_blamed() {
        // The plan (1) has steps 2 and 3; one group wants the plan, one rejects step 3, one wants something else (4).
        let mut formula = Formula::new();
        formula.always(clause(&[-1, 2]));
        formula.always(clause(&[-1, 3]));
        let [wants, rejects, other] = [1, -3, 4].map(|number| formula.group([clause(&[number])]));
        let propagator = Propagator::new(&formula);

        let Propagated::Fixed(fixed) = propagator.propagate(&[wants], &[]) else { panic!("a plan conflicts") };
        assert_eq!(fixed.literals().collect::<Vec<_>>(), [1, 2, 3].map(literal));

        let Propagated::Conflict(core) = propagator.propagate(&[wants, rejects, other], &[]) else { panic!() };
        assert_eq!(core, Core { groups: vec![wants, rejects], assumptions: vec![] });

        let Propagated::Conflict(core) = propagator.propagate(&[rejects], &[literal(9), literal(1)]) else { panic!() };
        assert_eq!(core, Core { groups: vec![rejects], assumptions: vec![literal(1)] });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        /// What is forced holds in every model; what conflicts has no model, and its core alone has none either.
        #[test]
        fn propagation_is_sound(
            formula in formulas(),
            assumptions in prop::collection::vec((0usize..14).prop_map(Literal::from_index), 0..4),
        ) {
            let groups = formula.all_groups();
            match Propagator::new(&formula).propagate(&groups, &assumptions) {
                Propagated::Conflict(core) => {
                    prop_assert!(!can_hold(&formula, &core.groups, &core.assumptions));
                    prop_assert!(core.assumptions.iter().all(|literal| assumptions.contains(literal)));
                }
                Propagated::Fixed(fixed) => for literal in fixed.literals() {
                    let refuted: Vec<Literal> = assumptions.iter().copied().chain([!literal]).collect();
                    prop_assert!(!can_hold(&formula, &groups, &refuted));
                }
            }
        }
    }
}
