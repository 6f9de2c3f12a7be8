//! How many of some literals hold, said in clauses: a totalizer (Bailleux & Boufkhad 2003).

use std::collections::VecDeque;

use crate::logic::literal::Literal;
use crate::logic::solver::Solver;

/// Literals that count others.
#[derive(Debug)]
pub struct Tally {
    /// The literal at place `k` is forced to hold where more than `k` of the counted ones do.
    counts: Vec<Literal>,
}

impl Tally {
    /// Teaches a solver to count some literals.
    pub fn new(solver: &mut Solver, counted: &[Literal]) -> Tally {
        // Counts of neighbours are added up pair by pair, as in a tree, until one is left.
        let mut counts: VecDeque<Vec<Literal>> = counted.iter().map(|&literal| vec![literal]).collect();
        while counts.len() > 1
            && let (Some(a), Some(b)) = (counts.pop_front(), counts.pop_front())
        {
            counts.push_back(added_up(solver, &a, &b));
        }
        Tally { counts: counts.pop_front().unwrap_or_default() }
    }

    /// The literal that is forced where at least so many hold; none where that is always so, or never.
    pub fn at_least(&self, many: usize) -> Option<Literal> {
        self.counts.get(many.checked_sub(1)?).copied()
    }
}

fn added_up(solver: &mut Solver, a: &[Literal], b: &[Literal]) -> Vec<Literal> {
    let sum: Vec<Literal> = (0..a.len() + b.len()).map(|_| Literal::new(solver.new_variable(), true)).collect();
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at_least_i = i.checked_sub(1).map(|place| !a[place]);
            let at_least_j = j.checked_sub(1).map(|place| !b[place]);
            if let Some(place) = (i + j).checked_sub(1) {
                let clause: Vec<Literal> = at_least_i.into_iter().chain(at_least_j).chain([sum[place]]).collect();
                solver.add(&clause);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::budget::Budget;
    use crate::logic::solver::Answer;

    #[test]
    fn so_many_hold_exactly_where_the_tally_cannot_deny_it() {
        for n in 0..6usize {
            let budget = Budget::default();
            let mut solver = Solver::new(&budget);
            let counted: Vec<Literal> = (0..n).map(|_| Literal::new(solver.new_variable(), true)).collect();
            let tally = Tally::new(&mut solver, &counted);
            assert_eq!((tally.at_least(0), tally.at_least(n + 1)), (None, None));
            for (mask, many) in (0u32..1 << n).flat_map(|mask| (1..=n).map(move |many| (mask, many))) {
                let chosen = counted.iter().enumerate().map(|(i, &l)| if mask >> i & 1 == 1 { l } else { !l });
                let denied = !tally.at_least(many).expect("up to n can be counted");
                let can_deny = matches!(solver.solve(&chosen.chain([denied]).collect::<Vec<_>>()), Answer::Model(_));
                assert_eq!(can_deny, (mask.count_ones() as usize) < many);
            }
        }
    }
}
