//! The walk through a sheet, along its tree and the description of the language side by side.

use compact_str::CompactString;

use super::Role;
use crate::sheet::{Description, SHEET, Shape, Target};
use crate::syntax::{Node, NodeKind, parse};
use crate::text::{FileId, Place};

/// An id that was found.
pub struct Found {
    pub place: Place,
    pub target: Target,
    pub slug: CompactString,
    pub role: Role,
}

/// All ids of a sheet, in their order.
pub fn found_in(file: FileId, text: &str) -> Vec<Found> {
    let parsed = parse(text);
    let mut walk = Walk { file, found: Vec::new() };
    walk.fields(parsed.tree.root(text), &SHEET);
    walk.found
}

struct Walk {
    file: FileId,
    found: Vec<Found>,
}

impl Walk {
    fn fields(&mut self, record: Node<'_>, description: &Description) {
        for (key, value) in record.entries() {
            let Some(field) = key.name().and_then(|name| description.field(name)) else { continue };
            let role = if field.name == "id" { Role::Definition } else { Role::Use };
            self.value(value, field.shape, field.target, role);
        }
    }

    fn value(&mut self, node: Node<'_>, shape: Shape, target: Target, role: Role) {
        match (node.kind(), shape) {
            (NodeKind::Text, Shape::Text | Shape::OneOrMore | Shape::Condition(_)) => self.word(node, target, role),
            (NodeKind::Record, Shape::Record(inner) | Shape::Statement(inner) | Shape::Condition(inner)) => {
                self.fields(node, inner);
            }
            (NodeKind::Record, Shape::Constraint(terms)) => self.fields(node, terms),
            // `Implies("p", "q")`: what stands there without names are propositions, or lists of them.
            (NodeKind::Tuple, Shape::Constraint(_)) => {
                self.items(node, Shape::OneOrMore, Target::Proposition, role);
            }
            // `AnyOf([…])`.
            (NodeKind::Tuple, Shape::Condition(_)) => self.items(node, shape, target, role),
            (NodeKind::List, Shape::List(inner)) => self.items(node, *inner, target, role),
            (NodeKind::List, Shape::OneOrMore | Shape::Condition(_)) => self.items(node, shape, target, role),
            // A lone value in the place of a list is reported, and yet read.
            (_, Shape::List(inner)) => self.value(node, *inner, target, role),
            _ => {}
        }
    }

    fn items(&mut self, node: Node<'_>, shape: Shape, target: Target, role: Role) {
        node.children().for_each(|child| self.value(child, shape, target, role));
    }

    fn word(&mut self, node: Node<'_>, target: Target, role: Role) {
        if let Some(slug) = node.string().filter(|_| target != Target::NONE) {
            let place = Place { file: self.file, span: node.span() };
            self.found.push(Found { place, target, slug: slug.into(), role });
        }
    }
}
