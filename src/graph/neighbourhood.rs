//! Walks in the graph: what a node points to, what points to it, all there is.

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::{Edge, KnowledgeGraph, Node};

impl KnowledgeGraph {
    /// All nodes, kind by kind and by id.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.graph.node_weights().copied()
    }

    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// All edges, as (from, what it says, to), in the order of the records that they come from.
    pub fn edges(&self) -> impl Iterator<Item = (Node, Edge, Node)> + '_ {
        self.graph.edge_references().map(|edge| (self.graph[edge.source()], *edge.weight(), self.graph[edge.target()]))
    }

    /// What a node points to by edges of a kind, sorted.
    pub fn targets(&self, from: impl Into<Node>, edge: Edge) -> Vec<Node> {
        self.linked(from.into(), edge, Direction::Outgoing)
    }

    /// What points to a node by edges of a kind, sorted.
    pub fn sources(&self, to: impl Into<Node>, edge: Edge) -> Vec<Node> {
        self.linked(to.into(), edge, Direction::Incoming)
    }

    /// Whether any edge touches a node.
    pub fn is_linked(&self, node: impl Into<Node>) -> bool {
        self.graph.neighbors_undirected(self.runs.index(node.into())).next().is_some()
    }

    /// All edges that touch a node, as (from, what it says, to), sorted.
    pub fn around(&self, node: impl Into<Node>) -> Vec<(Node, Edge, Node)> {
        let index = self.runs.index(node.into());
        let outgoing = self.graph.edges_directed(index, Direction::Outgoing);
        let incoming = self.graph.edges_directed(index, Direction::Incoming);
        let triple = |edge: petgraph::graph::EdgeReference<'_, Edge>| {
            (self.graph[edge.source()], *edge.weight(), self.graph[edge.target()])
        };
        let mut all: Vec<_> = outgoing.chain(incoming).map(triple).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn linked(&self, node: Node, edge: Edge, direction: Direction) -> Vec<Node> {
        let edges = self.graph.edges_directed(self.runs.index(node), direction).filter(|e| *e.weight() == edge);
        let other_end = |e: petgraph::graph::EdgeReference<'_, Edge>| match direction {
            Direction::Outgoing => self.graph[e.target()],
            Direction::Incoming => self.graph[e.source()],
        };
        let mut nodes: Vec<Node> = edges.map(other_end).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}
