//! What is to be drawn, before anyone knows where: nodes, edges and groups with their words and kinds. Every layout and
//! the writers of graphs as text read the same [`Picture`]; it knows nothing of the corpus, only of what the eye shall
//! tell apart.

use super::escape::drawable;
use crate::date::PartialDate;
pub use crate::moves::Way;
pub use crate::vocabulary::{ConditionKind, Verb};

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
    /// What was left out, and what else has to be said below it, a sentence each: `12 withdrawn demands are left out.`
    pub left_out: Vec<String>,
    /// Whether something was left out because there was no room.
    pub is_cut: bool,
    /// Whose reports it rests on: `Clash Report`.
    pub sources: Vec<String>,
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
    /// Open, inferred or from a source without a name.
    pub dashed: bool,
    /// When it was said, for a statement.
    pub said: Option<PartialDate>,
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
    Condition(ConditionKind),
    /// A magenta octagon.
    Finding,
    /// A pill: what somebody said, behind the sign of how they said it.
    Statement(Verb),
    /// A strip of paper: the words that were printed.
    Quote,
    /// A sheet of paper.
    Article,
    /// A tag: what the codebook or the desk itself holds to be so.
    Remark,
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
    /// Who was heard, when and where: `Dmitry Peskov, 20 Jun 2025, Clash Report`.
    pub heard: String,
    /// How much it weighs, where lines of one kind differ in that: on how many points two actors agree.
    pub weight: usize,
    pub link: Option<String>,
    pub hover: Option<String>,
    /// Open, inferred or from a source without a name.
    pub dashed: bool,
}

/// A condition told in words: `only after relations are restored`.
#[derive(Clone, Debug)]
pub struct ConditionNote {
    pub kind: ConditionKind,
    /// What it hangs on, without the words of the kind: `relations are restored`.
    pub text: String,
}

/// What an edge says, and thereby its colour, its sign and its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum EdgeKind {
    /// A position on something, or a claim about it.
    Stance(Verb),
    /// Waits for, on a condition.
    Waits(ConditionKind),
    /// The one brings the other with it.
    Means,
    /// Both cannot be.
    Excludes,
    /// What some want of the one does not go with what others want of the other.
    Clashes,
    /// From what something rests on to what was found.
    Concerns,
    /// Two actors are on the same side.
    Agrees,
    /// Two actors are on opposite sides.
    Opposed,
    /// A later word takes the place of an earlier one.
    Turns(Turn),
    /// Anything else: from an article to its quotes, from a voice to whom it speaks for.
    #[default]
    Plain,
}

/// How a later word of a holder compares with the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Turn {
    /// The same again.
    Repeated,
    /// It took the other's place.
    Moved(Way),
}

impl Turn {
    pub fn words(self) -> &'static str {
        match self {
            Turn::Repeated => "said again",
            Turn::Moved(Way::Reversed) => "reversed",
            Turn::Moved(Way::Hardened) => "hardened",
            Turn::Moved(Way::Softened) => "softened",
            Turn::Moved(Way::WentFurther) => "went further",
            Turn::Moved(Way::SteppedBack) => "stepped back",
            Turn::Moved(Way::Reworded) => "on other terms",
            Turn::Moved(Way::TwoVoices) => "another voice differs",
        }
    }
}

impl EdgeKind {
    /// The words on the line where it has no label of its own.
    pub fn words(self) -> &'static str {
        match self {
            EdgeKind::Stance(verb) => verb.phrase(),
            EdgeKind::Waits(condition) => condition.phrase(),
            EdgeKind::Means => "means",
            EdgeKind::Excludes => "excludes",
            EdgeKind::Clashes => "clashes with",
            EdgeKind::Concerns => "found here",
            EdgeKind::Agrees => "on the same side",
            EdgeKind::Opposed => "on opposite sides",
            EdgeKind::Turns(turn) => turn.words(),
            EdgeKind::Plain => "belongs to",
        }
    }

    /// Whether it reads the same both ways.
    pub fn is_mutual(self) -> bool {
        matches!(self, EdgeKind::Excludes | EdgeKind::Clashes | EdgeKind::Agrees | EdgeKind::Opposed)
    }
}

impl Node {
    /// What the node is called: its label, or its id where the label has nothing that can be seen.
    pub fn name(&self) -> &str {
        if drawable(&self.label).trim().is_empty() { &self.id } else { &self.label }
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

    /// The nodes that most edges meet, so many of them.
    pub fn best_connected(&self, count: usize) -> Vec<bool> {
        let mut degree = vec![0_usize; self.nodes.len()];
        for edge in &self.edges {
            for &end in [edge.from, edge.to].iter().chain(&edge.towards) {
                degree[end] += 1;
            }
        }
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|&node| (usize::MAX - degree[node], node));
        let mut keep = vec![false; self.nodes.len()];
        order.into_iter().take(count).for_each(|node| keep[node] = true);
        keep
    }

    fn words_only(&self) -> Picture {
        Picture {
            title: self.title.clone(),
            explanation: self.explanation.clone(),
            description: self.description.clone(),
            sources: self.sources.clone(),
            is_cut: self.is_cut,
            ..Picture::default()
        }
    }
}
