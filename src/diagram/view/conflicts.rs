//! Who stands with whom, and against whom? Actors on a circle, joined by how many positions they share, and by how many
//! pairs of their positions cannot both be had.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::sides::Sides;
use super::words::count;
use super::{Drawing, Focus, Material, View};
use crate::corpus::Corpus;
use crate::diagram::layout::circle;
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;

/// More actors than this on one circle are not told apart.
const MOST_ACTORS: usize = 10;
/// So many points of a pair are listed when the pointer rests on its line.
const MOST_POINTS: usize = 8;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "Numbers on solid lines: positions that two actors share without a condition. Numbers on dashed \
                       lines: pairs of their positions that cannot both be had.";
    let mut canvas = Canvas::new(material, View::Conflicts.question(), explanation, focus);
    let corpus = material.corpus;
    let sides = Sides::of_positions(material, focus);
    let pairs = pairs(&sides, material);
    let mut weight: BTreeMap<ActorId, usize> = BTreeMap::new();
    for (&(one, other), points) in &pairs {
        *weight.entry(one).or_default() += points.total();
        *weight.entry(other).or_default() += points.total();
    }
    let mut actors: Vec<ActorId> = weight.keys().copied().collect();
    actors.sort_by_key(|actor| (Reverse(weight[actor]), corpus[*actor].place));
    let limit = focus.limit(MOST_ACTORS);
    let left_out = actors.len().saturating_sub(limit);
    actors.truncate(limit);
    actors.sort_by_key(|actor| corpus[*actor].place);
    for &actor in &actors {
        canvas.actor(actor);
    }
    for (&(one, other), points) in &pairs {
        if actors.contains(&one) && actors.contains(&other) {
            add(&mut canvas, corpus, (one, other), points);
        }
    }
    canvas.leave_out_for_room(left_out, "actor", "with fewer points in common than these");
    let holders: BTreeSet<ActorId> = sides.iter().flat_map(|(_, holders)| holders.keys().copied()).collect();
    let alone = holders.len().saturating_sub(weight.len());
    canvas.leave_out(alone, "actor", "without a point in common with anybody");
    let picture = canvas.finish();
    let scene = circle::draw(&picture);
    Drawing::new(picture, scene)
}

fn add(canvas: &mut Canvas<'_>, corpus: &Corpus, (one, other): (ActorId, ActorId), points: &Points) {
    let (from, to) = (canvas.actor(one), canvas.actor(other));
    let names = format!("{} and {}", corpus[one].name, corpus[other].name);
    for (kind, told, listed) in [
        (EdgeKind::Agrees, "are on the same side", &points.shared),
        (EdgeKind::Opposed, "are on opposite sides", &points.opposed),
    ] {
        if listed.is_empty() {
            continue;
        }
        listed.iter().flat_map(|point| [point.statements.0, point.statements.1]).for_each(|id| canvas.rests_on(id));
        let weight = listed.len();
        let more = weight.saturating_sub(MOST_POINTS);
        let more = (more > 0).then(|| format!("\nand {more} more"));
        let lines: String =
            listed.iter().take(MOST_POINTS).map(|point| format!("\n· {}", point.told(corpus))).collect();
        let hover = format!("{names} {told} on {}:{lines}{}", count(weight, "point"), more.unwrap_or_default());
        let label = format!("{} on {weight}", kind.words());
        canvas.picture.edges.push(Edge { from, to, kind, weight, label, hover: Some(hover), ..Edge::default() });
    }
}

/// What two actors have in common, and what stands between them.
#[derive(Default)]
struct Points {
    shared: Vec<Point>,
    opposed: Vec<Point>,
}

/// One statement of each of two actors that meet.
struct Point {
    statements: (StatementId, StatementId),
}

impl Points {
    fn total(&self) -> usize {
        self.shared.len() + self.opposed.len()
    }
}

impl Point {
    fn told(&self, corpus: &Corpus) -> String {
        let (one, other) = (&corpus[self.statements.0], &corpus[self.statements.1]);
        let text = &corpus[one.what].text;
        if one.what == other.what {
            return format!("“{text}”");
        }
        format!("“{text}” and “{}”", corpus[other.what].text)
    }
}

/// The points of each two actors that have any. Pairs are found from each side's holders, so that actors who have nothing to
/// do with each other cost nothing.
fn pairs(sides: &Sides, material: &Material<'_>) -> BTreeMap<(ActorId, ActorId), Points> {
    let mut pairs: BTreeMap<(ActorId, ActorId), Points> = BTreeMap::new();
    for (side, holders) in sides.iter() {
        let holders: Vec<(ActorId, StatementId)> = holders.iter().map(|(&actor, &id)| (actor, id)).collect();
        for (at, &one) in holders.iter().enumerate() {
            // Who would agree on a condition only does not agree yet: two who wait for each other do not stand together.
            let is_plain = |id: StatementId| !material.corpus[id].is_conditional();
            for &other in holders[..at].iter().filter(|other| is_plain(other.1) && is_plain(one.1)) {
                meet(&mut pairs, other, one).shared.push(Point { statements: (other.1, one.1) });
            }
        }
        let excluded = material.background.excluded_by(side).iter().copied().chain([!side]);
        let excluded: BTreeSet<Literal> = excluded.filter(|&other| other > side).collect();
        for other in excluded.into_iter().flat_map(|other| sides.holders(other)) {
            for &one in holders.iter().filter(|(actor, _)| *actor != other.0) {
                let statements = if one.0 < other.0 { (one.1, other.1) } else { (other.1, one.1) };
                meet(&mut pairs, one, other).opposed.push(Point { statements });
            }
        }
    }
    pairs
}

fn meet(
    pairs: &mut BTreeMap<(ActorId, ActorId), Points>,
    one: (ActorId, StatementId),
    other: (ActorId, StatementId),
) -> &mut Points {
    pairs.entry((one.0.min(other.0), one.0.max(other.0))).or_default()
}
