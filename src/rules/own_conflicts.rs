//! What one holder's own positions leave no room for: on any day, positions that cannot all hold and offers of what was
//! ruled out; and, on the day asked about, offers that their own conditions keep from ever taking effect. Shared by the
//! rules about either, so that no two of them claim one thing.
//!
//! An offer is *ruled out* where the positions leave no room for its thing, whatever it asks for. It is *dead* where they
//! leave room for that, and none for its conditions beside it. What a dead offer asks for limits nothing else: whatever
//! is in conflict with it is told of the offer alone.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Context;
use super::larger_conflicts::{Conflict, LIMITS, Sought, conflict, conflicts_in, is_menu, knots, latest};
use super::sifted::{LeftOut, Sifted};
use crate::background::stance;
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Constraint, Corpus, Force};
use crate::id::{ConditionId, StatementId};
use crate::logic::budget::Budget;
use crate::logic::components::{Component, components};
use crate::logic::cone::Cone;
use crate::logic::formula::{Clause, Formula};
use crate::logic::irreducible::shrink;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::outcomes::{Outcomes, Position, TakenUp, is_readiness};
use crate::standing::Own;

/// An offer, a promise or a threat that cannot be taken at its word beside its holder's own positions.
#[derive(Clone)]
pub(super) struct Blocked<'a> {
    pub id: StatementId,
    /// Those of its conditions that are in conflict.
    pub conditions: Vec<ConditionId>,
    /// Whether its thing is, too; where not, the conditions could not be met even without it.
    pub takes_its_thing: bool,
    /// The latest statement of each position that is in the way; none where it falls alone.
    pub against: Vec<StatementId>,
    /// The constraints of the codebook by which they exclude one another.
    pub constraints: Vec<&'a Constraint>,
}

impl Blocked<'_> {
    /// The statement, and what is in its way.
    pub fn statements(&self) -> Vec<StatementId> {
        [&[self.id], &self.against[..]].concat()
    }
}

/// How much may be read about what hangs together, in clauses: a second's work or two.
const MOST_READ: usize = 50_000_000;

/// The conflicts within what each holder says on a board, on any day.
pub(super) fn contradictions<'a>(context: &Context<'a>) -> Sifted<Conflict<'a>> {
    of_each_holder(context, |cone, own| {
        let of_board = |board: Board| {
            let own = own.iter().filter(|own| own.verb.board() == board);
            let knots = knots(context, cone, own, Sought::LimitsOfOffers);
            through_time(context, knots)
        };
        Sifted::of_all([Board::Outcome, Board::Fact].map(of_board))
    })
}

/// The offers and promises that are dead on the day asked about.
pub(super) fn dead_offers<'a>(context: &Context<'a>) -> Sifted<Blocked<'a>> {
    let as_of = context.standing.as_of();
    of_each_holder(context, |cone, own| {
        let in_force = || own.iter().filter(|own| own.verb.board() == Board::Outcome && own.ends >= as_of);
        if !in_force().any(asks_for_something) {
            return Sifted::nothing();
        }
        let Sifted { found: knots, left_out } = knots(context, cone, in_force(), Sought::AllInTheWayOfOffers);
        let knots = knots.iter().filter(|knot| knot.iter().any(asks_for_something));
        let suspects = knots.flat_map(|knot| suspects(context, knot));
        let ids = suspects.map(|own| own.iter().map(|own| own.id).collect::<Vec<_>>());
        let (within, beyond): (Vec<_>, Vec<_>) = ids.partition(|ids| work_on(context.corpus, ids) <= MOST_READ);
        Sifted {
            found: within.iter().flat_map(|ids| Room::of(context, ids).dead_offers()).collect(),
            left_out: left_out.into_iter().chain(beyond.into_iter().filter_map(LeftOut::of)).collect(),
        }
    })
}

