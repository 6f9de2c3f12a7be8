//! Clauses in one row, each beside the parts that it is taken apart into.

use crate::logic::literal::Literal;

/// Lists of literals, one after the other.
#[derive(Debug, Default)]
struct Rows {
    literals: Vec<Literal>,
    /// Where each ends, and the next begins.
    ends: Vec<u32>,
}

impl Rows {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn row(&self, number: usize) -> &[Literal] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.literals[start..self.ends[number] as usize]
    }

    /// Adds a row with each literal once: who counts the open literals of a row must not count one twice.
    fn push(&mut self, literals: impl Iterator<Item = Literal>) {
        let start = self.literals.len();
        for literal in literals {
            if !self.literals[start..].contains(&literal) {
                self.literals.push(literal);
            }
        }
        self.ends.push(narrow(self.literals.len()));
    }

    fn clear(&mut self) {
        self.literals.clear();
        self.ends.clear();
    }
}

/// Clauses, and their parts: of a clause with several positive literals, one with each; otherwise the clause itself.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    clauses: Rows,
    parts: Rows,
    /// The clause of each part.
    wholes: Vec<u32>,
}

impl Clauses {
    pub fn len(&self) -> usize {
        self.clauses.len()
    }

    pub fn add(&mut self, clause: &[Literal]) {
        let number = narrow(self.len());
        self.clauses.push(clause.iter().copied());
        let clause = self.clauses.row(number as usize);
        let mut positive = clause.iter().filter(|literal| literal.is_positive());
        let mut chosen = positive.next();
        loop {
            self.parts
                .push(clause.iter().filter(|&literal| !literal.is_positive() || Some(literal) == chosen).copied());
            self.wholes.push(number);
            chosen = positive.next();
            if chosen.is_none() {
                break;
            }
        }
    }

    pub fn clear(&mut self) {
        self.clauses.clear();
        self.parts.clear();
        self.wholes.clear();
    }

    pub fn clause(&self, number: usize) -> &[Literal] {
        self.clauses.row(number)
    }

    /// How many parts there are.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    pub fn part(&self, number: usize) -> &[Literal] {
        self.parts.row(number)
    }

    /// The clause that a part is of.
    pub fn whole(&self, part: usize) -> usize {
        self.wholes[part] as usize
    }

    /// What a part derives when so many of its literals are open: the one that is, or any, where none is. A literal is
    /// open while its negation is not derived.
    pub fn derive(&self, part: usize, open: u32, is_derived: impl Fn(Literal) -> bool, found: &mut Vec<Literal>) {
        if open <= 1 {
            found.extend(self.part(part).iter().filter(|&&literal| open == 0 || !is_derived(!literal)));
        }
    }
}

pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion literals")
}
