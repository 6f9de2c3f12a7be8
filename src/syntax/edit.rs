//! Changes of a document that keep what stands around them: its comments, its commas and its layout.
//!
//! Each is given as [`TextEdit`]s, so that a command and an editor's language server can both carry it out, and one can
//! be shown before it is. Where a bracket cannot be told apart from the slips in it, there is no edit.
//!
//! ```
//! use standoff::syntax::{edit, parse};
//!
//! let source = "(\n    aliases: [\"Moscow\"], // for now\n)\n";
//! let parsed = parse(source);
//! let aliases = parsed.tree.root(source).field("aliases").unwrap();
//! let edits = edit::insert(aliases, 1, &edit::quoted("the Kremlin")).unwrap();
//! assert_eq!(edit::apply(source, edits), "(\n    aliases: [\"Moscow\", \"the Kremlin\"], // for now\n)\n");
//! ```

use super::items::{Content, Item, Items, has_line_break, is_blank};
use super::tree::Node;
use crate::text::Span;
use std::ops::Range;

/// What stands at a place gives way to other words. An empty place is one where something is put in, and without words
/// something is taken out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    pub span: Span,
    pub text: String,
}

/// The text with all edits made. Of two that stand in each other's way the one that begins first is made, but where both
/// take something out, both do.
pub fn apply(source: &str, mut edits: Vec<TextEdit>) -> String {
    // The sort is stable: what is put in at one place stays in its order.
    edits.sort_by_key(|edit| (edit.span.start, !edit.span.is_empty()));
    let mut text = String::with_capacity(source.len());
    let mut reached = 0;
    for edit in edits {
        let span = edit.span.range();
        if span.start >= reached {
            text += &source[reached..span.start];
            text += &edit.text;
            reached = span.end;
        } else if edit.text.is_empty() {
            reached = reached.max(span.end);
        }
    }
    text + &source[reached..]
}

/// Words as a text in quotation marks.
pub fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            '\n' => text += "\\n",
            '\t' => text += "\\t",
            control if control.is_control() => text.extend(control.escape_unicode()),
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

/// Another value in the place of one.
pub fn replace(node: Node<'_>, text: impl Into<String>) -> TextEdit {
    TextEdit { span: node.span(), text: text.into() }
}

/// A further item of a bracket: a value in a list, or a field such as `id: "usa"` in a record. It becomes the `index`th,
/// or the last one where there are fewer, and stands as its neighbours do: on a line of its own, or on theirs.
pub fn insert(bracket: Node<'_>, index: usize, item: &str) -> Option<Vec<TextEdit>> {
    insert_all(bracket, index, &[item])
}

/// Several further items, one behind the other.
pub fn insert_all(bracket: Node<'_>, index: usize, more: &[impl AsRef<str>]) -> Option<Vec<TextEdit>> {
    let items = Items::of(bracket)?;
    let put = |at: usize, text: String| TextEdit { span: Span::new(at, at), text };
    let layout = Layout::of(bracket, &items);
    let gap = &layout.gap;
    let more: Vec<&str> = more.iter().map(AsRef::as_ref).collect();
    let more = more.join(&format!(",{gap}"));
    if let Some(next) = items.items.get(index) {
        let is_clear = is_read(next) && index.checked_sub(1).is_none_or(|before| is_read(&items.items[before]));
        return is_clear.then(|| vec![put(beginning(bracket, next), format!("{more},{gap}"))]);
    }
    let Some(last) = items.items.last() else {
        let comments = items.beside_opener.clone().chain(items.at_end.clone());
        return Some(vec![match comments.last().map(|index| bracket.tree().comments()[index].end as usize) {
            Some(end) => put(end, format!("{gap}{more},")),
            None => put(items.opener.end as usize, more),
        }]);
    };
    let end = last.span.end as usize;
    is_read(last).then(|| {
        if !layout.is_open {
            return vec![put(end, format!(",{gap}{more}"))];
        }
        let comma = last.comma.is_none().then(|| put(end, ",".to_owned()));
        let behind = put(ending(bracket, last), format!("{gap}{more},"));
        comma.into_iter().chain([behind]).collect()
    })
}

/// Takes an item out of a bracket, with its comma and the comments that are about it alone.
pub fn remove(bracket: Node<'_>, index: usize) -> Option<TextEdit> {
    let items = Items::of(bracket)?;
    let item = items.items.get(index).filter(|item| is_read(item))?;
    let neighbours = Neighbours::of(bracket, &items, index);
    let (before, next) = (neighbours.before, neighbours.next);
    let (begins, ends) = (beginning(bracket, item), ending(bracket, item));
    let begins_line = has_line_break(bracket.source(), neighbours.ended_before, begins);
    let ends_line = has_line_break(bracket.source(), ends, neighbours.next_begins);
    let span = if begins_line && ends_line {
        neighbours.lines_of(item, begins, ends)
    } else if next.is_some_and(|next| !ends_line || (before.is_none() && next.before.is_empty())) {
        begins..neighbours.next_begins
    } else {
        // The comma before the last item goes with it, unless a comment stands in between, which needs its line.
        match before.filter(|before| !begins_line || before.beside.is_empty()) {
            Some(_) if item.comma.is_some() => neighbours.ended_before..ends,
            Some(before) => before.comma.unwrap_or(begins)..ends,
            None => begins..ends,
        }
    };
    Some(TextEdit { span: Span::new(span.start, span.end), text: String::new() })
}

