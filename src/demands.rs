//! Who demands what from whom, on which condition, since when: a walk in the knowledge graph.
//!
//! ```text
//! actor ─holds─▶ position ─about─▶ proposition ─concerns─▶ issue
//!                  │  └─demanded from, addressed to─▶ actor
//!                  └─on condition─▶ condition
//! ```
//!
//! Who says the same again on the same terms adds a day to a demand and no second one.

use crate::corpus::{Board, Corpus, Verb};
use crate::date::{Day, PartialDate};
use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::standing::{Standing, same_conditions};

/// One thing that one actor wants, and the statements that say so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Demand {
    pub holder: ActorId,
    pub verb: Verb,
    pub what: PropositionId,
    /// From whom it is wanted; for other verbs than `Demands`, to whom it is addressed. Sorted; may be empty.
    pub from: Vec<ActorId>,
    /// The statements that say so, earliest first; never empty. Its conditions are those of the first.
    pub statements: Vec<StatementId>,
    /// When it was first said.
    pub since: PartialDate,
    /// Whether any of its statements holds on the day asked about.
    pub in_force: bool,
}

/// Which demands are asked for. What is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// All positions, and not only demands.
    pub all_verbs: bool,
    /// Also what no longer holds on the day asked about, or was never the holder's own word.
    pub past: bool,
    pub holder: Option<ActorId>,
    pub from: Option<ActorId>,
    pub issue: Option<IssueId>,
    /// First said on this day or later.
    pub since: Option<Day>,
    /// First said on this day or earlier.
    pub until: Option<Day>,
}

/// Walks from each actor to what it demands, and from whom. Demands come by holder, proposition and first day.
pub fn demands(corpus: &Corpus, graph: &KnowledgeGraph, standing: &Standing, query: &Query) -> Vec<Demand> {
    let holders: Vec<ActorId> = match query.holder {
        Some(holder) => vec![holder],
        None => corpus.actor_ids().collect(),
    };
    let of_holder = |holder| demands_of(corpus, graph, standing, query, holder);
    let is_asked_for = |demand: &Demand| {
        query.since.is_none_or(|day| demand.since.last_day() >= day)
            && query.until.is_none_or(|day| demand.since.first_day() <= day)
    };
    holders.into_iter().flat_map(of_holder).filter(is_asked_for).collect()
}

fn demands_of(
    corpus: &Corpus,
    graph: &KnowledgeGraph,
    standing: &Standing,
    query: &Query,
    holder: ActorId,
) -> Vec<Demand> {
    let mut steps: Vec<Demand> = graph
        .targets(holder, Edge::Holds)
        .into_iter()
        .filter_map(|node| step(corpus, graph, standing, holder, node))
        .filter(|demand| query.all_verbs || demand.verb == Verb::Demands)
        .filter(|demand| query.past || demand.in_force)
        .filter(|demand| query.from.is_none_or(|actor| demand.from.contains(&actor)))
        .filter(|demand| query.issue.is_none_or(|issue| concerns(graph, demand.what, issue)))
        .collect();
    steps.sort_by_key(|demand| (demand.what, demand.since.first_day(), demand.statements[0]));
    said_again_together(corpus, steps)
}

/// What one position of a holder says, read from the edges around it. A claim is no demand.
fn step(corpus: &Corpus, graph: &KnowledgeGraph, standing: &Standing, holder: ActorId, node: Node) -> Option<Demand> {
    let Node::Position(statement) = node else { return None };
    let Some(&Node::Proposition(what)) = graph.targets(node, Edge::About).first() else { return None };
    let (verb, since) = (corpus[statement].verb, corpus[statement].said);
    debug_assert_eq!(verb.board(), Board::Outcome);
    let addressed = if verb.takes_from() { Edge::DemandedFrom } else { Edge::AddressedTo };
    let from = actors(graph.targets(node, addressed));
    let in_force = standing.in_force(statement);
    Some(Demand { holder, verb, what, from, statements: vec![statement], since, in_force })
}

fn actors(nodes: Vec<Node>) -> Vec<ActorId> {
    let actor = |node| if let Node::Actor(id) = node { Some(id) } else { None };
    nodes.into_iter().filter_map(actor).collect()
}

fn concerns(graph: &KnowledgeGraph, what: PropositionId, issue: IssueId) -> bool {
    graph.targets(what, Edge::Concerns).contains(&Node::Issue(issue))
}

/// Puts what was said again on the same terms beside what was said first. Expects one holder's demands, sorted.
fn said_again_together(corpus: &Corpus, steps: Vec<Demand>) -> Vec<Demand> {
    let mut demands: Vec<Demand> = Vec::with_capacity(steps.len());
    let mut first_of_same_thing = 0;
    for step in steps {
        if demands.last().is_some_and(|last| last.what != step.what) {
            first_of_same_thing = demands.len();
        }
        let says_the_same = |earlier: &&mut Demand| {
            (earlier.verb, &earlier.from) == (step.verb, &step.from)
                && same_conditions(corpus, earlier.statements[0], step.statements[0])
        };
        match demands[first_of_same_thing..].iter_mut().find(says_the_same) {
            Some(earlier) => {
                earlier.statements.extend(step.statements);
                earlier.in_force |= step.in_force;
            }
            None => demands.push(step),
        }
    }
    demands
}
