//! What views are made of, and the forms that records take in all of them.

use std::collections::BTreeMap;

use crate::corpus::{Board, Condition, ConditionKind, Corpus, Firmness, Statement};
use crate::diagram::picture::{self, Group, Node, NodeKind, Picture};
use crate::diagram::theme::{ACTORS, GREY_ACTOR};
use crate::graph::KnowledgeGraph;
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::standing::Standing;
use crate::waits::Waits;

/// All that a view may look at.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    pub corpus: &'a Corpus,
    pub graph: &'a KnowledgeGraph,
    pub standing: &'a Standing,
    pub waits: &'a Waits,
}

/// What a view is narrowed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Focus {
    /// Only what concerns this actor.
    pub actor: Option<ActorId>,
    /// Only what concerns this issue.
    pub issue: Option<IssueId>,
}

impl Focus {
    /// Whether a statement is within it: of the issue, and held by the actor or addressed to it.
    pub fn admits(self, corpus: &Corpus, id: StatementId) -> bool {
        let statement = &corpus[id];
        let concerns = |actor| statement.holder == actor || statement.addressees.contains(&actor);
        self.actor.is_none_or(concerns) && self.admits_proposition(corpus, statement.what)
    }

    /// Whether a proposition is of the issue.
    pub fn admits_proposition(self, corpus: &Corpus, id: PropositionId) -> bool {
        self.issue.is_none_or(|issue| corpus[id].issue == Some(issue))
    }
}

/// A picture in the making: each record becomes a node once.
pub struct Canvas<'a> {
    corpus: &'a Corpus,
    pub picture: Picture,
    colours: Vec<usize>,
    actors: BTreeMap<ActorId, usize>,
    propositions: BTreeMap<PropositionId, usize>,
    issues: BTreeMap<IssueId, usize>,
}

impl<'a> Canvas<'a> {
    pub fn new(material: &Material<'a>, title: &str, explanation: &str) -> Canvas<'a> {
        let explanation = format!("{explanation} As of {}.", material.standing.as_of());
        let picture = Picture { title: title.into(), explanation, ..Picture::default() };
        let (actors, propositions, issues) = Default::default();
        Canvas {
            corpus: material.corpus,
            picture,
            colours: actor_colours(material.corpus),
            actors,
            propositions,
            issues,
        }
    }

    /// The node of an actor.
    pub fn actor(&mut self, id: ActorId) -> usize {
        if let Some(&node) = self.actors.get(&id) {
            return node;
        }
        let actor = &self.corpus[id];
        let native = actor.native.as_ref().filter(|native| **native != actor.name);
        let node = self.add(Node {
            id: format!("actor/{}", actor.slug),
            label: actor.name.to_string(),
            sublabel: native.map(ToString::to_string),
            kind: NodeKind::Actor(self.colour(id)),
            link: Some(format!("#actor/{}", actor.slug)),
            hover: actor.note.as_ref().map(|note| format!("{}: {note}", actor.name)),
            ..Node::default()
        });
        self.actors.insert(id, node);
        node
    }

    /// The node of a proposition, in the field of its issue.
    pub fn proposition(&mut self, id: PropositionId) -> usize {
        if let Some(&node) = self.propositions.get(&id) {
            return node;
        }
        let proposition = &self.corpus[id];
        let group = proposition.issue.map(|issue| self.issue(issue));
        let node = self.add(Node {
            id: format!("proposition/{}", proposition.slug),
            label: proposition.text.to_string(),
            group,
            link: Some(format!("#proposition/{}", proposition.slug)),
            hover: proposition.note.as_ref().map(|note| format!("{} ({note})", proposition.text)),
            ..Node::default()
        });
        self.propositions.insert(id, node);
        node
    }

    /// The number that picks an actor's colour, the same in every picture.
    pub fn colour(&self, actor: ActorId) -> usize {
        self.colours[actor.index()]
    }

    /// The field of an issue.
    fn issue(&mut self, id: IssueId) -> usize {
        let (corpus, groups) = (self.corpus, &mut self.picture.groups);
        *self.issues.entry(id).or_insert_with(|| {
            let issue = &corpus[id];
            let link = Some(format!("#issue/{}", issue.slug));
            groups.push(Group { id: issue.slug.to_string(), label: issue.name.to_string(), link });
            groups.len() - 1
        })
    }

    pub fn add(&mut self, node: Node) -> usize {
        self.picture.nodes.push(node);
        self.picture.nodes.len() - 1
    }

    pub fn has_proposition(&self, id: PropositionId) -> bool {
        self.propositions.contains_key(&id)
    }
}

/// The number that picks each actor's colour. Who speaks for another wears the colour of the one spoken for. Those who
/// hold positions are told apart, in the order of the codebook, where editors put the main actors first; so neighbours
/// in a picture rarely share a colour though there are but a few. All others are grey.
pub fn actor_colours(corpus: &Corpus) -> Vec<usize> {
    let principal = |actor: ActorId| (0..4).fold(actor, |at, _| corpus[at].mandates.first().map_or(at, |m| m.of));
    let mut holds = vec![false; corpus.actors().len()];
    for statement in corpus.statements().iter().filter(|statement| statement.board() == Board::Outcome) {
        holds[principal(statement.holder).index()] = true;
    }
    let mut principals: Vec<ActorId> = corpus.actor_ids().filter(|actor| holds[actor.index()]).collect();
    principals.sort_by_key(|&actor| corpus[actor].place);
    let mut rank = vec![GREY_ACTOR; corpus.actors().len()];
    let not_grey = (0..ACTORS).filter(|&number| number != GREY_ACTOR).cycle();
    for (actor, number) in principals.into_iter().zip(not_grey) {
        rank[actor.index()] = number;
    }
    corpus.actor_ids().map(|actor| rank[principal(actor).index()]).collect()
}

/// Whether a statement is drawn dashed: its holder leaves room, or it rests on a reading or a source without a name.
pub fn is_dashed(statement: &Statement) -> bool {
    statement.firmness == Some(Firmness::Open) || statement.basis.is_weak()
}

/// The words a reader sees when the pointer rests on what a statement drew.
pub fn hover(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let clause = corpus.clause(statement.holder, statement.verb);
    let said = format!("{clause}: {} ({})", corpus[statement.what].text, statement.said);
    match corpus.quotes_of(id).next() {
        Some((_, quote)) => format!("{said}\n“{}”", quote.exact),
        None => said,
    }
}

/// Where a statement's record is found.
pub fn link(corpus: &Corpus, id: StatementId) -> String {
    format!("#statement/{}", corpus.statement_name(id))
}

/// A kind of condition, as pictures tell it.
pub fn mark(kind: ConditionKind) -> picture::Condition {
    match kind {
        ConditionKind::OnlyAfter => picture::Condition::OnlyAfter,
        ConditionKind::OnlyIf => picture::Condition::OnlyIf,
        ConditionKind::InReturnFor => picture::Condition::InReturnFor,
        ConditionKind::Unless => picture::Condition::Unless,
    }
}

/// What meets a condition, in words: “Relations are restored” or “Sanctions are lifted”.
pub fn ways(corpus: &Corpus, condition: &Condition) -> String {
    let ways: Vec<String> = condition.alternatives.iter().map(|way| format!("“{}”", corpus[way.what].text)).collect();
    ways.join(" or ")
}

/// "3 demands are left out", and why.
pub fn left_out(count: usize, what: &str, why: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what} is left out: {why}.")),
        _ => Some(format!("{count} {what}s are left out: {why}.")),
    }
}
