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
//!
//! Much that is live is so only because two single literals are at odds, which is found faster by other means. So a
//! second look keeps what a conflict of *more* than such a pair could draw on. A clause "p → q" is part of one where some
//! literal that is asked for leads to `p`, and `q` to the negation of another, and the two are not at odds by the ground
//! alone. *Leading* is a walk along clauses of two literals. Where the walk comes to a longer one, or to a choice ("p or
//! q"), no pair can be told to be all there is, and whatever hangs together with the clause is kept. A walk that becomes
//! long ends the second look: where so much leads to so much, nearly all is live for a reason.

mod ground;
mod rows;
mod walk;

pub use ground::Ground;

use crate::logic::literal::Literal;
use rows::{Clauses, narrow};
use walk::{Walk, Way};

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
    /// For each variable that stands for a knot of the ground, when a clause last touched the knot.
    touched: Vec<u32>,
    /// The clauses asked about.
    asked: Clauses,
    /// For each of their parts, how many literals are open.
    open: Vec<u32>,
    /// For each literal of their parts, its part, and the next place of the same literal.
    places: Vec<(u32, u32)>,
    /// For each literal, when its negation was last met in them, and its first place there.
    met: Vec<(u32, u32)>,
    walk: Walk,
}

/// Behind the last of a row of places.
const NONE: u32 = u32::MAX;

/// How long a walk may become.
const MOST_STEPS: usize = 256;

/// Of more pairs than these, some is thought not to be at odds by itself.
const MOST_PAIRS: usize = 64;

