//! Constraints: `Implies("p", "q")`, or `Implies(if: "p", then: "q", because: "…")` where a reason is given.

use std::fmt;

use serde::de::{Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor, value};
use serde::ser::SerializeStructVariant;
use serde::{Deserialize, Serialize};

use super::Word;
use crate::syntax::{List, Spanned};
use crate::text::Span;
use crate::vocabulary::words;

/// A constraint of the codebook.
#[derive(Debug)]
pub struct ConstraintRecord {
    pub kind: ConstraintKind,
    pub terms: Terms,
}

words! {
    /// The words a constraint may begin with.
    ConstraintKind {
        /// They cannot all hold.
        NotAll,
        /// Where the first holds, the second does.
        Implies,
        /// At least one of them holds.
        OneOf,
        /// They come about together, as one step.
        SameTime,
        /// Where the whole holds, each of its parts does.
        Parts,
    }
}

/// What a constraint is about. Which fields make sense depends on its word; the resolver says so where one does not.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Terms {
    pub of: Option<List<Spanned<Word>>>,
    #[serde(rename = "if")]
    pub premise: Option<Spanned<Word>>,
    #[serde(rename = "then")]
    pub conclusion: Option<Spanned<Word>>,
    pub whole: Option<Spanned<Word>>,
    pub parts: Option<List<Spanned<Word>>>,
    /// Whether there is nothing to the whole but its parts.
    pub complete: Option<Spanned<bool>>,
    pub because: Option<Spanned<Word>>,
}

impl ConstraintKind {
    /// How it is written.
    pub fn forms(self) -> &'static str {
        match self {
            ConstraintKind::NotAll => "`NotAll([\"p\", \"q\"])` or `NotAll(of: [\"p\", \"q\"], because: \"…\")`",
            ConstraintKind::Implies => "`Implies(\"p\", \"q\")` or `Implies(if: \"p\", then: \"q\", because: \"…\")`",
            ConstraintKind::OneOf => "`OneOf([\"p\", \"q\"])` or `OneOf(of: [\"p\", \"q\"], because: \"…\")`",
            ConstraintKind::SameTime => "`SameTime([\"p\", \"q\"])` or `SameTime(of: [\"p\", \"q\"], because: \"…\")`",
            ConstraintKind::Parts => {
                "`Parts(\"whole\", [\"part\"])` or `Parts(whole: \"whole\", parts: [\"part\"], because: \"…\")`, with \
                 `complete: true` where all the parts together are the whole"
            }
        }
    }
}

impl Terms {
    /// Whether a constraint of that kind needs a term that was left out.
    pub fn lacks_any(&self, kind: ConstraintKind) -> bool {
        let is_empty = |list: &Option<List<_>>| list.as_ref().is_none_or(|list| list.is_complete() && list.is_empty());
        match kind {
            ConstraintKind::Implies => self.premise.is_none() || self.conclusion.is_none(),
            ConstraintKind::Parts => self.whole.is_none() || is_empty(&self.parts),
            ConstraintKind::NotAll | ConstraintKind::OneOf | ConstraintKind::SameTime => is_empty(&self.of),
        }
    }

    /// The terms that were typed and that a constraint of that kind does not take, each with its place.
    pub fn misplaced(&self, kind: ConstraintKind) -> impl Iterator<Item = (&'static str, Span)> {
        let taken: &[&str] = match kind {
            ConstraintKind::Implies => &["if", "then"],
            ConstraintKind::Parts => &["whole", "parts", "complete"],
            ConstraintKind::NotAll | ConstraintKind::OneOf | ConstraintKind::SameTime => &["of"],
        };
        let first = |list: &Option<List<Spanned<Word>>>| list.as_ref()?.iter().next().map(|word| word.span);
        let of_word = |word: &Option<Spanned<Word>>| word.as_ref().map(|word| word.span);
        let typed = [
            ("of", first(&self.of)),
            ("if", of_word(&self.premise)),
            ("then", of_word(&self.conclusion)),
            ("whole", of_word(&self.whole)),
            ("parts", first(&self.parts)),
            ("complete", self.complete.as_ref().map(|complete| complete.span)),
        ];
        typed.into_iter().filter_map(|(term, span)| Some((term, span?))).filter(|(term, _)| !taken.contains(term))
    }
}

impl Serialize for ConstraintRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Terms { of, premise, conclusion, whole, parts, complete, because } = &self.terms;
        let mut variant = serializer.serialize_struct_variant("Constraint", 0, self.kind.name(), 7)?;
        macro_rules! write {
            ($($field:literal: $value:ident,)*) => {$(
                if let Some($value) = $value {
                    variant.serialize_field($field, $value)?;
                }
            )*};
        }
        write! {
            "of": of, "if": premise, "then": conclusion, "whole": whole, "parts": parts, "complete": complete,
            "because": because,
        }
        variant.end()
    }
}

impl<'de> Deserialize<'de> for ConstraintRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ConstraintRecord, D::Error> {
        deserializer.deserialize_enum("Constraint", ConstraintKind::NAMES, ConstraintVisitor)
    }
}

struct ConstraintVisitor;

impl<'de> Visitor<'de> for ConstraintVisitor {
    type Value = ConstraintRecord;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a constraint, such as `Implies(\"p\", \"q\")`")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<ConstraintRecord, A::Error> {
        let (kind, variant) = data.variant::<ConstraintKind>()?;
        let terms = match kind {
            ConstraintKind::Implies | ConstraintKind::Parts => variant.tuple_variant(2, TermsVisitor(kind))?,
            _ => variant.newtype_variant::<Group>()?.0,
        };
        Ok(ConstraintRecord { kind, terms })
    }
}

/// The terms of a constraint about a list: the list alone, or named fields.
struct Group(Terms);

impl<'de> Deserialize<'de> for Group {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Group, D::Error> {
        deserializer.deserialize_any(TermsVisitor(ConstraintKind::NotAll)).map(Group)
    }
}

struct TermsVisitor(ConstraintKind);

impl<'de> Visitor<'de> for TermsVisitor {
    type Value = Terms;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.forms())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Terms, A::Error> {
        let mut terms = Terms::default();
        match self.0 {
            ConstraintKind::Implies => {
                terms.premise = items.next_element()?;
                terms.conclusion = items.next_element()?;
            }
            ConstraintKind::Parts => {
                terms.whole = items.next_element()?;
                terms.parts = items.next_element()?;
            }
            _ => terms.of = Some(List::deserialize(value::SeqAccessDeserializer::new(items))?),
        }
        Ok(terms)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Terms, A::Error> {
        Terms::deserialize(value::MapAccessDeserializer::new(map))
    }
}
