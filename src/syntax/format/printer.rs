//! The document laid out anew, value by value.

mod flat;

use super::page::Page;
use super::{Formatted, Style};
use crate::syntax::items::{Content, Item, Items, has_line_break, is_blank};
use crate::syntax::{Node, NodeKind, Parsed, SyntaxError, Tree};
use crate::text::Span;

/// Fields that share a line.
type Groups = &'static [&'static [&'static str]];

/// How much further in the items of a bracket stand than the bracket.
const INDENT: usize = 4;

/// Lays a document out; nothing where something stands around its outermost value that cannot be told apart from it.
pub fn print(parsed: &Parsed, source: &str, style: &Style) -> Option<Formatted> {
    let mut printer = Printer::new(parsed, source, style);
    printer.document()?;
    Some(Formatted { text: printer.page.text, left: printer.left })
}

/// Lays out one value of a document where it stands, `path` being the nodes around it, outermost first, and itself.
pub fn print_value<'a>(parsed: &'a Parsed, source: &'a str, style: &'a Style, path: &[Node<'a>]) -> Option<String> {
    let &[ref around @ .., node] = path else { return None };
    let role = match around {
        [] => Role::Root,
        [root] if root.kind() == NodeKind::Record => Role::Section,
        [.., parent] if parent.kind() == NodeKind::List => Role::Listed,
        _ => Role::Other,
    };
    let start = node.span().start as usize;
    let line = source[..start].rfind('\n').map_or(0, |line_break| line_break + 1);
    let indent = source[line..start].chars().take_while(|&c| is_blank(c)).count();
    let mut printer = Printer::new(parsed, source, style);
    printer.page.column = source[line..start].chars().count();
    printer.value(node, Setting { indent, tail: around.len().min(1), role });
    printer.left.is_empty().then_some(printer.page.text)
}

struct Printer<'a> {
    tree: &'a Tree,
    errors: &'a [SyntaxError],
    source: &'a str,
    style: &'a Style,
    page: Page,
    left: Vec<Span>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Setting {
    /// How far its line is set in.
    indent: usize,
    /// How many characters have to fit behind it on its last line: a comma, closing brackets.
    tail: usize,
    role: Role,
}

#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// The outermost value, whose items each have a line.
    Root,
    /// The value of a field of the outermost one: a list of records has a line for each of them, however short.
    Section,
    /// An item of a list. A record that stands there without a name hangs from its bracket.
    Listed,
    Other,
}

