//! An `expect` whose finding is not there.
//!
//! An expectation makes a finding part of the record: "these two positions are a deadlock, and if our data ever stops
//! saying so, tell us". It is met when a finding of that rule rests on all the statements named. Levels do not matter to
//! it; a rule that is allowed is still looked at.
//!
//! ```ron
//! statements: [
//!     Offers(id: "relations-first", who: "russia", what: "peace", only_after: ["relations-restored"], quote: "…"),
//!     Offers(id: "at-once", who: "usa", what: "relations-restored", quote: "…"),
//! ],
//! expect: [(rule: "deadlock", statements: ["relations-first", "at-once"])],
//! ```
//!
//! Look at what changed since. Where the positions did change, remove the entry; otherwise mend the statements.

use super::exceptions::{Turn, without_finding};
use super::{Check, Context, Finding, Level, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unmet-expectation",
    summary: "an `expect` whose finding is not there",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("unmet_expectation.rs"),
    check: Check::Findings(check),
};

fn check(context: &Context<'_>, findings: &[Finding], turn: Turn) -> Vec<Finding> {
    without_finding(&RULE, context, (context.corpus.expectations(), turn), findings, |exception| {
        let message = format!("this is not found: no `{}` is about all that is named here", exception.rule);
        (message, "where the positions did change, remove the entry; otherwise mend the statements".into())
    })
}
