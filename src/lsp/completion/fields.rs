//! Names of fields, verbs and other words, each with what it means.

use gen_lsp_types::CompletionItemKind;

use super::Proposal;
use super::typing::Slot;
use crate::sheet::{ConstraintKind, Description, FieldDescription, Shape, Verbed};
use crate::vocabulary::Verb;

/// The fields that the record around the cursor has not got yet, and that its verb takes.
pub fn names(slot: &Slot<'_>) -> Vec<Proposal> {
    let Some(record) = slot.cursor.record() else { return Vec::new() };
    let verb = record.verb();
    let is_open = |field: &FieldDescription| {
        verb.is_none_or(|verb| verb.takes(field.name)) && record.node.field(field.name).is_none()
    };
    let fields = record.description.fields.iter().enumerate().filter(|(_, field)| is_open(field));
    let fits = fields.filter(|(_, field)| field.name.starts_with(slot.typed));
    // What stands behind the cursor already is not typed twice.
    let is_followed = slot.rest.trim_start().starts_with(':');
    let proposal = |(place, field): (usize, &FieldDescription)| {
        let mut proposal = Proposal::new(field.name, CompletionItemKind::Field).with_detail(flowing(field.doc));
        if !is_followed {
            let comma = if slot.rest.trim().is_empty() { "," } else { "" };
            let (open, close) = brackets(field.shape);
            proposal.text = format!("{}: ", field.name);
            proposal.snippet = Some(format!("{}: {open}$1{close}{comma}$0", field.name));
        }
        proposal.ranked(place as u32)
    };
    fits.map(proposal).collect()
}

/// What stands around a value of a shape.
fn brackets(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Text | Shape::Date | Shape::OneOrMore | Shape::Quote(_) => ("\"", "\""),
        Shape::List(Shape::Text | Shape::Date | Shape::Condition(_) | Shape::Quote(_)) => ("[\"", "\"]"),
        Shape::List(Shape::Record(_)) => ("[(", ")]"),
        Shape::List(_) => ("[", "]"),
        Shape::Record(_) => ("(", ")"),
        Shape::Map(_) => ("{", "}"),
        Shape::Number
        | Shape::Truth
        | Shape::Word(_)
        | Shape::Statement(_)
        | Shape::Constraint(_)
        | Shape::Condition(_) => ("", ""),
    }
}

/// Words that stand without quotation marks.
pub fn values(shape: Shape, slot: &Slot<'_>) -> Vec<Proposal> {
    let all = match shape {
        Shape::Word(words) => words().into_iter().map(word).collect(),
        Shape::Statement(_) => Verb::ALL.into_iter().map(verb).collect(),
        Shape::Constraint(_) => ConstraintKind::ALL.into_iter().map(constraint).collect(),
        Shape::Truth => ["true", "false"].map(|value| Proposal::new(value, CompletionItemKind::Value)).into(),
        Shape::Record(description) if slot.typed.is_empty() => vec![record(description)],
        _ => Vec::new(),
    };
    let typed = slot.typed.to_lowercase();
    let ranked = all.into_iter().enumerate().map(|(place, proposal): (usize, Proposal)| proposal.ranked(place as u32));
    ranked.filter(|proposal| proposal.label.to_lowercase().starts_with(&typed)).collect()
}

fn word((word, meaning): (&'static str, &'static str)) -> Proposal {
    Proposal::new(word, CompletionItemKind::EnumMember).with_detail(flowing(meaning))
}

/// A verb with the fields that it cannot do without.
fn verb(verb: Verb) -> Proposal {
    let from = if verb == Verb::Demands { ", from: [\"$3\"]" } else { "" };
    let mut proposal = Proposal::new(verb.name(), CompletionItemKind::Keyword).with_detail(flowing(verb.meaning()));
    proposal.text = format!("{}(", verb.name());
    proposal.snippet = Some(format!("{}(who: \"$1\", what: \"$2\"{from}, quote: \"$4\"),$0", verb.name()));
    proposal
}

fn constraint(kind: ConstraintKind) -> Proposal {
    let mut proposal = Proposal::new(kind.name(), CompletionItemKind::Keyword).with_detail(flowing(kind.meaning()));
    proposal.text = format!("{}(", kind.name());
    proposal.snippet = Some(format!("{}($1),$0", kind.name()));
    proposal
}

/// A new record, of the fields that are needed.
fn record(description: &Description) -> Proposal {
    let needed = description.fields.iter().filter(|field| field.doc.contains("Needed.") || field.name == "name");
    let fields = needed.enumerate().map(|(index, field)| {
        let (open, close) = brackets(field.shape);
        format!("{}: {open}${}{close}", field.name, index + 1)
    });
    let fields: Vec<String> = fields.collect();
    let mut proposal = Proposal::new(format!("({})", description.word.to_lowercase()), CompletionItemKind::Struct)
        .with_detail(flowing(description.doc));
    proposal.text = "(".to_owned();
    proposal.snippet = Some(format!("({}),$0", fields.join(", ")));
    proposal
}

/// Lines of a comment as one.
fn flowing(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
