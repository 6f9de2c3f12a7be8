//! Places as editors count them: lines from nought, and within a line UTF-16 units or bytes, as was agreed on.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::{Source, Span};

/// What columns count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// Bytes: what texts are made of here.
    Utf8,
    /// What every editor knows.
    Utf16,
}

impl Encoding {
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    /// The position of a byte.
    pub fn position(self, source: &Source, offset: u32) -> Position {
        let line = source.line_column(offset).line;
        let start = source.line_start(line);
        let before = source.slice(Span::new(start, (offset as usize).max(start)));
        let units = match self {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
        };
        Position::new(line as u32 - 1, units as u32)
    }

    pub fn range(self, source: &Source, span: Span) -> Range {
        Range::new(self.position(source, span.start), self.position(source, span.end))
    }

    /// The byte at a position. One behind the end of its line counts as that end, one behind the last line as the text's
    /// end, and one within a character as the beginning of it.
    pub fn offset(self, source: &Source, position: Position) -> u32 {
        let line = position.line as usize + 1;
        let (start, text) = (source.line_start(line), source.line(line));
        let wanted = position.character as usize;
        let within = match self {
            Encoding::Utf8 => text.floor_char_boundary(wanted.min(text.len())),
            Encoding::Utf16 => {
                let mut units = 0;
                let fits = |letter: &char| {
                    units += letter.len_utf16();
                    units <= wanted
                };
                text.chars().take_while(fits).map(char::len_utf8).sum()
            }
        };
        (start + within) as u32
    }

    /// The bytes of a range. One that ends before it begins is empty.
    pub fn span(self, source: &Source, range: Range) -> Span {
        let start = self.offset(source, range.start);
        Span { start, end: self.offset(source, range.end).max(start) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Київ 😀 says\r\n\"no\"\rand\n";

    #[test]
    fn columns_count_what_was_agreed_on() {
        let source = Source::new("a.ron".into(), TEXT);
        let says = TEXT.find("says").unwrap() as u32;
        assert_eq!(Encoding::Utf16.position(&source, says), Position::new(0, 8));
        assert_eq!(Encoding::Utf8.position(&source, says), Position::new(0, 14));
        assert_eq!(Encoding::Utf16.position(&source, TEXT.find("and").unwrap() as u32), Position::new(2, 0));
    }

    #[test]
    fn a_position_outside_of_the_text_or_within_a_character_has_a_place_too() {
        let source = Source::new("a.ron".into(), TEXT);
        let at = |encoding: Encoding, line, character| encoding.offset(&source, Position::new(line, character));
        assert_eq!(at(Encoding::Utf16, 0, 6), 9, "the smiling face begins there");
        assert_eq!(at(Encoding::Utf8, 0, 11), 9);
        assert_eq!(at(Encoding::Utf16, 0, 99), TEXT.find('\r').unwrap() as u32);
        assert_eq!(at(Encoding::Utf8, 99, 0), TEXT.len() as u32);
    }

    proptest! {
        #[test]
        fn a_place_comes_back_as_it_went(text in "[a-zé😀\r\n\"]{0,40}", at in any::<prop::sample::Index>()) {
            let source = Source::new("a.ron".into(), text.as_str());
            let offset = text.floor_char_boundary(at.index(text.len() + 1));
            // Between the two halves of a line break there is no position.
            prop_assume!(!(text[..offset].ends_with('\r') && text[offset..].starts_with('\n')));
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let position = encoding.position(&source, offset as u32);
                prop_assert_eq!(encoding.offset(&source, position), offset as u32);
            }
        }
    }
}
