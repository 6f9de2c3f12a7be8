//! Pairs of one holder's statements that do not go together: the walk that meets them, and what tells mixed signals from
//! a change of position. The rules about such pairs share both, so that no two of them claim one pair.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use crate::background::Background;
use crate::corpus::{Condition, ConditionKind, Corpus, Force, Statement};
use crate::date::PartialDate;
use crate::id::StatementId;
use crate::logic::literal::Literal;
use crate::standing::{Own, is_bargain, same_conditions};

/// Each holder's own statements on each board that `select` takes from the holder's own, in the order of time.
pub(super) fn timelines<'a>(
    context: &Context<'a>,
    select: impl Fn(&[Own]) -> Vec<Own> + Sync + Send + 'a,
) -> impl ParallelIterator<Item = Vec<Own>> + 'a {
    let holders: Vec<&[Own]> = context.standing.holders().map(|(_, own)| own).collect();
    holders.into_par_iter().flat_map_iter(move |own| {
        let mut in_time = select(own);
        in_time.sort_unstable_by_key(|own| (own.verb.board(), own.said.last_day(), own.id));
        in_time.chunk_by(|a, b| a.verb.board() == b.verb.board()).map(<[_]>::to_vec).collect::<Vec<_>>()
    })
}

/// Those of a holder's own statements that cannot hold beside another literal of the holder's, whenever it was said.
/// They are few, and the walk through time can leave out the rest: nothing that they say was ever opposed.
pub(super) fn opposed_among<I: IntoIterator<Item = Literal>>(
    background: &Background,
    own: &[Own],
    literals: impl Fn(Own) -> I,
) -> Vec<Own> {
    let said: FxHashSet<Literal> = own.iter().copied().flat_map(&literals).collect();
    let opposed = said.iter().filter(|&&literal| opposed_to(background, literal).any(|other| said.contains(&other)));
    let opposed: FxHashSet<Literal> = opposed.copied().collect();
    if opposed.is_empty() {
        return Vec::new();
    }
    let is_opposed = |own: &&Own| literals(**own).into_iter().any(|literal| opposed.contains(&literal));
    own.iter().filter(is_opposed).copied().collect()
}

/// What cannot hold beside a literal: its negation first, then what the constraints exclude, nearest first.
pub(super) fn opposed_to(background: &Background, literal: Literal) -> impl Iterator<Item = Literal> {
    std::iter::once(!literal).chain(background.excluded_by(literal).iter().copied())
}

/// What a walk through time remembers of the statements that it met, by what they say.
///
/// What is only said to be acceptable is kept apart from what is insisted on or wished for: two things that a holder
/// could each live with are a menu, and never clash.
pub(super) struct Memory<K, T> {
    mays: FxHashMap<K, T>,
    others: FxHashMap<K, T>,
}

impl<K: Eq + Hash, T: Default> Memory<K, T> {
    pub fn new() -> Memory<K, T> {
        Memory { mays: FxHashMap::default(), others: FxHashMap::default() }
    }

    /// What is remembered under a key of statements of a force.
    pub fn of(&self, key: K, force: Force) -> Option<&T> {
        if force == Force::May { self.mays.get(&key) } else { self.others.get(&key) }
    }

    /// What is remembered under a key of statements that may clash with one of a force.
    pub fn against(&self, key: K, force: Force) -> impl Iterator<Item = &T> + use<'_, K, T> {
        let mays = if force == Force::May { None } else { self.mays.get(&key) };
        self.others.get(&key).into_iter().chain(mays)
    }

    /// The place where a statement of a force is to be remembered.
    pub fn entry(&mut self, key: K, force: Force) -> &mut T {
        let map = if force == Force::May { &mut self.mays } else { &mut self.others };
        map.entry(key).or_default()
    }
}

/// Whether two statements of one slot take opposite sides. "Not unless q" and "only if q" are one side, seen twice.
pub(super) fn take_opposite_sides(corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
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
pub(super) fn are_mixed_signals(context: &Context<'_>, a: StatementId, b: StatementId) -> bool {
    let corpus = context.corpus;
    come_from_two_voices(context, a, b) && (take_opposite_sides(corpus, a, b) || offer_on_other_terms(corpus, a, b))
}

/// Whether two voices said them, or said them again, within the days in which voices should agree. Coarse dates count
/// where they come near enough at their nearest.
pub(super) fn come_from_two_voices(context: &Context<'_>, a: StatementId, b: StatementId) -> bool {
    let (a, b) = (&context.corpus[a], &context.corpus[b]);
    if a.speaker() == b.speaker() {
        return false;
    }
    let is_past = |date: &&PartialDate| date.last_day() <= context.standing.as_of();
    let said = |statement: &'_ Statement| {
        let again = statement.reaffirmed.iter().filter(is_past).copied();
        std::iter::once(statement.said).chain(again).collect::<Vec<PartialDate>>()
    };
    let days_between = |a: PartialDate, b: PartialDate| {
        b.first_day().days_since(a.last_day()).max(a.first_day().days_since(b.last_day()))
    };
    let is_near = |a, b| days_between(a, b) <= context.tolerances.mixed_signals_days;
    let others = said(b);
    said(a).into_iter().any(|a| others.iter().any(|&b| is_near(a, b)))
}

/// Whether both are ready for the same on other conditions. Two bargains about one thing are a menu.
fn offer_on_other_terms(corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
    let is_offer = |id: StatementId| corpus[id].verb.force() == Force::May;
    is_offer(a) && is_offer(b) && !same_conditions(corpus, a, b) && !(is_bargain(corpus, a) && is_bargain(corpus, b))
}

/// The conditions of a statement that another does not set.
pub(super) fn new_conditions(corpus: &Corpus, old: StatementId, new: StatementId) -> impl Iterator<Item = &Condition> {
    let is_new = move |condition: &&Condition| !corpus.conditions_of(old).any(|(_, known)| known.same_terms(condition));
    corpus.conditions_of(new).map(|(_, condition)| condition).filter(is_new)
}
