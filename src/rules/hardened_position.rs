//! A holder keeps its side, and leaves less room than before.
//!
//! A later statement replaced an earlier one on the same side, and
//!
//! * an offer, proposal, acceptance, promise or preference came with more conditions;
//! * a demand or a rejection came with fewer, and so with fewer ways out; or
//! * an `Open` position became `Firm`.
//!
//! Nothing is told where the terms are merely other ones, or changed both ways; nor where two voices differ within a
//! short time (`mixed-signals`).
//!
//! ```ron
//! statements: [
//!     Offers(who: "russia", what: "ceasefire", said: "2025-01-20", quote: "…"),
//!     Offers(who: "russia", what: "ceasefire", only_if: ["army-limited"], said: "2025-06-20", quote: "…"),
//! ],
//! ```
//!
//! Nothing has to be mended. Where the earlier statement left a condition out only because the article did, add it there.

use super::changes::changes_of_terms;
use super::{Check, Context, Finding, Level, Rule};
use crate::moves::Way;

pub(super) static RULE: Rule = Rule {
    name: "hardened-position",
    summary: "a holder keeps its side, and leaves less room than before",
    level: Level::Note,
    is_pedantic: false,
    source: include_str!("hardened_position.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    changes_of_terms(context, &RULE, Way::Hardened)
}
