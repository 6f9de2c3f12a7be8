//! Turns of phrase that several views need.

use crate::corpus::{Condition, Corpus, Statement};
use crate::id::{ActorId, ArticleId, PropositionId, StatementId};

pub use crate::date::words::{date, day, short_date};

/// A list in a sentence: `Russia, Ukraine and France`.
pub fn all_of(names: &[&str], joint: &str) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [names @ .., last] => format!("{} {joint} {last}", names.join(", ")),
    }
}

/// Names in a row.
pub fn names(corpus: &Corpus, actors: &[ActorId]) -> String {
    let names: Vec<&str> = actors.iter().map(|&id| corpus[id].name.as_str()).collect();
    all_of(&names, "and")
}

/// What meets a condition, in words: “Relations are restored” or “Sanctions are lifted”.
pub fn ways(corpus: &Corpus, condition: &Condition) -> String {
    let ways: Vec<String> = condition.alternatives.iter().map(|way| format!("“{}”", corpus[way.what].text)).collect();
    ways.join(" or ")
}

/// "3 demands are left out", and why.
pub fn left_out(count: usize, what: &str, why: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what} is left out: {why}.")),
        _ => Some(format!("{count} {what}s are left out: {why}.")),
    }
}

/// A number and its noun: `1 demand`, `3 demands`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// The words a reader sees when the pointer rests on what a statement drew: what it says, who said it when and where,
/// and its first quote.
pub fn hover(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let clause = corpus.clause(statement.holder, statement.verb);
    let mut told = format!("{clause}: {}", corpus[statement.what].text);
    for (_, condition) in corpus.conditions_of(id) {
        told += &format!(", {} {}", condition.kind.phrase(), ways(corpus, condition));
    }
    told += &format!("\n{}", heard(corpus, statement));
    if let Some((_, quote)) = corpus.quotes_of(id).next() {
        told += &format!("\n“{}”", quote.exact);
    }
    told
}

/// Who was heard, when and where: `Dmitry Peskov, 20 Jun 2025, Clash Report`.
pub fn heard(corpus: &Corpus, statement: &Statement) -> String {
    let voice = statement.voice.map(|voice| corpus[voice].name.to_string());
    let source = statement.according_to.map(|source| format!("according to {}", corpus[source].name));
    let article = statement.article.map(|article| source_name(corpus, article));
    [voice, source, Some(short_date(statement.said)), article].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Why two propositions are drawn as clashing.
pub fn clash_words(corpus: &Corpus, one: PropositionId, other: PropositionId) -> String {
    let [one, other] = [one, other].map(|what| &corpus[what].text);
    format!("What is wanted of “{one}” does not go with what is wanted of “{other}”")
}

/// The name under which an article is quoted: its publisher, or else its title.
pub fn source_name(corpus: &Corpus, article: ArticleId) -> String {
    let article = &corpus[article];
    article.publisher.as_ref().or(article.title.as_ref()).unwrap_or(&article.slug).to_string()
}
