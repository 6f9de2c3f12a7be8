//! Edits on their way to the editor, which makes them: in its own positions, and of the very text that they were made for.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use gen_lsp_types::{
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use similar::{DiffOp, TextDiff};

use super::encoding::Encoding;
use super::uri::uri_of;
use crate::syntax::edit;
use crate::text::{Source, Span};

/// How long to look for the shortest way from one text to another. After that any way will do.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is needed to write edits of a project's files. It knows the editor as it was when it was made, and can be taken to
/// another thread.
#[derive(Clone, Debug)]
pub struct Writer {
    pub encoding: Encoding,
    /// Whether the editor takes edits that say which version of a text they are of, and refuses those of another.
    pub is_versioned: bool,
    pub root: PathBuf,
    /// The open files: what the editor calls each, and its version.
    pub open: BTreeMap<String, (Uri, i32)>,
}

impl Writer {
    /// Edits of several files, each as it is now.
    pub fn all<'a>(&self, files: impl IntoIterator<Item = (&'a Source, Vec<edit::TextEdit>)>) -> WorkspaceEdit {
        let file = |(source, edits): (&Source, Vec<edit::TextEdit>)| {
            let (uri, version) = match self.open.get(source.path()) {
                Some((uri, version)) => (uri.clone(), Some(*version)),
                None => (Uri(uri_of(&self.root.join(source.path()))), None),
            };
            let edits: Vec<TextEdit> = edits.iter().map(|edit| self.one(source, edit)).collect();
            (uri, version, edits)
        };
        let files = files.into_iter().map(file);
        if !self.is_versioned {
            let changes: HashMap<Uri, Vec<TextEdit>> = files.map(|(uri, _, edits)| (uri, edits)).collect();
            return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
        }
        let changes = files.map(|(uri, version, edits)| {
            let document = OptionalVersionedTextDocumentIdentifier::new(version, TextDocumentIdentifier::new(uri));
            TextDocumentEdit::new(document, edits.into_iter().map(Into::into).collect()).into()
        });
        WorkspaceEdit { document_changes: Some(changes.collect()), ..WorkspaceEdit::default() }
    }

    pub fn one(&self, source: &Source, edit: &edit::TextEdit) -> TextEdit {
        TextEdit::new(self.encoding.range(source, edit.span), edit.text.clone())
    }
}

/// The edits that make one text of another, line by line, so that a cursor elsewhere stays where it is.
pub fn between(before: &str, after: &str) -> Vec<edit::TextEdit> {
    if before == after {
        return Vec::new();
    }
    let diff = TextDiff::configure().deadline(Instant::now() + PATIENCE).diff_lines(before, after);
    let (old, new) = (lines(diff.iter_old_slices()), lines(diff.iter_new_slices()));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let edit = |op: &DiffOp| {
        let (from, to) = (op.old_range(), op.new_range());
        let span = Span::new(old[from.start], old[from.end]);
        edit::TextEdit { span, text: after[new[to.start]..new[to.end]].to_owned() }
    };
    changed.map(edit).collect()
}

/// Where each line begins, and where the last one ends.
fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let ends = lines.scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn edits_make_the_one_text_of_the_other(before in "([ab\r]{0,2}\n?){0,8}", after in "([ab\r]{0,2}\n?){0,8}") {
            prop_assert_eq!(edit::apply(&before, between(&before, &after)), after);
        }
    }
}
