//! From bytes to tokens, one at a time, with comments and blanks put aside.
//!
//! A token that is not what it should be, such as a text without an end, is reported here, once, and comes out as
//! [`TokenKind::Broken`]: a value as good as lost, whose neighbours are not.

use super::error::SyntaxError;
use super::literal::{self, Escapes};
use super::mend::{self, Mended};
use crate::text::Span;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    pub fn opener(self) -> char {
        ['(', '[', '{'][self as usize]
    }

    pub fn closer(self) -> char {
        [')', ']', '}'][self as usize]
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Colon,
    Equals,
    Semicolon,
    Hash,
    Bang,
    /// `plain` is told in [`RawNode`](super::tree::RawNode).
    Text {
        plain: bool,
    },
    Bytes,
    Character,
    Number,
    Name,
    /// A value that is not well-formed, and reported.
    Broken,
    /// A character that begins nothing; not reported.
    Junk,
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The errors of a document, at most one a line: where a line is wrong in one place, the next complaint about it is more
/// often an echo than news.
pub(super) struct ErrorLog<'a> {
    source: &'a str,
    errors: Vec<SyntaxError>,
    last_line: Range<usize>,
}

impl<'a> ErrorLog<'a> {
    fn new(source: &'a str) -> ErrorLog<'a> {
        ErrorLog { source, errors: Vec::new(), last_line: 0..0 }
    }

    pub fn push(&mut self, error: SyntaxError) {
        let at = error.span.start as usize;
        let is_echo = !self.errors.is_empty() && self.last_line.start <= at && at <= self.last_line.end;
        if !is_echo {
            self.last_line = mend::line_around(self.source, at);
            self.errors.push(error);
        }
    }

    /// The errors in the order of their places. Errors come nearly in that order, but a bracket may be found unclosed
    /// after the line below it was complained about.
    fn finish(mut self) -> Vec<SyntaxError> {
        self.errors.sort_by_key(|error| error.span.start);
        let bytes = self.source.as_bytes();
        self.errors.dedup_by(|later, earlier| {
            memchr::memchr(b'\n', &bytes[earlier.span.start as usize..later.span.start as usize]).is_none()
        });
        self.errors
    }
}

pub(super) struct Lexer<'a> {
    source: &'a str,
    at: usize,
    pub comments: Vec<Span>,
    pub errors: ErrorLog<'a>,
    /// How many bytes were searched for the end of texts that were then cut short.
    wasted: usize,
}

