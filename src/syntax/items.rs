//! A bracket taken apart: its items, each with the comma behind it and with the comments that are about it.
//!
//! The tree keeps values; who lays a bracket out anew, or takes an item out of it, has to know what stands between them.
//! A comment is about the item on whose line it stands, or else about the next one. What stands between two items and is
//! neither a blank, a comment nor the one comma makes an item of the two that nobody should touch.

use super::lex::{is_rare_blank, name_length};
use super::tree::{Node, NodeKind};
use crate::text::Span;
use std::ops::Range;

/// What a bracket holds. All comments directly within it stand in one of the ranges, which are ranges of
/// [`Tree::comments`](super::Tree::comments).
pub(super) struct Items<'a> {
    /// With the name before it: `Demands(`.
    pub opener: Span,
    /// The comments on the opener's line, where no item follows them there.
    pub beside_opener: Range<usize>,
    pub items: Vec<Item<'a>>,
    /// The comments on lines of their own behind the last item.
    pub at_end: Range<usize>,
    /// Where the closing bracket stands.
    pub closer: usize,
}

/// One item of a bracket.
pub(super) struct Item<'a> {
    pub span: Span,
    pub content: Content<'a>,
    /// The comments that stand before it and are about it.
    pub before: Range<usize>,
    /// The comments behind it on its line.
    pub beside: Range<usize>,
    /// Where the comma behind it stands.
    pub comma: Option<usize>,
}

#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    Value(Node<'a>),
    Pair(Node<'a>, Node<'a>),
    /// A field with a comment between its name and its value.
    Interrupted,
    /// What could not be read, with what was read in the middle of it.
    Unread,
}

impl<'a> Items<'a> {
    /// Takes a bracket apart; nothing where the node is no bracket, or is not closed as it should be.
    pub fn of(node: Node<'a>) -> Option<Items<'a>> {
        let opener = opener(node)?;
        let closer = closer(node, opener)?;
        let mut reader = Reader { node, items: Vec::new(), end: opener.end as usize, next_comment: 0 };
        reader.next_comment = reader.first_comment_from(reader.end);
        for (span, content) in contents(node) {
            reader.take(span, content);
        }
        reader.close(closer);
        let mut items = Items { opener, beside_opener: 0..0, items: reader.items, at_end: 0..0, closer };
        items.share_comments(node);
        Some(items)
    }

    /// Says of each comment what it is about.
    fn share_comments(&mut self, node: Node<'a>) {
        let comments = node.tree().comments();
        let first_from = |at: usize| comments.partition_point(|comment| (comment.start as usize) < at);
        let mut from = first_from(self.opener.end as usize);
        let mut after_opener = from..from;
        for index in 0..=self.items.len() {
            let (end, comma) = match index.checked_sub(1).map(|before| &self.items[before]) {
                Some(before) => (before.span.end as usize, before.comma.unwrap_or(self.closer)),
                None => (self.opener.end as usize, self.opener.end as usize),
            };
            let next = self.items.get(index);
            let to = from
                + comments[from..].partition_point(|comment| {
                    (comment.start as usize) < next.map_or(self.closer, |next| next.span.start as usize)
                });
            let gap = Gap { source: node.source(), comments, end, comma, range: from..to };
            let beside = gap.beside(next.map(|next| next.span.start as usize));
            let rest = beside.end..to;
            match index.checked_sub(1) {
                Some(before) => self.items[before].beside = beside,
                None => after_opener = beside,
            }
            match self.items.get_mut(index) {
                Some(next) => {
                    next.before = rest;
                    let inside = &comments[to..];
                    from = to + inside.partition_point(|comment| comment.start < next.span.end);
                }
                None => self.at_end = rest,
            }
        }
        self.beside_opener = after_opener;
    }
}

/// The comments between two items.
struct Gap<'a> {
    source: &'a str,
    comments: &'a [Span],
    /// Where the item before it ends.
    end: usize,
    /// Where the comma stands.
    comma: usize,
    range: Range<usize>,
}

impl Gap<'_> {
    /// Those that are about the item before: the ones on its line, unless they and the next item share it. Then those
    /// behind the comma are about the next item.
    fn beside(&self, next: Option<usize>) -> Range<usize> {
        let Range { start, end } = self.range.clone();
        let (mut at, mut split) = (self.end, start);
        while split < end && !has_line_break(self.source, at, self.comments[split].start as usize) {
            at = self.comments[split].end as usize;
            split += 1;
        }
        let shares_line = split == end && next.is_some_and(|next| !has_line_break(self.source, at, next));
        if shares_line {
            split = start + self.comments[start..split].partition_point(|c| (c.start as usize) < self.comma);
        }
        start..split
    }
}

/// Whether a line ends between two places.
pub(super) fn has_line_break(source: &str, from: usize, to: usize) -> bool {
    memchr::memchr(b'\n', &source.as_bytes()[from..to]).is_some()
}

/// Whether a character separates words and means nothing else.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}') || is_rare_blank(c)
}

fn brackets(kind: NodeKind) -> Option<(u8, u8)> {
    match kind {
        NodeKind::Tuple | NodeKind::Record => Some((b'(', b')')),
        NodeKind::List => Some((b'[', b']')),
        NodeKind::Map => Some((b'{', b'}')),
        _ => None,
    }
}

