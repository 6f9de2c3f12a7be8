//! A promise whose day is past, and nothing says that it was kept.
//!
//! A promise with a `due` date is overdue on the day asked about when that date is wholly past, the promise was not
//! replaced or withdrawn before it, and no verdict says that the thing came about. A promise on a condition falls due
//! only where verdicts say that the condition was met, and one that holds `unless` something happens is off once a
//! verdict says that it did.
//!
//! Worth a look because readers remember promises:
//!
//! ```ron
//! statements: [Promises(who: "trump", what: "war-ended", said: "2024", due: "2025-01-21", quote: "…")],
//! verdicts: [(what: "war-ended", did_not_happen: "2025-01-21", because: "fighting went on")],
//! ```
//!
//! To mend it, record what the desk knows under `verdicts`: `happened` ends the matter, and `did_not_happen` keeps the
//! finding and adds its reason.

use super::words::on;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Condition, ConditionKind, Outcome, Statement, Verb};
use crate::date::PartialDate;
use crate::id::StatementId;

pub(super) static RULE: Rule = Rule {
    name: "overdue-promise",
    summary: "a promise whose day is past, and nothing says that it was kept",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("overdue_promise.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let overdue = |(id, statement): (StatementId, &Statement)| {
        let due = statement.due.filter(|_| statement.verb == Verb::Promises)?;
        let is_past = due.last_day() < context.standing.as_of();
        let stood_till_then = context.standing.stood_on(id, due.last_day());
        let was_kept = context.standing.has_happened(statement.what);
        (is_past && stood_till_then && !was_kept && fell_due(context, id)).then(|| finding(context, id, due))
    };
    context.corpus.statement_ids().zip(context.corpus.statements()).filter_map(overdue).collect()
}

/// Whether all conditions of a promise were met, as far as the desk's verdicts tell.
fn fell_due(context: &Context<'_>, id: StatementId) -> bool {
    let has_come =
        |condition: &Condition| condition.alternatives.iter().any(|way| context.standing.has_happened(way.what));
    context.corpus.conditions_of(id).all(|(_, condition)| match condition.kind {
        ConditionKind::Unless => !has_come(condition),
        ConditionKind::OnlyIf | ConditionKind::OnlyAfter | ConditionKind::InReturnFor => has_come(condition),
    })
}

fn finding(context: &Context<'_>, id: StatementId, due: PartialDate) -> Finding {
    let corpus = context.corpus;
    let statement = &corpus[id];
    let (holder, what) = (&corpus[statement.holder].name, &corpus[statement.what]);
    let refuted = corpus.verdicts_on(statement.what).find(
        |verdict| matches!(verdict.outcome, Outcome::DidNotHappen(date) if date.first_day() <= context.standing.as_of()),
    );
    let came = if refuted.is_some() { "it did not come about" } else { "nothing says that it came about" };
    let message = format!("{holder} promised “{}” by {due}, and {came}", what.text);
    let finding = Finding::new(&RULE, statement.place(|at| at.due), message)
        .at(format!("this was past {}", on(context.standing.as_of().into())))
        .resting_on(corpus, &[id])
        .weighed(context);
    match refuted {
        Some(verdict) => finding.with_label(verdict.place, format!("the desk's verdict: {}", verdict.because)),
        None => finding.with_help(format!(
            "record what the desk knows: `verdicts: [(what: \"{}\", happened: \"…\", because: \"…\")]`, or \
             `did_not_happen`",
            what.slug
        )),
    }
}
