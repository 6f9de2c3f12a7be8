//! The tree of a document: places of values and how they nest, in one flat vector.
//!
//! Nodes stand in the order in which they begin (a value before what it holds), each with the index after its last
//! descendant. A walk is then a walk along a vector, and skipping a value is one step. No text is copied: a [`Node`]
//! looks at the tree and the source together.

use super::lex;
use super::literal::{self, inside_quotes};
use crate::text::Span;
use std::borrow::Cow;

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NodeKind {
    /// A text in quotation marks: `"Kyiv"` or `r#"Kyiv"#`.
    Text,
    /// A byte string: `b"Kyiv"` or `br"Kyiv"`.
    Bytes,
    /// A single character: `'K'`.
    Character,
    /// A number with its sign and suffix: `-12`, `0xFF_u8`, `1.5e3`, also the byte `b'K'`.
    Number,
    /// A bare word that stands for itself: `Person`, `true`, `None`, `inf`.
    Name,
    /// Values in round brackets, with or without a name before them: `(1, 2)`, `Some("x")`, `()`.
    Tuple,
    /// Fields in round brackets, with or without a name before them: `(id: "x")`, `Demands(who: "usa")`.
    Record,
    /// The name of a field: `id` in `(id: "x")`.
    Key,
    /// Values in square brackets.
    List,
    /// Pairs in curly brackets.
    Map,
    /// What could not be understood, or an empty place where a value is missing. A syntax error tells why.
    Error,
}

/// One node as it is stored: 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawNode {
    pub start: u32,
    pub end: u32,
    /// The index after the last descendant.
    pub after: u32,
    pub kind: NodeKind,
    /// A text whose inside stands for itself, without escapes to decode, between single quotation marks.
    pub plain: bool,
    /// A bracket of which some part could not be read, so that a field may seem to be missing that is not.
    pub damaged: bool,
}

/// The tree of one document. It always has a root, if only one of the kind [`NodeKind::Error`].
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) nodes: Vec<RawNode>,
    pub(super) comments: Vec<Span>,
    pub(super) attributes: Vec<Span>,
}

impl Tree {
    /// The outermost value. `source` is the text that the tree was made from.
    pub fn root<'a>(&'a self, source: &'a str) -> Node<'a> {
        Node { tree: self, source, index: 0 }
    }

    /// All comments, in their order, with their slashes and without the line break after them.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// The `#![enable(..)]` lines at the top.
    pub fn attributes(&self) -> &[Span] {
        &self.attributes
    }

    /// The innermost node that holds the byte at `offset`, or that ends there (so that a cursor right after a word
    /// still finds it); nothing where the offset lies outside the root.
    pub fn node_at<'a>(&'a self, source: &'a str, offset: u32) -> Option<Node<'a>> {
        self.path_to(source, offset).pop()
    }

    /// The nodes around `offset`, from the root to the innermost.
    pub fn path_to<'a>(&'a self, source: &'a str, offset: u32) -> Vec<Node<'a>> {
        let touches = |node: &Node| node.span().start <= offset && offset <= node.span().end;
        let mut path = Vec::new();
        let mut next = Some(self.root(source)).filter(touches);
        while let Some(node) = next {
            path.push(node);
            // Of two neighbours that touch, as in `a:1`, the later one is meant: the cursor stands before it.
            next = node.children().filter(touches).last();
        }
        path
    }
}

/// A place in a tree, together with the text. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    tree: &'a Tree,
    source: &'a str,
    index: u32,
}

