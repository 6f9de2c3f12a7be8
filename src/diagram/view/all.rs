//! The whole knowledge graph. DOT holds all of it; a page holds the positions in force that have the most around them.

use std::collections::{BTreeMap, BTreeSet};

use super::material::{Canvas, hover, is_dashed, left_out, link, mark};
use super::{Drawing, Focus, Material, View};
use crate::corpus::Verb;
use crate::diagram::layout::layered::{self, Limits};
use crate::diagram::picture::{self, EdgeKind, NodeKind, Picture};
use crate::graph::{Edge, Node};
use crate::id::{ConditionId, StatementId};

/// A layered picture of more nodes than some dozens is mud.
const MOST_NODES: usize = 44;
/// What is chosen for the page is drawn whole.
const LIMITS: Limits = Limits { grouped: MOST_NODES, nodes: MOST_NODES };

pub fn draw(material: &Material<'_>, focus: Focus) -> Drawing {
    let explanation = "Actors hold positions on propositions, from others and on conditions.";
    let canvas = Canvas::new(material, View::All.question(), explanation);
    let (nodes, positions) = Default::default();
    let mut all = All { material: *material, focus, canvas, nodes, positions };
    for (from, edge, to) in material.graph.edges() {
        all.link(from, edge, to);
    }
    let scene = layered::draw(&all.page(), LIMITS);
    Drawing { picture: without_fields(all.canvas.picture), scene }
}

/// The picture without the issues' fields: Graphviz gives up on a large graph with many of them ("trouble in init_rank").
fn without_fields(mut picture: Picture) -> Picture {
    picture.groups.clear();
    for node in &mut picture.nodes {
        node.group = None;
    }
    picture
}

struct All<'a> {
    material: Material<'a>,
    focus: Focus,
    canvas: Canvas<'a>,
    nodes: BTreeMap<Node, usize>,
    /// The nodes of the holders' own positions in force.
    positions: Vec<usize>,
}

impl All<'_> {
    /// The part of the graph that a page shows: positions in force, each whole, with who holds it, on what, from whom
    /// and on which conditions. Those with the most around them come first, as long as there is room.
    fn page(&self) -> Picture {
        let picture = &self.canvas.picture;
        let mut around: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for edge in picture.edges.iter().filter(|edge| is_of_page(picture, edge)) {
            around.entry(edge.from).or_default().push(edge.to);
            around.entry(edge.to).or_default().push(edge.from);
        }
        let neighbours = |node: usize| around.get(&node).map_or(&[][..], Vec::as_slice);
        let whole = |position: usize| {
            let conditions = neighbours(position).iter().copied().filter(|&node| is_condition(picture, node));
            let ways = conditions.flat_map(|condition| neighbours(condition).iter().copied());
            let mut nodes: BTreeSet<usize> = ways.chain(neighbours(position).iter().copied()).collect();
            nodes.insert(position);
            nodes
        };
        let mut positions: Vec<BTreeSet<usize>> = self.positions.iter().map(|&position| whole(position)).collect();
        positions.sort_by_key(|nodes| std::cmp::Reverse(nodes.len()));
        let mut kept: BTreeSet<usize> = BTreeSet::new();
        for nodes in &positions {
            if kept.union(nodes).count() <= MOST_NODES {
                kept.extend(nodes);
            }
        }
        let keep: Vec<bool> = (0..picture.nodes.len()).map(|node| kept.contains(&node)).collect();
        let mut page = picture.restricted(&keep);
        page.edges = page.edges.iter().filter(|edge| is_of_page(&page, edge)).cloned().collect();
        let why = "this is what hangs together most; the DOT file holds the whole graph";
        page.left_out.extend(left_out(picture.nodes.len() - kept.len(), "node", why));
        page
    }
}

fn is_condition(picture: &Picture, node: usize) -> bool {
    matches!(picture.nodes[node].kind, NodeKind::Condition(_))
}

/// Whether a page shows an edge. Voices, performers and articles hang on what is shown, and stand in the DOT file.
fn is_of_page(picture: &Picture, edge: &picture::Edge) -> bool {
    let is_evidence = |node: usize| picture.nodes[node].kind == NodeKind::Article;
    let is_shown = edge.label.is_empty()
        || edge.kind != EdgeKind::Plain
        || [Edge::DemandedFrom, Edge::AddressedTo].iter().any(|shown| shown.phrase() == edge.label);
    is_shown && !is_evidence(edge.from) && !is_evidence(edge.to)
}

