//! Constraints of the codebook that cannot all hold, whatever anybody wants.
//!
//! The codebook's constraints are facts that no outcome can escape: what one proposition `implies`, `excludes` or is the
//! `opposite_of`, and what `constraints` holds. Where they leave no outcome at all, everything follows from them, and what
//! the other rules say of these propositions is worth nothing. As few constraints as clash are shown.
//!
//! ```ron
//! propositions: [
//!     (id: "border-open", text: "The border is open"),
//!     (id: "border-closed", text: "The border is closed"),
//! ],
//! constraints: [
//!     OneOf(["border-open"]),
//!     OneOf(["border-closed"]),
//!     NotAll(["border-open", "border-closed"]),
//! ],
//! ```
//!
//! One of them says more than is so: mostly an `OneOf` that leaves a way out unnamed, or a `NotAll` that should be a
//! position of somebody's.

use super::words;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Constraint, Corpus, Named, Relation};
use crate::id::PropositionId;
use crate::logic::budget::Budget;
use crate::logic::disputed::disputed;
use crate::logic::formula::Formula;
use crate::logic::irreducible::shrink;
use crate::logic::oracle::{Oracle, Verdict};

pub(super) static RULE: Rule = Rule {
    name: "contradictory-constraints",
    summary: "constraints of the codebook that cannot all hold",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("contradictory_constraints.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let mut formula = Formula::new();
    for constraint in corpus.constraints() {
        formula.group(context.background.clauses_of(constraint));
    }
    let mut findings = Vec::new();
    // Nearly every codebook leaves nothing to dispute: its constraints say what follows from what, and not what is so.
    for part in disputed(&formula) {
        let budget = Budget::default();
        let mut oracle = Oracle::new(&part.formula, &budget);
        if let Verdict::Impossible(core) = oracle.holds_with(&part.formula.all_groups(), &[]) {
            let core = shrink(&mut oracle, core).core;
            let clash = core.groups.iter().map(|&group| &corpus.constraints()[part.groups[group]]);
            findings.push(finding(corpus, clash.collect()));
        }
    }
    findings
}

fn finding(corpus: &Corpus, mut clash: Vec<&Constraint>) -> Finding {
    clash.sort_by_key(|constraint| constraint.place);
    let (last, others) = clash.split_last().expect("no constraint clashes with nothing");
    let message = match others.len() {
        0 => "this constraint cannot hold".to_owned(),
        1 => "these two constraints of the codebook cannot both hold".to_owned(),
        more => format!("these {} constraints of the codebook cannot all hold", more + 1),
    };
    let mut finding = Finding::new(&RULE, last.place, message).at(words::constraint(corpus, last));
    // An exception names the record that the last of them speaks of first.
    if let Some(&first) = about(&last.relation).first() {
        finding = finding.about(Named::Proposition(first));
    }
    finding.propositions = clash.iter().flat_map(|constraint| about(&constraint.relation)).collect();
    finding.propositions.sort_unstable();
    finding.propositions.dedup();
    finding
        .linked_by(corpus, Some(others.to_vec()))
        .with_help("take out the one that is not always so; what somebody only wants is a statement, not a constraint")
}

fn about(relation: &Relation) -> Vec<PropositionId> {
    match relation {
        Relation::Implies(p, q) | Relation::Opposite(p, q) => vec![*p, *q],
        Relation::NotAll(of) | Relation::OneOf(of) | Relation::SameTime(of) => of.to_vec(),
        Relation::Parts { whole, parts, .. } => [&[*whole], &parts[..]].concat(),
    }
}
