//! How positions move: what a later statement changes in the one whose place it took. The rules point at such moves, and
//! a position's history tells them; both read them here, so that the two never disagree.

use std::cmp::Ordering;

use rayon::prelude::*;
use smallvec::SmallVec;

use crate::corpus::{Condition, ConditionKind, Corpus, Firmness, Force, Statement, Verb};
use crate::date::{Day, PartialDate};
use crate::id::StatementId;
use crate::standing::{Standing, is_bargain, same_conditions};

/// What a statement made of the one whose place it took.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// It takes the other side.
    Reversed,
    /// It keeps the side, and leaves less room.
    Hardened,
    /// It keeps the side, and leaves more room.
    Softened,
    /// It keeps side and terms, and insists more: what was supported is demanded.
    WentFurther,
    /// It keeps side and terms, and insists less: what was demanded is proposed.
    SteppedBack,
    /// It keeps the side, in other terms of which it cannot be said that they leave more room, or less.
    Reworded,
    /// Another voice differs so soon that it is not yet a change of position.
    TwoVoices,
}

impl Way {
    /// All ways, the gravest first.
    pub const ALL: [Way; 7] = [
        Way::Reversed,
        Way::Hardened,
        Way::Softened,
        Way::WentFurther,
        Way::SteppedBack,
        Way::Reworded,
        Way::TwoVoices,
    ];

    /// What a later statement of a slot makes of an earlier one.
    pub fn between(corpus: &Corpus, earlier: StatementId, later: StatementId, window: Window) -> Way {
        if are_mixed_signals(corpus, earlier, later, window) {
            Way::TwoVoices
        } else if take_opposite_sides(corpus, earlier, later) {
            Way::Reversed
        } else {
            match (hardening(corpus, earlier, later), insistence(corpus, earlier, later)) {
                (Some(Ordering::Greater), _) => Way::Hardened,
                (Some(Ordering::Less), _) => Way::Softened,
                (Some(Ordering::Equal), Some(Ordering::Greater)) => Way::WentFurther,
                (Some(Ordering::Equal), Some(Ordering::Less)) => Way::SteppedBack,
                _ => Way::Reworded,
            }
        }
    }
}

/// When two voices that differ are mixed signals, and not yet a change of position.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// So many days may lie between them at most.
    pub days: i32,
    /// What was said again after this day is not yet known.
    pub as_of: Day,
}

/// The pairs (earlier, later) of which the later statement took the earlier one's place in a given way. They come in the
/// order of the later ones. Two voices that differ within `mixed_signals_days` are mixed signals.
pub fn moves(
    corpus: &Corpus,
    standing: &Standing,
    mixed_signals_days: i32,
    way: Way,
) -> Vec<(StatementId, StatementId)> {
    let window = Window { days: mixed_signals_days, as_of: standing.as_of() };
    let succession = |index: usize| {
        let earlier = StatementId::new(index);
        let later = standing.superseded_by(earlier)?;
        (Way::between(corpus, earlier, later, window) == way).then_some((earlier, later))
    };
    let pairs = (0..corpus.statements().len()).into_par_iter().filter_map(succession).collect();
    nearest_of_each(corpus, pairs)
}

/// Of several statements that one replaced in the same way, the last is the one that it departs from.
pub fn nearest_of_each(corpus: &Corpus, mut pairs: Vec<(StatementId, StatementId)>) -> Vec<(StatementId, StatementId)> {
    pairs.par_sort_unstable_by_key(|&(earlier, later)| (later, corpus[earlier].said.last_day(), earlier));
    pairs.chunk_by(|a, b| a.1 == b.1).filter_map(|of_one| of_one.last().copied()).collect()
}

/// Whether two statements of one slot take opposite sides. "Not unless q" and "only if q" are one side, seen twice.
pub fn take_opposite_sides(corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
    let (side, other) = (corpus[a].is_positive(), corpus[b].is_positive());
    side != other && !if side { say_the_same(corpus, a, b) } else { say_the_same(corpus, b, a) }
}

/// Whether "yes, only if q" and "no, unless q" ask for the same.
fn say_the_same(corpus: &Corpus, yes: StatementId, no: StatementId) -> bool {
    use ConditionKind::Unless;
    let asks = |id| corpus.conditions_of(id).map(|(_, condition)| condition);
    let is_mirrored =
        |x: &Condition, y: &Condition| (x.kind == Unless) != (y.kind == Unless) && x.alternatives == y.alternatives;
    corpus[yes].is_conditional()
        && asks(yes).all(|x| asks(no).any(|y| is_mirrored(x, y)))
        && asks(no).all(|y| asks(yes).any(|x| is_mirrored(x, y)))
}

