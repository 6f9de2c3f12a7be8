//! A variable or its negation: the one word that all of the logic is written in.

use std::ops::Not;

/// A variable, or its negation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Literal(u32);

impl Literal {
    pub fn new(variable: usize, is_positive: bool) -> Literal {
        let variable = u32::try_from(variable).expect("fewer than two billion variables");
        Literal(variable << 1 | u32::from(!is_positive))
    }

    pub fn variable(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub fn is_positive(self) -> bool {
        self.0 & 1 == 0
    }

    /// The literal's place in a table of two entries a variable.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The literal that has a place in such a table.
    pub fn from_index(index: usize) -> Literal {
        Literal::new(index >> 1, index & 1 == 0)
    }
}

impl Not for Literal {
    type Output = Literal;

    fn not(self) -> Literal {
        Literal(self.0 ^ 1)
    }
}
