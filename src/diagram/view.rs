//! Views: each turns a part of the knowledge graph into the [`Picture`] that answers one question, and chooses the
//! layout that the question asks for.
//!
//! ```
//! use standoff::diagram::{svg, theme::Theme, view::{Anchors, Focus, View}};
//! use standoff::{Desk, Files};
//!
//! let desk = Desk::new(Files::default(), None, "2025-06-21".parse().unwrap());
//! let links = Anchors::default();
//! let drawing = View::Demands.draw(&desk.material(&links), &Focus::default());
//! assert!(svg::write(&drawing.scene, Theme::Dark).starts_with("<svg"));
//! ```

mod actor;
mod all;
mod canvas;
mod conflicts;
mod deadlocks;
mod demands;
mod finding;
mod focus;
mod material;
mod proposition;
mod sides;
mod stances;
mod timeline;
mod waits;
mod words;

pub use finding::Case;
pub use focus::{Focus, Neighbourhood};
pub use material::{Anchors, Links, Material, NoLinks, Target};

use super::picture::Picture;
use super::scene::Scene;
use crate::id::{ActorId, PropositionId};

/// What can be drawn. Each view answers one question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum View {
    /// Who demands what from whom?
    Demands,
    /// Who wants what?
    Stances,
    /// Who waits for whom?
    Deadlocks,
    /// What must come first?
    Waits,
    /// Who stands with whom, and against whom?
    Conflicts,
    /// How did positions move?
    Timeline,
    /// The whole knowledge graph.
    All,
}

/// A view, drawn: what is in the picture, for graphs as text, and where it all stands, for SVG, PNG and PDF.
#[derive(Debug)]
pub struct Drawing {
    pub picture: Picture,
    pub scene: Scene,
    /// All that the picture is a part of, for programs, where that is more.
    pub whole: Option<Picture>,
}

impl Drawing {
    fn new(picture: Picture, scene: Scene) -> Drawing {
        Drawing { picture, scene, whole: None }
    }

    /// The picture for programs, which never tire: the whole of it.
    pub fn for_programs(&self) -> &Picture {
        self.whole.as_ref().unwrap_or(&self.picture)
    }
}

impl View {
    /// All views, in the order in which a reader would look at them.
    pub const ALL: [View; 7] =
        [View::Demands, View::Stances, View::Deadlocks, View::Waits, View::Conflicts, View::Timeline, View::All];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            View::Demands => "demands",
            View::Stances => "stances",
            View::Deadlocks => "deadlocks",
            View::Waits => "waits",
            View::Conflicts => "conflicts",
            View::Timeline => "timeline",
            View::All => "all",
        }
    }

    /// The question that it answers.
    pub fn question(self) -> &'static str {
        match self {
            View::Demands => "Who demands what from whom?",
            View::Stances => "Who wants what?",
            View::Deadlocks => "Who waits for whom?",
            View::Waits => "What must come first?",
            View::Conflicts => "Who stands with whom, and against whom?",
            View::Timeline => "How did positions move?",
            View::All => "The whole knowledge graph",
        }
    }

    /// Draws it.
    pub fn draw(self, material: &Material<'_>, focus: &Focus) -> Drawing {
        match self {
            View::Demands => demands::draw(material, focus),
            View::Stances => stances::draw(material, focus),
            View::Deadlocks => deadlocks::draw(material, focus),
            View::Waits => waits::draw(material, focus),
            View::Conflicts => conflicts::draw(material, focus),
            View::Timeline => timeline::draw(material, focus),
            View::All => all::draw(material, focus),
        }
    }
}

/// What can be drawn of a single record. Each card answers one question about it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CardKind {
    Actor,
    Proposition,
    Finding,
}

/// A card, with the record that it is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Card<'a> {
    Actor(ActorId),
    Proposition(PropositionId),
    Finding(&'a Case),
}

impl CardKind {
    pub const ALL: [CardKind; 3] = [CardKind::Actor, CardKind::Proposition, CardKind::Finding];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            CardKind::Actor => "actor",
            CardKind::Proposition => "proposition",
            CardKind::Finding => "finding",
        }
    }

    /// The question that it answers.
    pub fn question(self) -> &'static str {
        match self {
            CardKind::Actor => "What does an actor want?",
            CardKind::Proposition => "Who is for it, who against, and on what condition?",
            CardKind::Finding => "Why? What a finding rests on",
        }
    }
}

impl Card<'_> {
    /// Draws it.
    pub fn draw(self, material: &Material<'_>, focus: &Focus) -> Drawing {
        match self {
            Card::Actor(id) => actor::draw(material, id, focus),
            Card::Proposition(id) => proposition::draw(material, id, focus),
            Card::Finding(case) => finding::draw(material, case, focus),
        }
    }
}
