//! What is to be drawn, before anyone knows where: nodes, edges and groups with their words and kinds. Every layout and
//! the DOT writer read the same [`Picture`]; it knows nothing of the corpus, only of what the eye shall tell apart.

/// One picture: a question, and the nodes and edges that answer it.
///
/// Whoever makes it sees to it that indices point at something and that no two nodes share an id.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The question, as `Who demands what from whom?`.
    pub title: String,
    /// One line that explains how to read it.
    pub explanation: String,
    /// What a reader who cannot see it should hear; the explanation serves where this is empty.
    pub description: String,
    /// Fields behind the nodes, as the issues are.
    pub groups: Vec<Group>,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// What was left out, a sentence each: `12 withdrawn demands are left out.`
    pub left_out: Vec<String>,
}

/// A named field that holds nodes.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The record's id, as `settlement`.
    pub id: String,
    pub label: String,
    pub link: Option<String>,
}

/// A thing drawn as a box of some kind.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The record's id; DOT and the page name the node by it.
    pub id: String,
    pub label: String,
    /// A second, smaller line, as the name in its own script: `Россия`.
    pub sublabel: Option<String>,
    pub kind: NodeKind,
    /// Index into [`Picture::groups`].
    pub group: Option<usize>,
    /// Where the record is found, as `#proposition/relations-restored`.
    pub link: Option<String>,
    /// What shows when the pointer rests on it; the full label serves where this is absent.
    pub hover: Option<String>,
    /// Open or inferred.
    pub dashed: bool,
}

/// What a node stands for, and thereby its form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum NodeKind {
    /// A dark plate. The number picks the actor's colour, the same in every picture.
    Actor(usize),
    /// A pale box.
    #[default]
    Proposition,
    /// A straw-coloured hexagon.
    Condition(Condition),
    /// A magenta octagon.
    Finding,
    /// A pill: what somebody said, and where.
    Statement,
    /// A sheet of paper.
    Article,
}

/// How one thing hangs on another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Condition {
    OnlyAfter,
    OnlyIf,
    InReturnFor,
    Unless,
}

impl Condition {
    /// In the words of the annotation language.
    pub fn words(self) -> &'static str {
        match self {
            Condition::OnlyAfter => "only after",
            Condition::OnlyIf => "only if",
            Condition::InReturnFor => "in return for",
            Condition::Unless => "unless",
        }
    }
}

/// A line between two nodes, and on to those it is addressed to.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// Index into [`Picture::nodes`]: who demands.
    pub from: usize,
    /// What is demanded.
    pub to: usize,
    /// From whom. Empty where nobody is addressed.
    pub towards: Vec<usize>,
    pub kind: EdgeKind,
    /// Words on the line, as `Russia: only after`.
    pub label: String,
    /// The number that picks the colour of the actor whose line this is.
    pub actor: Option<usize>,
    /// On which conditions.
    pub conditions: Vec<ConditionNote>,
    pub link: Option<String>,
    pub hover: Option<String>,
    /// Open or inferred.
    pub dashed: bool,
}

/// A condition told in words: `only after relations are restored`.
#[derive(Clone, Debug)]
pub struct ConditionNote {
    pub kind: Condition,
    /// What it hangs on, without the words of the kind: `relations are restored`.
    pub text: String,
}

/// What an edge says, and thereby its colour, its sign and its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum EdgeKind {
    Demand,
    /// Offers, promises, accepts.
    Offer,
    /// Rejects, refuses, opposes.
    Reject,
    /// Waits for, on a condition.
    Waits(Condition),
    /// The one brings the other with it.
    Means,
    /// Both cannot be.
    Excludes,
    /// From a finding to what it is about.
    Concerns,
    /// Anything else: from an article to its quotes, from a voice to whom it speaks for.
    #[default]
    Plain,
}

impl EdgeKind {
    /// The word of the legend.
    pub fn words(self) -> &'static str {
        match self {
            EdgeKind::Demand => "demands",
            EdgeKind::Offer => "offers or accepts",
            EdgeKind::Reject => "rejects",
            EdgeKind::Waits(condition) => condition.words(),
            EdgeKind::Means => "means",
            EdgeKind::Excludes => "excludes",
            EdgeKind::Concerns => "found here",
            EdgeKind::Plain => "belongs to",
        }
    }
}

impl Picture {
    /// The picture with only the nodes that `keep` names, the edges between them, and their groups. Layouts use it to
    /// draw the part that fits.
    pub fn restricted(&self, keep: &[bool]) -> Picture {
        let mut place = vec![None; self.nodes.len()];
        let mut nodes = Vec::new();
        for (index, node) in self.nodes.iter().enumerate().filter(|&(index, _)| keep[index]) {
            place[index] = Some(nodes.len());
            nodes.push(node.clone());
        }
        let moved = |edge: &Edge| {
            let towards = edge.towards.iter().filter_map(|&whom| place[whom]).collect();
            Some(Edge { from: place[edge.from]?, to: place[edge.to]?, towards, ..edge.clone() })
        };
        let edges = self.edges.iter().filter_map(moved).collect();
        Picture { nodes, edges, groups: self.groups.clone(), left_out: self.left_out.clone(), ..self.words_only() }
    }

    fn words_only(&self) -> Picture {
        Picture {
            title: self.title.clone(),
            explanation: self.explanation.clone(),
            description: self.description.clone(),
            ..Picture::default()
        }
    }
}
