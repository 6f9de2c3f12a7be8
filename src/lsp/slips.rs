//! Slips in the sheet that is typed in, told at the keystroke: in a project of a hundred thousand statements even reading
//! all sheets takes longer than anybody wants to wait.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use super::document::Document;
use super::known::Known;
use super::server::Workshop;
use crate::corpus::{Role, mentions, slips};
use crate::diagnostic::{Diagnostic, Problem};
use crate::project::{Part, part_of};
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
    /// Looks at a sheet that was edited. An id that was just made, here or in another open sheet, is not known to the last
    /// check and yet no slip: a false alarm that goes by itself is one, too.
    pub fn of<'a>(document: &Document, workshop: &Workshop, open: impl Iterator<Item = &'a Document>) -> Option<Slips> {
        let is_sheet = |path: &&str| part_of(path) == Some(Part::Sheet);
        let path = document.path.as_deref().filter(is_sheet)?.to_owned();
        let known = &workshop.known;
        let is_new = |other: &&Document| {
            let path = other.path.as_deref().filter(is_sheet);
            let then = path.and_then(|path| known.file(path)).map(|file| known.desk.sources.get(file).text());
            path.is_some() && then != Some(other.text())
        };
        let made: FxHashSet<CompactString> = open.filter(is_new).flat_map(ids_made_in).collect();
        let source = document.source().clone();
        let (sources, mut diagnostics) = slips(&known.desk.corpus, known.names(), source.clone());
        diagnostics.retain(|one| {
            let typed = source.slice(one.primary.place.span).trim_matches('"');
            one.problem != Problem::UnknownId || !made.contains(typed)
        });
        let statements = document.parsed().tree.root(source.text()).field("statements").map(|list| list.span());
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

/// The ids that the records of a sheet bear.
fn ids_made_in(document: &Document) -> impl Iterator<Item = CompactString> {
    let all = mentions(document.parsed().tree.root(document.text())).into_iter();
    all.filter(|mention| mention.role == Role::Definition).map(|mention| mention.slug)
}
