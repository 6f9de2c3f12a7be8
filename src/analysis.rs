//! What may be asked of positions beyond what does not fit: how they could be settled. Pure functions of the corpus and
//! of what stands on a day.

pub mod settlement;
