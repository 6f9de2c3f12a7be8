//! What is to hold: clauses that always do, and groups of clauses that are switched on and off as one.
//!
//! A group is whatever stands or falls together, such as all that one position says. The clauses of the background are
//! nobody's: no conflict is blamed on them, and no settlement drops them.

use crate::logic::literal::Literal;

/// At least one of these literals holds. A clause of no literals cannot hold.
pub type Clause = Vec<Literal>;

/// Clauses of the background, and numbered groups of clauses.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Formula {
    variables: usize,
    background: Vec<Clause>,
    groups: Vec<Vec<Clause>>,
}

impl Formula {
    pub fn new() -> Formula {
        Formula::default()
    }

    /// Adds a clause that holds whatever is switched on.
    pub fn always(&mut self, clause: impl Into<Clause>) {
        let clause = self.tidied(clause.into());
        self.background.push(clause);
    }

    /// Adds a group, and gives its number.
    pub fn group(&mut self, clauses: impl IntoIterator<Item = Clause>) -> usize {
        let clauses = clauses.into_iter().map(|clause| self.tidied(clause)).collect();
        self.groups.push(clauses);
        self.groups.len() - 1
    }

    /// The clause with each literal once: who counts the open literals of a clause must not count one twice.
    fn tidied(&mut self, mut clause: Clause) -> Clause {
        clause.sort_unstable();
        clause.dedup();
        let last = clause.last().map_or(0, |literal| literal.variable() + 1);
        self.variables = self.variables.max(last);
        clause
    }

    /// One more than the highest variable that a clause speaks of.
    pub fn variables(&self) -> usize {
        self.variables
    }

    pub fn background(&self) -> &[Clause] {
        &self.background
    }

    pub fn groups(&self) -> &[Vec<Clause>] {
        &self.groups
    }

    /// How many clauses there are.
    pub fn len(&self) -> usize {
        self.background.len() + self.groups.iter().map(Vec::len).sum::<usize>()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of all groups.
    pub fn all_groups(&self) -> Vec<usize> {
        (0..self.groups.len()).collect()
    }

    /// The same background with other groups: each new one is made of all that some old ones say.
    pub fn merged(&self, parts: &[Vec<usize>]) -> Formula {
        let clauses_of = |part: &Vec<usize>| {
            let groups = part.iter().filter_map(|&group| self.groups.get(group));
            groups.flatten().cloned().collect()
        };
        let groups = parts.iter().map(clauses_of).collect();
        Formula { variables: self.variables, background: self.background.clone(), groups }
    }
}

/// A truth value for each variable.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Model(Vec<bool>);

impl Model {
    pub fn new(values: Vec<bool>) -> Model {
        Model(values)
    }

    /// Whether a literal holds. A variable that nothing speaks of is false.
    pub fn satisfies(&self, literal: Literal) -> bool {
        self.0.get(literal.variable()).copied().unwrap_or(false) == literal.is_positive()
    }

    /// The model of what is left when the first variables are taken away.
    pub fn without_first(mut self, variables: usize) -> Model {
        self.0.drain(..variables.min(self.0.len()));
        self
    }

    /// Whether each of some clauses holds.
    pub fn satisfies_all(&self, clauses: &[Clause]) -> bool {
        clauses.iter().all(|clause| clause.iter().any(|&literal| self.satisfies(literal)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::brute_force::clause;

    #[test]
    fn merged_groups_say_what_their_parts_said() {
        let mut formula = Formula::new();
        formula.always(clause(&[1, -2]));
        formula.group([clause(&[1])]);
        formula.group([clause(&[2]), clause(&[-3, -3])]);
        let merged = formula.merged(&[vec![0, 1], vec![], vec![7]]);
        assert_eq!(merged.groups(), [vec![clause(&[1]), clause(&[2]), clause(&[-3])], vec![], vec![]]);
        assert_eq!(merged.background(), formula.background());
        assert_eq!(merged.variables(), 3);
    }
}
