//! How did positions move? A lane an actor, a track a position: first said, said again, and how it changed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::canvas::{Canvas, is_dashed};
use super::words::{hover, short_date};
use super::{Drawing, Focus, Material, Target, View};
use crate::corpus::{Board, Corpus};
use crate::diagram::layout::lanes;
use crate::diagram::picture::{Edge, EdgeKind, Node, NodeKind, Turn, Way};
use crate::id::{ActorId, StatementId};
use crate::moves::Window;
use crate::standing::{Own, same_conditions};

/// More tracks than this do not fit a page.
const MOST_TRACKS: usize = 36;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "One lane for each actor. A sign stands where a position was taken; a line leads on to where it was \
                       said again or changed.";
    let mut canvas = Canvas::new(material, View::Timeline.question(), explanation, focus);
    let corpus = material.corpus;
    let mut tracks = tracks(material, focus);
    let limit = focus.limit(MOST_TRACKS);
    let left_out = tracks.len().saturating_sub(limit);
    tracks.sort_by_key(|track| (Reverse(track.moves()), Reverse(track.steps.len()), Reverse(track.last_day(corpus))));
    tracks.truncate(limit);
    tracks.sort_by_key(|track| corpus[track.steps[0].id].said.first_day());

    let mut weight: BTreeMap<ActorId, (usize, usize)> = BTreeMap::new();
    for track in &tracks {
        let of_actor = weight.entry(corpus[track.steps[0].id].holder).or_default();
        *of_actor = (of_actor.0 + track.moves(), of_actor.1 + 1);
    }
    let mut actors: Vec<ActorId> = weight.keys().copied().collect();
    actors.sort_by_key(|actor| (Reverse(weight[actor]), corpus[*actor].place));
    for actor in actors {
        canvas.actor(actor);
    }
    for track in &tracks {
        add(&mut canvas, corpus, track);
    }
    canvas.leave_out_for_room(left_out, "position", "moved less, or said less often, than these");
    let picture = canvas.finish();
    let scene = lanes::draw(&picture);
    Drawing::new(picture, scene)
}

/// A position from its first statement on.
struct Track {
    steps: Vec<Step>,
}

struct Step {
    id: StatementId,
    /// What it made of the step before.
    turn: Option<Turn>,
}

impl Track {
    fn moves(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step.turn, Some(Turn::Moved(_)))).count()
    }

    fn last_day(&self, corpus: &Corpus) -> crate::date::Day {
        let again = self.steps.iter().flat_map(|step| corpus[step.id].reaffirmed().last());
        let said = self.steps.iter().map(|step| &corpus[step.id].said);
        again.chain(said).map(|date| date.first_day()).max().unwrap_or(crate::date::Day::MIN)
    }
}

/// All positions of which something was said within the focus.
fn tracks(material: &Material<'_>, focus: &Focus) -> Vec<Track> {
    let positions = material.standing.slots().filter(|slot| slot[0].verb.board() == Board::Outcome);
    positions.flat_map(|slot| tracks_of(material, focus, slot)).collect()
}

/// The tracks of one holder on one thing: mostly one; more where words stand side by side, as a wish and a threat do.
fn tracks_of(material: &Material<'_>, focus: &Focus, slot: &[Own]) -> Vec<Track> {
    let corpus = material.corpus;
    let mut tracks: Vec<Track> = Vec::new();
    for own in slot.iter().filter(|own| focus.admits(corpus, own.id)) {
        let joined = tracks.iter_mut().find_map(|track| {
            let turn = turn(material, track.steps.last()?.id, own.id)?;
            Some((track, turn))
        });
        match joined {
            Some((track, turn)) => track.steps.push(Step { id: own.id, turn: Some(turn) }),
            None => tracks.push(Track { steps: vec![Step { id: own.id, turn: None }] }),
        }
    }
    tracks
}

/// What a statement makes of an earlier one of its slot; nothing where it stands beside it.
fn turn(material: &Material<'_>, earlier: StatementId, later: StatementId) -> Option<Turn> {
    let Material { corpus, standing, mixed_signals_days, .. } = *material;
    let (one, other) = (&corpus[earlier], &corpus[later]);
    let is_the_same =
        one.verb == other.verb && one.firmness == other.firmness && same_conditions(corpus, earlier, later);
    if standing.superseded_by(earlier) == Some(later) {
        let window = Window { days: mixed_signals_days, as_of: standing.as_of() };
        Some(Turn::Moved(Way::between(corpus, earlier, later, window)))
    } else {
        is_the_same.then_some(Turn::Repeated)
    }
}

fn add(canvas: &mut Canvas<'_>, corpus: &Corpus, track: &Track) {
    let mut before: Option<usize> = None;
    for step in &track.steps {
        let node = mark(canvas, corpus, step.id);
        let holder = canvas.actor(corpus[step.id].holder);
        let held = canvas.edge(step.id, holder, node, EdgeKind::Plain);
        canvas.picture.edges.push(Edge { label: "says".into(), ..held });
        if let (Some(from), Some(turn)) = (before, step.turn) {
            join(canvas, from, node, turn);
        }
        before = Some(node);
        for (place, &date) in corpus[step.id].reaffirmed().iter().enumerate() {
            let again = canvas.picture.nodes[node].clone();
            let id = format!("{}/again/{}", again.id, place + 1);
            let hover = again.hover.as_ref().map(|hover| format!("{hover}\nsaid again: {}", short_date(date)));
            let again = canvas.add(Node { id, said: Some(date), hover, ..again });
            join(canvas, before.unwrap_or(node), again, Turn::Repeated);
            before = Some(again);
        }
    }
}

fn join(canvas: &mut Canvas<'_>, from: usize, to: usize, turn: Turn) {
    canvas.picture.edges.push(Edge { from, to, kind: EdgeKind::Turns(turn), ..Edge::default() });
}

fn mark(canvas: &mut Canvas<'_>, corpus: &Corpus, id: StatementId) -> usize {
    let statement = &corpus[id];
    canvas.add(Node {
        id: format!("statement/{}", corpus.statement_name(id)),
        label: corpus[statement.what].text.to_string(),
        kind: NodeKind::Statement(statement.verb),
        link: canvas.link(Target::Statement(id)),
        hover: Some(hover(corpus, id)),
        dashed: is_dashed(statement),
        said: Some(statement.said),
        ..Node::default()
    })
}