impl<'a> Printer<'a> {
    fn new(parsed: &'a Parsed, source: &'a str, style: &'a Style) -> Printer<'a> {
        // As the last line ends: that break is still the last one afterwards, while others come and go.
        let is_windows = source.rfind('\n').is_some_and(|at| source[..at].ends_with('\r'));
        let page = Page::new(if is_windows { "\r\n" } else { "\n" });
        let Parsed { tree, errors } = parsed;
        Printer { tree, errors, source, style, page, left: Vec::new() }
    }

    // The document

    fn document(&mut self) -> Option<()> {
        let root = self.tree.root(self.source);
        if root.kind() == NodeKind::Error || (is_bracket(root) && Items::of(root).is_none()) {
            return None;
        }
        self.page.text.reserve(self.source.len() + self.source.len() / 8);
        self.head(root.span().start as usize)?;
        self.value(root, Setting { indent: 0, tail: 0, role: Role::Root });
        let mut reached = root.span().end as usize;
        let first = self.tree.comments().partition_point(|comment| comment.start < root.span().end);
        if !self.is_blank_but_for(reached, self.source.len(), &self.tree.comments()[first..]) {
            self.page.push_raw(&self.source[reached..]);
            self.left.push(Span::new(reached, self.source.len()));
            return Some(());
        }
        for &comment in &self.tree.comments()[first..] {
            self.beside_or_below(reached, comment.start as usize, 0);
            reached = self.comment(comment);
        }
        self.page.line(0);
        Some(())
    }

    /// The comments and attributes before the outermost value, each on a line.
    fn head(&mut self, root: usize) -> Option<()> {
        let mark = if self.source.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        self.page.text.push_str(&self.source[..mark]);
        let comments = self.tree.comments();
        let comments = &comments[..comments.partition_point(|comment| (comment.start as usize) < root)];
        let mut parts: Vec<Span> = comments.iter().chain(self.tree.attributes()).copied().collect();
        parts.sort();
        // An attribute may have a comment in it.
        parts.dedup_by(|later, earlier| later.start < earlier.end);
        if !self.is_blank_but_for(mark, root, &parts) {
            return None;
        }
        let mut reached = mark;
        for part in parts {
            if reached > mark {
                self.beside_or_below(reached, part.start as usize, 0);
            }
            reached = self.comment(part);
        }
        if reached > mark {
            self.blank_line_between(reached, root);
            self.page.line(0);
        }
        Some(())
    }

    /// Whether nothing stands in a part of the source but blanks and some spans.
    fn is_blank_but_for(&self, mut from: usize, to: usize, spans: &[Span]) -> bool {
        for span in spans {
            if !self.source[from..span.start as usize].chars().all(is_blank) {
                return false;
            }
            from = span.end as usize;
        }
        self.source[from..to].chars().all(is_blank)
    }

    // Values

    fn value(&mut self, node: Node<'a>, setting: Setting) {
        let is_section = setting.role == Role::Section && node.kind() == NodeKind::List && holds_brackets(node);
        let may_be_flat = setting.role != Role::Root && !is_section;
        let mark = self.page.mark();
        if may_be_flat && self.flat(node, self.style.width.saturating_sub(setting.tail)) {
            return;
        }
        self.page.go_back(mark);
        if is_bracket(node) { self.broken(node, setting) } else { self.page.push_raw(node.text()) }
    }

    // Brackets of several lines

    fn broken(&mut self, node: Node<'a>, setting: Setting) {
        let Some(contents) = Items::of(node) else {
            // A sound one has a comment between its name and its bracket.
            if !self.errors.is_empty() {
                self.left.push(node.span());
            }
            return self.page.push_raw(node.text());
        };
        let has_comments = !contents.beside_opener.is_empty() || !contents.at_end.is_empty();
        let is_bare =
            !has_comments && contents.items.iter().all(|item| item.before.is_empty() && item.beside.is_empty());
        let is_named = contents.opener.len() > 1;
        match contents.items.as_slice() {
            [] if is_bare => self.empty(&contents),
            [Item { content: Content::Value(inner), .. }]
                if is_bare && node.kind() == NodeKind::Tuple && is_bracket(*inner) =>
            {
                self.hugging(&contents, *inner, setting);
            }
            items if is_bare && !is_named && setting.role == Role::Listed && are_fields(items) => {
                self.hanging(&contents, setting);
            }
            _ => self.open(&contents, node, setting),
        }
    }

    fn empty(&mut self, contents: &Items<'a>) {
        self.opener(contents.opener);
        self.closer(contents);
    }

    /// `NotAll([`, and then the items of the inner bracket.
    fn hugging(&mut self, contents: &Items<'a>, inner: Node<'a>, setting: Setting) {
        self.opener(contents.opener);
        self.value(inner, Setting { tail: setting.tail + 1, role: Role::Other, ..setting });
        self.closer(contents);
    }

    /// Fields that begin right behind the bracket, the further lines below the first.
    fn hanging(&mut self, contents: &Items<'a>, setting: Setting) {
        self.opener(contents.opener);
        let indent = self.page.column;
        let last = contents.items.len() - 1;
        let mut line = self.page.text.len();
        for (index, item) in contents.items.iter().enumerate() {
            let tail = if index == last { setting.tail + 1 } else { 1 };
            let before = index.checked_sub(1).map(|before| &contents.items[before]);
            if !before.is_some_and(|before| self.joins(before, item, self.style.together_hanging, line, tail)) {
                if index > 0 {
                    self.page.line(indent);
                }
                line = self.page.text.len();
                self.item(item, Setting { indent, tail, role: Role::Other });
            }
            if index < last {
                self.page.push(",");
            }
        }
        self.closer(contents);
    }

    /// An item a line, one step further in than the bracket.
    fn open(&mut self, contents: &Items<'a>, node: Node<'a>, setting: Setting) {
        let indent = setting.indent + INDENT;
        let role = match (setting.role, node.kind()) {
            (Role::Root, NodeKind::Record) => Role::Section,
            (_, NodeKind::List) => Role::Listed,
            _ => Role::Other,
        };
        self.opener(contents.opener);
        let mut reached = contents.opener.end as usize;
        for index in contents.beside_opener.clone() {
            self.page.push(" ");
            reached = self.comment(self.tree.comments()[index]);
        }
        let mut line = self.page.text.len();
        for (index, item) in contents.items.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &contents.items[before]);
            let is_beside = before.is_some_and(|before| {
                before.beside.is_empty()
                    && !self.has_blank_line(reached, item.span)
                    && self.joins(before, item, self.style.together, line, 1)
            });
            if !is_beside {
                self.begin(item, index == 0, reached, indent);
                line = self.page.text.len();
                self.item(item, Setting { indent, tail: 1, role });
            }
            reached = item.comma.map_or(item.span.end as usize, |comma| comma + 1);
            // What was left as it is need not end where it seems to, and a comma could become a part of it.
            if item.comma.is_some() || self.is_sound(item) {
                self.page.push(",");
            }
            for index in item.beside.clone() {
                self.page.push(" ");
                reached = reached.max(self.comment(self.tree.comments()[index]));
            }
        }
        for index in contents.at_end.clone() {
            let comment = self.tree.comments()[index];
            if contents.items.is_empty() && index == contents.at_end.start {
                self.page.line(indent);
            } else {
                self.beside_or_below(reached, comment.start as usize, indent);
            }
            reached = self.comment(comment);
        }
        self.page.line(setting.indent);
        self.closer(contents);
    }

    /// Begins the line of an item, with the comments that stand before it. The first in a bracket has no empty line above
    /// it.
    fn begin(&mut self, item: &Item<'a>, is_first: bool, mut reached: usize, indent: usize) {
        let start = item.span.start as usize;
        if !is_first {
            let first = item.before.clone().next().map_or(start, |index| self.tree.comments()[index].start as usize);
            self.blank_line_between(reached, first);
        }
        self.page.line(indent);
        for index in item.before.clone() {
            let comment = self.tree.comments()[index];
            if index > item.before.start {
                self.beside_or_below(reached, comment.start as usize, indent);
            }
            reached = self.comment(comment);
        }
        if !item.before.is_empty() {
            self.beside_or_below(reached, start, indent);
        }
    }

    /// Goes on behind a comment: on its line where the source does, otherwise on the next, or after an empty one.
    fn beside_or_below(&mut self, reached: usize, start: usize, indent: usize) {
        if !has_line_break(self.source, reached, start) {
            return self.page.push(" ");
        }
        self.blank_line_between(reached, start);
        self.page.line(indent);
    }

    fn item(&mut self, item: &Item<'a>, setting: Setting) {
        // A section with a slip in it is not left as a whole: its records are looked at one by one.
        let is_section =
            setting.role == Role::Section && matches!(item.content, Content::Pair(_, value) if is_bracket(value));
        match item.content {
            _ if !is_section && !self.is_sound(item) => {
                self.left.push(item.span);
                self.page.push_raw(&self.source[item.span.range()]);
            }
            Content::Value(node) => self.value(node, setting),
            Content::Pair(key, value) => {
                self.page.push(key.text());
                self.page.push(": ");
                self.value(value, setting);
            }
            Content::Interrupted | Content::Unread => self.page.push_raw(&self.source[item.span.range()]),
        }
    }

    /// Whether nothing is wrong with an item, at any depth. One with a slip in it is left as a whole: how the slip was
    /// read hangs on where the lines around it end.
    fn is_sound(&self, item: &Item<'a>) -> bool {
        if self.errors.is_empty() {
            return true;
        }
        let first = self.errors.partition_point(|error| error.span.end < item.span.start);
        let is_told = self.errors.get(first).is_some_and(|error| error.span.start <= item.span.end);
        let is_damaged = match item.content {
            Content::Value(node) | Content::Pair(_, node) => !node.is_whole(),
            Content::Interrupted => false,
            Content::Unread => true,
        };
        !is_told && !is_damaged
    }

    // Parts of lines

    /// The name and the bracket, whatever stood between them.
    fn opener(&mut self, opener: Span) {
        let text = &self.source[opener.range()];
        let (name, bracket) = text.split_at(text.len() - 1);
        self.page.push(name.trim_end_matches(is_blank));
        self.page.push(bracket);
    }

    fn closer(&mut self, contents: &Items<'a>) {
        self.page.push(&self.source[contents.closer..contents.closer + 1]);
    }

    /// Writes a comment, and says where it ends in the source.
    fn comment(&mut self, comment: Span) -> usize {
        self.page.push_raw(self.source[comment.range()].trim_ascii_end());
        comment.end as usize
    }

    /// An empty line, where there is at least one between two places in the source.
    fn blank_line_between(&mut self, from: usize, to: usize) {
        let breaks = memchr::memchr_iter(b'\n', &self.source.as_bytes()[from..to]).count();
        if breaks > 1 {
            self.page.end_line();
        }
    }

    fn has_blank_line(&self, from: usize, item: Span) -> bool {
        memchr::memchr_iter(b'\n', &self.source.as_bytes()[from..item.start as usize]).count() > 1
    }
}

fn is_bracket(node: Node<'_>) -> bool {
    matches!(node.kind(), NodeKind::Tuple | NodeKind::Record | NodeKind::List | NodeKind::Map)
}

fn holds_brackets(list: Node<'_>) -> bool {
    list.children().any(is_bracket)
}

fn are_fields(items: &[Item<'_>]) -> bool {
    items.iter().all(|item| matches!(item.content, Content::Pair(..)))
}
