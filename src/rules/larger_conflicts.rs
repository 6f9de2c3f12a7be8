//! Conflicts that no two literals show: of three positions and more, each two of which go together; and of fewer, where it
//! takes a constraint on three things to see them. Shared by the rules about one holder's positions and about those of
//! several, which find all other pairs by themselves.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Context;
use crate::corpus::{Board, Constraint, Corpus, Force};
use crate::id::StatementId;
use crate::logic::budget::{Budget, Limits};
use crate::logic::components::{Component, components};
use crate::logic::formula::Clause;
use crate::logic::landscape::explore;
use crate::logic::oracle::{Oracle, Verdict};
use crate::outcomes::{Outcomes, Position};
use crate::standing::Own;

/// Positions that cannot all hold, although any of them can go and the others can.
pub(super) struct Conflict<'a> {
    /// The latest statement of each position.
    pub statements: Vec<StatementId>,
    /// The constraints of the codebook by which they exclude one another.
    pub constraints: Vec<&'a Constraint>,
    /// Whether all conflicts of this part were looked for.
    pub complete: bool,
}

/// A check looks for so many conflicts of one knot of positions, and asks so many questions about it.
pub(super) const LIMITS: Limits<'static> = Limits { sets: 24, calls: 1_000, conflicts: 2_000, interrupted: &|| false };

/// The conflicts between the positions of several holders on the day asked about.
pub(super) fn of_several_holders<'a>(context: &Context<'a>) -> Vec<Conflict<'a>> {
    let in_force = context.standing.in_force_on(Board::Outcome).filter(|own| limits(own)).map(|own| own.id);
    let outcomes = Outcomes::new(context.corpus, context.background, &in_force.collect::<Vec<_>>());
    let several = |positions: &[Position]| positions.iter().any(|position| position.holder != positions[0].holder);
    conflicts_in(context, &outcomes, &several)
}

/// Whether a statement may rule an outcome out, or may keep another from doing so: who is ready for a thing for nothing
/// accepts it without the price of its bargains.
fn limits(own: &Own) -> bool {
    matches!(own.verb.force(), Force::Must | Force::May)
}

/// The larger conflicts among positions that hold at one time, part by part. What several holders say alike is told of
/// the first.
pub(super) fn conflicts_in<'a>(
    context: &Context<'a>,
    outcomes: &Outcomes,
    is_meant: &(dyn Fn(&[Position]) -> bool + Sync),
) -> Vec<Conflict<'a>> {
    let of_part = |part: &Component| {
        let is_pair = part.groups.len() < 3 && !context.background.has_wide_clauses();
        if is_pair && !part.groups.iter().any(|&group| is_on_terms(outcomes, group)) {
            return Vec::new();
        }
        let formula = part.formula(outcomes.formula());
        let budget = Budget::new(LIMITS);
        if let Verdict::Possible(_) = Oracle::new(&formula, &budget).holds_with(&formula.all_groups(), &[]) {
            return Vec::new();
        }
        let landscape = explore(&formula, &budget);
        let mut told: BTreeSet<BTreeSet<Vec<Clause>>> = BTreeSet::new();
        let mut conflicts = Vec::new();
        for core in &landscape.conflicts {
            let groups: Vec<usize> = core.iter().map(|&group| part.groups[group]).collect();
            let positions: Vec<Position> = groups.iter().map(|&group| outcomes.positions()[group].clone()).collect();
            let says = groups.iter().map(|&group| outcomes.formula().groups()[group].clone()).collect();
            if !core.is_empty() && is_meant(&positions) && told.insert(says) {
                conflicts.extend(conflict(context, outcomes, &groups, None, landscape.complete));
            }
        }
        conflicts
    };
    components(outcomes.formula()).par_iter().flat_map_iter(of_part).collect()
}

/// The conflict of some groups, and of an offer if one is taken up; nothing where it is one that a pair of literals shows.
pub(super) fn conflict<'a>(
    context: &Context<'a>,
    outcomes: &Outcomes,
    groups: &[usize],
    offer: Option<StatementId>,
    complete: bool,
) -> Option<Conflict<'a>> {
    let corpus = context.corpus;
    let said = groups.iter().map(|&group| latest(corpus, &outcomes.positions()[group]));
    let mut statements: Vec<StatementId> = said.chain(offer).collect();
    statements.sort_by_key(|&id| (corpus[id].said.last_day(), id));
    statements.dedup();
    let is_more = statements.len() > 2 || groups.iter().any(|&group| is_on_terms(outcomes, group));
    if is_menu(corpus, &statements) || (!is_more && !context.background.has_wide_clauses()) {
        return None;
    }
    let of_groups = groups.iter().flat_map(|&group| outcomes.formula().groups()[group].iter().cloned());
    let thing = offer.into_iter().flat_map(|id| outcomes.taking_up(corpus, id, &[]).parts.remove(0).1);
    let clauses: Vec<Clause> = of_groups.chain(thing).collect();
    let constraints = outcomes.reasons(corpus, context.background, &clauses).constraints;
    let is_wide = |link: &&Constraint| context.background.clauses_of(link).iter().any(|clause| clause.len() > 2);
    (is_more || constraints.iter().any(is_wide)).then_some(Conflict { statements, constraints, complete })
}

/// Whether a position limits for some case only, so that the rules about pairs of literals do not see what it excludes.
fn is_on_terms(outcomes: &Outcomes, group: usize) -> bool {
    !matches!(&outcomes.formula().groups()[group][..], [clause] if clause.len() == 1)
}

/// Whether several statements are offers of one holder alone: they are a menu, whatever they ask for.
pub(super) fn is_menu(corpus: &Corpus, ids: &[StatementId]) -> bool {
    let is_of_menu =
        |id: StatementId| corpus[id].verb.force() == Force::May && corpus[id].holder == corpus[ids[0]].holder;
    ids.len() > 1 && ids.iter().all(|&id| is_of_menu(id))
}

/// The last that was said of a position; what is insisted on, rather than what is asked for an offer.
pub(super) fn latest(corpus: &Corpus, position: &Position) -> StatementId {
    let insists = |&&id: &&StatementId| corpus[id].verb.force() == Force::Must;
    let latest = position.statements.iter().rfind(insists).or(position.statements.last());
    *latest.expect("a position has a statement")
}
