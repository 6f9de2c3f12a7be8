//! A quote that is not in its article: taken as it is printed there, or told apart from the same words elsewhere.

use std::ops::RangeInclusive;

use super::{Here, Offer};
use crate::corpus::{Anchor, Quote};
use crate::lsp::cursor::{Cursor, description_of};
use crate::quote::{self, FoldedText, Found};
use crate::report::shortened;
use crate::rules::Finding;
use crate::syntax::edit::{TextEdit, insert, quoted};
use crate::text::{Place, Source, Span};

/// So many of the places where an ambiguous quote stands are offered.
const MOST_PLACES: usize = 4;

/// So many words before a quote are tried, from the fewest on, until they tell its place from the others. One word alone
/// might tell, too, and would look like a slip.
const WORDS: RangeInclusive<usize> = 2..=8;

/// A passage is shown in a title up to about so many characters.
const LONGEST: usize = 60;

/// Offers what to do about a quote that was not found.
pub fn quote(here: &Here<'_>, finding: &Finding, span: Span) -> Vec<Offer> {
    let quotes = here.known.desk.corpus.quotes();
    let Some(quote) = quotes.iter().find(|quote| quote.place == finding.primary.place) else { return Vec::new() };
    match &quote.anchor {
        Anchor::Missing { nearest: Some(place), .. } => vec![as_printed(here, finding, span, *place)],
        Anchor::Ambiguous(places) => {
            let places = places.iter().take(MOST_PLACES);
            places.filter_map(|&place| told_apart(here, finding, quote, span, place)).collect()
        }
        _ => Vec::new(),
    }
}

fn as_printed(here: &Here<'_>, finding: &Finding, span: Span, nearest: Place) -> Offer {
    let words = plain(here.known.desk.sources.slice(nearest));
    let title = format!("Quote as it is printed: “{}”", shortened(&words, LONGEST));
    let edits = vec![TextEdit { span, text: quoted(&words) }];
    Offer { title, about: finding.rule.name, is_preferred: true, edits: vec![(here.source(), edits)] }
}

/// The words right before one of the places where a quote stands, as its `prefix`.
fn told_apart(here: &Here<'_>, finding: &Finding, quote: &Quote, span: Span, place: Place) -> Option<Offer> {
    if quote.prefix.is_some() || quote.suffix.is_some() {
        return None;
    }
    let source = here.known.desk.sources.get(place.file);
    let prefix = telling_prefix(source, &quote.exact, place.span)?;
    let document = here.query.document;
    let path = (&document.parsed().tree, document.text());
    let cursor = Cursor::new(path.0, path.1, span.start, description_of(here.query.path)?)?;
    let record = cursor.record()?.node;
    let edits = match cursor.field?.name {
        "quotes" => {
            let text = format!("(exact: {}, prefix: {})", cursor.node.text(), quoted(&prefix));
            vec![TextEdit { span, text }]
        }
        name => {
            let index = record.entries().position(|(key, _)| key.name() == Some(name))?;
            insert(record, index + 1, &format!("prefix: {}", quoted(&prefix)))?
        }
    };
    let line = source.line_column(place.span.start).line;
    let title = format!("The one behind “{prefix}” is meant (line {line})");
    Some(Offer { title, about: finding.rule.name, is_preferred: false, edits: vec![(here.source(), edits)] })
}

/// As many words before a place as it takes.
fn telling_prefix(source: &Source, exact: &str, place: Span) -> Option<String> {
    let before: Vec<&str> = source.slice(Span { start: 0, end: place.start }).split_whitespace().collect();
    let text = FoldedText::new(source.text());
    WORDS.filter(|&number| number <= before.len()).find_map(|number| {
        let prefix = before[before.len() - number..].join(" ");
        let found = text.find(&quote::Quote { exact, prefix: Some(&prefix), suffix: None });
        matches!(found, Found::Anchored(span) if span == place).then_some(prefix)
    })
}

/// Words of a text as one line.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
