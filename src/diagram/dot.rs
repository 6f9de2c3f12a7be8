//! Writes a picture as DOT, for those who have Graphviz and for diffs: ids are the records' own, and lines are sorted, so
//! that a change of position is a change of one line.

use graphviz_rust::dot_structures::{
    Attribute, Edge as Join, EdgeTy, Graph, GraphAttributes, Id, Node as Knot, NodeId,
};
use graphviz_rust::dot_structures::{Stmt, Subgraph, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::edge::{kind_ink, kind_pen};
use super::escape::{dot_id, dot_text, link};
use super::picture::{ConditionKind, Edge, EdgeKind, Node, NodeKind, Picture};
use super::scene::Dash;
use super::theme::{Ink, Theme};

/// The picture as a DOT file, in the colours of a theme.
pub fn write(picture: &Picture, theme: Theme) -> String {
    let writer = Writer { picture, theme };
    let mut text = writer.graph().print(&mut PrinterContext::default());
    text.push('\n');
    text
}

struct Writer<'a> {
    picture: &'a Picture,
    theme: Theme,
}

impl Writer<'_> {
    fn graph(&self) -> Graph {
        let mut stmts = vec![self.graph_style(), self.node_style(), self.edge_style()];
        let mut clusters: Vec<(&str, Stmt)> = (0..self.picture.groups.len())
            .map(|index| (self.picture.groups[index].id.as_str(), self.cluster(index)))
            .collect();
        clusters.sort_by_key(|&(id, _)| id);
        stmts.extend(clusters.into_iter().map(|(_, cluster)| cluster));
        stmts.extend(self.nodes(None));
        stmts.extend(self.edges());
        Graph::DiGraph { id: quoted(&self.picture.title), strict: false, stmts }
    }

    fn graph_style(&self) -> Stmt {
        let attributes = vec![
            text("label", &self.picture.title),
            plain("labelloc", "t"),
            plain("rankdir", "LR"),
            // Ranks are found for all nodes at once: with clusters ranked one by one, Graphviz 2.43 gives up on larger
            // graphs ("trouble in init_rank").
            plain("newrank", "true"),
            plain("fontname", "DejaVu Sans"),
            plain("bgcolor", self.colour(Ink::Paper)),
            plain("fontcolor", self.colour(Ink::Text)),
        ];
        Stmt::GAttribute(GraphAttributes::Graph(attributes))
    }

    fn node_style(&self) -> Stmt {
        let attributes = vec![plain("fontname", "DejaVu Sans"), plain("fontsize", "11")];
        Stmt::GAttribute(GraphAttributes::Node(attributes))
    }

    fn edge_style(&self) -> Stmt {
        let attributes = vec![plain("fontname", "DejaVu Sans"), plain("fontsize", "9")];
        Stmt::GAttribute(GraphAttributes::Edge(attributes))
    }

    fn cluster(&self, index: usize) -> Stmt {
        let group = &self.picture.groups[index];
        let mut attributes = vec![
            text("label", &group.label),
            plain("style", "rounded,filled"),
            plain("fillcolor", self.colour(Ink::Field)),
            plain("color", self.colour(Ink::FieldBorder)),
        ];
        attributes.extend(address(group.link.as_deref()));
        let mut stmts: Vec<Stmt> = attributes.into_iter().map(Stmt::Attribute).collect();
        stmts.extend(self.nodes(Some(index)));
        // Graphviz frames a subgraph only if its name begins so.
        Stmt::Subgraph(Subgraph { id: quoted(&format!("cluster_{}", group.id)), stmts })
    }

    fn nodes(&self, group: Option<usize>) -> Vec<Stmt> {
        let mut nodes: Vec<&Node> = self.picture.nodes.iter().filter(|node| node.group == group).collect();
        nodes.sort_by(|one, other| one.id.cmp(&other.id));
        nodes.into_iter().map(|node| Stmt::Node(self.node(node))).collect()
    }

    fn node(&self, node: &Node) -> Knot {
        let (shape, fill, ink) = form(node.kind);
        let style = if node.dashed { "filled,rounded,dashed" } else { "filled,rounded" };
        let label = [Some(&node.label), node.sublabel.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>();
        let mut attributes = vec![
            text("label", &label.join("\n")),
            plain("shape", shape),
            plain("style", if shape == "box" { style } else { style_without_corners(node.dashed) }),
            plain("fillcolor", self.colour(fill)),
            plain("color", self.colour(if fill == ink { Ink::Border } else { border(node.kind) })),
            plain("fontcolor", self.colour(ink)),
        ];
        attributes.extend(node.hover.as_deref().map(|hover| text("tooltip", hover)));
        attributes.extend(address(node.link.as_deref()));
        Knot { id: NodeId(quoted(&node.id), None), attributes }
    }

    fn edges(&self) -> Vec<Stmt> {
        let lines = lines(self.picture).into_iter();
        lines.map(|(from, to, words, edge)| Stmt::Edge(self.edge(from, to, &words, edge))).collect()
    }

    fn edge(&self, from: &str, to: &str, words: &str, edge: &Edge) -> Join {
        let end = |id: &str| Vertex::N(NodeId(quoted(id), None));
        let colour = self.colour(kind_ink(edge.kind));
        let mut attributes = vec![plain("color", colour), plain("fontcolor", colour)];
        attributes.extend((!words.is_empty()).then(|| text("label", words)));
        attributes.extend((kind_pen(edge).dash != Dash::Whole).then(|| plain("style", "dashed")));
        attributes.extend(head(edge.kind).map(|head| plain("arrowhead", head)));
        attributes.extend(edge.hover.as_deref().map(|hover| text("tooltip", hover)));
        attributes.extend(address(edge.link.as_deref()));
        Join { ty: EdgeTy::Pair(end(from), end(to)), attributes }
    }

    fn colour(&self, ink: Ink) -> &'static str {
        self.theme.colour(ink)
    }
}

