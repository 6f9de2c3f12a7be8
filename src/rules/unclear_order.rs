//! Dates are too coarse to tell which of two opposite statements came first.
//!
//! One speaker takes both sides of one thing, and the days that the two dates may mean overlap: "2025" is not before
//! "2025-06". So neither replaces the other, and nothing is claimed about them: neither a contradiction nor a reversal.
//!
//! ```ron
//! statements: [
//!     Demands(who: "russia", from: ["ukraine"], what: "ceasefire", said: "2025", quote: "…"),
//!     Rejects(who: "russia", what: "ceasefire", said: "2025-06", quote: "…"),
//! ],
//! ```
//!
//! Find out when the one with the coarser date was said, as exactly as is needed: `said: "2025-03"`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{on, quoted, said_here};
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Force, Statement};
use crate::date::Precision;
use crate::id::{ActorId, StatementId};
use crate::moves::take_opposite_sides;
use crate::standing::{Order, Own, order};

pub(super) static RULE: Rule = Rule {
    name: "unclear-order",
    summary: "dates are too coarse to tell which of two opposite statements came first",
    level: Level::Note,
    is_pedantic: false,
    source: include_str!("unclear_order.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let &Context { corpus, standing, .. } = context;
    let is_coarse = |&id: &StatementId| standing.is_own(id) && corpus[id].said.precision() != Precision::Day;
    let slot_of = |id: StatementId| (corpus[id].holder, corpus[id].what, corpus[id].board());
    let mut slots: Vec<_> = corpus.statement_ids().filter(is_coarse).map(slot_of).collect();
    slots.sort_unstable();
    slots.dedup();
    let slots = slots.into_iter().map(|(holder, what, board)| standing.slot(holder, what, board));
    slots.flat_map(|slot| unclear(context, slot)).map(|(coarse, other)| finding(context, coarse, other)).collect()
}

/// Statements of a slot whose dates are too coarse, each with an opposite one that it cannot be told from; each once.
fn unclear(context: &Context<'_>, slot: &[Own]) -> Vec<(StatementId, StatementId)> {
    let corpus = context.corpus;
    let mut latest: FxHashMap<(ActorId, bool), StatementId> = FxHashMap::default();
    let mut told: FxHashSet<StatementId> = FxHashSet::default();
    let mut found = Vec::new();
    // Threats stand beside what was said before and after, so their order matters to nothing.
    for &Own { id, speaker, verb, .. } in slot.iter().filter(|own| own.verb.force() != Force::Threat) {
        let side = verb.is_positive();
        if let Some(&opposite) = latest.get(&(speaker, !side)).filter(|&&opposite| is_unclear(context, opposite, id)) {
            let (coarse, other) =
                if days(&corpus[opposite]) > days(&corpus[id]) { (opposite, id) } else { (id, opposite) };
            if told.insert(coarse) {
                found.push((coarse, other));
            }
        }
        let last = latest.entry((speaker, side)).or_insert(id);
        if corpus[*last].said.last_day() <= corpus[id].said.last_day() {
            *last = id;
        }
    }
    found
}

fn is_unclear(context: &Context<'_>, opposite: StatementId, id: StatementId) -> bool {
    let &Context { corpus, standing, .. } = context;
    order(&corpus[opposite], &corpus[id]) == Order::Unclear
        && standing.stood_on(opposite, corpus[id].said.first_day())
        && take_opposite_sides(corpus, opposite, id)
}

/// How many days a statement's date may mean.
fn days(statement: &Statement) -> i32 {
    statement.said.last_day().days_since(statement.said.first_day())
}

fn finding(context: &Context<'_>, coarse: StatementId, other: StatementId) -> Finding {
    let corpus = context.corpus;
    let (statement, opposite) = (&corpus[coarse], &corpus[other]);
    let message = format!(
        "it cannot be told whether {} {} {} before or after it {} it: the dates are too coarse",
        corpus[statement.holder].name,
        statement.verb.past(),
        quoted(corpus, statement.what),
        opposite.verb.past(),
    );
    let place = if statement.said_is_typed { statement.place(|at| at.said) } else { statement.place(|at| at.verb) };
    Finding::new(&RULE, place, message)
        .at(format!("some day {}", on(statement.said)))
        .with_label(opposite.place(|at| at.verb), said_here(corpus, other))
        .resting_on(corpus, &[coarse, other])
        .with_help("give a finer date, such as `said: \"2025-03\"`, as far as the article tells")
}
