//! A text that is open in an editor, as it stands there: saved or not.

use std::sync::OnceLock;

use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::encoding::Encoding;
use crate::syntax::{Parsed, parse};
use crate::text::{MAX_SOURCE_BYTES, Source};

/// An open text.
#[derive(Debug)]
pub struct Document {
    /// What the editor calls it.
    pub uri: Uri,
    pub version: i32,
    /// Its path as reports show it; nothing where it is no file of the project.
    pub path: Option<String>,
    source: Source,
    /// Made when first asked for, and again after each change.
    parsed: OnceLock<Parsed>,
}

impl Document {
    pub fn new(item: TextDocumentItem, path: Option<String>) -> Document {
        let TextDocumentItem { uri, version, text, .. } = item;
        let source = Source::new(path.clone().unwrap_or_else(|| uri.0.clone()), cut(text));
        Document { uri, version, path, source, parsed: OnceLock::new() }
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// Whether it is RON, in the project or elsewhere.
    pub fn is_sheet(&self) -> bool {
        self.uri.0.ends_with(".ron")
    }

    /// The tree of a sheet.
    pub fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| parse(self.text()))
    }

    /// Takes in what was typed. Changes come one after the other, each with places in the text that the one before made.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding) {
        for change in changes {
            let text = match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let span = encoding.span(&self.source, part.range).range();
                    let before = self.text();
                    [&before[..span.start], &part.text, &before[span.end..]].concat()
                }
            };
            self.source = Source::new(self.source.path().to_owned(), cut(text));
        }
        self.version = version;
        self.parsed = OnceLock::new();
    }
}

/// Nothing larger is read from a disk, either; of this copy of a text nothing is ever written back.
fn cut(mut text: String) -> String {
    if text.len() as u64 > MAX_SOURCE_BYTES {
        text.truncate(text.floor_char_boundary(MAX_SOURCE_BYTES as usize));
    }
    text
}
