//! Turns of phrase that several rules need, so that all of them sound alike.

use crate::corpus::{Condition, Constraint, Corpus, Relation};
use crate::date::{PartialDate, Precision};
use crate::id::{ArticleId, PropositionId, StatementId};

/// A date in a sentence: "on 2025-06-20", or "in 2025-06" where the day is not known.
pub fn on(date: PartialDate) -> String {
    let preposition = if date.precision() == Precision::Day { "on" } else { "in" };
    format!("{preposition} {date}")
}

/// A list in a sentence: "Russia, Ukraine and France".
pub(super) fn all_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}

/// What a statement says, in one clause: "Russia demands “the sanctions are lifted”".
pub(super) fn says(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    format!("{} “{}”", corpus.clause(statement.holder, statement.verb), corpus[statement.what].text)
}

/// The same with its conditions: "Russia offers “a truce” only if “the sanctions are lifted”".
pub(super) fn says_with_terms(corpus: &Corpus, id: StatementId) -> String {
    format!("{}{}", says(corpus, id), all_terms(corpus, id))
}

/// The verb of a statement after the name of its holder: "demands", or "demand" after several.
pub(super) fn verb(corpus: &Corpus, id: StatementId) -> &'static str {
    let statement = &corpus[id];
    if corpus[statement.holder].is_plural() { statement.verb.plural() } else { statement.verb.phrase() }
}

/// What a statement says after the name of its holder: "offers “a truce” only if “the sanctions are lifted”".
pub(super) fn verb_with_terms(corpus: &Corpus, id: StatementId) -> String {
    format!("{} {}{}", verb(corpus, id), quoted(corpus, corpus[id].what), all_terms(corpus, id))
}

/// The conditions of a statement, each after a space.
pub(super) fn all_terms(corpus: &Corpus, id: StatementId) -> String {
    corpus.conditions_of(id).map(|(_, condition)| format!(" {}", terms(corpus, condition))).collect()
}

/// An article in a sentence: its title, or its id where it has none.
pub(super) fn article(corpus: &Corpus, id: ArticleId) -> String {
    let article = &corpus[id];
    format!("“{}”", article.title.as_ref().unwrap_or(&article.slug))
}

/// Two statements in the order in which they are told: by their dates, then by their places.
pub(super) fn in_time(corpus: &Corpus, one: StatementId, other: StatementId) -> (StatementId, StatementId) {
    let time = |id: StatementId| (corpus[id].said.last_day(), id);
    if time(one) < time(other) { (one, other) } else { (other, one) }
}

/// What a statement is about, as the object of a second verb: "it", where the first was about the same.
pub(super) fn object(corpus: &Corpus, first: StatementId, second: StatementId) -> String {
    if corpus[first].what == corpus[second].what { "it".to_owned() } else { quoted(corpus, corpus[second].what) }
}

/// A proposition between quotation marks.
pub(super) fn quoted(corpus: &Corpus, what: PropositionId) -> String {
    format!("“{}”", corpus[what].text)
}

/// The label of a statement: "rejected here on 2025-06-20, by Dmitry Peskov".
pub(super) fn said_here(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let by = statement.voice.map(|voice| format!(", by {}", corpus[voice].name)).unwrap_or_default();
    format!("{} here {}{by}", statement.verb.past(), on(statement.said))
}

/// A condition in a sentence: "only after “relations are restored”".
pub(super) fn terms(corpus: &Corpus, condition: &Condition) -> String {
    let ways: Vec<String> = condition.alternatives.iter().map(|way| quoted(corpus, way.what)).collect();
    format!("{} {}", condition.kind.phrase(), ways.join(" or "))
}

/// What a constraint of the codebook says, with its reason.
pub fn constraint(corpus: &Corpus, constraint: &Constraint) -> String {
    let quoted = |&what: &PropositionId| quoted(corpus, what);
    let all = |of: &[PropositionId], joint: &str| of.iter().map(quoted).collect::<Vec<_>>().join(joint);
    let says = match &constraint.relation {
        Relation::Implies(p, q) => format!("{} entails {}", quoted(p), quoted(q)),
        Relation::Opposite(p, q) => format!("{} is the opposite of {}", quoted(p), quoted(q)),
        Relation::NotAll(of) if of.len() == 1 => format!("{} cannot come about", all(of, "")),
        Relation::NotAll(of) => format!("{} exclude each other", all(of, " and ")),
        Relation::OneOf(of) => format!("{} has to come about", all(of, " or ")),
        Relation::SameTime(of) => format!("{} come about together", all(of, " and ")),
        Relation::Parts { whole, parts, complete: false } => {
            format!("{} includes {}", quoted(whole), all(parts, " and "))
        }
        Relation::Parts { whole, parts, complete: true } => {
            format!("{} is {}, and nothing else", quoted(whole), all(parts, " and "))
        }
    };
    match &constraint.because {
        Some(because) => format!("{says}, because {because}"),
        None => says,
    }
}
