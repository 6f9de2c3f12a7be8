//! A holder keeps its side, and leaves more room than before.
//!
//! A later statement replaced an earlier one on the same side, and
//!
//! * an offer, proposal, acceptance, promise or preference came with fewer conditions;
//! * a demand or a rejection came with more, and so with more ways out; or
//! * a `Firm` position became `Open`.
//!
//! Nothing is told where the terms are merely other ones, or changed both ways; nor where two voices differ within a
//! short time (`mixed-signals`).
//!
//! ```ron
//! statements: [
//!     Rejects(who: "ukraine", what: "elections", said: "2025-01-20", quote: "…"),
//!     Rejects(who: "ukraine", what: "elections", unless: ["ceasefire"], said: "2025-06-20", quote: "…"),
//! ],
//! ```
//!
//! Nothing has to be mended. Where the later statement left a condition out only because the article did, add it there.

use super::changes::changes_of_terms;
use super::{Check, Context, Finding, Level, Rule};
use crate::moves::Way;

pub(super) static RULE: Rule = Rule {
    name: "softened-position",
    summary: "a holder keeps its side, and leaves more room than before",
    level: Level::Note,
    is_pedantic: false,
    source: include_str!("softened_position.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    changes_of_terms(context, &RULE, Way::Softened)
}