/// Whether two statements of one slot are mixed signals: two voices that differ so soon after one another that it is
/// not yet a change of position.
pub fn are_mixed_signals(corpus: &Corpus, a: StatementId, b: StatementId, window: Window) -> bool {
    come_from_two_voices(corpus, a, b, window)
        && (take_opposite_sides(corpus, a, b) || offer_on_other_terms(corpus, a, b))
}

/// Whether two voices said them, or said them again, so soon after one another. Coarse dates count where they come near
/// enough at their nearest.
pub fn come_from_two_voices(corpus: &Corpus, a: StatementId, b: StatementId, window: Window) -> bool {
    let (a, b) = (&corpus[a], &corpus[b]);
    let is_known = |date: &&PartialDate| date.last_day() <= window.as_of;
    let all = |statement: &'_ Statement| {
        let again = statement.reaffirmed().iter().filter(is_known).copied();
        std::iter::once(statement.said).chain(again).collect::<SmallVec<[PartialDate; 2]>>()
    };
    let is_near = |a: PartialDate, b: PartialDate| {
        b.first_day().days_since(a.last_day()).max(a.first_day().days_since(b.last_day())) <= window.days
    };
    let was_said_again = || !a.reaffirmed().is_empty() || !b.reaffirmed().is_empty();
    let is_near_again = || {
        let others = all(b);
        all(a).into_iter().any(|a| others.iter().any(|&b| is_near(a, b)))
    };
    a.speaker() != b.speaker() && (is_near(a.said, b.said) || was_said_again() && is_near_again())
}

/// Whether both are ready for the same on other conditions. Two bargains about one thing are a menu.
fn offer_on_other_terms(corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
    let is_offer = |id: StatementId| corpus[id].verb.force() == Force::May;
    is_offer(a) && is_offer(b) && !same_conditions(corpus, a, b) && !(is_bargain(corpus, a) && is_bargain(corpus, b))
}

/// The conditions of a statement that another does not set.
pub fn new_conditions(corpus: &Corpus, old: StatementId, new: StatementId) -> impl Iterator<Item = &Condition> {
    let is_new = move |condition: &&Condition| !corpus.conditions_of(old).any(|(_, known)| known.same_terms(condition));
    corpus.conditions_of(new).map(|(_, condition)| condition).filter(is_new)
}

/// How a position changed that kept its side: `Greater` is harder, `Less` is softer; nothing where its terms are merely
/// other ones, or changed both ways.
fn hardening(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Ordering> {
    if corpus[earlier].is_positive() != corpus[later].is_positive() {
        return None;
    }
    let by_firmness = match (corpus[earlier].firmness, corpus[later].firmness) {
        (Some(Firmness::Open), Some(Firmness::Firm)) => Ordering::Greater,
        (Some(Firmness::Firm), Some(Firmness::Open)) => Ordering::Less,
        _ => Ordering::Equal,
    };
    match hardening_by_conditions(corpus, earlier, later)? {
        Ordering::Equal => Some(by_firmness),
        by_conditions => (by_firmness != by_conditions.reverse()).then_some(by_conditions),
    }
}

/// A condition on what one would do for others makes it harder to have; one on what one demands or turns down leaves
/// a door open.
fn hardening_by_conditions(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Ordering> {
    let conditions_soften = |verb: Verb| verb == Verb::Demands || !verb.is_positive();
    let has_new = new_conditions(corpus, earlier, later).next().is_some();
    let has_lost = new_conditions(corpus, later, earlier).next().is_some();
    let by_number = match (has_new, has_lost) {
        (true, true) => return None,
        (false, false) => return Some(Ordering::Equal),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
    };
    match (conditions_soften(corpus[earlier].verb), conditions_soften(corpus[later].verb)) {
        (false, false) => Some(by_number),
        (true, true) => Some(by_number.reverse()),
        _ => None,
    }
}

/// Whether the verb of a later statement insists more or less: a wish, then what one could live with, then a must.
fn insistence(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Ordering> {
    let rank = |id: StatementId| match corpus[id].verb.force() {
        Force::Preference => Some(0),
        Force::May => Some(1),
        Force::Must => Some(2),
        Force::Threat => None,
    };
    Some(rank(later)?.cmp(&rank(earlier)?))
}
