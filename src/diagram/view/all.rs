//! The whole knowledge graph. DOT holds all of it; a page holds the positions in force that have the most
//! around them, each with who holds it, on what, from whom and on which conditions.

mod whole;

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::{Canvas, is_dashed};
use super::words::{hover, names, short_date};
use super::{Drawing, Focus, Material, Target, View};
use crate::corpus::Board;
use crate::diagram::layout::layered::{self, Limits};
use crate::diagram::picture::{Edge, EdgeKind, Node, NodeKind, Picture};
use crate::graph;
use crate::id::{ConditionId, PropositionId, StatementId};

/// A layered picture of more nodes than some dozens is mud.
const MOST_NODES: usize = 36;

const EXPLANATION: &str = "Actors hold positions on propositions, from others and on conditions.";

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let canvas = || Canvas::new(material, View::All.question(), EXPLANATION, focus);
    let whole = whole::picture(material, canvas(), focus);
    let picture = Page::new(*material, canvas()).picture(focus, whole.nodes.len());
    let scene = layered::draw(&picture, Limits::whole());
    Drawing { picture, scene, whole: Some(whole) }
}

/// What a page shows.
struct Page<'a> {
    material: Material<'a>,
    canvas: Canvas<'a>,
}

impl<'a> Page<'a> {
    fn new(material: Material<'a>, canvas: Canvas<'a>) -> Page<'a> {
        Page { material, canvas }
    }

    fn picture(mut self, focus: &Focus, nodes_in_all: usize) -> Picture {
        let chosen = self.chosen(focus);
        for &id in &chosen {
            self.position(id);
        }
        self.relations();
        let others = nodes_in_all.saturating_sub(self.canvas.picture.nodes.len());
        let positions = if self.canvas.picture.is_cut { ", and positions with less around them" } else { "" };
        self.canvas.leave_out(others, "node", &format!("claims, quotes, articles and voices{positions}"));
        self.canvas.finish()
    }

    /// The positions in force with the most around them, as long as there is room. What was said again comes once.
    fn chosen(&mut self, focus: &Focus) -> Vec<StatementId> {
        let Material { corpus, standing, .. } = self.material;
        let in_force = standing.in_force_on(Board::Outcome).filter(|own| focus.admits(corpus, own.id));
        let mut slots: BTreeMap<_, StatementId> = BTreeMap::new();
        for own in in_force {
            let statement = &corpus[own.id];
            slots.entry((statement.holder, statement.what, statement.is_positive())).or_insert(own.id);
        }
        let mut holders: BTreeMap<PropositionId, usize> = BTreeMap::new();
        for &(_, what, _) in slots.keys() {
            *holders.entry(what).or_default() += 1;
        }
        let mut positions: Vec<StatementId> = slots.into_values().collect();
        let around = |id: StatementId| {
            let whats = self.whats(id);
            whats.iter().map(|what| holders.get(what).copied().unwrap_or_default()).sum::<usize>() + 2 * whats.len()
        };
        positions.sort_by_key(|&id| std::cmp::Reverse(around(id)));
        let (mut kept, mut chosen) = (BTreeSet::new(), Vec::new());
        for id in positions {
            let nodes: BTreeSet<graph::Node> = self.nodes(id).into_iter().chain(kept.iter().copied()).collect();
            if nodes.len() <= focus.limit(MOST_NODES) {
                kept = nodes;
                chosen.push(id);
            } else {
                self.canvas.picture.is_cut = true;
            }
        }
        chosen.sort_unstable();
        chosen
    }

    /// What a position is about and what its conditions ask for.
    fn whats(&self, id: StatementId) -> Vec<PropositionId> {
        let corpus = self.material.corpus;
        let conditions = corpus.conditions_of(id).flat_map(|(_, condition)| &condition.alternatives);
        std::iter::once(corpus[id].what).chain(conditions.map(|way| way.what)).collect()
    }

    /// The nodes that a position needs.
    fn nodes(&self, id: StatementId) -> Vec<graph::Node> {
        let corpus = self.material.corpus;
        let conditions = corpus.conditions_of(id).map(|(id, _)| graph::Node::Condition(id));
        let whats = self.whats(id).into_iter().map(graph::Node::Proposition);
        let own = [graph::Node::Actor(corpus[id].holder), graph::Node::Position(id)];
        own.into_iter().chain(conditions).chain(whats).collect()
    }

    fn position(&mut self, id: StatementId) {
        let corpus = self.material.corpus;
        let statement = &corpus[id];
        let (holder, what) = (self.canvas.actor(statement.holder), self.canvas.proposition(statement.what));
        let addressed = (!statement.addressees.is_empty()).then(|| {
            let word = if statement.verb.takes_from() { "from" } else { "to" };
            format!("{word} {}, ", names(corpus, &statement.addressees))
        });
        let position = self.canvas.add(Node {
            id: format!("statement/{}", corpus.statement_name(id)),
            label: statement.verb.phrase().to_owned(),
            sublabel: Some(addressed.unwrap_or_default() + &short_date(statement.said)),
            kind: NodeKind::Statement(statement.verb),
            link: self.canvas.link(Target::Statement(id)),
            hover: Some(hover(corpus, id)),
            dashed: is_dashed(statement),
            said: Some(statement.said),
            ..Node::default()
        });
        let holds = self.canvas.edge(id, holder, position, EdgeKind::Plain);
        let about = self.canvas.edge(id, position, what, EdgeKind::Stance(statement.verb));
        self.canvas.picture.edges.extend([holds, about]);
        for (condition, _) in corpus.conditions_of(id) {
            self.condition(position, condition);
        }
    }

    fn condition(&mut self, position: usize, id: ConditionId) {
        let corpus = self.material.corpus;
        let condition = &corpus[id];
        let node = self.canvas.add(Node {
            id: whole::condition_name(corpus, id),
            label: condition.kind.phrase().to_owned(),
            kind: NodeKind::Condition(condition.kind),
            link: self.canvas.link(Target::Statement(condition.statement)),
            hover: Some(hover(corpus, condition.statement)),
            ..Node::default()
        });
        let kind = EdgeKind::Waits(condition.kind);
        let on = self.canvas.edge(condition.statement, position, node, kind);
        self.canvas.picture.edges.push(on);
        for way in &condition.alternatives {
            let to = self.canvas.proposition(way.what);
            let met = self.canvas.edge(condition.statement, node, to, kind);
            self.canvas.picture.edges.push(met);
        }
    }

    /// What the codebook says of the propositions shown.
    fn relations(&mut self) {
        for (from, edge, to) in self.material.graph.edges() {
            let (graph::Node::Proposition(from), graph::Node::Proposition(to)) = (from, to) else { continue };
            if !(self.canvas.has_proposition(from) && self.canvas.has_proposition(to)) {
                continue;
            }
            let kind = match edge {
                graph::Edge::Implies => EdgeKind::Means,
                graph::Edge::Excludes | graph::Edge::Opposite => EdgeKind::Excludes,
                _ => EdgeKind::Plain,
            };
            let (from, to) = (self.canvas.proposition(from), self.canvas.proposition(to));
            let label = edge.phrase().to_owned();
            self.canvas.picture.edges.push(Edge { from, to, kind, label, ..Edge::default() });
        }
    }
}
