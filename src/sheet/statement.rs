//! Statements as typed: a verb, then fields. Each verb takes only the fields that make sense for it.

use std::fmt;

use serde::de::{Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{ConditionRecord, Field, OneOrMore, QuoteRecord, Word, record};
use crate::date::PartialDate;
use crate::syntax::{List, Spanned};
use crate::text::Passage;
use crate::vocabulary::{Basis, ConditionKind, Firmness, Verb};

/// A statement: its verb and its fields.
#[derive(Debug)]
pub struct StatementRecord {
    pub verb: Verb,
    pub fields: StatementFields,
}

impl StatementRecord {
    /// A statement none of whose fields was typed yet.
    pub fn new(verb: Verb) -> StatementRecord {
        StatementRecord { verb, fields: StatementFields::default() }
    }
}

record! {
    /// The fields of all verbs together; [`Verbed::takes`] says which of them a verb takes.
    StatementFields {
        id: Spanned<Passage>,
        article: Spanned<Word>,
        who: Spanned<Word>,
        via: Spanned<Word>,
        according_to: Spanned<Word>,
        what: Spanned<Word>,
        from: OneOrMore,
        to: OneOrMore,
        only_if: List<Spanned<ConditionRecord>>,
        only_after: List<Spanned<ConditionRecord>>,
        in_return_for: List<Spanned<ConditionRecord>>,
        unless: List<Spanned<ConditionRecord>>,
        said: Spanned<PartialDate>,
        until: Spanned<PartialDate>,
        due: Spanned<PartialDate>,
        reaffirmed: List<Spanned<PartialDate>>,
        event: Spanned<Passage>,
        quote: Spanned<Passage>,
        prefix: Spanned<Passage>,
        suffix: Spanned<Passage>,
        quotes: List<Spanned<QuoteRecord>>,
        gloss: Spanned<Passage>,
        basis: Spanned<Basis>,
        firmness: Spanned<Firmness>,
        note: Spanned<Passage>,
    }
}

/// What the language says of a verb's fields.
pub trait Verbed {
    /// Whether the verb takes a field that other verbs take.
    fn takes(self, field: &str) -> bool;
}

impl Verbed for Verb {
    fn takes(self, field: &str) -> bool {
        match field {
            "from" => self.takes_from(),
            "to" => self.takes_to(),
            "due" => self.takes_due(),
            _ => ConditionKind::ALL
                .into_iter()
                .find(|kind| kind.field() == field)
                .is_none_or(|k| self.takes_condition(k)),
        }
    }
}

impl StatementFields {
    /// The conditions, kind by kind, each with whether any were typed.
    pub fn conditions(&self) -> [(ConditionKind, &Field<List<Spanned<ConditionRecord>>>); 4] {
        [
            (ConditionKind::OnlyIf, &self.only_if),
            (ConditionKind::OnlyAfter, &self.only_after),
            (ConditionKind::InReturnFor, &self.in_return_for),
            (ConditionKind::Unless, &self.unless),
        ]
    }

    /// The fields that not every verb takes, and that were typed.
    pub fn particular(&self) -> impl Iterator<Item = &'static str> {
        let plain = [("from", self.from.is_absent()), ("to", self.to.is_absent()), ("due", self.due.is_absent())];
        let conditions = self.conditions().map(|(kind, list)| (kind.field(), list.is_absent()));
        plain.into_iter().chain(conditions).filter(|(_, is_absent)| !is_absent).map(|(field, _)| field)
    }
}

/// The words a statement may begin with.
pub const VERBS: &[&str] = &[
    "Demands",
    "Proposes",
    "Supports",
    "Accepts",
    "Offers",
    "Promises",
    "Threatens",
    "Opposes",
    "Rejects",
    "Refuses",
    "Asserts",
    "Denies",
];

impl Serialize for StatementRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_variant("Statement", self.verb as u32, self.verb.name(), &self.fields)
    }
}

impl<'de> Deserialize<'de> for StatementRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<StatementRecord, D::Error> {
        deserializer.deserialize_enum("Statement", VERBS, StatementVisitor)
    }
}

struct StatementVisitor;

impl<'de> Visitor<'de> for StatementVisitor {
    type Value = StatementRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a statement, such as `Demands(who: \"…\", what: \"…\", from: [\"…\"])`")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<StatementRecord, A::Error> {
        let (verb, variant) = data.variant::<Verb>()?;
        Ok(StatementRecord { verb, fields: variant.newtype_variant()? })
    }
}
