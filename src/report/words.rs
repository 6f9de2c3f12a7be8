//! Statements as sentences, conditions as clauses, actors as lists: the words that all reports share.

use crate::corpus::{Alternative, Condition, ConditionKind, Corpus, Outcome, Statement, Verdict};
use crate::date::Precision;
use crate::id::{ActorId, PropositionId, StatementId};

/// A statement as a sentence: "Russia demands “The US lifts its sanctions” from United States, only after “…”". Whose
/// word it is stands at its end where it is not the holder's own: ", according to Ukraine".
pub fn sentence(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let clause = corpus.clause(statement.holder, statement.verb);
    let mut sentence = format!("{clause} {}{}", proposition(corpus, statement.what), terms(corpus, id));
    if let Some(according_to) = according_to(corpus, statement) {
        sentence += &format!(", {according_to}");
    }
    sentence
}

/// What follows a statement's object: from whom, on which conditions, by when. It begins with a space or a comma, or is
/// empty.
pub fn terms(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let mut terms = addressed(corpus, statement).map_or_else(String::new, |addressed| format!(" {addressed}"));
    for condition in conditions(corpus, id) {
        terms += &format!(", {condition}");
    }
    if let Some(due) = statement.due {
        terms += &format!(", by {due}");
    }
    terms
}

/// A proposition in quotation marks.
pub fn proposition(corpus: &Corpus, id: PropositionId) -> String {
    format!("“{}”", corpus[id].text)
}

/// From whom it is wanted, or to whom it is addressed: "from United States".
fn addressed(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let word = if statement.verb.takes_from() { "from" } else { "to" };
    (!statement.addressees.is_empty()).then(|| format!("{word} {}", names(corpus, &statement.addressees)))
}

/// Names in a row: "Russia, Ukraine and United States".
pub fn names(corpus: &Corpus, actors: &[ActorId]) -> String {
    let names: Vec<&str> = actors.iter().map(|&id| corpus[id].name.as_str()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// A statement's conditions as clauses, those of one kind told in the order they were typed.
pub fn conditions(corpus: &Corpus, id: StatementId) -> Vec<String> {
    let of_kind = |kind| corpus.conditions_of(id).filter(move |(_, condition)| condition.kind == kind);
    ConditionKind::ALL.into_iter().flat_map(of_kind).map(|(_, one)| condition(corpus, one)).collect()
}

/// A condition as a clause: "only after “A” or “B” (by United States)".
pub fn condition(corpus: &Corpus, condition: &Condition) -> String {
    let way = |way: &Alternative| match &*way.by {
        [] => proposition(corpus, way.what),
        by => format!("{} (by {})", proposition(corpus, way.what), names(corpus, by)),
    };
    let ways: Vec<String> = condition.alternatives.iter().map(way).collect();
    format!("{} {}", condition.kind.phrase(), ways.join(" or "))
}

/// Whose word it is, where it is hearsay: "according to Ukraine".
fn according_to(corpus: &Corpus, statement: &Statement) -> Option<String> {
    statement.according_to.map(|actor| format!("according to {}", corpus[actor].name))
}

/// What a verdict of the desk says, with its reason: "“A deal is signed” happened on 2025-04-30, by the desk's verdict: …".
pub fn verdict(corpus: &Corpus, verdict: &Verdict) -> String {
    let (came, date) = match verdict.outcome {
        Outcome::Happened(date) => ("happened", date),
        Outcome::DidNotHappen(date) => ("had not happened", date),
    };
    let preposition = if date.precision() == Precision::Day { "on" } else { "in" };
    let what = proposition(corpus, verdict.what);
    format!("{what} {came} {preposition} {date}, by the desk’s verdict: {}", verdict.because)
}

/// Who was heard, and when, and where: "Dmitry Peskov, 2025-06-20, Clash Report"; for hearsay also whose word it is.
pub fn source(corpus: &Corpus, statement: &Statement) -> String {
    let parts = [according_to(corpus, statement), Some(heard(corpus, statement))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The same beside its [`sentence`], which says whose word it is.
pub fn heard(corpus: &Corpus, statement: &Statement) -> String {
    let parts = [voice(corpus, statement), Some(statement.said.to_string()), article(corpus, statement)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Who was heard, and where, beside the day on which it was said: "Dmitry Peskov, Clash Report". An article of another
/// day comes with its date; nothing where neither is known.
pub fn heard_that_day(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let published = statement.article.map(|article| corpus[article].published);
    let of_another_day = published.filter(|&published| published != statement.said);
    let article = article(corpus, statement).map(|article| match of_another_day {
        Some(published) => format!("{article} ({published})"),
        None => article,
    });
    let parts: Vec<String> = [voice(corpus, statement), article].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn voice(corpus: &Corpus, statement: &Statement) -> Option<String> {
    statement.voice.map(|voice| corpus[voice].name.to_string())
}

/// The article's publisher or, where it has none, its id.
fn article(corpus: &Corpus, statement: &Statement) -> Option<String> {
    let article = &corpus[statement.article?];
    Some(article.publisher.as_ref().unwrap_or(&article.slug).to_string())
}

/// The parts of a sentence of ours, each with whether it is something to type, as the backticks around it say. A backtick
/// without its fellow stands for itself.
pub fn typed_parts(sentence: &str) -> Vec<(bool, &str)> {
    let parts: Vec<&str> = sentence.split('`').collect();
    match parts.len().is_multiple_of(2) {
        true => vec![(false, sentence)],
        false => parts.into_iter().enumerate().map(|(index, part)| (index % 2 == 1, part)).collect(),
    }
}

/// A text cut at a word's end to about so many characters, with an ellipsis where something was left out.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = &text[..cut];
    let end = head.rfind(char::is_whitespace).filter(|&end| end > cut / 2).unwrap_or(cut);
    format!("{}…", head[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_text_is_cut_between_words_and_a_short_one_stays() {
        assert_eq!(shortened("talks first", 20), "talks first");
        assert_eq!(shortened("first the talks, then the truce", 18), "first the talks,…");
        assert_eq!(shortened("київкиївкиїв", 4), "київ…");
    }
}
