//! Quotes, picked from the article's text rather than retyped: whole sentences, or the passages that go on as was typed.

use gen_lsp_types::CompletionItemKind;

use super::Proposal;
use super::typing::Slot;
use crate::corpus::Anchor;
use crate::lsp::passage::article_text;
use crate::lsp::query::Query;
use crate::quote::{FoldedText, Found, Quote, sentences};
use crate::syntax::edit::quoted;
use crate::text::{Source, Span};

/// A label is shown up to about so many characters.
const LONGEST_LABEL: usize = 72;

/// So many letters have to be typed before it is looked what they are part of.
const FEWEST: usize = 2;

pub fn passages(query: &Query<'_>, slot: &Slot<'_>) -> Vec<Proposal> {
    let Some(source) = article_text(query, slot.cursor.statement()) else { return Vec::new() };
    let typed = slot.typed.trim();
    let places = if typed.chars().count() < FEWEST { Vec::new() } else { going_on(source, typed) };
    let places = if places.is_empty() && typed.chars().count() < FEWEST { sentences(source.text()) } else { places };
    let quoted_already = quoted_already(query, source);
    let proposal = |(place, span): (usize, Span)| {
        let words = source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let is_new = !quoted_already.iter().any(|quote| quote.start < span.end && span.start < quote.end);
        let line = source.line_column(span.start).line;
        let note = if is_new { String::new() } else { ", quoted already".to_owned() };
        let mut proposal = Proposal::new(shortened(&words), CompletionItemKind::Text)
            .with_detail(format!("line {line}{note}"))
            .ranked(place as u32 + if is_new { 0 } else { 100_000 });
        let text = quoted(&words);
        proposal.text = text[1..text.len() - 1].to_owned();
        proposal.documentation = Some(words);
        proposal
    };
    places.into_iter().enumerate().map(proposal).collect()
}

/// The passages that begin with what was typed, each up to the end of its clause and of its sentence; where there are
/// none, the passage that is most like it.
fn going_on(source: &Source, typed: &str) -> Vec<Span> {
    let text = FoldedText::new(source.text());
    let begun = match text.find(&Quote::new(typed)) {
        Found::Anchored(span) => vec![span],
        Found::Ambiguous(spans) | Found::OutOfContext(spans) => spans,
        Found::Missing => return text.nearest(typed).map(|nearest| nearest.span).into_iter().collect(),
        Found::Empty => return Vec::new(),
    };
    let all = sentences(source.text());
    let mut places = Vec::new();
    for span in begun {
        let sentence = all.iter().find(|sentence| sentence.start <= span.start && span.start < sentence.end);
        let end = sentence.map_or(span.end, |sentence| sentence.end.max(span.end));
        let rest = source.slice(Span { start: span.end, end });
        let clauses = rest.char_indices().filter(|(_, mark)| matches!(mark, ',' | ';' | ':' | '—' | '”' | '»' | '"'));
        let ends = clauses.map(|(at, _)| span.end + at as u32).chain([end]);
        places.extend(ends.map(|end| Span { start: span.start, end }).filter(|place| !place.is_empty()));
    }
    places.sort();
    places.dedup();
    places
}

/// The passages of a text that statements rest on already.
fn quoted_already(query: &Query<'_>, source: &Source) -> Vec<Span> {
    let Some(file) = query.known().file(source.path()) else { return Vec::new() };
    let place = |anchor: &Anchor| match anchor {
        Anchor::Found(place) if place.file == file => Some(place.span),
        _ => None,
    };
    query.corpus().quotes().iter().filter_map(|quote| place(&quote.anchor)).collect()
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
