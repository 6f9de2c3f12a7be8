//! An offer that can never take effect, because of what it asks for.
//!
//! It looks at what a side is ready to do (`Offers`, `Proposes`, `Accepts`, `Promises`) on a condition, as things stand on
//! the day asked about. A condition is dead where it is ruled out by whoever would have to meet it: the one named beside
//! it, else the `by` of its proposition, else the one whom the offer is addressed to. To rule it out is
//!
//! * to refuse or reject it, or
//! * to insist on something that excludes it, by the constraints of the codebook,
//!
//! without a condition, and without having taken it back. A condition with several ways out (`AnyOf`) is dead only when
//! each of them is, and one that a verdict says was met is met.
//!
//! It is dead, too, where the holder's own positions leave no room for it, whoever would have to meet it: where the holder
//! rules it out itself, or what it insists on does, taken together; where the condition excludes the very thing that is
//! offered; and where an offer holds `unless` something happens that comes with it.
//!
//! It is another matter, and a graver one, when the positions leave no room for the thing that is offered, whatever is
//! asked for it: who offers what it has ruled out contradicts itself (`contradictory-position`). Here, the offer and the
//! positions can all stand; it is only that nothing will come of the offer.
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

use super::own_conflicts::{Blocked, dead_offers};
use super::sifted::Sifted;
use super::words::{all_of, on, said_here, says, terms, verb_with_terms};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::{literal, stance};
use crate::corpus::{Alternative, Condition, ConditionKind, Corpus};
use crate::id::{PropositionId, StatementId};
use crate::outcomes::is_readiness;
use crate::stances::{conditions_in_force, ruled_out};
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "dead-condition",
    summary: "an offer that can never take effect, because nothing will come of its condition",
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
    let conditions = conditions_in_force(context.corpus, context.standing, asks_for_something);
    let conditions: Vec<&Condition> = conditions.into_iter().map(|(_, condition)| condition).collect();
    let refused = conditions.par_iter().filter_map(|&condition| {
        let ways = condition.alternatives.iter();
        let refusals: Option<Vec<Refusal>> = ways.map(|way| refusal(context, condition, way)).collect();
        refused(context, condition, &refusals?)
    });
    let Sifted { found, left_out } = dead_offers(context);
    let reasoned_out = found.par_iter().map(|dead| ruled_out_by_holder(context, dead));
    let left_out =
        left_out.par_iter().map(|left_out| left_out.finding(context, &RULE, "offers that cannot take effect"));
    refused.chain(reasoned_out).chain(left_out).collect()
}

/// Whether it is something that a holder asks for who is ready to do or to accept a thing.
fn asks_for_something(own: &Own, condition: &Condition) -> bool {
    is_readiness(own.verb) && condition.kind != ConditionKind::Unless
}

/// What stands against one way to meet a condition: the word of its holder, or of somebody who would have to take it.
fn refusal(context: &Context<'_>, condition: &Condition, way: &Alternative) -> Option<Refusal> {
    let &Context { corpus, standing, background, .. } = context;
    if standing.has_happened(way.what) {
        return None;
    }
    let holder = corpus[condition.statement].holder;
    let others = corpus.performers(condition, way).iter().copied().filter(|&performer| performer != holder);
    let by = others.chain([holder]).find_map(|actor| ruled_out(standing, background, actor, way.what))?;
    Some(Refusal { what: way.what, by })
}

/// The finding of a condition all of whose ways are ruled out; nothing where nobody but the holder does, since the holder's
/// own positions are looked at together.
fn refused(context: &Context<'_>, condition: &Condition, refusals: &[Refusal]) -> Option<Finding> {
    let corpus = context.corpus;
    let holder = corpus[condition.statement].holder;
    if refusals.iter().all(|refusal| corpus[refusal.by].holder == holder) {
        return None;
    }
    let mut statements = vec![condition.statement];
    statements.extend(refusals.iter().map(|refusal| refusal.by));
    let finding = Finding::new(&RULE, condition.place, message(context, condition, refusals))
        .at("as things stand, this will not come about")
        .resting_on(corpus, &statements)
        .with_help(
            "where a refusal no longer stands, add the statement that took its place, or end it with `until: \"…\"`",
        );
    Some(refusals.iter().fold(finding, |finding, refusal| with_refusal(context, finding, refusal)).weighed(context))
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

/// The finding of an offer that its holder's own positions, or its own conditions, keep from taking effect.
fn ruled_out_by_holder(context: &Context<'_>, dead: &Blocked<'_>) -> Finding {
    let corpus = context.corpus;
    let help = match dead.against.is_empty() {
        true => "correct the condition or the constraint, or tell that nothing will come of the offer",
        false => "where a position no longer stands, end it with `until: \"…\"`, or add the one that took its place",
    };
    let finding = Finding::new(&RULE, corpus[dead.conditions[0]].place, message_of_reasons(corpus, dead))
        .at("as things stand, this leaves the offer no room")
        .resting_on(corpus, &dead.statements())
        .linked_by(corpus, Some(dead.constraints.clone()))
        .with_help(help);
    let with_label =
        |finding: Finding, &id: &StatementId| finding.with_label(corpus[id].place(|at| at.verb), said_here(corpus, id));
    dead.against.iter().fold(finding, with_label).weighed(context)
}

fn message_of_reasons(corpus: &Corpus, dead: &Blocked<'_>) -> String {
    let offer = says(corpus, dead.id);
    let asked: Vec<String> = dead.conditions.iter().map(|&id| terms(corpus, &corpus[id])).collect();
    let asked = format!("{offer} {}", all_of(&asked.iter().map(String::as_str).collect::<Vec<_>>()));
    match (&dead.against[..], dead.takes_its_thing, dead.conditions.len()) {
        ([], true, 1) => format!("{asked}, a condition that leaves no room for it"),
        ([], false, 1) => format!("{asked}, a condition that the constraints of the codebook rule out"),
        ([], true, _) => format!("{asked}, conditions that together leave no room for it"),
        ([], false, _) => format!("{asked}, conditions that exclude each other"),
        _ if is_ruled_out_outright(dead) => {
            let does = match corpus[dead.conditions[0]].kind {
                ConditionKind::Unless => "insists on",
                _ => "rules out",
            };
            format!("{asked}, which {} itself {does}", corpus[corpus[dead.id].holder].name)
        }
        (against, ..) => {
            let against: Vec<String> = against.iter().map(|&id| verb_with_terms(corpus, id)).collect();
            let against = all_of(&against.iter().map(String::as_str).collect::<Vec<_>>());
            format!("{asked}, and {against}, which leaves the offer no room")
        }
    }
}

/// Whether one position rules one condition out, whatever is offered for it.
fn is_ruled_out_outright(dead: &Blocked<'_>) -> bool {
    dead.against.len() == 1 && dead.conditions.len() == 1 && !dead.takes_its_thing
}
