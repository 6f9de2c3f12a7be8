//! The other way to every answer, for tests: all assignments, all subsets.

use proptest::prelude::*;

use crate::logic::formula::{Clause, Formula, Model};
use crate::logic::literal::Literal;

/// A clause in the notation of the DIMACS files: `-2` is the negation of the second variable.
pub fn clause(numbers: &[i32]) -> Clause {
    numbers.iter().map(|&number| Literal::new(number.unsigned_abs() as usize - 1, number > 0)).collect()
}

/// A formula of which each group is a single clause, without a background.
pub fn clauses(rows: &[&[i32]]) -> Formula {
    let mut formula = Formula::new();
    for row in rows {
        formula.group([clause(row)]);
    }
    formula
}

/// Groups numbered from one, as papers number them.
pub fn from_one(sets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    sets.iter().map(|set| set.iter().map(|&group| group + 1).collect()).collect()
}

/// Formulas over up to six variables and up to seven groups, about half of which can hold as a whole.
pub fn formulas() -> impl Strategy<Value = Formula> {
    let literal = (0usize..12).prop_map(Literal::from_index);
    let clause = prop::collection::vec(literal, 1..4);
    let background = prop::collection::vec(clause.clone(), 0..5);
    let groups = prop::collection::vec(prop::collection::vec(clause, 1..3), 0..8);
    (background, groups).prop_map(|(background, groups)| {
        let mut formula = Formula::new();
        for clause in background {
            formula.always(clause);
        }
        for group in groups {
            formula.group(group);
        }
        formula
    })
}

/// All subsets of the numbers below `n`, in increasing order within.
pub fn subsets(n: usize) -> impl Iterator<Item = Vec<usize>> {
    (0u32..1 << n).map(move |mask| (0..n).filter(|&member| mask >> member & 1 == 1).collect())
}

/// Whether some assignment satisfies the background, some groups and some literals.
pub fn can_hold(formula: &Formula, groups: &[usize], literals: &[Literal]) -> bool {
    let variables = formula.variables().max(literals.iter().map(|literal| literal.variable() + 1).max().unwrap_or(0));
    (0u32..1 << variables).any(|mask| {
        let model = Model::new((0..variables).map(|variable| mask >> variable & 1 == 1).collect());
        model.satisfies_all(formula.background())
            && groups.iter().all(|&group| model.satisfies_all(&formula.groups()[group]))
            && literals.iter().all(|&literal| model.satisfies(literal))
    })
}

/// Those of some sets that contain none of the others, smallest first, then in order.
pub fn minimal(sets: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let contains = |set: &[usize], other: &[usize]| set != other && other.iter().all(|member| set.contains(member));
    let mut minimal: Vec<_> =
        sets.iter().filter(|set| !sets.iter().any(|other| contains(set, other))).cloned().collect();
    minimal.sort_by_key(|set| (set.len(), set.clone()));
    minimal
}

/// Those of some sets that weigh least, in order.
pub fn lightest(sets: Vec<Vec<usize>>, weights: &[u32]) -> Vec<Vec<usize>> {
    let weight = |set: &Vec<usize>| set.iter().map(|&member| weights[member]).sum::<u32>();
    let least = sets.iter().map(weight).min();
    let mut lightest: Vec<_> = sets.into_iter().filter(|set| Some(weight(set)) == least).collect();
    lightest.sort();
    lightest
}

/// All that is not in a set.
pub fn complement(set: &[usize], n: usize) -> Vec<usize> {
    (0..n).filter(|member| !set.contains(member)).collect()
}
