//! All of the knowledge graph as a picture for programs: every record a node, every link an edge. Far too much for a
//! page, and just right for Graphviz, for a search or for a comparison.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::diagram::picture::{self, EdgeKind, NodeKind, Picture};
use crate::diagram::view::canvas::{Canvas, is_dashed};
use crate::diagram::view::words::hover;
use crate::diagram::view::{Focus, Material, Target};
use crate::graph::{Edge, Node};
use crate::id::{ConditionId, QuoteId, StatementId};

/// Draws every edge of the graph that lies within the focus.
pub fn picture(material: &Material<'_>, canvas: Canvas<'_>, focus: &Focus) -> Picture {
    let mut whole = Whole { material: *material, focus, canvas, nodes: BTreeMap::new() };
    for (from, edge, to) in material.graph.edges() {
        whole.link(from, edge, to);
    }
    whole.canvas.finish()
}

struct Whole<'a, 'f> {
    material: Material<'a>,
    focus: &'f Focus,
    canvas: Canvas<'a>,
    nodes: BTreeMap<Node, usize>,
}

impl Whole<'_, '_> {
    /// Draws an edge, where both its ends are within the focus.
    fn link(&mut self, from: Node, edge: Edge, to: Node) {
        if !(self.admits(from) && self.admits(to) && self.joins_the_drawn(from, to)) {
            return;
        }
        let Some(source) = self.node(from) else { return };
        // What an issue groups is drawn within its field.
        let Some(target) = self.node(to) else { return };
        let kind = kind(self.material.corpus, from, edge, to);
        let label = match edge {
            Edge::Holds | Edge::About | Edge::ReportedIn | Edge::MetBy | Edge::OnCondition => String::new(),
            Edge::Implies => kind.words().to_owned(),
            _ => edge.phrase().to_owned(),
        };
        self.canvas.picture.edges.push(picture::Edge { from: source, to: target, kind, label, ..Default::default() });
    }

    fn admits(&self, node: Node) -> bool {
        let corpus = self.material.corpus;
        match node {
            Node::Position(id) | Node::Claim(id) => self.admits_statement(id),
            Node::Condition(id) => self.admits_statement(corpus[id].statement),
            Node::Quote(id) => self.admits_statement(corpus[id].statement),
            Node::Actor(_) | Node::Issue(_) | Node::Proposition(_) | Node::Article(_) => true,
        }
    }

    /// What had not been said by the day asked about was not known then.
    fn admits_statement(&self, id: StatementId) -> bool {
        let Material { corpus, standing, .. } = self.material;
        corpus[id].said.first_day() <= standing.as_of() && self.focus.admits(corpus, id)
    }

    /// Under a focus, an edge of the codebook is drawn only between what the statements have brought in.
    fn joins_the_drawn(&self, from: Node, to: Node) -> bool {
        let is_codebook = |node| matches!(node, Node::Actor(_) | Node::Issue(_) | Node::Proposition(_));
        !(self.focus.is_narrow() && is_codebook(from) && is_codebook(to))
    }

    fn node(&mut self, node: Node) -> Option<usize> {
        match node {
            Node::Actor(id) => return Some(self.canvas.actor(id)),
            Node::Proposition(id) => return Some(self.canvas.proposition(id)),
            Node::Issue(_) => return None,
            _ => {}
        }
        if let Some(&known) = self.nodes.get(&node) {
            return Some(known);
        }
        let made = self.made(node)?;
        let added = self.canvas.add(made);
        self.nodes.insert(node, added);
        Some(added)
    }

    fn made(&mut self, node: Node) -> Option<picture::Node> {
        let corpus = self.material.corpus;
        Some(match node {
            Node::Position(id) | Node::Claim(id) => self.statement(id),
            Node::Condition(id) => picture::Node {
                id: condition_name(corpus, id),
                label: corpus[id].kind.phrase().to_owned(),
                kind: NodeKind::Condition(corpus[id].kind),
                link: self.canvas.link(Target::Statement(corpus[id].statement)),
                ..Default::default()
            },
            Node::Article(id) => picture::Node {
                id: format!("article/{}", corpus[id].slug),
                label: corpus[id].title.as_ref().unwrap_or(&corpus[id].slug).to_string(),
                kind: NodeKind::Article,
                link: self.canvas.link(Target::Article(id)),
                ..Default::default()
            },
            Node::Quote(id) => picture::Node {
                id: quote_name(corpus, id),
                label: format!("“{}”", corpus[id].exact),
                kind: NodeKind::Quote,
                link: self.canvas.link(Target::Quote(id)),
                ..Default::default()
            },
            Node::Actor(_) | Node::Proposition(_) | Node::Issue(_) => return None,
        })
    }

    fn statement(&mut self, id: StatementId) -> picture::Node {
        let Material { corpus, standing, .. } = self.material;
        self.canvas.rests_on(id);
        picture::Node {
            id: format!("statement/{}", corpus.statement_name(id)),
            label: self.words(id),
            kind: NodeKind::Statement(corpus[id].verb),
            link: self.canvas.link(Target::Statement(id)),
            hover: Some(hover(corpus, id)),
            dashed: is_dashed(&corpus[id]) || !standing.in_force(id),
            said: Some(corpus[id].said),
            ..Default::default()
        }
    }

    /// What a statement's node says: its verb and its day, and where it is not its holder's word in force, why not.
    fn words(&self, id: StatementId) -> String {
        let Material { corpus, standing, .. } = self.material;
        let statement = &corpus[id];
        let verb = statement.verb.phrase();
        match statement.according_to {
            Some(source) => format!("{verb}, says {} ({})", corpus[source].name, statement.said),
            None if !standing.is_own(id) => format!("{verb}, without a mandate ({})", statement.said),
            None if !standing.in_force(id) => format!("{verb} ({}, ended)", statement.said),
            None => format!("{verb} ({})", statement.said),
        }
    }
}

/// The name of a condition: its statement's, and its place there.
pub fn condition_name(corpus: &Corpus, id: ConditionId) -> String {
    let statement = corpus[id].statement;
    let place = corpus.conditions_of(statement).position(|(other, _)| other == id).unwrap_or_default() + 1;
    format!("condition/{}/{place}", corpus.statement_name(statement))
}

fn quote_name(corpus: &Corpus, id: QuoteId) -> String {
    let statement = corpus[id].statement;
    let place = corpus.quotes_of(statement).position(|(other, _)| other == id).unwrap_or_default() + 1;
    format!("quote/{}/{place}", corpus.statement_name(statement))
}

fn kind(corpus: &Corpus, from: Node, edge: Edge, to: Node) -> EdgeKind {
    match (edge, from, to) {
        (Edge::About, Node::Position(id) | Node::Claim(id), _) => EdgeKind::Stance(corpus[id].verb),
        (Edge::OnCondition, _, Node::Condition(id)) => EdgeKind::Waits(corpus[id].kind),
        (Edge::MetBy, Node::Condition(id), _) => EdgeKind::Waits(corpus[id].kind),
        (Edge::Implies, ..) => EdgeKind::Means,
        (Edge::Excludes | Edge::Opposite, ..) => EdgeKind::Excludes,
        _ => EdgeKind::Plain,
    }
}
