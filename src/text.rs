//! Texts and places in them: which file, which bytes, which line. No word of the subject.
//!
//! A place is a range of bytes, found early and turned into line and column late, only for the few places that are
//! ever shown. Offsets are `u32`, so that a place takes twelve bytes; [`MAX_SOURCE_BYTES`] keeps every text within them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use arcstr::ArcStr;

/// Words of a text. Those that stand in a source as they are meant are that stretch of it, and not a copy: a large project
/// has more words in quotes than in all else together.
pub type Passage = arcstr::Substr;

/// The largest text that is read, in bytes (64 MiB). A sheet of that size holds some 200,000 statements; one that is
/// larger is almost certainly not a sheet, and is refused with a diagnostic rather than read.
pub const MAX_SOURCE_BYTES: u64 = 64 << 20;

/// Names one text of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

impl FileId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A range of bytes in a text, `start..end`, with the end left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end && end as u64 <= u64::from(u32::MAX));
        Span { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        self.range().len()
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A span in a named file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    pub file: FileId,
    pub span: Span,
}

/// Line and column as editors show them: both count from 1, and columns count characters, not bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// One text with the path it came from. A clone shares the text.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: ArcStr,
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// Makes a source of a text of at most [`MAX_SOURCE_BYTES`]. `path` is relative to the project, with `/` between
    /// its parts on every system, so that reports are the same everywhere.
    pub fn new(path: String, text: impl Into<ArcStr>) -> Source {
        Source { path, text: text.into(), line_starts: OnceLock::new() }
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, to be kept without a copy of it.
    pub fn shared_text(&self) -> ArcStr {
        self.text.clone()
    }

    /// Whether both are the very same text, and not only alike: told at once, however long it is.
    pub fn shares_text_with(&self, other: &Source) -> bool {
        ArcStr::ptr_eq(&self.text, &other.text)
    }

    /// Words as a passage: without a copy where they are a stretch of this text.
    pub fn passage(&self, words: Cow<'_, str>) -> Passage {
        match words {
            Cow::Borrowed(words) => self.text.try_substr_from(words).unwrap_or_else(|| words.into()),
            Cow::Owned(words) => words.into(),
        }
    }

    /// A carriage return by itself ends a line as well, as in editors.
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let is_end = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
            let after_breaks = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end).map(|at| at as u32 + 1);
            std::iter::once(0).chain(after_breaks).collect()
        })
    }

    /// Line and column of a byte offset. An offset beyond the end, or inside a character, counts as the nearest
    /// character border before it.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let offset = self.floor_char_boundary(offset as usize);
        let line = self.line_starts().partition_point(|&start| start as usize <= offset);
        let start = self.line_starts()[line - 1] as usize;
        LineColumn { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The text of a line, counted from 1, without its line break; empty where there is no such line.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.line_starts().get(index)) else { return "" };
        let rest = &self.text[start as usize..];
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// The byte offset at which a line, counted from 1, begins; the text's end where there is no such line.
    pub fn line_start(&self, line: usize) -> usize {
        let start = line.checked_sub(1).and_then(|index| self.line_starts().get(index));
        start.map_or(self.text.len(), |&start| start as usize)
    }

    /// The words at a span, cut back to what the text holds and to character borders.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.floor_char_boundary(span.start as usize);
        let end = self.floor_char_boundary(span.end as usize).max(start);
        &self.text[start..end]
    }

    fn floor_char_boundary(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }
}

/// All texts of a run. Sheets and articles live side by side, since a finding may point into either.
#[derive(Debug, Default)]
pub struct SourceMap {
    sources: Vec<Source>,
}

impl SourceMap {
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.sources.len()).expect("fewer than four billion files"));
        self.sources.push(source);
        id
    }

    pub fn get(&self, file: FileId) -> &Source {
        &self.sources[file.index()]
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.sources.iter().enumerate().map(|(index, source)| (FileId(index as u32), source))
    }

    pub fn slice(&self, place: Place) -> &str {
        self.get(place.file).slice(place.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = Source::new("a.ron".into(), "Київ says\r\n\"no\"\n");
        assert_eq!(source.line_column(9), LineColumn { line: 1, column: 6 });
        assert_eq!(source.line(1), "Київ says");
        let second = source.line_start(2) as u32;
        assert_eq!(source.line_column(second + 1), LineColumn { line: 2, column: 2 });
        assert_eq!(source.line(3), "");
        assert_eq!(source.line(99), "");
        let old = Source::new("a.ron".into(), "one\rtwo\r\nthree");
        assert_eq!((old.line(2), old.line(3), old.line_start(3)), ("two", "three", 9));
    }

    #[test]
    fn places_beyond_the_end_or_inside_a_character_are_cut_back() {
        let source = Source::new("a.ron".into(), "їй");
        assert_eq!(source.line_column(1), LineColumn { line: 1, column: 1 });
        assert_eq!(source.line_column(99), LineColumn { line: 1, column: 3 });
        assert_eq!(source.slice(Span::new(1, 99)), "їй");
    }
}
