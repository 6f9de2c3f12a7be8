//! Reasoning with no word of the subject: literals, implications, clauses, waiting. Typed over opaque literals, groups
//! and nodes, so that each part can be tested against brute force on small instances.
//!
//! What can hold together is asked of an [`oracle::Oracle`], which climbs a ladder of methods, cheapest first. On it
//! stand the [`landscape`] of all minimal conflicts and settlements, the [`corrections`] that cost least, and the
//! [`coalitions`] that agree. [`waivers`] asks the like of circular waits. Every search spends a [`budget::Budget`] of
//! counts, never of seconds, so that the same question has the same answer on every machine; and every answer says
//! whether it is all there is.

pub mod blocked;
#[cfg(test)]
mod brute_force;
pub mod budget;
pub mod coalitions;
pub mod components;
pub mod cone;
pub mod corrections;
pub mod disputed;
pub mod formula;
pub mod happening;
pub mod hitting;
pub mod implication;
pub mod irreducible;
pub mod landscape;
pub mod literal;
pub mod oracle;
pub mod propagation;
pub mod smallest;
pub mod solver;
pub mod tally;
pub mod two_clauses;
pub mod waiting;
pub mod waivers;
