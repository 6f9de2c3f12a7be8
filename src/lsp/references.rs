//! Where else a record is named: in all sheets, and for statements and articles in the articles' texts as well.

use gen_lsp_types::{Location, ReferenceParams};

use super::cursor::Cursor;
use super::definition::quotes_of_passage;
use super::query::Query;
use super::server::Server;
use crate::corpus::{Anchor, Referent, Role};
use crate::project::{Part, part_of};
use crate::text::Place;
use crate::vocabulary::RecordKind;

pub fn find(server: &Server, params: ReferenceParams) -> Option<Vec<Location>> {
    let query = Query::new(server, &params.text_document_position_params)?;
    if let Part::Text(_) = part_of(query.path)? {
        return Some(quotes_of_passage(&query));
    }
    let referent = named_at(&query, &query.cursor()?)?;
    let known = query.indexed();
    let is_wanted = |role: Role| role == Role::Use || params.context.include_declaration;
    let places = known.references().of(&referent).filter(|reference| is_wanted(reference.role)).map(|one| one.place);
    let sheets = places.filter_map(|place| server.location(known, place));
    let texts = passages_of(&query, &referent).into_iter().filter_map(|place| server.location(query.known(), place));
    Some(sheets.chain(texts).collect())
}

/// The record that is named under a cursor: by an id, or by the verb of a statement that has none.
pub fn named_at(query: &Query<'_>, cursor: &Cursor<'_>) -> Option<Referent> {
    let references = query.indexed().references();
    if let Some(slug) = cursor.node.string() {
        let referent = |&kind: &RecordKind| Referent { kind, slug: slug.as_ref().into() };
        let mut candidates = cursor.target.0.iter().map(referent);
        let first = candidates.clone().next();
        return candidates.find(|referent| references.definition(referent).is_some()).or(first);
    }
    let record = cursor.record().filter(|record| record.node.span() == cursor.node.span())?;
    let verb = record.node.name_span().filter(|_| record.verb().is_some())?;
    if query.offset > verb.end {
        return None;
    }
    let name = query.corpus().statement_name(query.statement(record.node)?);
    Some(Referent { kind: RecordKind::Statement, slug: name.into() })
}

/// The passages that a statement rests on, or that statements have found in an article.
fn passages_of(query: &Query<'_>, referent: &Referent) -> Vec<Place> {
    let corpus = query.corpus();
    let found = |anchor: &Anchor| match anchor {
        Anchor::Found(place) => Some(*place),
        _ => None,
    };
    match referent.kind {
        RecordKind::Statement => {
            let statement = corpus.statement(&referent.slug);
            statement
                .into_iter()
                .flat_map(|id| corpus.quotes_of(id))
                .filter_map(|(_, quote)| found(&quote.anchor))
                .collect()
        }
        RecordKind::Article => {
            let Some(article) = corpus.article(&referent.slug) else { return Vec::new() };
            let quotes = corpus.quotes().iter().filter(|quote| quote.article == Some(article));
            quotes.filter_map(|quote| found(&quote.anchor)).collect()
        }
        RecordKind::Actor | RecordKind::Issue | RecordKind::Proposition => Vec::new(),
    }
}
