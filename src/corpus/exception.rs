//! Findings that editors excuse (`accept`) or count on (`expect`).

use compact_str::CompactString;

use crate::id::StatementId;
use crate::text::Place;

/// An `accept` or an `expect`: which rule, about what, and why.
#[derive(Clone, Debug)]
pub struct Exception {
    pub rule: CompactString,
    pub statements: Box<[StatementId]>,
    /// The record that the finding is about, where it is not about statements: an unused actor, say.
    pub record: Option<Named>,
    /// Why the finding is excused; an expectation may go without.
    pub because: Option<CompactString>,
    pub place: Place,
}

/// A record of the codebook.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Named {
    Actor(crate::id::ActorId),
    Issue(crate::id::IssueId),
    Proposition(crate::id::PropositionId),
    Article(crate::id::ArticleId),
}
