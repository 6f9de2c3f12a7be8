//! Parts of a formula that have nothing to do with each other, each to be judged by itself.
//!
//! Solving by parts is what makes large corpora cheap: the cost of a search grows much faster than the size of what is
//! searched. A group that speaks of two parts joins them, since it stands or falls as one.

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use crate::logic::formula::{Clause, Formula};
use crate::logic::literal::Literal;

/// A part of a formula, as the numbers that its variables and groups have in the whole, in increasing order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Component {
    pub variables: Vec<usize>,
    /// Places in [`Formula::background`].
    pub background: Vec<usize>,
    pub groups: Vec<usize>,
}

/// The connected parts of a formula, in the order of their lowest variable; what speaks of no variable comes last.
/// Variables that no clause speaks of are in no part.
pub fn components(formula: &Formula) -> Vec<Component> {
    let (variables, background) = (formula.variables(), formula.background());
    let clause_node = |number: usize| variables + number;
    let group_node = |number: usize| variables + background.len() + number;

    let mut together = UnionFind::<usize>::new(group_node(formula.groups().len()));
    for (number, clause) in background.iter().enumerate() {
        join(&mut together, clause_node(number), clause);
    }
    for (number, group) in formula.groups().iter().enumerate() {
        group.iter().for_each(|clause| join(&mut together, group_node(number), clause));
    }

    let mut places = vec![None; group_node(formula.groups().len())];
    let mut components: Vec<Component> = Vec::new();
    for (node, root) in together.into_labeling().into_iter().enumerate() {
        let place = *places[root].get_or_insert_with(|| {
            components.push(Component::default());
            components.len() - 1
        });
        let component = &mut components[place];
        match node {
            _ if node < variables => component.variables.push(node),
            _ if node < group_node(0) => component.background.push(node - clause_node(0)),
            _ => component.groups.push(node - group_node(0)),
        }
    }
    components.retain(|component| !component.background.is_empty() || !component.groups.is_empty());
    components
}

/// Things that share a mark, or hang together by others that do, each such lot in order; lots in the order of their
/// first. Things are numbers below `number`; those without a mark are in no lot.
pub fn lots(number: usize, mut marks: Vec<(u32, usize)>) -> Vec<Vec<usize>> {
    let mut together = UnionFind::<usize>::new(number);
    marks.sort_unstable();
    for pair in marks.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        together.union(pair[0].1, pair[1].1);
    }
    let mut things: Vec<usize> = marks.into_iter().map(|(_, thing)| thing).collect();
    things.sort_unstable();
    things.dedup();
    let mut lots: Vec<Vec<usize>> = Vec::new();
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    for thing in things {
        let place = *places.entry(together.find(thing)).or_insert(lots.len());
        match lots.get_mut(place) {
            Some(lot) => lot.push(thing),
            None => lots.push(vec![thing]),
        }
    }
    lots
}

fn join(together: &mut UnionFind<usize>, node: usize, clause: &[Literal]) {
    for literal in clause {
        together.union(node, literal.variable());
    }
}

impl Component {
    /// The part as a formula of its own: its variable and group `i` are `variables[i]` and `groups[i]` of the whole.
    pub fn formula(&self, whole: &Formula) -> Formula {
        let renamed = |literal: &Literal| {
            let variable = self.variables.binary_search(&literal.variable());
            Literal::new(variable.expect("a component holds the variables of its clauses"), literal.is_positive())
        };
        let renamed_clause = |clause: &Clause| clause.iter().map(renamed).collect::<Clause>();
        let mut part = Formula::new();
        for &number in &self.background {
            part.always(renamed_clause(&whole.background()[number]));
        }
        for &number in &self.groups {
            part.group(whole.groups()[number].iter().map(renamed_clause));
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause, formulas};

    #[test]
    fn what_shares_no_variable_is_apart_and_a_group_joins_what_it_speaks_of() {
        let mut formula = Formula::new();
        formula.always(clause(&[1, -4]));
        formula.always(clause(&[2, 3]));
        formula.group([clause(&[5])]);
        formula.group([clause(&[-1]), clause(&[6])]);
        formula.group([]);
        let found = components(&formula);
        let expected = [
            Component { variables: vec![0, 3, 5], background: vec![0], groups: vec![1] },
            Component { variables: vec![1, 2], background: vec![1], groups: vec![] },
            Component { variables: vec![4], background: vec![], groups: vec![0] },
            Component { variables: vec![], background: vec![], groups: vec![2] },
        ];
        assert_eq!(found, expected);
        let part = found[0].formula(&formula);
        assert_eq!(part.background(), [clause(&[1, -2])]);
        assert_eq!(part.groups(), [vec![clause(&[-1]), clause(&[3])]]);
    }

    #[test]
    fn things_hang_together_by_marks_that_they_share() {
        let marks = vec![(7, 4), (9, 1), (7, 0), (8, 4), (8, 5), (3, 3)];
        assert_eq!(lots(6, marks), [vec![0, 4, 5], vec![1], vec![3]]);
    }

    proptest! {
        /// The whole can hold exactly where each of its parts can, and each group and clause is in one part.
        #[test]
        fn a_formula_holds_where_its_components_do(formula in formulas()) {
            let parts = components(&formula);
            let all_hold = parts.iter().map(|part| part.formula(&formula)).all(|p| can_hold(&p, &p.all_groups(), &[]));
            prop_assert_eq!(can_hold(&formula, &formula.all_groups(), &[]), all_hold);
            let mut groups: Vec<usize> = parts.iter().flat_map(|part| part.groups.clone()).collect();
            groups.sort_unstable();
            prop_assert_eq!(groups, formula.all_groups());
            prop_assert_eq!(parts.iter().map(|part| part.background.len()).sum::<usize>(), formula.background().len());
        }
    }
}
