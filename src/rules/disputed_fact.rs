//! One holder says that something is so, and another that it is not; or the desk found otherwise.
//!
//! One *asserts* what another *denies*, or asserts something that excludes it by the constraints of the codebook, and both
//! stand on the day asked about. Each dispute is told once, with the first who took either side; the others are named
//! with it. A claim is also disputed when a verdict of the desk contradicts it. A verdict that something `happened` only
//! speaks against those who denied it from that day on.
//!
//! ```ron
//! statements: [
//!     Asserts(who: "ukraine", what: "odesa-struck", quote: "…"),
//!     Denies(who: "russia", what: "odesa-struck", quote: "…"),
//! ],
//! ```
//!
//! Where the desk knows which is right, record it, with the reason:
//!
//! ```ron
//! verdicts: [(what: "odesa-struck", happened: "2025-06-20", because: "seen by our reporter")],
//! ```

use rayon::prelude::*;

use super::sides::{Clash, Sides};
use super::words::{all_of, in_time, object, said_here, says};
use super::{Check, Context, Finding, Level, Rule, pairs};
use crate::background::{literal, stance};
use crate::corpus::{Board, Corpus, Outcome, Verdict};
use crate::date::Day;
use crate::id::StatementId;
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "disputed-fact",
    summary: "one holder says that something is so, and another that it is not, or the desk found otherwise",
    level: Level::Note,
    is_pedantic: false,
    source: include_str!("disputed_fact.rs"),
    check: Check::Corpus(check),
};

/// How many others are named on each side of a dispute.
const MOST_NAMED: usize = 8;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let sides = Sides::new(context, Board::Fact, |_| true);
    let between_holders = sides.clashes(context.background).filter_map(|clash| dispute(context, clash));
    let verdicts = context.corpus.verdicts().par_iter();
    let with_desk = verdicts.flat_map_iter(|verdict| disputes_with(context, &sides, verdict));
    between_holders.chain(with_desk).collect()
}

fn dispute(context: &Context<'_>, clash: Clash<'_>) -> Option<Finding> {
    let &Context { corpus, background, .. } = context;
    let (one, other) = clash.pairs(corpus).next()?;
    let (first, second) = if corpus[one].is_positive() { (one, other) } else { (other, one) };
    let answer = corpus.clause(corpus[second].holder, corpus[second].verb);
    let message = format!("{}, and {answer} {}", says(corpus, first), object(corpus, first, second));
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let (earlier, later) = in_time(corpus, one, other);
    let finding = Finding::new(&RULE, place(later), message)
        .at(said_here(corpus, later))
        .with_label(place(earlier), said_here(corpus, earlier))
        .linked_by(corpus, background.exclusion(corpus, stance(&corpus[one]), stance(&corpus[other])))
        .resting_on(corpus, &[one, other]);
    let others = [clash.side, clash.opposed].map(|side| of_the_others(corpus, side, [one, other]));
    Some(others.into_iter().flatten().fold(finding, Finding::with_note).weighed(context))
}

/// The claims that a verdict contradicts, each side once.
fn disputes_with(context: &Context<'_>, sides: &Sides, verdict: &Verdict) -> Vec<Finding> {
    let (so, since) = match verdict.outcome {
        Outcome::Happened(date) => (literal(verdict.what, true), Some(date.last_day())),
        Outcome::DidNotHappen(_) => (literal(verdict.what, false), None),
    };
    let (Outcome::Happened(date) | Outcome::DidNotHappen(date)) = verdict.outcome;
    if date.first_day() > context.standing.as_of() {
        return Vec::new();
    }
    let opposed = pairs::opposed_to(context.background, so);
    opposed.filter_map(|opposed| dispute_with(context, verdict, sides.of(opposed), since)).collect()
}

fn dispute_with(context: &Context<'_>, verdict: &Verdict, side: &[StatementId], since: Option<Day>) -> Option<Finding> {
    let &Context { corpus, standing, background, .. } = context;
    let is_refuted = |id: StatementId| since.is_none_or(|since| since <= corpus[id].said.first_day());
    // Who said it before the event, when it was right, may have said it again after.
    let again = |id: StatementId| {
        let slot = standing.slot(corpus[id].holder, corpus[id].what, Board::Fact);
        let same = |other: &&Own| other.verb == corpus[id].verb && other.ends >= standing.as_of();
        slot.iter().filter(same).map(|other| other.id).find(|&other| is_refuted(other))
    };
    let mut refuted: Vec<StatementId> = side.iter().filter_map(|&id| again(id)).collect();
    refuted.sort_unstable_by_key(|&id| (corpus[id].said.first_day(), id));
    let &first = refuted.first()?;
    let claim = &corpus[first];
    let message = format!("{}, but the desk found otherwise", says(corpus, first));
    let so = literal(verdict.what, matches!(verdict.outcome, Outcome::Happened(_)));
    let finding = Finding::new(&RULE, claim.place(|at| at.verb), message)
        .at(said_here(corpus, first))
        .with_label(verdict.place, format!("the desk's verdict: {}", verdict.because))
        .linked_by(corpus, background.exclusion(corpus, stance(claim), so))
        .resting_on(corpus, &[first]);
    Some(of_the_others(corpus, &refuted, [first, first]).into_iter().fold(finding, Finding::with_note).sourced(context))
}

/// "Poland and France assert it too", of those who take a side and are not told yet.
fn of_the_others(corpus: &Corpus, side: &[StatementId], told: [StatementId; 2]) -> Option<String> {
    let mut others = side.iter().filter(|id| !told.contains(id)).map(|&id| corpus[corpus[id].holder].name.as_str());
    let mut names: Vec<&str> = others.by_ref().take(MOST_NAMED).collect();
    let more = match others.count() {
        0 => None,
        more => Some(format!("{more} more")),
    };
    names.extend(more.as_deref());
    let verb = corpus[*side.first()?].verb.past();
    (!names.is_empty()).then(|| format!("{verb} also by {}", all_of(&names)))
}
