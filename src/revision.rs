//! Changes that concern many sheets at once: an id is renamed, two records become one.
//!
//! A change is worked out as edits of the sheets' texts, so that a command can show or carry it out and an editor's
//! language server can offer it. Before it is handed out, the sheets are read once more as they would be, and it is
//! refused where anything would mean something else than before.

mod merge;
mod names;
mod refusal;
mod rename;

use std::collections::BTreeMap;

pub use merge::{Take, merge};
pub use refusal::Refusal;
pub use rename::rename;

use crate::corpus::{Corpus, References, Referent, Role, Texts, resolve};
use crate::diagnostic::Diagnostic;
use crate::sheet::STYLE;
use crate::syntax::edit::{TextEdit, apply};
use crate::syntax::{format, parse};
use crate::text::{FileId, Place, Source, SourceMap};
use crate::vocabulary::RecordKind;

/// Sheets as they are, with what they mean and what they name.
#[derive(Debug)]
pub struct Sheets {
    sources: SourceMap,
    files: Vec<FileId>,
    corpus: Corpus,
    references: References,
    problems: Vec<Diagnostic>,
}

/// Edits of some sheets.
#[derive(Debug, Default)]
pub struct Revision {
    edits: BTreeMap<FileId, Vec<TextEdit>>,
    /// What an editor should look at afterwards.
    pub remarks: Vec<Remark>,
    /// In how many places a record is named otherwise than before.
    pub places: usize,
}

/// Something to look at, at its place in the sheets as they were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    pub place: Place,
    pub text: String,
}

impl Sheets {
    /// Reads sheets. Their articles' texts play no part.
    pub fn read(texts: impl IntoIterator<Item = Source>) -> Sheets {
        let mut sources = SourceMap::new();
        let files: Vec<FileId> = texts.into_iter().map(|source| sources.add(source)).collect();
        let (corpus, problems) = resolve(&files, &sources, &Texts::default());
        let references = References::new(&corpus, &sources, &files);
        Sheets { sources, files, corpus, references, problems }
    }

    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    pub fn references(&self) -> &References {
        &self.references
    }

    /// The kinds of record that there are of an id; a statement is also known by its made name.
    pub fn kinds_of(&self, slug: &str) -> Vec<RecordKind> {
        let exists = |&kind: &RecordKind| self.references.definition(&referent(kind, slug)).is_some();
        RecordKind::ALL.into_iter().filter(exists).collect()
    }

    /// A place as it is told: `data/codebook.ron:12`.
    pub fn told(&self, place: Place) -> String {
        let source = self.sources.get(place.file);
        format!("{}:{}", source.path(), source.line_column(place.span.start).line)
    }

    /// The sheets as they would be.
    fn with(&self, revision: &Revision) -> Sheets {
        let text = |&file: &FileId| {
            let source = self.sources.get(file);
            let edits = revision.edits.get(&file).cloned().unwrap_or_default();
            Source::new(source.path().to_owned(), apply(source.text(), edits))
        };
        Sheets::read(self.files.iter().map(text))
    }

    /// What each use of an id means, in the order of places: which of the definitions, or else what was typed.
    fn meanings(&self) -> Vec<Result<usize, &Referent>> {
        let definitions: Vec<_> = self.references.iter().filter(|reference| reference.role != Role::Use).collect();
        let uses = self.references.iter().filter(|reference| reference.role == Role::Use);
        let meaning = |referent| match self.references.definition(referent) {
            Some(first) => Ok(definitions.partition_point(|definition| definition.place < first.place)),
            None => Err(referent),
        };
        uses.map(|reference| meaning(self.references.referent(reference))).collect()
    }
}

impl Revision {
    fn edit(&mut self, file: FileId, edit: TextEdit) {
        self.edits.entry(file).or_default().push(edit);
    }

    fn replace(&mut self, place: Place, text: String) {
        self.edit(place.file, TextEdit { span: place.span, text });
    }

    /// The edits of each sheet that is changed.
    pub fn edits(&self) -> impl Iterator<Item = (FileId, &[TextEdit])> {
        self.edits.iter().map(|(&file, edits)| (file, edits.as_slice()))
    }

    /// The new text of each sheet that is changed. One that was in style stays so, though its ids may be longer now.
    pub fn texts(&self, sheets: &Sheets) -> Vec<(FileId, String)> {
        let text = |(&file, edits): (&FileId, &Vec<TextEdit>)| {
            let before = sheets.sources.get(file).text();
            let after = apply(before, edits.clone());
            let is_in_style = parse(before).errors.is_empty() && format(before, &STYLE).text == before;
            (file, if is_in_style { format(&after, &STYLE).text } else { after })
        };
        self.edits.iter().map(text).filter(|(file, text)| sheets.sources.get(*file).text() != text).collect()
    }
}

fn referent(kind: RecordKind, slug: &str) -> Referent {
    Referent { kind, slug: slug.into() }
}
