//! A holder takes the other side of what it said before.
//!
//! A later statement is for what an earlier one was against (or the other way round), asserts what it denied, or denies
//! what it asserted, and so took its place. The two are told apart by their dates: what was said together is a
//! contradiction (`contradictory-position`), and where dates are too coarse the order is `unclear-order`. An earlier
//! position that had ended before (`until`) was not reversed, and two voices that differ within a short time are
//! `mixed-signals`. "No, unless …" and "yes, only if …" on the same terms are one side.
//!
//! ```ron
//! statements: [
//!     Rejects(who: "ukraine", what: "elections", said: "2025-01-20", quote: "…"),
//!     Accepts(who: "ukraine", what: "elections", said: "2025-06-20", quote: "…"),
//! ],
//! ```
//!
//! Nothing has to be mended: this is what readers want to know. Where the later statement is about something else, give
//! it a proposition of its own.

use super::words::{object, quoted, said_here};
use super::{Check, Context, Finding, Level, Rule};
use crate::id::StatementId;
use crate::moves::{Way, moves};

pub(super) static RULE: Rule = Rule {
    name: "reversal",
    summary: "a holder takes the other side of what it said before",
    level: Level::Note,
    is_pedantic: false,
    source: include_str!("reversal.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let &Context { corpus, standing, tolerances, .. } = context;
    let reversals = moves(corpus, standing, tolerances.mixed_signals_days, Way::Reversed);
    reversals.into_iter().map(|(earlier, later)| finding(context, earlier, later)).collect()
}

fn finding(context: &Context<'_>, earlier: StatementId, later: StatementId) -> Finding {
    let corpus = context.corpus;
    let (old, new) = (&corpus[earlier], &corpus[later]);
    let (what, object) = (quoted(corpus, old.what), object(corpus, earlier, later));
    let message = format!("{} {} {what}, then {} {object}", corpus[old.holder].name, old.verb.past(), new.verb.past());
    Finding::new(&RULE, new.place(|at| at.verb), message)
        .at(said_here(corpus, later))
        .with_label(old.place(|at| at.verb), said_here(corpus, earlier))
        .resting_on(corpus, &[earlier, later])
        .sourced(context)
}
