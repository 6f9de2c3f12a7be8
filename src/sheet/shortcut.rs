//! Statements read straight from the tree, where they are as most statements are.
//!
//! A sheet is nearly all statements, and nearly all of their fields are a text or a list of texts. Those are taken from
//! the tree as they stand, which is several times as fast as asking serde for each. Whatever is unusual goes through
//! serde as everything else does: a date with a slip, a word without quotation marks, a field that is given twice. So
//! there is one reader that knows what can be wrong, and one that knows what is common; a test holds them together.

use super::{ConditionRecord, Field, OneOrMore, StatementFields, StatementRecord, WayRecord, Word};
use crate::syntax::{List, Node, NodeKind, Spanned, from_node};
use crate::text::{Passage, Source};
use crate::vocabulary::Verb;

/// Reads a statement all of whose fields are of the common kind into a record, in place of what it held; says whether the
/// statement was of that kind.
pub fn statement(source: &Source, node: Node<'_>, record: &mut StatementRecord) -> bool {
    let verb = node.name().filter(|_| node.kind() == NodeKind::Record && !node.is_damaged()).and_then(Verb::named);
    let Some(verb) = verb else { return false };
    *record = StatementRecord::new(verb);
    node.entries().all(|(key, value)| field(source, key.text(), value, &mut record.fields).unwrap_or(false))
}

/// Reads a field; says whether it is the first of its name, and nothing where it is not of the common kind.
fn field(source: &Source, name: &str, value: Node<'_>, fields: &mut StatementFields) -> Option<bool> {
    Some(match name {
        "id" => set(&mut fields.id, passage(source, value)?),
        "article" => set(&mut fields.article, text(value)?),
        "who" => set(&mut fields.who, text(value)?),
        "via" => set(&mut fields.via, text(value)?),
        "according_to" => set(&mut fields.according_to, text(value)?),
        "what" => set(&mut fields.what, text(value)?),
        "from" => set(&mut fields.from, one_or_more(value)?),
        "to" => set(&mut fields.to, one_or_more(value)?),
        "only_if" => set(&mut fields.only_if, conditions(value)?),
        "only_after" => set(&mut fields.only_after, conditions(value)?),
        "in_return_for" => set(&mut fields.in_return_for, conditions(value)?),
        "unless" => set(&mut fields.unless, conditions(value)?),
        "said" => set(&mut fields.said, sound(value)?),
        "until" => set(&mut fields.until, sound(value)?),
        "due" => set(&mut fields.due, sound(value)?),
        "quote" => set(&mut fields.quote, passage(source, value)?),
        "gloss" => set(&mut fields.gloss, passage(source, value)?),
        "basis" => set(&mut fields.basis, sound(value)?),
        "firmness" => set(&mut fields.firmness, sound(value)?),
        "note" => set(&mut fields.note, passage(source, value)?),
        _ => return None,
    })
}

/// Sets a field; says whether it is the first of its name.
fn set<T>(field: &mut Field<T>, value: T) -> bool {
    let is_first = field.is_absent();
    *field = Field::Good(value);
    is_first
}

fn text(node: Node<'_>) -> Option<Spanned<Word>> {
    Some(Spanned { value: Word::from(node.string()?), span: node.span() })
}

fn passage(source: &Source, node: Node<'_>) -> Option<Spanned<Passage>> {
    Some(Spanned { value: source.passage(node.string()?), span: node.span() })
}

fn one_or_more(node: Node<'_>) -> Option<OneOrMore> {
    match node.kind() {
        NodeKind::Text => text(node).map(|word| std::iter::once(word).collect()),
        NodeKind::List if !node.is_damaged() => node.children().map(text).collect(),
        _ => None,
    }
}

fn conditions(node: Node<'_>) -> Option<List<Spanned<ConditionRecord>>> {
    if node.kind() != NodeKind::List || node.is_damaged() {
        return None;
    }
    let condition = |child: Node<'_>| match child.kind() {
        NodeKind::Text => {
            let way = WayRecord { what: Field::Good(Word::from(child.string()?)), by: Field::Absent };
            Some(Spanned { value: ConditionRecord::Way(way), span: child.span() })
        }
        _ => sound(child),
    };
    node.children().map(condition).collect()
}

/// A value that serde reads without complaint.
fn sound<'a, T: serde::Deserialize<'a>>(node: Node<'a>) -> Option<Spanned<T>> {
    let mut errors = Vec::new();
    from_node(node, &mut errors).filter(|_| errors.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    /// Both readers, side by side: what the shortcut takes is what serde takes, and what it leaves serde has a word for.
    fn assert_alike(source: &str, is_common: bool) {
        let parsed = parse(source);
        let node = parsed.tree.root(source);
        let file = Source::new("sheet.ron".into(), source);
        let mut errors = Vec::new();
        let by_serde: Option<StatementRecord> = from_node(node, &mut errors);
        let mut record = StatementRecord::new(Verb::Demands);
        assert_eq!(statement(&file, node, &mut record), is_common, "{source}");
        if is_common {
            assert!(errors.is_empty(), "{source}: {errors:?}");
            assert_eq!(format!("{record:?}"), format!("{:?}", by_serde.unwrap()), "{source}");
        }
    }

    #[test]
    fn the_shortcut_reads_what_serde_reads() {
        assert_alike(r#"Demands(who: "a", what: "p", from: ["b", "c"], quote: "so\nbe \"it\"", basis: Direct)"#, true);
        assert_alike(r#"Demands(who: "a", what: "p", from: "b", said: "2025-06", firmness: Open)"#, true);
        assert_alike(r#"Offers(who: "a", what: "p", only_after: ["q", AnyOf(["r", (what: "s", by: "b")])])"#, true);
        assert_alike(r#"Promises(who: "a", via: "v", what: "p", due: "2025", only_if: [], gloss: r"raw")"#, true);
    }

    #[test]
    fn the_shortcut_leaves_what_is_unusual_to_serde() {
        assert_alike(r#"Demands(who: a, what: "p")"#, false);
        assert_alike(r#"Demands(who: "a", who: "b")"#, false);
        assert_alike(r#"Demands(who: "a", whom: "b")"#, false);
        assert_alike(r#"Demandz(who: "a")"#, false);
        assert_alike(r#"Offers(who: "a", said: "June 2025")"#, false);
        assert_alike(r#"Offers(who: "a", only_if: "q")"#, false);
        assert_alike(r#"Offers(who: "a", reaffirmed: ["2025"])"#, false);
    }
}
