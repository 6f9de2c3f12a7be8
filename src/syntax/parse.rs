//! From tokens to a tree, over every slip.
//!
//! A parser that stops at the first slip hides the rest of the file; one that trips over it invents slips that are not
//! there. So each bracket reads its items one by one and mends what it can by itself: a missing comma is reported and
//! thought to be there, `=` is taken for `:`, and what begins nothing is skipped up to the next comma, bracket or line.
//! Where a bracket seems not to be closed, it is closed in thought as soon as something comes that belongs outside.

mod attribute;

use super::error::SyntaxError;
use super::lex::{Bracket, Lexer, Token, TokenKind};
use super::tree::{NodeKind, RawNode, Tree};
use crate::text::Span;

/// How deep brackets may stand in each other. No sheet comes near it, and no reader of the tree needs a deep stack.
pub const MAX_DEPTH: usize = 128;

/// What [`parse`] gives back.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub tree: Tree,
    /// In the order of their places, at most one a line.
    pub errors: Vec<SyntaxError>,
}

/// Reads a document. This never fails: what cannot be understood becomes a node of the kind [`NodeKind::Error`] and an
/// entry in the list of errors.
///
/// ```
/// let parsed = standoff::syntax::parse(r#"(who: "russia" what: "peace")"#);
/// assert_eq!(parsed.errors[0].message, "expected a comma before `what`");
/// ```
pub fn parse(source: &str) -> Parsed {
    if u32::try_from(source.len()).is_err() {
        let nodes = vec![raw_node(NodeKind::Error, 0, 0)];
        let error = SyntaxError::new(Span::default(), "this file is too large to be read");
        return Parsed { tree: Tree { nodes, comments: Vec::new(), attributes: Vec::new() }, errors: vec![error] };
    }
    let mut lexer = Lexer::new(source);
    let current = lexer.next();
    let previous = Token { kind: TokenKind::Comma, start: current.start, end: current.start };
    // A sheet has a node for some fifteen bytes; growing the vector by doubling would copy it a dozen times.
    let nodes = Vec::with_capacity(source.len() / 16 + 1);
    let mut parser = Parser {
        source,
        lexer,
        current,
        previous,
        nodes,
        attributes: Vec::new(),
        open: Vec::new(),
        damaged: false,
        closed_early: false,
    };
    parser.document();
    let (comments, errors) = parser.lexer.finish();
    Parsed { tree: Tree { nodes: parser.nodes, comments, attributes: parser.attributes }, errors }
}

fn raw_node(kind: NodeKind, start: usize, end: usize) -> RawNode {
    RawNode { start: start as u32, end: end as u32, after: 1, kind, plain: false, damaged: false }
}

struct Parser<'a> {
    source: &'a str,
    lexer: Lexer<'a>,
    current: Token,
    previous: Token,
    nodes: Vec<RawNode>,
    attributes: Vec<Span>,
    /// The brackets around the current token, outermost first.
    open: Vec<Bracket>,
    /// Whether something was wrong directly within the innermost of them.
    damaged: bool,
    /// Whether the outermost bracket was closed although more followed.
    closed_early: bool,
}

/// What to do after an item of a bracket.
#[derive(PartialEq)]
enum After {
    GoOn,
    /// The item belongs outside: the bracket was never closed.
    CloseHere,
}

/// What stands in round brackets, as its first item decides.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Empty,
    Values,
    Fields,
}

