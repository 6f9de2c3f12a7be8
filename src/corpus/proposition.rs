//! Propositions, and the issues they belong to.

use compact_str::CompactString;

use crate::id::{ActorId, IssueId};
use crate::text::Place;

/// A group of propositions that are negotiated together.
#[derive(Clone, Debug)]
pub struct Issue {
    pub slug: CompactString,
    pub name: CompactString,
    pub place: Place,
}

/// What positions and claims are about, as one short sentence in the present tense.
#[derive(Clone, Debug)]
pub struct Proposition {
    pub slug: CompactString,
    pub text: CompactString,
    pub issue: Option<IssueId>,
    /// Who would have to make it true; empty where nobody was named.
    pub by: Box<[ActorId]>,
    pub note: Option<CompactString>,
    pub place: Place,
}
