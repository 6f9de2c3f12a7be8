//! A walk from literal to literal, along the clauses that hold the negation of one.

use crate::logic::literal::Literal;

/// Along which clauses to walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    /// Along those of two literals of the ground; longer ones are passed by.
    Ground,
    /// Along those of two literals, until something comes that is longer, or a choice, or sure.
    Arrows,
    /// Along all, to each of their literals.
    All,
}

/// What was reached, by a number that each walk has of its own.
#[derive(Debug, Default)]
pub(super) struct Walk {
    number: u32,
    reached: Vec<u32>,
    order: Vec<Literal>,
    next: usize,
}

impl Walk {
    pub fn new(literals: usize) -> Walk {
        Walk { reached: vec![0; literals], ..Walk::default() }
    }

    pub fn begin(&mut self, from: &[Literal]) {
        self.number += 1;
        self.next = 0;
        self.order.clear();
        from.iter().for_each(|&literal| self.reach(literal));
    }

    /// The next literal that was reached and not yet gone on from.
    pub fn next(&mut self) -> Option<Literal> {
        let literal = self.order.get(self.next).copied();
        self.next += 1;
        literal
    }

    /// How many literals were gone on from.
    pub fn steps(&self) -> usize {
        self.next
    }

    pub fn has_reached(&self, literal: Literal) -> bool {
        self.reached[literal.index()] == self.number
    }

    fn reach(&mut self, literal: Literal) {
        if !self.has_reached(literal) {
            self.reached[literal.index()] = self.number;
            self.order.push(literal);
        }
    }

    /// Goes on from a literal to what follows by a clause that holds its negation; says whether the way leads on.
    pub fn go_along(&mut self, clause: &[Literal], literal: Literal, way: Way) -> bool {
        let is_arrow = matches!(clause, [a, b] if !(a.is_positive() && b.is_positive()));
        match way {
            Way::Arrows if !is_arrow => return false,
            Way::Ground if clause.len() > 2 => {}
            _ => clause.iter().filter(|&&other| other != !literal).for_each(|&other| self.reach(other)),
        }
        true
    }
}
