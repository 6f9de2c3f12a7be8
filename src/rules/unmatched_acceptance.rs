//! An `accept` that excuses nothing.
//!
//! The finding that it excused is gone, or never was: the statement was corrected, the rule is spelled otherwise, or one
//! of the named statements has no part in the finding. Left in place, it would one day excuse something nobody meant.
//!
//! ```ron
//! statements: [
//!     Offers(id: "relations-first", who: "russia", what: "peace", only_after: ["relations-restored"], quote: "…"),
//! ],
//! accept: [(rule: "deadlock", statement: "relations-first", because: "the story is about it")],
//! ```
//!
//! To mend it, remove the entry, or name the rule and the statements of the finding that is meant.

use super::exceptions::{Turn, without_finding};
use super::{Check, Context, Finding, Level, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unmatched-acceptance",
    summary: "an `accept` that excuses nothing",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("unmatched_acceptance.rs"),
    check: Check::Findings(check),
};

fn check(context: &Context<'_>, findings: &[Finding], turn: Turn) -> Vec<Finding> {
    // What an entry excuses may rest on a statement that could not be read.
    if !context.is_whole {
        return Vec::new();
    }
    without_finding(&RULE, context, (context.corpus.acceptances(), turn), findings, |exception| {
        let message = format!("this excuses nothing: no `{}` is about all that is named here", exception.rule);
        (message, "remove the entry, or name what the finding that is meant rests on".into())
    })
}
