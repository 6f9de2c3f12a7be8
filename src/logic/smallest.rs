//! The lightest sets of things whose going settles a matter, whatever the matter is.
//!
//! What is in the way is not known beforehand, and may be too much to list: a graph of sixty nodes can have millions of
//! circles. So the lightest set that hits what is known is tried, and what it misses becomes known (the implicit hitting
//! set approach: Reiter 1987; Moreno-Centeno & Karp 2013). A set that misses nothing is then the lightest of all, since
//! it was the lightest even for less.

use crate::logic::budget::Budget;
use crate::logic::hitting::{HittingSets, Lightest};

/// Something that is settled once enough members are gone. The members are numbered as the weights are.
pub trait Matter {
    /// Sets of which no member is gone, although one of each has to be; none where the matter is settled, and `None`
    /// where the budget was spent. An empty set says that nothing will settle the matter.
    fn in_the_way(&mut self, is_gone: &[bool]) -> Option<Vec<Vec<usize>>>;

    /// Whether the matter is settled.
    fn is_settled(&mut self, is_gone: &[bool]) -> Option<bool> {
        self.in_the_way(is_gone).map(|sets| sets.is_empty())
    }
}

/// The lightest sets that settle a matter, as far as they were found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Smallest {
    /// Sets that settle the matter and all weigh the same, in order. Where `is_proven`, nothing lighter does; where not,
    /// this is one set that was found quickly: an estimate. The empty set where nothing is in the way.
    pub sets: Vec<Vec<usize>>,
    /// What each of the sets weighs; none where no set is known.
    pub weight: Option<u64>,
    /// What every set that settles the matter weighs at least.
    pub lower_bound: u64,
    /// Whether the sets are the lightest; without any sets, whether nothing settles the matter.
    pub is_proven: bool,
    /// Whether no other set is as light.
    pub complete: bool,
}

/// Finds the lightest sets that settle a matter. A weight of 0 counts as 1.
pub fn smallest(weights: &[u32], matter: &mut dyn Matter, budget: &Budget) -> Smallest {
    let mut search = Search { weights, matter, hitting: HittingSets::new(weights, budget) };
    let estimate = search.quick_set();
    let mut found = Smallest::default();
    let ended = search.lightest_sets(&mut found, budget.sets().max(1));
    found.sets.sort();
    match ended {
        Ended::NothingLighter => (found.is_proven, found.complete) = (true, true),
        Ended::Enough => found.is_proven = true,
        Ended::Spent if found.sets.is_empty() => {
            found.weight = estimate.as_ref().map(|set| search.weight_of(set));
            found.sets = estimate.into_iter().collect();
            found.is_proven = found.weight.is_some_and(|weight| weight <= search.hitting.lower_bound());
        }
        Ended::Spent => found.is_proven = true,
    }
    let bound = search.hitting.lower_bound();
    found.lower_bound = found.weight.map_or(bound, |weight| weight.min(bound));
    found
}

struct Search<'s, 'a> {
    weights: &'s [u32],
    matter: &'s mut dyn Matter,
    hitting: HittingSets<'a>,
}

/// Why a search ended.
enum Ended {
    /// All lightest sets are found, or there is none.
    NothingLighter,
    /// As many are found as are asked for.
    Enough,
    /// The budget was spent.
    Spent,
}

impl Search<'_, '_> {
    /// Adds all lightest sets, up to a number of them.
    fn lightest_sets(&mut self, found: &mut Smallest, limit: usize) -> Ended {
        loop {
            let set = match self.hitting.lightest() {
                Lightest::Set(set) => set,
                Lightest::NoneLeft => return Ended::NothingLighter,
                Lightest::Unknown => return Ended::Spent,
            };
            let weight = self.weight_of(&set);
            if found.weight.is_some_and(|lightest| weight > lightest) {
                return Ended::NothingLighter;
            }
            match self.matter.in_the_way(&self.without(&set)) {
                None => return Ended::Spent,
                Some(missed) if !missed.is_empty() => missed.iter().for_each(|set| self.hitting.must_hit(set)),
                Some(_) if found.sets.len() >= limit => return Ended::Enough,
                Some(_) => {
                    self.hitting.forbid(&set);
                    found.weight = Some(weight);
                    found.sets.push(set);
                }
            }
        }
    }