/// What a search through each holder's own statements comes upon, holder by holder; holders are searched side by side.
fn of_each_holder<T: Send>(
    context: &Context<'_>,
    search: impl Fn(&mut Cone<'_>, &[Own]) -> Sifted<T> + Sync,
) -> Sifted<T> {
    let holders: Vec<&[Own]> = context.standing.holders().map(|(_, own)| own).collect();
    let cone = || Cone::new(context.background.ground());
    let searches = holders.par_iter().map_init(cone, |cone, own| search(cone, own));
    Sifted::of_all(searches.collect::<Vec<_>>())
}

/// The conflicts in knots of one holder's words on a board. Where everything that was ever said of some linked things could
/// hold together, with every offer taken up, nothing conflicts on any day, and no day needs to be looked at.
fn through_time<'a>(context: &Context<'a>, knots: Sifted<Vec<Own>>) -> Sifted<Conflict<'a>> {
    let Sifted { found: knots, mut left_out } = knots;
    let mut told: BTreeSet<Vec<StatementId>> = BTreeSet::new();
    let mut conflicts = Vec::new();
    for suspects in knots.iter().flat_map(|knot| suspects(context, knot)) {
        let days = days(&suspects);
        if days.iter().map(|ids| work_on(context.corpus, ids)).sum::<usize>() > MOST_READ {
            left_out.extend(LeftOut::of(suspects.iter().map(|own| own.id).collect()));
            continue;
        }
        for ids in days {
            let of_day = Room::of(context, &ids).contradictions();
            conflicts.extend(of_day.found);
            left_out.extend(of_day.left_out);
        }
    }
    conflicts.retain(|conflict| told.insert(conflict.statements.clone()));
    conflicts.retain(|conflict| !told.iter().any(|other| is_part_of(other, &conflict.statements)));
    // What was too much on one day is too much on the next.
    left_out.dedup_by_key(|left_out| left_out.statements()[0]);
    Sifted { found: conflicts, left_out }
}

/// What was said of linked things and could not all hold at once, part by part.
fn suspects(context: &Context<'_>, own: &[Own]) -> Vec<Vec<Own>> {
    let ids: Vec<StatementId> = own.iter().map(|own| own.id).collect();
    let outcomes = Outcomes::new(context.corpus, context.background, &ids);
    let (formula, said) = outcomes.taking_up_all(context.corpus, &ids);
    let of_part = |part: Component| {
        let alone = part.formula(&formula);
        let budget = Budget::new(LIMITS);
        if let Verdict::Possible(_) = Oracle::new(&alone, &budget).holds_with(&alone.all_groups(), &[]) {
            return None;
        }
        let of_part: BTreeSet<StatementId> =
            part.groups.iter().flat_map(|&group| said[group].iter().copied()).collect();
        Some(own.iter().filter(|own| of_part.contains(&own.id)).copied().collect())
    };
    components(&formula).into_iter().filter_map(of_part).collect()
}

/// What holds together on each day on which something was begun, in order; a day is left out on which nothing holds that
/// does not also hold on the next.
fn days(own: &[Own]) -> Vec<Vec<StatementId>> {
    let mut begins: Vec<_> = own.iter().map(|own| own.said.last_day()).collect();
    begins.sort_unstable();
    begins.dedup();
    let holds_on = |day| move |own: &&Own| own.said.last_day() <= day && own.ends >= day;
    let is_last = |index: usize| {
        let next = begins.get(index + 1);
        next.is_none_or(|&next| own.iter().any(|own| holds_on(begins[index])(&own) && own.ends < next))
    };
    let days = begins.iter().enumerate().filter(|&(index, _)| is_last(index));
    days.map(|(_, &day)| own.iter().filter(holds_on(day)).map(|own| own.id).collect()).collect()
}

/// About how many clauses are read to see what positions that hold at one time leave room for: of each offer on a condition,
/// as few positions as are in its way are looked for one by one, and each such question reads all of them.
fn work_on(corpus: &Corpus, ids: &[StatementId]) -> usize {
    let offers = ids.iter().filter(|&&id| corpus[id].is_conditional() && is_readiness(corpus[id].verb)).count();
    (offers + 1) * ids.len() * ids.len()
}

