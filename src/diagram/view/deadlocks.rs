//! Who waits for whom? Each circular wait as a ring; those who merely wait stand beside it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::corpus::ConditionKind;
use crate::diagram::layout::ring::{self, Cycle};
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::PropositionId;
use crate::waits::{Arrow, Knot};

/// More rings than this on one page are not looked at.
const MOST_RINGS: usize = 8;
/// More who wait outside are not looked at, either.
const MOST_WAITERS: usize = 10;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let all = material.waits.rings();
    let rings: Vec<usize> = (0..all.len()).filter(|&ring| is_in_focus(material, focus, &all[ring])).collect();
    let explanation = match rings.len() {
        0 => "No circle of conditions: nothing waits for something that waits for it.",
        1 => "One deadlock: each step comes only after the next.",
        _ => "Deadlocks: in each ring, each step comes only after the next.",
    };
    let mut canvas = Canvas::new(material, View::Deadlocks.question(), explanation, focus);
    let shown = &rings[..rings.len().min(focus.limit(MOST_RINGS))];
    let cycles: Vec<Cycle> = shown.iter().map(|&ring| add_ring(&mut canvas, material, ring)).collect();
    let shown: Vec<&[Arrow]> = shown.iter().map(|&ring| all[ring].as_slice()).collect();
    let waiting = add_waiters(&mut canvas, material, &shown);
    canvas.leave_out_for_room(rings.len() - shown.len(), "circle", "the shortest ones are shown");
    canvas.leave_out_for_room(waiting, "step", "waiting outside the circles like those shown");
    if !material.waits.complete() {
        canvas.picture.left_out.push("The search reached its limit; there may be more rings.".into());
    }
    let picture = canvas.finish();
    let scene = ring::draw(&picture, &cycles);
    Drawing::new(picture, scene)
}

fn is_in_focus(material: &Material<'_>, focus: &Focus, ring: &[Arrow]) -> bool {
    ring.iter().any(|arrow| focus.admits(material.corpus, arrow.statement))
}

fn add_ring(canvas: &mut Canvas<'_>, material: &Material<'_>, number: usize) -> Cycle {
    let ring = &material.waits.rings()[number];
    let steps: Vec<usize> = ring.iter().map(|arrow| canvas.proposition(arrow.what)).collect();
    let arrows = (0..ring.len()).map(|at| {
        let (from, to) = (steps[at], steps[(at + 1) % ring.len()]);
        add_arrow(canvas, material, &ring[at], from, to)
    });
    let arrows = arrows.collect();
    let knot = material.waits.knots().iter().find(|knot| knot.rings.contains(&number) && knot.rings.len() > 1);
    let (words, breaks) = match knot {
        Some(knot) => way_out(knot, ring),
        None => {
            let words = "Each step waits for the next. Waiving any one of these conditions opens the circle.";
            (words.to_owned(), Vec::new())
        }
    };
    Cycle { steps, arrows, breaks, heading: "DEADLOCK".into(), words }
}

/// How all circles of a knot could be opened at once, and which arrows of this one that takes: only where there is but one
/// smallest way is it marked, since which of several to take is not for a picture to say.
fn way_out(knot: &Knot, ring: &[Arrow]) -> (String, Vec<usize>) {
    let others = knot.rings.len();
    let together = format!("One of {others} circles that hang together.");
    let size = knot.waivers.first().map_or(0, Vec::len);
    let conditions = if size == 1 { "one condition".to_owned() } else { format!("{size} conditions") };
    let least = match (knot.is_proven, knot.waivers.as_slice()) {
        (_, []) => String::new(),
        (false, _) => format!(" It would be enough to waive {conditions}; fewer may do."),
        (true, [_]) if knot.complete && size == 1 => {
            " Waiving the one that is marked opens them all, and no other does.".to_owned()
        }
        (true, [_]) if knot.complete => format!(" Waiving the {size} that are marked opens them all; no fewer do."),
        (true, _) => format!(" The least that opens them all is to waive {conditions}; there are several ways."),
    };
    let is_marked = |at: &usize| match knot.waivers.as_slice() {
        [only] if knot.is_proven && knot.complete => only.contains(&ring[*at].statement),
        _ => false,
    };
    (together + &least, (0..ring.len()).filter(is_marked).collect())
}

fn add_arrow(canvas: &mut Canvas<'_>, material: &Material<'_>, arrow: &Arrow, from: usize, to: usize) -> usize {
    let corpus = material.corpus;
    let holder = &corpus[corpus[arrow.statement].holder].name;
    let label = format!("{holder}: {}", ConditionKind::OnlyAfter.phrase());
    let edge = canvas.edge(arrow.statement, from, to, EdgeKind::Waits(ConditionKind::OnlyAfter));
    canvas.picture.edges.push(Edge { label, ..edge });
    canvas.picture.edges.len() - 1
}

/// Adds what waits for a ring, directly or through others, without being part of one, as long as there is room. Gives the
/// number of those left out.
fn add_waiters(canvas: &mut Canvas<'_>, material: &Material<'_>, rings: &[&[Arrow]]) -> usize {
    let mut waiting_for: BTreeMap<PropositionId, Vec<&Arrow>> = BTreeMap::new();
    for arrow in material.waits.arrows() {
        waiting_for.entry(arrow.needs).or_default().push(arrow);
    }
    let mut reached: VecDeque<PropositionId> =
        rings.iter().flat_map(|ring| ring.iter().map(|arrow| arrow.what)).collect();
    let (mut added, mut left_out) = (0, BTreeSet::new());
    while let Some(needed) = reached.pop_front() {
        for arrow in waiting_for.get(&needed).into_iter().flatten() {
            if canvas.has_proposition(arrow.what) {
                continue;
            }
            if added == MOST_WAITERS {
                left_out.insert(arrow.what);
                continue;
            }
            let (from, to) = (canvas.proposition(arrow.what), canvas.proposition(arrow.needs));
            add_arrow(canvas, material, arrow, from, to);
            reached.push_back(arrow.what);
            added += 1;
        }
    }
    left_out.len()
}
