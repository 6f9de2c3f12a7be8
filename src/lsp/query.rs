//! A question about a place of a text, and what helps to answer it.

use gen_lsp_types::TextDocumentPositionParams;

use super::cursor::{Around, Cursor, STATEMENT, description_of};
use super::document::Document;
use super::known::Known;
use super::server::{Server, Workshop};
use crate::corpus::{Corpus, Named, Statement};
use crate::date::PartialDate;
use crate::id::StatementId;
use crate::report::Subject;
use crate::syntax::Node;
use crate::vocabulary::RecordKind;

/// A place in an open text.
#[derive(Clone, Copy)]
pub struct Query<'a> {
    pub server: &'a Server,
    pub workshop: &'a Workshop,
    pub document: &'a Document,
    /// The document's path in the project.
    pub path: &'a str,
    pub offset: u32,
}

impl<'a> Query<'a> {
    /// The place that an editor asks about; nothing where its text is no part of the project.
    pub fn new(server: &'a Server, place: &TextDocumentPositionParams) -> Option<Query<'a>> {
        let query = Query::of_document(server, &place.text_document.uri.0)?;
        Some(Query { offset: server.encoding.offset(query.document.source(), place.position), ..query })
    }

    /// A whole text.
    pub fn of_document(server: &'a Server, uri: &str) -> Option<Query<'a>> {
        let (workshop, document) = (server.project.as_ref()?, server.documents.get(uri)?);
        let path = document.path.as_deref()?;
        Some(Query { server, workshop, document, path, offset: 0 })
    }

    /// What was known a moment ago.
    pub fn known(&self) -> &'a Known {
        &self.workshop.known
    }

    /// What was known when it was last seen where records are named.
    pub fn indexed(&self) -> &'a Known {
        &self.workshop.indexed
    }

    pub fn corpus(&self) -> &'a Corpus {
        &self.known().desk.corpus
    }

    /// What stands at the place of a sheet.
    pub fn cursor(&self) -> Option<Cursor<'a>> {
        let description = description_of(self.path)?;
        Cursor::new(&self.document.parsed().tree, self.document.text(), self.offset, description)
    }

    /// The record with an id.
    pub fn subject(&self, kind: RecordKind, slug: &str) -> Option<Subject> {
        let corpus = self.corpus();
        match kind {
            RecordKind::Actor => corpus.actor(slug).map(|id| Subject::Record(Named::Actor(id))),
            RecordKind::Issue => corpus.issue(slug).map(|id| Subject::Record(Named::Issue(id))),
            RecordKind::Proposition => corpus.proposition(slug).map(|id| Subject::Record(Named::Proposition(id))),
            RecordKind::Article => corpus.article(slug).map(|id| Subject::Record(Named::Article(id))),
            RecordKind::Statement => corpus.statement(slug).map(Subject::Statement),
        }
    }

    /// The statement that a record of the text was understood as a moment ago.
    pub fn statement(&self, record: Node<'_>) -> Option<StatementId> {
        let file = self.known().file(self.path)?;
        let (_, drift) = self.server.drift(self.known(), file)?;
        let start = drift.back().offset(record.span().start)?;
        let statements = self.corpus().statements();
        let begins = |statement: &Statement| (statement.file, statement.place(|at| at.record).span.start);
        let index = statements.partition_point(|statement| begins(statement) < (file, start));
        statements.get(index).filter(|statement| begins(statement) == (file, start)).map(|_| StatementId::new(index))
    }

    /// The day on which a statement was said: its own, or its article's.
    pub fn said(&self, statement: &Around<'_>) -> Option<PartialDate> {
        debug_assert_eq!(statement.description.word, STATEMENT);
        let typed = statement.text("said").and_then(|said| said.parse().ok());
        typed.or_else(|| self.published(Some(statement)))
    }

    /// The day on which the article of a statement, or else of the whole sheet, came out.
    pub fn published(&self, statement: Option<&Around<'_>>) -> Option<PartialDate> {
        match statement.and_then(|statement| statement.text("article")) {
            Some(slug) => self.corpus().article(&slug).map(|id| self.corpus()[id].published),
            None => self.article()?.field("published")?.string()?.parse().ok(),
        }
    }

    /// The article that the sheet is about, as it is typed.
    pub fn article(&self) -> Option<Node<'a>> {
        self.document.parsed().tree.root(self.document.text()).field("article")
    }
}
