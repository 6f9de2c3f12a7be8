//! Draws. A view says *what* is to be seen as a [`picture::Picture`]; a layout gives everything its place; one writer
//! makes the file.
//!
//! ```text
//! graph ──view──▶ Picture ──layout──▶ Scene ──svg──▶ SVG ──png──▶ PNG
//!                    └──────dot─────▶ DOT
//! ```
//!
//! Only [`view`] knows the knowledge graph; nothing in here knows a rule or a file. The same picture gives the same bytes on every machine: fonts come
//! from a crate, numbers are rounded in one place, and nothing is random.
//!
//! ```
//! use standoff::diagram::{picture::*, theme::Theme, layout::columns, svg};
//!
//! let node = |id: &str, label: &str, kind| Node { id: id.into(), label: label.into(), kind, ..Node::default() };
//! let picture = Picture {
//!     title: "Who demands what from whom?".into(),
//!     nodes: vec![
//!         node("russia", "Russia", NodeKind::Actor(0)),
//!         node("nato-excluded", "Ukraine stays outside NATO for good", NodeKind::Proposition),
//!         node("nato", "NATO", NodeKind::Actor(1)),
//!     ],
//!     edges: vec![Edge { from: 0, to: 1, towards: vec![2], kind: EdgeKind::Stance(Verb::Demands), actor: Some(0), ..Edge::default() }],
//!     ..Picture::default()
//! };
//! let drawing = svg::write(&columns::draw(&picture, ["Who", "What", "From whom"]), Theme::Light);
//! assert!(drawing.contains("Ukraine stays outside NATO for good"));
//! ```

pub mod view;

pub mod picture;

pub mod layout;

pub mod scene;
pub mod theme;

pub mod dot;
pub mod mermaid;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod png;
pub mod svg;

pub mod escape;
pub mod geometry;
pub mod glyph;
pub mod measure;

mod edge;
mod figure;
mod frame;
mod legend;
