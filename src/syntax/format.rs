//! One style for documents: where lines end and how far they are set in. Values, comments and their order stay.
//!
//! A bracket that fits on one line stands on one line; otherwise each item has a line of its own, and a record in a list
//! hangs from its bracket:
//!
//! ```text
//! (id: "europe", name: "European officials", kind: Group,
//!  note: "the European side of the Paris talks of 17 April 2025; the article names no country here"),
//! ```
//!
//! Which fields share a line even then is a matter of the subject and so a part of the [`Style`]. What could not be read
//! is left exactly as it was typed, and told. Before anything is given back it is read again and compared, so that no
//! slip in here can ever lose a word of an editor's.

mod compare;
mod page;
mod printer;
#[cfg(test)]
mod tests;

use super::edit::TextEdit;
use super::parse::{Parsed, parse};
use crate::text::Span;

/// What is a matter of taste.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// How many columns a line may have, where its values let it.
    pub width: usize,
    /// Fields that share a line where they follow each other and their record takes several lines: `via` after `who`.
    pub together: &'static [&'static [&'static str]],
    /// The same for a record that hangs from its bracket.
    pub together_hanging: &'static [&'static [&'static str]],
}

/// A document in one style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Formatted {
    pub text: String,
    /// What could not be read and was left as it was, as places in the text that was handed in.
    pub left: Vec<Span>,
}

/// Lays a document out.
///
/// ```
/// use standoff::syntax::{Style, format};
///
/// let style = Style { width: 48, together: &[&["who", "via"]], together_hanging: &[] };
/// let typed = "(said:[Offers(who:\"russia\", via:\"peskov\", // on Friday\n what: \"peace\")])";
/// assert_eq!(
///     format(typed, &style).text,
///     r#"(
///     said: [
///         Offers(
///             who: "russia", via: "peskov", // on Friday
///             what: "peace",
///         ),
///     ],
/// )
/// "#
/// );
/// ```
pub fn format(source: &str, style: &Style) -> Formatted {
    let parsed = parse(source);
    let formatted = printer::print(&parsed, source, style);
    formatted.filter(|formatted| compare::says_the_same(&parsed, source, &formatted.text)).unwrap_or_else(|| {
        let left = if parsed.errors.is_empty() { Vec::new() } else { vec![Span::new(0, source.len())] };
        Formatted { text: source.to_owned(), left }
    })
}

/// Lays out the value at a span where it stands, and leaves the rest of the document alone: for a record that an edit has
/// made too long. Nothing where there is no such value, where it cannot be read, or where it is in style already.
pub fn format_value(parsed: &Parsed, source: &str, value: Span, style: &Style) -> Option<TextEdit> {
    let mut path = parsed.tree.path_to(source, value.start);
    let depth = path.iter().position(|node| node.span() == value)?;
    path.truncate(depth + 1);
    let typed = path[depth].text();
    let text = printer::print_value(parsed, source, style, &path)?;
    let is_changed = text != typed && compare::says_the_same(&parse(typed), typed, &text);
    is_changed.then_some(TextEdit { span: value, text })
}
