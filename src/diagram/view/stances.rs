//! Who wants what? A table of propositions, by issue, and actors.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::background::{proposition, stance};
use crate::corpus::{Board, Corpus, Force, Verb};
use crate::diagram::layout::matrix;
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::{ActorId, PropositionId, StatementId};
use crate::logic::literal::Literal;

/// A longer table does not fit a page.
const MOST_ROWS: usize = 34;
/// A wider one does not, either.
const MOST_COLUMNS: usize = 11;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "Down the side: what is on the table, by issue. Across: who has taken a position on it.";
    let mut canvas = Canvas::new(material, View::Stances.question(), explanation, focus);
    let corpus = material.corpus;
    let positions = positions(material, focus);

    let actors = most(positions.iter().map(|&id| corpus[id].holder), MOST_COLUMNS);
    let is_of_an_actor = |id: &&StatementId| actors.kept.contains(&corpus[**id].holder);
    let rows = most_telling(corpus, positions.iter().filter(is_of_an_actor), focus.limit(MOST_ROWS));
    let shown = |id: &&StatementId| is_of_an_actor(id) && rows.kept.contains(&corpus[**id].what);
    let mut shown: Vec<StatementId> = positions.iter().filter(shown).copied().collect();
    let place = |what: PropositionId| (corpus[what].issue.map(|issue| corpus[issue].place), corpus[what].place);
    shown.sort_by_key(|&id| (place(corpus[id].what), corpus[id].holder, corpus[id].verb, id));

    for actor in actors.in_order {
        if shown.iter().any(|&id| corpus[id].holder == actor) {
            canvas.actor(actor);
        }
    }
    for &id in &shown {
        let edge = canvas.stance(id);
        canvas.picture.edges.push(edge);
    }
    add_exclusions(&mut canvas, material, &shown);
    canvas.leave_out_for_room(actors.left_out, "actor", "with fewer positions than these");
    canvas.leave_out_for_room(rows.left_out, "proposition", "neither contested nor of so many");
    let picture = canvas.finish();
    let scene = matrix::draw(&picture);
    Drawing::new(picture, scene)
}

/// Adds which of the things shown cannot be had together, though one actor wants the one and another the other.
fn add_exclusions(canvas: &mut Canvas<'_>, material: &Material<'_>, shown: &[StatementId]) {
    let Material { corpus, background, .. } = *material;
    let mut holders: BTreeMap<Literal, BTreeSet<ActorId>> = BTreeMap::new();
    // A threat is what one would do, not what one wants.
    for &id in shown.iter().filter(|&&id| corpus[id].verb.force() != Force::Threat) {
        holders.entry(stance(&corpus[id])).or_default().insert(corpus[id].holder);
    }
    for (&one, side) in &holders {
        let excluded = background.excluded_by(one).iter().filter(|&&other| other > one);
        for &other in excluded {
            let others = holders.get(&other).into_iter().flatten();
            if one.variable() != other.variable() && others.into_iter().any(|other| side.iter().any(|one| one != other))
            {
                let (from, to) = (canvas.proposition(proposition(one)), canvas.proposition(proposition(other)));
                canvas.picture.edges.push(Edge { from, to, kind: EdgeKind::Clashes, ..Edge::default() });
            }
        }
    }
}

/// The positions in force, each once: the latest word of a holder with a verb on a thing.
fn positions(material: &Material<'_>, focus: &Focus) -> Vec<StatementId> {
    let Material { corpus, standing, .. } = *material;
    let mut latest: BTreeMap<(ActorId, PropositionId, Verb), StatementId> = BTreeMap::new();
    for own in standing.in_force_on(Board::Outcome).filter(|own| focus.admits(corpus, own.id)) {
        latest.insert((corpus[own.id].holder, own.what, own.verb), own.id);
    }
    latest.into_values().collect()
}

/// What is kept of many things.
struct Most<T> {
    kept: BTreeSet<T>,
    /// Those kept, the first of them first.
    in_order: Vec<T>,
    left_out: usize,
}

impl<T: Ord + Copy> Most<T> {
    fn of(ranked: Vec<T>, limit: usize) -> Most<T> {
        let left_out = ranked.len().saturating_sub(limit);
        let in_order: Vec<T> = ranked.into_iter().take(limit).collect();
        Most { kept: in_order.iter().copied().collect(), in_order, left_out }
    }
}

/// Those that come most often.
fn most<T: Ord + Copy>(all: impl Iterator<Item = T>, limit: usize) -> Most<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut ranked: Vec<T> = counts.keys().copied().collect();
    ranked.sort_by_key(|one| (Reverse(counts[one]), *one));
    Most::of(ranked, limit)
}

/// The propositions that tell a reader most: those that are contested, then those on which most have a position.
fn most_telling<'a>(
    corpus: &Corpus,
    positions: impl Iterator<Item = &'a StatementId>,
    limit: usize,
) -> Most<PropositionId> {
    let mut sides: BTreeMap<PropositionId, BTreeSet<(bool, ActorId)>> = BTreeMap::new();
    for &id in positions {
        let side = sides.entry(corpus[id].what).or_default();
        if corpus[id].verb.force() != Force::Threat {
            side.insert((corpus[id].is_positive(), corpus[id].holder));
        }
    }
    let is_contested = |what: &PropositionId| {
        let (pro, con): (Vec<_>, Vec<_>) = sides[what].iter().partition(|(side, _)| *side);
        pro.iter().any(|(_, one)| con.iter().any(|(_, other)| one != other))
    };
    let mut ranked: Vec<PropositionId> = sides.keys().copied().collect();
    ranked.sort_by_key(|what| (Reverse(is_contested(what)), Reverse(sides[what].len()), *what));
    Most::of(ranked, limit)
}
