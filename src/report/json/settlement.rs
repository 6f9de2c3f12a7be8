//! A settlement, for programs.

use serde::Serialize;

use super::document;
use crate::Desk;
use crate::analysis::settlement::{Conflict, Matter, Settlement};
use crate::id::{ActorId, StatementId};
use crate::outcomes::Position;
use crate::waits::Knot;

#[derive(Serialize)]
struct SettlementOut {
    /// `possible`, `impossible` or `unknown`.
    answer: &'static str,
    complete: bool,
    holders: Vec<String>,
    positions: usize,
    /// What has happened and holds in every outcome.
    happened: Vec<String>,
    /// What that stands against. The rest of the answer leaves it out.
    overtaken: Vec<ConflictOut>,
    outcome: Option<Vec<String>>,
    matters: Vec<MatterOut>,
    /// Circular waits: for each, its statements.
    circles: Vec<Vec<String>>,
    knots: Vec<KnotOut>,
}

/// Circular waits that hang together, and what would undo all of them.
#[derive(Serialize)]
struct KnotOut {
    circles: Vec<Vec<String>>,
    /// The smallest sets of statements of which it is enough to waive the preconditions.
    waivers: Vec<Vec<String>>,
    waivers_are_smallest: bool,
}

#[derive(Serialize)]
struct MatterOut {
    complete: bool,
    conflicts: Vec<ConflictOut>,
    concessions: Vec<Vec<PositionOut>>,
    concessions_are_smallest: bool,
    alone: Vec<AloneOut>,
    coalitions: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct ConflictOut {
    positions: Vec<PositionOut>,
    /// How many constraints of the codebook it takes.
    constraints: usize,
    /// What has happened that it takes.
    happened: Vec<String>,
}

#[derive(Serialize)]
struct AloneOut {
    actor: String,
    /// Nothing where the side cannot settle the matter alone.
    gives_up: Option<Vec<PositionOut>>,
}

#[derive(Serialize)]
struct PositionOut {
    holder: String,
    statements: Vec<String>,
}

/// What came of `settle`.
pub fn settlement(desk: &Desk, settlement: &Settlement<'_>) -> String {
    let corpus = &desk.corpus;
    let answer = match (&settlement.outcome, settlement.matters.is_empty()) {
        (Some(_), _) => "possible",
        (None, false) => "impossible",
        (None, true) => "unknown",
    };
    let outcome = settlement.outcome.as_ref();
    let name = |id: StatementId| corpus.statement_name(id).into_owned();
    let circle = |&ring: &usize| desk.waits.rings()[ring].iter().map(|arrow| name(arrow.statement)).collect::<Vec<_>>();
    let knot = |knot: &Knot| KnotOut {
        circles: knot.rings.iter().map(circle).collect(),
        waivers: knot.waivers.iter().map(|set| set.iter().map(|&id| name(id)).collect()).collect(),
        waivers_are_smallest: knot.is_proven,
    };
    let is_meant = |knot: &&Knot| knot.rings.iter().any(|ring| settlement.rings.contains(ring));
    let body = SettlementOut {
        answer,
        complete: settlement.complete,
        holders: slugs(desk, &settlement.holders),
        positions: settlement.positions,
        happened: settlement.happened.iter().map(|verdict| corpus[verdict.what].slug.to_string()).collect(),
        overtaken: settlement.overtaken.iter().map(|conflict| conflict_out(desk, conflict)).collect(),
        outcome: outcome.map(|outcome| outcome.iter().map(|&what| corpus[what].slug.to_string()).collect()),
        matters: settlement.matters.iter().map(|matter| matter_out(desk, matter)).collect(),
        circles: settlement.rings.iter().map(circle).collect(),
        knots: desk.waits.knots().iter().filter(is_meant).map(knot).collect(),
    };
    document(desk, "settlement", body)
}

fn matter_out(desk: &Desk, matter: &Matter<'_>) -> MatterOut {
    let alone = |(side, given): &(ActorId, Option<Vec<Position>>)| AloneOut {
        actor: desk.corpus[*side].slug.to_string(),
        gives_up: given.as_ref().map(|given| positions(desk, given)),
    };
    MatterOut {
        complete: matter.complete,
        conflicts: matter.conflicts.iter().map(|conflict| conflict_out(desk, conflict)).collect(),
        concessions: matter.concessions.iter().map(|set| positions(desk, set)).collect(),
        concessions_are_smallest: matter.is_smallest,
        alone: matter.alone.iter().map(alone).collect(),
        coalitions: matter.coalitions.iter().map(|circle| slugs(desk, circle)).collect(),
    }
}

fn conflict_out(desk: &Desk, conflict: &Conflict<'_>) -> ConflictOut {
    let happened = conflict.reasons.verdicts.iter();
    ConflictOut {
        positions: positions(desk, &conflict.positions),
        constraints: conflict.reasons.constraints.len(),
        happened: happened.map(|verdict| desk.corpus[verdict.what].slug.to_string()).collect(),
    }
}

fn positions(desk: &Desk, positions: &[Position]) -> Vec<PositionOut> {
    let position = |position: &Position| PositionOut {
        holder: desk.corpus[position.holder].slug.to_string(),
        statements: position.statements.iter().map(|&id| desk.corpus.statement_name(id).into_owned()).collect(),
    };
    positions.iter().map(position).collect()
}

fn slugs(desk: &Desk, actors: &[ActorId]) -> Vec<String> {
    actors.iter().map(|&actor| desk.corpus[actor].slug.to_string()).collect()
}