/// Whether it is an offer or a promise on a condition.
fn asks_for_something(own: &Own) -> bool {
    own.is_conditional && is_readiness(own.verb)
}

/// Whether some statements are fewer of the same.
fn is_part_of(part: &[StatementId], whole: &[StatementId]) -> bool {
    part.len() < whole.len() && part.iter().all(|id| whole.contains(id))
}

/// What one holder's positions, all in force at one time, leave room for.
struct Room<'a, 'c> {
    context: &'c Context<'a>,
    /// All offers and promises; of what was said many times, the best word there is for it.
    offers: Vec<StatementId>,
    /// Those that are on a condition, and cannot be taken up with all of them.
    blocked: Vec<Blocked<'a>>,
    /// Those on a condition that can be taken up with all of them.
    fitting: Vec<StatementId>,
    /// The outcomes without what the blocked offers ask for.
    rest: Outcomes,
    /// The outcomes by what is insisted on alone.
    musts: Outcomes,
}

impl<'a, 'c> Room<'a, 'c> {
    fn of(context: &'c Context<'a>, statements: &'c [StatementId]) -> Room<'a, 'c> {
        let outcomes = Outcomes::new(context.corpus, context.background, statements);
        let corpus = context.corpus;
        let is_ready = |&id: &StatementId| is_readiness(corpus[id].verb);
        let offers = best_words(corpus, statements.iter().copied().filter(is_ready));
        let mut blocked: Vec<Blocked<'a>> = Vec::new();
        let mut fitting = Vec::new();
        for &id in offers.iter().filter(|&&id| corpus[id].is_conditional() && !is_over(context, id)) {
            match self::blocked(context, &outcomes, id) {
                Some(in_the_way) => blocked.push(in_the_way),
                None => fitting.push(id),
            }
        }
        let words: BTreeSet<_> = blocked.iter().map(|blocked| words(corpus, blocked.id)).collect();
        let is_offer = |&id: &StatementId| corpus[id].verb.force() == Force::May;
        let is_blocked = |id: &StatementId| is_offer(id) && words.contains(&self::words(corpus, *id));
        let rest = outcomes.without(|position: &Position| position.statements.iter().all(is_blocked));
        let musts = rest.without(|position: &Position| position.statements.iter().all(is_offer));
        Room { context, offers, blocked, fitting, rest, musts }
    }

