//! Sets that have a member in common with each of some other sets, at the least weight.
//!
//! The search is OLL (Andres, Kaufmann, Matheis & Schaub 2012; Morgado, Dodaro & Marques-Silva 2014). It begins by
//! wishing that nothing were chosen. Where the solver shows that some wishes cannot all come true, what that must cost
//! is added to the lower bound, and the wishes give way to a milder one: that no more than one of them fails, and later
//! no more than two. When all wishes that are left can come true, their model costs just the lower bound.
//!
//! More sets may be added at any time, since that makes nothing cheaper: the search goes on from where it stands.

use std::collections::BTreeMap;

use crate::logic::budget::Budget;
use crate::logic::literal::Literal;
use crate::logic::solver::{Answer, Solver};
use crate::logic::tally::Tally;

/// Members, numbered as their weights are, and the sets that must be hit.
pub struct HittingSets<'a> {
    /// Variable `m` says that member `m` is chosen; the higher ones belong to the tallies.
    solver: Solver<'a>,
    members: usize,
    wishes: BTreeMap<Literal, Wish>,
    tallies: Vec<Tally>,
    lower_bound: u64,
}

/// A literal that should hold, and what it costs if it does not.
#[derive(Debug, Default)]
struct Wish {
    cost: u64,
    /// The tally that the literal denies, and the count that it denies.
    denies: Option<(usize, usize)>,
}

/// What came of a search for the lightest set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lightest {
    /// Nothing lighter is possible. In increasing order; none of its members could be left out.
    Set(Vec<usize>),
    NoneLeft,
    /// The budget was spent.
    Unknown,
}

impl<'a> HittingSets<'a> {
    /// Begins with no set to hit. A member of no weight counts as if it weighed 1: what costs nothing would be chosen
    /// needlessly.
    pub fn new(weights: &[u32], budget: &'a Budget<'a>) -> HittingSets<'a> {
        let mut solver = Solver::new(budget);
        let wish = |(_, &weight): (usize, &u32)| {
            (Literal::new(solver.new_variable(), false), Wish { cost: u64::from(weight.max(1)), denies: None })
        };
        let wishes = weights.iter().enumerate().map(wish).collect();
        HittingSets { solver, members: weights.len(), wishes, tallies: Vec::new(), lower_bound: 0 }
    }

    /// From now on, one of these must be chosen.
    pub fn must_hit(&mut self, set: &[usize]) {
        self.solver.add(&set.iter().map(|&member| Literal::new(member, true)).collect::<Vec<_>>());
    }

    /// From now on, not all of these may be chosen.
    pub fn forbid(&mut self, set: &[usize]) {
        self.solver.add(&set.iter().map(|&member| Literal::new(member, false)).collect::<Vec<_>>());
    }

    /// What every set that is still possible weighs at least.
    pub fn lower_bound(&self) -> u64 {
        self.lower_bound
    }

    /// The lightest set that hits all and is not forbidden. It is the same one again unless something is added.
    pub fn lightest(&mut self) -> Lightest {
        loop {
            let wishes: Vec<Literal> = self.wishes.keys().copied().collect();
            match self.solver.solve(&wishes) {
                Answer::Model(model) => {
                    let is_chosen = |&member: &usize| model.satisfies(Literal::new(member, true));
                    return Lightest::Set((0..self.members).filter(is_chosen).collect());
                }
                Answer::Core(core) if core.is_empty() => return Lightest::NoneLeft,
                Answer::Core(core) => {
                    let core = self.trimmed(core);
                    self.relax(&core);
                }
                Answer::Unknown => return Lightest::Unknown,
            }
        }
    }

    /// Asks again for the core alone, for as long as that leaves wishes out of it: small cores make small tallies.
    fn trimmed(&mut self, mut core: Vec<Literal>) -> Vec<Literal> {
        while let Answer::Core(smaller) = self.solver.solve(&core) {
            if smaller.len() >= core.len() || smaller.is_empty() {
                break;
            }
            core = smaller;
        }
        core
    }

    /// Replaces wishes that cannot all come true by the wish that only one of them fails.
    fn relax(&mut self, core: &[Literal]) {
        let cost = core.iter().filter_map(|wish| self.wishes.get(wish)).map(|wish| wish.cost).min().unwrap_or(0);
        self.lower_bound += cost;
        for literal in core {
            self.lower(*literal, cost);
        }
        let failures: Vec<Literal> = core.iter().map(|&wish| !wish).collect();
        self.solver.add(&failures);
        if failures.len() > 1 {
            self.tallies.push(Tally::new(&mut self.solver, &failures));
            self.wish_for_fewer_than(2, self.tallies.len() - 1, cost);
        }
    }

    /// Takes a cost off a wish that fails. Where it was about a count, failing once more costs the same again.
    fn lower(&mut self, literal: Literal, cost: u64) {
        let Some(wish) = self.wishes.get_mut(&literal) else { return };
        wish.cost -= cost;
        let denies = wish.denies;
        if wish.cost == 0 {
            self.wishes.remove(&literal);
        }
        if let Some((tally, count)) = denies {
            self.wish_for_fewer_than(count + 1, tally, cost);
        }
    }

    fn wish_for_fewer_than(&mut self, count: usize, tally: usize, cost: u64) {
        if let Some(reached) = self.tallies[tally].at_least(count) {
            let wish = self.wishes.entry(!reached).or_default();
            wish.cost += cost;
            wish.denies = Some((tally, count));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::logic::brute_force::{lightest, subsets};

    #[test]
    fn the_example_of_pysats_hitman() {
        let budget = Budget::default();
        let mut hitting = HittingSets::new(&[1; 8], &budget);
        [&[1, 2, 3][..], &[1, 4], &[5, 6, 7]].iter().for_each(|set| hitting.must_hit(set));
        let mut pairs = Vec::new();
        while let Lightest::Set(set) = hitting.lightest()
            && set.len() == 2
        {
            hitting.forbid(&set);
            pairs.push(set);
        }
        pairs.sort();
        assert_eq!(pairs, [[1, 5], [1, 6], [1, 7]]);
        assert_eq!(hitting.lower_bound(), 3);
        hitting.must_hit(&[]);
        assert_eq!(hitting.lightest(), Lightest::NoneLeft);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]

        /// Sets are added one by one; after each, the lightest set is as light as the lightest of all subsets.
        #[test]
        fn the_lightest_set_weighs_what_all_subsets_say(
            weights in prop::collection::vec(1u32..6, 8),
            sets in prop::collection::vec(prop::collection::vec(0usize..8, 1..5), 1..8),
        ) {
            let budget = Budget::default();
            let mut hitting = HittingSets::new(&weights, &budget);
            for known in 1..=sets.len() {
                hitting.must_hit(&sets[known - 1]);
                let hits = |chosen: &Vec<usize>| sets[..known].iter().all(|s| s.iter().any(|m| chosen.contains(m)));
                let all = lightest(subsets(8).filter(hits).collect(), &weights);
                let Lightest::Set(set) = hitting.lightest() else { return Err(TestCaseError::fail("there is one")) };
                prop_assert!(all.contains(&set));
                prop_assert_eq!(hitting.lower_bound(), set.iter().map(|&m| u64::from(weights[m])).sum::<u64>());
            }
        }
    }
}
