//! The cone of influence: which of some clauses a conflict could draw on at all.
//!
//! Nearly all that is said conflicts with nothing, and to show that of each part by a search is most of the work. So what
//! could be *derived* is followed first, in time in line with the clauses: a literal can be derived where the negations
//! of all other literals of a clause can, as `q` from `p` by "not p, or q". This never stops at a conflict and never
//! chooses, so that more can be derived than holds in any one case, and what cannot be derived plays no part in any.
//!
//! A clause is *live* where the negations of all its literals can be derived. Every clause of a minimal conflict is
//! live. Where clauses are of Horn's kind, with one positive literal at most, that is because unit propagation refutes
//! whatever can be refuted (Dowling & Gallier 1984), and because from each clause of such a refutation one can go back by
//! the others. A clause with several positive literals is taken apart, "p or q, unless r" into "p, unless r" and "q,
//! unless r": it is no more than either of the two, so what conflicts with it conflicts with each, and a conflict that
//! needs some other clause needs that one for one of them, too.

use crate::logic::literal::Literal;

/// Clauses that always hold, made ready for many questions.
#[derive(Debug, Default)]
pub struct Ground {
    parts: Parts,
    /// For each literal, the parts that hold its negation: `places[begins[l]..begins[l + 1]]`.
    begins: Vec<u32>,
    places: Vec<u32>,
    /// For each literal, whether the ground derives it by itself.
    derived: Vec<bool>,
    /// For each part, how many of its literals have a negation that the ground does not derive.
    open: Vec<u32>,
}

/// Clauses, taken apart, in one row.
#[derive(Debug, Default)]
struct Parts {
    literals: Vec<Literal>,
    /// Where each part ends, and the next begins.
    ends: Vec<u32>,
}

impl Parts {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn clear(&mut self) {
        self.literals.clear();
        self.ends.clear();
    }

    fn part(&self, number: usize) -> &[Literal] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.literals[start as usize..self.ends[number] as usize]
    }

    /// Adds the parts of a clause: with each of its positive literals, one that has no other.
    fn add(&mut self, clause: &[Literal]) {
        let mut positive = clause.iter().filter(|literal| literal.is_positive());
        let first = positive.next();
        self.add_part(clause, first);
        positive.for_each(|chosen| self.add_part(clause, Some(chosen)));
    }

    fn add_part(&mut self, clause: &[Literal], chosen: Option<&Literal>) {
        let start = self.literals.len();
        for literal in clause.iter().filter(|&literal| !literal.is_positive() || Some(literal) == chosen) {
            // One that stood there twice would be counted twice, and never be the only one that is open.
            if !self.literals[start..].contains(literal) {
                self.literals.push(*literal);
            }
        }
        self.ends.push(narrow(self.literals.len()));
    }

    /// What a part derives, when so many of its literals are open: the one that is, or any, where none is.
    fn derive(&self, number: usize, open: u32, is_derived: impl Fn(Literal) -> bool, found: &mut Vec<Literal>) {
        if open <= 1 {
            found.extend(self.part(number).iter().filter(|&&literal| open == 0 || !is_derived(!literal)));
        }
    }
}

impl Ground {
    /// The clauses of the ground, over so many variables.
    pub fn new<'a>(variables: usize, clauses: impl IntoIterator<Item = &'a [Literal]>) -> Ground {
        let mut parts = Parts::default();
        clauses.into_iter().for_each(|clause| parts.add(clause));
        let (begins, places) = places_of_negations(&parts, variables * 2);
        let open = (0..parts.len()).map(|number| narrow(parts.part(number).len())).collect();
        let mut ground = Ground { parts, begins, places, derived: vec![false; variables * 2], open };
        ground.derive();
        ground
    }

    fn derive(&mut self) {
        let mut found = Vec::new();
        for number in 0..self.parts.len() {
            self.parts.derive(number, self.open[number], |_| false, &mut found);
        }
        while let Some(literal) = found.pop() {
            if std::mem::replace(&mut self.derived[literal.index()], true) {
                continue;
            }
            let places = self.begins[literal.index()] as usize..self.begins[literal.index() + 1] as usize;
            for &place in &self.places[places] {
                let number = place as usize;
                self.open[number] -= 1;
                self.parts.derive(number, self.open[number], |other| self.derived[other.index()], &mut found);
            }
        }
    }

    fn with_negation_of(&self, literal: Literal) -> &[u32] {
        &self.places[self.begins[literal.index()] as usize..self.begins[literal.index() + 1] as usize]
    }
}