impl<'a> Lexer<'a> {
    /// A lexer that stands behind the byte-order mark that some editors put at the beginning.
    pub fn new(source: &'a str) -> Lexer<'a> {
        let at = if source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Lexer { source, at, comments: Vec::new(), errors: ErrorLog::new(source), wasted: 0 }
    }

    /// Goes back to a place where a token begins, forgetting what was put aside since.
    pub fn rewind(&mut self, at: usize) {
        self.at = at;
        let kept = self.comments.partition_point(|comment| (comment.start as usize) < at);
        self.comments.truncate(kept);
    }

    pub fn finish(self) -> (Vec<Span>, Vec<SyntaxError>) {
        (self.comments, self.errors.finish())
    }

    /// The next token. What nearly every token is, is taken here at a glance; whatever is less common has a way of its own.
    pub fn next(&mut self) -> Token {
        let bytes = self.source.as_bytes();
        let mut start = self.at;
        loop {
            let Some(&first) = bytes.get(start) else {
                self.at = start;
                return Token { kind: TokenKind::End, start, end: start };
            };
            let (kind, end) = match CLASSES[usize::from(first)] {
                Class::Blank => {
                    start += 1;
                    // Sheets are set in: eight blanks are as soon skipped as one.
                    while bytes[start..].starts_with(b"        ") {
                        start += 8;
                    }
                    continue;
                }
                Class::Mark(kind) => (kind, start + 1),
                Class::Quote if let Some(end) = self.end_of_plain_text(start) => (TokenKind::Text { plain: true }, end),
                Class::Letter if let Some(end) = end_of_plain_word(bytes, start) => (TokenKind::Name, end),
                _ => {
                    self.at = start;
                    self.skip_trivia();
                    if self.at > start {
                        start = self.at;
                        continue;
                    }
                    (self.token(first), self.at)
                }
            };
            self.at = end;
            return Token { kind, start, end };
        }
    }

    /// What begins with a byte that is more than a mark.
    fn token(&mut self, first: u8) -> TokenKind {
        match first {
            b'"' => self.text(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(first),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            b'\'' => self.character(),
            0x80.. => self.beyond_ascii(),
            _ => {
                self.at += 1;
                if first == b'#' { TokenKind::Hash } else { TokenKind::Junk }
            }
        }
    }

    /// Where a text ends that has no escapes, closes, and is followed by what may follow it.
    #[inline]
    fn end_of_plain_text(&self, open: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let from = open + 1;
        let close = from + first_of_either(b'"', b'\\', bytes.get(from..self.search_limit(from))?)?;
        let follows_well = |&next: &u8| matches!(next, b',' | b')' | b']' | b'}' | b':' | b' ' | b'\n' | b'\r');
        (bytes[close] == b'"' && bytes.get(close + 1).is_none_or(follows_well)).then_some(close + 1)
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> TokenKind {
        self.errors.push(SyntaxError::new(Span::new(span.start, span.end), message).help(help));
        TokenKind::Broken
    }

    // Blanks and comments

    fn skip_trivia(&mut self) {
        loop {
            match self.peek(0) {
                Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C) => self.at += 1,
                Some(b'/') if self.peek(1) == Some(b'/') => self.line_comment(),
                Some(b'/') if self.peek(1) == Some(b'*') => self.block_comment(),
                Some(b'#') if self.begins_hash_comment() => self.hash_comment(),
                Some(0x80..) => match self.rest().chars().next().filter(|&blank| is_rare_blank(blank)) {
                    Some(blank) => self.at += blank.len_utf8(),
                    None => return,
                },
                _ => return,
            }
        }
    }

    fn line_comment(&mut self) {
        let start = self.at;
        let length = memchr::memchr(b'\n', self.rest().as_bytes()).unwrap_or(self.rest().len());
        self.at += length;
        let end = start + self.source[start..self.at].trim_end_matches('\r').len();
        self.comments.push(Span::new(start, end));
    }

    /// Whether `#` begins what is a comment elsewhere, and neither an attribute nor a part of a raw text.
    fn begins_hash_comment(&self) -> bool {
        let content = self.rest().trim_start_matches('#');
        let is_apart = content.chars().next().is_none_or(|first| first.is_whitespace() || first.is_alphanumeric());
        is_apart && !content.trim_start().starts_with('!')
    }

    fn hash_comment(&mut self) {
        let start = self.at;
        self.at = mend::line_around(self.source, start).end;
        self.error(start..start + 1, "`#` means nothing here", "a comment begins with `//`");
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let bytes = self.source.as_bytes();
        self.at += 2;
        let mut depth = 1;
        while depth > 0 {
            let Some(found) = memchr::memchr2(b'/', b'*', &bytes[self.at..]) else {
                self.at = bytes.len();
                self.error(start..start + 2, "this comment is never closed", "write `*/` where it ends");
                break;
            };
            self.at += found;
            match &bytes[self.at..] {
                [b'/', b'*', ..] => {
                    depth += 1;
                    self.at += 2;
                }
                [b'*', b'/', ..] => {
                    depth -= 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        self.comments.push(Span::new(start, self.at));
    }

    // Texts

    fn text(&mut self) -> TokenKind {
        let open = self.at;
        let Some((close, plain)) = self.closing_quote(open + 1) else {
            return self.mend_text(open, None);
        };
        self.at = close + 1;
        if self.is_followed_by_words() {
            return self.mend_text(open, Some(close));
        }
        if !plain && !self.check_escapes(open + 1..close, Escapes::Text) {
            return TokenKind::Broken;
        }
        TokenKind::Text { plain }
    }

    /// Finds the quotation mark that closes a text, and whether the text is free of backslashes.
    #[inline]
    fn closing_quote(&self, mut from: usize) -> Option<(usize, bool)> {
        let end = self.search_limit(from);
        let mut plain = true;
        loop {
            let bytes = self.source.as_bytes();
            let at = from + first_of_either(b'"', b'\\', bytes.get(from..end)?)?;
            if bytes[at] == b'"' {
                return Some((at, plain));
            }
            plain = false;
            from = at + 2;
        }
    }

    /// How far to look for the end of a text: to the end of the file, but only so often. In a file full of texts without
    /// an end, patience is lost and each is looked for on its own line, so that reading takes a time that grows with the
    /// size of the file and not with its square.
    fn search_limit(&self, from: usize) -> usize {
        if self.wasted <= 8 * self.source.len() {
            return self.source.len();
        }
        memchr::memchr(b'\n', &self.source.as_bytes()[from..]).map_or(self.source.len(), |at| from + at)
    }

    /// Whether something stands directly behind a closing quotation mark that cannot follow it.
    #[inline]
    fn is_followed_by_words(&self) -> bool {
        match self.peek(0) {
            None | Some(b',' | b')' | b']' | b'}' | b':' | b';' | b'=' | b'/' | b' ' | b'\t' | b'\n' | b'\r') => false,
            Some(0x0B | 0x0C) => false,
            Some(0..0x80) => true,
            Some(_) => self.rest().chars().next().is_some_and(|next| !is_rare_blank(next)),
        }
    }

    /// Ends a text where it was probably meant to end, and tells what is wrong with it. `close` is where it would end by
    /// the letter.
    fn mend_text(&mut self, open: usize, close: Option<usize>) -> TokenKind {
        let before_field = close.and_then(|close| mend::end_before_field(self.source, open + 1, close));
        let (end, mended) = match before_field {
            Some(end) => (end, Mended::BeforeField),
            None => mend::end_of_text(self.source, open + 1),
        };
        self.wasted += close.unwrap_or(self.source.len()).saturating_sub(end);
        self.at = end;
        match (mended, close) {
            (Mended::Later, Some(close)) if close < end => self.error(
                close..close + 1,
                "the text ends at this quotation mark, but more words follow",
                "write `\\\"` for a quotation mark inside a text, or put a comma after the text",
            ),
            (Mended::Typographic, _) => self.error(
                open..end,
                "this text begins with a straight quotation mark and ends with a typographic one",
                "write `\"` at both ends",
            ),
            _ => self.error(open..end, "this text has no closing quotation mark", "write `\"` at its end"),
        }
    }

    fn check_escapes(&mut self, content: Range<usize>, escapes: Escapes) -> bool {
        let Err(wrong) = literal::check_escapes(&self.source[content.clone()], escapes) else { return true };
        let wrong = content.start + wrong.start..content.start + wrong.end;
        let message = format!("`{}` means nothing in a text", &self.source[wrong.clone()]);
        self.error(wrong, message, "write `\\\\` for a backslash");
        false
    }

    /// `r#".."#`, with the lexer standing at the first `#` or quotation mark.
    fn raw_text(&mut self, start: usize, kind: TokenKind) -> TokenKind {
        let hashes = self.rest().bytes().take_while(|&byte| byte == b'#').count();
        self.at += hashes;
        let content = self.at + 1;
        if self.peek(0) == Some(b'"') {
            let bytes = &self.source.as_bytes()[..self.search_limit(content)];
            let hashes_at = |at: usize| bytes[at..].iter().take(hashes).take_while(|&&byte| byte == b'#').count();
            let mut closers = memchr::memchr_iter(b'"', &bytes[content..]).map(|at| content + at);
            if let Some(close) = closers.find(|close| hashes_at(close + 1) == hashes) {
                self.at = close + 1 + hashes;
                return kind;
            }
            self.wasted += bytes.len() - content;
        }
        self.at = mend::end_of_text(self.source, self.at).0.max(self.at);
        let help = format!("write `\"{}` where it ends", "#".repeat(hashes));
        self.error(start..self.at, "this raw text has no end", help)
    }

    fn byte_text(&mut self) -> TokenKind {
        self.at += 1;
        let open = self.at;
        match self.closing_quote(open + 1) {
            Some((close, plain)) => {
                self.at = close + 1;
                let is_good = plain || self.check_escapes(open + 1..close, Escapes::Bytes);
                if is_good { TokenKind::Bytes } else { TokenKind::Broken }
            }
            None => self.mend_text(open, None),
        }
    }

    /// A character in single quotes, or, as is more likely in a sheet, a text in the wrong ones.
    fn character(&mut self) -> TokenKind {
        let start = self.at;
        self.skip_quoted_character();
        if literal::character(&self.source[start..self.at]).is_some() {
            return TokenKind::Character;
        }
        let content = &self.source[start + 1..];
        let close = content.find(['\'', '\n']).filter(|&at| content[at..].starts_with('\''));
        self.at = match close {
            Some(at) => start + 1 + at + 1,
            None => mend::end_of_text(self.source, start + 1).0,
        };
        let message = "a text stands between double quotation marks, not single ones";
        self.error(start..self.at, message, "write `\"` at both ends")
    }

    /// Goes behind what looks like `'x'` or `'\n'`, as far as it does.
    fn skip_quoted_character(&mut self) {
        let mut characters = self.rest().char_indices().skip(1);
        let Some((at, first)) = characters.next() else {
            self.at = self.source.len();
            return;
        };
        let end = if first == '\\' {
            // The escaped character itself may be a quote, and the longest escape is `\u{10FFFF}`.
            characters.skip(1).take(10).find(|&(_, next)| next == '\'').map(|(at, _)| at + 1)
        } else {
            Some(at + first.len_utf8() + usize::from(self.rest()[at + first.len_utf8()..].starts_with('\'')))
        };
        self.at += end.unwrap_or(at);
    }

    // Words and numbers

    #[inline]
    fn word(&mut self, first: u8) -> TokenKind {
        if matches!(first, b'b' | b'r')
            && let Some(kind) = self.prefixed()
        {
            return kind;
        }
        let start = self.at;
        self.at += name_length(self.rest());
        if matches!(self.peek(0), Some(b'.' | b'+' | b'-')) {
            return self.unquoted_words(start);
        }
        TokenKind::Name
    }

    /// What begins with `b` or `r` and is not a plain name: `b".."`, `b'x'`, `br".."`, `r".."`, `r#".."#`.
    fn prefixed(&mut self) -> Option<TokenKind> {
        let start = self.at;
        match self.source.as_bytes()[start..] {
            [b'b', b'"', ..] => Some(self.byte_text()),
            [b'b', b'\'', ..] => Some(self.byte_number()),
            [b'b', b'r', b'"' | b'#', ..] => {
                self.at += 2;
                Some(self.raw_text(start, TokenKind::Bytes))
            }
            [b'r', b'"', ..] | [b'r', b'#', b'"' | b'#', ..] => {
                self.at += 1;
                Some(self.raw_text(start, TokenKind::Text { plain: false }))
            }
            _ => None,
        }
    }

    fn byte_number(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        self.skip_quoted_character();
        if literal::is_number(&self.source[start..self.at]) {
            return TokenKind::Number;
        }
        self.error(start..self.at, "this is not a byte", "write one plain character: `b'a'`")
    }

    /// Words with a hyphen or a dot, `trump-administration`, which cannot be a name and are most likely a text.
    fn unquoted_words(&mut self, start: usize) -> TokenKind {
        self.skip_number_like();
        let words = &self.source[start..self.at];
        let message = format!("`{words}` stands here without quotation marks");
        self.error(start..self.at, message, format!("write `\"{words}\"`"))
    }

    fn number(&mut self) -> TokenKind {
        let start = self.at;
        self.skip_number_like();
        let typed = &self.source[start..self.at];
        if literal::is_number(typed) {
            return TokenKind::Number;
        }
        let help = format!("if it is meant as a text, write `\"{typed}\"`");
        self.error(start..self.at, format!("`{typed}` is not a number"), help)
    }

    fn skip_number_like(&mut self) {
        let length = self.rest().find(|c| !(is_name_part(c) || matches!(c, '.' | '+' | '-')));
        self.at += length.unwrap_or(self.rest().len());
    }

    fn beyond_ascii(&mut self) -> TokenKind {
        let start = self.at;
        let first = self.rest().chars().next().unwrap_or_default();
        if first.is_alphabetic() {
            return self.word(0);
        }
        self.at += first.len_utf8();
        if !mend::is_typographic_quote(first) {
            return TokenKind::Junk;
        }
        self.at = mend::end_of_text(self.source, self.at).0;
        let message = format!("a text begins with a straight quotation mark, not with `{first}`");
        self.error(start..self.at, message, "write `\"` at both ends")
    }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Class {
    Blank,
    /// It is a token by itself.
    Mark(TokenKind),
    Quote,
    Letter,
    Other,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => Class::Blank,
            b'(' => Class::Mark(TokenKind::Open(Bracket::Round)),
            b')' => Class::Mark(TokenKind::Close(Bracket::Round)),
            b'[' => Class::Mark(TokenKind::Open(Bracket::Square)),
            b']' => Class::Mark(TokenKind::Close(Bracket::Square)),
            b'{' => Class::Mark(TokenKind::Open(Bracket::Curly)),
            b'}' => Class::Mark(TokenKind::Close(Bracket::Curly)),
            b',' => Class::Mark(TokenKind::Comma),
            b':' => Class::Mark(TokenKind::Colon),
            b'=' => Class::Mark(TokenKind::Equals),
            b';' => Class::Mark(TokenKind::Semicolon),
            b'!' => Class::Mark(TokenKind::Bang),
            b'"' => Class::Quote,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Where a word of ASCII letters ends that is a name, and neither the beginning of a raw text nor of a longer word.
#[inline]
fn end_of_plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().take_while(|&&byte| IS_NAME_BYTE[usize::from(byte)]).count();
    let follows_badly = |&next: &u8| matches!(next, b'"' | b'\'' | b'#' | b'.' | b'+' | b'-' | 0x80..);
    (!bytes.get(start + length).is_some_and(follows_badly)).then_some(start + length)
}

/// Where the first of two bytes stands. Most texts are ids of a word or two, which are looked through before a search for
/// long ones would have begun.
#[inline]
fn first_of_either(one: u8, other: u8, bytes: &[u8]) -> Option<usize> {
    let (words, _) = bytes.as_chunks();
    for (number, word) in words.iter().take(4).enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero_bytes(word ^ (REPEATED * u64::from(one))) | zero_bytes(word ^ (REPEATED * u64::from(other)));
        if found != 0 {
            return Some(number * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let looked_at = words.len().min(4) * 8;
    memchr::memchr2(one, other, &bytes[looked_at..]).map(|at| looked_at + at)
}

const REPEATED: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each byte that is zero, up to the first that is for certain (Mycroft 1987).
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(REPEATED) & !word & (REPEATED << 7)
}

/// The length of the name at the beginning of a text, with the `r#` of a raw one; 0 if there is none.
pub(super) fn name_length(text: &str) -> usize {
    let is_raw = text.starts_with("r#");
    let may_begin = |first: char| first == '_' || first.is_alphabetic();
    if !is_raw && !text.starts_with(may_begin) {
        return 0;
    }
    let start = if is_raw { 2 } else { 0 };
    let bytes = &text.as_bytes()[start..];
    let ascii = bytes.iter().take_while(|&&byte| IS_NAME_BYTE[usize::from(byte)]).count();
    match bytes.get(ascii) {
        Some(b'.' | b'+' | b'-') if is_raw => {}
        Some(0x80..) => {}
        _ => return start + ascii,
    }
    let is_part = |c: char| is_name_part(c) || (is_raw && matches!(c, '.' | '+' | '-'));
    start + text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start)
}

/// For each byte, whether it is a letter, a digit or `_` of ASCII.
static IS_NAME_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

/// Whether a character may stand within a name. Close to Unicode's own list (`XID_Continue`), which is what `ron` takes;
/// they differ only in letters that no name in any of our records has.
fn is_name_part(c: char) -> bool {
    c == '_' || c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}')
}

/// The blanks beyond ASCII that RON knows. The no-break space is not among them.
pub(super) fn is_rare_blank(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_of_either_is_where_it_is(bytes in "[a\"\\\\\x00\x7f]{0,60}|[ab]{0,50}[\"\\\\]?[ab]{0,9}") {
            let expected = bytes.bytes().position(|byte| byte == b'"' || byte == b'\\');
            prop_assert_eq!(first_of_either(b'"', b'\\', bytes.as_bytes()), expected);
        }
    }
}
