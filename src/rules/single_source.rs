//! A position or claim known from one article only, though others have a stake in it.
//!
//! One article may be wrong. Most of what an article reports stands alone, and that is no news; so the rule asks for a
//! second source only where something rests on the first: where another actor takes a position on the same thing, or
//! makes it a condition. Conflicts, deals and deadlocks all hang on such pairs. It counts articles, not statements, and
//! earlier ones too, where they say the same of the same holder. It is silent until asked for.
//!
//! ```ron
//! statements: [
//!     Offers(who: "russia", what: "ceasefire", article: "clash-report", quote: "…"),
//!     Demands(who: "ukraine", from: "russia", what: "ceasefire", article: "caliber", quote: "…"),
//! ],
//! ```
//!
//! To mend it, look for a second article, and enter what it reports as a statement of its own.

use super::sourcing::{Known, known};
use super::words::{article, on, says};
use super::{Check, Context, Finding, Level, Rule};
use crate::id::StatementId;

pub(super) static RULE: Rule = Rule {
    name: "single-source",
    summary: "a position or claim known from one article only, though others have a stake in it",
    level: Level::Note,
    is_pedantic: true,
    source: include_str!("single_source.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let stakes = Stakes::of(context);
    known(context).filter_map(|known| finding(context, &stakes, &known)).collect()
}

fn finding(context: &Context<'_>, stakes: &Stakes, known: &Known) -> Option<Finding> {
    let corpus = context.corpus;
    let statement = &corpus[known.latest];
    let only_article = statement.article?;
    let is_confirmed = known.witnesses.iter().any(|&id| corpus[id].article != Some(only_article));
    let stake = stakes.of_another(context, known.latest).filter(|_| !is_confirmed)?;
    let message = format!("only {} reports that {}", article(corpus, only_article), says(corpus, known.latest));
    let finding = Finding::new(&RULE, statement.place(|at| at.verb), message)
        .at("no second article confirms it")
        .resting_on(corpus, &[known.latest])
        .with_label(corpus[stake].place(|at| at.verb), stake_in_words(context, stake, known.latest))
        .with_help("look for a second article, and enter what it reports as a statement of its own");
    Some(finding)
}

fn stake_in_words(context: &Context<'_>, stake: StatementId, id: StatementId) -> String {
    let corpus = context.corpus;
    let said = on(corpus[stake].said);
    if corpus[stake].what == corpus[id].what {
        format!("{} {said}", says(corpus, stake))
    } else {
        format!("{} {said}, on a condition that hangs on it", says(corpus, stake))
    }
}

/// For each proposition, statements in force of up to two holders that are about it or make it a condition.
struct Stakes(Vec<[Option<StatementId>; 2]>);

impl Stakes {
    fn of(context: &Context<'_>) -> Stakes {
        let &Context { corpus, standing, .. } = context;
        let mut stakes = vec![[None; 2]; corpus.propositions().len()];
        for id in corpus.statement_ids().filter(|&id| standing.in_force(id)) {
            let conditions = corpus.conditions_of(id).flat_map(|(_, condition)| &condition.alternatives);
            for what in conditions.map(|way| way.what).chain([corpus[id].what]) {
                match &mut stakes[what.index()] {
                    [first @ None, _] => *first = Some(id),
                    [Some(first), second @ None] if corpus[*first].holder != corpus[id].holder => *second = Some(id),
                    _ => {}
                }
            }
        }
        Stakes(stakes)
    }

    /// The first statement by which another holder has a stake in what a statement is about.
    fn of_another(&self, context: &Context<'_>, id: StatementId) -> Option<StatementId> {
        let corpus = context.corpus;
        let stakes = self.0[corpus[id].what.index()];
        stakes.into_iter().flatten().find(|&other| corpus[other].holder != corpus[id].holder)
    }
}
