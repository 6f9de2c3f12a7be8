//! standoff: who demands what from whom, on which condition, and what does not fit.

pub mod text;
