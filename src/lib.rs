//! standoff: who demands what from whom, on which condition, and what does not fit.
//!
//! An editor notes by hand, in RON files beside the articles, what each side wants. Data moves one way, up through the
//! floors, and no floor looks up:
//!
//! ```text
//! RON text ──read──▶ records ──resolve──▶ Corpus ──build──▶ Graph ──┬─ rules   ──▶ findings ──▶ report
//! article text ─────anchor quotes───────────▲                      ├─ analysis
//!                                                                  └─ diagram ──▶ DOT, SVG, PNG
//! ```
//!
//! ```
//! use standoff::{Desk, Files, rules};
//!
//! let sheet = r#"(
//!     actors: [(id: "a", name: "A"), (id: "b", name: "B")],
//!     propositions: [(id: "p", text: "P"), (id: "q", text: "Q")],
//!     article: (id: "x", published: "2025-06-20"),
//!     statements: [
//!         Offers(who: "a", what: "p", only_after: ["q"]),
//!         Offers(who: "b", what: "q", only_after: ["p"]),
//!     ],
//! )"#;
//! let today = "2025-06-21".parse().unwrap();
//! let desk = Desk::new(Files::default().with_sheet("x.ron", sheet), None, today);
//! assert!(desk.diagnostics.is_empty());
//! assert_eq!(desk.waits.rings().len(), 1);
//! # let _ = rules::RULES;
//! ```
//!
//! The modules stand here in reading order, lowest floor first.

// Floor 0: text and places, no word of the subject.
pub mod date;
pub mod id;
pub mod quote;
pub mod syntax;
pub mod text;

// Floor 0, upstairs: files that are not ours, read as words and dates.
pub mod page;

// Floor 1: what can be said about a place, and the words of the language.
pub mod diagnostic;
pub mod vocabulary;

// Floor 2: as written.
pub mod project;
pub mod settings;
pub mod sheet;

// Floor 3: as meant.
pub mod corpus;

// Floor 4: linked and weighed.
pub mod background;
pub mod demands;
pub mod entry;
pub mod graph;
pub mod logic;
pub mod moves;
pub mod outcomes;
pub mod revision;
pub mod stances;
pub mod standing;
pub mod waits;

// Floor 5: siblings that never import each other.
pub mod analysis;
pub mod diagram;
pub mod intake;
pub mod rules;

// Floor 6: faces.
pub mod lsp;
pub mod report;
pub mod site;

// The pipeline of floors 0 to 4.
mod desk;

pub use desk::{Desk, OnDay};
pub use project::{Files, Project, ProjectError};