    /// Positions that cannot all hold, and offers of what is ruled out.
    fn contradictions(&self) -> Sifted<Conflict<'a>> {
        let corpus = self.context.corpus;
        let Sifted { found: of_musts, left_out } = conflicts_in(self.context, &self.rest, &|_| true);
        // An offer that can be taken up with its conditions can be taken up without.
        let may_be_ruled_out =
            |id: &&StatementId| corpus[**id].verb.force() == Force::May && !self.fitting.contains(id);
        let of_offers = self.offers.iter().filter(may_be_ruled_out).filter_map(|&id| {
            let groups = self.ruled_out(&self.rest, id)?;
            conflict(self.context, &self.rest, &groups, Some(id), true)
        });
        let of_offers: Vec<Conflict<'a>> = of_offers.collect();
        // Whoever insists on more than can be had contradicts itself, even where a promise is dead for the same reason.
        let mut dead = self.dead_offers();
        dead.retain(|dead| corpus[dead.id].verb.force() == Force::May);
        let is_told_of_offer = |conflict: &Conflict<'_>| {
            dead.iter().any(|dead| dead.statements().iter().all(|id| conflict.statements.contains(id)))
        };
        let found = of_musts.into_iter().chain(of_offers).filter(|conflict| !is_told_of_offer(conflict));
        Sifted { found: found.collect(), left_out }
    }

    /// Offers and promises for which there is room, but not for their conditions.
    fn dead_offers(&self) -> Vec<Blocked<'a>> {
        let is_dead = |offer: &&Blocked<'a>| {
            !offer.conditions.is_empty()
                && !self.is_menu(offer)
                && self.ruled_out(&self.musts, offer.id).is_none()
                && self.can_stand(offer)
        };
        let dead: Vec<&Blocked<'a>> = self.blocked.iter().filter(is_dead).collect();
        let is_least =
            |one: &&Blocked<'_>| !dead.iter().any(|other| is_part_of(&other.statements(), &one.statements()));
        dead.iter().copied().filter(is_least).cloned().collect()
    }

    /// Whether an offer or a promise, not taken up, can stand beside what is in its way. A promise that cannot is a
    /// contradiction.
    fn can_stand(&self, blocked: &Blocked<'_>) -> bool {
        let says_it = |&group: &usize| {
            self.musts.positions()[group].statements.iter().any(|id| blocked.statements().contains(id))
        };
        let groups: Vec<usize> = self.musts.formula().all_groups().into_iter().filter(says_it).collect();
        let budget = Budget::new(LIMITS);
        let mut oracle = Oracle::new(self.musts.formula(), &budget);
        !matches!(oracle.holds_with(&groups, &[]), Verdict::Impossible(_))
    }

    /// Whether only other offers are in the way: the other side may choose.
    fn is_menu(&self, blocked: &Blocked<'_>) -> bool {
        is_menu(self.context.corpus, &blocked.statements())
    }

    /// The positions, as groups of some outcomes, that leave no room for an offer's thing, whatever is asked for it.
    fn ruled_out(&self, outcomes: &Outcomes, id: StatementId) -> Option<Vec<usize>> {
        let taken = outcomes.taking_up(self.context.corpus, id, &[]);
        in_the_way(self.context, outcomes, &taken, id)
    }
}

/// What an offer, a promise or a threat says, whoever said it and however often.
type Words<'a> = (Force, Literal, Vec<(ConditionKind, &'a [Alternative])>);

fn words(corpus: &Corpus, id: StatementId) -> Words<'_> {
    (corpus[id].verb.force(), stance(&corpus[id]), corpus.terms_of(id))
}

/// Of the statements that say the same, one stands for all: not from a source without a name if that can be helped, and the
/// latest.
pub(super) fn best_words(corpus: &Corpus, ids: impl Iterator<Item = StatementId>) -> Vec<StatementId> {
    let weight = |id: StatementId| (!corpus[id].basis.is_weak(), corpus[id].said.last_day(), id);
    let mut best: BTreeMap<Words<'_>, StatementId> = BTreeMap::new();
    for id in ids {
        let known = best.entry(words(corpus, id)).or_insert(id);
        if weight(id) > weight(*known) {
            *known = id;
        }
    }
    let mut best: Vec<StatementId> = best.into_values().collect();
    best.sort_unstable();
    best
}

/// Whether an offer, a promise or a threat holds no more, since a verdict says that what it holds `unless` has come about.
pub(super) fn is_over(context: &Context<'_>, id: StatementId) -> bool {
    let mut conditions = context.corpus.conditions_of(id).map(|(_, condition)| condition);
    conditions.any(|condition| condition.kind == ConditionKind::Unless && has_come(context, condition))
}

/// Whether a verdict says that one of the ways to meet a condition has come about.
fn has_come(context: &Context<'_>, condition: &Condition) -> bool {
    condition.alternatives.iter().any(|way| context.standing.has_happened(way.what))
}

