//! A position or claim that only sources without a name stand for.
//!
//! A source counts as unnamed where the statement's `basis` is `Unnamed`, or where the voice (or `who`, where there is
//! none) is an actor of the kind `Unnamed`. One named source for the same thing, in whatever article, is enough. Other
//! rules already lower what rests on such statements; this one lists them for a desk that wants none. It is silent
//! until asked for.
//!
//! ```ron
//! statements: [
//!     Offers(who: "usa", via: "us-diplomats", basis: Unnamed, what: "relations-restored", quote: "…"),
//! ],
//! ```
//!
//! To mend it, look for somebody who says it with a name, and enter that as a statement of its own.

use super::sourcing::{Known, known};
use super::words::says;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::Statement;
use crate::vocabulary::{ActorKind, Basis};

pub(super) static RULE: Rule = Rule {
    name: "unnamed-source-only",
    summary: "a position or claim that only sources without a name stand for",
    level: Level::Note,
    is_pedantic: true,
    source: include_str!("unnamed_source_only.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let is_unnamed = |statement: &Statement| {
        statement.basis == Basis::Unnamed || context.corpus[statement.speaker()].kind == ActorKind::Unnamed
    };
    let rests_on_unnamed = |known: &Known| known.witnesses.iter().all(|&id| is_unnamed(&context.corpus[id]));
    known(context).filter(rests_on_unnamed).map(|known| finding(context, &known)).collect()
}

fn finding(context: &Context<'_>, known: &Known) -> Finding {
    let corpus = context.corpus;
    let statement = &corpus[known.latest];
    let message = format!("nobody says with a name that {}", says(corpus, known.latest));
    Finding::new(&RULE, statement.place(|at| at.verb), message)
        .at(format!("said by {}", corpus[statement.speaker()].name))
        .resting_on(corpus, &[known.latest])
        .with_help("look for somebody who says it with a name, and enter that as a statement of its own")
}
