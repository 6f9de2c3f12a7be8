//! Slips in the sheet that is typed in, told at the keystroke: in a project of a hundred thousand statements even reading
//! all sheets takes longer than anybody wants to wait.

use super::document::Document;
use super::known::Known;
use super::server::Workshop;
use crate::corpus::slips;
use crate::diagnostic::{Diagnostic, Problem};
use crate::project::{Part, part_of};
use crate::sheet::may_hold_codebook;
use crate::text::{Source, SourceMap, Span};

/// What is wrong with one sheet by itself.
#[derive(Debug)]
pub struct Slips {
    pub path: String,
    pub sources: SourceMap,
    pub diagnostics: Vec<Diagnostic>,
    source: Source,
    /// Where its statements stand.
    statements: Option<Span>,
}

impl Slips {
    /// Looks at a sheet that was edited. Nothing where ids may have come or gone that the last check did not know: a false
    /// alarm that goes by itself is one, too.
    pub fn of<'a>(document: &Document, workshop: &Workshop, open: impl Iterator<Item = &'a Document>) -> Option<Slips> {
        let path = document.path.clone().filter(|path| part_of(path) == Some(Part::Sheet))?;
        let known = &workshop.known;
        let is_known = |other: &Document| {
            let file = other.path.as_deref().and_then(|path| known.file(path));
            file.is_some_and(|file| known.desk.sources.get(file).text() == other.text())
        };
        let holds_ids = |other: &Document| {
            let is_sheet = other.path.as_deref().and_then(part_of) == Some(Part::Sheet);
            is_sheet && may_hold_codebook(other.text())
        };
        let mut open = open;
        if may_hold_codebook(document.text()) || open.any(|other| holds_ids(other) && !is_known(other)) {
            return None;
        }
        let source = document.source().clone();
        let (sources, diagnostics) = slips(&known.desk.corpus, known.names(), source.clone());
        let text = source.text();
        let statements = document.parsed().tree.root(text).field("statements").map(|list| list.span());
        Some(Slips { path, sources, diagnostics, source, statements })
    }

    /// Whether a check has seen the sheet as it is now.
    pub fn are_known(&self, known: &Known) -> bool {
        known.file(&self.path).is_some_and(|file| known.desk.sources.get(file).text() == self.source.text())
    }

    /// Whether a problem that the last check told of, at that place now, would be among these if it were still there.
    pub fn cover(&self, problem: &Diagnostic, span: Span) -> bool {
        let is_within = |list: Span| list.start <= span.start && span.end <= list.end;
        match problem.problem {
            Problem::Syntax
            | Problem::UnknownField
            | Problem::UnknownWord
            | Problem::DuplicateField
            | Problem::BadValue => true,
            Problem::UnknownId | Problem::MissingField | Problem::BadId => self.statements.is_some_and(is_within),
            Problem::DuplicateId | Problem::UnreadableFile | Problem::BadBackground => false,
        }
    }
}
