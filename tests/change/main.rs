//! How positions move, and what changes between two days: random sheets of one holder's words, of every kind that the
//! language has, against the rules and against a second reading of the same files.

mod difference;
mod history;
mod sheets;
