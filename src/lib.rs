//! standoff: who demands what from whom, and what does not fit.

pub mod date;
pub mod quote;
pub mod syntax;
pub mod text;
