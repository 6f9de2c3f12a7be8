//! Where things go: a layout for each kind of question. Each takes a [`Picture`](super::picture::Picture) and gives a
//! [`Scene`](super::scene::Scene).

pub mod card;
pub mod chain;
pub mod circle;
pub mod columns;
pub mod engine;
pub mod lanes;
pub mod layered;
pub mod matrix;
pub mod ring;

mod room;
mod settle;
