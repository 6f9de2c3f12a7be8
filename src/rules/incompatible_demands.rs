//! What two holders insist on cannot both come about.
//!
//! One *demands* or *promises* what another *rejects* or *refuses*; or they insist on two things that exclude each other by
//! the constraints of the codebook. Both must stand on the day asked about, and both without a condition: "only if" and
//! "unless" leave a door open. Offers, preferences and threats have no part in it. Each holder is shown with the first of
//! its statements that still stands. Of very many pairs about the same two things some are shown, and the last says how
//! many more there are.
//!
//! Three positions or more of several holders may be in conflict although each two can be met: one wants out of the
//! customs union, another an open border on land, a third one at sea. Here conditions count too: where one demands `p`,
//! another is ready for `p` only if `q`, and `q` is refused, not all of it can be met.
//!
//! ```ron
//! statements: [
//!     Demands(who: "russia", from: ["ukraine"], what: "army-limited", quote: "…"),
//!     Refuses(who: "ukraine", what: "army-limited", quote: "…"),
//! ],
//! ```
//!
//! Mostly there is nothing to mend: this is what the conflict is about. Where a demand was dropped, end it with
//! `until: "…"`, or add the statement that took its place.

use rayon::prelude::*;

use super::larger_conflicts::{self, Conflict};
use super::sides::{Clash, Sides};
use super::sifted::Sifted;
use super::words::{all_of, in_time, object, quoted, said_here, says_with_terms};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::stance;
use crate::corpus::{Board, Corpus, Force, Verb};
use crate::id::StatementId;
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "incompatible-demands",
    summary: "what holders insist on cannot all come about",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("incompatible_demands.rs"),
    check: Check::Corpus(check),
};

/// How many pairs about the same two things are shown.
const MOST_SHOWN: usize = 16;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let insists = |own: &Own| own.verb.force() == Force::Must && !own.is_conditional;
    let sides = Sides::new(context, Board::Outcome, insists);
    let pairs = sides.clashes(context.background).flat_map_iter(|clash| findings(context, clash)).collect::<Vec<_>>();
    let Sifted { found: larger, left_out } = larger_conflicts::of_several_holders(context);
    let larger = larger.into_iter().map(|conflict| larger_finding(context, conflict));
    let left_out = left_out.iter().map(|left_out| left_out.finding(context, &RULE, "conflicts of three and more"));
    pairs.into_iter().chain(larger).chain(left_out).collect()
}

/// The finding of three positions or more, of which each smaller number can be met.
fn larger_finding(context: &Context<'_>, conflict: Conflict<'_>) -> Finding {
    let corpus = context.corpus;
    let Conflict { statements, constraints, complete } = conflict;
    let (last, earlier) = statements.split_last().expect("a conflict has a statement");
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let said: Vec<String> = statements.iter().map(|&id| says_with_terms(corpus, id)).collect();
    let message = format!("{}; not all of it can be met", all_of(&said.iter().map(String::as_str).collect::<Vec<_>>()));
    let finding =
        Finding::new(&RULE, place(*last), message).at(said_here(corpus, *last)).resting_on(corpus, &statements);
    let finding = earlier.iter().fold(finding, |finding, &id| finding.with_label(place(id), said_here(corpus, id)));
    let finding = finding.linked_by(corpus, Some(constraints)).weighed(context);
    let finding = finding.with_help("`standoff settle` tells what would have to be given up for the rest to be met");
    if complete {
        finding
    } else {
        finding.with_note("so much conflicts here that the search stopped early: there may be more")
    }
}

fn findings(context: &Context<'_>, clash: Clash<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let shown = clash.pairs(corpus).take(MOST_SHOWN).map(|(one, other)| finding(context, one, other));
    let mut findings: Vec<Finding> = shown.collect();
    let more = clash.count(corpus) - findings.len();
    if let Some(last) = findings.pop_if(|_| more > 0) {
        let are =
            if more == 1 { "is 1 more pair of holders who" } else { &format!("are {more} more pairs of holders who") };
        findings.push(last.with_note(format!("there {are} cannot both have their way in this")));
    }
    findings
}

fn finding(context: &Context<'_>, one: StatementId, other: StatementId) -> Finding {
    let &Context { corpus, background, .. } = context;
    let (earlier, later) = in_time(corpus, one, other);
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    Finding::new(&RULE, place(later), message(corpus, earlier, later))
        .at(said_here(corpus, later))
        .with_label(place(earlier), said_here(corpus, earlier))
        .linked_by(corpus, background.exclusion(corpus, stance(&corpus[one]), stance(&corpus[other])))
        .resting_on(corpus, &[one, other])
        .with_help(
            "where a side gave this up, end its statement with `until: \"…\"`, or add the one that took its place",
        )
        .weighed(context)
}

/// Who wants what from whom. Where one turns down what the other wants, the wish comes first.
fn message(corpus: &Corpus, earlier: StatementId, later: StatementId) -> String {
    let is_answered_first = corpus[later].is_positive() && !corpus[earlier].is_positive();
    let (wish, answer) = if is_answered_first { (later, earlier) } else { (earlier, later) };
    let first = insists(corpus, wish, &quoted(corpus, corpus[wish].what));
    let second = insists(corpus, answer, &object(corpus, wish, answer));
    let end = if corpus[wish].what == corpus[answer].what { "" } else { "; both cannot be met" };
    format!("{first}, and {second}{end}")
}

/// "Russia demands “…” of Ukraine".
fn insists(corpus: &Corpus, id: StatementId, object: &str) -> String {
    let statement = &corpus[id];
    let asked: Vec<&str> = statement.addressees.iter().map(|&actor| corpus[actor].name.as_str()).collect();
    let of_whom = match statement.verb {
        Verb::Demands if !asked.is_empty() => format!(" of {}", all_of(&asked)),
        _ => String::new(),
    };
    format!("{} {object}{of_whom}", corpus.clause(statement.holder, statement.verb))
}
