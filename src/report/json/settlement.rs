//! A settlement, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Body, document};
use crate::Desk;
use crate::analysis::settlement::{Conflict, Matter, Settlement};
use crate::id::{ActorId, StatementId};
use crate::outcomes::Position;
use crate::waits::Knot;

/// Whether there is an outcome that all positions allow, and what stands in the way.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "settlement")]
pub(super) struct SettlementOut {
    /// `possible`, `impossible`, or `unknown` where the search ended first.
    answer: &'static str,
    /// Whether all was looked at; where not, what is told is true but need not be all.
    complete: bool,
    /// Whose positions were looked at.
    holders: Vec<String>,
    /// How many positions limit what may come about.
    positions: usize,
    /// What has happened and holds in every outcome.
    happened: Vec<String>,
    /// What that stands against. The rest of the answer leaves it out.
    overtaken: Vec<ConflictOut>,
    /// The propositions that come about in an outcome that all positions allow.
    outcome: Option<Vec<String>>,
    /// What stands in the way, one for each part of the dispute that has nothing to do with the others.
    matters: Vec<MatterOut>,
    /// Circular waits among these positions, each as the names of its statements.
    circles: Vec<Vec<String>>,
    /// Circular waits that hang together, and what would undo them.
    knots: Vec<KnotOut>,
}

/// Circular waits that hang together, and what would undo all of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Knot")]
struct KnotOut {
    /// The circular waits, each as the names of its statements.
    circles: Vec<Vec<String>>,
    /// The smallest sets of statements of which it is enough to waive the preconditions.
    waivers: Vec<Vec<String>>,
    /// `false` where the search ended first, and the sets are an estimate.
    waivers_are_smallest: bool,
}

impl Body for SettlementOut {
    const KIND: &'static str = "settlement";
}

/// A part of the dispute that has nothing to do with the others.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Matter")]
struct MatterOut {
    /// Whether all of it was looked at.
    complete: bool,
    /// Minimal sets of positions that cannot all be met.
    conflicts: Vec<ConflictOut>,
    /// The smallest sets of positions without which the others can be met.
    concessions: Vec<Vec<PositionOut>>,
    /// `false` where the search ended first, and the set is an estimate.
    concessions_are_smallest: bool,
    /// For each side what it alone would have to give.
    alone: Vec<AloneOut>,
    /// The largest circles of sides whose positions go together.
    coalitions: Vec<Vec<String>>,
}

/// Positions that cannot all be met, of which any one left out would do.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Conflict")]
struct ConflictOut {
    /// The positions.
    positions: Vec<PositionOut>,
    /// How many constraints of the codebook it takes.
    constraints: usize,
    /// What has happened that it takes.
    happened: Vec<String>,
}

/// What one side alone would have to give.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Alone")]
struct AloneOut {
    /// The side.
    actor: String,
    /// Its positions that would have to go; `null` where it cannot settle the matter alone.
    gives_up: Option<Vec<PositionOut>>,
}

/// A position, as several statements may say it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Position")]
struct PositionOut {
    /// Whose it is.
    holder: String,
    /// The statements that say it.
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
    document(desk, body)
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
