//! What becomes of a constraint when two of its propositions, or one of them and another, are one.

use crate::syntax::{Node, NodeKind};
use crate::text::Span;

/// What becomes of a constraint.
pub enum Fate<'a> {
    /// It names the kept proposition in the place of the other.
    Stays {
        renamed: Vec<Span>,
        /// Lists, and the words in them that name it once too often.
        superfluous: Vec<(Node<'a>, Node<'a>)>,
    },
    /// It says of one proposition what goes without saying, as that it implies itself.
    SaysNothing,
    /// It cannot be true of one proposition; why.
    Contradicts(String),
}

/// Looks at a constraint that names the other proposition.
pub fn fate<'a>(record: Node<'a>, kept: &str, other: &str) -> Fate<'a> {
    let kind = record.name().unwrap_or_default();
    let terms = Terms::of(record);
    let names_it = |word: &Node<'_>| word.string().is_some_and(|words| words == kept || words == other);
    // Alone, before the lists: what a whole has parts of, or what is implied.
    let lone = terms.lone.iter().filter(|word| names_it(word)).count();
    let (mut renamed, mut superfluous) = (Vec::new(), Vec::new());
    let mut seen = lone;
    for word in &terms.lone {
        renamed.extend(word.string().is_some_and(|words| words == other).then(|| word.span()));
    }
    let mut left = terms.lone.len();
    for (list, word) in terms.listed {
        let is_it = names_it(&word);
        if is_it && seen > 0 {
            superfluous.push((list, word));
            continue;
        }
        left += 1;
        seen += usize::from(is_it);
        renamed.extend(word.string().is_some_and(|words| words == other).then(|| word.span()));
    }
    let is_doubled = lone > 1 || !superfluous.is_empty();
    match kind {
        "NotAll" if is_doubled && left < 2 => {
            Fate::Contradicts(format!("`{kept}` and `{other}` are said not to hold together"))
        }
        "Implies" | "SameTime" | "Parts" if is_doubled && (lone > 1 || left < 2) => Fate::SaysNothing,
        _ => Fate::Stays { renamed, superfluous },
    }
}

/// The propositions of a constraint, those in lists each with its list.
#[derive(Default)]
struct Terms<'a> {
    lone: Vec<Node<'a>>,
    listed: Vec<(Node<'a>, Node<'a>)>,
}

impl<'a> Terms<'a> {
    fn of(record: Node<'a>) -> Terms<'a> {
        let named = record.entries().filter(|(key, _)| key.name() != Some("because")).map(|(_, value)| value);
        let unnamed = record.children().filter(|_| record.kind() == NodeKind::Tuple);
        let mut terms = Terms::default();
        for value in named.chain(unnamed) {
            match value.kind() {
                NodeKind::List => terms.listed.extend(value.children().map(|word| (value, word))),
                _ => terms.lone.push(value),
            }
        }
        terms
    }
}
