//! A threat of what its holder has ruled out.
//!
//! A side *threatens* something, and its own word stands against that: it *refuses* or *rejects* it, or it *promises*
//! something that excludes it by the constraints of the codebook. The threat is taken at its word: that what it holds
//! `unless` does not come about, and that what it asks for does. All of it has to stand on the day asked about.
//!
//! What a side *demands* never makes its threats hollow: a threat is for the case that the demand is not met, and who
//! demands a truce and threatens war unless there is one is of one mind. Nothing is told where what the threat holds
//! `unless` has come about, as a verdict says, or the threat was carried out; nor where two voices differ so soon after one
//! another that these are `mixed-signals`.
//!
//! ```ron
//! statements: [
//!     Refuses(who: "usa", what: "troops-sent", quote: "…"),
//!     Threatens(who: "usa", to: "russia", what: "troops-sent", unless: ["ceasefire"], quote: "…"),
//! ],
//! ```
//!
//! Read both quotes: what is refused may be less, or more, than what is threatened, and want a proposition of its own. Where
//! the one took the place of the other, end the other with `until: "…"`. Else it is news that nothing stands behind the
//! threat.

use rayon::prelude::*;

use super::own_conflicts::{Blocked, best_words, blocked, is_over};
use super::words::{all_of, all_terms, object, said_here, says_with_terms, verb};
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Board, Corpus, Force, Verb};
use crate::id::StatementId;
use crate::moves::come_from_two_voices;
use crate::outcomes::Outcomes;
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "hollow-threat",
    summary: "a threat of what its holder has ruled out",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("hollow_threat.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let holders: Vec<&[Own]> = context.standing.holders().map(|(_, own)| own).collect();
    let hollow = holders.par_iter().flat_map_iter(|own| of_holder(context, own));
    hollow.map(|threat| finding(context, &threat)).collect()
}

/// The hollow threats among a holder's own statements.
fn of_holder<'a>(context: &Context<'a>, own: &[Own]) -> Vec<Blocked<'a>> {
    let is_threat = |own: &Own| own.verb.force() == Force::Threat;
    let binds = |own: &Own| own.verb.force() == Force::Must && own.verb != Verb::Demands;
    if !own.iter().any(is_threat) {
        return Vec::new();
    }
    let in_force = own.iter().filter(|own| own.verb.board() == Board::Outcome && own.ends >= context.standing.as_of());
    let (threats, others): (Vec<&Own>, Vec<&Own>) =
        in_force.filter(|own| is_threat(own) || binds(own)).partition(|own| is_threat(own));
    let is_open = |threat: &&&Own| !context.standing.has_happened(threat.what) && !is_over(context, threat.id);
    let open = threats.iter().filter(is_open);
    let threats = best_words(context.corpus, open.map(|threat| threat.id));
    let ids: Vec<StatementId> = others.iter().map(|own| own.id).chain(threats.iter().copied()).collect();
    let outcomes = Outcomes::new(context.corpus, context.background, &ids);
    let hollow = threats.iter().filter_map(|&threat| blocked(context, &outcomes, threat));
    hollow.filter(|hollow| !are_mixed_signals(context, hollow)).collect()
}

/// Whether it is two voices that differ, and told as that.
fn are_mixed_signals(context: &Context<'_>, hollow: &Blocked<'_>) -> bool {
    let [against] = hollow.against[..] else { return false };
    let (threat, other) = (&context.corpus[hollow.id], &context.corpus[against]);
    let is_told = threat.what == other.what || !threat.is_conditional();
    is_told && come_from_two_voices(context.corpus, hollow.id, against, context.window())
}

fn finding(context: &Context<'_>, hollow: &Blocked<'_>) -> Finding {
    let corpus = context.corpus;
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let help = match hollow.against.is_empty() {
        true => "correct the condition or the constraint, or tell that nothing will come of the threat",
        false => {
            "where one of them no longer stands, end it with `until: \"…\"`; where they are about different things, give \
                  each its own proposition"
        }
    };
    let finding = Finding::new(&RULE, place(hollow.id), message(corpus, hollow))
        .at(said_here(corpus, hollow.id))
        .resting_on(corpus, &hollow.statements());
    let with_label = |finding: Finding, &id: &StatementId| finding.with_label(place(id), said_here(corpus, id));
    let finding = hollow.against.iter().fold(finding, with_label);
    finding.linked_by(corpus, Some(hollow.constraints.clone())).with_help(help).weighed(context)
}

fn message(corpus: &Corpus, hollow: &Blocked<'_>) -> String {
    let threat = says_with_terms(corpus, hollow.id);
    let does =
        |&id: &StatementId| format!("{} {}{}", verb(corpus, id), object(corpus, hollow.id, id), all_terms(corpus, id));
    let against: Vec<String> = hollow.against.iter().map(does).collect();
    match &against.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] if hollow.conditions.is_empty() => format!("{threat}, which the constraints of the codebook rule out"),
        [] => format!("{threat}, a condition that leaves no room for it"),
        against => format!("{threat}, and {}, which leaves the threat hollow", all_of(against)),
    }
}
