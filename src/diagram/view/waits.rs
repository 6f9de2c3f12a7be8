//! What must come first? Every condition of a position in force, from what hangs on it to what it asks for. Where several
//! actors wait for the same, they share an arrow.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::{Drawing, Focus, Material, View};
use crate::corpus::{Board, ConditionKind, Corpus};
use crate::diagram::layout::layered::{self, Limits};
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::{ActorId, PropositionId, StatementId};

/// More arrows than this are not followed by any eye.
const MOST_ARROWS: usize = 22;
/// So many actors are named on an arrow that several share.
const MOST_NAMES: usize = 2;

pub fn draw(material: &Material<'_>, focus: &Focus) -> Drawing {
    let explanation = "An arrow leads from what is held back to what it waits for, in the words of the one who waits.";
    let mut canvas = Canvas::new(material, View::Waits.question(), explanation, focus);
    let corpus = material.corpus;
    let in_force = material.standing.in_force_on(Board::Outcome).filter(|own| own.is_conditional).map(|own| own.id);
    let (admitted, others): (Vec<StatementId>, Vec<StatementId>) = in_force.partition(|&id| focus.admits(corpus, id));
    let mut arrows = arrows(corpus, &admitted);
    let limit = focus.limit(MOST_ARROWS);
    let left_out = arrows.len().saturating_sub(limit);
    rank(material, &mut arrows);
    arrows.truncate(limit);
    arrows.sort_by_key(|arrow| (arrow.statements[0], arrow.ends));
    for arrow in &arrows {
        add(&mut canvas, corpus, arrow);
    }
    canvas.leave_out_for_room(left_out, "condition", "of fewer, and no part of a circle");
    canvas.leave_out(others.len(), "conditional position", "outside what was asked for");
    let picture = canvas.finish();
    let scene = layered::draw(&picture, Limits::default());
    Drawing::new(picture, scene)
}

/// What waits for what, on a kind of condition, and all who say so.
struct Arrow {
    ends: (PropositionId, PropositionId),
    kind: ConditionKind,
    /// Whether any of several things would do.
    is_any: bool,
    /// In order; never empty.
    statements: Vec<StatementId>,
}

fn arrows(corpus: &Corpus, statements: &[StatementId]) -> Vec<Arrow> {
    let mut said: BTreeMap<_, Vec<StatementId>> = BTreeMap::new();
    for &id in statements {
        for (_, condition) in corpus.conditions_of(id) {
            let is_any = condition.only_way().is_none();
            for way in &condition.alternatives {
                said.entry(((corpus[id].what, way.what), condition.kind, is_any)).or_default().push(id);
            }
        }
    }
    let arrow = |((ends, kind, is_any), mut statements): (_, Vec<StatementId>)| {
        statements.sort_unstable();
        statements.dedup();
        Arrow { ends, kind, is_any, statements }
    };
    said.into_iter().map(arrow).collect()
}

/// The arrows that tell most first: those of circles, then those to what most wait for, and of these those that say
/// what has to come before.
fn rank(material: &Material<'_>, arrows: &mut [Arrow]) {
    let of_rings: BTreeSet<(PropositionId, PropositionId)> =
        material.waits.rings().iter().flatten().map(|arrow| (arrow.what, arrow.needs)).collect();
    let mut waited_for: BTreeMap<PropositionId, usize> = BTreeMap::new();
    for arrow in &*arrows {
        *waited_for.entry(arrow.ends.1).or_default() += holders(material.corpus, arrow).len();
    }
    arrows.sort_by_key(|arrow| {
        let is_in_ring = arrow.kind == ConditionKind::OnlyAfter && of_rings.contains(&arrow.ends);
        let is_order = arrow.kind == ConditionKind::OnlyAfter;
        (
            Reverse(is_in_ring),
            Reverse(holders(material.corpus, arrow).len()),
            Reverse(waited_for[&arrow.ends.1]),
            !is_order,
            arrow.ends,
        )
    });
}

fn holders(corpus: &Corpus, arrow: &Arrow) -> BTreeSet<ActorId> {
    arrow.statements.iter().map(|&id| corpus[id].holder).collect()
}

fn add(canvas: &mut Canvas<'_>, corpus: &Corpus, arrow: &Arrow) {
    let (what, needs) = arrow.ends;
    let (from, to) = (canvas.proposition(what), canvas.proposition(needs));
    let holders: Vec<ActorId> = holders(corpus, arrow).into_iter().collect();
    let names: Vec<&str> = holders.iter().take(MOST_NAMES).map(|&id| corpus[id].name.as_str()).collect();
    let more = holders.len().saturating_sub(MOST_NAMES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let any = if arrow.is_any { " any of" } else { "" };
    let label = format!("{}{more}: {}{any}", names.join(", "), arrow.kind.phrase());
    arrow.statements.iter().for_each(|&id| canvas.rests_on(id));
    let edge = canvas.edge(arrow.statements[0], from, to, EdgeKind::Waits(arrow.kind));
    let dashed = arrow.statements.iter().all(|&id| super::canvas::is_dashed(&corpus[id]));
    canvas.picture.edges.push(Edge { label, dashed, ..edge });
}
