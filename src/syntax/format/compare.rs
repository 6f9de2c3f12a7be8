//! Whether two documents say the same: the last look before one takes the place of the other.

use crate::syntax::items::is_blank;
use crate::syntax::{NodeKind, Parsed, Tree, parse};

/// Whether a text has the same values, the same comments, and but for blanks and commas the same letters.
pub fn says_the_same(before: &Parsed, source: &str, text: &str) -> bool {
    let after = parse(text);
    let is_no_worse = after.errors.is_empty() || !before.errors.is_empty();
    is_no_worse
        && has_same_letters(source, text)
        && has_same_nodes(&before.tree, source, &after.tree, text)
        && has_same_comments(&before.tree, source, &after.tree, text)
}

/// This also holds for what the tree could not make sense of.
fn has_same_letters(source: &str, text: &str) -> bool {
    let counts = |byte: &u8| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',');
    let is_letter = |c: &char| *c != ',' && !is_blank(*c);
    // The blanks beyond ASCII are rare, and looking for them takes longer.
    source.bytes().filter(counts).eq(text.bytes().filter(counts))
        || source.chars().filter(is_letter).eq(text.chars().filter(is_letter))
}

fn has_same_nodes(before: &Tree, source: &str, after: &Tree, text: &str) -> bool {
    let shape = |tree: &Tree| tree.nodes.iter().map(|node| (node.kind, node.after)).collect::<Vec<_>>();
    if before.nodes.len() != after.nodes.len() || shape(before) != shape(after) {
        return false;
    }
    before.nodes.iter().zip(&after.nodes).all(|(a, b)| match a.kind {
        // Their names are letters too, and those were compared; but a text's blanks and commas are its own.
        NodeKind::Tuple | NodeKind::Record | NodeKind::List | NodeKind::Map => true,
        _ => source[a.start as usize..a.end as usize] == text[b.start as usize..b.end as usize],
    })
}

fn has_same_comments(before: &Tree, source: &str, after: &Tree, text: &str) -> bool {
    let typed = before.comments.iter().map(|comment| source[comment.range()].trim_ascii_end());
    typed.eq(after.comments.iter().map(|comment| text[comment.range()].trim_ascii_end()))
}
