//! The attributes at the top of a document, `#![enable(..)]`.

use super::Parser;
use crate::syntax::error::SyntaxError;
use crate::syntax::lex::{Bracket, TokenKind};
use crate::text::Span;

impl Parser<'_> {
    /// `#![enable(implicit_some)]`, `#![type = "Sheet"]` or `#![schema = "sheet.ron"]`. The extensions that matter are on
    /// in any case, so there is nothing to keep but the place.
    pub(super) fn attribute(&mut self) {
        let start = self.current.start;
        let is_attribute = self.attribute_parts();
        if is_attribute {
            self.attributes.push(Span::new(start, self.previous.end));
            return;
        }
        let known = "write `#![enable(implicit_some, unwrap_newtypes, unwrap_variant_newtypes)]`";
        let span = Span::new(start, self.current.end);
        self.report(SyntaxError::new(span, "this is not an attribute that RON knows").help(known));
        while !self.at(TokenKind::End) && !self.begins_line(self.current, self.previous) {
            self.bump();
        }
    }

    fn attribute_parts(&mut self) -> bool {
        let opens =
            self.eat(TokenKind::Hash) && self.eat(TokenKind::Bang) && self.eat(TokenKind::Open(Bracket::Square));
        if !opens || !self.at(TokenKind::Name) {
            return false;
        }
        let name = self.bump();
        let is_good = match self.text(name) {
            "enable" => self.extensions(),
            "type" | "schema" => self.eat(TokenKind::Equals) && matches!(self.bump().kind, TokenKind::Text { .. }),
            _ => false,
        };
        is_good && self.eat(TokenKind::Close(Bracket::Square))
    }

    fn extensions(&mut self) -> bool {
        let known = ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes", "explicit_struct_names"];
        if !self.eat(TokenKind::Open(Bracket::Round)) {
            return false;
        }
        loop {
            if !self.at(TokenKind::Name) || !known.contains(&self.text(self.current)) {
                return false;
            }
            self.bump();
            let goes_on = self.eat(TokenKind::Comma);
            if self.eat(TokenKind::Close(Bracket::Round)) {
                return true;
            }
            if !goes_on {
                return false;
            }
        }
    }
}
