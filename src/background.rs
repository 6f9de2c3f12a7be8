//! What the constraints of the codebook entail between two propositions, and which constraints say so.
//!
//! Constraints that are clauses of two literals decide every conflict between two statements, and are followed here.
//! `NotAll` of three and more, and a whole that follows from all of its parts, need more than reachability:
//! [`crate::outcomes`] takes all clauses to the solver.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Constraint, Corpus, Relation, Statement};
use crate::id::PropositionId;
use crate::logic::budget::Budget;
use crate::logic::cone::Ground;
use crate::logic::formula::{Clause, Formula};
use crate::logic::implication::Implications;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};

/// The codebook's constraints: those of two literals as a graph, and all of them by what they speak of.
#[derive(Debug, Default)]
pub struct Background {
    implications: Implications,
    ground: Ground,
    /// For each literal, what [`Background::excluded_by`] says; found when first asked for.
    excluded: Vec<OnceLock<Box<[Literal]>>>,
    /// For each proposition, the places in [`Corpus::constraints`] of those that speak of it.
    constraints_on: FxHashMap<usize, Vec<usize>>,
    has_wide_clauses: bool,
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
        let (mut clauses, mut all) = (Vec::new(), Vec::new());
        let mut constraints_on: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        let mut has_wide_clauses = false;
        for (number, constraint) in corpus.constraints().iter().enumerate() {
            for clause in clauses_of(&constraint.relation) {
                match *clause {
                    [a] => clauses.push((a, a, number)),
                    [a, b] => clauses.push((a, b, number)),
                    _ => has_wide_clauses = true,
                }
                all.push(clause);
            }
            for what in constraint.relation.propositions() {
                constraints_on.entry(what.index()).or_default().push(number);
            }
        }
        let variables = corpus.propositions().len();
        Background {
            implications: Implications::new(variables, &clauses),
            ground: Ground::new(variables, all.iter().map(Vec::as_slice)),
            excluded: (0..variables * 2).map(|_| OnceLock::new()).collect(),
            constraints_on,
            has_wide_clauses,
        }
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

    /// What a constraint says, as clauses over all propositions.
    pub fn clauses_of(&self, constraint: &Constraint) -> Vec<Clause> {
        clauses_of(&constraint.relation)
    }

    /// All that the constraints say, for asking what could conflict with them.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Whether some constraint says more than two literals can.
    pub fn has_wide_clauses(&self) -> bool {
        self.has_wide_clauses
    }

    /// Whether some literals can hold together, as far as the constraints go. Where that could not be told, they can.
    pub fn can_hold(&self, corpus: &Corpus, literals: &[Literal]) -> bool {
        if !self.has_wide_clauses {
            let is_excluded = |&literal: &Literal| {
                literals.contains(&!literal) || self.excluded_by(literal).iter().any(|other| literals.contains(other))
            };
            return !literals.iter().any(is_excluded);
        }
        let (propositions, constraints) = self.reach(corpus, literals.iter().map(|&literal| proposition(literal)));
        // Few variables, so that a question about a few propositions does not cost what the whole codebook does.
        let renamed = |&literal: &Literal| {
            let variable = propositions.binary_search(&proposition(literal));
            Literal::new(variable.expect("what is reached is all that is spoken of"), literal.is_positive())
        };
        let mut formula = Formula::new();
        for clause in constraints.iter().flat_map(|&number| self.clauses_of(&corpus.constraints()[number])) {
            formula.always(clause.iter().map(renamed).collect::<Clause>());
        }
        let literals: Vec<Literal> = literals.iter().map(renamed).collect();
        let budget = Budget::default();
        !matches!(Oracle::new(&formula, &budget).holds_with(&[], &literals), Verdict::Impossible(_))
    }

    /// All propositions that constraints link to some, with these, and the places of those constraints; both in order.
    pub fn reach(
        &self,
        corpus: &Corpus,
        from: impl Iterator<Item = PropositionId>,
    ) -> (Vec<PropositionId>, Vec<usize>) {
        let mut reached: Vec<PropositionId> = Vec::new();
        let mut known: FxHashSet<PropositionId> = FxHashSet::default();
        reached.extend(from.filter(|&what| known.insert(what)));
        let mut constraints: FxHashSet<usize> = FxHashSet::default();
        let mut next = 0;
        while let Some(what) = reached.get(next) {
            for &number in self.constraints_on.get(&what.index()).into_iter().flatten() {
                if constraints.insert(number) {
                    let linked = corpus.constraints()[number].relation.propositions();
                    reached.extend(linked.filter(|&what| known.insert(what)));
                }
            }
            next += 1;
        }
        let mut constraints: Vec<usize> = constraints.into_iter().collect();
        constraints.sort_unstable();
        reached.sort_unstable();
        (reached, constraints)
    }

    /// The constraints by which two literals exclude each other, a shortest chain of them: none (but `Some`) where one
    /// is simply the negation of the other, and `None` where they can both hold.
    pub fn exclusion<'c>(&self, corpus: &'c Corpus, a: Literal, b: Literal) -> Option<Vec<&'c Constraint>> {
        let path = self.implications.path(a, !b)?;
        Some(path.into_iter().map(|number| &corpus.constraints()[number]).collect())
    }
}

/// What a relation says, as clauses.
fn clauses_of(relation: &Relation) -> Vec<Clause> {
    let yes = |p: PropositionId| literal(p, true);
    match relation {
        &Relation::Implies(p, q) => vec![vec![!yes(p), yes(q)]],
        &Relation::Opposite(p, q) => vec![vec![!yes(p), !yes(q)], vec![yes(p), yes(q)]],
        Relation::NotAll(all) => vec![all.iter().map(|&p| !yes(p)).collect()],
        Relation::OneOf(all) => vec![all.iter().map(|&p| yes(p)).collect()],
        Relation::SameTime(all) => all.windows(2).flat_map(|pair| same(yes(pair[0]), yes(pair[1]))).collect(),
        Relation::Parts { whole, parts, complete } => {
            let each = parts.iter().map(|&part| vec![!yes(*whole), yes(part)]);
            let all = || parts.iter().map(|&part| !yes(part)).chain([yes(*whole)]).collect();
            each.chain(complete.then(all)).collect()
        }
    }
}

fn same(a: Literal, b: Literal) -> [Clause; 2] {
    [vec![!a, b], vec![!b, a]]
}
