//! Clauses that always hold, made ready for many questions.

use petgraph::unionfind::UnionFind;

use super::rows::{Clauses, narrow};
use crate::logic::literal::Literal;

/// Clauses that always hold, with what they derive by themselves.
#[derive(Debug, Default)]
pub struct Ground {
    pub(super) clauses: Clauses,
    /// For each literal, the parts that hold its negation: `places[begins[l]..begins[l + 1]]`.
    begins: Vec<u32>,
    places: Vec<u32>,
    /// For each literal, whether the ground derives it by itself.
    pub(super) derived: Vec<bool>,
    /// For each part, how many of its literals are open by the ground alone.
    pub(super) open: Vec<u32>,
    /// For each variable, one that stands for all that clauses link to it.
    knots: Vec<u32>,
    /// Clauses of three literals or more that are live by the ground alone, each after the variable that stands for its
    /// knot; sorted. Two things that exclude each other, of which one is to be, make such.
    wide: Vec<(u32, u32)>,
}

impl Ground {
    /// The clauses of the ground, over so many variables.
    pub fn new<'a>(variables: usize, clauses: impl IntoIterator<Item = &'a [Literal]>) -> Ground {
        let mut ground = Ground { derived: vec![false; variables * 2], ..Ground::default() };
        let mut together = UnionFind::<u32>::new(variables);
        for clause in clauses {
            ground.clauses.add(clause);
            clause
                .windows(2)
                .for_each(|pair| _ = together.union(narrow(pair[0].variable()), narrow(pair[1].variable())));
        }
        ground.knots = together.into_labeling();
        ground.index();
        ground.derive();
        ground
    }

    /// Notes where the negation of each literal stands.
    fn index(&mut self) {
        let parts =
            || (0..self.clauses.parts()).flat_map(|part| self.clauses.part(part).iter().map(move |&l| (part, l)));
        let mut begins = vec![0; self.derived.len() + 1];
        parts().for_each(|(_, literal)| begins[(!literal).index() + 1] += 1);
        (1..begins.len()).for_each(|at| begins[at] += begins[at - 1]);
        let (mut free, mut places) = (begins.clone(), vec![0; parts().count()]);
        for (part, literal) in parts() {
            let slot = &mut free[(!literal).index()];
            places[*slot as usize] = narrow(part);
            *slot += 1;
        }
        (self.begins, self.places) = (begins, places);
    }

    fn derive(&mut self) {
        let Ground { clauses, derived, .. } = self;
        let mut open: Vec<u32> = (0..clauses.parts()).map(|part| narrow(clauses.part(part).len())).collect();
        let mut found = Vec::new();
        (0..clauses.parts()).for_each(|part| clauses.derive(part, open[part], |_| false, &mut found));
        while let Some(literal) = found.pop() {
            if std::mem::replace(&mut derived[literal.index()], true) {
                continue;
            }
            for &place in &self.places[self.begins[literal.index()] as usize..self.begins[literal.index() + 1] as usize]
            {
                let part = place as usize;
                open[part] -= 1;
                clauses.derive(part, open[part], |other| derived[other.index()], &mut found);
            }
        }
        let live = (0..clauses.parts()).filter(|&part| open[part] == 0).map(|part| clauses.whole(part));
        let wide = live.filter(|&clause| clauses.clause(clause).len() > 2);
        let knot = |clause: usize| self.knots[clauses.clause(clause)[0].variable()];
        self.wide = wide.map(|clause| (knot(clause), narrow(clause))).collect();
        self.wide.sort_unstable();
        self.wide.dedup();
        self.open = open;
    }

    /// What stands for all variables that clauses link to the one of a literal.
    pub fn knot(&self, literal: Literal) -> u32 {
        self.knots[literal.variable()]
    }

    /// The parts that hold the negation of a literal.
    pub(super) fn with_negation_of(&self, literal: Literal) -> impl Iterator<Item = usize> + use<'_> {
        let places = self.begins[literal.index()] as usize..self.begins[literal.index() + 1] as usize;
        self.places[places].iter().map(|&part| part as usize)
    }

    /// The clauses of three literals or more in a knot that are live by the ground alone.
    pub(super) fn wide_in(&self, knot: u32) -> impl Iterator<Item = usize> + use<'_> {
        let first = self.wide.partition_point(|&(other, _)| other < knot);
        self.wide[first..].iter().take_while(move |&&(other, _)| other == knot).map(|&(_, clause)| clause as usize)
    }
}