/// The opening bracket with the name before it.
fn opener(node: Node<'_>) -> Option<Span> {
    let (opener, _) = brackets(node.kind())?;
    let text = node.text();
    let name = name_length(text);
    let gap = text[name..].find(|c| !is_blank(c))?;
    let at = name + gap;
    let start = node.span().start as usize;
    (text.as_bytes()[at] == opener).then(|| Span::new(start, start + at + 1))
}

/// Where the closing bracket stands, if it is one of the right kind and of this node.
fn closer(node: Node<'_>, opener: Span) -> Option<usize> {
    let (_, closer) = brackets(node.kind())?;
    let at = (node.span().end as usize).checked_sub(1)?;
    let reached = node.children().last().map_or(opener.end, |last| last.span().end);
    (node.source().as_bytes()[at] == closer && reached as usize <= at).then_some(at)
}

/// The values of a list, or the fields of a record, with what each comes to on its own.
fn contents<'a>(node: Node<'a>) -> impl Iterator<Item = (Span, Content<'a>)> {
    let is_paired = matches!(node.kind(), NodeKind::Record | NodeKind::Map);
    let mut children = node.children();
    std::iter::from_fn(move || {
        let first = children.next()?;
        let second = if is_paired { children.next() } else { None };
        Some(match second {
            Some(value) => {
                let span = Span { start: first.span().start, end: value.span().end };
                (span, pair(first, value))
            }
            None if first.kind() == NodeKind::Error => (first.span(), Content::Unread),
            None => (first.span(), Content::Value(first)),
        })
    })
}

fn pair<'a>(key: Node<'a>, value: Node<'a>) -> Content<'a> {
    let is_quoted = key.kind() == NodeKind::Key && key.text().contains('"');
    if key.kind() == NodeKind::Error || value.kind() == NodeKind::Error || is_quoted {
        return Content::Unread;
    }
    let between = &key.source()[key.span().end as usize..value.span().start as usize];
    match between.trim_matches(is_blank) {
        ":" => Content::Pair(key, value),
        joint if joint.contains('/') => Content::Interrupted,
        _ => Content::Unread,
    }
}

/// Goes through a bracket and joins what cannot be told apart.
struct Reader<'a> {
    node: Node<'a>,
    items: Vec<Item<'a>>,
    /// How far it has come.
    end: usize,
    /// The first comment behind that.
    next_comment: usize,
}

impl<'a> Reader<'a> {
    fn first_comment_from(&self, at: usize) -> usize {
        self.node.tree().comments().partition_point(|comment| (comment.start as usize) < at)
    }

    fn take(&mut self, span: Span, content: Content<'a>) {
        let between = self.between(span.start as usize);
        let item = |span, content| Item { span, content, before: 0..0, beside: 0..0, comma: None };
        match (self.items.last_mut(), between) {
            (None, Between { odd: None, .. }) => self.items.push(item(span, content)),
            (None, Between { odd: Some(odd), .. }) => {
                let span = Span::new(odd.start, span.end as usize);
                self.items.push(item(span, Content::Unread));
            }
            (Some(last), Between { odd: None, comma: Some(comma) }) => {
                last.comma = Some(comma);
                self.items.push(item(span, content));
            }
            (Some(last), _) => {
                last.span.end = span.end;
                last.content = Content::Unread;
            }
        }
        self.end = span.end as usize;
        let within = &self.node.tree().comments()[self.next_comment..];
        self.next_comment += within.partition_point(|comment| comment.start < span.end);
    }

    fn close(&mut self, closer: usize) {
        let between = self.between(closer);
        match (self.items.last_mut(), between) {
            (Some(last), Between { odd: None, comma }) => last.comma = comma,
            (None, Between { odd: None, .. }) => {}
            (Some(last), Between { odd: Some(odd), .. }) => {
                last.span.end = odd.end as u32;
                last.content = Content::Unread;
            }
            (None, Between { odd: Some(odd), .. }) => {
                let (span, content) = (Span::new(odd.start, odd.end), Content::Unread);
                self.items.push(Item { span, content, before: 0..0, beside: 0..0, comma: None });
            }
        }
    }

    /// Looks at what stands from here to the next item, or to the closer. A comma is due behind an item, and only there.
    fn between(&self, to: usize) -> Between {
        let source = self.node.source();
        let comments = &self.node.tree().comments()[self.next_comment..];
        let (mut comma, mut odd): (Option<usize>, Option<Range<usize>>) = (None, None);
        let mut at = self.end;
        let mut comments = comments.iter().take_while(|comment| (comment.start as usize) < to);
        loop {
            let comment = comments.next();
            let until = comment.map_or(to, |comment| comment.start as usize);
            for (offset, c) in source[at..until].char_indices().filter(|&(_, c)| !is_blank(c)) {
                let here = at + offset;
                if c == ',' && comma.is_none() && odd.is_none() && !self.items.is_empty() {
                    comma = Some(here);
                } else {
                    // A comma that is followed by what is odd is as odd as that.
                    let start = odd.as_ref().map_or(comma.unwrap_or(here), |odd| odd.start);
                    odd = Some(start..here + c.len_utf8());
                }
            }
            match comment {
                Some(comment) => at = comment.end as usize,
                None => return Between { comma, odd },
            }
        }
    }
}

/// What stands between two items, beside blanks and comments.
struct Between {
    comma: Option<usize>,
    /// From the first to the last of what should not be there.
    odd: Option<Range<usize>>,
}
