//! Conflicts that no two literals show: of three positions and more, each two of which go together; and of fewer, where it
//! takes a constraint on three things to see them. Shared by the rules about one holder's positions and about those of
//! several, which find all other pairs by themselves.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Context;
use crate::corpus::{Board, Constraint, Force};
use crate::id::StatementId;
use crate::logic::budget::{Budget, Limits};
use crate::logic::components::{Component, components, lots};
use crate::logic::cone::Cone;
use crate::logic::formula::Clause;
use crate::logic::irreducible::shrink;
use crate::logic::landscape::explore;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::outcomes::{Outcomes, Position, strictest_limits, taking_up};
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
const LIMITS: Limits<'static> = Limits { sets: 24, calls: 1_000, conflicts: 2_000, interrupted: &|| false };

/// In a knot of more statements than these, a check looks for no larger conflicts: nearly everything there bears on
/// everything, and which of very many conflicts would be found first says little.
const MOST_STATEMENTS: usize = 2_000;

/// The conflicts within what each holder says on a board, on any day.
pub(super) fn of_one_holder<'a>(context: &Context<'a>) -> Vec<Conflict<'a>> {
    let holders: Vec<&[Own]> = context.standing.holders().map(|(_, own)| own).collect();
    let ground = context.background.ground();
    let of_holder = |cone: &mut Cone<'_>, own: &&[Own]| {
        let of_board = |board: Board| {
            through_time(context, knots(context, cone, own.iter().filter(|own| own.verb.board() == board), true))
        };
        [Board::Outcome, Board::Fact].map(of_board)
    };
    holders.par_iter().map_init(|| Cone::new(ground), of_holder).flatten_iter().flatten_iter().collect()
}

/// The conflicts between the positions of several holders on the day asked about.
pub(super) fn of_several_holders<'a>(context: &Context<'a>) -> Vec<Conflict<'a>> {
    let &Context { corpus, background, standing, .. } = context;
    let in_force = standing.in_force_on(Board::Outcome);
    let knots = knots(context, &mut Cone::new(background.ground()), in_force, false);
    let several = |positions: &[Position]| positions.iter().any(|position| position.holder != positions[0].holder);
    let of_knot = |knot: &Vec<Own>| {
        let ids: Vec<StatementId> = knot.iter().map(|own| own.id).collect();
        conflicts_in(context, &Outcomes::new(corpus, background, &ids), &several)
    };
    knots.par_iter().flat_map_iter(of_knot).collect()
}

/// Those of some statements on a board that a conflict could draw on which no two literals show, knot by knot; with every
/// offer taken up, if that is asked for. They are few, and what is looked for by a search is looked for among them.
fn knots<'o>(
    context: &Context<'_>,
    cone: &mut Cone<'_>,
    own: impl Iterator<Item = &'o Own>,
    with_offers: bool,
) -> Vec<Vec<Own>> {
    let (corpus, ground) = (context.corpus, context.background.ground());
    let own: Vec<&Own> = own.filter(|own| matches!(own.verb.force(), Force::Must | Force::May)).collect();
    // For each literal of each clause, the clause's number, the knot of constraints that it is in, and whose it is.
    let (mut number, mut marks) = (0, Vec::new());
    for (owner, own) in own.iter().enumerate() {
        let mut add = |clause: &[Literal]| {
            cone.add(clause);
            marks.extend(clause.iter().map(|&literal| (number, ground.knot(literal), owner)));
            number += 1;
        };
        if own.is_conditional {
            strictest_limits(corpus, own.id, &mut add);
        } else if own.verb.force() == Force::Must {
            add(&[own.stance()]);
        }
        if with_offers && own.verb.force() == Force::May {
            taking_up(corpus, own.id, &mut add);
        }
    }
    let is_live = cone.live_beyond_pairs();
    let mut marks: Vec<(u32, usize)> =
        marks.into_iter().filter(|&(clause, ..)| is_live[clause]).map(|(_, knot, owner)| (knot, owner)).collect();
    // Bargains about one thing are a menu, and so is an offer of it without a condition: they limit only together.
    let menu = |own: &Own| (own.verb.force() == Force::May).then_some((corpus[own.id].holder, own.what));
    let menus: FxHashSet<_> = marks.iter().filter_map(|&(_, owner)| menu(own[owner])).collect();
    let on_menu = own.iter().enumerate().filter(|(_, own)| menu(own).is_some_and(|menu| menus.contains(&menu)));
    marks.extend(on_menu.map(|(owner, own)| (ground.knot(own.stance()), owner)));
    let knots = lots(own.len(), marks).into_iter().filter(|knot| knot.len() <= MOST_STATEMENTS);
    knots.map(|knot| knot.into_iter().map(|owner| *own[owner]).collect()).collect()
}

