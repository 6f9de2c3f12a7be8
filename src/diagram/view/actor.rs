//! What does an actor want? Its card: demands, offers, rejections and claims, with who stands beside it and who against.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::sides::Sides;
use super::words::{all_of, clash_words};
use super::{Drawing, Focus, Material};
use crate::background::{proposition, stance};
use crate::corpus::{Board, Corpus, Verb};
use crate::diagram::layout::card;
use crate::diagram::picture::{Edge, EdgeKind};
use crate::graph;
use crate::id::{ActorId, PropositionId, StatementId};

/// A longer card is not read.
const MOST_ENTRIES: usize = 36;

pub fn draw(material: &Material<'_>, actor: ActorId, focus: &Focus) -> Drawing {
    let Material { corpus, standing, .. } = *material;
    let do_they = if corpus[actor].is_plural() { "do" } else { "does" };
    let title = format!("What {do_they} {} want?", corpus[actor].name);
    let mut canvas = Canvas::new(material, &title, &spoken_for(material, actor), focus);
    let subject = canvas.actor(actor);

    let mut own = in_force(material, actor, focus);
    let left_out = own.len().saturating_sub(focus.limit(MOST_ENTRIES));
    // Claims go first where not all can stay, then what was said longest ago.
    own.sort_by_key(|&id| (corpus[id].board(), Reverse(corpus[id].said.last_day())));
    own.truncate(focus.limit(MOST_ENTRIES));
    own.sort_by_key(|&id| (corpus[id].verb, place(corpus, corpus[id].what), id));
    for &id in &own {
        let edge = canvas.stance(id);
        canvas.picture.edges.push(edge);
    }
    add_others(&mut canvas, material, &own);

    let past = |id: &StatementId| {
        corpus[*id].holder == actor && focus.admits(corpus, *id) && standing.is_own(*id) && !standing.in_force(*id)
    };
    let past = corpus.statement_ids().filter(past).count();
    canvas.leave_out_for_room(left_out, "statement", "claims, and what was said longest ago");
    canvas.leave_out(past, "statement", "no longer in force");
    let picture = canvas.finish();
    let scene = card::of_actor(&picture, subject);
    Drawing::new(picture, scene)
}

/// Who may speak for an actor, as a line below its name: `Россия. Spoken for by Vladimir Putin (president).`
fn spoken_for(material: &Material<'_>, actor: ActorId) -> String {
    let Material { corpus, graph, standing, .. } = *material;
    let native = corpus[actor].native.as_ref().filter(|native| **native != corpus[actor].name);
    let today = standing.as_of();
    let in_office = |voice: ActorId| {
        let mandates = corpus[voice].mandates.iter().filter(|mandate| mandate.of == actor);
        let now = mandates.filter(move |mandate| {
            mandate.from.is_none_or(|from| from.first_day() <= today)
                && mandate.until.is_none_or(|until| today <= until.last_day())
        });
        now.map(move |mandate| format!("{} ({})", corpus[voice].name, mandate.title)).collect::<Vec<_>>()
    };
    let voices = graph.sources(actor, graph::Edge::SpeaksFor).into_iter().filter_map(|node| match node {
        graph::Node::Actor(voice) => Some(voice),
        _ => None,
    });
    let voices: Vec<String> = voices.flat_map(in_office).collect();
    let voices: Vec<&str> = voices.iter().map(String::as_str).collect();
    let spoken_for = match voices.len() {
        0 => None,
        1..=5 => Some(format!("Spoken for by {}.", all_of(&voices, "and"))),
        more => Some(format!("Spoken for by {} and {} more.", voices[..4].join(", "), more - 4)),
    };
    [native.map(|native| format!("{native}.")), spoken_for].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What an actor has said that is in force, each once: its latest word with a verb on a thing.
fn in_force(material: &Material<'_>, actor: ActorId, focus: &Focus) -> Vec<StatementId> {
    let Material { corpus, standing, .. } = *material;
    let mut latest: BTreeMap<(PropositionId, Verb), StatementId> = BTreeMap::new();
    for board in [Board::Outcome, Board::Fact] {
        let own = standing.in_force_on(board).filter(|own| corpus[own.id].holder == actor);
        latest.extend(own.filter(|own| focus.admits(corpus, own.id)).map(|own| ((own.what, own.verb), own.id)));
    }
    latest.into_values().collect()
}

fn place(corpus: &Corpus, what: PropositionId) -> impl Ord {
    (corpus[what].issue.map(|issue| corpus[issue].place), corpus[what].place)
}

/// Adds who else has taken a side on the same things, and whose positions clash with these.
fn add_others(canvas: &mut Canvas<'_>, material: &Material<'_>, own: &[StatementId]) {
    let Material { corpus, standing, background, .. } = *material;
    let whats: BTreeSet<PropositionId> = own.iter().map(|&id| corpus[id].what).collect();
    let own: BTreeSet<StatementId> = own.iter().copied().collect();
    let holders: BTreeSet<ActorId> = own.iter().map(|&id| corpus[id].holder).collect();
    let mut added = BTreeSet::new();
    let mut add = |canvas: &mut Canvas<'_>, id: StatementId| {
        let key = (corpus[id].holder, corpus[id].what, corpus[id].verb);
        if added.insert(key) && !holders.contains(&corpus[id].holder) {
            let (from, to) = (canvas.actor(corpus[id].holder), canvas.proposition(corpus[id].what));
            let edge = canvas.edge(id, from, to, EdgeKind::Stance(corpus[id].verb));
            canvas.picture.edges.push(edge);
        }
    };
    for board in [Board::Outcome, Board::Fact] {
        for other in standing.in_force_on(board).filter(|other| whats.contains(&other.what)) {
            add(canvas, other.id);
        }
    }
    let sides = Sides::of_positions(material, &Focus::default());
    let mut clashes = BTreeSet::new();
    for &id in own.iter().filter(|&&id| corpus[id].board() == Board::Outcome) {
        let excluded = background.excluded_by(stance(&corpus[id]));
        for &side in excluded.iter().filter(|side| proposition(**side) != corpus[id].what) {
            let others: Vec<StatementId> =
                sides.holders(side).filter(|(other, _)| !holders.contains(other)).map(|(_, id)| id).collect();
            if !others.is_empty() {
                others.into_iter().for_each(|id| add(canvas, id));
                clashes.insert((corpus[id].what, proposition(side)));
            }
        }
    }
    for (one, other) in clashes {
        let (from, to) = (canvas.proposition(one), canvas.proposition(other));
        let edge =
            Edge { from, to, kind: EdgeKind::Clashes, hover: Some(clash_words(corpus, one, other)), ..Edge::default() };
        canvas.picture.edges.push(edge);
    }
}
