//! What a sheet holds, as an outline; and all records of the project, to jump to by a word of their names.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, SymbolKind, WorkspaceSymbol,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::query::Query;
use super::server::Server;
use crate::corpus::{Referent, Role};
use crate::report::names_of;
use crate::syntax::{Node, NodeKind};
use crate::text::Span;
use crate::vocabulary::RecordKind;

/// So many records are told of those that a word fits.
const MOST: usize = 200;

/// The outline of a sheet: its lists, and in each the records.
pub fn of_document(server: &Server, params: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let query = Query::of_document(server, &params.text_document.uri.0)?;
    let root = query.document.parsed().tree.root(query.document.text());
    let lists = root.entries().filter_map(|(key, value)| of_list(&query, key, value));
    Some(DocumentSymbolResponse::DocumentSymbolList(lists.collect()))
}

fn of_list(query: &Query<'_>, key: Node<'_>, value: Node<'_>) -> Option<DocumentSymbol> {
    let name = key.name().filter(|name| !name.is_empty())?;
    let kind = kind_in(name);
    let children: Vec<DocumentSymbol> = match value.kind() {
        NodeKind::List => value.children().map(|record| of_record(query, kind, record)).collect(),
        _ => Vec::new(),
    };
    let whole = Span { start: key.span().start, end: value.span().end };
    let detail = value.field("id").and_then(|id| id.string()).map(|id| id.into_owned());
    let kind = if value.kind() == NodeKind::List { SymbolKind::Namespace } else { kind };
    Some(symbol(query, (name.to_owned(), detail), kind, whole, key.span(), children))
}

fn of_record(query: &Query<'_>, kind: SymbolKind, record: Node<'_>) -> DocumentSymbol {
    let text = |field: &str| record.field(field).and_then(|value| value.string()).map(|text| text.into_owned());
    let first = |fields: &[&str]| fields.iter().find_map(|field| text(field)).filter(|text| !text.trim().is_empty());
    let verb = record.name();
    let name = match verb {
        Some(verb) => {
            let parts = [text("who"), Some(verb.to_lowercase()), text("what")];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        None => first(&["id", "rule", "what", "name"]).unwrap_or_else(|| "…".to_owned()),
    };
    let detail =
        if verb.is_some() { first(&["gloss", "quote", "id"]) } else { first(&["name", "text", "title", "because"]) };
    let chosen = record.name_span().or_else(|| record.field("id").map(Node::span)).unwrap_or(record.span());
    symbol(query, (name, detail), kind, record.span(), chosen, Vec::new())
}

fn kind_in(list: &str) -> SymbolKind {
    match list {
        "actors" => SymbolKind::Class,
        "propositions" => SymbolKind::Constant,
        "article" | "articles" => SymbolKind::File,
        "statements" => SymbolKind::Event,
        "constraints" => SymbolKind::Operator,
        "issues" => SymbolKind::Package,
        _ => SymbolKind::Property,
    }
}

#[expect(deprecated, reason = "the type has a field that the protocol gave up")]
fn symbol(
    query: &Query<'_>,
    (name, detail): (String, Option<String>),
    kind: SymbolKind,
    whole: Span,
    chosen: Span,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let range = |span| query.server.encoding.range(query.document.source(), span);
    let (range, selection_range) = (range(whole), range(chosen));
    let children = (!children.is_empty()).then_some(children);
    DocumentSymbol { name, detail, kind, tags: None, deprecated: None, range, selection_range, children }
}

/// The records of which the id or a name holds the words.
pub fn of_project(server: &Server, params: WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let known = &server.project.as_ref()?.indexed;
    let corpus = &known.desk.corpus;
    let wanted = params.query.to_lowercase();
    let symbol = |referent: &Referent| {
        let names = names_of(corpus, referent);
        let is_wanted = std::iter::once(referent.slug.as_str()).chain(names.iter().map(|name| name.as_ref()));
        let is_wanted = is_wanted.into_iter().any(|name| name.to_lowercase().contains(&wanted));
        let definition = known.references().definition(referent).filter(|_| is_wanted)?;
        let location = server.location(known, definition.place)?;
        // A statement without an id is found by what it says.
        let name = match (definition.role, names.first()) {
            (Role::Nameless, Some(name)) => name.to_string(),
            (_, Some(name)) => format!("{} · {name}", referent.slug),
            (_, None) => referent.slug.to_string(),
        };
        let base = BaseSymbolInformation {
            name,
            kind: kind_of(referent.kind),
            tags: None,
            container_name: Some(referent.kind.name().to_owned()),
        };
        Some(WorkspaceSymbol::new(location.into(), None, base))
    };
    let found = known.references().defined().filter_map(symbol).take(MOST).collect();
    Some(WorkspaceSymbolResponse::WorkspaceSymbolList(found))
}

fn kind_of(kind: RecordKind) -> SymbolKind {
    match kind {
        RecordKind::Actor => SymbolKind::Class,
        RecordKind::Issue => SymbolKind::Package,
        RecordKind::Proposition => SymbolKind::Constant,
        RecordKind::Article => SymbolKind::File,
        RecordKind::Statement => SymbolKind::Event,
    }
}
