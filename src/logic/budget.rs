//! How far a search may go before it hands over what it has.
//!
//! Questions and conflicts are counted and seconds are not: a limit that fell on another place on a busy machine would
//! make findings come and go between two runs over the same files.

use std::cell::Cell;
use std::fmt;

/// The limits of one search. [`Limits::default`] ends within seconds on what an editor writes by hand.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// How many sets of one kind to list.
    pub sets: usize,
    /// How many questions to ask, of any rung of the ladder.
    pub calls: u64,
    /// How many conflicts the solver may run into, over all questions together.
    pub conflicts: u64,
    /// Whether somebody wants the search to end now, such as by Ctrl-C. It is asked often, so it should be a glance.
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Limits { sets: 100, calls: 20_000, conflicts: 50_000, interrupted: &never }
    }
}

impl fmt::Debug for Limits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limits { sets, calls, conflicts, .. } = self;
        f.debug_struct("Limits")
            .field("sets", sets)
            .field("calls", calls)
            .field("conflicts", conflicts)
            .finish_non_exhaustive()
    }
}

fn never() -> bool {
    false
}

/// What one search has left of its [`Limits`].
///
/// Make a new budget for each search. Two that shared one would depend on each other: what the second finds would
/// change with what the first had to spend.
#[derive(Debug, Default)]
pub struct Budget<'a> {
    limits: Limits<'a>,
    calls: Cell<u64>,
    conflicts: Cell<u64>,
}

impl<'a> Budget<'a> {
    pub fn new(limits: Limits<'a>) -> Budget<'a> {
        Budget { limits, calls: Cell::new(0), conflicts: Cell::new(0) }
    }

    /// How many sets of one kind the search may list.
    pub fn sets(&self) -> usize {
        self.limits.sets
    }

    /// Whether one more question may be asked; if so, it is counted.
    pub fn take_call(&self) -> bool {
        let may_ask = self.calls.get() < self.limits.calls && !self.is_spent();
        self.calls.set(self.calls.get() + u64::from(may_ask));
        may_ask
    }

    /// Counts one conflict of the solver.
    pub fn count_conflict(&self) {
        self.conflicts.set(self.conflicts.get() + 1);
    }

    /// Whether the solver has to stop where it is.
    pub fn is_spent(&self) -> bool {
        self.conflicts.get() >= self.limits.conflicts || (self.limits.interrupted)()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_ends_with_its_calls_its_conflicts_or_its_owners_patience() {
        let of_two_calls = Budget::new(Limits { calls: 2, ..Limits::default() });
        assert_eq!([(); 3].map(|()| of_two_calls.take_call()), [true, true, false]);

        let of_one_conflict = Budget::new(Limits { conflicts: 1, ..Limits::default() });
        assert!(of_one_conflict.take_call());
        of_one_conflict.count_conflict();
        assert!(of_one_conflict.is_spent() && !of_one_conflict.take_call());

        assert!(!Budget::new(Limits { interrupted: &|| true, ..Limits::default() }).take_call());
    }
}
