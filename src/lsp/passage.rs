//! Quotes and the passages of an article that they come from.

use super::cursor::{Around, Cursor};
use super::query::Query;
use crate::quote::{FoldedText, Found, Quote, sentences};
use crate::text::{Source, Span};

/// A quote in its article's text, and the sentences around it.
pub struct Passage {
    pub quote: Span,
    pub around: Span,
}

impl Passage {
    /// What stands before the quote, the quote, and what stands behind it.
    pub fn parts<'a>(&self, source: &'a Source) -> [&'a str; 3] {
        let Passage { quote, around } = self;
        let span = |start, end| Span { start, end };
        [span(around.start, quote.start), *quote, span(quote.end, around.end)].map(|span| source.slice(span))
    }
}

/// Whether a text is words of an article.
pub fn is_quote(cursor: &Cursor<'_>) -> bool {
    cursor.field.is_some_and(|field| matches!(field.name, "quote" | "quotes" | "exact"))
}

/// The text of the article that a statement, or else the whole sheet, is about. It need not have been checked yet.
pub fn article_text<'a>(query: &Query<'a>, statement: Option<&Around<'_>>) -> Option<&'a Source> {
    let files = &query.workshop.files;
    if let Some(slug) = statement.and_then(|statement| statement.text("article")) {
        let article = &query.corpus()[query.corpus().article(&slug)?];
        let source = query.known().desk.sources.get(article.text?);
        return Some(files.get(source.path()).unwrap_or(source));
    }
    let article = query.article()?;
    match article.field("text") {
        Some(name) => files.texts.get(&*name.string()?),
        None => files.copies.get(&article.field("sha256")?.string()?.to_lowercase()),
    }
}

/// Where the quote under a cursor stands in its article's text; of several places, the first.
pub fn passage_of(source: &Source, cursor: &Cursor<'_>) -> Option<Passage> {
    let exact = cursor.node.string()?;
    let record = cursor.record()?;
    let (prefix, suffix) = (record.text("prefix"), record.text("suffix"));
    let quote = Quote { exact: &exact, prefix: prefix.as_deref(), suffix: suffix.as_deref() };
    let quote = match FoldedText::new(source.text()).find(&quote) {
        Found::Anchored(span) => span,
        Found::Ambiguous(spans) | Found::OutOfContext(spans) => *spans.first()?,
        Found::Missing | Found::Empty => return None,
    };
    Some(around(source, quote))
}

/// A stretch of a text with the sentences that it lies in, and one more on either side.
pub fn around(source: &Source, quote: Span) -> Passage {
    let all = sentences(source.text());
    let first = all.partition_point(|sentence| sentence.end <= quote.start).saturating_sub(1);
    let last = all.partition_point(|sentence| sentence.start < quote.end);
    let start = all.get(first).map_or(quote.start, |sentence| sentence.start.min(quote.start));
    let end = all.get(last).or(all.last()).map_or(quote.end, |sentence| sentence.end.max(quote.end));
    Passage { quote, around: Span { start, end } }
}
