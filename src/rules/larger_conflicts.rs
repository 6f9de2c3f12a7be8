//! Conflicts that no two literals show: of three positions and more, each two of which go together; and of fewer, where it
//! takes a constraint on three things to see them. Shared by the rules about one holder's positions and about those of
//! several, which find all other pairs by themselves.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::Context;
use super::sifted::{LeftOut, Sifted};
use crate::corpus::{Board, Constraint, Corpus, Force};
use crate::id::{ActorId, StatementId};
use crate::logic::budget::{Budget, Limits};
use crate::logic::components::{Component, components, lots};
use crate::logic::cone::Cone;
use crate::logic::formula::Clause;
use crate::logic::landscape::explore;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::outcomes::{Outcomes, Position, is_readiness, strictest_limits, taken_at_its_word};
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

/// In a knot of more statements than these, a check looks for no larger conflicts, and says so: nearly everything there
/// bears on everything, and which of very many conflicts would be found first says little.
const MOST_STATEMENTS: usize = 2_000;

/// The conflicts between the positions of several holders on the day asked about.
pub(super) fn of_several_holders<'a>(context: &Context<'a>) -> Sifted<Conflict<'a>> {
    let &Context { corpus, background, standing, .. } = context;
    let in_force = standing.in_force_on(Board::Outcome);
    let Sifted { found: mut knots, mut left_out } =
        knots(context, &mut Cone::new(background.ground()), in_force, Sought::Limits);
    knots.retain(|knot| several(knot.iter().map(|own| own.holder)));
    left_out.retain(|left_out| several(left_out.statements().iter().map(|&id| corpus[id].holder)));
    let of_several = |positions: &[Position]| several(positions.iter().map(|position| position.holder));
    let of_knot = |knot: &Vec<Own>| {
        let ids: Vec<StatementId> = knot.iter().map(|own| own.id).collect();
        conflicts_in(context, &Outcomes::new(corpus, background, &ids), &of_several)
    };
    let searches: Vec<Sifted<Conflict<'_>>> = knots.par_iter().map(of_knot).collect();
    Sifted::of_all(searches.into_iter().chain([Sifted { found: Vec::new(), left_out }]))
}

/// Whether some holders are more than one.
fn several(mut holders: impl Iterator<Item = ActorId>) -> bool {
    let first = holders.next();
    holders.any(|holder| Some(holder) != first)
}

/// What is looked for among some statements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sought {
    /// Conflicts of what limits the outcomes, beyond those that two literals show.
    Limits,
    /// The same, with every offer and every promise taken at its word.
    LimitsOfOffers,
    /// Whatever could be in the way of an offer or a promise that is taken at its word.
    AllInTheWayOfOffers,
}

/// Those of some statements on a board that a conflict could draw on, knot by knot. They are few, and what is looked for by
/// a search is looked for among them.
pub(super) fn knots<'o>(
    context: &Context<'_>,
    cone: &mut Cone<'_>,
    own: impl Iterator<Item = &'o Own>,
    sought: Sought,
) -> Sifted<Vec<Own>> {
    let (corpus, ground) = (context.corpus, context.background.ground());
    let own: Vec<&Own> = own.filter(|own| matches!(own.verb.force(), Force::Must | Force::May)).collect();
    let mut owners: Vec<usize> = Vec::new();
    for (owner, own) in own.iter().enumerate() {
        clauses_of(corpus, own, sought, |clause| {
            cone.add(clause);
            owners.push(owner);
        });
    }
    let is_live = match sought {
        Sought::Limits | Sought::LimitsOfOffers => cone.live_beyond_pairs(),
        Sought::AllInTheWayOfOffers => cone.live(),
    };
    // Each literal of a live clause marks whose clause it is with its knot of constraints.
    let mut marks: Vec<(u32, usize)> = Vec::new();
    let mut is_live = is_live.into_iter();
    for of_one in owners.chunk_by(|a, b| a == b) {
        let are_live: SmallVec<[bool; 8]> = is_live.by_ref().take(of_one.len()).collect();
        if are_live.contains(&true) {
            let (owner, mut are_live) = (of_one[0], are_live.into_iter());
            clauses_of(corpus, own[owner], sought, |clause| {
                if are_live.next() == Some(true) {
                    marks.extend(clause.iter().map(|&literal| (ground.knot(literal), owner)));
                }
            });
        }
    }
    if marks.is_empty() {
        return Sifted::nothing();
    }
    // Bargains about one thing are a menu, and so is an offer of it without a condition: they limit only together.
    let menu = |own: &Own| (own.verb.force() == Force::May).then_some((own.holder, own.what));
    let menus: FxHashSet<_> = marks.iter().filter_map(|&(_, owner)| menu(own[owner])).collect();
    if !menus.is_empty() {
        let on_menu = own.iter().enumerate().filter(|(_, own)| menu(own).is_some_and(|menu| menus.contains(&menu)));
        marks.extend(on_menu.map(|(owner, own)| (ground.knot(own.stance()), owner)));
    }
    let (found, too_large): (Vec<_>, Vec<_>) =
        lots(own.len(), marks).into_iter().partition(|knot| knot.len() <= MOST_STATEMENTS);
    let left_out = |knot: Vec<usize>| LeftOut::of(knot.into_iter().map(|owner| own[owner].id).collect());
    Sifted {
        found: found.into_iter().map(|knot| knot.into_iter().map(|owner| *own[owner]).collect()).collect(),
        left_out: too_large.into_iter().filter_map(left_out).collect(),
    }
}

/// Shows the clauses that a statement adds to a search.
fn clauses_of(corpus: &Corpus, own: &Own, sought: Sought, mut show: impl FnMut(&[Literal])) {
    if own.is_conditional {
        strictest_limits(corpus, own.id, &mut show);
    } else if own.verb.force() == Force::Must {
        show(&[own.stance()]);
    }
    if sought != Sought::Limits && is_readiness(own.verb) {
        taken_at_its_word(corpus, own.id, &mut show);
    }
}

/// The larger conflicts among positions that hold at one time, part by part. What several holders say alike is told of
/// the first.
pub(super) fn conflicts_in<'a>(
    context: &Context<'a>,
    outcomes: &Outcomes,
    is_meant: &(dyn Fn(&[Position]) -> bool + Sync),
) -> Sifted<Conflict<'a>> {
    let of_part = |part: &Component| {
        let is_pair = part.groups.len() < 3 && !context.background.has_wide_clauses();
        if is_pair && !part.groups.iter().any(|&group| is_on_terms(outcomes, group)) {
            return Sifted::nothing();
        }
        let formula = part.formula(outcomes.formula());
        let budget = Budget::new(LIMITS);
        if let Verdict::Possible(_) = Oracle::new(&formula, &budget).holds_with(&formula.all_groups(), &[]) {
            return Sifted::nothing();
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
        // A conflict that is told says itself that there may be more.
        let said = part.groups.iter().flat_map(|&group| &outcomes.positions()[group].statements);
        let left_out = LeftOut::of(said.copied().collect());
        let left_out = left_out.filter(|_| conflicts.is_empty() && !landscape.complete);
        Sifted { found: conflicts, left_out: left_out.into_iter().collect() }
    };
    let searches: Vec<Sifted<Conflict<'_>>> = components(outcomes.formula()).par_iter().map(of_part).collect();
    Sifted::of_all(searches)
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
