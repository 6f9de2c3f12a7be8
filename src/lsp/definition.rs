//! Where something comes from: the record of an id, the passage of a quote, the text of an article; and from words of an
//! article's text, the quotes that they stand in.

use gen_lsp_types::{Definition, DefinitionParams, DefinitionResponse, Location};

use super::passage::{article_text, is_quote, passage_of};
use super::query::Query;
use super::server::Server;
use crate::corpus::{Anchor, Quote, Referent};
use crate::project::{Part, TEXTS_FOLDER, part_of};
use crate::text::{Place, Source, Span};

pub fn define(server: &Server, params: DefinitionParams) -> Option<DefinitionResponse> {
    let query = Query::new(server, &params.text_document_position_params)?;
    let locations = match part_of(query.path)? {
        Part::Text(_) => quotes_of_passage(&query),
        Part::Sheet | Part::Settings => of_sheet(&query).into_iter().collect(),
    };
    (!locations.is_empty()).then(|| Definition::LocationList(locations).into())
}

fn of_sheet(query: &Query<'_>) -> Option<Location> {
    let cursor = query.cursor()?;
    if is_quote(&cursor) {
        let source = article_text(query, cursor.statement())?;
        return Some(within(query, source, passage_of(source, &cursor)?.quote));
    }
    let typed = cursor.node.string()?;
    if cursor.field.is_some_and(|field| field.name == "text") && cursor.record()?.description.word == "Article" {
        let source = query.workshop.files.get(&format!("{TEXTS_FOLDER}/{typed}"))?;
        return Some(within(query, source, Span::default()));
    }
    definition_of(query, cursor.target.0.iter().map(|&kind| Referent { kind, slug: typed.as_ref().into() }))
}

/// Where the first of some records begins that there is.
pub fn definition_of(query: &Query<'_>, mut referents: impl Iterator<Item = Referent>) -> Option<Location> {
    let known = query.indexed();
    let place = referents.find_map(|referent| known.references().definition(&referent))?.place;
    query.server.location(known, place)
}

/// The quotes that the words at a place of an article's text stand in.
pub fn quotes_of_passage(query: &Query<'_>) -> Vec<Location> {
    quotes_at(query).filter_map(|quote| query.server.location(query.known(), quote.place)).collect()
}

/// The same as they were known.
pub fn quotes_at<'a>(query: &Query<'a>) -> impl Iterator<Item = &'a Quote> {
    let known = query.known();
    let then = known.file(query.path).and_then(|file| {
        let (_, drift) = query.server.drift(known, file)?;
        Some((file, drift.back().offset(query.offset)?))
    });
    let holds = move |place: Place| {
        then.is_some_and(|(file, at)| place.file == file && place.span.start <= at && at <= place.span.end)
    };
    let quotes = known.desk.corpus.quotes().iter();
    quotes.filter(move |quote| matches!(quote.anchor, Anchor::Found(place) if holds(place)))
}

/// A place of a text as it is now.
pub fn within(query: &Query<'_>, source: &Source, span: Span) -> Location {
    Location::new(query.server.uri(source.path()), query.server.encoding.range(source, span))
}
