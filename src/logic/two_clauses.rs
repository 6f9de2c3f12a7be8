//! Clauses of two literals at most, which are decided in time linear in their size.
//!
//! `a or b` says that `not a` implies `b`, and `not b` implies `a`. The clauses can hold exactly where no variable is on
//! a circle of implications with its own negation; a model then makes true, of each variable, the literal that comes
//! later (Aspvall, Plass & Tarjan 1979).

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::logic::formula::Clause;
use crate::logic::literal::Literal;

/// What came of a look at some clauses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TwoClauses {
    /// They hold under these values of the variables, up to the last one that they speak of.
    Hold(Vec<bool>),
    /// They cannot hold together.
    Clash,
    /// One of them is longer, so that this method says nothing.
    TooLong,
}

/// Decides whether clauses can hold together.
pub fn decide(clauses: impl Iterator<Item = Clause>) -> TwoClauses {
    let mut implications: DiGraph<(), ()> = DiGraph::new();
    for clause in clauses {
        let (a, b) = match clause[..] {
            [] => return TwoClauses::Clash,
            [only] => (only, only),
            [a, b] => (a, b),
            _ => return TwoClauses::TooLong,
        };
        for (from, to) in [(!a, b), (!b, a)] {
            let (from, to) = (node(&mut implications, from), node(&mut implications, to));
            implications.add_edge(from, to, ());
        }
    }

    // Kosaraju's components come with the last ones first: what a literal implies is never behind it in the list.
    let mut places = vec![0; implications.node_count()];
    for (place, component) in kosaraju_scc(&implications).into_iter().enumerate() {
        component.into_iter().for_each(|node| places[node.index()] = place);
    }
    // The two literals of a variable are neighbours in every table.
    let variables = places.chunks_exact(2);
    match variables.clone().any(|place| place[0] == place[1]) {
        true => TwoClauses::Clash,
        false => TwoClauses::Hold(variables.map(|place| place[0] < place[1]).collect()),
    }
}

/// The node of a literal, made together with all lower ones and that of its negation where it is new.
fn node(implications: &mut DiGraph<(), ()>, literal: Literal) -> NodeIndex {
    while implications.node_count() < (literal.variable() + 1) * 2 {
        implications.add_node(());
    }
    NodeIndex::new(literal.index())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause};
    use crate::logic::formula::{Formula, Model};

    #[test]
    fn all_four_clauses_over_two_variables_clash_and_three_of_them_do_not() {
        let four = [[-1, 2], [1, -2], [-1, -2], [1, 2]].map(|numbers| clause(&numbers));
        assert_eq!(decide(four.iter().cloned()), TwoClauses::Clash);
        assert_eq!(decide(four[..3].iter().cloned()), TwoClauses::Hold(vec![false, false]));
        assert_eq!(decide([clause(&[1, 2, 3])].into_iter()), TwoClauses::TooLong);
    }

    proptest! {
        #[test]
        fn the_verdict_is_that_of_all_assignments(
            raw in prop::collection::vec(prop::collection::vec((0usize..10).prop_map(Literal::from_index), 1..3), 0..14),
        ) {
            let mut formula = Formula::new();
            raw.iter().for_each(|clause| formula.always(clause.clone()));
            match decide(raw.iter().cloned()) {
                TwoClauses::Hold(values) => prop_assert!(Model::new(values).satisfies_all(&raw)),
                TwoClauses::Clash => prop_assert!(!can_hold(&formula, &[], &[])),
                TwoClauses::TooLong => prop_assert!(false, "no clause is long"),
            }
        }
    }
}
