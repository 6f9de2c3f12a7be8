//! The knowledge graph: actors, positions, claims, conditions, propositions, issues, articles and quotes, linked.
//!
//! Nodes hold ids, not data, and each kind's nodes stand in one run, in the order of their ids; so a node is found from
//! an id by an addition, and petgraph's indices never leave this room. Who demands what from whom is a walk here, not a
//! second model:
//!
//! ```text
//! actor ─holds─▶ position ─about─▶ proposition ─concerns─▶ issue
//!                  │  │  └─demanded from─▶ actor
//!                  │  └─on condition─▶ condition ─met by─▶ proposition ─performed by─▶ actor
//!                  └─rests on─▶ quote ─stands in─▶ article
//! ```

mod build;
mod neighbourhood;

use petgraph::graph::DiGraph;

use crate::id::{ActorId, ArticleId, ConditionId, IssueId, PropositionId, QuoteId, StatementId};

/// What a node stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Node {
    Actor(ActorId),
    Issue(IssueId),
    Proposition(PropositionId),
    Article(ArticleId),
    /// What somebody wants, offers or refuses.
    Position(StatementId),
    /// What somebody says is, or is not, so.
    Claim(StatementId),
    Condition(ConditionId),
    Quote(QuoteId),
}

/// What an edge says, read from its source to its target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Edge {
    /// actor → position or claim
    Holds,
    /// position or claim → the actor who spoke for the holder
    VoicedBy,
    /// position or claim → the actor who says that the holder holds it
    AccordingTo,
    /// position or claim → proposition
    About,
    /// demand, opposition or rejection → the actor it is wanted from
    DemandedFrom,
    /// any other position → the actor it is addressed to
    AddressedTo,
    /// position → condition
    OnCondition,
    /// condition → each proposition that would meet it
    MetBy,
    /// proposition, or condition → the actor who would have to bring it about
    PerformedBy,
    /// position or claim → article
    ReportedIn,
    /// position or claim → quote
    RestsOn,
    /// quote → article
    StandsIn,
    /// proposition → issue
    Concerns,
    /// actor → the actor it has, or had, a mandate of
    SpeaksFor,
    /// proposition → one that holds wherever it does
    Implies,
    /// proposition → one that cannot hold beside it; drawn from the lower id to the higher
    Excludes,
    /// proposition → its negation; drawn from the lower id to the higher
    Opposite,
    /// proposition → one that comes about together with it; drawn from the lower id to the higher
    SameTime,
    /// part → whole
    PartOf,
}

impl Edge {
    /// The words on the edge in a diagram.
    pub fn phrase(self) -> &'static str {
        match self {
            Edge::Holds => "holds",
            Edge::VoicedBy => "voiced by",
            Edge::AccordingTo => "according to",
            Edge::About => "about",
            Edge::DemandedFrom => "demanded from",
            Edge::AddressedTo => "addressed to",
            Edge::OnCondition => "on condition",
            Edge::MetBy => "met by",
            Edge::PerformedBy => "performed by",
            Edge::ReportedIn => "reported in",
            Edge::RestsOn => "rests on",
            Edge::StandsIn => "stands in",
            Edge::Concerns => "concerns",
            Edge::SpeaksFor => "speaks for",
            Edge::Implies => "implies",
            Edge::Excludes => "excludes",
            Edge::Opposite => "opposite of",
            Edge::SameTime => "together with",
            Edge::PartOf => "part of",
        }
    }
}

/// A corpus as a graph.
#[derive(Debug)]
pub struct KnowledgeGraph {
    graph: DiGraph<Node, Edge>,
    runs: Runs,
}

/// Where each kind's run of nodes begins.
#[derive(Clone, Copy, Debug, Default)]
struct Runs {
    issues: usize,
    propositions: usize,
    articles: usize,
    statements: usize,
    conditions: usize,
    quotes: usize,
}
