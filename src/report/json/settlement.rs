//! A settlement, for programs.

use serde::Serialize;

use super::document;
use crate::Desk;
use crate::analysis::settlement::{Conflict, Matter, Settlement};
use crate::id::ActorId;
use crate::outcomes::Position;

#[derive(Serialize)]
struct SettlementOut {
    /// `possible`, `impossible` or `unknown`.
    answer: &'static str,
    complete: bool,
    holders: Vec<String>,
    positions: usize,
    outcome: Option<Vec<String>>,
    matters: Vec<MatterOut>,
    /// Circular waits: for each, its statements.
    circles: Vec<Vec<String>>,
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
    let circle = |&ring: &usize| {
        let arrows = desk.waits.rings()[ring].iter();
        arrows.map(|arrow| corpus.statement_name(arrow.statement).into_owned()).collect()
    };
    let body = SettlementOut {
        answer,
        complete: settlement.complete,
        holders: slugs(desk, &settlement.holders),
        positions: settlement.positions,
        outcome: outcome.map(|outcome| outcome.iter().map(|&what| corpus[what].slug.to_string()).collect()),
        matters: settlement.matters.iter().map(|matter| matter_out(desk, matter)).collect(),
        circles: settlement.rings.iter().map(circle).collect(),
    };
    document(desk, "settlement", body)
}

fn matter_out(desk: &Desk, matter: &Matter<'_>) -> MatterOut {
    let conflict = |conflict: &Conflict<'_>| ConflictOut {
        positions: positions(desk, &conflict.positions),
        constraints: conflict.constraints.len(),
    };
    let alone = |(side, given): &(ActorId, Option<Vec<Position>>)| AloneOut {
        actor: desk.corpus[*side].slug.to_string(),
        gives_up: given.as_ref().map(|given| positions(desk, given)),
    };
    MatterOut {
        complete: matter.complete,
        conflicts: matter.conflicts.iter().map(conflict).collect(),
        concessions: matter.concessions.iter().map(|set| positions(desk, set)).collect(),
        concessions_are_smallest: matter.is_smallest,
        alone: matter.alone.iter().map(alone).collect(),
        coalitions: matter.coalitions.iter().map(|circle| slugs(desk, circle)).collect(),
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