/// What stands around an item.
struct Neighbours<'a, 'b> {
    source: &'a str,
    before: Option<&'b Item<'a>>,
    next: Option<&'b Item<'a>>,
    /// Where what is about the one before ends, or the opening bracket.
    ended_before: usize,
    /// Where what is about the next one begins, or the closing bracket stands.
    next_begins: usize,
}

impl<'a, 'b> Neighbours<'a, 'b> {
    fn of(bracket: Node<'a>, items: &'b Items<'a>, index: usize) -> Neighbours<'a, 'b> {
        let comments = bracket.tree().comments();
        let beside_opener = items.beside_opener.clone().last().map(|index| comments[index]);
        let opened = beside_opener.map_or(items.opener.end, |comment| comment.end);
        let before = index.checked_sub(1).map(|before| &items.items[before]);
        let next = items.items.get(index + 1);
        let at_end = items.at_end.clone().next().map(|index| comments[index].start as usize);
        Neighbours {
            source: bracket.source(),
            before,
            next,
            ended_before: before.map_or(opened as usize, |before| ending(bracket, before)),
            next_begins: next.map_or(at_end.unwrap_or(items.closer), |next| beginning(bracket, next)),
        }
    }

    /// The lines of an item that has some for itself, with its comments, and without leaving an empty line too many. A
    /// comment above the first of several is as good as a heading of them all, and stays.
    fn lines_of(&self, item: &Item<'_>, begins: usize, ends: usize) -> Range<usize> {
        let source = self.source;
        let is_first_of_group = self.before.is_none() || has_empty_line(source, self.ended_before, begins);
        let is_last_of_group = self.next.is_none() || has_empty_line(source, ends, self.next_begins);
        let to = next_line(source, ends);
        match (is_first_of_group, is_last_of_group) {
            (true, false) => line_start(source, item.span.start as usize)..to,
            (true, true) if self.next.is_some() => line_start(source, begins)..after_empty_lines(source, to),
            (true, true) => next_line(source, self.ended_before)..to,
            (false, _) => line_start(source, begins)..to,
        }
    }
}

fn is_read(item: &Item<'_>) -> bool {
    !matches!(item.content, Content::Unread)
}

/// How the items of a bracket stand.
struct Layout {
    /// Whether each begins a line, the first one too.
    is_open: bool,
    /// What stands between a comma and the next item.
    gap: String,
}

impl Layout {
    fn of(bracket: Node<'_>, items: &Items<'_>) -> Layout {
        let source = bracket.source();
        let opened = items.opener.end as usize;
        let at_end = items.at_end.clone().next().map(|index| bracket.tree().comments()[index].start as usize);
        // The comments in an empty bracket stand where its items will.
        let first = items.items.first().map(|item| beginning(bracket, item)).or(at_end);
        match first {
            Some(first) if has_line_break(source, opened, first) => {
                let indent = &source[line_start(source, first)..first];
                Layout { is_open: true, gap: format!("{}{indent}", line_break(bracket)) }
            }
            Some(first) if items.items.len() > 1 && has_line_break(source, opened, items.closer) => {
                // The others hang in the column of the first.
                let line = source[..first].rfind('\n').map_or(0, |line_break| line_break + 1);
                let column = source[line..first].chars().count();
                Layout { is_open: false, gap: format!("{}{}", line_break(bracket), " ".repeat(column)) }
            }
            None if !items.beside_opener.is_empty() => {
                let indent = &source[line_start(source, items.closer)..items.closer];
                Layout { is_open: true, gap: format!("{}{indent}    ", line_break(bracket)) }
            }
            _ => Layout { is_open: false, gap: " ".to_owned() },
        }
    }
}

/// How lines end here.
fn line_break(bracket: Node<'_>) -> &'static str {
    let above = &bracket.source()[..bracket.span().end as usize];
    let is_windows = above.rfind('\n').is_some_and(|at| above[..at].ends_with('\r'));
    if is_windows { "\r\n" } else { "\n" }
}

/// Where an item begins, with the comments before it.
fn beginning(bracket: Node<'_>, item: &Item<'_>) -> usize {
    let first = item.before.clone().next().map(|index| bracket.tree().comments()[index]);
    first.map_or(item.span.start, |comment| comment.start) as usize
}

/// Where an item ends, with its comma and the comments beside it.
fn ending(bracket: Node<'_>, item: &Item<'_>) -> usize {
    let end = item.comma.map_or(item.span.end as usize, |comma| comma + 1);
    let last = item.beside.clone().next_back().map(|index| bracket.tree().comments()[index]);
    last.map_or(end, |comment| end.max(comment.end as usize))
}

/// Where the line begins, if nothing stands before the place on it.
fn line_start(source: &str, at: usize) -> usize {
    let start = source[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
    if source[start..at].chars().all(is_blank) { start } else { at }
}

fn next_line(source: &str, at: usize) -> usize {
    source[at..].find('\n').map_or(source.len(), |line_break| at + line_break + 1)
}

fn after_empty_lines(source: &str, at: usize) -> usize {
    let lines = source[at..].split_inclusive('\n').take_while(|line| line.trim().is_empty());
    at + lines.map(str::len).sum::<usize>()
}

fn has_empty_line(source: &str, from: usize, to: usize) -> bool {
    source[from..to].bytes().filter(|&byte| byte == b'\n').count() > 1
}
