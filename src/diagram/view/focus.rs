//! What a view is narrowed to: actors, issues, days, sources, or what lies around one record.

use std::collections::BTreeSet;

use super::words::{all_of, day};
use crate::corpus::{Basis, Corpus, Statement};
use crate::date::Day;
use crate::graph::{Edge, KnowledgeGraph, Node};
use crate::id::{ActorId, IssueId, PropositionId, StatementId};

/// What a view is narrowed to. What is empty does not matter; several of one kind mean any of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Focus {
    /// Only what concerns one of these actors: as holder, or as one who is addressed.
    pub actors: Vec<ActorId>,
    /// Only what concerns one of these issues.
    pub issues: Vec<IssueId>,
    /// Only what may have been said on this day or later.
    pub since: Option<Day>,
    /// Only what may have been said on this day or earlier.
    pub until: Option<Day>,
    /// Only what rests on such words.
    pub bases: Vec<Basis>,
    /// Only what lies around a record.
    pub around: Option<Neighbourhood>,
    /// How many things (threads, rows, marks) are drawn at most, where it is not the view's own number.
    pub limit: Option<usize>,
}

/// The statements that lie within some steps of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbourhood {
    name: String,
    steps: usize,
    statements: BTreeSet<StatementId>,
}

impl Neighbourhood {
    /// Walks from a record over statements: a step leads from a record to each statement that speaks of it, is held by
    /// it or addressed to it, and on to all that those speak of.
    pub fn new(corpus: &Corpus, graph: &KnowledgeGraph, record: Node, steps: usize) -> Neighbourhood {
        let mut statements = BTreeSet::new();
        let mut met = BTreeSet::from([record]);
        let mut edge: Vec<Node> = vec![record];
        for _ in 0..steps {
            let reached: BTreeSet<StatementId> =
                edge.iter().flat_map(|&node| statements_at(corpus, graph, node)).collect();
            let new: Vec<StatementId> = reached.into_iter().filter(|&id| statements.insert(id)).collect();
            edge = new
                .iter()
                .flat_map(|&id| spoken_of(corpus, &corpus[id], id))
                .filter(|&node| met.insert(node))
                .collect();
        }
        Neighbourhood { name: name(corpus, record), steps, statements }
    }
}

/// The statements that a record has a part in.
fn statements_at(corpus: &Corpus, graph: &KnowledgeGraph, node: Node) -> Vec<StatementId> {
    let of = |(from, edge, to): (Node, Edge, Node)| match (from, edge, to) {
        (Node::Position(id) | Node::Claim(id), ..) if to == node => Some(id),
        (_, Edge::Holds, Node::Position(id) | Node::Claim(id)) => Some(id),
        (Node::Condition(id), ..) if to == node => Some(corpus[id].statement),
        _ => None,
    };
    match node {
        Node::Position(id) | Node::Claim(id) => vec![id],
        Node::Issue(issue) => {
            let within = |id: &StatementId| corpus[corpus[*id].what].issue == Some(issue);
            corpus.statement_ids().filter(within).collect()
        }
        _ => graph.around(node).into_iter().filter_map(of).collect(),
    }
}

/// The actors and propositions that a statement joins.
fn spoken_of(corpus: &Corpus, statement: &Statement, id: StatementId) -> Vec<Node> {
    let conditions = corpus.conditions_of(id).flat_map(|(_, condition)| condition.alternatives.iter());
    let whats = conditions.map(|way| way.what).chain([statement.what]).map(Node::Proposition);
    let actors = statement.addressees.iter().copied().chain([statement.holder]).map(Node::Actor);
    whats.chain(actors).collect()
}

fn name(corpus: &Corpus, record: Node) -> String {
    match record {
        Node::Actor(id) => corpus[id].name.to_string(),
        Node::Issue(id) => corpus[id].name.to_string(),
        Node::Proposition(id) => format!("“{}”", corpus[id].text),
        Node::Article(id) => format!("“{}”", corpus[id].title.as_ref().unwrap_or(&corpus[id].slug)),
        Node::Position(id) | Node::Claim(id) => corpus.statement_name(id).into_owned(),
        Node::Condition(id) => corpus.statement_name(corpus[id].statement).into_owned(),
        Node::Quote(id) => corpus.statement_name(corpus[id].statement).into_owned(),
    }
}

impl Focus {
    /// Whether it leaves anything out.
    pub fn is_narrow(&self) -> bool {
        Focus { limit: None, ..self.clone() } != Focus::default()
    }

    /// Whether a statement is within it.
    pub fn admits(&self, corpus: &Corpus, id: StatementId) -> bool {
        let statement = &corpus[id];
        let concerns = |actor: &ActorId| statement.holder == *actor || statement.addressees.contains(actor);
        (self.actors.is_empty() || self.actors.iter().any(concerns))
            && self.admits_proposition(corpus, statement.what)
            && self.since.is_none_or(|day| statement.said.last_day() >= day)
            && self.until.is_none_or(|day| statement.said.first_day() <= day)
            && (self.bases.is_empty() || self.bases.contains(&statement.basis))
            && self.around.as_ref().is_none_or(|around| around.statements.contains(&id))
    }

    /// Whether a proposition is of one of the issues.
    pub fn admits_proposition(&self, corpus: &Corpus, id: PropositionId) -> bool {
        self.issues.is_empty() || corpus[id].issue.is_some_and(|issue| self.issues.contains(&issue))
    }

    /// How many things are drawn, where a view draws so many of its own accord. No picture of more than some thousands
    /// is any use to anybody.
    pub fn limit(&self, usual: usize) -> usize {
        self.limit.unwrap_or(usual).min(5_000)
    }

    /// What it is narrowed to, as a sentence for below the title; empty where it is not.
    pub fn told(&self, corpus: &Corpus) -> String {
        let named = |names: Vec<&str>| (!names.is_empty()).then(|| all_of(&names, "or"));
        let actors = named(self.actors.iter().map(|&id| corpus[id].name.as_str()).collect());
        let issues = named(self.issues.iter().map(|&id| corpus[id].name.as_str()).collect());
        let bases = named(self.bases.iter().map(|basis| basis.name()).collect());
        let parts = [
            actors.map(|names| format!("what concerns {names}")),
            issues.map(|names| format!("on {names}")),
            self.since.map(|since| format!("said from {} on", day(since))),
            self.until.map(|until| format!("said up to {}", day(until))),
            bases.map(|names| format!("resting on words noted as {names}")),
            self.around.as_ref().map(|around| {
                let steps = if around.steps == 1 { "one step" } else { &format!("{} steps", around.steps) };
                format!("within {steps} of {}", around.name)
            }),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!(" Only {}.", parts.join(", ")) }
    }
}
