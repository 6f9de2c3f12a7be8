//! Who takes which side on the day asked about, and which sides cannot both be had. Shared by the rules about several
//! holders.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Context, pairs};
use crate::background::Background;
use crate::corpus::{Board, Corpus};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;
use crate::standing::Own;

/// For each side, the earliest statement in force of each holder that takes it, earliest first. Sides are in order.
pub(super) struct Sides {
    sides: Vec<(Literal, Vec<StatementId>)>,
    place: FxHashMap<Literal, usize>,
}

impl Sides {
    /// The sides that statements of a kind take on a board.
    pub fn new(context: &Context<'_>, board: Board, is_meant: impl Fn(&Own) -> bool) -> Sides {
        let &Context { corpus, standing, .. } = context;
        let mut holders: FxHashMap<Literal, Vec<StatementId>> = FxHashMap::default();
        // They come holder by holder and, within a slot, earliest first.
        for own in standing.in_force_on(board).filter(|own| is_meant(own)) {
            let side = holders.entry(own.stance()).or_default();
            if side.last().is_none_or(|&last| corpus[last].holder != corpus[own.id].holder) {
                side.push(own.id);
            }
        }
        let mut sides: Vec<_> = holders.into_iter().collect();
        sides.sort_unstable_by_key(|&(literal, _)| literal);
        for (_, side) in &mut sides {
            side.sort_unstable_by_key(|&id| (corpus[id].said.first_day(), id));
        }
        let place = sides.iter().enumerate().map(|(index, &(literal, _))| (literal, index)).collect();
        Sides { sides, place }
    }

    /// Those who take a side.
    pub fn of(&self, literal: Literal) -> &[StatementId] {
        self.place.get(&literal).map_or(&[], |&index| &self.sides[index].1)
    }

    /// Each two sides that cannot both be had, each once. A side that cannot be had at all clashes with no other: it
    /// falls alone.
    pub fn clashes<'a>(&'a self, background: &'a Background) -> impl ParallelIterator<Item = Clash<'a>> {
        let can_be_had = |literal: Literal| !background.excluded_by(literal).contains(&literal);
        self.sides.par_iter().filter(move |(literal, _)| can_be_had(*literal)).flat_map_iter(move |(literal, side)| {
            let opposed = pairs::opposed_to(background, *literal).filter(move |opposed| opposed > literal);
            let opposed = opposed.filter(move |&opposed| can_be_had(opposed));
            opposed.map(|opposed| Clash { side, opposed: self.of(opposed) }).filter(|clash| !clash.opposed.is_empty())
        })
    }
}

/// Two sides that cannot both be had, and the statements of those who take them, earliest first.
#[derive(Clone, Copy)]
pub(super) struct Clash<'a> {
    pub side: &'a [StatementId],
    pub opposed: &'a [StatementId],
}

impl<'a> Clash<'a> {
    /// The pairs of statements of two different holders, one of each side, those of the earliest first.
    pub fn pairs(self, corpus: &'a Corpus) -> impl Iterator<Item = (StatementId, StatementId)> + 'a {
        let against = move |one: StatementId| {
            let others = self.opposed.iter().filter(move |&&other| corpus[other].holder != corpus[one].holder);
            others.map(move |&other| (one, other))
        };
        self.side.iter().flat_map(move |&one| against(one))
    }

    /// How many such pairs there are.
    pub fn count(self, corpus: &Corpus) -> usize {
        let side: FxHashSet<ActorId> = self.side.iter().map(|&id| corpus[id].holder).collect();
        let on_both = self.opposed.iter().filter(|&&id| side.contains(&corpus[id].holder)).count();
        self.side.len() * self.opposed.len() - on_both
    }
}
