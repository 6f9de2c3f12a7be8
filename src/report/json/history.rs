//! Histories, for programs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::records::{Told, told};
use super::{Body, document};
use crate::Desk;
use crate::analysis::history::{End, Event, Reason, Step, Thread, Turn};
use crate::corpus::{Board, Named, Outcome};
use crate::id::StatementId;
use crate::moves::Way;
use crate::report::history::{Account, step::sentence};
use crate::standing::{Aside, Beside};

/// How positions moved.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "history")]
pub(super) struct HistoriesOut {
    /// One for each record of the name that was typed.
    histories: Vec<HistoryOut>,
    /// All statements that are named.
    statements: Vec<Told>,
}

impl Body for HistoriesOut {
    const KIND: &'static str = "history";
}

/// How the positions about one record moved.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "History")]
struct HistoryOut {
    /// What sort of record it is: `actor`, `proposition` or `issue`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Its id.
    id: String,
    /// One holder's word on one proposition, each.
    threads: Vec<ThreadOut>,
}

/// One holder's word on one proposition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Thread")]
struct ThreadOut {
    /// The holder.
    who: String,
    /// The proposition.
    what: String,
    /// `position` or `claim`.
    board: &'static str,
    /// What happened, in the order of time.
    steps: Vec<StepOut>,
    /// The statements that hold on the day asked about; of what was said again, the first.
    holds: Vec<String>,
}

/// What happened on a day.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Step")]
struct StepOut {
    /// The day.
    date: String,
    /// What it is: `first`, `again`, `reaffirmed`, `moved`, `beside`, `anew`, `aside`, `lapsed`, `due`, `happened` or `did-not-happen`.
    event: &'static str,
    /// The step in words.
    text: String,
    /// The statement that it is about; nothing where the step is a verdict of the desk.
    statement: Option<String>,
    /// What a statement took the place of, the gravest change first.
    moves: Vec<MoveOut>,
    /// An earlier statement that it returns to.
    back_to: Option<String>,
    /// The statement that this one says again, stands beside or takes up anew.
    other: Option<String>,
    /// Why it stands beside another, does not count, or ended.
    reason: Option<&'static str>,
    /// What the desk found, in words.
    because: Option<String>,
}

/// A statement that gave way.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Move")]
struct MoveOut {
    /// Which way it moved.
    way: &'static str,
    /// The statement that gave way.
    from: String,
}

/// What came of `history`.
pub fn history(desk: &Desk, accounts: &[Account<'_>]) -> String {
    let mut named = BTreeSet::new();
    let threads = accounts.iter().flat_map(|account| &account.threads);
    threads.for_each(|thread| collect_statements(thread, &mut named));
    let history = |account: &Account<'_>| {
        let (kind, id) = subject(desk, account.subject);
        HistoryOut { kind, id, threads: account.threads.iter().map(|thread| thread_out(desk, thread)).collect() }
    };
    let histories = accounts.iter().map(history).collect();
    document(desk, HistoriesOut { histories, statements: told(desk, named) })
}

fn subject(desk: &Desk, subject: Named) -> (&'static str, String) {
    match subject {
        Named::Actor(id) => ("actor", desk.corpus[id].slug.to_string()),
        Named::Proposition(id) => ("proposition", desk.corpus[id].slug.to_string()),
        Named::Issue(id) => ("issue", desk.corpus[id].slug.to_string()),
        Named::Article(id) => ("article", desk.corpus[id].slug.to_string()),
    }
}

fn collect_statements(thread: &Thread<'_>, named: &mut BTreeSet<StatementId>) {
    named.extend(&thread.holds);
    for step in &thread.steps {
        named.extend(step.event.statement());
        if let Event::Said { turn, .. } = &step.event {
            match turn {
                Turn::First => {}
                Turn::Moved { from, back_to } => named.extend(from.iter().map(|(_, from)| *from).chain(*back_to)),
                Turn::Again(other) | Turn::Beside(other, _) | Turn::Anew(other) => _ = named.insert(*other),
            }
        }
    }
}

