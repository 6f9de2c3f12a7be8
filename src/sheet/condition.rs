//! Entries that may be written short or long: conditions and quotes.

use std::fmt;

use serde::de::{Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor, value};
use serde::{Deserialize, Serialize};

use super::{Field, OneOrMore, Word, record};
use crate::syntax::{List, Spanned};
use crate::text::Passage;

/// An entry of `only_if`, `only_after`, `unless` or `in_return_for`.
#[derive(Debug)]
pub enum ConditionRecord {
    /// `"relations-restored"`, or `(what: "relations-restored", by: "usa")`.
    Way(WayRecord),
    /// `AnyOf(["relations-restored", "sanctions-lifted"])`.
    AnyOf(List<Spanned<ConditionRecord>>),
}

record! {
    /// What has to be so, or not to be so. Where it does not matter who brings it about, the id of the proposition is
    /// enough, without a record around it; `AnyOf([…])` holds several conditions, any of which would do.
    WayRecord as "Condition" {
        /// The proposition that would have to be so.
        what: Word => Proposition,
        /// Who would have to bring it about.
        by: OneOrMore => Actor,
    }
}

/// The word for a condition that has several ways out.
const ANY_OF: &str = "AnyOf";

impl Serialize for ConditionRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ConditionRecord::Way(way) => match (way.what.as_option(), way.by.is_absent()) {
                (Some(what), true) => what.serialize(serializer),
                _ => way.serialize(serializer),
            },
            ConditionRecord::AnyOf(ways) => serializer.serialize_newtype_variant("Condition", 0, ANY_OF, ways),
        }
    }
}

impl<'de> Deserialize<'de> for ConditionRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ConditionRecord, D::Error> {
        deserializer.deserialize_any(ConditionVisitor)
    }
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = ConditionRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a proposition's id in quotation marks, `(what: \"…\", by: \"…\")` or `AnyOf([…])`")
    }

    fn visit_str<E>(self, word: &str) -> Result<ConditionRecord, E> {
        Ok(ConditionRecord::Way(WayRecord { what: Field::from(Word::from(word)), by: Field::default() }))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ConditionRecord, A::Error> {
        WayRecord::deserialize(value::MapAccessDeserializer::new(map)).map(ConditionRecord::Way)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<ConditionRecord, A::Error> {
        let (AnyOf::AnyOf, variant) = data.variant::<AnyOf>()?;
        variant.newtype_variant().map(ConditionRecord::AnyOf)
    }

    /// The `ron` crate shows `AnyOf([…])` without its name.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, ways: D) -> Result<ConditionRecord, D::Error> {
        List::deserialize(ways).map(ConditionRecord::AnyOf)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, ways: A) -> Result<ConditionRecord, A::Error> {
        List::deserialize(value::SeqAccessDeserializer::new(ways)).map(ConditionRecord::AnyOf)
    }
}

#[derive(Deserialize)]
enum AnyOf {
    AnyOf,
}

/// A quote: its words, or `(exact: "…", prefix: "…", suffix: "…")`.
#[derive(Debug, Default)]
pub struct QuoteRecord {
    pub exact: Passage,
    pub prefix: Option<Passage>,
    pub suffix: Option<Passage>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LongQuote {
    exact: Passage,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    prefix: Option<Passage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suffix: Option<Passage>,
}

impl Serialize for QuoteRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.prefix.is_none() && self.suffix.is_none() {
            return self.exact.serialize(serializer);
        }
        let QuoteRecord { exact, prefix, suffix } = self;
        LongQuote { exact: exact.clone(), prefix: prefix.clone(), suffix: suffix.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for QuoteRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<QuoteRecord, D::Error> {
        deserializer.deserialize_any(QuoteVisitor)
    }
}

struct QuoteVisitor;

impl<'de> Visitor<'de> for QuoteVisitor {
    type Value = QuoteRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a quote in quotation marks, or `(exact: \"…\", prefix: \"…\", suffix: \"…\")`")
    }

    fn visit_str<E>(self, exact: &str) -> Result<QuoteRecord, E> {
        Ok(QuoteRecord { exact: exact.into(), ..QuoteRecord::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<QuoteRecord, A::Error> {
        let LongQuote { exact, prefix, suffix } = LongQuote::deserialize(value::MapAccessDeserializer::new(map))?;
        Ok(QuoteRecord { exact, prefix, suffix })
    }
}