impl<'g> Cone<'g> {
    pub fn new(ground: &'g Ground) -> Cone<'g> {
        let literals = ground.derived.len();
        Cone {
            ground,
            question: 0,
            derived: vec![0; literals],
            open_ground: vec![(0, 0); ground.open.len()],
            touched: vec![0; literals / 2],
            asked: Clauses::default(),
            open: Vec::new(),
            places: Vec::new(),
            met: vec![(0, NONE); literals],
            walk: Walk::new(literals),
        }
    }

    /// Adds a clause to the question. It may hold no variable that the ground does not know.
    pub fn add(&mut self, clause: &[Literal]) {
        self.asked.add(clause);
    }

    /// For each clause that was added, whether a conflict with the ground could draw on it. The next question begins anew.
    pub fn live(&mut self) -> Vec<bool> {
        self.derive();
        let live = self.live_clauses();
        self.asked.clear();
        live
    }

    /// The same, leaving out conflicts of one or two clauses of a single literal that are at odds by clauses of two.
    pub fn live_beyond_pairs(&mut self) -> Vec<bool> {
        let wide_ground = self.derive();
        let live = self.live_clauses();
        let beyond_pairs = self.beyond_pairs(&live, wide_ground);
        self.asked.clear();
        beyond_pairs.unwrap_or(live)
    }

    /// Those live clauses that more than a pair could draw on; nothing where a walk becomes too long to tell.
    fn beyond_pairs(&mut self, live: &[bool], wide_ground: Vec<usize>) -> Option<Vec<bool>> {
        let mut is_kept = vec![false; live.len()];
        for clause in (0..live.len()).filter(|&clause| live[clause]) {
            let literals = self.asked.clause(clause).to_vec();
            match *literals {
                [_] => {}
                [a, b] if let Some(pairs) = self.pairs_around(a, b) => {
                    is_kept[clause] |= !pairs.is_empty();
                    pairs.into_iter().flatten().for_each(|single| self.keep_singles(single, &mut is_kept));
                }
                _ => {
                    is_kept[clause] = true;
                    self.keep_around(&literals, &mut is_kept)?;
                }
            }
        }
        for clause in wide_ground {
            self.keep_around(self.ground.clauses.clause(clause), &mut is_kept)?;
        }
        Some(is_kept)
    }

    fn live_clauses(&self) -> Vec<bool> {
        let mut is_live = vec![false; self.asked.len()];
        for part in (0..self.asked.parts()).filter(|&part| self.open[part] == 0) {
            is_live[self.asked.whole(part)] = true;
        }
        is_live
    }

    /// Finds what can be derived, and gives the clauses of the ground with three literals or more that are live.
    fn derive(&mut self) -> Vec<usize> {
        self.question += 1;
        let Ground { clauses, .. } = self.ground;
        let (mut found, mut wide) = self.begin();
        while let Some(literal) = found.pop() {
            if self.is_derived(literal) {
                continue;
            }
            self.derived[literal.index()] = self.question;
            for part in self.ground.with_negation_of(literal) {
                let open = self.open_in_ground(part) - 1;
                self.open_ground[part] = (self.question, open);
                clauses.derive(part, open, |other| self.is_derived(other), &mut found);
                let whole = clauses.whole(part);
                if open == 0 && clauses.clause(whole).len() > 2 {
                    wide.push(whole);
                }
            }
            let mut at = self.first_place(literal);
            while let Some(&(part, next)) = self.places.get(at as usize) {
                let part = part as usize;
                self.open[part] -= 1;
                self.asked.derive(part, self.open[part], |other| self.is_derived(other), &mut found);
                at = next;
            }
        }
        wide
    }

    /// Notes where each literal of the clauses stands, and gives what they derive at once, and the clauses of the ground
    /// with three literals or more that are live anyway, as far as the question could have to do with them.
    fn begin(&mut self) -> (Vec<Literal>, Vec<usize>) {
        self.places.clear();
        self.open.clear();
        let (mut found, mut wide) = (Vec::new(), Vec::new());
        for part in 0..self.asked.parts() {
            let mut open = 0;
            for &literal in self.asked.part(part) {
                let negation = (!literal).index();
                let next = self.first_place(!literal);
                self.met[negation] = (self.question, narrow(self.places.len()));
                self.places.push((narrow(part), next));
                open += u32::from(!self.ground.derived[negation]);
                let knot = self.ground.knot(literal);
                if std::mem::replace(&mut self.touched[knot as usize], self.question) != self.question {
                    wide.extend(self.ground.wide_in(knot));
                }
            }
            self.open.push(open);
            self.asked.derive(part, open, |other| self.ground.derived[other.index()], &mut found);
        }
        (found, wide)
    }

    fn is_derived(&self, literal: Literal) -> bool {
        self.ground.derived[literal.index()] || self.derived[literal.index()] == self.question
    }

    fn open_in_ground(&self, part: usize) -> u32 {
        let (question, open) = self.open_ground[part];
        if question == self.question { open } else { self.ground.open[part] }
    }

    fn first_place(&self, literal: Literal) -> u32 {
        let (question, place) = self.met[literal.index()];
        if question == self.question { place } else { NONE }
    }

    /// The clauses asked about that hold the negation of a literal.
    fn with_negation_of(&self, literal: Literal) -> impl Iterator<Item = usize> {
        let place = |at: u32| self.places.get(at as usize);
        let places = std::iter::successors(place(self.first_place(literal)), move |&&(_, next)| place(next));
        places.map(|&(part, _)| self.asked.whole(part as usize))
    }

    /// For a clause "not p, or q", the pairs of single literals of which one leads to `p` and the other is put at odds by
    /// `q`, and which go together by the ground. Nothing where a walk cannot tell, or where they would be very many.
    fn pairs_around(&mut self, a: Literal, b: Literal) -> Option<Vec<[Literal; 2]>> {
        if a.is_positive() && b.is_positive() {
            return None;
        }
        // Whatever leads to p is put at odds by its negation.
        let sources = self.singles_at_odds_with(a)?;
        let targets = self.singles_at_odds_with(b)?;
        if sources.len() * targets.len() > MOST_PAIRS {
            return None;
        }
        let mut pairs = Vec::new();
        for &source in &sources {
            self.walk(&[source], Way::Ground);
            let go_together = targets.iter().filter(|&&target| !self.walk.has_reached(!target));
            pairs.extend(go_together.map(|&target| [source, target]));
        }
        Some(pairs)
    }

    /// The single literals asked for that cannot hold beside one, by clauses of two literals.
    fn singles_at_odds_with(&mut self, literal: Literal) -> Option<Vec<Literal>> {
        let met = self.walk(&[literal], Way::Arrows)?;
        let single = |clause: usize| match *self.asked.clause(clause) {
            [literal] => Some(literal),
            _ => None,
        };
        let mut singles: Vec<Literal> = met.into_iter().filter_map(single).collect();
        singles.sort_unstable();
        singles.dedup();
        Some(singles)
    }

    fn keep_singles(&self, literal: Literal, is_kept: &mut [bool]) {
        self.with_negation_of(!literal).for_each(|clause| is_kept[clause] |= self.asked.clause(clause).len() == 1);
    }

    /// Keeps all that hangs together with the literals of a clause, however it may; nothing where that is very much.
    fn keep_around(&mut self, literals: &[Literal], is_kept: &mut [bool]) -> Option<()> {
        let met = self.walk(literals, Way::All)?;
        met.into_iter().for_each(|clause| is_kept[clause] = true);
        Some(())
    }

    /// Walks from some literals, and gives the clauses asked about that it comes by; nothing where the way does not lead
    /// on from one of them, or becomes too long.
    fn walk(&mut self, from: &[Literal], way: Way) -> Option<Vec<usize>> {
        let mut walk = std::mem::take(&mut self.walk);
        let met = self.walked(&mut walk, from, way);
        self.walk = walk;
        met
    }

    fn walked(&self, walk: &mut Walk, from: &[Literal], way: Way) -> Option<Vec<usize>> {
        let mut met = Vec::new();
        walk.begin(from);
        while let Some(literal) = walk.next() {
            (walk.steps() <= MOST_STEPS).then_some(())?;
            let ground = &self.ground.clauses;
            for part in self.ground.with_negation_of(literal) {
                walk.go_along(ground.clause(ground.whole(part)), literal, way).then_some(())?;
            }
            if way == Way::Ground {
                continue;
            }
            for clause in self.with_negation_of(literal) {
                met.push(clause);
                let literals = self.asked.clause(clause);
                (literals.len() == 1 || walk.go_along(literals, literal, way)).then_some(())?;
            }
        }
        Some(met)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{can_hold, clause};
    use crate::logic::budget::Budget;
    use crate::logic::formula::{Clause, Formula};
    use crate::logic::landscape::explore;

    /// Which clauses are live at all, and which beyond pairs.
    fn asked(cone: &mut Cone<'_>, clauses: &[Clause]) -> [Vec<bool>; 2] {
        clauses.iter().for_each(|clause| cone.add(clause));
        let live = cone.live();
        clauses.iter().for_each(|clause| cone.add(clause));
        [live, cone.live_beyond_pairs()]
    }

    fn ask(ground: &[Clause], clauses: &[Clause]) -> [Vec<bool>; 2] {
        let ground = Ground::new(6, ground.iter().map(Vec::as_slice));
        asked(&mut Cone::new(&ground), clauses)
    }

    #[test]
    fn what_is_never_opposed_is_not_live() {
        // p → q; whoever wants p and does not want q, and somebody who wants r.
        let [live, _] = ask(&[clause(&[-1, 2])], &[clause(&[1]), clause(&[-2]), clause(&[3])]);
        assert_eq!(live, [true, true, false]);
        // "p only with r" takes part where r is turned down, and not where it is wanted.
        let [live, _] = ask(&[], &[clause(&[1]), clause(&[-1, 3]), clause(&[-3])]);
        assert_eq!(live, [true; 3]);
        let [live, _] = ask(&[], &[clause(&[1]), clause(&[-1, 3]), clause(&[3])]);
        assert_eq!(live, [false; 3]);
    }

    #[test]
    fn a_pair_that_is_at_odds_by_itself_keeps_nothing_else() {
        // p is wanted and turned down; "p only with r" has nothing to do with it, unless r is turned down as well.
        let [_, beyond] = ask(&[], &[clause(&[1]), clause(&[-1]), clause(&[-1, 3])]);
        assert_eq!(beyond, [false; 3]);
        let [_, beyond] = ask(&[], &[clause(&[1]), clause(&[-1]), clause(&[-1, 3]), clause(&[-3])]);
        assert_eq!(beyond, [true, false, true, true]);
    }

    #[test]
    fn three_things_of_which_two_are_wanted_leave_the_constraint_asleep() {
        let not_all = [clause(&[-1, -2, -3])];
        let [_, beyond] = ask(&not_all, &[clause(&[1]), clause(&[2])]);
        assert_eq!(beyond, [false; 2]);
        let [_, beyond] = ask(&not_all, &[clause(&[1]), clause(&[2]), clause(&[3])]);
        assert_eq!(beyond, [true; 3]);
    }

    #[test]
    fn of_several_things_of_which_one_is_to_be_all_can_be_turned_down_in_vain() {
        let one_of = [clause(&[1, 2, 3]), clause(&[-1, -2]), clause(&[-1, -3]), clause(&[-2, -3])];
        let [_, beyond] = ask(&one_of, &[clause(&[-1]), clause(&[-2]), clause(&[-3])]);
        assert_eq!(beyond, [true; 3]);
        let [_, beyond] = ask(&one_of, &[clause(&[4]), clause(&[-5])]);
        assert_eq!(beyond, [false; 2]);
    }

    fn clauses(number: usize) -> impl Strategy<Value = Vec<Clause>> {
        let literal = (0_usize..12).prop_map(Literal::from_index);
        prop::collection::vec(prop::collection::vec(literal, 1..4), 0..number)
    }

    fn formula(ground: &[Clause], groups: &[Clause]) -> Formula {
        let mut formula = Formula::new();
        ground.iter().for_each(|clause| formula.always(clause.clone()));
        groups.iter().for_each(|clause| _ = formula.group([clause.clone()]));
        formula
    }

    proptest! {
        /// Whatever stands in any minimal conflict is live, also where the same cone was asked something else before; and
        /// it is kept where the conflict is more than one of single literals by clauses of two.
        #[test]
        fn all_that_a_minimal_conflict_is_made_of_is_live(ground in clauses(6), before in clauses(6), now in clauses(9)) {
            let prepared = Ground::new(6, ground.iter().map(Vec::as_slice));
            let mut cone = Cone::new(&prepared);
            asked(&mut cone, &before);
            let [live, kept] = asked(&mut cone, &now);
            prop_assert_eq!(&[live.clone(), kept.clone()], &ask(&ground, &now));

            let literals = |clause: &Clause| clause.iter().collect::<BTreeSet<_>>().len();
            let short: Vec<Clause> = ground.iter().filter(|clause| literals(clause) < 3).cloned().collect();
            let by_short = formula(&short, &now);
            for conflict in explore(&formula(&ground, &now), &Budget::default()).conflicts {
                prop_assert!(conflict.iter().all(|&clause| live[clause]), "{:?} of {:?}", conflict, live);
                let of_singles = conflict.len() < 3 && conflict.iter().all(|&clause| literals(&now[clause]) == 1);
                let is_pair = of_singles && !can_hold(&by_short, &conflict, &[]);
                prop_assert!(is_pair || conflict.iter().all(|&clause| kept[clause]), "{:?} of {:?}", conflict, kept);
            }
        }
    }
}
