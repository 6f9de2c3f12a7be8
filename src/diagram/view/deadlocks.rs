//! Who waits for whom? Each circular wait as a ring; those who merely wait stand beside it.

use std::collections::{BTreeMap, VecDeque};

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::corpus::ConditionKind;
use crate::diagram::layout::ring::{self, Cycle};
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::PropositionId;
use crate::waits::Arrow;

/// More rings than this on one page are not looked at.
const MOST_RINGS: usize = 12;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let rings: Vec<&[Arrow]> = material.waits.rings().iter().map(Vec::as_slice).collect();
    let rings: Vec<&[Arrow]> = rings.into_iter().filter(|ring| is_in_focus(material, focus, ring)).collect();
    let explanation = match rings.len() {
        0 => "No circle of conditions: nothing waits for something that waits for it.",
        1 => "One deadlock: each step comes only after the next.",
        _ => "Deadlocks: in each ring, each step comes only after the next.",
    };
    let mut canvas = Canvas::new(material, View::Deadlocks.question(), explanation, focus);
    let shown = rings.len().min(MOST_RINGS);
    let cycles: Vec<Cycle> = rings[..shown].iter().map(|ring| add_ring(&mut canvas, material, ring)).collect();
    add_waiters(&mut canvas, material, &rings[..shown]);
    let why = "the shortest ones are shown; narrow it to an actor or an issue";
    canvas.leave_out(rings.len() - shown, "ring", why);
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

fn add_ring(canvas: &mut Canvas<'_>, material: &Material<'_>, ring: &[Arrow]) -> Cycle {
    let steps: Vec<usize> = ring.iter().map(|arrow| canvas.proposition(arrow.what)).collect();
    let arrows = (0..ring.len()).map(|at| {
        let (from, to) = (steps[at], steps[(at + 1) % ring.len()]);
        add_arrow(canvas, material, &ring[at], from, to)
    });
    let arrows = arrows.collect();
    let words = "Each step waits for the next. Waiving any one of these conditions opens the circle.";
    Cycle { steps, arrows, weakest: None, heading: "DEADLOCK".into(), words: words.into() }
}

fn add_arrow(canvas: &mut Canvas<'_>, material: &Material<'_>, arrow: &Arrow, from: usize, to: usize) -> usize {
    let corpus = material.corpus;
    let holder = &corpus[corpus[arrow.statement].holder].name;
    let label = format!("{holder}: {}", ConditionKind::OnlyAfter.phrase());
    let edge = canvas.edge(arrow.statement, from, to, EdgeKind::Waits(ConditionKind::OnlyAfter));
    canvas.picture.edges.push(Edge { label, ..edge });
    canvas.picture.edges.len() - 1
}

/// Adds what waits for a ring, directly or through others, without being part of one.
fn add_waiters(canvas: &mut Canvas<'_>, material: &Material<'_>, rings: &[&[Arrow]]) {
    let mut waiting_for: BTreeMap<PropositionId, Vec<&Arrow>> = BTreeMap::new();
    for arrow in material.waits.arrows() {
        waiting_for.entry(arrow.needs).or_default().push(arrow);
    }
    let mut reached: VecDeque<PropositionId> =
        rings.iter().flat_map(|ring| ring.iter().map(|arrow| arrow.what)).collect();
    while let Some(needed) = reached.pop_front() {
        for arrow in waiting_for.get(&needed).into_iter().flatten() {
            if !canvas.has_proposition(arrow.what) {
                let (from, to) = (canvas.proposition(arrow.what), canvas.proposition(arrow.needs));
                add_arrow(canvas, material, arrow, from, to);
                reached.push_back(arrow.what);
            }
        }
    }
}