impl Parser<'_> {
    // Steps

    fn bump(&mut self) -> Token {
        self.previous = self.current;
        self.current = self.lexer.next();
        self.previous
    }

    /// Goes back to a token that was stepped over, `previous` being the one before it.
    fn rewind(&mut self, to: Token, previous: Token) {
        self.lexer.rewind(to.start);
        self.current = self.lexer.next();
        self.previous = previous;
    }

    fn at(&self, kind: TokenKind) -> bool {
        self.current.kind == kind
    }

    fn text(&self, token: Token) -> &str {
        &self.source[token.start..token.end]
    }

    fn eat(&mut self, kind: TokenKind) -> bool {
        let is_there = self.at(kind);
        if is_there {
            self.bump();
        }
        is_there
    }

    /// Whether a token is the first on its line, `before` being the one that stands before it.
    fn begins_line(&self, token: Token, before: Token) -> bool {
        self.source[before.end..token.start].contains('\n')
    }

    fn report(&mut self, error: SyntaxError) {
        self.damaged = true;
        self.lexer.errors.push(error);
    }

    /// The current token in words, for a message. Only its first line and not too much of it is shown.
    fn found(&self) -> String {
        let typed = self.text(self.current);
        match self.current.kind {
            TokenKind::End => "the end of the file".to_owned(),
            TokenKind::Junk if typed == "\u{A0}" => "a no-break space".to_owned(),
            _ => {
                let line = typed.lines().next().unwrap_or_default();
                let shown: String = line.chars().take(24).collect();
                let more = if shown.len() < typed.len() { "…" } else { "" };
                format!("`{shown}{more}`")
            }
        }
    }

    // Nodes

    fn leaf(&mut self, kind: NodeKind, token: Token) {
        let after = self.nodes.len() as u32 + 1;
        let plain = token.kind == TokenKind::Text { plain: true };
        self.nodes.push(RawNode { after, plain, ..raw_node(kind, token.start, token.end) });
    }

    /// An empty node behind the last token, where a value should be.
    fn missing_value(&mut self, message: String, help: &str) {
        let at = self.previous.end;
        self.report(SyntaxError::new(Span::new(at, at), message).help(help));
        self.leaf(NodeKind::Error, Token { kind: TokenKind::Broken, start: at, end: at });
    }

    // The document

    fn document(&mut self) {
        while self.at(TokenKind::Hash) {
            self.attribute();
        }
        if self.at(TokenKind::End) {
            self.missing_value("this file holds no value".to_owned(), "write `()` for an empty one");
            return;
        }
        self.value();
        if !self.at(TokenKind::End) {
            let message = format!("expected nothing more after the outermost value, found {}", self.found());
            self.report(SyntaxError::new(self.current.span(), message));
            while !self.at(TokenKind::End) {
                self.bump();
            }
        }
    }

    // Values

    fn value(&mut self) {
        match self.current.kind {
            TokenKind::Open(bracket) => self.bracket(self.current.start, bracket),
            TokenKind::Comma | TokenKind::Close(_) | TokenKind::End => {
                self.missing_value("a value is missing here".to_owned(), "write a value, or remove what waits for it");
            }
            TokenKind::Text { .. }
            | TokenKind::Bytes
            | TokenKind::Character
            | TokenKind::Number
            | TokenKind::Name
            | TokenKind::Broken => {
                let token = self.bump();
                self.value_from(token);
            }
            _ => self.junk(),
        }
    }

    /// A value whose first token has been stepped over.
    fn value_from(&mut self, token: Token) {
        let kind = match token.kind {
            TokenKind::Name if self.opens_record() => {
                return self.bracket(token.start, Bracket::Round);
            }
            TokenKind::Name if self.at(TokenKind::Name) => return self.words(token),
            TokenKind::Name => NodeKind::Name,
            TokenKind::Text { .. } => NodeKind::Text,
            TokenKind::Bytes => NodeKind::Bytes,
            TokenKind::Character => NodeKind::Character,
            TokenKind::Number => NodeKind::Number,
            _ => {
                self.damaged = true;
                NodeKind::Error
            }
        };
        self.leaf(kind, token);
    }

    /// Whether the name just stepped over has brackets behind it, be they `{ … }`, as other languages have them.
    fn opens_record(&self) -> bool {
        let is_curly = self.at(TokenKind::Open(Bracket::Curly)) && self.previous.kind == TokenKind::Name;
        self.at(TokenKind::Open(Bracket::Round)) || (is_curly && !self.begins_line(self.current, self.previous))
    }

    /// One word after another: `Russian Federation` without quotation marks, unless the last is the name of a field that
    /// a forgotten comma has brought here, as in `kind: State wikidata: "Q159"`.
    fn words(&mut self, first: Token) {
        let mut last = first;
        while self.at(TokenKind::Name) && !self.begins_line(self.current, last) {
            let word = self.bump();
            if matches!(self.current.kind, TokenKind::Colon | TokenKind::Equals | TokenKind::Open(_)) {
                self.rewind(word, last);
                break;
            }
            last = word;
        }
        if last.start == first.start {
            return self.leaf(NodeKind::Name, first);
        }
        let words = Token { kind: TokenKind::Broken, start: first.start, end: last.end };
        let typed = self.text(words).to_owned();
        let error = SyntaxError::new(words.span(), format!("`{typed}` stands here without quotation marks"));
        self.report(error.help(format!("write `\"{typed}\"`")));
        self.leaf(NodeKind::Error, words);
    }

    /// Skips what begins no value, up to the next comma, bracket or line.
    fn junk(&mut self) {
        let message = format!("expected a value, found {}", self.found());
        self.report(SyntaxError::new(self.current.span(), message));
        let mut skipped = self.bump();
        while !matches!(self.current.kind, TokenKind::Comma | TokenKind::Open(_) | TokenKind::Close(_) | TokenKind::End)
            && !self.begins_line(self.current, self.previous)
        {
            skipped.end = self.bump().end;
        }
        self.leaf(NodeKind::Error, Token { kind: TokenKind::Broken, ..skipped });
    }

    // Brackets

    /// A bracket with all it holds. `start` is where its name stands, if it has one, and the opener is the current token.
    fn bracket(&mut self, start: usize, bracket: Bracket) {
        if self.open.len() == MAX_DEPTH {
            return self.too_deep(start);
        }
        let index = self.nodes.len();
        self.nodes.push(raw_node(NodeKind::Error, start, start));
        let damaged_outside = std::mem::replace(&mut self.damaged, false);
        self.open.push(bracket);
        if self.current.kind != TokenKind::Open(bracket) {
            self.wrong_opener(bracket);
        }
        let opener = self.bump();
        let mut shape = Shape::Empty;
        while !self.closes(bracket, opener) {
            let after = match bracket {
                Bracket::Round => self.round_item(&mut shape),
                Bracket::Square => self.list_item(),
                Bracket::Curly => self.map_item(),
            };
            if after == After::CloseHere {
                self.unclosed(bracket, opener);
                break;
            }
            self.separator();
        }
        self.open.pop();
        let kind = match (bracket, shape) {
            (Bracket::Round, Shape::Fields) => NodeKind::Record,
            (Bracket::Round, _) => NodeKind::Tuple,
            (Bracket::Square, _) => NodeKind::List,
            (Bracket::Curly, _) => NodeKind::Map,
        };
        let after = self.nodes.len() as u32;
        let damaged = std::mem::replace(&mut self.damaged, damaged_outside);
        self.nodes[index] = RawNode { after, damaged, ..raw_node(kind, start, self.previous.end) };
    }

    /// Whether the bracket ends here: at its closer, at a closer that will do, or where it must be closed in thought.
    fn closes(&mut self, bracket: Bracket, opener: Token) -> bool {
        loop {
            match self.current.kind {
                TokenKind::Close(found) if found == bracket || opener.kind == TokenKind::Open(found) => {
                    let closer = self.bump();
                    if self.open.len() > 1 || self.at(TokenKind::End) {
                        return true;
                    }
                    self.more_follows(closer);
                }
                TokenKind::Close(found) => {
                    let owner = self.open[..self.open.len() - 1].iter().rposition(|&open| open == found);
                    if owner.is_some_and(|owner| owner > 0 || self.is_last()) {
                        self.unclosed(bracket, opener);
                        return true;
                    }
                    let closer = self.bump();
                    if owner.is_none() && (self.open.len() > 1 || self.at(TokenKind::End)) {
                        self.wrong_closer(bracket, opener, closer);
                        return true;
                    }
                    self.more_follows(closer);
                }
                TokenKind::End => {
                    if !self.closed_early {
                        self.unclosed(bracket, opener);
                    }
                    return true;
                }
                TokenKind::Comma => {
                    let comma = self.bump();
                    self.report(SyntaxError::new(comma.span(), "a comma with no value before it").help("remove it"));
                }
                _ => return false,
            }
        }
    }

    /// Whether nothing comes after the current token.
    fn is_last(&mut self) -> bool {
        let (token, previous) = (self.current, self.previous);
        self.bump();
        let is_last = self.at(TokenKind::End);
        self.rewind(token, previous);
        is_last
    }

    fn unclosed(&mut self, bracket: Bracket, opener: Token) {
        let at = Span::new(self.previous.end, self.previous.end);
        let message = format!("the bracket `{}` is not closed", bracket.opener());
        let error = SyntaxError::new(at, message)
            .help(format!("write `{}`", bracket.closer()))
            .related(opener.span(), "it is opened here");
        self.report(error);
    }

    /// The record is read as it is meant, so that it does not count as damaged.
    fn wrong_opener(&mut self, bracket: Bracket) {
        let (name, found) = (self.text(self.previous), self.found());
        let message = format!("expected `{}` after `{name}`, found {found}", bracket.opener());
        let help = format!("write `{}` here and `{}` at the end", bracket.opener(), bracket.closer());
        self.lexer.errors.push(SyntaxError::new(self.current.span(), message).help(help));
    }

    fn wrong_closer(&mut self, bracket: Bracket, opener: Token, closer: Token) {
        let message = format!("the bracket `{}` is closed by `{}`", bracket.opener(), self.text(closer));
        let error = SyntaxError::new(closer.span(), message)
            .help(format!("write `{}`", bracket.closer()))
            .related(opener.span(), "it is opened here");
        self.report(error);
    }

    /// The outermost bracket closes, and yet the file goes on: a bracket too many further up. Its content goes on too, or
    /// the whole rest of the file would be lost.
    fn more_follows(&mut self, closer: Token) {
        self.closed_early = true;
        let message = format!("`{}` closes the whole file, but more follows", self.text(closer));
        self.report(SyntaxError::new(closer.span(), message).help("remove it, or the bracket above that is too many"));
        self.eat(TokenKind::Comma);
    }

    fn separator(&mut self) {
        match self.current.kind {
            TokenKind::Comma => drop(self.bump()),
            TokenKind::Close(_) | TokenKind::End => {}
            TokenKind::Semicolon => {
                let semicolon = self.bump();
                self.report(SyntaxError::new(semicolon.span(), "expected a comma, found `;`").help("write `,`"));
            }
            // The item was closed in thought, and its last comma is as good as one behind it.
            _ if self.previous.kind == TokenKind::Comma => {}
            _ => {
                let at = Span::new(self.previous.end, self.previous.end);
                let message = format!("expected a comma before {}", self.found());
                self.report(SyntaxError::new(at, message).help("write `,` between them"));
            }
        }
    }

    fn too_deep(&mut self, start: usize) {
        let message = format!("brackets stand more than {MAX_DEPTH} deep in each other");
        self.report(SyntaxError::new(self.current.span(), message));
        let mut depth = 0_usize;
        loop {
            match self.current.kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth -= 1,
                TokenKind::End => break,
                _ => {}
            }
            self.bump();
            if depth == 0 {
                break;
            }
        }
        self.leaf(NodeKind::Error, Token { kind: TokenKind::Broken, start, end: self.previous.end });
    }

    // Items

    /// A field or a value in round brackets. The first item decides which of the two all of them should be.
    fn round_item(&mut self, shape: &mut Shape) -> After {
        let (first, before) = (self.current, self.previous);
        let may_be_key = matches!(first.kind, TokenKind::Name | TokenKind::Text { .. });
        if may_be_key {
            self.bump();
            if matches!(self.current.kind, TokenKind::Colon | TokenKind::Equals) || self.lacks_colon(first, *shape) {
                return self.field(first, shape);
            }
        }
        let opens = self.at(TokenKind::Open(Bracket::Round)) || (may_be_key && self.opens_record());
        let in_list = self.open.iter().rev().nth(1) == Some(&Bracket::Square);
        if *shape == Shape::Fields && opens && in_list && self.begins_line(first, before) {
            // `Offers(` at the beginning of a line, in the middle of a record that stands in a list: the next record.
            self.rewind(first, before);
            return After::CloseHere;
        }
        let kept = self.nodes.len();
        if may_be_key {
            self.value_from(first);
        } else {
            self.value();
        }
        match *shape {
            Shape::Empty => *shape = Shape::Values,
            Shape::Values => {}
            Shape::Fields => {
                let is_told = self.nodes[kept].kind == NodeKind::Error;
                self.nodes.truncate(kept);
                if !is_told {
                    let error = SyntaxError::new(first.span(), "this value has no field name before it");
                    self.report(error.help("write the field's name and `:` before it"));
                }
            }
        }
        After::GoOn
    }

    /// `who "russia"`: among fields, a name and then a value on the same line.
    fn lacks_colon(&self, name: Token, shape: Shape) -> bool {
        let value_follows = matches!(
            self.current.kind,
            TokenKind::Text { .. } | TokenKind::Number | TokenKind::Broken | TokenKind::Open(Bracket::Square)
        );
        shape != Shape::Values
            && name.kind == TokenKind::Name
            && value_follows
            && !self.begins_line(self.current, self.previous)
    }

    /// A field, whose name has been stepped over.
    fn field(&mut self, key: Token, shape: &mut Shape) -> After {
        let kept = self.nodes.len();
        if key.kind != TokenKind::Name {
            let name = self.text(key).trim_matches('"').to_owned();
            let error = SyntaxError::new(key.span(), "the name of a field stands without quotation marks");
            self.report(error.help(format!("write `{name}`")));
        }
        self.leaf(NodeKind::Key, key);
        self.colon(key);
        let (next, colon) = (self.current, self.previous);
        if next.kind == TokenKind::Name && self.begins_line(next, colon) {
            // `who:⏎ what: "peace"`: the next line is the next field and not the value of this one.
            self.bump();
            if self.at(TokenKind::Colon) {
                self.rewind(next, colon);
                self.missing_value("a value is missing here".to_owned(), "write a value, or remove what waits for it");
            } else {
                self.value_from(next);
            }
        } else {
            self.value();
        }
        if *shape == Shape::Values {
            self.nodes.truncate(kept);
            let error = SyntaxError::new(key.span(), "a field stands here among values without names");
            self.report(error.help("give all of them a name, or none"));
        } else {
            *shape = Shape::Fields;
        }
        After::GoOn
    }

    fn colon(&mut self, key: Token) {
        match self.current.kind {
            TokenKind::Colon => drop(self.bump()),
            TokenKind::Equals => {
                let equals = self.bump();
                self.report(SyntaxError::new(equals.span(), "expected `:`, found `=`").help("write `:`"));
            }
            _ => {
                let at = Span::new(self.previous.end, self.previous.end);
                let message = format!("expected `:` after `{}`", self.text(key));
                self.report(SyntaxError::new(at, message).help("write `:`"));
            }
        }
    }

    fn list_item(&mut self) -> After {
        let (first, before) = (self.current, self.previous);
        if first.kind != TokenKind::Name {
            self.value();
            return After::GoOn;
        }
        self.bump();
        if !matches!(self.current.kind, TokenKind::Colon | TokenKind::Equals) {
            self.value_from(first);
            return After::GoOn;
        }
        if self.open.iter().rev().nth(1) == Some(&Bracket::Round) {
            // `["a", "b", kind: Person`: the next field of the record around this list.
            self.rewind(first, before);
            return After::CloseHere;
        }
        let error = SyntaxError::new(first.span(), "a field stands here in a list");
        self.report(error.help("write `(` and `)` around the fields that belong together"));
        self.bump();
        self.value();
        After::GoOn
    }

    fn map_item(&mut self) -> After {
        self.value();
        let is_pair = matches!(self.current.kind, TokenKind::Colon | TokenKind::Equals);
        let key = Token { kind: TokenKind::Broken, ..self.previous };
        if is_pair {
            self.colon(key);
            self.value();
        } else {
            self.missing_value("this key has no value".to_owned(), "write `:` and a value after it");
        }
        After::GoOn
    }
}
