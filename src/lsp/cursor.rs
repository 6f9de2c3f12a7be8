//! What stands at a place of a sheet: the walk from the outermost bracket inwards, along the tree and the description of
//! the language side by side.

use crate::project::{Part, part_of};
use crate::settings::SettingsRecord;
use crate::sheet::{Described, Description, FieldDescription, SHEET, Shape, Target};
use crate::syntax::{Node, NodeKind, Tree};
use crate::vocabulary::Verb;

/// A place of a sheet.
pub struct Cursor<'a> {
    /// The records around it, the outermost first.
    pub records: Vec<Around<'a>>,
    /// The innermost node.
    pub node: Node<'a>,
    /// What can stand there.
    pub shape: Shape,
    /// Of what records ids can stand there.
    pub target: Target,
    /// The field whose value it is in.
    pub field: Option<&'static FieldDescription>,
    /// Whether it is the name of a field.
    pub is_key: bool,
}

/// A record around a place.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub node: Node<'a>,
    pub description: &'static Description,
}

impl Around<'_> {
    /// The verb, where it is a statement.
    pub fn verb(&self) -> Option<Verb> {
        let is_statement = self.description.word == STATEMENT;
        is_statement.then(|| Verb::named(self.node.name()?)).flatten()
    }

    /// What a field says.
    pub fn text(&self, field: &str) -> Option<String> {
        self.node.field(field)?.string().map(|text| text.into_owned())
    }
}

/// What the language calls a statement.
pub const STATEMENT: &str = "Statement";

/// The description of a file, by its path in the project.
pub fn description_of(path: &str) -> Option<&'static Description> {
    match part_of(path)? {
        Part::Settings => Some(&SettingsRecord::DESCRIPTION),
        Part::Sheet => Some(&SHEET),
        Part::Text(_) => None,
    }
}

impl<'a> Cursor<'a> {
    /// What stands at an offset; nothing outside of the outermost bracket.
    pub fn new(tree: &'a Tree, source: &'a str, offset: u32, file: &'static Description) -> Option<Cursor<'a>> {
        let path = tree.path_to(source, offset);
        let mut cursor = Cursor {
            records: Vec::new(),
            node: *path.first()?,
            shape: Shape::Record(file),
            target: Target::NONE,
            field: None,
            is_key: false,
        };
        for (index, &node) in path.iter().enumerate() {
            cursor.node = node;
            cursor.enter(node, path.get(index + 1).copied());
        }
        Some(cursor)
    }

    /// The statement around it.
    pub fn statement(&self) -> Option<&Around<'a>> {
        self.records.iter().rev().find(|record| record.description.word == STATEMENT)
    }

    /// The innermost record around it.
    pub fn record(&self) -> Option<&Around<'a>> {
        self.records.last()
    }

    fn enter(&mut self, node: Node<'a>, next: Option<Node<'a>>) {
        match (node.kind(), self.shape) {
            // A lone value in the place of a list is reported, and yet read.
            (NodeKind::Record | NodeKind::Tuple, Shape::List(inner)) => {
                self.shape = *inner;
                self.enter(node, next);
            }
            // `Implies("p", "q")`: what stands there without names are propositions, or lists of them.
            (NodeKind::Tuple, Shape::Constraint(_)) if next.is_some() => {
                (self.shape, self.target) = (Shape::OneOrMore, Target::Proposition);
            }
            (NodeKind::Tuple, Shape::Condition(_)) if next.is_some() => {}
            (
                NodeKind::Record | NodeKind::Tuple,
                Shape::Record(description)
                | Shape::Statement(description)
                | Shape::Constraint(description)
                | Shape::Condition(description)
                | Shape::Quote(description),
            ) => {
                self.records.push(Around { node, description });
                if let Some(next) = next {
                    self.enter_field(node, next, description);
                }
            }
            (NodeKind::List, Shape::List(inner)) => self.shape = *inner,
            (NodeKind::Map, Shape::Map(inner)) => {
                self.is_key = next.is_some_and(|next| node.entries().any(|(key, _)| key.span() == next.span()));
                self.shape = *inner;
            }
            _ => {}
        }
    }

    fn enter_field(&mut self, record: Node<'a>, next: Node<'a>, description: &'static Description) {
        let entry = record.entries().find(|(key, value)| key.span() == next.span() || value.span() == next.span());
        let Some((key, _)) = entry else { return };
        self.is_key = key.span() == next.span();
        self.field = key.name().and_then(|name| description.field(name));
        if let Some(field) = self.field {
            (self.shape, self.target) = (field.shape, field.target);
        }
    }
}
