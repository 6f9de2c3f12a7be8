//! What the constraints of the codebook entail between two propositions, and which constraints say so.
//!
//! Only constraints that are clauses of two literals are read here; they decide every conflict between two
//! statements. `NotAll` of three and more needs more than reachability.

use std::sync::OnceLock;

use crate::corpus::{Constraint, Corpus, Relation, Statement};
use crate::id::PropositionId;
use crate::logic::implication::Implications;
use crate::logic::literal::Literal;

/// The two-literal part of the codebook's constraints.
#[derive(Debug, Default)]
pub struct Background {
    implications: Implications,
    /// For each literal, what [`Background::excluded_by`] says; found when first asked for.
    excluded: Vec<OnceLock<Box<[Literal]>>>,
}

/// "This holds", as a literal.
pub fn literal(proposition: PropositionId, is_positive: bool) -> Literal {
    Literal::new(proposition.index(), is_positive)
}

/// The side that a statement takes, as a literal.
pub fn stance(statement: &Statement) -> Literal {
    literal(statement.what, statement.is_positive())
}

/// The proposition that a literal speaks of.
pub fn proposition(literal: Literal) -> PropositionId {
    PropositionId::new(literal.variable())
}

impl Background {
    pub fn new(corpus: &Corpus) -> Background {
        let mut clauses = Vec::new();
        for (number, constraint) in corpus.constraints().iter().enumerate() {
            for (a, b) in clauses_of(&constraint.relation) {
                clauses.push((a, b, number));
            }
        }
        let variables = corpus.propositions().len();
        let excluded = (0..variables * 2).map(|_| OnceLock::new()).collect();
        Background { implications: Implications::new(variables, &clauses), excluded }
    }

    /// All literals that hold wherever the given one does: itself first, then nearest first.
    pub fn consequences(&self, literal: Literal) -> Vec<Literal> {
        self.implications.consequences(literal)
    }

    /// Whether anything follows from a literal besides itself.
    pub fn has_consequences(&self, literal: Literal) -> bool {
        self.implications.has_consequences(literal)
    }

    /// The literals that cannot hold beside the given one, nearest first, by the codebook's constraints; that its own
    /// negation cannot needs no constraint, and goes without saying. A literal that excludes itself can never hold.
    pub fn excluded_by(&self, literal: Literal) -> &[Literal] {
        let exclude = || self.consequences(literal)[1..].iter().map(|&consequence| !consequence).collect();
        match self.excluded.get(literal.index()) {
            Some(excluded) if self.has_consequences(literal) => excluded.get_or_init(exclude),
            _ => &[],
        }
    }

    /// The constraints by which two literals exclude each other, a shortest chain of them: none (but `Some`) where one
    /// is simply the negation of the other, and `None` where they can both hold.
    pub fn exclusion<'c>(&self, corpus: &'c Corpus, a: Literal, b: Literal) -> Option<Vec<&'c Constraint>> {
        let path = self.implications.path(a, !b)?;
        Some(path.into_iter().map(|number| &corpus.constraints()[number]).collect())
    }
}

/// The clauses `a or b` of a relation.
fn clauses_of(relation: &Relation) -> Vec<(Literal, Literal)> {
    let yes = |p: PropositionId| literal(p, true);
    match relation {
        &Relation::Implies(p, q) => vec![(!yes(p), yes(q))],
        &Relation::Opposite(p, q) => vec![(!yes(p), !yes(q)), (yes(p), yes(q))],
        Relation::NotAll(all) => match **all {
            [p] => vec![(!yes(p), !yes(p))],
            [p, q] => vec![(!yes(p), !yes(q))],
            _ => Vec::new(),
        },
        Relation::OneOf(all) => match **all {
            [p] => vec![(yes(p), yes(p))],
            [p, q] => vec![(yes(p), yes(q))],
            _ => Vec::new(),
        },
        Relation::SameTime(all) => all.windows(2).flat_map(|pair| same(yes(pair[0]), yes(pair[1]))).collect(),
        Relation::Parts { whole, parts } => parts.iter().map(|&part| (!yes(*whole), yes(part))).collect(),
    }
}

fn same(a: Literal, b: Literal) -> [(Literal, Literal); 2] {
    [(!a, b), (!b, a)]
}