    /// A set that settles the matter, found without a search. Of each set in the way, the member goes that was most often
    /// in the way for its weight; then all come back, the heaviest first, unless they are needed. What was seen in the way
    /// is kept for the search.
    fn quick_set(&mut self) -> Option<Vec<usize>> {
        let mut is_gone = vec![false; self.weights.len()];
        let mut seen = vec![0u64; self.weights.len()];
        loop {
            let missed = self.matter.in_the_way(&is_gone)?;
            if missed.is_empty() {
                break;
            }
            for set in &missed {
                self.hitting.must_hit(set);
                set.iter().for_each(|&member| seen[member] += 1);
            }
            for set in missed {
                if set.iter().any(|&member| is_gone[member]) {
                    continue;
                }
                let by_weight = |&&a: &&usize, &&b: &&usize| {
                    let (weight_of_a, weight_of_b) = (self.weight_of(&[a]), self.weight_of(&[b]));
                    (seen[a] * weight_of_b).cmp(&(seen[b] * weight_of_a)).then(b.cmp(&a))
                };
                is_gone[*set.iter().max_by(by_weight)?] = true;
            }
        }
        let mut gone = members(&is_gone);
        gone.sort_by_key(|&member| (std::cmp::Reverse(self.weights[member]), seen[member], member));
        for member in gone {
            is_gone[member] = false;
            // Where the budget is spent, what is gone stays gone.
            is_gone[member] = !self.matter.is_settled(&is_gone).unwrap_or(false);
        }
        Some(members(&is_gone))
    }

    fn without(&self, set: &[usize]) -> Vec<bool> {
        let mut is_gone = vec![false; self.weights.len()];
        set.iter().for_each(|&member| is_gone[member] = true);
        is_gone
    }

    fn weight_of(&self, set: &[usize]) -> u64 {
        set.iter().map(|&member| u64::from(self.weights[member].max(1))).sum()
    }
}

fn members(is_gone: &[bool]) -> Vec<usize> {
    (0..is_gone.len()).filter(|&member| is_gone[member]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::budget::Limits;

    /// Known sets, of which one is told at a time.
    struct Sets(Vec<Vec<usize>>);

    impl Matter for Sets {
        fn in_the_way(&mut self, is_gone: &[bool]) -> Option<Vec<Vec<usize>>> {
            Some(self.0.iter().find(|set| !set.iter().any(|&member| is_gone[member])).cloned().into_iter().collect())
        }
    }

    #[test]
    fn ties_are_all_listed_and_a_limit_on_them_is_admitted() {
        let mut sets = Sets(vec![vec![0, 1], vec![2, 3]]);
        let all = smallest(&[1; 4], &mut sets, &Budget::default());
        assert_eq!(all.sets, [[0, 2], [0, 3], [1, 2], [1, 3]]);
        assert_eq!((all.weight, all.lower_bound, all.is_proven, all.complete), (Some(2), 2, true, true));

        let two = smallest(&[1; 4], &mut sets, &Budget::new(Limits { sets: 2, ..Limits::default() }));
        assert_eq!((two.sets.len(), two.is_proven, two.complete), (2, true, false));
    }

    #[test]
    fn nothing_in_the_way_and_no_way_out_are_told_apart() {
        let settled = smallest(&[1], &mut Sets(vec![]), &Budget::default());
        assert_eq!((settled.sets, settled.weight, settled.is_proven), (vec![vec![]], Some(0), true));
        let hopeless = smallest(&[1], &mut Sets(vec![vec![0], vec![]]), &Budget::default());
        assert_eq!((hopeless.sets, hopeless.weight, hopeless.is_proven), (vec![], None, true));
    }

    #[test]
    fn without_a_budget_there_is_an_estimate_and_a_bound() {
        let mut sets = Sets(vec![vec![0, 1], vec![1, 2], vec![0, 2]]);
        let found = smallest(&[1, 2, 3], &mut sets, &Budget::new(Limits { calls: 0, ..Limits::default() }));
        assert_eq!((found.sets, found.weight), (vec![vec![0, 1]], Some(3)));
        assert_eq!((found.lower_bound, found.is_proven, found.complete), (0, false, false));
    }
}
