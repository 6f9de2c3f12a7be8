//! What stands on one line, if it fits: values, and fields beside each other.

use super::{Groups, Printer, is_bracket};
use crate::syntax::Node;
use crate::syntax::items::{Content, Item, Items};

impl<'a> Printer<'a> {
    /// Writes a value on one line; says whether that went well.
    pub(super) fn flat(&mut self, node: Node<'a>, limit: usize) -> bool {
        // Each node takes at least a letter.
        if node.descendants() > limit {
            return false;
        }
        if !is_bracket(node) {
            return self.flat_text(node.text(), limit);
        }
        let Some(contents) = Items::of(node) else { return false };
        if !contents.beside_opener.is_empty() || !contents.at_end.is_empty() {
            return false;
        }
        self.opener(contents.opener);
        for (index, item) in contents.items.iter().enumerate() {
            if index > 0 {
                self.page.push(", ");
            }
            if !self.flat_item(item, limit) {
                return false;
            }
        }
        self.flat_text(&self.source[contents.closer..contents.closer + 1], limit)
    }

    fn flat_item(&mut self, item: &Item<'a>, limit: usize) -> bool {
        for index in item.before.clone() {
            if !self.flat_comment(index, limit) {
                return false;
            }
            self.page.push(" ");
        }
        let went_well = match item.content {
            _ if !self.is_sound(item) => return false,
            Content::Value(node) => self.flat(node, limit),
            Content::Pair(key, value) => {
                self.page.push(key.text());
                self.page.push(": ");
                self.flat(value, limit)
            }
            Content::Interrupted | Content::Unread => self.flat_text(&self.source[item.span.range()], limit),
        };
        went_well
            && item.beside.clone().all(|index| {
                self.page.push(" ");
                self.flat_comment(index, limit)
            })
    }

    fn flat_comment(&mut self, index: usize, limit: usize) -> bool {
        let text = &self.source[self.tree.comments()[index].range()];
        !text.starts_with("//") && self.flat_text(text, limit)
    }

    fn flat_text(&mut self, text: &str, limit: usize) -> bool {
        self.page.push(text);
        self.page.column <= limit && !text.contains('\n')
    }

    /// Writes an item behind the one before it where the two share a line and there is room; says whether it did. `line`
    /// is where the first item of the line begins in what was written.
    pub(super) fn joins(
        &mut self,
        before: &Item<'a>,
        item: &Item<'a>,
        together: Groups,
        line: usize,
        tail: usize,
    ) -> bool {
        let (Content::Pair(first, _), Content::Pair(second, _)) = (before.content, item.content) else { return false };
        let (first, second) = (first.text(), second.text());
        let are_together = together.iter().any(|all| all.contains(&first) && all.contains(&second));
        if !are_together || !item.before.is_empty() || self.page.text[line..].contains('\n') {
            return false;
        }
        let mark = self.page.mark();
        self.page.push(" ");
        // What stands beside it comes behind the comma, as in every line.
        let bare = Item { before: 0..0, beside: 0..0, ..*item };
        let joins = self.flat_item(&bare, self.style.width.saturating_sub(tail));
        if !joins {
            self.page.go_back(mark);
        }
        joins
    }
}
