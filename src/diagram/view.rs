//! Views: each turns a part of the knowledge graph into the [`Picture`] that answers one question, and chooses the
//! layout that the question asks for.

mod all;
mod deadlocks;
mod demands;
mod material;
mod waits;

pub use material::{Focus, Material, actor_colours};

use super::picture::Picture;
use super::scene::Scene;

/// What can be drawn. Each view answers one question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum View {
    /// Who demands what from whom?
    Demands,
    /// Who waits for whom?
    Deadlocks,
    /// What must come first?
    Waits,
    /// The whole knowledge graph.
    All,
}

/// A view, drawn: what is in the picture, for DOT, and where it all stands, for SVG and PNG.
#[derive(Debug)]
pub struct Drawing {
    pub picture: Picture,
    pub scene: Scene,
}

impl View {
    /// All views, in the order in which a reader would look at them.
    pub const ALL: [View; 4] = [View::Demands, View::Deadlocks, View::Waits, View::All];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            View::Demands => "demands",
            View::Deadlocks => "deadlocks",
            View::Waits => "waits",
            View::All => "all",
        }
    }

    /// The question that it answers.
    pub fn question(self) -> &'static str {
        match self {
            View::Demands => "Who demands what from whom?",
            View::Deadlocks => "Who waits for whom?",
            View::Waits => "What must come first?",
            View::All => "The whole knowledge graph",
        }
    }

    /// Draws it.
    pub fn draw(self, material: &Material<'_>, focus: Focus) -> Drawing {
        match self {
            View::Demands => demands::draw(material, focus),
            View::Deadlocks => deadlocks::draw(material, focus),
            View::Waits => waits::draw(material, focus),
            View::All => all::draw(material, focus),
        }
    }
}
