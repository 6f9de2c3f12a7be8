//! Pairs of one holder's statements that do not go together, and the walk that meets them. The rules about such pairs
//! share it, so that no two of them claim one pair.

use std::hash::Hash;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use crate::background::Background;
use crate::corpus::Force;
use crate::logic::literal::Literal;
use crate::standing::Own;

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
