//! A statement as pages tell it: the sentence with the way to each record in it, its words, and who was heard where.

use maud::{Markup, html};

use super::links::{Here, Page};
use super::markup::{actor, actors, date, proposition, side, text};
use crate::corpus::{Board, Condition, ConditionKind, Statement};
use crate::id::StatementId;

/// The statement with its words and its source.
pub fn statement(here: &Here<'_>, id: StatementId) -> Markup {
    html! {
        div class={ "statement " (side(here.corpus()[id].verb)) } {
            (says(here, id))
            (quotes(here, id))
            (heard(here, id))
        }
    }
}

/// "Russia offers Relations are restored, only after …", as a sentence with links.
pub fn says(here: &Here<'_>, id: StatementId) -> Markup {
    let corpus = here.corpus();
    let Statement { holder, verb, what, according_to, .. } = corpus[id];
    let verb_in_words = if corpus[holder].is_plural() { verb.plural() } else { verb.phrase() };
    html! {
        p.says {
            (actor(here, holder)) " " strong.verb { (verb_in_words) } " " (proposition(here, what)) (terms(here, id))
            @if let Some(source) = according_to { ", according to " (actor(here, source)) }
        }
    }
}

/// From whom, on which conditions, by when.
pub fn terms(here: &Here<'_>, id: StatementId) -> Markup {
    let corpus = here.corpus();
    let statement = &corpus[id];
    let word = if statement.verb.takes_from() { "from" } else { "to" };
    let of_kind = |kind| corpus.conditions_of(id).filter(move |(_, condition)| condition.kind == kind);
    html! {
        @if !statement.addressees.is_empty() { " " (word) " " (actors(here, &statement.addressees)) }
        @for (_, one) in ConditionKind::ALL.into_iter().flat_map(of_kind) { ", " (condition(here, one)) }
        @if let Some(due) = statement.due { ", by " (date(due)) }
    }
}

fn condition(here: &Here<'_>, condition: &Condition) -> Markup {
    html! {
        span.condition { (condition.kind.phrase()) } " "
        @for (place, way) in condition.alternatives.iter().enumerate() {
            @if place > 0 { " or " }
            (proposition(here, way.what))
            @if !way.by.is_empty() { " (by " (actors(here, &way.by)) ")" }
        }
    }
}

/// The words it rests on, each as the way to where it stands in its text.
pub fn quotes(here: &Here<'_>, id: StatementId) -> Markup {
    html! {
        @for (_, quote) in here.corpus().quotes_of(id) {
            blockquote { p dir="auto" { a href=(here.words(id)) { "“" (text(&quote.exact)) "”" } } }
        }
    }
}

/// Who was heard, when, and where.
pub fn heard(here: &Here<'_>, id: StatementId) -> Markup {
    let corpus = here.corpus();
    let statement = &corpus[id];
    html! {
        p.heard {
            @if let Some(voice) = statement.voice { (actor(here, voice)) ", " }
            (date(statement.said))
            @if let Some(article) = statement.article.filter(|&article| here.page != Page::Article(article)) {
                ", " a href=(here.statement(id)) { bdi { (text(corpus[article].publisher.as_ref().unwrap_or(&corpus[article].slug))) } }
            }
            @if statement.basis.is_weak() { " · " (basis(statement)) }
            @if let Some(remark) = how_it_stands(here, id) { " · " span.past { (remark) } }
        }
    }
}

fn basis(statement: &Statement) -> &'static str {
    match statement.basis {
        crate::corpus::Basis::Unnamed => "a source without a name",
        _ => "a reading, not in so many words",
    }
}

/// Why it does not hold on the day asked about; nothing where it does.
fn how_it_stands(here: &Here<'_>, id: StatementId) -> Option<Markup> {
    let (corpus, standing) = (here.corpus(), &here.room.desk.standing);
    if standing.in_force(id) {
        return None;
    }
    Some(if let Some(later) = standing.superseded_by(id) {
        html! { "no longer: " a href=(here.statement(later)) { "another word took its place on " (date(corpus[later].said)) } }
    } else if standing.is_own(id) {
        html! { "no longer holds" }
    } else if corpus[id].said.first_day() > standing.as_of() {
        html! { "not yet said on that day" }
    } else {
        html! { "does not count as the holder's own word" }
    })
}

/// What statements are worth on the day asked about: the title of the part of a page that they stand in, in order.
pub const WORTH: [&str; 4] =
    ["Positions that hold", "Claims that hold", "What no longer holds", "Said by others, or without a mandate"];

/// Statements by what they are worth; parts without any are left out.
pub fn by_worth(here: &Here<'_>, ids: &[StatementId]) -> Vec<(&'static str, Vec<StatementId>)> {
    let standing = &here.room.desk.standing;
    let worth = |id: StatementId| match (standing.is_own(id), standing.in_force(id), here.corpus()[id].board()) {
        (false, ..) => WORTH[3],
        (true, false, _) => WORTH[2],
        (true, true, Board::Outcome) => WORTH[0],
        (true, true, Board::Fact) => WORTH[1],
    };
    let of_title = |title| (title, ids.iter().copied().filter(|&id| worth(id) == title).collect::<Vec<_>>());
    WORTH.into_iter().map(of_title).filter(|(_, ids)| !ids.is_empty()).collect()
}

/// A list of statements, as entries that a page's filter may hide.
pub fn list(here: &Here<'_>, ids: &[StatementId]) -> Markup {
    html! {
        ul.statements { @for &id in ids { li { (statement(here, id)) } } }
    }
}

/// The findings that rest on a statement, as links.
pub fn found(here: &Here<'_>, id: StatementId) -> Markup {
    let found = here.room.findings_of_statement(id);
    html! {
        @if !found.is_empty() {
            p.found {
                @for &number in found {
                    (super::finding::chip(here, number)) " "
                }
            }
        }
    }
}