/// For each literal, the parts that hold its negation, one literal's after the other's, and where they begin.
fn places_of_negations(parts: &Parts, literals: usize) -> (Vec<u32>, Vec<u32>) {
    let mut begins = vec![0; literals + 1];
    parts.literals.iter().for_each(|&literal| begins[(!literal).index() + 1] += 1);
    (1..begins.len()).for_each(|at| begins[at] += begins[at - 1]);
    let (mut free, mut places) = (begins.clone(), vec![0; parts.literals.len()]);
    for number in 0..parts.len() {
        for &literal in parts.part(number) {
            let slot = &mut free[(!literal).index()];
            places[*slot as usize] = narrow(number);
            *slot += 1;
        }
    }
    (begins, places)
}

/// One question after another about what conflicts with a ground. What it needs for them is made once.
#[derive(Debug)]
pub struct Cone<'g> {
    ground: &'g Ground,
    /// The number of the question. What bears another number is of an earlier question.
    question: u32,
    /// For each literal, when it was last derived.
    derived: Vec<u32>,
    /// For each part of the ground, when it last changed, and how many of its literals were then open.
    open_ground: Vec<(u32, u32)>,
    /// For each literal, when it was last met in the clauses asked about, and where its negation stands there.
    met: Vec<(u32, u32)>,
    /// The clauses asked about.
    parts: Parts,
    /// For each of them, how many parts it and those before it have.
    last_parts: Vec<usize>,
    open: Vec<u32>,
    /// For each literal of `parts`, its part, and the next place of the same literal.
    places: Vec<(u32, u32)>,
}

/// What a conflict of some clauses with a ground could draw on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Live {
    /// For each of the clauses, whether it is live.
    pub clauses: Vec<bool>,
    /// Whether some clause of the ground with three literals or more is.
    pub wide_ground: bool,
}

/// Behind the last of a row of places.
const NONE: u32 = u32::MAX;

