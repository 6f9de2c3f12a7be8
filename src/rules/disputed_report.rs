//! Two reports of one utterance say the opposite of each other.
//!
//! Both name the same `event`, and one has the holder for something that the other has it against (or one has it assert
//! what the other has it deny). Since not both can be right, neither counts as the holder's word until it is settled.
//!
//! ```ron
//! statements: [
//!     Accepts(who: "ukraine", what: "ceasefire", event: "jeddah-talks", article: "agency-a", quote: "…"),
//!     Rejects(who: "ukraine", what: "ceasefire", event: "jeddah-talks", article: "agency-b", quote: "…"),
//! ],
//! ```
//!
//! Find out what was said, and remove the wrong report, or move it to `according_to`. Where the two are about different
//! utterances, give them different events.

use super::words::{object, quoted, said_here};
use super::{Check, Context, Finding, Level, Rule};
use crate::id::StatementId;

pub(super) static RULE: Rule = Rule {
    name: "disputed-report",
    summary: "two reports of one utterance say the opposite of each other",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("disputed_report.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.standing.disputed_reports().iter().map(|&(one, other)| finding(context, one, other)).collect()
}

fn finding(context: &Context<'_>, one: StatementId, other: StatementId) -> Finding {
    let corpus = context.corpus;
    let (first, second) = (&corpus[one], &corpus[other]);
    let message = format!(
        "by one report {} {} {}, by another of the same utterance it {} {}",
        corpus[first.holder].name,
        first.verb.past(),
        quoted(corpus, first.what),
        second.verb.past(),
        object(corpus, one, other),
    );
    Finding::new(&RULE, second.place(|at| at.verb), message)
        .at(said_here(corpus, other))
        .with_label(first.place(|at| at.verb), said_here(corpus, one))
        .resting_on(corpus, &[one, other])
        .with_help("find out what was said and remove the other report; if these were two utterances, give each its own `event`")
        .with_note("until then, neither counts as the holder's word")
        .sourced(context)
}