impl All<'_> {
    /// Draws an edge, where both its ends are within the focus.
    fn link(&mut self, from: Node, edge: Edge, to: Node) {
        if !(self.admits(from) && self.admits(to) && self.joins_the_drawn(from, to)) {
            return;
        }
        let Some(source) = self.node(from) else { return };
        // What an issue groups is drawn within its field.
        let Some(target) = self.node(to) else { return };
        let kind = self.kind(from, edge, to);
        let label = match edge {
            Edge::Holds | Edge::About | Edge::ReportedIn | Edge::MetBy | Edge::OnCondition => String::new(),
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

    /// Under a focus, an edge of the codebook is drawn only between what the statements have brought in.
    fn joins_the_drawn(&self, from: Node, to: Node) -> bool {
        let is_codebook = |node| matches!(node, Node::Actor(_) | Node::Issue(_) | Node::Proposition(_));
        self.focus == Focus::default() || !(is_codebook(from) && is_codebook(to))
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
        if let Node::Position(id) = node
            && self.material.standing.in_force(id)
        {
            self.positions.push(added);
        }
        Some(added)
    }

    fn made(&self, node: Node) -> Option<picture::Node> {
        let corpus = self.material.corpus;
        Some(match node {
            Node::Position(id) | Node::Claim(id) => picture::Node {
                id: format!("statement/{}", corpus.statement_name(id)),
                label: self.words(id),
                kind: NodeKind::Statement,
                link: Some(link(corpus, id)),
                hover: Some(hover(corpus, id)),
                dashed: is_dashed(&corpus[id]) || !self.material.standing.in_force(id),
                ..Default::default()
            },
            Node::Condition(id) => picture::Node {
                id: self.condition_name(id),
                label: corpus[id].kind.phrase().to_owned(),
                kind: NodeKind::Condition(mark(corpus[id].kind)),
                link: Some(link(corpus, corpus[id].statement)),
                ..Default::default()
            },
            Node::Article(id) => picture::Node {
                id: format!("article/{}", corpus[id].slug),
                label: corpus[id].title.as_ref().unwrap_or(&corpus[id].slug).to_string(),
                kind: NodeKind::Article,
                link: Some(format!("#article/{}", corpus[id].slug)),
                ..Default::default()
            },
            Node::Quote(id) => {
                let statement = corpus[id].statement;
                let place = corpus.quotes_of(statement).position(|(other, _)| other == id).unwrap_or_default() + 1;
                picture::Node {
                    id: format!("quote/{}/{place}", corpus.statement_name(statement)),
                    label: format!("“{}”", corpus[id].exact),
                    kind: NodeKind::Article,
                    link: Some(link(corpus, statement)),
                    ..Default::default()
                }
            }
            Node::Actor(_) | Node::Proposition(_) | Node::Issue(_) => return None,
        })
    }

    fn condition_name(&self, id: ConditionId) -> String {
        let corpus = self.material.corpus;
        let statement = corpus[id].statement;
        let place = corpus.conditions_of(statement).position(|(other, _)| other == id).unwrap_or_default() + 1;
        format!("condition/{}/{place}", corpus.statement_name(statement))
    }

    fn kind(&self, from: Node, edge: Edge, to: Node) -> EdgeKind {
        let corpus = self.material.corpus;
        match (edge, from) {
            (Edge::About, Node::Position(id)) => match corpus[id].verb {
                Verb::Demands => EdgeKind::Demand,
                Verb::Offers | Verb::Promises | Verb::Accepts => EdgeKind::Offer,
                Verb::Opposes | Verb::Rejects | Verb::Refuses => EdgeKind::Reject,
                _ => EdgeKind::Plain,
            },
            (Edge::OnCondition, _) => match to {
                Node::Condition(id) => EdgeKind::Waits(mark(corpus[id].kind)),
                _ => EdgeKind::Plain,
            },
            (Edge::MetBy, Node::Condition(id)) => EdgeKind::Waits(mark(corpus[id].kind)),
            (Edge::Implies, _) => EdgeKind::Means,
            (Edge::Excludes | Edge::Opposite, _) => EdgeKind::Excludes,
            _ => EdgeKind::Plain,
        }
    }
}