impl<'g> Cone<'g> {
    pub fn new(ground: &'g Ground) -> Cone<'g> {
        let literals = ground.derived.len();
        Cone {
            ground,
            question: 0,
            derived: vec![0; literals],
            open_ground: vec![(0, 0); ground.parts.len()],
            met: vec![(0, NONE); literals],
            parts: Parts::default(),
            last_parts: Vec::new(),
            open: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Adds a clause to the question. It may hold no variable that the ground does not know.
    pub fn add(&mut self, clause: &[Literal]) {
        self.parts.add(clause);
        self.last_parts.push(self.parts.len());
    }

    /// What a conflict of the clauses that were added with the ground could draw on. The next question begins anew.
    pub fn live(&mut self) -> Live {
        self.question += 1;
        let mut found = self.begin();
        let mut wide_ground = false;
        while let Some(literal) = found.pop() {
            if self.is_derived(literal) {
                continue;
            }
            self.derived[literal.index()] = self.question;
            for &place in self.ground.with_negation_of(literal) {
                let number = place as usize;
                let open = self.open_in_ground(number) - 1;
                self.open_ground[number] = (self.question, open);
                self.ground.parts.derive(number, open, |other| self.is_derived(other), &mut found);
                wide_ground |= open == 0 && self.ground.parts.part(number).len() > 2;
            }
            let mut at = self.first_place(literal);
            while let Some(&(part, next)) = self.places.get(at as usize) {
                let number = part as usize;
                self.open[number] -= 1;
                self.parts.derive(number, self.open[number], |other| self.is_derived(other), &mut found);
                at = next;
            }
        }
        self.parts.clear();
        let mut first = 0;
        let clauses = self.last_parts.drain(..).map(|after| {
            let parts = std::mem::replace(&mut first, after)..after;
            self.open[parts].contains(&0)
        });
        Live { clauses: clauses.collect(), wide_ground }
    }

    /// Notes where each literal of the clauses stands, and gives what they derive at once.
    fn begin(&mut self) -> Vec<Literal> {
        self.places.clear();
        self.open.clear();
        let mut found = Vec::new();
        for number in 0..self.parts.len() {
            let mut open = 0;
            for &literal in self.parts.part(number) {
                let negation = (!literal).index();
                let next = self.first_place(!literal);
                self.met[negation] = (self.question, narrow(self.places.len()));
                self.places.push((narrow(number), next));
                open += u32::from(!self.ground.derived[negation]);
            }
            self.open.push(open);
            self.parts.derive(number, open, |other| self.ground.derived[other.index()], &mut found);
        }
        found
    }

    fn is_derived(&self, literal: Literal) -> bool {
        self.ground.derived[literal.index()] || self.derived[literal.index()] == self.question
    }

    fn first_place(&self, literal: Literal) -> u32 {
        let (question, place) = self.met[literal.index()];
        if question == self.question { place } else { NONE }
    }

    fn open_in_ground(&self, number: usize) -> u32 {
        let (question, open) = self.open_ground[number];
        if question == self.question { open } else { self.ground.open[number] }
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion literals")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::clause;
    use crate::logic::budget::Budget;
    use crate::logic::formula::{Clause, Formula};
    use crate::logic::landscape::explore;

    fn live(ground: &[Clause], clauses: &[Clause]) -> Live {
        let ground = Ground::new(6, ground.iter().map(Vec::as_slice));
        asked(&mut Cone::new(&ground), clauses)
    }

    fn asked(cone: &mut Cone<'_>, clauses: &[Clause]) -> Live {
        clauses.iter().for_each(|clause| cone.add(clause));
        cone.live()
    }

    #[test]
    fn what_is_never_opposed_is_not_live() {
        // p → q; whoever wants p and does not want q, and somebody who wants r.
        let found = live(&[clause(&[-1, 2])], &[clause(&[1]), clause(&[-2]), clause(&[3])]);
        assert_eq!(found, Live { clauses: vec![true, true, false], wide_ground: false });
        // "p only with r" takes part where r is turned down, and not where it is wanted.
        assert_eq!(live(&[], &[clause(&[1]), clause(&[-1, 3]), clause(&[-3])]).clauses, [true; 3]);
        assert_eq!(live(&[], &[clause(&[1]), clause(&[-1, 3]), clause(&[3])]).clauses, [false; 3]);
    }

    #[test]
    fn three_things_of_which_two_are_wanted_leave_the_constraint_asleep() {
        let not_all = [clause(&[-1, -2, -3])];
        assert!(!live(&not_all, &[clause(&[1]), clause(&[2])]).wide_ground);
        assert!(live(&not_all, &[clause(&[1]), clause(&[2]), clause(&[3])]).wide_ground);
    }

    fn clauses(number: usize) -> impl Strategy<Value = Vec<Clause>> {
        let literal = (0_usize..12).prop_map(Literal::from_index);
        prop::collection::vec(prop::collection::vec(literal, 1..4), 0..number)
    }

    proptest! {
        /// Whatever stands in any minimal conflict is live, also where the same cone was asked something else before.
        #[test]
        fn all_that_a_minimal_conflict_is_made_of_is_live(ground in clauses(6), before in clauses(6), now in clauses(9)) {
            let prepared = Ground::new(6, ground.iter().map(Vec::as_slice));
            let mut cone = Cone::new(&prepared);
            asked(&mut cone, &before);
            let found = asked(&mut cone, &now);
            prop_assert_eq!(&found, &live(&ground, &now));

            let mut formula = Formula::new();
            ground.into_iter().for_each(|clause| formula.always(clause));
            now.into_iter().for_each(|clause| _ = formula.group([clause]));
            for conflict in explore(&formula, &Budget::default()).conflicts {
                prop_assert!(conflict.iter().all(|&group| found.clauses[group]), "{:?} of {:?}", conflict, found);
            }
        }
    }
}
