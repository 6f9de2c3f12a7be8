//! What may be asked of positions beyond what does not fit: how they moved, what changed between two days, and how they
//! could be settled. Pure functions of the corpus and of what stands on a day.

pub mod difference;
pub mod history;
pub mod settlement;
