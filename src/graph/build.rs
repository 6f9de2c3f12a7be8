//! From the corpus to the graph: one run of nodes a kind, then the edges, record by record.

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Edge, KnowledgeGraph, Node, Runs};
use crate::corpus::{Board, Corpus, Relation};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};

impl KnowledgeGraph {
    /// Links all records of a corpus. Takes time and memory in line with its size.
    pub fn build(corpus: &Corpus) -> KnowledgeGraph {
        let runs = Runs::of(corpus);
        let nodes = runs.quotes + corpus.quotes().len();
        let edges = corpus.statements().len() * 5 + corpus.conditions().len() * 2 + corpus.quotes().len() * 2;
        let mut builder = Builder { graph: DiGraph::with_capacity(nodes, edges), runs };
        builder.add_nodes(corpus);
        builder.link_codebook(corpus);
        builder.link_statements(corpus);
        builder.link_constraints(corpus);
        KnowledgeGraph { graph: builder.graph, runs }
    }
}

impl Runs {
    fn of(corpus: &Corpus) -> Runs {
        let issues = corpus.actors().len();
        let propositions = issues + corpus.issues().len();
        let articles = propositions + corpus.propositions().len();
        let statements = articles + corpus.articles().len();
        let conditions = statements + corpus.statements().len();
        let quotes = conditions + corpus.conditions().len();
        Runs { issues, propositions, articles, statements, conditions, quotes }
    }

    pub(super) fn index(&self, node: Node) -> NodeIndex {
        NodeIndex::new(match node {
            Node::Actor(id) => id.index(),
            Node::Issue(id) => self.issues + id.index(),
            Node::Proposition(id) => self.propositions + id.index(),
            Node::Article(id) => self.articles + id.index(),
            Node::Position(id) | Node::Claim(id) => self.statements + id.index(),
            Node::Condition(id) => self.conditions + id.index(),
            Node::Quote(id) => self.quotes + id.index(),
        })
    }
}

struct Builder {
    graph: DiGraph<Node, Edge>,
    runs: Runs,
}

impl Builder {
    fn add_nodes(&mut self, corpus: &Corpus) {
        let statement = |id: StatementId| match corpus[id].board() {
            Board::Outcome => Node::Position(id),
            Board::Fact => Node::Claim(id),
        };
        let nodes = corpus.actor_ids().map(Node::Actor);
        let nodes = nodes.chain(corpus.issue_ids().map(Node::Issue));
        let nodes = nodes.chain(corpus.proposition_ids().map(Node::Proposition));
        let nodes = nodes.chain(corpus.article_ids().map(Node::Article));
        let nodes = nodes.chain(corpus.statement_ids().map(statement));
        let nodes = nodes.chain(corpus.condition_ids().map(Node::Condition));
        for node in nodes.chain(corpus.quote_ids().map(Node::Quote)) {
            self.graph.add_node(node);
        }
    }

    fn link(&mut self, from: Node, edge: Edge, to: Node) {
        self.graph.add_edge(self.runs.index(from), self.runs.index(to), edge);
    }

    fn link_codebook(&mut self, corpus: &Corpus) {
        for (id, actor) in corpus.actor_ids().zip(corpus.actors()) {
            for mandate in &actor.mandates {
                self.link(Node::Actor(id), Edge::SpeaksFor, Node::Actor(mandate.of));
            }
        }
        for (id, proposition) in corpus.proposition_ids().zip(corpus.propositions()) {
            if let Some(issue) = proposition.issue {
                self.link(Node::Proposition(id), Edge::Concerns, Node::Issue(issue));
            }
            self.link_performers(Node::Proposition(id), &proposition.by);
        }
    }

    fn link_performers(&mut self, of: Node, performers: &[ActorId]) {
        for &actor in performers {
            self.link(of, Edge::PerformedBy, Node::Actor(actor));
        }
    }

    fn link_statements(&mut self, corpus: &Corpus) {
        for (id, statement) in corpus.statement_ids().zip(corpus.statements()) {
            let node = Node::Position(id);
            self.link(Node::Actor(statement.holder), Edge::Holds, node);
            self.link(node, Edge::About, Node::Proposition(statement.what));
            if let Some(voice) = statement.voice {
                self.link(node, Edge::VoicedBy, Node::Actor(voice));
            }
            if let Some(source) = statement.according_to {
                self.link(node, Edge::AccordingTo, Node::Actor(source));
            }
            let addressed = if statement.verb.takes_from() { Edge::DemandedFrom } else { Edge::AddressedTo };
            for &actor in &statement.addressees {
                self.link(node, addressed, Node::Actor(actor));
            }
            if let Some(article) = statement.article {
                self.link(node, Edge::ReportedIn, Node::Article(article));
            }
        }
        for (id, condition) in corpus.condition_ids().zip(corpus.conditions()) {
            self.link(Node::Position(condition.statement), Edge::OnCondition, Node::Condition(id));
            for way in &condition.alternatives {
                self.link(Node::Condition(id), Edge::MetBy, Node::Proposition(way.what));
                self.link_performers(Node::Condition(id), &way.by);
            }
        }
        for (id, quote) in corpus.quote_ids().zip(corpus.quotes()) {
            self.link(Node::Position(quote.statement), Edge::RestsOn, Node::Quote(id));
            if let Some(article) = quote.article {
                self.link(Node::Quote(id), Edge::StandsIn, Node::Article(article));
            }
        }
    }

    fn link_constraints(&mut self, corpus: &Corpus) {
        for constraint in corpus.constraints() {
            match &constraint.relation {
                &Relation::Implies(p, q) => self.link(Node::Proposition(p), Edge::Implies, Node::Proposition(q)),
                &Relation::Opposite(p, q) => self.link_alike(Edge::Opposite, p, q),
                // Three that do not all go together exclude no two of themselves; such a constraint is no edge.
                Relation::NotAll(all) => {
                    if let [p, q] = **all {
                        self.link_alike(Edge::Excludes, p, q);
                    }
                }
                Relation::SameTime(all) => {
                    all.windows(2).for_each(|pair| self.link_alike(Edge::SameTime, pair[0], pair[1]))
                }
                Relation::Parts { whole, parts, .. } => {
                    for &part in parts {
                        self.link(Node::Proposition(part), Edge::PartOf, Node::Proposition(*whole));
                    }
                }
                Relation::OneOf(_) => {}
            }
        }
    }

    /// Links two propositions by a relation that reads the same both ways.
    fn link_alike(&mut self, edge: Edge, p: PropositionId, q: PropositionId) {
        self.link(Node::Proposition(p.min(q)), edge, Node::Proposition(p.max(q)));
    }
}

impl From<ActorId> for Node {
    fn from(id: ActorId) -> Node {
        Node::Actor(id)
    }
}

impl From<IssueId> for Node {
    fn from(id: IssueId) -> Node {
        Node::Issue(id)
    }
}

impl From<PropositionId> for Node {
    fn from(id: PropositionId) -> Node {
        Node::Proposition(id)
    }
}

impl From<ArticleId> for Node {
    fn from(id: ArticleId) -> Node {
        Node::Article(id)
    }
}

/// A statement's node is found by its id alone; whether it is a position or a claim is read from the graph.
impl From<StatementId> for Node {
    fn from(id: StatementId) -> Node {
        Node::Position(id)
    }
}
