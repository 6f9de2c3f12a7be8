//! A picture in the making, and the forms that records take in all of them.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{heard, hover, source_name, ways};
use super::{Focus, Material, Target, words};
use crate::corpus::{Board, Corpus, Firmness, Statement};
use crate::diagram::picture::{ConditionNote, Edge, EdgeKind, Group, Node, NodeKind, Picture};
use crate::diagram::theme::{ACTORS, GREY_ACTOR};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};

/// A picture in the making: each record becomes a node once.
pub struct Canvas<'a> {
    pub material: Material<'a>,
    pub picture: Picture,
    colours: Vec<usize>,
    actors: BTreeMap<ActorId, usize>,
    propositions: BTreeMap<PropositionId, usize>,
    issues: BTreeMap<IssueId, usize>,
    articles: BTreeSet<ArticleId>,
}

impl<'a> Canvas<'a> {
    /// An empty picture under a title, with a line that explains, that says what the picture is narrowed to, and of
    /// which day it is.
    pub fn new(material: &Material<'a>, title: &str, explanation: &str, focus: &Focus) -> Canvas<'a> {
        let (narrowed, day) = (focus.told(material.corpus), words::day(material.standing.as_of()));
        // A date is not broken.
        let day = format!("As of {day}.").replace(' ', "\u{a0}");
        let explanation = format!("{explanation}{narrowed} {day}").trim_start().to_owned();
        let picture = Picture { title: title.into(), explanation, ..Picture::default() };
        let (actors, propositions, issues, articles) = Default::default();
        let colours = colours(material.corpus);
        Canvas { material: *material, picture, colours, actors, propositions, issues, articles }
    }

    /// The finished picture: issues stand in the order that their editors gave them, and below it is named whose reports
    /// it rests on.
    pub fn finish(self) -> Picture {
        let mut picture = self.picture;
        let corpus = self.material.corpus;
        let mut issues: Vec<(IssueId, usize)> = self.issues.into_iter().collect();
        issues.sort_by_key(|&(issue, _)| corpus[issue].place);
        let mut new_place = vec![0; issues.len()];
        issues.iter().enumerate().for_each(|(new, &(_, old))| new_place[old] = new);
        picture.groups = issues.iter().map(|&(_, old)| picture.groups[old].clone()).collect();
        picture.nodes.iter_mut().for_each(|node| node.group = node.group.map(|old| new_place[old]));
        let sources: BTreeSet<String> = self.articles.into_iter().map(|id| source_name(corpus, id)).collect();
        picture.sources = sources.into_iter().collect();
        picture
    }

    /// The node of an actor.
    pub fn actor(&mut self, id: ActorId) -> usize {
        if let Some(&node) = self.actors.get(&id) {
            return node;
        }
        let actor = &self.material.corpus[id];
        let native = actor.native.as_ref().filter(|native| **native != actor.name);
        let node = self.add(Node {
            id: format!("actor/{}", actor.slug),
            label: actor.name.to_string(),
            sublabel: native.map(ToString::to_string),
            kind: NodeKind::Actor(self.colour(id)),
            link: self.link(Target::Actor(id)),
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
        let proposition = &self.material.corpus[id];
        let group = proposition.issue.map(|issue| self.issue(issue));
        let node = self.add(Node {
            id: format!("proposition/{}", proposition.slug),
            label: proposition.text.to_string(),
            group,
            link: self.link(Target::Proposition(id)),
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
        if let Some(&group) = self.issues.get(&id) {
            return group;
        }
        let (issue, link) = (&self.material.corpus[id], self.link(Target::Issue(id)));
        self.picture.groups.push(Group { id: issue.slug.to_string(), label: issue.name.to_string(), link });
        let group = self.picture.groups.len() - 1;
        self.issues.insert(id, group);
        group
    }

    pub fn add(&mut self, node: Node) -> usize {
        self.picture.nodes.push(node);
        self.picture.nodes.len() - 1
    }

    pub fn has_proposition(&self, id: PropositionId) -> bool {
        self.propositions.contains_key(&id)
    }

    /// An edge that a statement draws between two nodes, with all that is told of it.
    pub fn edge(&mut self, id: StatementId, from: usize, to: usize, kind: EdgeKind) -> Edge {
        let corpus = self.material.corpus;
        let statement = &corpus[id];
        self.rests_on(id);
        Edge {
            from,
            to,
            kind,
            actor: Some(self.colour(statement.holder)),
            heard: heard(corpus, statement),
            link: self.link(Target::Statement(id)),
            hover: Some(hover(corpus, id)),
            dashed: is_dashed(statement),
            ..Edge::default()
        }
    }

    /// A position or claim: an edge from its holder to what it is about, with its conditions and those addressed.
    pub fn stance(&mut self, id: StatementId) -> Edge {
        let corpus = self.material.corpus;
        let statement = &corpus[id];
        let (from, to) = (self.actor(statement.holder), self.proposition(statement.what));
        let towards = statement.addressees.iter().map(|&actor| self.actor(actor)).collect();
        let conditions = corpus.conditions_of(id);
        let conditions = conditions.map(|(_, c)| ConditionNote { kind: c.kind, text: ways(corpus, c) }).collect();
        Edge { towards, conditions, ..self.edge(id, from, to, EdgeKind::Stance(statement.verb)) }
    }

    /// Notes whose report a part of the picture rests on.
    pub fn rests_on(&mut self, id: StatementId) {
        self.articles.extend(self.material.corpus[id].article);
    }

    pub fn link(&self, target: Target<'_>) -> Option<String> {
        self.material.links.address(self.material.corpus, target)
    }

    /// Says that something would have made the picture too full.
    pub fn leave_out_for_room(&mut self, count: usize, what: &str, why: &str) {
        self.picture.is_cut |= count > 0;
        self.leave_out(count, what, why);
    }

    /// Says that something is not in the picture, and why.
    pub fn leave_out(&mut self, count: usize, what: &str, why: &str) {
        self.picture.left_out.extend(words::left_out(count, what, why));
    }
}

/// The number that picks each actor's colour. Who speaks for another wears the colour of the one spoken for. Those who
/// hold positions are told apart, in the order of the codebook, where editors put the main actors first; so neighbours
/// in a picture rarely share a colour though there are but a few. All others are grey.
fn colours(corpus: &Corpus) -> Vec<usize> {
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
