//! What one record says, put into another of the same kind.

use super::{Merging, Take};
use crate::sheet::{FieldDescription, Shape};
use crate::syntax::edit::{TextEdit, insert_all, quoted, remove, replace};
use crate::syntax::{Node, NodeKind};
use crate::text::Span;

/// What comes of folding.
#[derive(Default)]
pub struct Folded {
    /// Edits of the kept record.
    pub edits: Vec<TextEdit>,
    /// The fields in which the two differ, as the other had them.
    pub conflicts: Vec<String>,
}

/// Folds a record into the kept one; nothing where the kept one has slips in the way.
pub fn fold(merging: &Merging<'_>, kept: Node<'_>, other: Node<'_>, take: Option<Take>) -> Option<Folded> {
    let mut folding =
        Folding { merging, kept, take, out: Folded::default(), aliases: Vec::new(), added: Vec::new(), emptied: None };
    folding.forget_other(other)?;
    for (key, value) in other.entries() {
        let name = key.name()?;
        match (merging.description.field(name), kept.field(name)) {
            _ if name == "id" => {}
            (Some(field), Some(own)) => folding.unite(field, own, value)?,
            (Some(field), None) => folding.adopt(field, value),
            (None, _) => folding.out.conflicts.push(told(name, value)),
        }
    }
    folding.add_aliases(other)?;
    folding.add_fields()?;
    Some(folding.out)
}

struct Folding<'a> {
    merging: &'a Merging<'a>,
    kept: Node<'a>,
    take: Option<Take>,
    out: Folded,
    /// Names by which the other is known and the kept one is not.
    aliases: Vec<String>,
    /// Fields that the kept one lacks, as they are to be typed.
    added: Vec<(&'static str, String)>,
    /// A field of the kept one that has nothing left to say.
    emptied: Option<usize>,
}