fn thread_out(desk: &Desk, thread: &Thread<'_>) -> ThreadOut {
    let corpus = &desk.corpus;
    ThreadOut {
        who: corpus[thread.holder].slug.to_string(),
        what: corpus[thread.what].slug.to_string(),
        board: board(thread.board),
        steps: thread.steps.iter().map(|step| step_out(desk, thread.board, step)).collect(),
        holds: thread.holds.iter().map(|&id| corpus.statement_name(id).into_owned()).collect(),
    }
}

fn step_out(desk: &Desk, board: Board, step: &Step<'_>) -> StepOut {
    let name = |id: StatementId| desk.corpus.statement_name(id).into_owned();
    let mut out = StepOut {
        date: step.date.to_string(),
        event: event(&step.event),
        text: sentence(&desk.corpus, board, step),
        statement: step.event.statement().map(name),
        moves: Vec::new(),
        back_to: None,
        other: None,
        reason: None,
        because: None,
    };
    match &step.event {
        Event::Said { turn, .. } => match turn {
            Turn::First => {}
            Turn::Moved { from, back_to } => {
                let of_way = |&(way, from): &(Way, StatementId)| MoveOut { way: self::way(way), from: name(from) };
                out.moves = from.iter().map(of_way).collect();
                out.back_to = back_to.map(name);
            }
            Turn::Beside(other, why) => (out.other, out.reason) = (Some(name(*other)), Some(reason(*why))),
            Turn::Again(other) | Turn::Anew(other) => out.other = Some(name(*other)),
        },
        Event::Reaffirmed { held, .. } => out.reason = (!held).then_some("no-longer-held"),
        Event::Aside { why, .. } => out.reason = Some(aside(*why)),
        Event::Lapsed { end, .. } => out.reason = Some(self::end(*end)),
        Event::FellDue { .. } => {}
        Event::Verdict(verdict) => out.because = Some(verdict.because.to_string()),
    }
    out
}

fn event(event: &Event<'_>) -> &'static str {
    match event {
        Event::Said { turn, .. } => match turn {
            Turn::First => "first",
            Turn::Again(_) => "again",
            Turn::Moved { .. } => "moved",
            Turn::Beside(..) => "beside",
            Turn::Anew(_) => "anew",
        },
        Event::Reaffirmed { .. } => "reaffirmed",
        Event::Aside { .. } => "aside",
        Event::Lapsed { .. } => "lapsed",
        Event::FellDue { .. } => "due",
        Event::Verdict(verdict) => match verdict.outcome {
            Outcome::Happened(_) => "happened",
            Outcome::DidNotHappen(_) => "did-not-happen",
        },
    }
}

pub(super) fn board(board: Board) -> &'static str {
    match board {
        Board::Outcome => "position",
        Board::Fact => "claim",
    }
}

pub(super) fn way(way: Way) -> &'static str {
    match way {
        Way::Reversed => "reversed",
        Way::Hardened => "hardened",
        Way::Softened => "softened",
        Way::WentFurther => "went-further",
        Way::SteppedBack => "stepped-back",
        Way::Reworded => "reworded",
        Way::TwoVoices => "two-voices",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Weight(Beside::WeakSource) => "weak-source",
        Reason::Weight(Beside::Threat) => "threat",
        Reason::Weight(Beside::Bargain) => "bargain",
        Reason::SameDay => "same-day",
        Reason::UnclearOrder => "unclear-order",
    }
}

fn aside(why: Aside) -> &'static str {
    match why {
        Aside::NotYetSaid => "not-yet-said",
        Aside::Hearsay => "hearsay",
        Aside::NoMandate => "no-mandate",
        Aside::Disputed => "disputed",
    }
}

pub(super) fn end(end: End) -> &'static str {
    match end {
        End::Expressly => "until",
        End::WithHolder => "with-holder",
    }
}
