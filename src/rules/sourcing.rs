//! What the desk knows of each position and claim, and from where. Shared by the rules that weigh sources.

use super::Context;
use crate::id::StatementId;

/// What a holder says of a proposition, as it stands.
pub(super) struct Known {
    /// The latest statement of it that is in force.
    pub latest: StatementId,
    /// All own statements that say it or said it before: those of the slot that take the same side.
    pub witnesses: Vec<StatementId>,
}

/// What each holder says of each proposition on the day asked about.
pub(super) fn known<'a>(context: &Context<'a>) -> impl Iterator<Item = Known> + 'a {
    let &Context { corpus, standing, .. } = context;
    standing.slots().filter_map(|slot| {
        let latest = slot.iter().copied().rev().find(|&id| standing.in_force(id))?;
        let takes_its_side = |&id: &StatementId| corpus[id].is_positive() == corpus[latest].is_positive();
        Some(Known { latest, witnesses: slot.iter().copied().filter(takes_its_side).collect() })
    })
}