impl<'a> Node<'a> {
    fn raw(self) -> &'a RawNode {
        &self.tree.nodes[self.index as usize]
    }

    pub fn kind(self) -> NodeKind {
        self.raw().kind
    }

    /// The whole value, with its quotation marks or brackets and the name before them.
    pub fn span(self) -> Span {
        let raw = self.raw();
        Span { start: raw.start, end: raw.end }
    }

    /// The words of the whole value, as they are typed.
    pub fn text(self) -> &'a str {
        &self.source[self.span().range()]
    }

    /// Where the name stands: `Demands` in `Demands(..)`, and all of a bare word or of a field's name.
    pub fn name_span(self) -> Option<Span> {
        let Span { start, end } = self.span();
        match self.kind() {
            NodeKind::Name | NodeKind::Key => Some(Span { start, end }),
            NodeKind::Tuple | NodeKind::Record => {
                // The name is scanned again rather than kept: most brackets have none, and a name is short.
                let length = lex::name_length(self.text());
                (length > 0).then_some(Span { start, end: start + length as u32 })
            }
            _ => None,
        }
    }

    /// The name without the `r#` of a raw one and, where a field's name was quoted by mistake, without the quotes.
    pub fn name(self) -> Option<&'a str> {
        let name = &self.source[self.name_span()?.range()];
        match name.as_bytes() {
            [b'"', ..] => Some(&self.source[inside_quotes(self.source, self.span()).range()]),
            [b'r', b'#', ..] => Some(&name[2..]),
            _ => Some(name),
        }
    }

    /// What a text says, with its escapes decoded; nothing for any other node.
    pub fn string(self) -> Option<Cow<'a, str>> {
        if self.kind() != NodeKind::Text {
            return None;
        }
        let Span { start, end } = self.span();
        if self.raw().plain {
            return Some(Cow::Borrowed(&self.source[start as usize + 1..end as usize - 1]));
        }
        Some(literal::text(self.text()))
    }

    /// The nodes directly within this one. Those of a record or a map come in pairs: see [`Node::entries`].
    pub fn children(self) -> Children<'a> {
        Children { tree: self.tree, source: self.source, next: self.index + 1, end: self.raw().after }
    }

    /// The pairs of a record or a map: the key and the value.
    pub fn entries(self) -> Entries<'a> {
        let is_paired = matches!(self.kind(), NodeKind::Record | NodeKind::Map);
        let mut children = self.children();
        if !is_paired {
            children.next = children.end;
        }
        Entries { children }
    }

    /// The value of a record's field, the first where there are several.
    pub fn field(self, name: &str) -> Option<Node<'a>> {
        self.entries().find(|(key, _)| key.name() == Some(name)).map(|(_, value)| value)
    }

    /// Whether some part of this bracket could not be read, so that a field may seem to be missing that is not.
    pub fn is_damaged(self) -> bool {
        self.raw().damaged
    }

    /// Whether all of it could be read, at any depth.
    pub(super) fn is_whole(self) -> bool {
        let within = &self.tree.nodes[self.index as usize..self.raw().after as usize];
        within.iter().all(|node| !node.damaged && node.kind != NodeKind::Error)
    }

    /// How many nodes there are within this one, at any depth.
    pub(super) fn descendants(self) -> usize {
        (self.raw().after - self.index - 1) as usize
    }

    pub(super) fn tree(self) -> &'a Tree {
        self.tree
    }

    pub(super) fn source(self) -> &'a str {
        self.source
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.text())
    }
}

/// The nodes directly within another: see [`Node::children`].
#[derive(Clone)]
pub struct Children<'a> {
    tree: &'a Tree,
    source: &'a str,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        if self.next >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, source: self.source, index: self.next };
        self.next = node.raw().after;
        Some(node)
    }
}

/// The pairs of a record or a map: see [`Node::entries`].
#[derive(Clone)]
pub struct Entries<'a> {
    children: Children<'a>,
}

impl<'a> Iterator for Entries<'a> {
    type Item = (Node<'a>, Node<'a>);

    fn next(&mut self) -> Option<(Node<'a>, Node<'a>)> {
        Some((self.children.next()?, self.children.next()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    const SHEET: &str = "// who wants what\n(said: [Demands (who: \"usa\"), r#Yes], n: \"a\\tb\")";

    #[test]
    fn a_cursor_walks_down_by_names_and_children() {
        let parsed = parse(SHEET);
        let said = parsed.tree.root(SHEET).field("said").unwrap();
        let names: Vec<_> = said.children().map(|child| child.name().unwrap()).collect();
        assert_eq!(names, ["Demands", "Yes"]);
        let demand = said.children().next().unwrap();
        assert_eq!(&SHEET[demand.name_span().unwrap().range()], "Demands");
        assert_eq!(demand.text(), "Demands (who: \"usa\")");
        assert_eq!(demand.field("who").unwrap().string().unwrap(), "usa");
        assert_eq!(parsed.tree.root(SHEET).field("n").unwrap().string().unwrap(), "a\tb");
        assert_eq!(&SHEET[parsed.tree.comments()[0].range()], "// who wants what");
    }

    #[test]
    fn a_place_finds_the_innermost_node() {
        let parsed = parse(SHEET);
        let text_at = |words: &str, ahead: usize| {
            let offset = SHEET.find(words).unwrap() + ahead;
            parsed.tree.node_at(SHEET, offset as u32).map(Node::text)
        };
        assert_eq!(text_at("usa", 1), Some("\"usa\""));
        assert_eq!(text_at("who:", 0), Some("who"));
        assert_eq!(text_at("Demands", 3), Some("Demands (who: \"usa\")"));
        assert_eq!(text_at("// who", 0), None);
        let path = parsed.tree.path_to(SHEET, SHEET.find("usa").unwrap() as u32);
        assert_eq!(
            path.iter().map(|node| node.kind()).collect::<Vec<_>>(),
            [NodeKind::Record, NodeKind::List, NodeKind::Record, NodeKind::Text]
        );
    }
}
