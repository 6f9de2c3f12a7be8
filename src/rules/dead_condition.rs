//! An offer that can never take effect: whoever would have to meet its condition has ruled that out.
//!
//! It looks at what a side is ready to do (`Offers`, `Proposes`, `Accepts`, `Promises`) on a condition (`only_if`,
//! `only_after`, `in_return_for`), and at who would have to meet that condition: the one named beside it, else the
//! `by` of its proposition, else the one whom the offer is addressed to. The condition is dead when one of those
//!
//! * refuses or rejects it, or
//! * insists on something that excludes it, by the constraints of the codebook,
//!
//! without a condition of their own, and that still stands on the day asked about. A condition with several ways out
//! (`AnyOf`) is dead only when each of them is. What a side rules out itself is another matter
//! (`contradictory-position`), and a condition that a verdict says was met is met.
//!
//! ```ron
//! propositions: [(id: "army-limited", text: "Ukraine's army is limited", by: "ukraine")],
//! statements: [
//!     Offers(who: "russia", what: "ceasefire", only_if: ["army-limited"], quote: "…"),
//!     Refuses(who: "ukraine", what: "army-limited", quote: "…"),
//! ],
//! ```
//!
//! Mostly there is nothing to mend: the offer sounds better than it is, and readers should know. Where the refusal no
//! longer stands, add the statement that took its place, or end it with `until: "…"`.

use rayon::prelude::*;

use super::words::{on, says};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::{literal, stance};
use crate::corpus::{Alternative, Condition, ConditionKind, Force, Verb};
use crate::id::{PropositionId, StatementId};
use crate::stances::{conditions_in_force, ruled_out};
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "dead-condition",
    summary: "an offer that can never take effect, because its condition is ruled out by whoever would have to meet it",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("dead_condition.rs"),
    check: Check::Corpus(check),
};

/// What stands against one way to meet a condition.
struct Refusal {
    what: PropositionId,
    by: StatementId,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let conditions = conditions_in_force(context.corpus, context.standing, is_readiness);
    let dead = |(_, condition): &(_, &Condition)| {
        let refusals: Option<Vec<Refusal>> =
            condition.alternatives.iter().map(|way| refusal(context, condition, way)).collect();
        Some(finding(context, condition, &refusals?))
    };
    conditions.par_iter().filter_map(dead).collect()
}

/// Whether it is a condition on something that its holder is ready to do or to accept.
fn is_readiness(own: &Own, condition: &Condition) -> bool {
    (own.verb.force() == Force::May || own.verb == Verb::Promises) && condition.kind != ConditionKind::Unless
}

fn refusal(context: &Context<'_>, condition: &Condition, way: &Alternative) -> Option<Refusal> {
    let &Context { corpus, standing, background, .. } = context;
    let holder = corpus[condition.statement].holder;
    let others = corpus.performers(condition, way).iter().copied().filter(|&performer| performer != holder);
    let mut refusals = others.filter_map(|performer| ruled_out(standing, background, performer, way.what));
    let by = refusals.next().filter(|_| !standing.has_happened(way.what))?;
    Some(Refusal { what: way.what, by })
}

fn finding(context: &Context<'_>, condition: &Condition, refusals: &[Refusal]) -> Finding {
    let corpus = context.corpus;
    let mut statements = vec![condition.statement];
    statements.extend(refusals.iter().map(|refusal| refusal.by));
    let finding = Finding::new(&RULE, condition.place, message(context, condition, refusals))
        .at("as things stand, this will not come about")
        .resting_on(corpus, &statements)
        .with_help(
            "where a refusal no longer stands, add the statement that took its place, or end it with `until: \"…\"`",
        );
    refusals.iter().fold(finding, |finding, refusal| with_refusal(context, finding, refusal)).weighed(context)
}

fn message(context: &Context<'_>, condition: &Condition, refusals: &[Refusal]) -> String {
    let corpus = context.corpus;
    let offer = says(corpus, condition.statement);
    let phrase = condition.kind.phrase();
    match refusals {
        [refusal] => {
            let (what, performer) = (&corpus[refusal.what].text, &corpus[corpus[refusal.by].holder].name);
            format!("{offer} {phrase} “{what}”, which {performer} rules out")
        }
        _ => format!("{offer} {phrase} one of {} things comes about, and all of them are ruled out", refusals.len()),
    }
}

/// Adds the statement that rules a way out and, where it does so through the codebook, the constraints that say so.
fn with_refusal(context: &Context<'_>, finding: Finding, refusal: &Refusal) -> Finding {
    let corpus = context.corpus;
    let statement = &corpus[refusal.by];
    let place = statement.place(|at| at.what);
    let words = format!("{} {}", says(corpus, refusal.by), on(statement.said));
    if statement.what == refusal.what {
        return finding.with_label(place, words);
    }
    let finding = finding.with_label(place, format!("{words}, which excludes “{}”", corpus[refusal.what].text));
    finding.linked_by(corpus, context.background.exclusion(corpus, stance(statement), literal(refusal.what, true)))
}
