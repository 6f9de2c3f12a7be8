//! What is being typed where: in a text that is most likely half-typed, only what stands before the cursor counts.
//!
//! The words before the cursor are read as if the file ended there, with whatever is open still open: a text is closed at
//! the cursor, and where no text is open, a word goes on there. So `who: "ru` is a text in the field `who`, however
//! broken the lines below may look for the moment.

use crate::lsp::cursor::{Cursor, description_of};
use crate::syntax::{Node, NodeKind, Parsed, parse};
use crate::text::Span;

/// A file up to the cursor.
pub struct Typing<'a> {
    whole: &'a str,
    /// What stands before the cursor, mended at its end.
    text: String,
    parsed: Parsed,
    /// Where the word or the text begins that is being typed.
    start: usize,
    offset: usize,
    is_text: bool,
}

/// A place where something can be typed.
pub struct Slot<'a> {
    pub cursor: Cursor<'a>,
    /// Whether it is within quotation marks.
    pub is_text: bool,
    /// Whether the name of a field is due.
    pub is_key: bool,
    /// What was typed of it.
    pub typed: &'a str,
    /// What a proposal stands in the place of.
    pub replaced: Span,
    /// What has to follow: the quotation mark of a text that was not closed.
    pub closing: &'static str,
    /// What follows on the same line.
    pub rest: &'a str,
}

/// A word that goes on where the cursor is.
const WORD: &str = "word";

impl<'a> Typing<'a> {
    /// Nothing within a comment, where anything can be typed.
    pub fn new(whole: &'a str, offset: u32) -> Option<Typing<'a>> {
        let offset = offset as usize;
        let before = whole.get(..offset)?;
        let closed = format!("{before}\"");
        let parsed = parse(&closed);
        let open_text = parsed.tree.node_at(&closed, closed.len() as u32).map(|node| (node.kind(), node.span()));
        if let Some((NodeKind::Text, span)) = open_text
            && span.end as usize == closed.len()
            && closed[span.range()].starts_with('"')
        {
            return Some(Typing { whole, text: closed, parsed, start: span.start as usize + 1, offset, is_text: true });
        }
        let start = before.trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '_').len();
        let text = format!("{before}{WORD}");
        let parsed = parse(&text);
        let is_comment = parsed.tree.comments().last().is_some_and(|comment| comment.end as usize == text.len());
        (!is_comment).then_some(Typing { whole, text, parsed, start, offset, is_text: false })
    }

    /// The place, in a file of the project.
    pub fn slot(&self, path: &str) -> Option<Slot<'_>> {
        let cursor = Cursor::new(&self.parsed.tree, &self.text, self.text.len() as u32, description_of(path)?)?;
        let typed = &self.whole[self.start..self.offset];
        let rest = self.whole[self.offset..].lines().next().unwrap_or_default();
        let (goes_on, closing) = if self.is_text { rest_of_text(rest) } else { (0, "") };
        let replaced = Span::new(self.start, self.offset + goes_on);
        let is_key = !self.is_text && self.is_key(&cursor);
        Some(Slot { cursor, is_text: self.is_text, is_key, typed, replaced, closing, rest: &rest[goes_on..] })
    }

    /// Whether the word is the first of an item in a record, and not the value behind a `:`.
    fn is_key(&self, cursor: &Cursor<'_>) -> bool {
        let path = self.parsed.tree.path_to(&self.text, self.text.len() as u32);
        let is_bracket = |node: &&Node<'_>| {
            matches!(node.kind(), NodeKind::Record | NodeKind::Tuple | NodeKind::List | NodeKind::Map)
        };
        let bracket = path.iter().rev().find(is_bracket);
        let is_in_record = bracket.zip(cursor.record()).is_some_and(|(one, other)| one.span() == other.node.span());
        is_in_record && self.last_before_word() != Some(':')
    }

    /// The last letter before the word, comments and blanks left aside.
    fn last_before_word(&self) -> Option<char> {
        let mut end = self.start;
        loop {
            let before = self.text[..end].trim_end();
            end = before.len();
            match self.parsed.tree.comments().iter().find(|comment| comment.end as usize == end) {
                Some(comment) => end = comment.start as usize,
                None => return before.chars().next_back(),
            }
        }
    }
}

/// How much of a line is still the text in which the cursor stands, and what it takes to close it.
fn rest_of_text(rest: &str) -> (usize, &'static str) {
    let mut is_escaped = false;
    let end = rest.find(|letter| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    });
    match end {
        // A comma or a bracket tells that this mark opens the next text rather than closing this one.
        Some(end) if !rest[..end].contains([':', '(', ')', '[', ']']) => (end, ""),
        _ => (0, "\""),
    }
}
