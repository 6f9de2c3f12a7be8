//! A statement dated after the article that reports it.
//!
//! No article reports what has yet to be said, so one of the two dates is wrong. Coarse dates have the benefit of the
//! doubt: a statement of `"2025-06"` may well be in an article of 20 June. The rule looks at `said` alone; `due`,
//! `until` and `reaffirmed` may lie later.
//!
//! ```ron
//! article: (id: "clash-report", published: "2025-06-20"),
//! statements: [
//!     Demands(who: "russia", from: "usa", what: "sanctions-lifted", said: "2025-07-01", quote: "…"),
//! ],
//! ```
//!
//! To mend it, correct the wrong date, or name the article in which the statement really stands.

use super::words::{article, on};
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::Statement;
use crate::id::{ArticleId, StatementId};

pub(super) static RULE: Rule = Rule {
    name: "said-after-publication",
    summary: "a statement dated after the article that reports it",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("said_after_publication.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let too_late = |(id, statement): (StatementId, &Statement)| {
        let reported_in = statement.article?;
        let is_later = corpus[reported_in].published.last_day() < statement.said.first_day();
        is_later.then(|| finding(context, id, reported_in))
    };
    corpus.statement_ids().zip(corpus.statements()).filter_map(too_late).collect()
}

fn finding(context: &Context<'_>, id: StatementId, reported_in: ArticleId) -> Finding {
    let corpus = context.corpus;
    let (statement, published) = (&corpus[id], corpus[reported_in].published);
    let (name, said) = (article(corpus, reported_in), on(statement.said));
    let message = format!("{name} appeared {}, and cannot report what was said {said}", on(published));
    Finding::new(&RULE, statement.place(|at| at.said), message)
        .at("this is later than the article")
        .resting_on(corpus, &[id])
        .with_label(corpus[reported_in].published_place, "the article's date")
        .with_help("correct the wrong date, or name the article in which this stands: `article: \"…\"`")
}
