//! What can be typed here: ids with their names, verbs, fields, words, dates, and quotes out of the article's text.

mod dates;
mod fields;
mod ids;
mod quotes;
mod typing;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse, InsertTextFormat,
    TextEdit,
};

use super::passage::is_quote;
use super::query::Query;
use super::server::Server;
use crate::rules::RULES;
use crate::sheet::{Shape, Target};
use typing::{Slot, Typing};

/// What asks for a list without being told to: the beginning of a text, of a record, of a list, of a value.
pub const TRIGGERS: &[&str] = &["\"", "(", "[", ":"];

/// So many proposals are shown; what is typed further narrows them down, and the list is asked for again.
const MOST: usize = 100;

/// Something that can be typed.
#[derive(Clone, Debug)]
struct Proposal {
    label: String,
    /// What stands in the place of what was typed.
    text: String,
    /// A text with places to fill in, for editors that can.
    snippet: Option<String>,
    kind: CompletionItemKind,
    /// What it is, right behind the label.
    detail: Option<String>,
    /// More of it, on the side.
    documentation: Option<String>,
    /// How well it fits: of two, the lower comes first.
    rank: u32,
}

impl Proposal {
    fn new(label: impl Into<String>, kind: CompletionItemKind) -> Proposal {
        let label = label.into();
        let text = label.clone();
        Proposal { label, text, snippet: None, kind, detail: None, documentation: None, rank: 0 }
    }

    fn with_detail(mut self, detail: impl Into<String>) -> Proposal {
        self.detail = Some(detail.into());
        self
    }

    fn ranked(mut self, rank: u32) -> Proposal {
        self.rank = rank;
        self
    }
}

pub fn complete(server: &Server, params: CompletionParams) -> Option<CompletionResponse> {
    let query = Query::new(server, &params.text_document_position_params)?;
    let typing = Typing::new(query.document.text(), query.offset)?;
    let slot = typing.slot(query.path)?;
    let mut proposals = proposals(&query, &slot);
    proposals.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
    let is_incomplete = proposals.len() > MOST || slot.is_text;
    proposals.truncate(MOST);
    let items = proposals.into_iter().enumerate().map(|(place, one)| item(&query, &slot, place, one)).collect();
    Some(CompletionList { is_incomplete, items, ..CompletionList::default() }.into())
}

fn proposals(query: &Query<'_>, slot: &Slot<'_>) -> Vec<Proposal> {
    let cursor = &slot.cursor;
    if slot.is_key {
        return fields::names(slot);
    }
    match (cursor.shape, slot.is_text) {
        (_, true) if is_quote(cursor) => quotes::passages(query, slot),
        (Shape::Date, true) => dates::dates(query, slot),
        (Shape::Text, true) if cursor.field.is_some_and(|field| field.name == "rule") => rules(slot),
        (Shape::Text, true)
            if cursor.field.is_some_and(|field| field.name == "text") && cursor.target == Target::NONE =>
        {
            texts(query, slot)
        }
        (Shape::Text | Shape::OneOrMore | Shape::Condition(_), _) if cursor.target != Target::NONE => {
            ids::ids(query, slot)
        }
        (_, false) => fields::values(cursor.shape, slot),
        _ => Vec::new(),
    }
}

fn rules(slot: &Slot<'_>) -> Vec<Proposal> {
    let fits = |name: &&&crate::rules::Rule| name.name.contains(slot.typed);
    let rules = RULES.iter().filter(fits);
    rules.map(|rule| Proposal::new(rule.name, CompletionItemKind::Event).with_detail(rule.summary)).collect()
}

/// The texts that an article may be the record of.
fn texts(query: &Query<'_>, slot: &Slot<'_>) -> Vec<Proposal> {
    let is_article = slot.cursor.record().is_some_and(|record| record.description.word == "Article");
    let names = query.workshop.files.texts.keys().filter(|name| is_article && name.contains(slot.typed));
    names.map(|name| Proposal::new(name, CompletionItemKind::File)).collect()
}

fn item(query: &Query<'_>, slot: &Slot<'_>, place: usize, proposal: Proposal) -> CompletionItem {
    let Proposal { label, text, snippet, kind, detail, documentation, .. } = proposal;
    let (new_text, format) = match snippet.filter(|_| query.server.takes_snippets) {
        Some(snippet) => (snippet, InsertTextFormat::Snippet),
        None => (text, InsertTextFormat::PlainText),
    };
    // An editor sorts out by itself what does not begin as it was typed, and a name may be typed for an id.
    let begins_alike = label.to_lowercase().starts_with(&slot.typed.to_lowercase());
    let filter_text = (!begins_alike).then(|| slot.typed.to_owned());
    let range = query.server.encoding.range(query.document.source(), slot.replaced);
    CompletionItem {
        label,
        kind: Some(kind),
        detail,
        documentation: documentation.map(Into::into),
        sort_text: Some(format!("{place:04}")),
        filter_text,
        insert_text_format: Some(format),
        text_edit: Some(TextEdit::new(range, new_text + slot.closing).into()),
        ..CompletionItem::default()
    }
}