/// Each edge, and one more from what is demanded to each of the addressed: the ids of its ends, its words and itself,
/// sorted by ends and words.
pub(super) fn lines(picture: &Picture) -> Vec<(&str, &str, String, &Edge)> {
    let id = |index: usize| picture.nodes[index].id.as_str();
    let mut lines = Vec::new();
    for edge in &picture.edges {
        lines.push((id(edge.from), id(edge.to), words(edge), edge));
        lines.extend(edge.towards.iter().map(|&whom| (id(edge.to), id(whom), String::new(), edge)));
    }
    lines.sort_by(|one, other| {
        let key = |line: &(_, _, String, &Edge)| (line.0, line.1, line.3.kind, line.3.actor);
        key(one).cmp(&key(other)).then_with(|| one.2.cmp(&other.2))
    });
    lines
}

/// The words of an edge with its conditions below them.
fn words(edge: &Edge) -> String {
    let conditions = edge.conditions.iter().map(|note| format!("{} {}", note.kind.phrase(), note.text));
    let words = if edge.label.is_empty() { edge.kind.words().to_owned() } else { edge.label.clone() };
    std::iter::once(words).chain(conditions).collect::<Vec<_>>().join("\n")
}

/// Shape, ground and ink of a kind of node.
fn form(kind: NodeKind) -> (&'static str, Ink, Ink) {
    match kind {
        NodeKind::Actor(number) => ("box", Ink::Actor(number), Ink::OnPlate),
        NodeKind::Proposition => ("box", Ink::Box, Ink::Text),
        NodeKind::Condition(ConditionKind::InReturnFor) => ("doubleoctagon", Ink::ConditionGround, Ink::Text),
        NodeKind::Condition(_) => ("hexagon", Ink::ConditionGround, Ink::Text),
        NodeKind::Finding => ("octagon", Ink::FindingGround, Ink::Finding),
        NodeKind::Statement(_) => ("ellipse", Ink::Field, Ink::Text),
        NodeKind::Quote => ("box", Ink::Field, Ink::Text),
        NodeKind::Remark => ("box", Ink::Paper, Ink::Muted),
        NodeKind::Article => ("note", Ink::Box, Ink::Text),
    }
}

fn border(kind: NodeKind) -> Ink {
    match kind {
        NodeKind::Actor(number) => Ink::Actor(number),
        NodeKind::Condition(_) => Ink::Condition,
        NodeKind::Finding => Ink::Finding,
        _ => Ink::Border,
    }
}

fn style_without_corners(dashed: bool) -> &'static str {
    if dashed { "filled,dashed" } else { "filled" }
}

fn head(kind: EdgeKind) -> Option<&'static str> {
    match kind {
        EdgeKind::Excludes | EdgeKind::Clashes => Some("tee"),
        EdgeKind::Concerns | EdgeKind::Agrees | EdgeKind::Opposed => Some("none"),
        _ => None,
    }
}

fn quoted(id: &str) -> Id {
    Id::Escaped(dot_id(id))
}

fn plain(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.into()), quoted(value))
}

fn text(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.into()), Id::Escaped(dot_text(value)))
}

fn address(address: Option<&str>) -> Option<Attribute> {
    address.and_then(link).map(|address| text("URL", address))
}
