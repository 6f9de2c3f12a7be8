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
    /// One thing that somebody said. The verb comes first; each takes only the fields that make sense for it.
    StatementFields as "Statement" {
        /// A name to refer to it by. Otherwise it is named by its article and what it says, as in
        /// `clash-report-2025-06-20/usa-offers-relations-restored`.
        id: Spanned<Passage> => Statement,
        /// Another article than the sheet's.
        article: Spanned<Word> => Article,
        /// Whose position or claim it is. Needed.
        who: Spanned<Word> => Actor,
        /// The person or organ that spoke; must have a mandate of `who` on that day.
        via: Spanned<Word> => Actor,
        /// It is second-hand: this actor says that `who` holds it. It never counts as `who`'s own.
        according_to: Spanned<Word> => Actor,
        /// The proposition that it is about. Needed.
        what: Spanned<Word> => Proposition,
        /// From whom it is wanted. `Demands` needs it.
        from: OneOrMore => Actor,
        /// To whom it is addressed.
        to: OneOrMore => Actor,
        /// Only if that is so.
        only_if: List<Spanned<ConditionRecord>> => Proposition,
        /// Only after that has come about.
        only_after: List<Spanned<ConditionRecord>> => Proposition,
        /// In exchange for that, done together.
        in_return_for: List<Spanned<ConditionRecord>> => Proposition,
        /// Unless that is so.
        unless: List<Spanned<ConditionRecord>> => Proposition,
        /// When it was said; the article's date where you leave it out.
        said: Spanned<PartialDate>,
        /// Until when it was expressly meant to hold.
        until: Spanned<PartialDate>,
        /// By when it falls due.
        due: Spanned<PartialDate>,
        /// Later days on which the same was said again.
        reaffirmed: List<Spanned<PartialDate>>,
        /// Two reports of one utterance name the same event.
        event: Spanned<Passage>,
        /// The words it rests on, as they stand in the text.
        quote: Spanned<Passage>,
        /// What stands right before the quote, where the same words stand more than once.
        prefix: Spanned<Passage>,
        /// What stands right behind the quote, where the same words stand more than once.
        suffix: Spanned<Passage>,
        /// The words it rests on, where they stand in several places.
        quotes: List<Spanned<QuoteRecord>>,
        /// The statement in your own words.
        gloss: Spanned<Passage>,
        /// What it rests on; `Reported` where you leave it out, and `Unnamed` where an unnamed source speaks. A finding that
        /// needs `Unnamed` or `Inferred` says so, and is one level lower.
        basis: Spanned<Basis>,
        /// How much room it leaves.
        firmness: Spanned<Firmness>,
        /// For yourselves.
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

impl Serialize for StatementRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_variant("Statement", self.verb as u32, self.verb.name(), &self.fields)
    }
}

impl<'de> Deserialize<'de> for StatementRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<StatementRecord, D::Error> {
        deserializer.deserialize_enum("Statement", Verb::NAMES, StatementVisitor)
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