/// The conflicts in knots of one holder's words on a board. Where everything that was ever said of some linked things
/// could hold together, with every offer taken up, nothing conflicts on any day, and no day needs to be looked at.
fn through_time<'a>(context: &Context<'a>, knots: Vec<Vec<Own>>) -> Vec<Conflict<'a>> {
    let mut told: BTreeSet<Vec<StatementId>> = BTreeSet::new();
    let mut conflicts = Vec::new();
    for suspects in knots.iter().flat_map(|knot| suspects(context, knot)) {
        for ids in days(&suspects) {
            let outcomes = Outcomes::new(context.corpus, context.background, &ids);
            let of_musts = conflicts_in(context, &outcomes, &|_| true);
            let of_offers = ids.iter().filter_map(|&id| around_offer(context, &outcomes, id));
            conflicts.extend(of_musts.into_iter().chain(of_offers));
        }
    }
    conflicts.retain(|conflict| told.insert(conflict.statements.clone()));
    conflicts.retain(|conflict| !told.iter().any(|other| is_part_of(other, &conflict.statements)));
    conflicts
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

/// Whether some statements are fewer of the same: an offer's condition may limit on its own behalf what the offer alone,
/// taken up, shows with less.
fn is_part_of(part: &[StatementId], whole: &[StatementId]) -> bool {
    part.len() < whole.len() && part.iter().all(|id| whole.contains(id))
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

/// The larger conflicts among positions that hold at one time, part by part. What several holders say alike is told of
/// the first.
fn conflicts_in<'a>(
    context: &Context<'a>,
    outcomes: &Outcomes,
    is_meant: &(dyn Fn(&[Position]) -> bool + Sync),
) -> Vec<Conflict<'a>> {
    let of_part = |part: &Component| {
        if part.groups.len() < 3 && !context.background.has_wide_clauses() {
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

/// The conflict in which an offer stands that other positions leave no room for, if there is one.
fn around_offer<'a>(context: &Context<'a>, outcomes: &Outcomes, offer: StatementId) -> Option<Conflict<'a>> {
    let formula = outcomes.taking_up(context.corpus, offer)?;
    let taken_up = formula.groups().len() - 1;
    let budget = Budget::new(LIMITS);
    let mut oracle = Oracle::new(&formula, &budget);
    let is_own = |group: usize| group == taken_up || outcomes.positions()[group].statements.contains(&offer);
    // An offer that falls alone falls whatever else was said.
    let alone: Vec<usize> = (0..=taken_up).filter(|&group| is_own(group)).collect();
    let mut beside = formula.all_groups();
    let mut asked = oracle.holds_with(&alone, &[]);
    if let Verdict::Possible(_) = asked {
        asked = oracle.holds_with(&beside, &[]);
    }
    // Positions that conflict without the offer are told by themselves; here one of them makes way.
    loop {
        let Verdict::Impossible(core) = asked else { return None };
        let groups = shrink(&mut oracle, core).core.groups;
        if groups.contains(&taken_up) {
            let others: Vec<usize> = groups.into_iter().filter(|&group| group != taken_up).collect();
            return conflict(context, outcomes, &others, Some((offer, &formula.groups()[taken_up])), true);
        }
        let makes_way = groups.into_iter().rfind(|&group| !is_own(group))?;
        beside.retain(|&group| group != makes_way);
        asked = oracle.holds_with(&beside, &[]);
    }
}

/// The conflict of some groups, and of an offer if one is taken up; nothing where it is one that a pair of literals shows.
fn conflict<'a>(
    context: &Context<'a>,
    outcomes: &Outcomes,
    groups: &[usize],
    offer: Option<(StatementId, &Vec<Clause>)>,
    complete: bool,
) -> Option<Conflict<'a>> {
    let corpus = context.corpus;
    let said_in = |&group: &usize| {
        let statements = &outcomes.positions()[group].statements;
        // The limits of the offer itself are not another statement.
        let own = offer.map(|(id, _)| id).filter(|id| statements.contains(id));
        own.unwrap_or(*statements.last().expect("a position has a statement"))
    };
    let mut statements: Vec<StatementId> = groups.iter().map(said_in).chain(offer.map(|(id, _)| id)).collect();
    statements.sort_by_key(|&id| (corpus[id].said.last_day(), id));
    statements.dedup();
    // Offers alone are a menu, whatever they ask for.
    let is_menu = statements.len() > 1 && statements.iter().all(|&id| corpus[id].verb.force() == Force::May);
    if is_menu || (statements.len() < 3 && !context.background.has_wide_clauses()) {
        return None;
    }
    let of_groups = groups.iter().flat_map(|&group| outcomes.formula().groups()[group].iter());
    let clauses: Vec<Clause> = of_groups.chain(offer.iter().flat_map(|(_, clauses)| clauses.iter())).cloned().collect();
    let constraints = outcomes.reasons(corpus, context.background, &clauses);
    let is_wide = |link: &&Constraint| context.background.clauses_of(link).iter().any(|clause| clause.len() > 2);
    (statements.len() > 2 || constraints.iter().any(is_wide)).then_some(Conflict { statements, constraints, complete })
}
