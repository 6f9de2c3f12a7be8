//! What the editors hold to be impossible, necessary or the same: hard clauses over propositions.

use compact_str::CompactString;

use crate::id::PropositionId;
use crate::text::Place;

/// A hard clause over propositions (SEMANTICS.md, 1.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Relation {
    /// Where the first holds, the second does.
    Implies(PropositionId, PropositionId),
    /// Exactly one of the two holds.
    Opposite(PropositionId, PropositionId),
    /// They cannot all hold. Two that exclude each other are the common case.
    NotAll(Box<[PropositionId]>),
    /// At least one of them holds.
    OneOf(Box<[PropositionId]>),
    /// They come about together: one step in every sequence.
    SameTime(Box<[PropositionId]>),
    /// Where the whole holds, each of its parts does; and where they are complete, the whole holds where all of them do.
    Parts { whole: PropositionId, parts: Box<[PropositionId]>, complete: bool },
}

impl Relation {
    /// All propositions that it speaks of.
    pub fn propositions(&self) -> impl Iterator<Item = PropositionId> + '_ {
        let (first, rest): (Vec<PropositionId>, &[PropositionId]) = match self {
            Relation::Implies(a, b) | Relation::Opposite(a, b) => (vec![*a, *b], &[]),
            Relation::NotAll(all) | Relation::OneOf(all) | Relation::SameTime(all) => (Vec::new(), all),
            Relation::Parts { whole, parts, .. } => (vec![*whole], parts),
        };
        first.into_iter().chain(rest.iter().copied())
    }
}

/// A relation with its reason and the place it was typed at.
#[derive(Clone, Debug)]
pub struct Constraint {
    pub relation: Relation,
    pub because: Option<CompactString>,
    pub place: Place,
}
