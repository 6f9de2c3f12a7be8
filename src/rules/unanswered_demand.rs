//! A demand that has stood for a while, and those it is made of have said nothing to it.
//!
//! Any word of theirs on the same thing is an answer, be it yes, no or perhaps. So is an answer by implication: whoever
//! insists on something that the demand would exclude, or that would bring it about, by the constraints of the codebook,
//! has answered. A demand that a verdict says was met needs no answer. The desk sets how long an answer may take
//! (`unanswered_days`, 30 where nothing is set). It is silent until asked for.
//!
//! ```ron
//! statements: [
//!     Demands(who: "ukraine", from: "russia", what: "children-returned", said: "2025-02-01", quote: "…"),
//! ],
//! ```
//!
//! Silence may be news. Where there was an answer, enter it; where the demand was dropped, end it with `until: "…"`.

use rustc_hash::FxHashMap;

use super::words::{all_of, on};
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Board, Statement, Verb};
use crate::id::{ActorId, PropositionId, StatementId};
use crate::stances::decided;

pub(super) static RULE: Rule = Rule {
    name: "unanswered-demand",
    summary: "a demand that has stood for a while, and those it is made of have said nothing to it",
    level: Level::Note,
    is_pedantic: true,
    source: include_str!("unanswered_demand.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    // Many may ask the same of one side, which is looked at once.
    let mut silence: FxHashMap<(ActorId, PropositionId), bool> = FxHashMap::default();
    let mut is_silent = |asked, what| *silence.entry((asked, what)).or_insert_with(|| is_silent(context, asked, what));
    let mut findings = Vec::new();
    for (id, demand) in corpus.statement_ids().zip(corpus.statements()) {
        if awaits_answer(context, id, demand) {
            let asked = demand.addressees.iter().copied().filter(|&asked| asked != demand.holder);
            let silent: Vec<ActorId> = asked.filter(|&asked| is_silent(asked, demand.what)).collect();
            findings.extend((!silent.is_empty()).then(|| finding(context, id, &silent)));
        }
    }
    findings
}

/// Whether a demand is in force, is not met, and was made long enough ago.
fn awaits_answer(context: &Context<'_>, id: StatementId, demand: &Statement) -> bool {
    let standing = context.standing;
    demand.verb == Verb::Demands
        && standing.in_force(id)
        && !standing.has_happened(demand.what)
        && standing.as_of().days_since(demand.said.last_day()) > context.tolerances.unanswered_days
}

fn is_silent(context: &Context<'_>, asked: ActorId, what: PropositionId) -> bool {
    let &Context { standing, background, .. } = context;
    let own = standing.slot(asked, what, Board::Outcome);
    !own.iter().any(|own| own.ends >= standing.as_of()) && decided(standing, background, asked, what).is_none()
}

fn finding(context: &Context<'_>, id: StatementId, silent: &[ActorId]) -> Finding {
    let corpus = context.corpus;
    let demand = &corpus[id];
    let names: Vec<&str> = silent.iter().map(|&actor| corpus[actor].name.as_str()).collect();
    let (holder, what, have) =
        (&corpus[demand.holder].name, &corpus[demand.what].text, if silent.len() == 1 { "has" } else { "have" });
    let message = format!("{} {have} said nothing to the demand of {holder}: “{what}”", all_of(&names));
    let mut finding = Finding::new(&RULE, demand.place(|at| at.verb), message)
        .at(format!("demanded {}", on(demand.said)))
        .resting_on(corpus, &[id])
        .with_help("where there was an answer, enter it; where the demand was dropped, end it with `until: \"…\"`");
    finding.actors.extend_from_slice(silent);
    finding
}