impl Folding<'_> {
    /// The kept record need not imply itself.
    fn forget_other(&mut self, other: Node<'_>) -> Option<()> {
        let merging = self.merging;
        for (index, (key, value)) in self.kept.entries().enumerate() {
            let name = key.name()?;
            let Some(field) = merging.description.field(name).filter(|field| field.name != "id") else { continue };
            let is_other = |node: Node<'_>| merging.names(field, node, merging.other);
            let left = elements(value).filter(|&node| !is_other(node)).count();
            let brings_more = other
                .field(name)
                .is_some_and(|more| elements(more).any(|node| !merging.names(field, node, merging.kept)));
            match left {
                _ if !elements(value).any(is_other) => {}
                // The other's take their place.
                0 if brings_more => {}
                0 => self.emptied = Some(index),
                _ => {
                    for (index, _) in elements(value).enumerate().filter(|&(_, node)| is_other(node)) {
                        self.out.edits.push(remove(value, index)?);
                    }
                }
            }
        }
        Some(())
    }

    /// Both have the field.
    fn unite(&mut self, field: &FieldDescription, own: Node<'_>, value: Node<'_>) -> Option<()> {
        let is_same = own.string().map_or(own.text() == value.text(), |words| Some(words) == value.string());
        match (field.name, field.shape) {
            // Taken up with the other names.
            ("aliases", _) => {}
            ("name" | "native", _) if is_same => {}
            ("name" | "native", _) => match self.take {
                Some(Take::Other) => {
                    self.aliases.extend(own.string().map(String::from));
                    self.out.edits.push(replace(own, value.text()));
                }
                _ => self.aliases.extend(value.string().map(String::from)),
            },
            (_, Shape::List(_) | Shape::OneOrMore) => self.unite_lists(field, own, value)?,
            _ if is_same => {}
            ("note", _) => {
                let both = format!("{}; {}", own.string()?, value.string()?);
                self.out.edits.push(replace(own, quoted(&both)));
            }
            _ => match self.take {
                None => self.out.conflicts.push(told(field.name, value)),
                Some(Take::Kept) => {}
                Some(Take::Other) => self.out.edits.push(replace(own, value.text())),
            },
        }
        Some(())
    }

    fn unite_lists(&mut self, field: &FieldDescription, own: Node<'_>, value: Node<'_>) -> Option<()> {
        let merging = self.merging;
        let there: Vec<Node<'_>> = elements(own).filter(|&own| !merging.names(field, own, merging.other)).collect();
        let is_new = |item: &Node<'_>| {
            !merging.names(field, *item, merging.kept) && !there.iter().any(|own| is_alike(*own, *item))
        };
        let more: Vec<&str> = elements(value).filter(is_new).map(Node::text).collect();
        if more.is_empty() {
            return Some(());
        }
        if own.kind() == NodeKind::List && !there.is_empty() {
            self.out.edits.extend(insert_all(own, usize::MAX, &more)?);
        } else {
            let all: Vec<&str> = there.into_iter().map(Node::text).chain(more).collect();
            self.out.edits.push(replace(own, format!("[{}]", all.join(", "))));
        }
        Some(())
    }

    /// The kept one lacks the field.
    fn adopt(&mut self, field: &FieldDescription, value: Node<'_>) {
        if field.name == "aliases" {
            return;
        }
        let kept: Vec<&str> = elements(value)
            .filter(|item| !self.merging.names(field, *item, self.merging.kept))
            .map(Node::text)
            .collect();
        let text = match kept.len() {
            // It named nothing but the kept record, which cannot say that of itself.
            0 => return,
            count if count == elements(value).count() => value.text().to_owned(),
            _ => format!("[{}]", kept.join(", ")),
        };
        self.added.push((field.name, text));
    }

    /// The other's names that are new.
    fn add_aliases(&mut self, other: Node<'_>) -> Option<()> {
        if self.merging.description.field("aliases").is_none() {
            return Some(());
        }
        let words = |node: Node<'_>| node.string().map(String::from);
        let of_other = other.field("aliases");
        self.aliases.extend(of_other.into_iter().flat_map(elements).filter_map(words));
        let own = self.kept.field("aliases");
        let mut known: Vec<String> = own.into_iter().flat_map(elements).filter_map(words).collect();
        let takes_other = self.take == Some(Take::Other);
        for name in ["name", "native"] {
            let from = if takes_other {
                other.field(name).or(self.kept.field(name))
            } else {
                self.kept.field(name).or(other.field(name))
            };
            known.extend(from.and_then(words));
        }
        let mut more = Vec::new();
        for alias in std::mem::take(&mut self.aliases) {
            if !known.contains(&alias) {
                more.push(quoted(&alias));
                known.push(alias);
            }
        }
        match own {
            _ if more.is_empty() => {}
            Some(own) if own.kind() == NodeKind::List => self.out.edits.extend(insert_all(own, usize::MAX, &more)?),
            Some(own) => self.out.edits.push(replace(own, format!("[{}, {}]", own.text(), more.join(", ")))),
            None => self.added.push(("aliases", format!("[{}]", more.join(", ")))),
        }
        Some(())
    }

    /// Puts the fields that were lacking where the language has them.
    fn add_fields(&mut self) -> Option<()> {
        let order = |name: &str| self.merging.description.fields.iter().position(|field| field.name == name);
        self.added.sort_by_key(|(name, _)| order(name));
        if let Some(index) = self.emptied {
            let (key, value) = self.kept.entries().nth(index)?;
            let fields: Vec<String> = self.added.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            self.out.edits.push(match fields.is_empty() {
                true => remove(self.kept, index)?,
                false => {
                    TextEdit { span: Span { start: key.span().start, end: value.span().end }, text: fields.join(", ") }
                }
            });
            return Some(());
        }
        let names: Vec<Option<usize>> = self.kept.entries().map(|(key, _)| key.name().and_then(order)).collect();
        let place = |name: &str| names.iter().rposition(|own| *own < order(name)).map_or(0, |before| before + 1);
        for together in self.added.chunk_by(|(a, _), (b, _)| place(a) == place(b)) {
            let fields: Vec<String> = together.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            self.out.edits.extend(insert_all(self.kept, place(together[0].0), &fields)?);
        }
        Some(())
    }
}

/// The items of a list, or a lone value as one.
fn elements(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let is_list = node.kind() == NodeKind::List;
    node.children().filter(move |_| is_list).chain((!is_list).then_some(node))
}

/// Whether two values say the same, whatever the order of their fields.
fn is_alike(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.string(), b.string()) {
        (Some(a), Some(b)) => a == b,
        (None, None) if a.kind() == NodeKind::Record && b.kind() == NodeKind::Record => {
            let has = |record: Node<'_>, key: Node<'_>, value| {
                key.name().and_then(|name| record.field(name)).is_some_and(|other| is_alike(value, other))
            };
            a.entries().count() == b.entries().count() && a.entries().all(|(key, value)| has(b, key, value))
        }
        (None, None) => a.text() == b.text(),
        _ => false,
    }
}

/// A field as a comment tells it, on one line.
fn told(name: &str, value: Node<'_>) -> String {
    let words: Vec<&str> = value.text().split_whitespace().collect();
    format!("{name}: {}", words.join(" "))
}
