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
    let standing = context.standing;
    standing.slots().filter_map(|slot| {
        let latest = slot.iter().rev().find(|own| own.ends >= standing.as_of())?;
        let witnesses = slot.iter().filter(|own| own.stance() == latest.stance()).map(|own| own.id);
        Some(Known { latest: latest.id, witnesses: witnesses.collect() })
    })
}
