//! How many letters each part of a page holds, counted for all parts in one walk.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::FxHashMap;

/// What one part holds, in all that lies in it.
#[derive(Clone, Copy, Default)]
pub struct Weight {
    /// Letters and digits.
    pub letters: usize,
    /// Those of them in links.
    pub linked: usize,
    /// Whether it holds a heading of the first rank, or a part that is declared to be an article.
    pub holds_article: bool,
}

/// The weights of all parts.
pub struct Measure(FxHashMap<NodeId, Weight>);

impl Measure {
    pub fn of(document: &Document) -> Measure {
        let mut weights: FxHashMap<NodeId, Weight> = FxHashMap::default();
        let nodes: Vec<NodeRef<'_>> = document.root().descendants_it().collect();
        // A part comes before what lies in it, so that from the last to the first each is whole when it is added up.
        for node in nodes.iter().rev() {
            let mut weight = weights.get(&node.id).copied().unwrap_or_default();
            if node.is_text() {
                weight.letters = node.text().chars().filter(|c| c.is_alphanumeric()).count();
            }
            if node.has_name("a") {
                weight.linked = weight.letters;
            }
            weight.holds_article |= ["h1", "article", "main"].iter().any(|name| node.has_name(name));
            weights.insert(node.id, weight);
            if let Some(parent) = node.parent() {
                let above = weights.entry(parent.id).or_default();
                above.letters += weight.letters;
                above.linked += weight.linked;
                above.holds_article |= weight.holds_article;
            }
        }
        Measure(weights)
    }

    pub fn weight(&self, node: &NodeRef<'_>) -> Weight {
        self.0.get(&node.id).copied().unwrap_or_default()
    }
}
