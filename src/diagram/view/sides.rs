//! Who takes which side in force, for the views that set actors beside each other.

use std::collections::BTreeMap;

use super::{Focus, Material};
use crate::corpus::{Board, Force};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;

/// For each side of each proposition, those who take it, each with the latest statement that says so.
#[derive(Debug, Default)]
pub struct Sides(BTreeMap<Literal, BTreeMap<ActorId, StatementId>>);

impl Sides {
    /// The sides that positions in force take. A threat is what one would do, not what one wants, and takes no side.
    pub fn of_positions(material: &Material<'_>, focus: &Focus) -> Sides {
        let Material { corpus, standing, .. } = *material;
        let mut sides = Sides::default();
        let in_force = standing.in_force_on(Board::Outcome).filter(|own| own.verb.force() != Force::Threat);
        for own in in_force.filter(|own| focus.admits(corpus, own.id)) {
            sides.0.entry(own.stance()).or_default().insert(corpus[own.id].holder, own.id);
        }
        sides
    }

    /// Each side with those who take it, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Literal, &BTreeMap<ActorId, StatementId>)> {
        self.0.iter().map(|(&side, holders)| (side, holders))
    }

    /// Those who take a side.
    pub fn holders(&self, side: Literal) -> impl Iterator<Item = (ActorId, StatementId)> {
        self.0.get(&side).into_iter().flatten().map(|(&actor, &id)| (actor, id))
    }
}
