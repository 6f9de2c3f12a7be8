//! Reasoning with no word of the subject: literals, implications, waiting. Typed over opaque literals and nodes, so
//! that each part can be tested against brute force on small instances.

pub mod implication;
pub mod waiting;
