//! A statement with no words of an article behind it.
//!
//! Readers should be able to see what a statement rests on. A desk that wants a quote for each statement turns this rule
//! on; it is silent until asked for.
//!
//! ```ron
//! statements: [Demands(who: "russia", from: "usa", what: "sanctions-lifted")],
//! ```
//!
//! To mend it, copy the words from the article, `quote: "…"`, or several passages, `quotes: ["…", "…"]`.

use super::words::says;
use super::{Check, Context, Finding, Level, Rule};
use crate::id::StatementId;

pub(super) static RULE: Rule = Rule {
    name: "statement-without-quote",
    summary: "a statement with no words of an article behind it",
    level: Level::Note,
    is_pedantic: true,
    source: include_str!("statement_without_quote.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let without_quote = corpus.statement_ids().filter(|&id| corpus.quotes_of(id).len() == 0);
    without_quote.map(|id| finding(context, id)).collect()
}

fn finding(context: &Context<'_>, id: StatementId) -> Finding {
    let corpus = context.corpus;
    let message = format!("no quote shows that {}", says(corpus, id));
    Finding::new(&RULE, corpus[id].place(|at| at.verb), message)
        .resting_on(corpus, &[id])
        .with_help("copy the words that it rests on from the article: `quote: \"…\"`")
}
