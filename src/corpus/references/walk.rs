//! The walk through a sheet, along its tree and the description of the language side by side.

use compact_str::CompactString;

use super::{Referent, Role};
use crate::sheet::{Description, SHEET, Shape, Target};
use crate::syntax::{Node, NodeKind};
use crate::text::Span;

/// An id that was found in a sheet.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The id as it is typed, with its quotation marks.
    pub span: Span,
    pub target: Target,
    pub slug: CompactString,
    pub role: Role,
}

impl Mention {
    /// The records that may be meant; the first of them that there is.
    pub fn referents(&self) -> impl Iterator<Item = Referent> {
        self.target.0.iter().map(|&kind| Referent { kind, slug: self.slug.clone() })
    }
}

/// All ids of a sheet, in their order.
pub fn mentions(sheet: Node<'_>) -> Vec<Mention> {
    let mut walk = Walk { found: Vec::new() };
    walk.fields(sheet, &SHEET);
    walk.found
}

struct Walk {
    found: Vec<Mention>,
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
            self.found.push(Mention { span: node.span(), target, slug: slug.into(), role });
        }
    }
}