/// What is in the way of an offer, a promise or a threat with its conditions, if anything is. Those that a verdict says were
/// met are no matter.
pub(super) fn blocked<'a>(context: &Context<'a>, outcomes: &Outcomes, id: StatementId) -> Option<Blocked<'a>> {
    let &Context { corpus, background, .. } = context;
    let open = corpus.conditions_of(id).filter(|(_, condition)| !has_come(context, condition));
    let conditions: Vec<ConditionId> = open.map(|(condition, _)| condition).collect();
    let taken = outcomes.taking_up(corpus, id, &conditions);
    let groups = in_the_way(context, outcomes, &taken, id)?;
    let parts = parts_in_conflict(outcomes, &taken, &groups);
    let of_groups = groups.iter().flat_map(|&group| &outcomes.formula().groups()[group]);
    let clauses: Vec<Clause> = parts.iter().flat_map(|&part| &taken.parts[part].1).chain(of_groups).cloned().collect();
    Some(Blocked {
        id,
        conditions: parts.iter().filter_map(|&part| taken.parts[part].0).collect(),
        takes_its_thing: parts.iter().any(|&part| taken.parts[part].0.is_none()),
        against: groups.iter().map(|&group| latest(corpus, &outcomes.positions()[group])).collect(),
        constraints: outcomes.reasons(corpus, background, &clauses).constraints,
    })
}

/// As few positions as are in conflict with a statement that is taken up, as groups; nothing where there is room for it, or
/// where that could not be told. What stands without the others' offers is preferred.
fn in_the_way(context: &Context<'_>, outcomes: &Outcomes, taken: &TakenUp, id: StatementId) -> Option<Vec<usize>> {
    let said = |group: usize| &outcomes.positions()[group].statements;
    let insists = |&group: &usize| said(group).iter().any(|&id| context.corpus[id].verb.force() == Force::Must);
    // What the statement itself asks for is no other position.
    let own = words(context.corpus, id);
    let says_more = |&other: &StatementId| words(context.corpus, other) != own;
    let is_other = |&group: &usize| said(group).iter().any(says_more);
    let others: Vec<usize> = outcomes.formula().all_groups().into_iter().filter(is_other).collect();
    let musts: Vec<usize> = others.iter().copied().filter(insists).collect();
    let budget = Budget::new(LIMITS);
    let mut with = Oracle::new(&taken.formula, &budget);
    let mut without = Oracle::new(outcomes.formula(), &budget);
    [musts, others].into_iter().find_map(|beside| in_the_way_among(&mut with, &mut without, beside))
}

/// The same among some groups. Positions that conflict without the statement are told by themselves; here one of them
/// makes way.
fn in_the_way_among(with: &mut Oracle<'_>, without: &mut Oracle<'_>, mut groups: Vec<usize>) -> Option<Vec<usize>> {
    loop {
        let Verdict::Impossible(core) = with.holds_with(&groups, &[]) else { return None };
        let shrunk = shrink(with, core);
        let core = shrunk.core.groups;
        match without.holds_with(&core, &[]) {
            Verdict::Possible(_) => return shrunk.is_irreducible.then_some(core),
            Verdict::Impossible(_) => {
                let makes_way = *core.last()?;
                groups.retain(|&group| group != makes_way);
            }
            Verdict::Unknown => return None,
        }
    }
}

/// Those parts of a statement that is taken up, its thing and its conditions, that some positions leave no room for.
fn parts_in_conflict(outcomes: &Outcomes, taken: &TakenUp, positions: &[usize]) -> Vec<usize> {
    let mut formula = Formula::new();
    let of_positions = positions.iter().flat_map(|&group| &outcomes.formula().groups()[group]);
    outcomes.formula().background().iter().chain(of_positions).for_each(|clause| formula.always(clause.clone()));
    for (_, clauses) in &taken.parts {
        formula.group(clauses.iter().cloned());
    }
    let budget = Budget::new(LIMITS);
    let mut oracle = Oracle::new(&formula, &budget);
    // Where the thing alone has no room, the conditions are no matter.
    let thing = vec![0];
    if let Verdict::Impossible(_) = oracle.holds_with(&thing, &[]) {
        return thing;
    }
    match oracle.holds_with(&formula.all_groups(), &[]) {
        Verdict::Impossible(core) => shrink(&mut oracle, core).core.groups,
        Verdict::Possible(_) | Verdict::Unknown => Vec::new(),
    }
}
